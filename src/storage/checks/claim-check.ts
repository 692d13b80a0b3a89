/** Whether a claim is what its history says, and whether all that is derived of it is what its graph gives. */
import { isDeepStrictEqual } from 'node:util';
import { asc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import {
  claimDistance,
  claimFinding,
  claimPair,
  claimSource,
  claimSummary,
  claimTopic,
  source,
  staleClaim,
} from '../../../db/schema.ts';
import type { ClaimRecord } from '../../model/records.ts';
import { foldText } from '../../text/words.ts';
import { prepareClaimReader, type StoredClaim } from '../claims/claims.ts';
import { deriveClaim, refreshSummary, type DerivedClaim } from '../claims/summary.ts';
import { prepareOnce, type Db, type Engine } from '../engine.ts';
import { claimSearch, claimStems } from '../search/word-indexes.ts';
import type { Fault } from './faults.ts';
import { replayHistory, type ReplayedPart } from './replay.ts';
import { hasEntry } from './search-entries.ts';

export async function findClaimFaults(engine: Engine, id: number): Promise<Fault[]> {
  const name = `claim ${id}`;
  const { db } = engine;
  let stored: StoredClaim | null;
  try {
    stored = await prepareClaimReader(db)(id);
  } catch (error) {
    return [{ message: `${name} can’t be read: ${(error as Error).message}`, repair: null }];
  }
  if (!stored) return [];
  const recorded = await replayHistory(db, stored.record.claim.uid, stored.revision, listParts(stored.record));
  const refresh = (): Promise<void> => refreshSummary(engine, id);
  return [
    ...(recorded === null ? [] : [{ message: `${name} ${recorded}`, repair: null }]),
    ...(await checkTopics(engine, id, name)),
    ...(await listUnlike(db, stored)).map((what) => ({
      message: `${name}: ${what} not what its graph gives`,
      repair: refresh,
    })),
  ];
}

function listParts({ claim, statements, attributions }: ClaimRecord): ReplayedPart[] {
  return [
    { kind: 'claim', uid: claim.uid, value: claim },
    ...statements.map((value) => ({ kind: 'statement', uid: value.uid, value })),
    ...attributions.map((value) => ({ kind: 'attribution', uid: value.uid, value })),
  ];
}

/** What is derived of a claim and is not what it should be; nothing of one that waits to be derived anew. */
async function listUnlike(db: Db, { id, record }: StoredClaim): Promise<string[]> {
  const read = prepareDerived(db);
  if ((await read.stale.execute({ id })).length > 0) return [];
  const { words, ...derived } = deriveClaim(record.claim, record);
  const kept = await read.all(id);
  const members = Object.keys(NAMES) as (keyof typeof NAMES)[];
  const unlike = members.filter((member) => !isDeepStrictEqual(sortRows(kept[member]), sortRows(derived[member])));
  const isFound =
    (await hasEntry(db, claimSearch, id, { words: words.words })) &&
    (await hasEntry(db, claimStems, id, { own: words.own, said: words.said }));
  return [...unlike.map((member) => NAMES[member]), ...(isFound ? [] : ['its words in the search index are'])];
}

const NAMES = {
  summary: 'its summary is',
  kinds: 'its kinds of finding are',
  roles: 'the places of its sources are',
  pairs: 'its pairs of sources are',
  distances: 'its distances are',
} as const;

/** As they come back from the database, in an order that says nothing. */
function sortRows(rows: unknown): string[] {
  const list = Array.isArray(rows) ? (rows as unknown[]) : [rows];
  return list.map((row) => JSON.stringify(row, sortKeys)).sort();
}

function sortKeys(_key: string, value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

const [citing, cited] = [alias(source, 'citing'), alias(source, 'cited')];

const prepareDerived = prepareOnce((db: Db) => {
  const id = sql.placeholder('id');
  const one = { one: sql`1` };
  const rows = {
    summary: db.select().from(claimSummary).where(eq(claimSummary.claimId, id)).prepare(),
    kinds: db.select({ kind: claimFinding.kind }).from(claimFinding).where(eq(claimFinding.claimId, id)).prepare(),
    roles: db
      .select({ row: claimSource, source: source.uid })
      .from(claimSource)
      .innerJoin(source, eq(source.id, claimSource.sourceId))
      .where(eq(claimSource.claimId, id))
      .prepare(),
    pairs: db
      .select({ row: claimPair, citing: citing.uid, cited: cited.uid })
      .from(claimPair)
      .innerJoin(citing, eq(citing.id, claimPair.citingId))
      .innerJoin(cited, eq(cited.id, claimPair.citedId))
      .where(eq(claimPair.claimId, id))
      .prepare(),
    distances: db
      .select({ row: claimDistance, source: source.uid })
      .from(claimDistance)
      .innerJoin(source, eq(source.id, claimDistance.sourceId))
      .where(eq(claimDistance.claimId, id))
      .prepare(),
  };
  return {
    stale: db.select(one).from(staleClaim).where(eq(staleClaim.claimId, id)).prepare(),
    all: async (claim: number): Promise<Partial<Omit<DerivedClaim, 'words'>>> => {
      const [summary, kinds, roles, pairs, distances] = [
        await rows.summary.execute({ id: claim }),
        await rows.kinds.execute({ id: claim }),
        await rows.roles.execute({ id: claim }),
        await rows.pairs.execute({ id: claim }),
        await rows.distances.execute({ id: claim }),
      ];
      return {
        summary: summary.map(({ claimId: _, ...row }) => row)[0]!,
        kinds: kinds.map(({ kind }) => kind),
        roles: roles.map(({ row: { claimId: _, sourceId: __, ...counts }, ...uids }) => ({ ...counts, ...uids })),
        pairs: pairs.map(({ row: { claimId: _, citingId: __, citedId: ___, ...counts }, ...uids }) => {
          return { ...counts, ...uids };
        }),
        distances: distances.map(({ row: { claimId: _, sourceId: __, ...counts }, ...uids }) => ({
          ...counts,
          ...uids,
        })),
      };
    },
  };
});

/** The folded forms by which topics are looked up. */
async function checkTopics({ db, commit }: Engine, id: number, name: string): Promise<Fault[]> {
  const rows = await db.select().from(claimTopic).where(eq(claimTopic.claimId, id)).orderBy(asc(claimTopic.position));
  if (rows.every(({ topic, key }) => key === foldText(topic))) return [];
  const repair = () =>
    commit([
      db.delete(claimTopic).where(eq(claimTopic.claimId, id)),
      db.insert(claimTopic).values(rows.map((row) => ({ ...row, key: foldText(row.topic) }))),
    ]);
  return [{ message: `${name}: the folded forms of its topics are wrong`, repair }];
}
