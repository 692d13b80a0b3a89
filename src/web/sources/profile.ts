import type { Request } from 'express';
import { MOST_BELOW } from '../../storage/sources/profile.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import type { Store } from '../../storage/store.ts';
import type { Format, Reply, Site, Visitor } from '../http/route.ts';
import { sourceAddress } from '../../urls/records.ts';
import { hasRole } from '../http/visitor.ts';
import { buildProfileModel, writeProfile, type Profile } from './profile-model.ts';
import { noteSourceSaved } from './history.ts';
import { loadVisibleSource } from './visible-source.ts';
import { correctAddress } from '../http/respond.ts';
import { afterQuery, readQuery } from '../records/queries.ts';
import { ALL_CLAIMS, linkFeed } from '../records/claim-list.ts';
import { writeName, joinName } from '../../wording/names.ts';

const CLAIMS = 25;
const PAIRS = 50;
const DOCUMENTS = 20;

export async function showSource(
  { store, config }: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { after = null } = readQuery(request.query, afterQuery);
  const stored = await loadVisibleSource(store, request, visitor);
  const { id, source } = stored;
  const address = sourceAddress({ id, name: source.name }, after);
  const redirect = correctAddress(request, format, { folder: 'sources', id, words: source.name }, address);
  if (redirect) return redirect;
  const mayEdit = hasRole(visitor, 'editor');
  const profile = await loadProfile(store, stored, after, mayEdit);
  const saved = await noteSourceSaved(store, request, visitor, stored);
  return {
    kind: 'page',
    view: 'sources/show',
    title: joinName(writeName(source)),
    address,
    alternates: [linkFeed({ ...ALL_CLAIMS, source: stored })],
    model: () => ({ ...buildProfileModel(profile, after, mayEdit), saved }),
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
  const loadRelatives = async () => {
    const above = await sources.readAbove(id);
    const relatives = await loadFamily(sources, stored, above, published);
    return { above, ...relatives, stats: await sources.readStats(relatives.family.map((one) => one.id)) };
  };
  const [relatives, stat, distances, cites, citedBy, claims, listed, merged] = await Promise.all([
    loadRelatives(),
    sources.readStat(id),
    sources.readDistances(id),
    sources.listPairs(id, 'cites', PAIRS),
    sources.listPairs(id, 'cited-by', PAIRS),
    sources.listClaims(id, { published, after, limit: CLAIMS }),
    documents.list({ publisher: id, published, after: null, limit: DOCUMENTS }),
    mayEdit ? sources.readMerged(id) : [],
  ]);
  return { stored, ...relatives, stat, distances, cites, citedBy, claims, documents: listed, merged };
}

/** The visible family. If it is too large for a page, only the sources above and below this one. */
async function loadFamily(
  sources: Store['sources'],
  stored: StoredSource,
  above: readonly StoredSource[],
  published: boolean,
): Promise<Pick<Profile, 'family' | 'below' | 'isFamilyCut'>> {
  const pick = async (list: readonly StoredSource[]): Promise<readonly StoredSource[]> => {
    if (!published) return list;
    const seen = await sources.pickPublic(list.map(({ id }) => id));
    return list.filter(({ id }) => seen.has(id));
  };
  const readBelow = await sources.readBelow(stored.id);
  const below = await pick(readBelow);
  const [top] = above;
  if (!top) return { below, family: [stored, ...below], isFamilyCut: readBelow.length >= MOST_BELOW };
  const all = await sources.readBelow(top.id);
  if (all.length >= MOST_BELOW) return { below, family: [...above, stored, ...below], isFamilyCut: true };
  return { below, family: [top, ...(await pick(all))], isFamilyCut: false };
}
