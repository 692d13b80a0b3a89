/** What a database derives of its claims, and the same counted afresh. */
import type Database from 'better-sqlite3';
import type { Store } from '../../src/storage/store.ts';
import { freshStore, putIn } from './store.ts';

const all = (client: Database.Database, sql: string): unknown[] => client.prepare(sql).all();

/** The counters as triggers keep them. */
export function readCounters(client: Database.Database): unknown {
  return {
    stats: all(
      client,
      'select source_id, named, claims, statements, as_report, as_middle, as_end, as_origin from source_stat order by 1',
    ),
    pairs: all(client, 'select citing_id, cited_id, claims, attributions from source_pair order by 1, 2'),
    distances: all(client, 'select source_id, hops, statements from source_distance order by 1, 2'),
    topics: all(client, 'select key, claims from topic_stat order by 1'),
  };
}

/** The same counted afresh from what was derived of the published claims, and the pairs from their attributions. */
export function recount(client: Database.Database): unknown {
  return {
    stats: all(
      client,
      `select r.source_id, count(*) as named, sum(r.statements > 0) as claims, sum(r.statements) as statements,
         sum(r.as_report > 0) as as_report, sum(r.as_middle > 0) as as_middle, sum(r.as_end > 0) as as_end,
         sum(r.as_origin > 0) as as_origin
       from claim_source r join claim c on c.id = r.claim_id where c.status = 'published' group by 1 order by 1`,
    ),
    pairs: all(
      client,
      `select f.source_id as citing_id, t.source_id as cited_id, count(distinct a.claim_id) as claims,
         count(*) as attributions
       from attribution a join claim c on c.id = a.claim_id
         join statement f on f.claim_id = a.claim_id and f.seq = a.citing
         join statement t on t.claim_id = a.claim_id and t.seq = a.cited
       where c.status = 'published' group by 1, 2 order by 1, 2`,
    ),
    distances: all(
      client,
      `select d.source_id, d.hops, sum(d.statements) as statements from claim_distance d
       join claim c on c.id = d.claim_id where c.status = 'published' group by 1, 2 order by 1, 2`,
    ),
    topics: all(
      client,
      `select t.key, count(*) as claims from claim_topic t join claim c on c.id = t.claim_id
       where c.status = 'published' group by 1 order by 1`,
    ),
  };
}

/** All that is derived of each claim, by the names that are the same in every database. */
export function readDerived(client: Database.Database): unknown {
  return {
    summaries: all(
      client,
      `select c.uid, m.statement_count, m.report_count, m.fewest_hops, m.most_hops, m.hops_open, m.independent_sources,
         m.glyph, m.headline
       from claim_summary m join claim c on c.id = m.claim_id order by c.uid`,
    ),
    findings: all(
      client,
      'select c.uid, f.kind from claim_finding f join claim c on c.id = f.claim_id order by c.uid, f.kind',
    ),
    sources: all(
      client,
      `select c.uid, s.uid as source, r.published, r.statements, r.as_report, r.as_middle, r.as_end, r.as_origin
       from claim_source r join claim c on c.id = r.claim_id join source s on s.id = r.source_id order by 1, 2`,
    ),
    distances: all(
      client,
      `select c.uid, s.uid as source, d.hops, d.published, d.statements
       from claim_distance d join claim c on c.id = d.claim_id join source s on s.id = d.source_id order by 1, 2, 3`,
    ),
  };
}

/** What a database that never knew anything else derives of the same claims. */
export async function deriveAfresh(store: Store): Promise<unknown> {
  const ids = await store.claims.listIds(0, 1000);
  const records = await Promise.all(ids.map(async (id) => (await store.claims.load(id))!.record));
  const fresh = freshStore();
  await putIn(fresh.store, ...records);
  return readDerived(fresh.client);
}
