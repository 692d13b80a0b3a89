/** Who speaks in a claim review, and where: sources and documents out of what schema.org says of persons and works. */
import { LIMITS } from '../../model/limits.ts';
import { countCharacters } from '../../text/characters.ts';
import type { Document, Source, SourceKind, Uid } from '../../model/records.ts';
import type { JsonLdNode } from './json-ld.ts';
import { deriveUid, listValues, readDate, readText, readUrl } from './values.ts';
import { checkLanguage } from '../checks.ts';

/** Reads what a member names, and tells what is not kept of it. */
export interface ReviewReader {
  node: (value: unknown) => JsonLdNode | null;
  /** @param what was left aside, of this review */
  tell: (what: string) => unknown;
  /** Tells the members of a thing that are not read. */
  tellUnread: (of: string, node: JsonLdNode, read: readonly string[]) => void;
}

const KINDS: readonly (readonly [type: string, kind: SourceKind])[] = [
  ['Person', 'person'],
  ['NewsMediaOrganization', 'outlet'],
  ['Newspaper', 'outlet'],
  ['GovernmentOrganization', 'government'],
];

const READ = ['name', 'url', 'sameAs'];

/**
 * Whoever is named by a member: the first with a name, where there are several. Who is not said to be a person is an
 * organisation.
 * @param member what the member is called in notices: `itemReviewed.author`
 */
export function readSource(value: unknown, member: string, reader: ReviewReader): Source | null {
  const found = listValues(value).flatMap((one) => {
    const node = reader.node(one);
    const name = readText(node ? node.members.get('name') : one);
    if (name === null) reader.tell(`${member} without a name is not kept`);
    else if (countCharacters(name) > LIMITS.sourceName) reader.tell(`${member} with too long a name is not kept`);
    else return [{ name, node }];
    return [];
  });
  if (found.length > 1) reader.tell(`${member} beyond the first is not kept`);
  const [first] = found;
  if (!first) return null;
  const { name, node } = first;
  if (node) reader.tellUnread(member, node, READ);
  const kind = KINDS.find(([type]) => node?.types.has(type))?.[1] ?? 'organisation';
  const links = listValues(node?.members.get('sameAs')).map((link) => readUrl(link) ?? '');
  const wikidata = links.flatMap(
    (link) => /wikidata\.org\/(?:wiki|entity)\/(Q[1-9]\d{0,11})$/u.exec(link)?.[1] ?? [],
  )[0];
  if (links.some((link) => !link.includes('wikidata.org/')))
    reader.tell(`${member}.sameAs other than Wikidata is not kept`);
  return makeSource(wikidata ?? `${kind} ${name}`, {
    ...{ name, kind, homepage: readUrl(node?.members.get('url')), wikidata: wikidata ?? null },
  });
}

type Told = Pick<Source, 'name' | 'kind'> & Partial<Source>;

function makeSource(key: string, told: Told): Source {
  const unknown = { country: null, parent: null, parentRelation: null, aliases: [], homepage: null, wikidata: null };
  return { uid: deriveUid(key, 'source in schema.org'), ...unknown, ...told };
}

/** Whoever it was, of one claim alone. */
export function makeUnnamed(claim: Uid): Source {
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
export interface ReviewedWork {
  url: string | null;
  title: string | null;
  publishedAt: string | null;
  archivedUrl: string | null;
  language: string | null;
  author: Source | null;
  publisher: Source | null;
}

const WORK =
  'url sameAs headline name datePublished dateCreated uploadDate archivedAt inLanguage author publisher'.split(' ');

/** What an appearance is: an address, or a work with an address, a title or an author. Null for anything else, which is told. */
export function readWork(value: unknown, member: string, reader: ReviewReader): ReviewedWork | null {
  const node = reader.node(value);
  if (!node) return readAddress(value, member, reader);
  const of = (name: string): unknown => node.members.get(name);
  // A statement of ours stands in its item.
  const item = reader.node(of('isPartOf'));
  const inItem = (...names: readonly string[]): unknown[] =>
    names.flatMap((name) => [of(name), item?.members.get(name)]).filter((one) => one !== undefined);
  reader.tellUnread(member, node, item ? [...WORK, 'isPartOf'] : WORK);
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
  reader.tell(`${member} without an address or a title is not kept`);
  return null;
}

function readAddress(value: unknown, member: string, reader: ReviewReader): ReviewedWork | null {
  const url = readUrl(value);
  if (url === null) reader.tell(`${member} that is no address is not kept`);
  const nothing = { title: null, publishedAt: null, archivedUrl: null, language: null, author: null, publisher: null };
  return url === null ? null : { url, ...nothing };
}

function readTitle(values: readonly unknown[], member: string, reader: ReviewReader): string | null {
  const title = values.map(readText).find((text) => text !== null) ?? null;
  if (title === null || countCharacters(title) <= LIMITS.title) return title;
  reader.tell(`${member} with too long a title is kept without it`);
  return null;
}

/** A date that is told but can't be read is a notice. */
export function readDateOf(values: readonly unknown[], member: string, reader: ReviewReader): string | null {
  const date = values.map(readDate).find((one) => one !== null) ?? null;
  if (date === null && values.some((value) => readText(value) !== null)) {
    reader.tell(`the date of ${member} can’t be read and is not kept`);
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
export function makeDocument(work: ReviewedWork, otherwise: Source): { document: Document; publisher: Source } | null {
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
