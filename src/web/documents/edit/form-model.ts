/** A document as its form shows it. */
import type { AreaField, CheckField, layOutForm, TextField } from '../../forms/forms.ts';
import { buildQuestion, type QuestionModel } from '../../forms/source-names.ts';
import { documentAddress } from '../../../urls/records.ts';
import { insteadField, DOCUMENT_LABELS, PUBLISHER_FIELDS, type DocumentValues, type InsteadValues } from './values.ts';
import type { DocumentDetails } from './document-check.ts';

type Form = ReturnType<typeof layOutForm>;

interface Hidden {
  name: string;
  value: string;
}

export interface DocumentFields {
  publisher: TextField;
  question: QuestionModel | null;
  title: TextField;
  url: TextField;
  known: { href: string; title: string; lang: string | null } | null;
  archivedUrl: TextField;
  publishedAt: TextField;
  retrievedAt: TextField;
  language: TextField;
  text: AreaField;
  /** Excerpts that are not in the text, each with the words that may be taken instead. */
  lost: readonly { was: Hidden; now: AreaField; take: CheckField }[];
  hidden: readonly Hidden[];
}

const DATE_HINT = 'Such as 2025, 2025-06, 2025-06-17 or 2025-06-17T09:12+09:00';

export function buildDocumentFields(
  form: Form,
  values: DocumentValues,
  { question, known, lost }: DocumentDetails = { question: null, known: null, lost: [] },
): DocumentFields {
  const { publisher } = values;
  const text = (
    name: Exclude<keyof typeof DOCUMENT_LABELS, 'publisher' | 'text'>,
    hint?: string,
    type: 'text' | 'url' = 'text',
  ) =>
    form.text({
      name,
      label: DOCUMENT_LABELS[name],
      value: values[name],
      type,
      ...(hint === undefined ? {} : { hint }),
    });
  return {
    publisher: form.text({
      name: PUBLISHER_FIELDS.name,
      label: DOCUMENT_LABELS.publisher,
      value: publisher.name,
      hint: 'The source that published it: its name, or an alias',
      suggest: 'sources',
    }),
    question: question && buildQuestion(form, PUBLISHER_FIELDS, publisher, question),
    title: text('title'),
    url: text('url', 'Where it stands on the web', 'url'),
    known: known && {
      href: documentAddress({ id: known.id, title: known.document.title }).html,
      title: known.document.title,
      lang: known.document.language,
    },
    archivedUrl: text('archivedUrl', 'A copy that will stay', 'url'),
    publishedAt: text('publishedAt', DATE_HINT),
    retrievedAt: text('retrievedAt', 'When you had it before you'),
    language: text('language', 'A language tag such as en or ko'),
    text: form.area({
      name: 'text',
      label: DOCUMENT_LABELS.text,
      value: values.text,
      rows: 14,
      hint: 'Optional, up to 200,000 characters. Excerpts are checked against it. Readers see the excerpts only.',
    }),
    lost: lost.map((row, at) => offerInstead(form, row, at)),
    hidden: question
      ? [{ name: PUBLISHER_FIELDS.pickedFor, value: publisher.name }]
      : [
          { name: PUBLISHER_FIELDS.pick, value: publisher.pick },
          { name: PUBLISHER_FIELDS.pickedFor, value: publisher.pickedFor },
          { name: PUBLISHER_FIELDS.kind, value: publisher.kind },
        ],
  };
}

function offerInstead(form: Form, { was, now, isTaken }: InsteadValues, at: number): DocumentFields['lost'][number] {
  return {
    was: { name: insteadField(at, 'was'), value: was },
    now: form.area({
      name: insteadField(at, 'now'),
      label: 'Words instead',
      value: now,
      rows: 2,
      hint: 'As they stand in the text; the nearest are offered',
    }),
    take: form.check({
      name: insteadField(at, 'take'),
      label: 'Let the excerpt be these words, wherever it is shown',
      checked: isTaken,
    }),
  };
}
