import { checkText } from '../../../formats/checks.ts';
import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import type { WebPage } from '../../../model/web-pages.ts';
import type { Issue } from '../../../model/issues.ts';
import { isSameVersion } from '../../../model/identity.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Document, Evidence, Source, Uid } from '../../../model/records.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { Store } from '../../../storage/store.ts';
import { countCharacters, countText, hashText } from '../../../text/characters.ts';
import { findNearestPassage, findPassage, refindEvidence, replaceWords } from '../../../text/excerpts.ts';
import { writeCount, writeCountWithVerb } from '../../../wording/values.ts';
import {
  checkFields,
  defineFields,
  fillFields,
  hasField,
  listIssues,
  sortIssues,
  listLabels,
  readField,
  readFields,
  type Checked,
  type FieldValues,
} from '../../forms/forms.ts';
import { interpretAddress } from '../../forms/interpreters/addresses.ts';
import { interpretDate } from '../../forms/interpreters/dates.ts';
import { interpretLanguage } from '../../forms/interpreters/languages.ts';
import { findStored } from '../../forms/interpreters/interpretation.ts';
import {
  NO_SOURCE,
  nameFields,
  readName,
  readNamesakes,
  resolveName,
  type NamedSource,
  type Question,
  type TypedName,
} from '../../forms/source-names.ts';

/** Words of an excerpt that are no longer in the text, and those that may replace them. */
export interface ExcerptReplacement {
  was: string;
  now: string;
  isAccepted: boolean;
}

const { document } = RECORD_RULES;

export const DOCUMENT_FIELDS = defineFields({
  kind: { label: 'Kind', rule: document.kind },
  title: { label: 'Title', rule: document.title, missing: 'Enter its title' },
  url: { label: 'Address', rule: document.url, interpret: interpretAddress },
  version: { label: 'Version', rule: document.version },
  archivedUrl: { label: 'Archived copy', rule: document.archivedUrl, interpret: interpretAddress },
  publishedAt: { label: 'Published on', rule: document.publishedAt, interpret: interpretDate },
  retrievedAt: { label: 'Retrieved on', rule: document.retrievedAt, interpret: interpretDate },
  language: { label: 'Language', rule: document.language, interpret: interpretLanguage },
  text: { label: 'Text', rule: document.text.unwrap(), isMultiline: true },
});

export const DOCUMENT_LABELS = { publisher: 'Publisher', ...listLabels(DOCUMENT_FIELDS) };

export interface DocumentValues extends FieldValues<typeof DOCUMENT_FIELDS> {
  publisher: TypedName;
  instead: readonly ExcerptReplacement[];
}

export const PUBLISHER_FIELDS = nameFields('publisher');

/** The most excerpts that are corrected at once: the whole text is searched for each. */
const MOST_REPLACED = 20;

export function replacementField(row: number, name: 'was' | 'now' | 'take'): string {
  return `instead-${row}-${name}`;
}

export const EMPTY_DOCUMENT = readDocumentValues({});

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
    instead: readReplacements(body),
  };
}

function readReplacements(body: unknown): ExcerptReplacement[] {
  const rows: ExcerptReplacement[] = [];
  for (let row = 0; row < 2 * MOST_REPLACED && hasField(body, replacementField(row, 'was')); row += 1) {
    const [was, now] = [readField(body, replacementField(row, 'was')), readField(body, replacementField(row, 'now'))];
    rows.push({ was, now, isAccepted: hasField(body, replacementField(row, 'take')) });
  }
  return rows;
}

/** For two versions side by side. A long text is cut to its beginning, with its length. */
export function flattenDocument({
  publisher,
  text,
  instead: _,
  ...rest
}: DocumentValues): Record<keyof typeof DOCUMENT_LABELS, string> {
  return { ...rest, publisher: publisher.name, text: abridgeText(text) };
}

const BEGINNING = 300;

function abridgeText(text: string): string {
  const length = writeCount(countCharacters(text), 'character');
  return text.length <= BEGINNING ? text : `${text.slice(0, BEGINNING)}… (${length})`;
}

/** What a fetched page gave to the form. */
export interface FetchedFields {
  /** Where redirects led. */
  url: string;
  page: WebPage;
  filled: readonly (keyof typeof DOCUMENT_LABELS)[];
  /** Fields that were typed already, where the page says something else. */
  kept: readonly (keyof typeof DOCUMENT_LABELS)[];
  /** Whether its text was longer than a document's may be. */
  isCut: boolean;
}

/** Shown by the form beside the issues. */
export interface DocumentDetails {
  question: Question | null;
  known: StoredDocument | null;
  /** Excerpts that are not in the text, with the words that may replace them. */
  lost: readonly ExcerptReplacement[];
  fetched: FetchedFields | null;
}

interface DocumentWrite {
  record: Document;
  text: string | null;
  newSources: readonly Source[];
  namesakes: readonly Uid[];
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
  const known = await findSameVersion(store, values, before);
  const isTextSound = listIssues(own).every(({ field }) => field !== 'text');
  const excerpts = isTextSound && before ? await findLostExcerpts(store, before.id, values) : NOTHING_LOST;
  const issues = [
    ...(known ? [{ field: 'url', message: describeKnown(known.document) }] : []),
    ...sortIssues([...listIssues(own), ...publisher.issues], ORDER),
    ...excerpts.issues,
  ];
  if (!own.ok || issues.length > 0)
    return { ok: false, issues, details: { question: publisher.question, known, lost: excerpts.lost, fetched: null } };
  const { text, ...fields } = own.value;
  const record = {
    uid: before?.document.uid ?? makeUid(),
    publisher: publisher.uid!,
    ...fields,
    // The hash of a text that was taken out, or that others have, stays: it says which text the excerpts are from.
    sha256: text === null ? (before?.document.sha256 ?? null) : hashText(text),
  };
  const { newSources } = publisher;
  const namesakes = readNamesakes(values.publisher);
  return { ok: true, value: { record, text, newSources, namesakes, instead: excerpts.instead } };
}

/** Another document with this address and version. Unchanged ones are never a problem, as two may have had them before. */
export async function findSameVersion(
  store: Store,
  { url: typedUrl, version, archivedUrl }: DocumentValues,
  before: StoredDocument | null,
): Promise<StoredDocument | null> {
  const url = findStored(interpretAddress, typedUrl);
  const typed = { url, version: version || null, archivedUrl: findStored(interpretAddress, archivedUrl) || null };
  const isUnchanged = before && url === before.document.url && isSameVersion(before.document, typed);
  if (url === '' || isUnchanged) return null;
  const found = await store.documents.findByUrl(url);
  return found.find(({ id, document }) => id !== before?.id && isSameVersion(document, typed)) ?? null;
}

const describeKnown = ({ title }: Document): string =>
  `This is already here, as “${title}”. If the page has changed since, enter the version you mean`;

async function resolvePublisher(store: Store, { publisher }: DocumentValues, makeUid: () => Uid): Promise<NamedSource> {
  if (publisher.name !== '') return resolveName(store, PUBLISHER_FIELDS, publisher, makeUid);
  return { ...NO_SOURCE, issues: [{ field: PUBLISHER_FIELDS.name, message: 'Enter who published it' }] };
}

/** The fields as the form has them. */
const ORDER = [
  'url',
  'version',
  'title',
  'kind',
  'publisher',
  'publishedAt',
  'retrievedAt',
  'language',
  'archivedUrl',
  'text',
];

/** More than any document has. */
const ALL = 100_000;

interface LostExcerpts {
  issues: readonly Issue[];
  /** Each with the words nearest to it; empty where nothing is near. */
  lost: readonly ExcerptReplacement[];
  /** By words that the text has no longer: the accepted ones. */
  instead: ReadonlyMap<string, string>;
}

const NOTHING_LOST: LostExcerpts = { issues: [], lost: [], instead: new Map() };

/**
 * The excerpts of a document that the typed text does not have, unless an editor accepted other words that it has. With
 * an empty text nothing is lost: the excerpts stay as they are.
 */
async function findLostExcerpts(
  { documents }: Store,
  id: number,
  { text, instead: offered }: DocumentValues,
): Promise<LostExcerpts> {
  if (text.trim() === '') return NOTHING_LOST;
  const { excerpts } = await documents.listExcerpts(id, { published: false, limit: ALL });
  const counted = countText(text);
  const astray = excerpts.filter((piece) => refindEvidence(piece, counted) === null);
  const missing = [...new Map(astray.map((piece) => [piece.exact, piece])).values()];
  const instead = new Map<string, string>();
  for (const piece of missing) {
    const now = offered.find(({ was, isAccepted }) => isAccepted && was === piece.exact)?.now ?? '';
    const isOne = astray.every((other) => other.exact !== piece.exact || replaceWords(other, now, counted) !== null);
    if (isOne && isExcerpt(now)) instead.set(piece.exact, now);
  }
  const open = missing.filter(({ exact }) => !instead.has(exact));
  if (open.length === 0) return { ...NOTHING_LOST, instead };
  // What was accepted stays accepted while others are asked about.
  const kept = offered.filter(({ was }) => instead.has(was));
  const asked = open.slice(0, MOST_REPLACED).map((piece) => {
    const typed = offered.find((row) => row.was === piece.exact && row.isAccepted);
    return typed ?? { was: piece.exact, now: findNearest(text, piece), isAccepted: false };
  });
  const lost = [...kept, ...asked];
  return { issues: describeLost(text, lost, kept.length, open.length - asked.length), lost, instead };
}

/** The words nearest to an excerpt; where its own are in the text, but may be another sentence's, with those around them. */
function findNearest(text: string, { exact, prefix, suffix }: Omit<Evidence, 'document'>): string {
  if (text.includes(exact)) return findNearestPassage(text, [prefix, exact, suffix].join('')) ?? '';
  return findPassage(text, exact) ?? findNearestPassage(text, exact) ?? '';
}

const isExcerpt = (words: string): boolean => checkText(words, { most: LIMITS.excerpt, lines: true }) === null;

/** @param from the first that is not accepted */
function describeLost(text: string, lost: readonly ExcerptReplacement[], from: number, more: number): Issue[] {
  const issues = lost.slice(from).map(({ was, now, isAccepted }, at) => {
    const message = `Enter words that are in the text${text.includes(now) ? ' once' : ''}`;
    if (isAccepted) return { field: replacementField(from + at, 'now'), message };
    const nearest = now === '' ? 'Nothing in it is close' : `The closest match is “${now}”`;
    const missing = text.includes(was)
      ? `The text has “${was}”, but it can’t be told that this is where the excerpt stood`
      : `The text does not contain the excerpt “${was}”`;
    return { field: 'text', message: `${missing}. ${nearest}` };
  });
  return more === 0
    ? issues
    : [
        ...issues,
        {
          field: 'text',
          message: writeCountWithVerb(more, 'more excerpt', 'is not in the text', 'are not in the text'),
        },
      ];
}
