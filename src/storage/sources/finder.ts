/** Finds sources by name, exactly or approximately. */
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { source, sourceAlias } from '../../../db/schema.ts';
import { foldText } from '../../text/words.ts';
import type { Source } from '../../model/records.ts';
import { type Db, prepareOnce } from '../engine.ts';
import { prepareSources, type StoredSource } from './sources.ts';
import { sourceSearch } from '../search/word-indexes.ts';

/** How many candidates are read, from which the nearest are chosen. */
const CANDIDATES_READ = 50;
/** Names with a lower likeness share little more than a syllable. */
const LEAST_LIKENESS = 0.15;

/**
 * Unnamed sources are never found: two "officials" may be two people. A merged source is found as the one that replaced
 * it, which has its names.
 */
export const prepareSourceFinder = prepareOnce((db: Db) => {
  const sources = prepareSources(db);
  const key = sql.placeholder('key');
  const named = and(ne(source.kind, 'unnamed'), isNull(source.mergedInto));
  const byName = db
    .select({ id: source.id })
    .from(source)
    .where(and(eq(source.nameKey, key), named))
    .prepare();
  const byAlias = db
    .select({ id: source.id })
    .from(sourceAlias)
    .innerJoin(source, eq(source.id, sourceAlias.sourceId))
    .where(and(eq(sourceAlias.nameKey, key), named))
    .prepare();
  const byTrigrams = db
    .select({ id: source.id })
    .from(sourceSearch)
    .innerJoin(source, eq(source.id, sourceSearch.rowid))
    .where(and(sql`source_search match ${sql.placeholder('query')}`, named))
    .orderBy(sql`source_search.rank`)
    .limit(CANDIDATES_READ)
    .prepare();
  const byBeginning = db
    .select({ id: source.id })
    .from(source)
    .where(and(sql`${source.nameKey} >= ${key}`, sql`${source.nameKey} < ${sql.placeholder('end')}`, named))
    .orderBy(asc(source.nameKey))
    .limit(CANDIDATES_READ)
    .prepare();

  async function read(rows: readonly { id: number }[]): Promise<StoredSource[]> {
    const found = await sources.readFamilies(rows.map(({ id }) => id));
    return [...new Set(rows.map(({ id }) => id))].map((id) => found.get(id)!);
  }

  return {
    async findByName(name: string): Promise<StoredSource[]> {
      const query = { key: foldText(name) };
      return read([...(await byName.execute(query)), ...(await byAlias.execute(query))]);
    },

    async findNearest(name: string, limit: number): Promise<StoredSource[]> {
      const folded = foldText(name);
      const grams = cutTrigrams(folded);
      const query = grams.map((gram) => `"${gram.replaceAll('"', '""')}"`).join(' OR ');
      // Two letters make no trigram, and many Korean and Chinese names have no more.
      const rows =
        grams.length > 0
          ? await byTrigrams.execute({ query })
          : await byBeginning.execute({ key: folded, end: `${folded}\u{10ffff}` });
      const wanted = new Set(grams);
      return (await read(rows))
        .map((stored) => ({ stored, likeness: compareNames(wanted, stored.source) }))
        .filter(({ likeness }) => grams.length === 0 || likeness >= LEAST_LIKENESS)
        .sort((a, b) => b.likeness - a.likeness || a.stored.id - b.stored.id)
        .slice(0, limit)
        .map(({ stored }) => stored);
    },
  };
});

function cutTrigrams(folded: string): string[] {
  const characters = Array.from(folded);
  return characters.slice(2).map((_, i) => characters.slice(i, i + 3).join(''));
}

/** The likeness of a source's best name: the share of common trigrams among all of both. */
function compareNames(wanted: ReadonlySet<string>, { name, aliases }: Source): number {
  const likeness = (candidate: string): number => {
    const grams = new Set(cutTrigrams(foldText(candidate)));
    const both = [...wanted].filter((gram) => grams.has(gram)).length;
    return both / Math.max(1, wanted.size + grams.size - both);
  };
  return Math.max(likeness(name), ...aliases.map((alias) => likeness(alias.name)));
}
