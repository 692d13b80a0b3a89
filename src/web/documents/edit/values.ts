/** A document as it was typed. */
import { countCharacters } from '../../../text/characters.ts';
import type { Document, Source } from '../../../model/records.ts';
import { writeCount } from '../../../wording/values.ts';
import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import { defineFields, fillFields, listLabels, readFields, type FieldValues } from '../../forms/fields.ts';
import { hasField, readField } from '../../forms/forms.ts';
import { readName, type TypedName } from '../../forms/source-names.ts';

/** Words of an excerpt that the text has no longer, and those that an editor may take instead. */
export interface InsteadValues {
  was: string;
  now: string;
  isTaken: boolean;
}

const { document } = RECORD_RULES;

export const DOCUMENT_FIELDS = defineFields({
  title: { label: 'Title', rule: document.title, missing: 'Enter its title' },
  url: { label: 'Address', rule: document.url },
  archivedUrl: { label: 'Archived copy', rule: document.archivedUrl },
  publishedAt: { label: 'Published on', rule: document.publishedAt },
  retrievedAt: { label: 'Retrieved on', rule: document.retrievedAt },
  language: { label: 'Language', rule: document.language },
  text: { label: 'Text', rule: document.text.unwrap(), isMultiline: true },
});

export const DOCUMENT_LABELS = { publisher: 'Publisher', ...listLabels(DOCUMENT_FIELDS) };

export interface DocumentValues extends FieldValues<typeof DOCUMENT_FIELDS> {
  publisher: TypedName;
  instead: readonly InsteadValues[];
}

/** What the fields that name the publisher are called in the form. */
export const PUBLISHER_FIELDS = {
  name: 'publisher',
  pick: 'publisher-pick',
  pickedFor: 'publisher-pickedFor',
  kind: 'publisher-kind',
} as const;

/** So many excerpts are mended at once: for each, the whole text is looked through. */
export const MOST_INSTEAD = 20;

export function insteadField(row: number, name: 'was' | 'now' | 'take'): string {
  return `instead-${row}-${name}`;
}

export const EMPTY_DOCUMENT = readDocumentValues({});

/** A document as its form shows it. */
export function fillDocument(document: Document, publisher: Source, text: string | null): DocumentValues {
  const { name } = publisher;
  return {
    publisher: { name, pick: publisher.uid, pickedFor: name, kind: '' },
    ...fillFields(DOCUMENT_FIELDS, { ...document, text }),
    instead: [],
  };
}

export function readDocumentValues(body: unknown): DocumentValues {
  return {
    publisher: readName(PUBLISHER_FIELDS, body),
    ...readFields(DOCUMENT_FIELDS, body),
    instead: readInstead(body),
  };
}

function readInstead(body: unknown): InsteadValues[] {
  const rows: InsteadValues[] = [];
  for (let row = 0; row < 2 * MOST_INSTEAD && hasField(body, insteadField(row, 'was')); row += 1) {
    const [was, now] = [readField(body, insteadField(row, 'was')), readField(body, insteadField(row, 'now'))];
    rows.push({ was, now, isTaken: hasField(body, insteadField(row, 'take')) });
  }
  return rows;
}

/** For two versions side by side. Of a long text, its beginning and its length. */
export function flattenDocument({
  publisher,
  text,
  instead: _,
  ...rest
}: DocumentValues): Record<keyof typeof DOCUMENT_LABELS, string> {
  return { ...rest, publisher: publisher.name, text: abridgeText(text) };
}

/** So much of a text is shown beside another one. */
const BEGINNING = 300;

function abridgeText(text: string): string {
  const length = writeCount(countCharacters(text), 'character');
  return text.length <= BEGINNING ? text : `${text.slice(0, BEGINNING)}… (${length})`;
}
