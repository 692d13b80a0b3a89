/** A document as it was typed. */
import { countCharacters } from '../../../text/characters.ts';
import type { Document, Source } from '../../../model/records.ts';
import { hasField, readField, readLine } from '../../forms/forms.ts';
import type { TypedName } from '../../forms/source-names.ts';
import { writeCount } from '../../../wording/values.ts';

/** Words of an excerpt that the text has no longer, and those that an editor may take instead. */
export interface InsteadValues {
  was: string;
  now: string;
  isTaken: boolean;
}

export interface DocumentValues {
  publisher: TypedName;
  title: string;
  url: string;
  archivedUrl: string;
  publishedAt: string;
  retrievedAt: string;
  language: string;
  text: string;
  instead: readonly InsteadValues[];
}

export const EMPTY_DOCUMENT: DocumentValues = {
  publisher: { name: '', pick: '', pickedFor: '', kind: '' },
  ...{ title: '', url: '', archivedUrl: '', publishedAt: '', retrievedAt: '', language: '', text: '' },
  instead: [],
};

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

/** A document as its form shows it. */
export function writeDocumentValues(document: Document, publisher: Source, text: string | null): DocumentValues {
  const { name } = publisher;
  return {
    publisher: { name, pick: publisher.uid, pickedFor: name, kind: '' },
    title: document.title,
    url: document.url ?? '',
    archivedUrl: document.archivedUrl ?? '',
    publishedAt: document.publishedAt ?? '',
    retrievedAt: document.retrievedAt ?? '',
    language: document.language ?? '',
    text: text ?? '',
    instead: [],
  };
}

export function readDocumentValues(body: unknown): DocumentValues {
  const line = (name: string): string => readLine(body, name);
  const { name, pick, pickedFor, kind } = PUBLISHER_FIELDS;
  return {
    publisher: { name: line(name), pick: line(pick), pickedFor: line(pickedFor), kind: line(kind) },
    title: line('title'),
    url: line('url'),
    archivedUrl: line('archivedUrl'),
    publishedAt: line('publishedAt'),
    retrievedAt: line('retrievedAt'),
    language: line('language'),
    text: readField(body, 'text'),
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

export const DOCUMENT_LABELS = {
  publisher: 'Publisher',
  title: 'Title',
  url: 'Address',
  archivedUrl: 'Archived copy',
  publishedAt: 'Published on',
  retrievedAt: 'Retrieved on',
  language: 'Language',
  text: 'Text',
} as const;

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
