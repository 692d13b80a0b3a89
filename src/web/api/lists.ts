/** `/api/claims`, `/api/sources`, `/api/documents`: the lists of the pages, all in one form. */
import type { Request } from 'express';
import {
  describeOffers,
  parseClaimSelection,
  readDocumentSelection,
  readSourceSelection,
  refuseHidden,
  resolveSourceFilters,
  toFilters,
  toListQuery,
} from '../records/selections.ts';
import { Invalid } from '../http/errors.ts';
import { writeClaimItem, writeDocument, writeSourceItem } from '../records/json.ts';
import type { FileReply, Format, Site, Visitor } from '../http/route.ts';
import { apiListPath, claimsAddress, documentsAddress, sourcesAddress } from '../../urls/site.ts';
import { absoluteUrl, type Address } from '../../urls/records.ts';
import { hasRole } from '../http/visitor.ts';
import { apiClaimQuery, apiDocumentQuery, apiSourceQuery, ITEMS, readQuery } from '../records/queries.ts';

export async function listClaimItems(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<FileReply> {
  const { limit } = readQuery(request.query, apiClaimQuery);
  const parsed = parseClaimSelection(request.query);
  if (!parsed.ok) throw new Invalid(parsed.issues);
  const mayEdit = hasRole(visitor, 'editor');
  refuseHidden(parsed.value, mayEdit);
  const resolved = await resolveSourceFilters(store, parsed.value, !mayEdit);
  if (!resolved.ok) throw new Invalid(describeOffers(resolved.issues, resolved.offers));
  const selection = resolved.value;
  const page = await store.claims.list({
    ...toFilters(selection),
    sort: selection.sort,
    after: selection.after,
    limit,
  });
  return replyList(config.baseUrl, limit, {
    address: claimsAddress(toListQuery(selection)),
    items: page.items.map((item) => writeClaimItem(item, config.baseUrl)),
    next: page.next && claimsAddress(toListQuery({ ...selection, after: page.next })),
  });
}

export async function listSourceItems(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<FileReply> {
  const { limit } = readQuery(request.query, apiSourceQuery);
  const selection = readSourceSelection(request.query);
  const page = await store.sources.list({ ...selection, published: !hasRole(visitor, 'editor'), limit });
  return replyList(config.baseUrl, limit, {
    address: sourcesAddress(selection),
    // Those that are only called nearly so are help for people, not an answer for programs.
    items: page.nearest ? [] : page.items.map((item) => writeSourceItem(item, config.baseUrl)),
    next: page.next && sourcesAddress({ ...selection, after: page.next }),
  });
}

export async function listDocumentItems(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<FileReply> {
  const { limit } = readQuery(request.query, apiDocumentQuery);
  const mayEdit = hasRole(visitor, 'editor');
  const { after, source } = await readDocumentSelection(store, request.query, mayEdit);
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
