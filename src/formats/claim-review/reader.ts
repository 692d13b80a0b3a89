/**
 * Claims from fact checks: `ClaimReview` of schema.org (https://schema.org/ClaimReview) as JSON-LD, one by itself, in a
 * list, in an `@graph`, or in a `DataFeed` (`dataFeedElement`, `item`). Of each review becomes a draft:
 *
 * | in the review | here |
 * | --- | --- |
 * | `claimReviewed`, a text or an object with one, or else the `text` of what is reviewed | the claim's text |
 * | `itemReviewed.author` | a source, with a statement of the claim |
 * | `itemReviewed.firstAppearance`, `appearance`; a `CreativeWork` that is reviewed itself | documents, by their addresses |
 * | an appearance that names nobody | the author's own statement, in that document |
 * | an appearance by somebody else | their statement, which cites the author's: that is whose claim it is. No excerpt shows it |
 * | `itemReviewed.datePublished` | when the author said so first |
 * | `reviewRating`, `author`, `datePublished`, `url`, `archivedAt` | the rating, with its reviewer, date, address and archived copy |
 * | `publisher` | the reviewer where no author is named, else who published the review |
 *
 * Where no author is named, whoever speaks in a work that names nobody is an `unnamed` source of that claim alone; so is a
 * crowd ("Facebook users"). Who
 * published a work is the site it stands on, unless the work says it. A claim keeps one review: another of the same
 * words at the same address is left out.
 *
 * Feeds are dirty. What can't be used is listed by review and member, and all else comes in. Uids are made of addresses and
 * words, so that a review that is read twice is the same claim.
 */
import { LIMITS } from '../../model/limits.ts';
import type { Issue } from '../../model/issues.ts';
import type { Rating, Uid } from '../../model/records.ts';
import { countCharacters } from '../../text/characters.ts';
import { foldText } from '../../text/words.ts';
import { checkScale } from '../checks.ts';
import { readHearsayClaim, type IncomingClaim } from '../hearsay/reader.ts';
import {
  deriveUid,
  findNodes,
  isObject,
  listValues,
  readNode,
  readRatingNumber,
  readText,
  readUrl,
  type FoundNodes,
  type JsonLdNode,
} from './json-ld.ts';
import { gatherClaimParts, readDateOf, readLanguage, readSource, type ReviewReader } from './reviewed-claim.ts';

export type ClaimReviews =
  | { ok: true; claims: readonly IncomingClaim[]; notices: readonly string[] }
  | { ok: false; problems: readonly Issue[] };

/** A whole file is imported at once. Feeds that cover years have some 100,000. */
const MOST_REVIEWS = 200_000;

/**
 * Whether this is meant as JSON-LD of schema.org: objects with a context or a type, in none of our formats. A feed may
 * have them in a list of any name.
 */
export function isSchemaOrg(value: unknown, depth = 0): boolean {
  if (Array.isArray(value)) return value.some((one) => isObject(one) && isSchemaOrg(one, depth));
  if (!isObject(value) || 'format' in value) return false;
  if (['@context', '@graph', '@type', 'dataFeedElement'].some((name) => name in value)) return true;
  return depth === 0 && Object.values(value).some((list) => Array.isArray(list) && isSchemaOrg(list, 1));
}

/**
 * @param value parsed JSON, anything at all
 * @param at now, UTC to the second: reviews don't say when a claim was recorded
 * @returns the claims, and what of the reviews is not kept; or why there are none
 */
export function readClaimReviews(value: unknown, at: string): ClaimReviews {
  const found = findNodes(value, 'ClaimReview');
  if (found.nodes.length > MOST_REVIEWS) {
    return refuse([`must have at most ${MOST_REVIEWS.toLocaleString('en')} claim reviews: split it`]);
  }
  const notices = gatherNotices();
  for (const path of found.tooDeep) notices.add('what is nested too deep is not read', clip(path));
  for (const path of listOthers(value, found.nodes)) notices.add('a record without a ClaimReview is not kept', path);
  const claims = new Map<string, IncomingClaim>();
  for (const { path, value: object } of found.nodes) {
    const notes = new Set<string>();
    const claim = readOne(object, found.named, at, (what) => notes.add(what));
    for (const what of notes) notices.add(what, clip(path));
    if (!claim) continue;
    const { uid } = claim.record.claim;
    if (claims.has(uid)) notices.add('a review of the same words at the same address is left out', clip(path));
    else claims.set(uid, claim);
  }
  if (claims.size > 0) return { ok: true, claims: [...claims.values()], notices: notices.list() };
  return refuse(found.nodes.length === 0 ? ['has no ClaimReview', ...notices.list()] : notices.list());
}

const ENTRY = /^[^.[\]]*\[\d+\]/u;

/** Entries without a review. Those with an `@id` don't count: a review may refer to them. */
function listOthers(value: unknown, nodes: FoundNodes['nodes']): string[] {
  const used = new Set(nodes.map(({ path }) => ENTRY.exec(path)?.[0]));
  const lists: [string, unknown][] = isObject(value)
    ? ['@graph', 'dataFeedElement', 'data'].map((name) => [name, value[name]])
    : [['', value]];
  return lists.flatMap(([name, list]) => {
    if (!Array.isArray(list)) return [];
    const entries = list.map((entry: unknown, place) => ({ entry, path: `${name}[${place}]` }));
    const others = entries.filter(({ entry, path }) => !used.has(path) && !(isObject(entry) && '@id' in entry));
    return others.map(({ path }) => path);
  });
}

const refuse = (messages: readonly string[]): ClaimReviews => ({
  ok: false,
  problems: messages.map((message) => ({ field: '', message })),
});

const clip = (path: string): string => (path.length > 120 ? `${path.slice(0, 120)}…` : path);

const REVIEW_MEMBERS =
  'claimReviewed itemReviewed reviewRating author publisher datePublished url archivedAt inLanguage'.split(' ');

function readOne(
  object: Record<string, unknown>,
  named: FoundNodes['named'],
  at: string,
  note: (what: string) => unknown,
): IncomingClaim | null {
  const review = readNode(object, new Map())!;
  const items = listItems(review, (value) => readNode(value, named));
  if (items.length > 1) note('itemReviewed beyond the first is not kept');
  const item = readNode(items[0], named);
  const text = readClaimText(review, item, named, note);
  if (text === null) return null;
  const uid = deriveUid(`${readUrl(review.members.get('url')) ?? ''} ${text}`, 'claim in schema.org');
  const reader = makeReader(named, note, uid);
  reader.noteUnread('ClaimReview', review, REVIEW_MEMBERS);
  const language =
    readLanguage([item?.members.get('inLanguage'), review.members.get('inLanguage')], reader.node) ?? 'und';
  const rating = readRating(review, reader);
  const reading = readHearsayClaim({
    format: 'hearsay.claim/1',
    claim: {
      ...{ uid, text, language, aboutDate: null, status: 'draft', topics: [], relations: [], note: null },
      ...(rating ? { rating } : {}),
      ...{ createdAt: at, updatedAt: at },
    },
    ...gatherClaimParts(uid, item ?? items[0], reader),
  });
  if (reading.ok) return { ...reading.value, isForeign: true };
  for (const { field, message } of reading.problems) note(`a review is left out: ${field} ${message}`);
  return null;
}

/** What is reviewed: a claim that stands where its words belong is one too. */
function listItems({ members }: JsonLdNode, node: ReviewReader['node']): unknown[] {
  const items = listValues(members.get('itemReviewed'));
  const claims = listValues(members.get('claimReviewed')).filter((value) => node(value)?.members.has('author'));
  return items.length > 0 ? items : claims;
}

function makeReader(named: FoundNodes['named'], note: (what: string) => unknown, claim: Uid): ReviewReader {
  return {
    claim,
    node: (value) => readNode(value, named),
    note,
    noteUnread: (of, { members }, read) => {
      for (const name of members.keys()) if (!read.includes(name)) note(`${of}.${name.slice(0, 60)} is not kept`);
    },
  };
}

/** The words of `claimReviewed`, which may be an object with them, or else those of the claim or work that is reviewed. */
function readClaimText(
  review: JsonLdNode,
  item: JsonLdNode | null,
  named: FoundNodes['named'],
  note: (what: string) => unknown,
): string | null {
  const given = review.members.get('claimReviewed');
  const claim = listValues(given).map((value) => readNode(value, named));
  const isClaim = item?.types.has('Claim') ?? false;
  const text =
    readText(given) ??
    claim.map((node) => node && (readText(node.members.get('text')) ?? readText(node.members.get('name'))))[0] ??
    readText(item?.members.get('text')) ??
    (isClaim ? readText(item!.members.get('name')) : null);
  if (text === null) note('a review is left out: claimReviewed is empty');
  else if (countCharacters(text) <= LIMITS.claimText) return text;
  else note(`a review is left out: claimReviewed has more than ${LIMITS.claimText.toLocaleString('en')} characters`);
  return null;
}

const RATING_MEMBERS = ['alternateName', 'name', 'ratingValue', 'bestRating', 'worstRating'];

/**
 * A rating may be a `Rating`, or just a text or a number, which then is its text too. It is kept only with a reviewer:
 * the author, the publisher, or the site of the review. @returns null when none is kept, which is noted
 */
function readRating(review: JsonLdNode, reader: ReviewReader): Rating | null {
  const [given, ...others] = sortRatings(review, reader);
  if (given === undefined) {
    reader.note('reviewRating is missing: the claim comes without a rating');
    return null;
  }
  if (others.length > 0) reader.note('reviewRating beyond the first is not kept');
  const said = readWords(given, reader);
  const reviewUrl = readUrl(review.members.get('url'));
  if (reviewUrl === null && readText(review.members.get('url')) !== null)
    reader.note('url is not a web address and is not kept');
  const reviewer = readReviewer(review, reviewUrl, reader);
  if (said === null || reviewer === null) return null;
  const ratedAt = readDateOf([review.members.get('datePublished')], 'datePublished', reader);
  const archivedUrl = readAddressOf(review.members.get('archivedAt'), 'archivedAt', reader);
  return { ...said, ...reviewer, ratedAt, reviewUrl, archivedUrl };
}

const AUTHORED_RATING_MEMBERS = [...RATING_MEMBERS, 'author'];

/** The reviewer's own first: ClaimsKG gives a second one, of its own. */
function sortRatings({ members }: JsonLdNode, reader: ReviewReader): unknown[] {
  const nameOf = (author: unknown): string | null => {
    const [first] = listValues(author);
    const node = reader.node(first);
    return readText(node ? node.members.get('name') : first);
  };
  const reviewer = nameOf(members.get('author'));
  const isOwn = (rating: unknown): boolean => {
    const author = reader.node(rating)?.members.get('author');
    return author !== undefined && nameOf(author) === reviewer;
  };
  const ratings = listValues(members.get('reviewRating'));
  return [...ratings.filter(isOwn), ...ratings.filter((rating) => !isOwn(rating))];
}

type Said = Pick<Rating, 'text' | 'value' | 'best' | 'worst'>;

function readWords(given: unknown, reader: ReviewReader): Said | null {
  const node = reader.node(given);
  const of = (name: string): unknown => node?.members.get(name);
  if (node) reader.noteUnread('reviewRating', node, AUTHORED_RATING_MEMBERS);
  const written = node ? of('ratingValue') : given;
  const numbers = {
    value: readRatingNumber(written),
    best: readRatingNumber(of('bestRating')),
    worst: readRatingNumber(of('worstRating')),
  };
  const text = readText(of('alternateName')) ?? readText(of('name')) ?? readText(written);
  if (text === null) reader.note('reviewRating is empty: the claim comes without a rating');
  else if (countCharacters(text) > LIMITS.rating) {
    reader.note(`reviewRating of more than ${LIMITS.rating} characters is not kept`);
  } else return { text, ...keepScale(numbers, written, reader) };
  return null;
}

function keepScale(numbers: Omit<Said, 'text'>, written: unknown, reader: ReviewReader): Omit<Said, 'text'> {
  const none = { value: null, best: null, worst: null };
  if (numbers.value === null) {
    if (readText(written) !== null && numbers.best !== null) reader.note('reviewRating.ratingValue is not a number');
    return none;
  }
  const [problem] = checkScale(numbers);
  if (!problem) return numbers;
  reader.note(`reviewRating comes without its numbers: its ${problem.field} ${problem.message}`);
  return none;
}

/** An address, or a page with one. */
function readAddressOf(value: unknown, member: string, reader: ReviewReader): string | null {
  const url = readUrl(reader.node(value)?.members.get('url') ?? value);
  if (url === null && value !== undefined) reader.note(`${member} that is not an address is not kept`);
  return url;
}

function readReviewer(
  review: JsonLdNode,
  reviewUrl: string | null,
  reader: ReviewReader,
): Pick<Rating, 'reviewer' | 'reviewerKind' | 'reviewerUrl' | 'publisher'> | null {
  const publisher = readSource(review.members.get('publisher'), 'publisher', reader);
  const named = readSource(review.members.get('author'), 'author', reader) ?? publisher;
  if (named) {
    const reviewerKind = named.kind === 'person' ? 'person' : 'organisation';
    const isOther = publisher !== null && foldText(publisher.name) !== foldText(named.name);
    return {
      ...{ reviewer: named.name, reviewerKind, reviewerUrl: named.homepage },
      publisher: isOther ? publisher.name : null,
    };
  }
  if (reviewUrl !== null) {
    const { host, origin } = new URL(reviewUrl);
    reader.note('author is missing: the site of the review is used instead');
    return {
      reviewer: host.replace(/^www\./u, ''),
      reviewerKind: 'organisation',
      reviewerUrl: `${origin}/`,
      publisher: null,
    };
  }
  reader.note('author is missing: the claim comes without a rating');
  return null;
}

const NAMES_IN_NOTICE = 3;

/** A feed may have any members at all. */
const MOST_NOTICES = 100;

/** Gathers notices by what was left out, so that a thousand of a kind are one sentence with the first names. */
function gatherNotices() {
  const left = new Map<string, { names: string[]; count: number }>();
  return {
    /** @param what the beginning of a sentence: "entity is not kept" */
    add(what: string, name: string): void {
      const kind = left.get(what) ?? { names: [], count: 0 };
      left.set(what, kind);
      kind.count += 1;
      if (kind.names.length < NAMES_IN_NOTICE) kind.names.push(name);
    },
    list(): string[] {
      const sentences = [...left].slice(0, MOST_NOTICES).map(([what, { names, count }]) => {
        return `${what}: ${names.join('; ')}${count > names.length ? ` and ${count - names.length} more` : ''}`;
      });
      const more = left.size - MOST_NOTICES;
      return more > 0 ? [...sentences, `and ${more} more kinds of notice`] : sentences;
    },
  };
}
