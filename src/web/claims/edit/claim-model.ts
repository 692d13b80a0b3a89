import { CLAIM_STATUSES, REVIEWER_KINDS } from '../../../model/records.ts';
import type { layOutForm } from '../../forms/forms.ts';
import type { ClaimValues } from './values/claim.ts';
import { hasRating, RATING_LABELS, type RatingValues } from './values/rating.ts';

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
    rating: buildRatingFields(form, values),
  };
}

const REVIEWER_WORDS = { organisation: 'an organisation', person: 'a person' };

const HINTS: Partial<Record<keyof RatingValues, string>> = {
  rating: 'In the reviewer’s own words, such as Misleading',
  reviewer: 'The name of the person or organisation that gave it',
  ratedAt: 'Such as 2025-06-17; may stay empty',
  reviewUrl: 'Where it can be read; may stay empty',
  reviewerUrl: 'May stay empty',
  ratingValue: 'Such as 2; may stay empty',
  worstRating: 'Such as 1; may stay empty',
  bestRating: 'Such as 5; may stay empty',
};

/** The fields of a rating: folded away where there is none. */
function buildRatingFields(form: Form, values: RatingValues) {
  const text = (name: keyof RatingValues) =>
    form.text({ name, label: RATING_LABELS[name], value: values[name], hint: HINTS[name] ?? '' });
  return {
    isOpen: hasRating(values),
    text: text('rating'),
    reviewer: text('reviewer'),
    reviewerKind: form.select({
      name: 'reviewerKind',
      label: RATING_LABELS.reviewerKind,
      value: values.reviewerKind,
      options: REVIEWER_KINDS.map((value) => ({ value, text: REVIEWER_WORDS[value] })),
    }),
    others: (['ratedAt', 'reviewUrl', 'reviewerUrl'] as const).map(text),
    numbers: (['ratingValue', 'worstRating', 'bestRating'] as const).map(text),
  };
}
