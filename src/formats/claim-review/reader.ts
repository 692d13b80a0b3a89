/**
 * Claims from fact checks: `ClaimReview` of schema.org (https://schema.org/ClaimReview) as JSON-LD, one by itself, in a
 * list, in an `@graph`, or in a `DataFeed` (`dataFeedElement`, `item`). Of each review becomes a draft:
 *
 * | in the review | here |
 * | --- | --- |
 * | `claimReviewed`, or else the `text` or `name` of the claim | the claim's text |
 * | `itemReviewed.author` | a source, with a statement of the claim |
 * | `itemReviewed.firstAppearance`, `appearance`; a `CreativeWork` that is reviewed itself | documents, by their addresses |
 * | an appearance that names nobody | the author's own statement, in that document |
 * | an appearance by somebody else | their statement, which cites the author's: that is whose claim it is. No excerpt shows it |
 * | `itemReviewed.datePublished` | when the author said so first |
 * | `reviewRating`, `author`, `datePublished`, `url` | the rating, with its reviewer, date and address |
 *
 * Where no author is named, whoever speaks in a work that names nobody is an `unnamed` source of that claim alone. Who
 * published a work is the site it stands on, unless the work says it. A claim keeps one review: another of the same
 * words at the same address is left out.
 *
 * Feeds are dirty. What can't be used is told by review and member, and all else comes in. Uids are made of addresses and
 * words, so that a review that is read twice is the same claim.
 */
import { countCharacters } from '../../text/characters.ts';
import { LIMITS } from '../../model/limits.ts';
import { gatherClaimParts } from './parts.ts';
import { readRating } from './rating.ts';
import { readLanguage, type ReviewReader } from './sources.ts';
import { gatherNotices } from '../notices.ts';
import { findNodes, readNode, type FoundNodes, type JsonLdNode } from './json-ld.ts';
import { deriveUid, isObject, listValues, readText, readUrl } from './values.ts';
import { readHearsayClaim, type IncomingClaim } from '../hearsay/reader.ts';
import type { Issue } from '../../model/issues.ts';

export type ClaimReviews =
  | { ok: true; claims: readonly IncomingClaim[]; notices: readonly string[] }
  | { ok: false; problems: readonly Issue[] };

/** Feeds of years have some 100,000. All of a file goes in together. */
const MOST_REVIEWS = 200_000;

/** Whether this is meant as JSON-LD of schema.org: things with a context or a type, and none of our formats. */
export function isSchemaOrg(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => isObject(one) && isSchemaOrg(one));
  if (!isObject(value) || 'format' in value) return false;
  return ['@context', '@graph', '@type', 'dataFeedElement'].some((name) => name in value);
}

/**
 * Reads the claim reviews in JSON-LD.
 * @param value parsed JSON, anything at all
 * @param at when this is, UTC to the second: reviews don't tell when a claim was recorded
 * @returns the claims, and what of the reviews is not kept; or why there are none
 */
export function readClaimReviews(value: unknown, at: string): ClaimReviews {
  const found = findNodes(value, 'ClaimReview');
  if (found.nodes.length > MOST_REVIEWS) {
    return refuse([`must have at most ${MOST_REVIEWS.toLocaleString('en')} claim reviews: split it`]);
  }
  const notices = gatherNotices();
  for (const path of found.tooDeep) notices.add('what lies too deep is not read', clip(path));
  for (const path of listOthers(value, found.nodes)) notices.add('a record without a ClaimReview is not kept', path);
  const claims = new Map<string, IncomingClaim>();
  for (const { path, value: object } of found.nodes) {
    const told = new Set<string>();
    const claim = readOne(object, found.named, at, (what) => told.add(what));
    for (const what of told) notices.add(what, clip(path));
    if (!claim) continue;
    const { uid } = claim.record.claim;
    if (claims.has(uid)) notices.add('a review of the same words at the same address is left out', clip(path));
    else claims.set(uid, claim);
  }
  if (claims.size > 0) return { ok: true, claims: [...claims.values()], notices: notices.list() };
  return refuse(found.nodes.length === 0 ? ['has no ClaimReview', ...notices.list()] : notices.list());
}

const ENTRY = /^(?:@graph|dataFeedElement)?\[\d+\]/u;

/** Entries of a list of records in which there is no review. What has a name may be what a review speaks of. */
function listOthers(value: unknown, nodes: FoundNodes['nodes']): string[] {
  const used = new Set(nodes.map(({ path }) => ENTRY.exec(path)?.[0]));
  const lists: [string, unknown][] = isObject(value)
    ? ['@graph', 'dataFeedElement'].map((name) => [name, value[name]])
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

const READ = 'claimReviewed itemReviewed reviewRating author datePublished url inLanguage'.split(' ');

function readOne(
  object: Record<string, unknown>,
  named: FoundNodes['named'],
  at: string,
  tell: (what: string) => unknown,
): IncomingClaim | null {
  const reader = makeReader(named, tell);
  const review = readNode(object, new Map())!;
  const items = listValues(review.members.get('itemReviewed'));
  if (items.length > 1) tell('itemReviewed beyond the first is not kept');
  const item = reader.node(items[0]);
  const text = readClaimText(review, item, tell);
  if (text === null) return null;
  reader.tellUnread('ClaimReview', review, READ);
  const uid = deriveUid(`${readUrl(review.members.get('url')) ?? ''} ${text}`, 'claim in schema.org');
  const language = readLanguage([item?.members.get('inLanguage'), review.members.get('inLanguage')]) ?? 'und';
  const rating = readRating(review, reader);
  const reading = readHearsayClaim({
    format: 'hearsay.claim/1',
    claim: {
      ...{ uid, text, language, aboutDate: null, status: 'draft', topics: [], note: null },
      ...(rating ? { rating } : {}),
      ...{ createdAt: at, updatedAt: at },
    },
    ...gatherClaimParts(uid, item ?? items[0], reader),
  });
  if (reading.ok) return { ...reading.value, isForeign: true };
  for (const { field, message } of reading.problems) tell(`a review is left out: ${field} ${message}`);
  return null;
}

function makeReader(named: FoundNodes['named'], tell: (what: string) => unknown): ReviewReader {
  return {
    node: (value) => readNode(value, named),
    tell,
    tellUnread: (of, { members }, read) => {
      for (const name of members.keys()) if (!read.includes(name)) tell(`${of}.${name.slice(0, 60)} is not kept`);
    },
  };
}

/** Null, told, when there is none that a claim can have. */
function readClaimText(review: JsonLdNode, item: JsonLdNode | null, tell: (what: string) => unknown): string | null {
  const isClaim = item?.types.has('Claim') ?? false;
  const text =
    readText(review.members.get('claimReviewed')) ??
    (isClaim ? (readText(item!.members.get('text')) ?? readText(item!.members.get('name'))) : null);
  if (text === null) tell('a review is left out: claimReviewed is empty');
  else if (countCharacters(text) <= LIMITS.claimText) return text;
  else tell(`a review is left out: claimReviewed has more than ${LIMITS.claimText.toLocaleString('en')} characters`);
  return null;
}
