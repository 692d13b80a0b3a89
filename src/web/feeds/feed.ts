/** `/feed.atom`: the last published claims of a list, by the list's filters. */
import type { Request } from 'express';
import { writeAtomFeed, type FeedEntry } from '../../formats/web/atom.ts';
import {
  describeOffers,
  parseClaimSelection,
  resolveSourceFilters,
  toFilters,
  toListQuery,
  type ResolvedClaimSelection,
} from '../records/selections.ts';
import type { Issue } from '../../model/issues.ts';
import { Invalid } from '../http/errors.ts';
import type { Reply, Site } from '../http/route.ts';
import { feedPath, claimsAddress } from '../../urls/site.ts';
import { absoluteUrl, claimAddress } from '../../urls/records.ts';
import type { ClaimListItem } from '../../storage/types.ts';
import { FEED_TYPE, nameFeed } from '../records/claim-list.ts';

const ENTRIES = 50;

/** Atom demands a time of the last change (RFC 4287, 4.1.1), which an empty feed has not. */
const NEVER = '1970-01-01T00:00:00Z';

/** Parameters that a list takes and a feed refuses. */
const NO_FILTERS: Readonly<Record<string, string>> = {
  status: 'does not apply here: a feed has only published claims',
  sort: 'does not apply here: a feed has the last published claims first',
  after: 'does not apply here: a feed has only the last published claims',
};

/** Shows what signed-out readers see, whoever asks: feed readers never sign in. */
export async function showFeed({ store, config }: Site, request: Request): Promise<Reply> {
  const selection = await readSelection(store, request.query);
  const { items } = await store.claims.list({
    ...toFilters(selection),
    sort: 'published',
    after: null,
    limit: ENTRIES,
  });
  const { baseUrl } = config;
  const path = feedPath(toListQuery(selection));
  const body = writeAtomFeed({
    title: nameFeed(selection),
    url: absoluteUrl(baseUrl, claimsAddress({ ...toListQuery(selection), sort: 'published' }).html),
    feedUrl: absoluteUrl(baseUrl, path),
    entries: items.map((item) => describeEntry(item, baseUrl)),
    emptySince: NEVER,
  });
  return { kind: 'file', type: FEED_TYPE, body };
}

/** @throws Invalid with every issue */
async function readSelection(store: Site['store'], query: Request['query']): Promise<ResolvedClaimSelection> {
  const given = Object.entries(NO_FILTERS).filter(([name]) => Object.hasOwn(query, name));
  const issues: Issue[] = given.map(([field, message]) => ({ field, message }));
  const rest = Object.fromEntries(Object.entries(query).filter(([name]) => !Object.hasOwn(NO_FILTERS, name)));
  const parsed = parseClaimSelection(rest);
  if (!parsed.ok) throw new Invalid([...issues, ...parsed.issues]);
  const resolved = await resolveSourceFilters(store, parsed.value, true);
  if (!resolved.ok) throw new Invalid([...issues, ...describeOffers(resolved.issues, resolved.offers)]);
  if (issues.length > 0) throw new Invalid(issues);
  return resolved.value;
}

function describeEntry(item: ClaimListItem, baseUrl: string): FeedEntry {
  const { uid, text, language, findings, topics, publishedAt, addedAt, changedAt } = item;
  const { html, json } = claimAddress(item);
  return {
    ...{ uid, text, language, publishedAt: publishedAt ?? addedAt, updatedAt: changedAt },
    summary: item.headline.map((part) => part.text).join(''),
    categories: [...findings, ...topics],
    url: absoluteUrl(baseUrl, html),
    jsonUrl: absoluteUrl(baseUrl, json),
  };
}
