/** What a document that was typed means, or every issue at once. */
import type { Document, Source, Uid } from '../../../model/records.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { Store } from '../../../storage/store.ts';
import { checkFields, listIssues, type Checked } from '../../forms/fields.ts';
import { NO_SOURCE, resolveName, type NamedSource, type Question } from '../../forms/source-names.ts';
import { DOCUMENT_FIELDS, PUBLISHER_FIELDS, type DocumentValues, type InsteadValues } from './values.ts';
import { findLostExcerpts } from './lost-excerpts.ts';
import { hashText } from '../../../text/characters.ts';

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
  const own = checkFields(DOCUMENT_FIELDS, values);
  const known = await findKnown(store, values.url, before);
  const isTextSound = listIssues(own).every(({ field }) => field !== 'text');
  const excerpts =
    isTextSound && before ? await findLostExcerpts(store, before.id, values) : { issues: [], lost: [], instead: NONE };
  const issues = [
    ...publisher.issues,
    ...listIssues(own),
    ...(known ? [{ field: 'url', message: `This is known here already, as “${known.document.title}”` }] : []),
    ...excerpts.issues,
  ];
  if (!own.ok || issues.length > 0)
    return { ok: false, issues, details: { question: publisher.question, known, lost: excerpts.lost } };
  const { text, ...fields } = own.value;
  const record = {
    uid: before?.document.uid ?? makeUid(),
    publisher: publisher.uid!,
    ...fields,
    // Of a text that is taken out, or that others have, the hash stays: it says which text the excerpts stand in.
    sha256: text === null ? (before?.document.sha256 ?? null) : hashText(text),
  };
  return { ok: true, value: { record, text, newSources: publisher.newSources, instead: excerpts.instead } };
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Another document to which this address leads. One that two had before they came here stays with both. */
async function findKnown(store: Store, url: string, before: StoredDocument | null): Promise<StoredDocument | null> {
  if (url === '' || url === before?.document.url) return null;
  const found = await store.documents.findByUrl(url);
  return found.find(({ id }) => id !== before?.id) ?? null;
}

async function resolvePublisher(store: Store, { publisher }: DocumentValues, makeUid: () => Uid): Promise<NamedSource> {
  if (publisher.name !== '') return resolveName(store, PUBLISHER_FIELDS, publisher, makeUid);
  return { ...NO_SOURCE, issues: [{ field: PUBLISHER_FIELDS.name, message: 'Enter who published it' }] };
}
