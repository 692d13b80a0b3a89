/**
 * Recomputes all that a store derives, and compares: what `npm run doctor` does. It reads one record at a time, so that memory
 * stays the same however many there are and no writer waits for it, and repairs each in a commit of its own.
 */
import { asc, gt, sql } from 'drizzle-orm';
import { claim, document, source, staleClaim } from '../../../db/schema.ts';
import { refreshSummaries } from '../claims/summary.ts';
import type { Db, Engine } from '../engine.ts';
import { findClaimFaults } from './claim-check.ts';
import { findCounterFaults, COUNTERS } from './counters.ts';
import { runCheck, type FaultCheck, type Fault, type FaultReport } from './faults.ts';
import { findDocumentFaults, findSourceFaults } from './record-checks.ts';
import { listStrayEntries, planEntryOut, SEARCH_INDEXES } from './search-entries.ts';

export interface CheckOptions {
  /** Whether what is derived is made anew where it is wrong. */
  isRepairing?: boolean;
  onRecord?: () => void;
}

export interface StoreSize {
  claims: number;
  sources: number;
  documents: number;
}

/** How many records `checkStore` will look at. */
export async function measureStore(db: Db): Promise<StoreSize> {
  return { claims: await db.$count(claim), sources: await db.$count(source), documents: await db.$count(document) };
}

/** Yields what is wrong, as it is found. */
export async function* checkStore(
  engine: Engine,
  { isRepairing = false, onRecord }: CheckOptions = {},
): AsyncGenerator<FaultReport> {
  const run = (check: FaultCheck) => runCheck(check, () => engine.countCommits(), isRepairing);
  for await (const check of listChecks(engine)) {
    yield* await run(check);
    onRecord?.();
  }
  // Repaired keys make claims stale.
  if (isRepairing) await refreshSummaries(engine);
  for (const counter of COUNTERS) yield* await run(() => findCounterFaults(engine, counter));
  for (const check of [
    ...SEARCH_INDEXES.map((index) => () => checkStrays(engine, index)),
    () => checkStrayHistory(engine),
  ]) {
    yield* await run(check);
  }
}

/** The claims that wait to be derived anew after a change of a source or a document, which is no fault. */
export const countWaiting = (db: Db): Promise<number> => db.$count(staleClaim);

/** Sources come first: claims are read with theirs. */
async function* listChecks(engine: Engine): AsyncGenerator<FaultCheck> {
  const kinds = [
    { table: source, check: findSourceFaults },
    { table: document, check: findDocumentFaults },
    { table: claim, check: findClaimFaults },
  ] as const;
  for (const { table, check } of kinds)
    for await (const id of listNumbers(engine.db, table)) yield () => check(engine, id);
}

/** Records whose numbers are read at a time. */
const ROUND = 1000;

async function* listNumbers(db: Db, table: typeof claim | typeof source | typeof document): AsyncGenerator<number> {
  for (let after = 0; ;) {
    const rows = await db
      .select({ id: table.id })
      .from(table as typeof claim)
      .where(gt(table.id, after))
      .orderBy(asc(table.id))
      .limit(ROUND);
    for (const { id } of rows) yield id;
    if (rows.length < ROUND) return;
    after = rows.at(-1)!.id;
  }
}

async function checkStrays(engine: Engine, index: (typeof SEARCH_INDEXES)[number]): Promise<Fault[]> {
  return (await listStrayEntries(engine.db, index)).map((id) => ({
    message: `the search index has a ${index.of} ${id} that is not there`,
    repair: () => engine.commit([planEntryOut(engine.db, index.table, id)]),
  }));
}

async function checkStrayHistory({ db }: Engine): Promise<Fault[]> {
  const rows = await db.values<[string]>(sql`select subject_uid from history where revision = 1
    and not exists (select 1 from claim where uid = subject_uid)
    and not exists (select 1 from source where uid = subject_uid)
    and not exists (select 1 from document where uid = subject_uid) limit 1000`);
  return rows.map(([uid]) => ({ message: `the history tells of a record ${uid} that is not there`, repair: null }));
}
