import { and, asc, eq, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { source, sourceAlias } from '../../../db/schema.ts';
import type { Source } from '../../model/records.ts';
import { compareSpelling, dropArticle, keyLook } from '../../text/likeness.ts';
import { foldText } from '../../text/words.ts';
import { groupBy } from '../../model/grouping.ts';
import { type Db, prepareOnce } from '../engine.ts';
import { sourceSearch, sourceTrigram } from '../search/word-indexes.ts';
import { inList, prepareSources, type StoredSource } from './sources.ts';

/** Candidates that are read, from which the nearest are chosen. */
const CANDIDATES_READ = 50;

/** Names with the same beginning that are compared letter by letter. */
const COMPARED = 500;

/** Names that share a trigram, which are ranked where one that is misspelled is looked for: the rarest trigrams tell most. */
const RANKED = 300;
/** A slip spoils three trigrams. */
const LEAST_TRIGRAMS = 4;

/** The newest sources, among which look-alikes are found without being asked for: going through all would take as long as there are many. */
const LOOKED_AT = 1_000;

/** Names less alike share little more than a syllable. */
const LEAST_LIKENESS = 0.15;

const LAST_CHARACTER = '\u{10ffff}';

/**
 * Unnamed sources are never found: two "officials" may be two people. A merged source is found as the one that replaced
 * it, which has its names.
 */
export const prepareSourceFinder = prepareOnce((db: Db) => {
  const sources = prepareSources(db);
  const queries = prepareNameQueries(db);

  async function read(rows: readonly { id: number }[]): Promise<StoredSource[]> {
    if (rows.length === 0) return [];
    const found = await sources.readFamilies(rows.map(({ id }) => id));
    return [...new Set(rows.map(({ id }) => id))].map((id) => found.get(id)!);
  }

  async function findByTrigrams(grams: readonly string[]): Promise<Named[]> {
    return grams.length === 0 ? [] : queries.byTrigrams.execute({ query: grams.map(quote).join(' OR ') });
  }

  async function chooseRare(grams: readonly string[]): Promise<string[]> {
    const counted = await queries.counted.execute({ list: JSON.stringify(grams) });
    let hits = 0;
    const isAmong = ({ count }: { count: number }, at: number): boolean => {
      hits += count;
      return at < LEAST_TRIGRAMS || hits <= RANKED;
    };
    return counted
      .sort((a, b) => a.count - b.count)
      .filter(isAmong)
      .map(({ term }) => term);
  }

  const findByBeginning = (key: string, limit: number): Promise<Named[]> =>
    queries.byBeginning.execute({ key, end: key + LAST_CHARACTER, limit });

  /** A slip in the middle of a short name leaves no three letters together: those are found by their beginning. */
  async function findMisspelled(name: string, similar: readonly Named[]): Promise<Named[]> {
    const beginning = Array.from(dropArticle(foldText(name)))
      .slice(0, 2)
      .join('');
    const [aliases, ...begun] = await Promise.all([
      queries.aliases.execute({ list: JSON.stringify(similar.map(({ id }) => id)) }),
      ...[beginning, `the ${beginning}`].map((key) => findByBeginning(key, COMPARED)),
    ]);
    const isMisspelled = compareSpelling(name);
    return [...begun.flat(), ...similar, ...aliases].filter(({ key }) => isMisspelled(key));
  }

  async function findAlike(name: string, similar: readonly Named[]): Promise<StoredSource[]> {
    const [key, query] = [foldText(name), { look: keyLook(name) }];
    if (key === '') return [];
    const looks = await Promise.all([queries.byLook.execute(query), queries.byAliasLook.execute(query)]);
    const alike = await read([...looks.flat(), ...(await findMisspelled(name, similar))]);
    return alike.filter(({ source }) => !listNames(source).some((each) => foldText(each) === key));
  }

  /** By the folded name: those who have it as their name, then those who have it as an alias. */
  async function findByNames(names: readonly string[]): Promise<Map<string, StoredSource[]>> {
    const query = { list: JSON.stringify([...new Set(names.map(foldText))]) };
    const rows = (await Promise.all([queries.byName.execute(query), queries.byAlias.execute(query)])).flat();
    const byId = new Map((await read(rows)).map((stored) => [stored.id, stored]));
    const idsOf = groupBy(rows, ({ key }) => key);
    return new Map([...idsOf].map(([key, same]) => [key, [...new Set(same.map(({ id }) => byId.get(id)!))]]));
  }

  return {
    /**
     * Sources that are not called so, but may be meant: a name of theirs looks the same (TACC and ТАСС, traditional and
     * simplified Chinese, other spaces), or one of the two is misspelled.
     */
    findLookAlikes: async (name: string): Promise<StoredSource[]> =>
      findAlike(name, await findByTrigrams(await chooseRare(cutTrigrams(foldText(name))))),

    /** By name or alias, compared by `foldText`. */
    findByName: async (name: string): Promise<StoredSource[]> => (await findByNames([name])).get(foldText(name)) ?? [],

    findByNames,

    /** Those that look alike first, then those with most letters in common. */
    async findNearest(name: string, limit: number): Promise<StoredSource[]> {
      const folded = foldText(name);
      const grams = new Set(cutTrigrams(folded));
      // Two letters make no trigram, and many Korean and Chinese names have no more.
      const candidates = await (grams.size > 0 ? findByTrigrams([...grams]) : findByBeginning(folded, CANDIDATES_READ));
      const similar = (await read(candidates))
        .map((stored) => ({ stored, likeness: compareNames(grams, stored.source) }))
        .filter(({ likeness }) => grams.size === 0 || likeness >= LEAST_LIKENESS)
        .sort((a, b) => b.likeness - a.likeness || a.stored.id - b.stored.id)
        .map(({ stored }) => stored);
      return uniteSources(await findAlike(name, candidates), similar).slice(0, limit);
    },

    /**
     * Sources of which a name is the same or looks the same, in groups, by that name; no more than `limit` groups, each
     * with one of the newest `LOOKED_AT` sources.
     */
    async listLookAlikes(limit: number): Promise<StoredSource[][]> {
      const rows = await queries.shared.execute({ limit });
      const groups = rows.map(({ ids }) => JSON.parse(ids) as number[]);
      const found = await sources.readFamilies(groups.flat());
      return groups.map((ids) => ids.map((id) => found.get(id)!));
    },
  };
});

/** A source by one of its names, folded. */
interface Named {
  id: number;
  key: string;
}

function prepareNameQueries(db: Db) {
  const [key, look] = [sql.placeholder('key'), sql.placeholder('look')];
  const named = and(ne(source.kind, 'unnamed'), isNull(source.mergedInto));
  const findSources = (where: SQL) =>
    db.select({ id: source.id, key: source.nameKey }).from(source).where(and(where, named)).prepare();
  const findAliases = (where: SQL) =>
    db
      .select({ id: source.id, key: sourceAlias.nameKey })
      .from(sourceAlias)
      .innerJoin(source, eq(source.id, sourceAlias.sourceId))
      .where(and(where, named))
      .prepare();
  const isNamed = sql`source.kind <> 'unnamed' and source.merged_into is null`;
  const looks = sql`select id, look_key from source where id in newest
    union all select source_id, look_key from source_alias where source_id in newest`;
  const bearers = sql`select source.id from source where source.look_key = own.look_key and ${isNamed}
    union select source.id from source_alias join source on source.id = source_alias.source_id
    where source_alias.look_key = own.look_key and ${isNamed}`;
  const isShared = sql`exists (select 1 from source where source.look_key = own.look_key and source.id <> own.id and ${isNamed})
    or exists (select 1 from source_alias join source on source.id = source_alias.source_id
      where source_alias.look_key = own.look_key and source.id <> own.id and ${isNamed})`;
  return {
    byName: findSources(inList(source.nameKey, 'list')),
    byAlias: findAliases(inList(sourceAlias.nameKey, 'list')),
    byLook: findSources(eq(source.lookKey, look)),
    byAliasLook: findAliases(eq(sourceAlias.lookKey, look)),
    counted: db
      .select({ term: sourceTrigram.term, count: sourceTrigram.doc })
      .from(sourceTrigram)
      .where(inList(sourceTrigram.term, 'list'))
      .prepare(),
    aliases: db
      .select({ id: sourceAlias.sourceId, key: sourceAlias.nameKey })
      .from(sourceAlias)
      .where(inList(sourceAlias.sourceId, 'list'))
      .orderBy(asc(sourceAlias.sourceId), asc(sourceAlias.position))
      .prepare(),
    byTrigrams: db
      .select({ id: source.id, key: source.nameKey })
      .from(sourceSearch)
      .innerJoin(source, eq(source.id, sourceSearch.rowid))
      .where(and(sql`source_search match ${sql.placeholder('query')}`, named))
      .orderBy(sql`source_search.rank`)
      .limit(CANDIDATES_READ)
      .prepare(),
    byBeginning: db
      .select({ id: source.id, key: source.nameKey })
      .from(source)
      .where(and(sql`${source.nameKey} >= ${key}`, sql`${source.nameKey} < ${sql.placeholder('end')}`, named))
      .orderBy(asc(source.nameKey))
      .limit(sql.placeholder('limit'))
      .prepare(),
    shared: db
      .select({ ids: sql<string>`(select json_group_array(id) from (${bearers}))` })
      .from(
        sql`(with newest(id) as (select id from source where ${isNamed} order by id desc limit ${LOOKED_AT})
          select look_key, min(id) as id from (${looks}) as own where ${isShared} group by look_key) as own`,
      )
      .orderBy(sql`own.look_key`)
      .limit(sql.placeholder('limit'))
      .prepare(),
  };
}

/** Each once, the first before the others. */
function uniteSources(first: readonly StoredSource[], others: readonly StoredSource[]): StoredSource[] {
  return [...new Map([...first, ...others].map((stored) => [stored.id, stored])).values()];
}

const quote = (gram: string): string => `"${gram.replaceAll('"', '""')}"`;

const listNames = ({ name, aliases }: Source): string[] => [name, ...aliases.map((alias) => alias.name)];

function cutTrigrams(folded: string): string[] {
  const characters = Array.from(folded);
  return characters.slice(2).map((_, i) => characters.slice(i, i + 3).join(''));
}

/** The likeness of a source's best name: the share of common trigrams among all of both. */
function compareNames(wanted: ReadonlySet<string>, compared: Source): number {
  const likeness = (name: string): number => {
    const grams = new Set(cutTrigrams(foldText(name)));
    const both = [...wanted].filter((gram) => grams.has(gram)).length;
    return both / Math.max(1, wanted.size + grams.size - both);
  };
  return Math.max(...listNames(compared).map(likeness));
}
