/** A document named by its title, its publisher and date, or its address: found, asked about, or made in place. */
import { RECORD_RULES } from '../../../../formats/hearsay/schema.ts';
import type { Issue } from '../../../../model/issues.ts';
import type { ClaimRecord, Document, Source, Uid } from '../../../../model/records.ts';
import type { StoredDocument } from '../../../../storage/documents/documents.ts';
import type { Store } from '../../../../storage/store.ts';
import { foldText } from '../../../../text/words.ts';
import { writeDate } from '../../../../wording/dates.ts';
import { joinName, writeName } from '../../../../wording/names.ts';
import { checkFields, defineFields, listIssues, readLine, type Form } from '../../../forms/forms.ts';
import { interpretAddress } from '../../../forms/interpreters/addresses.ts';
import { toMatch } from '../../../../storage/search/terms.ts';
import { parseUrl } from '../../../../model/url.ts';

/** A document as it was typed, and the answer to the question about it. */
export interface DocumentChoice {
  typed: string;
  /** The document that is meant: its uid, `new`, or empty. */
  pick: string;
  /** What `pick` was chosen for: other words need another choice. */
  pickedFor: string;
  /** Of a new document. */
  title: string;
}

export const EMPTY_CHOICE: DocumentChoice = { typed: '', pick: '', pickedFor: '', title: '' };

/** Asked where what was typed names no document, or several. */
export interface DocumentQuestion {
  typed: string;
  candidates: readonly NamedDocument[];
}

export interface NamedDocument {
  document: Document;
  publisher: Source | null;
}

/** The documents of a claim, with their publishers. */
export function listDocuments({ documents, sources }: Pick<ClaimRecord, 'documents' | 'sources'>): NamedDocument[] {
  const byUid = new Map(sources.map((source) => [source.uid, source]));
  return documents.map((document) => ({ document, publisher: byUid.get(document.publisher) ?? null }));
}

const fieldsOf = (name: string) =>
  ({ typed: name, pick: `${name}-pick`, pickedFor: `${name}-pickedFor`, title: `${name}-title` }) as const;

export function readDocumentChoice(body: unknown, name: string): DocumentChoice {
  const fields = fieldsOf(name);
  const line = (field: keyof typeof fields): string => readLine(body, fields[field]);
  return { typed: line('typed'), pick: line('pick'), pickedFor: line('pickedFor'), title: line('title') };
}

/** Title, publisher and date, by which a form names a document: “Bridge shut (Coastwire, 3 March 2025)”. */
export function nameDocument({ document, publisher }: NamedDocument): string {
  const facts = [publisher && joinName(writeName(publisher)), writeDate(document.publishedAt)?.text ?? null];
  const known = facts.filter((fact) => fact !== null).join(', ');
  return known === '' ? document.title : `${document.title} (${known})`;
}

export const chooseDocument = (named: NamedDocument): DocumentChoice => {
  const typed = nameDocument(named);
  return { typed, pick: named.document.uid, pickedFor: typed, title: '' };
};

export interface FoundDocument {
  document: Document | null;
  /** As it is kept, or as it was pasted. */
  text: string | null;
  isFresh: boolean;
  issues: readonly Issue[];
  question: DocumentQuestion | null;
}

export const NO_DOCUMENT: FoundDocument = { document: null, text: null, isFresh: false, issues: [], question: null };

/** Publisher and date of a document that is made in place. */
interface Making {
  publisher: Uid;
  publishedAt: string | null;
  makeUid: () => Uid;
}

/** How many documents are offered for words that name none. */
const OFFERED = 5;

/** How many documents with the same words are looked through for those of this very title. */
const SEARCHED = 200;

/**
 * @param name of the field
 * @param near documents that may be meant by their words alone: the story, and those of the claim
 * @param making what a document that is made needs; null where none can be made
 */
export async function findDocument(
  store: Store,
  name: string,
  choice: DocumentChoice,
  near: readonly NamedDocument[],
  making: Making | null,
): Promise<FoundDocument> {
  const { typed, pick, pickedFor, title } = choice;
  if (typed === '') return NO_DOCUMENT;
  const isAnswered = pick !== '' && pickedFor === typed;
  if (isAnswered && pick === 'new' && making) return makeDocument(name, choice, title, making);
  const chosen = isAnswered ? await loadNamed(store, pick, near) : null;
  if (chosen) return readFound(store, chosen);
  const candidates = await listCandidates(store, typed, near);
  const [only, ...others] = candidates.exact;
  if (only && others.length === 0) return readFound(store, only);
  const question = { typed, candidates: only ? candidates.exact : candidates.near };
  return { ...NO_DOCUMENT, question, issues: [{ field: `${name}-pick`, message: describeQuestion(question, only) }] };
}

const describeQuestion = ({ typed }: DocumentQuestion, only: NamedDocument | undefined): string =>
  only ? `Which document is “${typed}”?` : `No document here is called “${typed}”: choose one, or make a new one`;

async function loadNamed(store: Store, uid: Uid, near: readonly NamedDocument[]): Promise<NamedDocument | null> {
  const there = near.find(({ document }) => document.uid === uid);
  if (there) return there;
  const [stored] = await store.documents.loadByUids([uid]);
  return stored ? { document: stored.document, publisher: null } : null;
}

async function readFound(store: Store, { document }: NamedDocument): Promise<FoundDocument> {
  const { uid } = document;
  const text = (await store.documents.readTexts([uid])).get(uid) ?? null;
  return { ...NO_DOCUMENT, document, text };
}

async function listCandidates(store: Store, typed: string, near: readonly NamedDocument[]) {
  const key = foldText(typed);
  const called = near.filter((named) => [nameDocument(named), named.document.title].map(foldText).includes(key));
  if (called.length > 0) return { exact: called, near: [] };
  const url = readAddress(typed);
  if (url !== null) {
    const here = near.filter(({ document }) => document.url === url);
    if (here.length > 0) return { exact: here, near: [] };
    return { exact: await namePublishers(store, await store.documents.findByUrl(url)), near: [] };
  }
  const found = await searchTitles(store, typed);
  const label = found.length === 0 ? /^(.*)\([^()]*\)$/u.exec(typed)?.[1] : undefined;
  if (label !== undefined) found.push(...(await searchTitles(store, label)));
  const exact = found.filter((named) => [nameDocument(named), named.document.title].map(foldText).includes(key));
  return { exact, near: [...near, ...found].slice(0, OFFERED) };
}

async function searchTitles(store: Store, words: string): Promise<NamedDocument[]> {
  const match = toMatch(words);
  if (match === null) return [];
  const filters = { publisher: null, match, published: false, after: null, limit: SEARCHED };
  const { items } = await store.documents.list(filters);
  return items.map(({ stored: { document }, publisher }) => ({ document, publisher }));
}

async function namePublishers(store: Store, found: readonly StoredDocument[]): Promise<NamedDocument[]> {
  const publishers = await store.sources.loadByUids(found.map(({ document }) => document.publisher));
  const byUid = new Map(publishers.map(({ source }) => [source.uid, source]));
  return found.map(({ document }) => ({ document, publisher: byUid.get(document.publisher) ?? null }));
}

/** Null for words that are no address. */
function readAddress(typed: string): string | null {
  if (/\s/u.test(typed) || !/[./]/u.test(typed)) return null;
  const understood = interpretAddress(typed);
  return 'value' in understood && parseUrl(understood.value) ? understood.value : null;
}

const { document: RULES } = RECORD_RULES;
const TITLE = defineFields({
  title: { label: 'Title', rule: RULES.title, missing: 'Enter the title of the document' },
});
const ADDRESS = defineFields({ url: { label: 'Address', rule: RULES.url } });

/** Nobody here has read a document that is only named. */
function makeDocument(
  name: string,
  { typed }: DocumentChoice,
  entered: string,
  { publisher, publishedAt, makeUid }: Making,
): FoundDocument {
  const url = readAddress(typed);
  const title = checkFields(TITLE, { title: entered || (url === null ? typed : '') }, () => `${name}-title`);
  const address = checkFields(ADDRESS, { url: url ?? '' }, () => name);
  const issues = [...listIssues(title), ...listIssues(address)];
  if (!title.ok || !address.ok) {
    return { ...NO_DOCUMENT, issues, question: { typed, candidates: [] } };
  }
  const document: Document = {
    ...{ uid: makeUid(), publisher, kind: null, title: title.value.title, url, version: null, archivedUrl: null },
    ...{ publishedAt, retrievedAt: null, language: null, sha256: null },
  };
  return { ...NO_DOCUMENT, document, isFresh: true };
}

/** The field, with what the browser offers for it, and the question where there is one. */
export function buildDocumentChoice(
  form: Form,
  { name, label, hint }: { name: string; label: string; hint: string },
  choice: DocumentChoice,
  near: readonly NamedDocument[],
  question: DocumentQuestion | null,
  mayBeNew = true,
) {
  const fields = fieldsOf(name);
  const { typed, pick, pickedFor, title } = choice;
  const offered = near.map((named) => ({ value: nameDocument(named), text: '' }));
  const isAnswered = pickedFor === typed;
  const hide = (field: 'pick' | 'pickedFor' | 'title', value: string) => ({ name: fields[field], value });
  const known = question?.candidates.map((named) => ({ value: named.document.uid, text: nameDocument(named) })) ?? [];
  return {
    typed: form.text({ name, label, hint, value: typed, known: offered }),
    question: question && {
      pick: form.radios({
        name: fields.pick,
        label: `Which document is “${question.typed}”?`,
        value: isAnswered ? pick : known.length === 0 && mayBeNew ? 'new' : '',
        options: [
          ...known,
          ...(mayBeNew ? [{ value: 'new', text: 'A new document, which nobody here has read' }] : []),
        ],
      }),
      title: mayBeNew
        ? form.text({
            name: fields.title,
            label: 'Title of the new document',
            value: title || (readAddress(typed) === null ? typed : ''),
          })
        : null,
    },
    hidden: question
      ? [hide('pickedFor', question.typed)]
      : typed === '' || pick === ''
        ? []
        : [hide('pick', pick), hide('pickedFor', pickedFor), hide('title', title)],
  };
}
