import type { Request } from 'express';
import { viewClaim } from '../../drawing/view.ts';
import { writeHearsayClaim } from '../../formats/hearsay/writer.ts';
import { writeStamp } from '../../model/dates.ts';
import { listAlternates, writeStructured } from '../../formats/index.ts';
import { analyseRecord, type AnalysedRecord } from './show/claim-index.ts';
import type { Format, Reply, Route, Site, Visitor } from '../http/route.ts';
import { absoluteUrl, claimAddress, nameClaimFile, type Address, addQuery } from '../../urls/records.ts';
import { correctWords, loadVisibleClaim, readVisibleClaim } from './visible-claim.ts';
import { asksForTexts, hasRole } from '../http/visitor.ts';
import { noteClaimSaved } from './history/save-notice.ts';
import { showHome } from './list/home.ts';
import { listClaims } from './list/list.ts';
import { buildClaimPage, RELATED_SHOWN, describeLinkPreview, linkEmbedding } from './show/page-model.ts';
import type { LoadedClaim } from '../../storage/types.ts';
import type { Selection } from '../../model/queries.ts';
import { claimQuery, drawingQuery } from '../records/queries.ts';
import { claimSchema, claimTwinSchema, describeTwin } from '../records/schemas.ts';
import { schemaPath } from '../../urls/site.ts';
import { listRelatedIds } from './show/relations-model.ts';
import { keepSelection, parseSelection } from './show/drawing.ts';

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
    query: drawingQuery,
    handler: showClaim,
    operation: describeTwin(
      { id: 'readClaim', group: 'Claims', summary: 'One claim with its chains and what is derived from them' },
      `The claim as hearsay.claim/1, whose JSON Schema is also at ${schemaPath}. Readers get no relations to claims that are not published. To editors \`?text=1\` gives the documents’ texts with it.`,
      claimSchema,
    ),
  },
];

/** Another address of the claim is answered from its row alone: nothing is loaded or analysed for a redirect. */
async function showClaim(site: Site, request: Request, format: Format, visitor: Visitor | null): Promise<Reply> {
  const named = await readVisibleClaim(site, request, visitor);
  const address = claimAddress(named);
  const isWhole = asksForTexts(request, visitor);
  const narrowed = addQuery(address, { ...keepSelection(request.query), text: isWhole ? '1' : null });
  const redirect = correctWords(request, format, named, narrowed);
  if (redirect) return redirect;
  const loaded = await loadVisibleClaim(site, request, visitor);
  const { id, record } = loaded;
  const claim = { ...loaded, ...analyseRecord(record) };
  const selection = parseSelection(request.query, claim);
  const model =
    format === 'html'
      ? {
          ...(await describeClaim(site, claim, selection, hasRole(visitor, 'editor'))),
          saved: await noteClaimSaved(site.store, loaded, request, visitor),
        }
      : {};
  const texts = isWhole
    ? await site.store.documents.readTexts(record.documents.map(({ uid }) => uid))
    : new Map<string, string>();
  const { text } = record.claim;
  return {
    kind: 'page',
    view: 'claims/show',
    title: text,
    address,
    fileName: nameClaimFile({ id, text }, 'json'),
    alternates: [...listAlternates({ id, text }), ...linkEmbedding(loaded, site.config.baseUrl)],
    structured: () => writeStructured(loaded, claim.analysis, site.config.baseUrl),
    linkPreview: describeLinkPreview(claim),
    model: () => model,
    json: () => exportClaim(site, loaded, claim, { address, texts }),
  };
}

async function describeClaim(
  { store, config }: Site,
  claim: LoadedClaim & AnalysedRecord,
  selection: Selection,
  mayEdit: boolean,
) {
  const published = !mayEdit;
  const [relations, inverse] = await Promise.all([
    store.claims.readRelations(claim.record.claim, { published }),
    store.claims.readInverseRelations(claim.record.claim.uid, { published }),
  ]);
  const except = listRelatedIds(relations, inverse);
  const related = await store.claims.findRelated(claim, { published, limit: RELATED_SHOWN, except });
  const view = viewClaim(claim.measured, selection);
  return buildClaimPage(claim, { view, relations, inverse, related, mayEdit, baseUrl: config.baseUrl });
}

/** A claim that came in by import keeps the address at which it was first published. */
function exportClaim(
  site: Site,
  { record, firstUrl }: LoadedClaim,
  { analysis, measured }: AnalysedRecord,
  { address, texts }: { address: Address; texts: ReadonlyMap<string, string> },
): object {
  const exportedAt = writeStamp(site.clock());
  return writeHearsayClaim(record, analysis, {
    exportedAt,
    url: firstUrl ?? absoluteUrl(site.config.baseUrl, address.html),
    texts,
    graph: measured.graph,
  });
}
