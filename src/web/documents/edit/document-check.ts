/** What a document that was typed means, or every issue at once. */
import { checkDate, checkLanguage, checkText, checkUrl } from '../../../formats/checks.ts';
import { hashText } from '../../../formats/web/text-hash.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Document, Source, Uid } from '../../../model/records.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { judgeField } from '../../forms/forms.ts';
import type { Checked } from '../../forms/write.ts';
import { findSource, makeSource, type Question } from '../../forms/source-names.ts';
import { DOCUMENT_LABELS, PUBLISHER_FIELDS, type DocumentValues, type InsteadValues } from './values.ts';
import { findLostExcerpts } from './lost-excerpts.ts';

/** What the form shows beside the issues. */
export interface DocumentDetails {
  /** Which source the publisher is. */
  question: Question | null;
  /** The document that has this address already. */
  known: StoredDocument | null;
  /** Excerpts that are not in the text, with what may be taken instead. */
  lost: readonly InsteadValues[];
}

export interface DocumentWrite {
  record: Document;
  text: string | null;
  newSources: readonly Source[];
  instead: ReadonlyMap<string, string>;
}

/**
 * @param before the document as it is now; null for a new one
 * @param makeUid gives a new uid with each call
 */
export async function checkDocument(
  store: Store,
  values: DocumentValues,
  before: StoredDocument | null,
  makeUid: () => Uid,
): Promise<Checked<DocumentWrite, DocumentDetails>> {
  const publisher = await resolvePublisher(store, values, makeUid);
  const own = judgeOwn(values);
  const known = await findKnown(store, values.url, before);
  const isTextSound = own.every(({ field }) => field !== 'text');
  const excerpts =
    isTextSound && before ? await findLostExcerpts(store, before.id, values) : { issues: [], lost: [], instead: NONE };
  const issues = [
    ...publisher.issues,
    ...own,
    ...(known ? [{ field: 'url', message: `This is known here already, as “${known.document.title}”` }] : []),
    ...excerpts.issues,
  ];
  if (issues.length > 0)
    return { ok: false, issues, details: { question: publisher.question, known, lost: excerpts.lost } };
  const text = orNull(values.text);
  const record = makeRecord(values, before?.document ?? null, publisher.uid, text, makeUid);
  return { ok: true, value: { record, text, newSources: publisher.newSources, instead: excerpts.instead } };
}

const NONE: ReadonlyMap<string, string> = new Map();

const orNull = (value: string): string | null => (value.trim() === '' ? null : value);

function makeRecord(
  values: DocumentValues,
  before: Document | null,
  publisher: Uid,
  text: string | null,
  makeUid: () => Uid,
): Document {
  return {
    uid: before?.uid ?? makeUid(),
    publisher,
    title: values.title,
    url: orNull(values.url),
    archivedUrl: orNull(values.archivedUrl),
    publishedAt: orNull(values.publishedAt),
    retrievedAt: orNull(values.retrievedAt),
    language: orNull(values.language),
    // Of a text that is taken out, or that others have, the hash stays: it says which text the excerpts stand in.
    sha256: text === null ? (before?.sha256 ?? null) : hashText(text),
  };
}

function judgeOwn(values: DocumentValues): Issue[] {
  const judge = (
    field: Exclude<keyof typeof DOCUMENT_LABELS, 'publisher'>,
    missing: string | null,
    check: (value: string) => string | null,
  ) => judgeField({ field, label: DOCUMENT_LABELS[field], value: values[field], missing, check });
  const url = (value: string) => checkUrl(value, LIMITS.url);
  return [
    ...judge('title', 'Enter its title', (value) => checkText(value, { most: LIMITS.title, lines: false })),
    ...judge('url', null, url),
    ...judge('archivedUrl', null, url),
    ...judge('publishedAt', null, checkDate),
    ...judge('retrievedAt', null, checkDate),
    ...judge('language', null, checkLanguage),
    ...judge('text', null, (value) => checkText(value, { most: LIMITS.documentText, lines: true })),
  ];
}

/** Another document to which this address leads. One that two had before they came here stays with both. */
async function findKnown(store: Store, url: string, before: StoredDocument | null): Promise<StoredDocument | null> {
  if (url === '' || url === before?.document.url) return null;
  const found = await store.documents.findByUrl(url);
  return found.find(({ id }) => id !== before?.id) ?? null;
}

interface Publisher {
  /** Empty while it is not settled. */
  uid: Uid;
  newSources: readonly Source[];
  issues: readonly Issue[];
  question: Question | null;
}

async function resolvePublisher(store: Store, { publisher }: DocumentValues, makeUid: () => Uid): Promise<Publisher> {
  const none: Publisher = { uid: '', newSources: [], issues: [], question: null };
  if (publisher.name === '')
    return { ...none, issues: [{ field: PUBLISHER_FIELDS.name, message: 'Enter who published it' }] };
  const found = await findSource(store, publisher);
  if ('is' in found) return { ...none, uid: found.is };
  if ('make' in found) {
    const fresh = makeSource(makeUid(), publisher.name, found.make);
    return { ...none, uid: fresh.uid, newSources: [fresh] };
  }
  const { field, message, question } = found;
  return { ...none, question, issues: [{ field: PUBLISHER_FIELDS[field], message }] };
}
