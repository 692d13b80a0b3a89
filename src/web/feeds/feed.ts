/** `/feed.atom`: the newest changes of the claims that a list has, by the same filters. */
import type { Request } from 'express';
import { writeAtomFeed, type FeedEntry } from '../../formats/web/atom.ts';
import { toListQuery, parseClaimFilters, toFilters, type ResolvedClaimSelection } from '../records/claim-filters.ts';
import type { Issue } from '../../model/issues.ts';
import { Invalid } from '../http/errors.ts';
import type { Reply, Site } from '../http/route.ts';
import { resolveSourceFilters, describeOffers } from '../forms/source-filter.ts';
import { feedPath, claimsAddress } from '../../urls/site.ts';
import { absoluteUrl, claimAddress } from '../../urls/records.ts';
import { summarizeClaim } from './summary.ts';
import type { ClaimListItem } from '../../storage/types.ts';
import { FEED_TYPE, nameFeed } from '../records/claim-heading.ts';

/** Claims in a feed. */
const ENTRIES = 50;

/** What an empty feed has for the time of its last change: it has none, and Atom demands one (RFC 4287, 4.1.1). */
const NEVER = '1970-01-01T00:00:00Z';

/** What a list can be asked for and a feed can't. */
const NO_FILTERS: Readonly<Record<string, string>> = {
  status: 'is no filter here: a feed is of published claims',
  sort: 'is no filter here: a feed has the newest changes first',
  after: 'is no filter here: a feed has the newest changes alone',
};

/** For readers, whoever asks: a feed reader is signed in nowhere. */
export async function showFeed({ store, config }: Site, request: Request): Promise<Reply> {
  const asked = await readAsked(store, request.query);
  const { items } = await store.claims.list({ ...toFilters(asked), sort: 'updated', after: null, limit: ENTRIES });
  const { baseUrl } = config;
  const path = feedPath(toListQuery(asked));
  const body = writeAtomFeed({
    title: nameFeed(asked),
    url: absoluteUrl(baseUrl, claimsAddress({ ...toListQuery(asked), sort: 'updated' }).html),
    feedUrl: absoluteUrl(baseUrl, path),
    entries: items.map((item) => describeEntry(item, baseUrl)),
    emptySince: NEVER,
  });
  return { kind: 'file', type: FEED_TYPE, path, body };
}

/** @throws Invalid with every issue */
async function readAsked(store: Site['store'], query: Request['query']): Promise<ResolvedClaimSelection> {
  const given = Object.entries(NO_FILTERS).filter(([name]) => Object.hasOwn(query, name));
  const issues: Issue[] = given.map(([field, message]) => ({ field, message }));
  const rest = Object.fromEntries(Object.entries(query).filter(([name]) => !Object.hasOwn(NO_FILTERS, name)));
  const parsed = parseClaimFilters(rest);
  if (!parsed.ok) throw new Invalid([...issues, ...parsed.issues]);
  const settled = await resolveSourceFilters(store, parsed.value, true);
  if (!settled.ok) throw new Invalid([...issues, ...describeOffers(settled.issues, settled.offers)]);
  if (issues.length > 0) throw new Invalid(issues);
  return settled.value;
}

function describeEntry(item: ClaimListItem, baseUrl: string): FeedEntry {
  const { uid, text, language, findings, topics, createdAt, updatedAt } = item;
  const { html, json } = claimAddress(item);
  return {
    ...{ uid, text, language, createdAt, updatedAt },
    summary: summarizeClaim(item),
    categories: [...findings, ...topics],
    url: absoluteUrl(baseUrl, html),
    jsonUrl: absoluteUrl(baseUrl, json),
  };
}
