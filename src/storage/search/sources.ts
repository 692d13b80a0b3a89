/** Sources by the words of their names: who is called exactly so first, then whoever speaks most. */
import { and, asc, desc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { source, sourceAlias, sourceStat } from '../../../db/schema.ts';
import { foldText } from '../../text/words.ts';
import type { Db } from '../engine.ts';
import { isPublicSource } from '../visibility.ts';
import { NO_HITS, type RankedIds } from './page.ts';
import { toMatch } from './terms.ts';
import { sourceWords } from '../sources/name-index.ts';

/** The newest sources that are called so; more of them can't be told apart by a name anyway. */
const READ = 1_000;

/** The ranking of sources, prepared once for readers and once for editors, who see all. */
export function prepareSourceSearch(db: Db) {
  const [forReaders, forEditors] = [prepareRanking(db, true), prepareRanking(db, false)];

  return async function rankSources(typed: string, { published }: { published: boolean }): Promise<RankedIds> {
    const match = toMatch(typed);
    if (match === null) return NO_HITS;
    const rows = await (published ? forReaders : forEditors).execute({ match, key: foldText(typed) });
    return { ids: rows.map(({ id }) => id), isCut: rows.length === READ };
  };
}

function prepareRanking(db: Db, published: boolean) {
  const key = sql.placeholder('key');
  const hits = db
    .select({ hit: sql<number>`${sourceWords.rowid}`.as('hit') })
    .from(sourceWords)
    .where(sql`source_words match ${sql.placeholder('match')}`)
    .orderBy(desc(sourceWords.rowid))
    .limit(READ)
    .as('hits');
  const isAlias = sql`exists (select 1 from ${sourceAlias}
    where ${sourceAlias.nameKey} = ${key} and ${sourceAlias.sourceId} = ${source.id})`;
  // Whoever speaks in a published claim is seen, and that is known without looking for it.
  const isSeen = sql`case when ${sourceStat.sourceId} is not null then 1 else ${isPublicSource(source.id)} end`;
  return (
    db
      .select({ id: source.id })
      .from(hits)
      // Crossed, so that SQLite goes through the hits and not through all sources.
      .crossJoin(source)
      .leftJoin(sourceStat, eq(sourceStat.sourceId, source.id))
      .where(
        and(
          eq(source.id, hits.hit),
          ne(source.kind, 'unnamed'),
          isNull(source.mergedInto),
          published ? isSeen : undefined,
        ),
      )
      .orderBy(
        desc(or(eq(source.nameKey, key), isAlias)!),
        desc(sql`coalesce(${sourceStat.claims}, 0)`),
        asc(source.nameKey),
        asc(source.id),
      )
      .prepare()
  );
}
