import { CLAIM_STATUSES } from '../../provenance/model.ts';
import type { layOutForm } from '../forms.ts';
import type { ClaimValues } from './claim-values.ts';

type Form = ReturnType<typeof layOutForm>;

const STATUS_WORDS = {
  draft: 'draft: editors only',
  published: 'published: everybody',
  withdrawn: 'withdrawn: no longer shown to readers',
};

/** The fields of the claim itself. */
export function buildClaimFields(form: Form, values: ClaimValues) {
  const text = (name: keyof ClaimValues, label: string, hint: string) =>
    form.text({ name, label, value: values[name], hint });
  return {
    text: form.text({
      name: 'text',
      label: 'Claim',
      value: values.text,
      hint: 'One sentence that can be checked, in your own plain words.',
      prose: true,
    }),
    language: text('language', 'Language of the claim', 'A language tag such as en'),
    aboutDate: text('aboutDate', 'When it is about', 'Such as 2025-06-17, or 2025; may stay empty'),
    topics: text('topics', 'Topics', 'Parted by commas'),
    note: form.area({ name: 'note', label: 'Note', value: values.note, rows: 3, hint: 'For readers; may stay empty' }),
    status: form.select({
      name: 'status',
      label: 'Status',
      value: values.status,
      options: CLAIM_STATUSES.map((value) => ({ value, text: STATUS_WORDS[value] })),
    }),
  };
}
