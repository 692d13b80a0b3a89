/** The claim that a review is about: who said it and where, as sources, documents, statements and attributions. */
import { LIMITS } from '../../model/limits.ts';
import {
  UNKNOWN_OF_SOURCE,
  type Attribution,
  type Document,
  type Source,
  type SourceKind,
  type Statement,
  type Uid,
} from '../../model/records.ts';
import { countCharacters } from '../../text/characters.ts';
import { checkLanguage } from '../checks.ts';
import { deriveUid, listValues, readDate, readText, readUrl, type JsonLdNode } from './json-ld.ts';

/** Reads what a member names, and notes what is not kept of it. */
export interface ReviewReader {
  node: (value: unknown) => JsonLdNode | null;
  /** @param what was left aside, of this review */
  note: (what: string) => unknown;
  /** Notes the members of a thing that are not read. */
  noteUnread: (of: string, node: JsonLdNode, read: readonly string[]) => void;
}

const KINDS: readonly (readonly [type: string, kind: SourceKind])[] = [
  ['Person', 'person'],
  ['NewsMediaOrganization', 'outlet'],
  ['Newspaper', 'outlet'],
  ['GovernmentOrganization', 'government'],
];

const SPEAKER_MEMBERS = ['name', 'url', 'sameAs'];

/**
 * Whoever is named by a member: the first with a name, where there are several. Who is not said to be a person is an
 * organisation.
 * @param member what the member is called in notices: `itemReviewed.author`
 */
export function readSource(value: unknown, member: string, reader: ReviewReader): Source | null {
  const found = listValues(value).flatMap((one) => {
    const node = reader.node(one);
    const name = readText(node ? node.members.get('name') : one);
    if (name === null) reader.note(`${member} without a name is not kept`);
    else if (countCharacters(name) > LIMITS.sourceName) reader.note(`${member} with too long a name is not kept`);
    else return [{ name, node }];
    return [];
  });
  if (found.length > 1) reader.note(`${member} beyond the first is not kept`);
  const [first] = found;
  if (!first) return null;
  const { name, node } = first;
  if (node) reader.noteUnread(member, node, SPEAKER_MEMBERS);
  const kind = KINDS.find(([type]) => node?.types.has(type))?.[1] ?? 'organisation';
  const links = listValues(node?.members.get('sameAs')).map((link) => readUrl(link) ?? '');
  const wikidata = links.flatMap(
    (link) => /wikidata\.org\/(?:wiki|entity)\/(Q[1-9]\d{0,11})$/u.exec(link)?.[1] ?? [],
  )[0];
  if (links.some((link) => !link.includes('wikidata.org/')))
    reader.note(`${member}.sameAs other than Wikidata is not kept`);
  return makeSource(wikidata ?? `${kind} ${name}`, {
    ...{ name, kind, homepage: readUrl(node?.members.get('url')), wikidata: wikidata ?? null },
  });
}

function makeSource(key: string, given: Pick<Source, 'name' | 'kind'> & Partial<Source>): Source {
  return { uid: deriveUid(key, 'source in schema.org'), ...UNKNOWN_OF_SOURCE, ...given };
}

/** Whoever it was, of one claim alone. */
function makeUnnamed(claim: Uid): Source {
  return makeSource(`unnamed, of ${claim}`, { name: 'unnamed', kind: 'unnamed' });
}

/** The site that an address leads to, where nobody else is said to have published what is there. */
function makeSite(url: string): Source {
  const { host, origin } = new URL(url);
  const name = host.replace(/^www\./u, '');
  return makeSource(`outlet ${name}`, {
    name: name.slice(0, LIMITS.sourceName),
    kind: 'outlet',
    homepage: `${origin}/`,
  });
}

/** An item in which a claim appears, with those who are named for it. */
interface ReviewedWork {
  url: string | null;
  title: string | null;
  publishedAt: string | null;
  archivedUrl: string | null;
  language: string | null;
  author: Source | null;
  publisher: Source | null;
}

const WORK_MEMBERS =
  'url sameAs headline name datePublished dateCreated uploadDate archivedAt inLanguage author publisher'.split(' ');

/** What an appearance is: an address, or a work with an address, a title or an author. Null for anything else, which is noted. */
function readWork(value: unknown, member: string, reader: ReviewReader): ReviewedWork | null {
  const node = reader.node(value);
  if (!node) return readAddress(value, member, reader);
  const of = (name: string): unknown => node.members.get(name);
  // A statement of ours stands in its item.
  const item = reader.node(of('isPartOf'));
  const inItem = (...names: readonly string[]): unknown[] =>
    names.flatMap((name) => [of(name), item?.members.get(name)]).filter((one) => one !== undefined);
  reader.noteUnread(member, node, item ? [...WORK_MEMBERS, 'isPartOf'] : WORK_MEMBERS);
  const work: ReviewedWork = {
    url:
      inItem('url', 'sameAs')
        .map(readUrl)
        .find((url) => url !== null) ?? null,
    title: readTitle(inItem('headline', 'name'), member, reader),
    publishedAt: readDateOf(inItem('datePublished', 'dateCreated', 'uploadDate'), member, reader),
    archivedUrl: readUrl(inItem('archivedAt')),
    language: readLanguage(inItem('inLanguage')),
    author: readSource(of('author'), `${member}.author`, reader),
    publisher: readSource(inItem('publisher'), `${member}.publisher`, reader),
  };
  if (work.url !== null || work.title !== null) return work;
  // Somebody said so, wherever that was.
  if (work.author !== null) return work;
  reader.note(`${member} without an address or a title is not kept`);
  return null;
}

function readAddress(value: unknown, member: string, reader: ReviewReader): ReviewedWork | null {
  const url = readUrl(value);
  if (url === null) reader.note(`${member} that is no address is not kept`);
  const nothing = { title: null, publishedAt: null, archivedUrl: null, language: null, author: null, publisher: null };
  return url === null ? null : { url, ...nothing };
}

function readTitle(values: readonly unknown[], member: string, reader: ReviewReader): string | null {
  const title = values.map(readText).find((text) => text !== null) ?? null;
  if (title === null || countCharacters(title) <= LIMITS.title) return title;
  reader.note(`${member} with too long a title is kept without it`);
  return null;
}

/** A date that is given but can't be read is a notice. */
export function readDateOf(values: readonly unknown[], member: string, reader: ReviewReader): string | null {
  const date = values.map(readDate).find((one) => one !== null) ?? null;
  if (date === null && values.some((value) => readText(value) !== null)) {
    reader.note(`the date of ${member} can’t be read and is not kept`);
  }
  return date;
}

/** A language tag, or a `Language` that has one for its other name. */
export function readLanguage(values: readonly unknown[]): string | null {
  const tags = listValues(values).map((value) => {
    const isNode = typeof value === 'object' && value !== null && 'alternateName' in value;
    return readText(isNode ? value.alternateName : value);
  });
  return tags.find((tag) => tag !== null && checkLanguage(tag) === null) ?? null;
}

/**
 * The document that a work is: published by whom it says, or else by the site it stands on.
 * @returns null for a work that has neither an address nor a title
 */
function makeDocument(work: ReviewedWork, otherwise: Source): { document: Document; publisher: Source } | null {
  const { url, title, publishedAt, archivedUrl, language } = work;
  if (url === null && title === null) return null;
  const author = work.author ?? otherwise;
  const isOwn = url === null || (work.author !== null && work.author.kind !== 'person');
  const publisher = work.publisher ?? (isOwn ? author : makeSite(url));
  const document = {
    uid: deriveUid(url ?? `${publisher.uid} ${title}`, 'document in schema.org'),
    publisher: publisher.uid,
    title: title ?? cutTitle(url!),
    ...{ url, archivedUrl, publishedAt, retrievedAt: null, language, sha256: null },
  };
  return { document, publisher };
}

const cutTitle = (url: string): string => Array.from(url).slice(0, LIMITS.title).join('');

/** More appearances say nothing more of where a claim came from. */
const MOST_APPEARANCES = 200;

const CLAIM_MEMBERS = 'author datePublished dateCreated firstAppearance appearance text name inLanguage'.split(' ');
const REVIEWED_WORK_MEMBERS =
  'author datePublished dateCreated url sameAs headline name inLanguage publisher archivedAt'.split(' ');

export interface ClaimParts {
  sources: readonly Source[];
  documents: readonly Document[];
  statements: readonly Statement[];
  attributions: readonly Attribution[];
}

/**
 * The statements of a claim that is reviewed.
 * @param claim its uid
 * @param item what is reviewed: a `Claim`, a work that says so, or the address of one
 */
export function gatherClaimParts(claim: Uid, item: unknown, reader: ReviewReader): ClaimParts {
  const node = isNode(item) ? item : null;
  const isClaim = node !== null && (node.types.has('Claim') || node.members.has('appearance'));
  if (node)
    reader.noteUnread('itemReviewed', node, isClaim ? CLAIM_MEMBERS : [...REVIEWED_WORK_MEMBERS, 'firstAppearance']);
  const of = (name: string): unknown => node?.members.get(name);
  const speaker = readSource(of('author'), 'itemReviewed.author', reader);
  const saidAt = readDateOf([of('datePublished') ?? of('dateCreated')], 'itemReviewed', reader);
  const works = listWorks(node, isClaim, item, reader);
  return layOut(claim, speaker, saidAt, works);
}

const isNode = (item: unknown): item is JsonLdNode =>
  typeof item === 'object' && item !== null && 'members' in item && item.members instanceof Map;

/** Where the claim appears, the first time first. */
function listWorks(node: JsonLdNode | null, isClaim: boolean, item: unknown, reader: ReviewReader): ReviewedWork[] {
  const appearances = node
    ? [
        ...listValues(node.members.get('firstAppearance')).map((value) => ['firstAppearance', value] as const),
        ...listValues(node.members.get('appearance')).map((value) => ['appearance', value] as const),
      ]
    : listValues(item).map((value) => ['itemReviewed', value] as const);
  if (appearances.length > MOST_APPEARANCES) reader.note(`appearances past ${MOST_APPEARANCES} are not kept`);
  const works = appearances
    .slice(0, MOST_APPEARANCES)
    .flatMap(([member, value]) => readWork(value, node ? `itemReviewed.${member}` : member, reader) ?? []);
  return node && !isClaim ? [...listReviewed(node, reader), ...works] : works;
}

/** A work that is reviewed itself: it is where its author said so. */
function listReviewed(node: JsonLdNode, reader: ReviewReader): ReviewedWork[] {
  if (!['url', 'sameAs', 'headline', 'name'].some((name) => node.members.has(name))) return [];
  // Its author and what is not read of it are noted already.
  const own = Object.fromEntries(
    [...node.members].filter(([name]) => name !== 'author' && REVIEWED_WORK_MEMBERS.includes(name)),
  );
  const work = readWork(own, 'itemReviewed', reader);
  return work ? [work] : [];
}

function layOut(claim: Uid, speaker: Source | null, saidAt: string | null, works: readonly ReviewedWork[]): ClaimParts {
  const unnamed = makeUnnamed(claim);
  const sources = new Map<Uid, Source>();
  const documents = new Map<Uid, Document>();
  const statements = new Map<string, Statement>();
  const state = (source: Source, document: Document | null, statedAt: string | null): void => {
    const key = `${claim} ${source.uid} ${document?.uid ?? ''}`;
    if (statements.has(key)) return;
    sources.set(source.uid, source);
    const said = { wording: null, language: null, stance: 'asserts', basis: 'unknown' } as const;
    const kept = { retractedAt: null, retractionReason: null };
    const uid = deriveUid(key, 'statement in schema.org');
    statements.set(key, { uid, source: source.uid, document: document?.uid ?? null, statedAt, ...said, ...kept });
  };
  for (const work of works) {
    const source = work.author ?? work.publisher ?? speaker ?? unnamed;
    const item = makeDocument(work, source);
    if (item && !documents.has(item.document.uid)) {
      documents.set(item.document.uid, item.document);
      sources.set(item.publisher.uid, item.publisher);
    }
    const isFirst = source.uid === speaker?.uid && !states(statements.values(), speaker);
    state(source, item && documents.get(item.document.uid)!, work.publishedAt ?? (isFirst ? saidAt : null));
  }
  if (speaker && !states(statements.values(), speaker)) state(speaker, null, saidAt);
  return {
    sources: [...sources.values()],
    documents: [...documents.values()],
    statements: [...statements.values()],
    attributions: joinStatements([...statements.values()], speaker),
  };
}

const states = (statements: Iterable<Statement>, { uid }: Source): boolean =>
  [...statements].some(({ source }) => source === uid);

/** Whoever passes the claim on cites the one whose claim it is. */
function joinStatements(statements: readonly Statement[], speaker: Source | null): Attribution[] {
  const own = statements.find(({ source }) => source === speaker?.uid);
  if (!own) return [];
  return statements
    .filter(({ source }) => source !== speaker?.uid)
    .map(({ uid }) => {
      return {
        uid: deriveUid(`${uid} from ${own.uid}`, 'attribution in schema.org'),
        citing: uid,
        cited: own.uid,
        ...{ manner: 'cites', cue: null, note: null, evidence: [] },
      };
    });
}
