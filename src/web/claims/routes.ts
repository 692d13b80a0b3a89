import type { Request } from 'express';
import { viewClaim } from '../../drawing/view.ts';
import { writeHearsayClaim } from '../../formats/hearsay/writer.ts';
import { writeStamp } from '../../model/dates.ts';
import { analyse } from '../../provenance/analysis.ts';
import type { Analysis } from '../../model/records.ts';
import { listAlternates, writeStructured } from '../../formats/index.ts';
import { describeCard, linkEmbedding } from './show/embed-model.ts';
import { parseSelection } from './show/picture/drawing-request.ts';
import { RELATED_SHOWN } from './show/related-model.ts';
import type { Format, Reply, Route, Site, Visitor } from '../http/route.ts';
import { absoluteUrl, claimAddress, type Address, addQuery, listSelection } from '../../urls/records.ts';
import { correctWords, loadVisibleClaim } from './visible-claim.ts';
import { asksForTexts, hasRole } from '../http/visitor.ts';
import { showHome } from './list/home.ts';
import { listClaims } from './list/list.ts';
import { buildClaimPage, type ClaimPageModel } from './show/page-model.ts';
import type { LoadedClaim } from '../../storage/types.ts';
import type { Selection } from '../../model/queries.ts';
import { claimQuery } from '../records/queries.ts';
import { claimSchema, claimTwinSchema, describeTwin } from '../records/schemas.ts';
import { schemaPath } from '../../urls/site.ts';

export const claimRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/',
    json: '/index.json',
    role: 'reader',
    fresh: 'base',
    handler: showHome,
    operation: describeTwin(
      { id: 'readHome', group: 'This site', summary: 'The newest claims' },
      'A few claims.',
      claimTwinSchema,
    ),
  },
  {
    method: 'get',
    path: '/claims',
    json: '/claims.json',
    role: 'reader',
    fresh: 'base',
    handler: listClaims,
    operation: describeTwin(
      { id: 'readClaimsTwin', group: 'Claims', summary: 'The page of claims as JSON', query: claimQuery },
      'Twenty-five claims.',
      claimTwinSchema,
    ),
  },
  {
    method: 'get',
    path: '/claims/:id',
    json: '/claims/:id.json',
    role: 'reader',
    fresh: 'claim',
    handler: showClaim,
    operation: describeTwin(
      { id: 'readClaim', group: 'Claims', summary: 'One claim with its chains and what is derived from them' },
      `The claim as hearsay.claim/1, whose JSON Schema stands at ${schemaPath} too. To editors \`?text=1\` gives the documents’ texts with it.`,
      claimSchema,
    ),
  },
];

async function showClaim(site: Site, request: Request, format: Format, visitor: Visitor | null): Promise<Reply> {
  const loaded = await loadVisibleClaim(site, request, visitor);
  const { id, record } = loaded;
  const { text } = record.claim;
  const address = claimAddress({ id, text });
  const mayEdit = hasRole(visitor, 'editor');
  const analysis = analyse(record);
  const asked = parseSelection(request.query, record, analysis);
  const isWhole = asksForTexts(request, visitor);
  const narrowed = addQuery(address, { ...listSelection(asked), text: isWhole ? '1' : null });
  const redirect = correctWords(request, format, loaded, narrowed);
  if (redirect) return redirect;
  const model = format === 'html' ? await describeClaim(site, loaded, analysis, asked, mayEdit) : {};
  const texts = isWhole
    ? await site.store.documents.readTexts(record.documents.map(({ uid }) => uid))
    : new Map<string, string>();
  return {
    kind: 'page',
    view: 'claims/show',
    title: text,
    address,
    alternates: [...listAlternates({ id, text }), ...linkEmbedding(loaded, site.config.baseUrl)],
    structured: () => writeStructured(loaded, analysis, site.config.baseUrl),
    linkPreview: describeCard(loaded, analysis),
    model: () => model,
    json: () => exportClaim(site, loaded, analysis, { address, texts }),
  };
}

async function describeClaim(
  { store, config }: Site,
  loaded: LoadedClaim,
  analysis: Analysis,
  asked: Selection,
  mayEdit: boolean,
): Promise<ClaimPageModel> {
  const related = await store.claims.findRelated(loaded, { published: !mayEdit, limit: RELATED_SHOWN });
  const view = viewClaim(loaded.record, asked);
  return buildClaimPage(loaded, analysis, { view, related, mayEdit, baseUrl: config.baseUrl });
}

/** A claim that came in by import keeps the address at which it was first published. */
function exportClaim(
  site: Site,
  { record, firstUrl }: LoadedClaim,
  analysis: Analysis,
  { address, texts }: { address: Address; texts: ReadonlyMap<string, string> },
): object {
  const exportedAt = writeStamp(site.clock());
  return writeHearsayClaim(record, analysis, {
    exportedAt,
    url: firstUrl ?? absoluteUrl(site.config.baseUrl, address.html),
    texts,
  });
}
