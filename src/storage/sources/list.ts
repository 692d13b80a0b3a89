import type { SourceKey } from '../../model/queries.ts';
import { and, asc, eq, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { source, sourceAlias, sourceDistance, sourceStat } from '../../../db/schema.ts';
import { foldText } from '../../text/words.ts';
import type { SourceKind } from '../../model/records.ts';
import type { DistanceCount } from '../../provenance/usual-distance.ts';
import { type Db, prepareOnce } from '../engine.ts';
import { isPublicSource } from '../visibility.ts';
import { prepareSourceFinder } from './finder.ts';
import { inList, prepareSources, type StoredSource } from './sources.ts';

/** In how many published claims a source speaks, and stands where in the chains. */
export interface SourceStat {
  /** Claims that name it: in those that are not among `claims`, only disputed attributions say that it spoke. */
  named: number;
  claims: number;
  statements: number;
  asReport: number;
  asMiddle: number;
  /** Ends of any kind. */
  asEnd: number;
  asOrigin: number;
}

export interface SourceListItem {
  stored: StoredSource;
  parent: StoredSource | null;
  stat: SourceStat;
}

export interface SourceQuery {
  /** Part of a name or an alias; null for all. */
  name: string | null;
  /** Null for all kinds but unnamed sources, of which every mention of "officials" is one. */
  kind: SourceKind | null;
  /** Whether to leave out sources that readers may not see. */
  published: boolean;
  after: SourceKey | null;
  limit: number;
}

export interface SourcePage {
  items: readonly SourceListItem[];
  next: SourceKey | null;
  /** Whether no source has the name, so these have similar ones. */
  nearest: boolean;
}

const NO_STAT: SourceStat = { named: 0, claims: 0, statements: 0, asReport: 0, asMiddle: 0, asEnd: 0, asOrigin: 0 };
const NEAREST = 10;
const LAST_CHARACTER = '\u{10ffff}';

/** Lists of sources by what a reader calls them, without merged ones. */
export const prepareSourceLists = prepareOnce((db: Db) => {
  const sources = prepareSources(db);
  const finder = prepareSourceFinder(db);
  const stats = db.select().from(sourceStat).where(inList(sourceStat.sourceId, 'list')).prepare();

  const distances = db
    .select({ hops: sourceDistance.hops, statements: sourceDistance.statements })
    .from(sourceDistance)
    .where(eq(sourceDistance.sourceId, sql.placeholder('id')))
    .orderBy(asc(sourceDistance.hops))
    .prepare();

  /** By number; without those that speak in no published claim. */
  async function readStats(ids: Iterable<number>): Promise<Map<number, SourceStat>> {
    const rows = await stats.execute({ list: JSON.stringify([...ids]) });
    return new Map(rows.map(({ sourceId, ...stat }) => [sourceId, stat]));
  }

  /** Which of these readers may see. */
  async function pickPublic(ids: Iterable<number>): Promise<Set<number>> {
    const list = sql`(select value from json_each(${JSON.stringify([...ids])}))`;
    const rows = await db
      .select({ id: source.id })
      .from(source)
      .where(and(sql`${source.id} in ${list}`, isPublicSource(source.id)));
    return new Set(rows.map(({ id }) => id));
  }

  async function readItems(ids: readonly number[]): Promise<SourceListItem[]> {
    const [families, statOf] = await Promise.all([sources.readFamilies(ids), readStats(ids)]);
    return ids.map((id) => {
      const stored = families.get(id)!;
      const parent = stored.parentId === null ? null : families.get(stored.parentId)!;
      return { stored, parent, stat: statOf.get(id) ?? NO_STAT };
    });
  }

  async function list({ name, kind, published, after, limit }: SourceQuery): Promise<SourcePage> {
    const rows = await db
      .select({ id: source.id, name: source.shownKey })
      .from(source)
      .where(
        and(
          isNull(source.mergedInto),
          kind === null ? ne(source.kind, 'unnamed') : eq(source.kind, kind),
          after ? sql`(${source.shownKey}, ${source.id}) > (${after.name}, ${after.id})` : undefined,
          name === null ? undefined : isCalled(foldText(name)),
          published ? isPublicSource(source.id) : undefined,
        ),
      )
      .orderBy(asc(source.shownKey), asc(source.id))
      .limit(limit + 1);
    if (rows.length === 0 && name !== null && after === null) return listNearest(name, kind, published);
    const shown = rows.slice(0, limit);
    const next = rows.length > limit ? shown.at(-1)! : null;
    return { items: await readItems(shown.map(({ id }) => id)), next, nearest: false };
  }

  async function listNearest(name: string, kind: SourceKind | null, published: boolean): Promise<SourcePage> {
    const near = await finder.findNearest(name, NEAREST);
    const ids = near.filter((stored) => kind === null || stored.source.kind === kind).map(({ id }) => id);
    const seen = published ? await pickPublic(ids) : new Set(ids);
    return { items: await readItems(ids.filter((id) => seen.has(id))), next: null, nearest: true };
  }

  return {
    list,
    readItems,
    pickPublic,
    readStats,
    /** How many of its statements in published claims are how many hops from a settled end, ascending. */
    readDistances: (id: number): Promise<DistanceCount[]> => distances.execute({ id }),
    readStat: async (id: number): Promise<SourceStat> => (await readStats([id])).get(id) ?? NO_STAT,
  };
});

/** A name or alias contains this; or begins with it, when it is too short for trigrams. */
function isCalled(folded: string): SQL | undefined {
  if (Array.from(folded).length >= 3) {
    const query = `"${folded.replaceAll('"', '""')}"`;
    return sql`${source.id} in (select rowid from source_search where source_search match ${query})`;
  }
  const begins = (column: SQL) => sql`${column} >= ${folded} and ${column} < ${folded + LAST_CHARACTER}`;
  const byAlias = sql`(select ${sourceAlias.sourceId} from ${sourceAlias} where ${begins(sql`${sourceAlias.nameKey}`)})`;
  return or(begins(sql`${source.nameKey}`), sql`${source.id} in ${byAlias}`);
}
