import type { Request } from 'express';
import { writeHearsayClaim } from '../../exchange/hearsay-claim.ts';
import { analyse } from '../../provenance/analyse.ts';
import { CLAIM_STATUSES, type Analysis, type ClaimStatus } from '../../provenance/model.ts';
import type { LoadedClaim } from '../../storage/store.ts';
import { parseAsked } from '../claim-view/drawing-model.ts';
import { Forbidden, Invalid } from '../errors.ts';
import type { Format, Reply, Route, Site, Visitor } from '../route.ts';
import { absoluteUrl, claimAddress, claimsAddress, homeAddress, parseId, type Address } from '../urls.ts';
import { correctWords, loadVisibleClaim } from '../visible-claim.ts';
import { hasRole } from '../visitor.ts';
import { buildHomeModel, buildListModel, MOST_COUNTED, nameList, writeClaimList } from './list-model.ts';
import { buildClaimPage } from './view-model.ts';

/** So many claims on the first page, and on each page of the list. */
const NEWEST = 8;
const PAGE = 25;

export const claimRoutes: readonly Route[] = [
  { method: 'get', path: '/', json: '/index.json', role: 'reader', fresh: 'base', handler: showHome },
  { method: 'get', path: '/claims', json: '/claims.json', role: 'reader', fresh: 'base', handler: listClaims },
  { method: 'get', path: '/claims/:id', json: '/claims/:id.json', role: 'reader', fresh: 'claim', handler: showClaim },
];

async function showHome({ store, config }: Site): Promise<Reply> {
  const page = await store.claims.list({ status: 'published', after: null, limit: NEWEST });
  const count = await store.claims.countPublished(MOST_COUNTED + 1);
  return {
    kind: 'page',
    view: 'home/show',
    title: 'Who said it, who told them, and how do we know',
    address: homeAddress,
    model: () => buildHomeModel(page, count),
    json: () => writeClaimList(page, config.baseUrl),
  };
}

async function listClaims(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const mayEdit = hasRole(visitor, 'editor');
  const status = parseStatus(request.query.status, mayEdit);
  const after = parseAfter(request.query.after);
  const page = await store.claims.list({ status, after, limit: PAGE });
  return {
    kind: 'page',
    view: 'claims/list',
    title: nameList(status, after),
    address: claimsAddress({ after: after === null ? null : String(after), status }),
    model: () => buildListModel(page, { after, status, mayEdit }),
    json: () => writeClaimList(page, config.baseUrl, status),
  };
}

/** Readers are told that the others are not for them: they know from the filter's name that there may be some. */
function parseStatus(value: unknown, mayEdit: boolean): ClaimStatus {
  if (value === undefined) return 'published';
  const status = CLAIM_STATUSES.find((known) => known === value);
  if (!status) throw new Invalid([{ field: 'status', message: `takes one of ${CLAIM_STATUSES.join(', ')}` }]);
  if (status === 'published' || mayEdit) return status;
  throw new Forbidden([{ field: 'status', message: 'takes “published”: other claims are for editors, signed in' }]);
}

function parseAfter(value: unknown): number | null {
  if (value === undefined) return null;
  const after = typeof value === 'string' && /^\d+$/.test(value) ? parseId(value) : null;
  if (after === null) throw new Invalid([{ field: 'after', message: 'takes the number of a claim, such as 12' }]);
  return after;
}

async function showClaim(site: Site, request: Request, format: Format, visitor: Visitor | null): Promise<Reply> {
  const loaded = await loadVisibleClaim(site, request, visitor);
  const { id, record } = loaded;
  const { text } = record.claim;
  const address = claimAddress({ id, text });
  const redirect = correctWords(request, format, loaded, address);
  if (redirect) return redirect;
  const analysis = analyse(record);
  const asked = parseAsked(request.query, record, analysis);
  const model = format === 'html' ? await buildClaimPage(loaded, analysis, asked, hasRole(visitor, 'editor')) : {};
  return {
    kind: 'page',
    view: 'claims/show',
    title: text,
    address,
    model: () => model,
    json: () => exportClaim(site, loaded, analysis, address),
  };
}

/** A claim that came in by import keeps the address at which it was first published. */
function exportClaim(site: Site, { record, firstUrl }: LoadedClaim, analysis: Analysis, address: Address): object {
  const exportedAt = `${site.clock().toISOString().slice(0, 19)}Z`;
  return writeHearsayClaim(record, analysis, {
    exportedAt,
    url: firstUrl ?? absoluteUrl(site.config.baseUrl, address.html),
  });
}
