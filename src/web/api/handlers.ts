/** `/api/…`: the lists of the pages, all in one shape, and claims of `hearsay.claim/1` that programs send. */
import { type Site, type Visitor, type FileReply, type DataReply, refreshLater, type Handler } from '../http/route.ts';
import { readQuery, apiClaimQuery, apiSourceQuery, apiDocumentQuery, ITEMS } from '../records/queries.ts';
import {
  parseClaimSelection,
  refuseHidden,
  resolveSourceFilters,
  describeOffers,
  toFilters,
  toListQuery,
  readSourceSelection,
  resolveDocumentSelection,
  toDocumentFilters,
  toDocumentQuery,
} from '../records/selections.ts';
import { Invalid, Unusable } from '../http/errors.ts';
import { hasRole } from '../http/visitor.ts';
import { claimsAddress, sourcesAddress, documentsAddress, apiListPath } from '../../urls/site.ts';
import { writeClaimItem, writeSourceItem, writeDocument } from '../records/json.ts';
import { type Address, absoluteUrl, claimAddress } from '../../urls/records.ts';
import { readHearsayClaim, type IncomingClaim } from '../../formats/hearsay/reader.ts';
import type { ImportOutcome, ImportResult } from '../../storage/import/claims.ts';
import { signWrite } from '../forms/write.ts';
import { Conflict } from '../../storage/errors.ts';

export const listClaimItems: Handler = async ({ store, config }, request, _format, visitor) => {
  const { limit } = readQuery(request.query, apiClaimQuery);
  const parsed = parseClaimSelection(request.query);
  if (!parsed.ok) throw new Invalid(parsed.issues);
  const mayEdit = hasRole(visitor, 'editor');
  refuseHidden(parsed.value, mayEdit);
  const resolved = await resolveSourceFilters(store, parsed.value, !mayEdit);
  if (!resolved.ok) throw new Invalid(describeOffers(resolved.issues, resolved.offers));
  const selection = resolved.value;
  const { sort, after } = selection;
  const page = await store.claims.list({ ...toFilters(selection), sort, after, limit });
  return replyList(config.baseUrl, limit, {
    items: page.items.map((item) => writeClaimItem(item, config.baseUrl)),
    next: page.next && claimsAddress(toListQuery({ ...selection, after: page.next })),
  });
};

export const listSourceItems: Handler = async ({ store, config }, request, _format, visitor) => {
  const { limit } = readQuery(request.query, apiSourceQuery);
  const selection = readSourceSelection(request.query);
  const page = await store.sources.list({ ...selection, published: !hasRole(visitor, 'editor'), limit });
  return replyList(config.baseUrl, limit, {
    // Those that are only called nearly so are help for people, not an answer for programs.
    items: page.nearest ? [] : page.items.map((item) => writeSourceItem(item, config.baseUrl)),
    next: page.next && sourcesAddress({ ...selection, after: page.next }),
  });
};

export const listDocumentItems: Handler = async ({ store, config }, request, _format, visitor) => {
  const { limit } = readQuery(request.query, apiDocumentQuery);
  const mayEdit = hasRole(visitor, 'editor');
  const resolved = await resolveDocumentSelection(store, request.query, mayEdit);
  if (!resolved.ok) throw new Invalid(describeOffers(resolved.issues, { publisher: resolved.offers }));
  const selection = resolved.value;
  const { sort, after } = selection;
  const page = await store.documents.list({ ...toDocumentFilters(selection, mayEdit), sort, after, limit });
  return replyList(config.baseUrl, limit, {
    items: page.items.map(({ stored: { id, document } }) => writeDocument(id, document, config.baseUrl)),
    next: page.next && documentsAddress(toDocumentQuery({ ...selection, after: page.next })),
  });
};

/** @param list with the address of the page that goes on with the same list */
function replyList(
  baseUrl: string,
  limit: number,
  { items, next }: { items: readonly object[]; next: Address | null },
): FileReply {
  const shown = limit === ITEMS ? null : limit;
  const nextUrl = next && absoluteUrl(baseUrl, apiListPath(next, shown));
  return {
    kind: 'file',
    type: 'application/json',
    body: JSON.stringify({ items, next: nextUrl }),
  };
}

/** When the same claim is sent twice at once, the one that collides finds it at its next try. */
const TRIES = 3;

/**
 * Creates the claim (201) or updates it to what was sent (200), by its uid. Sending it again changes nothing.
 * @throws Unusable with every member that is wrong, Conflict
 */
export const submitClaim: Handler = async (site, request, _format, visitor) => {
  const reading = readHearsayClaim(request.body);
  if (!reading.ok) throw new Unusable(reading.problems);
  const outcome = await importClaim(site, reading.value, visitor);
  if (!outcome.ok) throw new Unusable(outcome.problems.map(({ field, message }) => ({ field, message })));
  refreshLater(site);
  return replyReceipt(site, reading.value, outcome.value);
};

async function importClaim(site: Site, incoming: IncomingClaim, visitor: Visitor | null): Promise<ImportOutcome> {
  const by = signWrite(site, visitor, null);
  for (let rest = TRIES - 1; ; rest -= 1) {
    try {
      return await site.store.claims.import([{ ...incoming, place: 'body' }], by);
    } catch (error) {
      if (!(error instanceof Conflict) || rest === 0) throw error;
    }
  }
}

async function replyReceipt(
  { store, config }: Site,
  { record }: IncomingClaim,
  { created, updated, shared }: ImportResult,
): Promise<DataReply> {
  const id = await store.claims.findId(record.claim.uid);
  const [item] = await store.claims.readItems(id === null ? [] : [id]);
  if (!item) throw new Error(`Claim ${record.claim.uid} was saved and is not here.`);
  const result = created > 0 ? 'created' : updated + shared > 0 ? 'updated' : 'unchanged';
  const location = absoluteUrl(config.baseUrl, claimAddress(item).json);
  return {
    kind: 'data',
    status: result === 'created' ? 201 : 200,
    type: 'application/json',
    cache: 'private, no-store',
    headers: result === 'created' ? { Location: location } : {},
    body: { result, claim: writeClaimItem(item, config.baseUrl), shared },
  };
}
