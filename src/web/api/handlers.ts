/** `/api/…`: the lists of the pages, all in one shape. */
import type { FileReply, Handler } from '../http/route.ts';
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
import { Invalid } from '../http/errors.ts';
import { hasRole } from '../http/visitor.ts';
import { claimsAddress, sourcesAddress, documentsAddress, apiListPath } from '../../urls/site.ts';
import { writeClaimItem, writeSourceItem, writeDocument } from '../records/json.ts';
import { type Address, absoluteUrl } from '../../urls/records.ts';

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
