/** `/api/claims`, `/api/sources`, `/api/documents`: the lists of the pages, all in one form. */
import type { Request } from 'express';
import { toListQuery, parseClaimFilters, refuseHidden, toFilters } from '../records/claim-filters.ts';
import { readDocumentFilters } from '../records/document-filters.ts';
import { Invalid } from '../http/errors.ts';
import { writeClaimItem, writeDocument, writeSourceItem } from '../records/json.ts';
import type { FileReply, Format, Site, Visitor } from '../http/route.ts';
import { resolveSourceFilters, describeOffers } from '../forms/source-filter.ts';
import { parseSourceFilters } from '../records/source-filters.ts';
import { apiListPath, claimsAddress, documentsAddress, sourcesAddress } from '../../urls/site.ts';
import { absoluteUrl, type Address } from '../../urls/records.ts';
import { hasRole } from '../http/visitor.ts';
import { apiClaimQuery, apiDocumentQuery, apiSourceQuery, ITEMS } from '../records/queries.ts';
import { readQuery } from '../http/query.ts';

export async function listClaimItems(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<FileReply> {
  const { limit = ITEMS } = readQuery(request, apiClaimQuery);
  const parsed = parseClaimFilters(request.query);
  if (!parsed.ok) throw new Invalid(parsed.issues);
  const mayEdit = hasRole(visitor, 'editor');
  refuseHidden(parsed.value, mayEdit);
  const settled = await resolveSourceFilters(store, parsed.value, !mayEdit);
  if (!settled.ok) throw new Invalid(describeOffers(settled.issues, settled.offers));
  const asked = settled.value;
  const page = await store.claims.list({ ...toFilters(asked), sort: asked.sort, after: asked.after, limit });
  return replyList(config.baseUrl, limit, {
    address: claimsAddress(toListQuery(asked)),
    items: page.items.map((item) => writeClaimItem(item, config.baseUrl)),
    next: page.next && claimsAddress(toListQuery({ ...asked, after: page.next })),
  });
}

export async function listSourceItems(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<FileReply> {
  const { limit = ITEMS } = readQuery(request, apiSourceQuery);
  const parsed = parseSourceFilters(request.query);
  if (!parsed.ok) throw new Invalid(parsed.issues);
  const asked = parsed.value;
  const page = await store.sources.list({ ...asked, published: !hasRole(visitor, 'editor'), limit });
  return replyList(config.baseUrl, limit, {
    address: sourcesAddress(asked),
    // Those that are only called nearly so are help for people, not an answer for programs.
    items: page.nearest ? [] : page.items.map((item) => writeSourceItem(item, config.baseUrl)),
    next: page.next && sourcesAddress({ ...asked, after: page.next }),
  });
}

export async function listDocumentItems(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<FileReply> {
  const { limit = ITEMS } = readQuery(request, apiDocumentQuery);
  const mayEdit = hasRole(visitor, 'editor');
  const { after, source } = await readDocumentFilters(store, request, mayEdit);
  const publisher = source?.id ?? null;
  const page = await store.documents.list({ publisher, published: !mayEdit, after, limit });
  return replyList(config.baseUrl, limit, {
    address: documentsAddress({ publisher, after }),
    items: page.items.map(({ stored: { id, document } }) => writeDocument(id, document, config.baseUrl)),
    next: page.next === null ? null : documentsAddress({ publisher, after: page.next }),
  });
}

interface List {
  /** Of the page that lists the same. */
  address: Address;
  items: readonly object[];
  next: Address | null;
}

function replyList(baseUrl: string, limit: number, { address, items, next }: List): FileReply {
  const shown = limit === ITEMS ? null : limit;
  const nextUrl = next && absoluteUrl(baseUrl, apiListPath(next, shown));
  return {
    kind: 'file',
    type: 'application/json',
    path: apiListPath(address, shown),
    body: JSON.stringify({ items, next: nextUrl }),
  };
}
