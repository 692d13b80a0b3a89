/**
 * The counters that triggers keep, counted afresh from the rows that they sum up. `db/migrations` has the triggers, which add
 * and take away; here is what the result must be.
 */
import { sql } from 'drizzle-orm';
import type { Engine } from '../engine.ts';
import type { Fault } from './faults.ts';

export interface Counter {
  table: string;
  /** What its rows are called in a sentence. */
  name: string;
  keys: readonly string[];
  columns: readonly string[];
  /** The rows as they must be, in the order of keys and columns. */
  recount: string;
}

export const COUNTERS: readonly Counter[] = [
  {
    ...{ table: 'source_stat', name: 'the counts of source', keys: ['source_id'] },
    columns: ['named', 'claims', 'statements', 'as_report', 'as_middle', 'as_end', 'as_origin'],
    recount: `select source_id, count(*), sum(statements > 0), sum(statements), sum(as_report > 0), sum(as_middle > 0),
      sum(as_end > 0), sum(as_origin > 0) from claim_source where published group by source_id`,
  },
  {
    ...{ table: 'source_pair', name: 'how often one cites the other: sources', keys: ['citing_id', 'cited_id'] },
    columns: ['claims', 'attributions'],
    recount: `select citing_id, cited_id, count(*), sum(attributions) from claim_pair where published
      group by citing_id, cited_id`,
  },
  {
    ...{ table: 'source_distance', name: 'the distances of source', keys: ['source_id', 'hops'] },
    columns: ['statements'],
    recount: `select source_id, hops, sum(statements) from claim_distance where published group by source_id, hops`,
  },
  {
    ...{ table: 'topic_stat', name: 'the count of topic', keys: ['key'], columns: ['claims'] },
    recount: `select key, count(*) from claim_topic join claim on claim.id = claim_id where status = 'published' group by key`,
  },
];

/** The rows that are as they are kept, or as they must be, and not both. One query, so that no write comes between. */
export async function findCounterFaults(engine: Engine, counter: Counter): Promise<Fault[]> {
  const { table, name, keys, columns, recount } = counter;
  const all = [...keys, ...columns].join(', ');
  const kept = `select ${all} from ${table}`;
  const wrong = await engine.db.values<(number | string)[]>(
    sql.raw(`with counted (${all}) as (${recount})
      select ${keys.join(', ')} from (select * from counted except ${kept})
      union select ${keys.join(', ')} from (${kept} except select * from counted) limit ${MOST}`),
  );
  return wrong.map((key) => ({
    message: `${table}: ${name} ${key.join(', ')} ${keys.length > 1 ? 'are' : 'is'} not what the claims add up to`,
    repair: () => countAgain(engine, counter, key),
  }));
}

/** Faults of one counter that are told at a time. */
const MOST = 1000;

async function countAgain({ commit }: Engine, counter: Counter, key: readonly (number | string)[]): Promise<void> {
  const { table, keys, columns, recount } = counter;
  const all = [...keys, ...columns].join(', ');
  const isRow = keys.map((name) => `${name} = ?`).join(' and ');
  const write = (text: string) => ({ toSQL: () => ({ sql: text, params: [...key] }) });
  await commit([
    write(`delete from ${table} where ${isRow}`),
    write(`insert into ${table} (${all}) with counted (${all}) as (${recount}) select * from counted where ${isRow}`),
  ]);
}
