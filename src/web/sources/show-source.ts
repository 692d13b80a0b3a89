/** `/sources/:id`: what is known of a source, and where it stands in claims. */
import type { Request } from 'express';
import type { DocumentPage } from '../../storage/list-documents.ts';
import type { SourceStat } from '../../storage/list-sources.ts';
import type { ClaimsOfSource, PairList } from '../../storage/source-profile.ts';
import type { StoredSource } from '../../storage/sources.ts';
import type { Store } from '../../storage/store.ts';
import { readNumber } from '../query.ts';
import type { Format, Reply, Site, Visitor } from '../route.ts';
import { sourceAddress } from '../urls.ts';
import { hasRole } from '../visitor.ts';
import { buildProfileModel, writeProfile } from './profile-model.ts';
import { correctName, loadVisibleSource } from './source-at.ts';

const CLAIMS = 25;
const PAIRS = 50;
const DOCUMENTS = 20;

/** Everything that the page of a source tells. */
export interface Profile {
  stored: StoredSource;
  stat: SourceStat;
  /** From the topmost down to the parent. */
  above: readonly StoredSource[];
  /** By generation and name. */
  below: readonly StoredSource[];
  cites: PairList;
  citedBy: PairList;
  claims: ClaimsOfSource;
  documents: DocumentPage;
  /** Those that were merged into it; for editors. */
  merged: readonly StoredSource[];
}

export async function showSource(
  { store, config }: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const after = readNumber(request, 'after', 'the number of a claim, such as 12');
  const stored = await loadVisibleSource(store, request, visitor);
  const { id, source } = stored;
  const address = sourceAddress({ id, name: source.name }, after);
  const redirect = correctName(request, format, stored, address);
  if (redirect) return redirect;
  const mayEdit = hasRole(visitor, 'editor');
  const profile = await loadProfile(store, stored, after, mayEdit);
  return {
    kind: 'page',
    view: 'sources/show',
    title: source.name,
    address,
    model: () => buildProfileModel(profile, after, mayEdit),
    json: () => writeProfile(profile, config.baseUrl),
  };
}

async function loadProfile(
  { sources, documents }: Store,
  stored: StoredSource,
  after: number | null,
  mayEdit: boolean,
): Promise<Profile> {
  const { id } = stored;
  const published = !mayEdit;
  const below = await sources.readBelow(id);
  const seen = published ? await sources.pickPublic(below.map((child) => child.id)) : null;
  return {
    stored,
    stat: await sources.readStat(id),
    above: await sources.readAbove(id),
    below: below.filter((child) => seen === null || seen.has(child.id)),
    cites: await sources.listPairs(id, 'cites', PAIRS),
    citedBy: await sources.listPairs(id, 'cited-by', PAIRS),
    claims: await sources.listClaims(id, { published, after, limit: CLAIMS }),
    documents: await documents.list({ publisher: id, published, after: null, limit: DOCUMENTS }),
    merged: mayEdit ? await sources.readMerged(id) : [],
  };
}
