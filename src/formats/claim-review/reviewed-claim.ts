import { LIMITS } from '../../model/limits.ts';
import {
  UNDISPUTED,
  UNKNOWN_OF_SOURCE,
  type Attribution,
  type ClaimRecord,
  type Document,
  type DocumentKind,
  type Source,
  type SourceKind,
  type Statement,
  type Uid,
} from '../../model/records.ts';
import { countCharacters } from '../../text/characters.ts';
import { isUnnamedDescription } from '../../extraction/names/description.ts';
import { checkLanguage } from '../checks.ts';
import { deriveUid, listValues, readDate, readNode, readText, readUrl, type JsonLdNode } from './json-ld.ts';

/** Reads the members of one review, and notes what is not kept of them. */
export interface ReviewReader {
  /** The claim that is read. */
  claim: Uid;
  node: (value: unknown) => JsonLdNode | null;
  note: (what: string) => unknown;
  /** Notes the members of a node that are not read. */
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
 * The first with a name, where a member has several. Who is not said to be a person is an organisation.
 * @param member its name in notices: `itemReviewed.author`
 */
export function readSource(value: unknown, member: string, reader: ReviewReader): Source | null {
  const found = listValues(value).flatMap((one) => {
    const node = reader.node(one);
    const name = readText(node ? node.members.get('name') : one);
    if (name === null) reader.note(`${member} without a name is not kept`);
    else if (countCharacters(name) > LIMITS.sourceName)
      reader.note(`${member} with a name that is too long is not kept`);
    else return [{ name, node }];
    return [];
  });
  if (found.length > 1) reader.note(`${member} beyond the first is not kept`);
  const [first] = found;
  if (!first) return null;
  const { name, node } = first;
  if (node) reader.noteUnread(member, node, SPEAKER_MEMBERS);
  if (isUnnamedDescription(name)) return makeUnnamed(reader.claim, name);
  const kind = KINDS.find(([type]) => node?.types.has(type))?.[1] ?? 'organisation';
  const links = listValues(node?.members.get('sameAs')).map((link) => readUrl(link) ?? '');
  const wikidata = links.flatMap(
    (link) => /wikidata\.org\/(?:wiki|entity)\/(Q[1-9]\d{0,11})$/u.exec(link)?.[1] ?? [],
  )[0];
  if (links.some((link) => !link.includes('wikidata.org/')))
    reader.note(`${member}.sameAs other than Wikidata is not kept`);
  const homepage = readUrl(node?.members.get('url'));
  return makeSource(wikidata ?? `${kind} ${name}`, { name, kind, homepage, wikidata: wikidata ?? null });
}

function makeSource(key: string, given: Pick<Source, 'name' | 'kind'> & Partial<Source>): Source {
  return { uid: deriveUid(key, 'source in schema.org'), ...UNKNOWN_OF_SOURCE, ...given };
}

/** Each claim's crowd is a source of its own. */
function makeUnnamed(claim: Uid, name: string): Source {
  return makeSource(`${name}, of ${claim}`, { name, kind: 'unnamed' });
}

/** The site at an address, for what names no publisher. */
function makeSite(url: string): Source {
  const { host, origin } = new URL(url);
  const name = host.replace(/^www\./u, '');
  const cut = name.slice(0, LIMITS.sourceName);
  return makeSource(`outlet ${name}`, { name: cut, kind: 'outlet', homepage: `${origin}/` });
}

/** An item in which a claim appears. */
interface ReviewedWork {
  url: string | null;
  kind: DocumentKind | null;
  title: string | null;
  version: string | null;
  publishedAt: string | null;
  archivedUrl: string | null;
  language: string | null;
  author: Source | null;
  publisher: Source | null;
}

const WORK_MEMBERS =
  'url sameAs headline name genre version datePublished dateCreated uploadDate archivedAt inLanguage author publisher'.split(
    ' ',
  );

/** An appearance: an address, or a work with an address, a title or an author. Null for anything else, which is noted. */
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
    kind: readKind(item ?? node, inItem('genre')),
    version: readVersion(inItem('version'), member, reader),
    title: readTitle(inItem('headline', 'name'), member, reader),
    publishedAt: readDateOf(inItem('datePublished', 'dateCreated', 'uploadDate'), member, reader),
    archivedUrl: readUrl(inItem('archivedAt')),
    language: readLanguage(inItem('inLanguage'), (value) => reader.node(value)),
    author: readSource(of('author'), `${member}.author`, reader),
    publisher: readSource(inItem('publisher'), `${member}.publisher`, reader),
  };
  if (work.url !== null || work.title !== null) return work;
  // Where it was said is unknown, but somebody said it.
  if (work.author !== null) return work;
  reader.note(`${member} without an address or a title is not kept`);
  return null;
}

function readAddress(value: unknown, member: string, reader: ReviewReader): ReviewedWork | null {
  const url = readUrl(value);
  if (url === null) reader.note(`${member} that is not an address is not kept`);
  const nothing = {
    kind: null,
    title: null,
    version: null,
    publishedAt: null,
    archivedUrl: null,
    language: null,
    author: null,
    publisher: null,
  };
  return url === null ? null : { url, ...nothing };
}

const DOCUMENT_TYPES: readonly (readonly [type: string, kind: DocumentKind])[] = [
  ['NewsArticle', 'article'],
  ['Article', 'article'],
  ['BlogPosting', 'article'],
  ['SocialMediaPosting', 'post'],
  ['Episode', 'broadcast'],
  ['TVEpisode', 'broadcast'],
  ['RadioEpisode', 'broadcast'],
  ['ImageObject', 'image'],
  ['VideoObject', 'video'],
  ['AudioObject', 'audio'],
  ['ScholarlyArticle', 'paper'],
  ['Dataset', 'dataset'],
  ['WebPage', 'page'],
  ['Message', 'message'],
];

function readKind({ types }: JsonLdNode, genres: readonly unknown[]): DocumentKind | null {
  const kind = DOCUMENT_TYPES.find(([type]) => types.has(type))?.[1] ?? null;
  return kind === 'article' && listValues(genres).some((genre) => readText(genre) === 'press release')
    ? 'press-release'
    : kind;
}

function readVersion(values: readonly unknown[], member: string, reader: ReviewReader): string | null {
  const version = values.map(readText).find((text) => text !== null) ?? null;
  if (version === null || countCharacters(version) <= LIMITS.version) return version;
  reader.note(`${member}.version of more than ${LIMITS.version} characters is not kept`);
  return null;
}

function readTitle(values: readonly unknown[], member: string, reader: ReviewReader): string | null {
  const title = values.map(readText).find((text) => text !== null) ?? null;
  if (title === null || countCharacters(title) <= LIMITS.title) return title;
  reader.note(`${member} with a title that is too long is kept without it`);
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

/** A language tag, or a `Language` with one as its alternate name. */
export function readLanguage(
  values: readonly unknown[],
  node: ReviewReader['node'] = (value) => readNode(value, new Map()),
): string | null {
  const tags = listValues(values).map((value) => readText(node(value)?.members.get('alternateName') ?? value));
  return tags.find((tag) => tag !== null && checkLanguage(tag) === null) ?? null;
}

/** Its publisher is the one it names, or else its site. Null for a work with neither an address nor a title. */
function makeDocument(work: ReviewedWork, otherwise: Source): { document: Document; publisher: Source } | null {
  const { url, kind, title, version, publishedAt, archivedUrl, language } = work;
  if (url === null && title === null) return null;
  const author = work.author ?? otherwise;
  const isOwn = url === null || (work.author !== null && work.author.kind !== 'person');
  const publisher = work.publisher ?? (isOwn ? author : makeSite(url));
  const document = {
    uid: deriveUid([url ?? `${publisher.uid} ${title}`, version ?? []].flat().join(' '), 'document in schema.org'),
    publisher: publisher.uid,
    title: title ?? cutTitle(url!),
    ...{ kind, url, version, archivedUrl, publishedAt, retrievedAt: null, language, sha256: null },
  };
  return { document, publisher };
}

const cutTitle = (url: string): string => Array.from(url).slice(0, LIMITS.title).join('');

const MOST_APPEARANCES = 200;

const CLAIM_MEMBERS = 'author datePublished dateCreated firstAppearance appearance text name inLanguage'.split(' ');
const REVIEWED_WORK_MEMBERS =
  'author datePublished dateCreated url sameAs headline name genre version inLanguage publisher archivedAt'.split(' ');

type ClaimParts = Pick<ClaimRecord, 'sources' | 'documents' | 'statements' | 'attributions'>;

/**
 * Who made the reviewed claim and where: its sources, documents, statements and attributions.
 * @param item what is reviewed: a `Claim`, a work that makes it, or the address of one
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

/** Where the claim appears; the first appearance comes first. */
function listWorks(node: JsonLdNode | null, isClaim: boolean, item: unknown, reader: ReviewReader): ReviewedWork[] {
  const appearances = node
    ? [
        ...listValues(node.members.get('firstAppearance')).map((value) => ['firstAppearance', value] as const),
        ...listValues(node.members.get('appearance')).map((value) => ['appearance', value] as const),
      ]
    : listValues(item).map((value) => ['itemReviewed', value] as const);
  if (appearances.length > MOST_APPEARANCES)
    reader.note(`appearances beyond the first ${MOST_APPEARANCES} are not kept`);
  const works = appearances
    .slice(0, MOST_APPEARANCES)
    .flatMap(([member, value]) => readWork(value, node ? `itemReviewed.${member}` : member, reader) ?? []);
  return node && !isClaim ? [...listReviewed(node, reader), ...works] : works;
}

/** A work that is reviewed itself is where its author made the claim. */
function listReviewed(node: JsonLdNode, reader: ReviewReader): ReviewedWork[] {
  if (!['url', 'sameAs', 'headline', 'name'].some((name) => node.members.has(name))) return [];
  // The author has been read, and other members have been noted.
  const own = Object.fromEntries(
    [...node.members].filter(([name]) => name !== 'author' && REVIEWED_WORK_MEMBERS.includes(name)),
  );
  const work = readWork({ '@type': [...node.types], ...own }, 'itemReviewed', reader);
  return work ? [work] : [];
}

function layOut(claim: Uid, speaker: Source | null, saidAt: string | null, works: readonly ReviewedWork[]): ClaimParts {
  const unnamed = makeUnnamed(claim, 'unnamed');
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

/** Everyone else who makes the claim cites its author. */
function joinStatements(statements: readonly Statement[], speaker: Source | null): Attribution[] {
  const own = statements.find(({ source }) => source === speaker?.uid);
  if (!own) return [];
  return statements
    .filter(({ source }) => source !== speaker?.uid)
    .map(({ uid: citing }) => {
      const uid = deriveUid(`${citing} from ${own.uid}`, 'attribution in schema.org');
      return { uid, citing, cited: own.uid, manner: 'cites', cue: null, note: null, evidence: [], ...UNDISPUTED };
    });
}
