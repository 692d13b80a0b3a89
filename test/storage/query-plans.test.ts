import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test, vi } from 'vitest';
import * as schema from '../../db/schema.ts';
import { createLocalEngine } from '../../src/storage/better-sqlite3.ts';
import { createStore } from '../../src/storage/store.ts';
import { aRecord } from '../support/records.ts';
import { freshClient, putIn } from '../support/store.ts';

describe('the queries', () => {
  const tables = Object.values(schema as Record<string, unknown>).filter((value) => is(value, SQLiteTable));
  // One row, a to-do list, and the people of one newsroom.
  const SMALL = ['catalogue', 'stale_claim', 'user', 'one_time_link'];
  const big = tables.map((table) => getTableConfig(table).name).filter((name) => !SMALL.includes(name));
  // The last two are what a query may call `source`.
  const scans = new RegExp(`^SCAN (${[...big, 'parent', 'publisher'].join('|')})\\b`);

  /** What SQLite is asked while work is done over a store, each query once. */
  async function collectQueries(work: (store: ReturnType<typeof createStore>) => Promise<unknown>) {
    const client = freshClient();
    const prepare = vi.spyOn(client, 'prepare');
    await work(createStore(createLocalEngine(client)));
    const queries = [...new Set(prepare.mock.calls.map(([sql]) => sql))];
    prepare.mockRestore();
    return queries.map((sql) => {
      const explain = client.prepare(`explain query plan ${sql}`);
      const values = [...sql].filter((character) => character === '?').map(() => 1);
      const plan = explain.all(...values) as { detail: string }[];
      return { sql, plan: plan.map(({ detail }) => detail) };
    });
  }

  const record = aRecord('planned', 'ians@17->tass->council ians@17->yonhap->tass', {
    seen: 'ians@17->tass',
    claim: { topics: ['one'] },
    parents: { tass: 'state' },
  });

  test('of reading, importing and refreshing go by keys, whatever the size of the database', async () => {
    const queries = await collectQueries(async (store) => {
      await putIn(store, record);
      await store.claims.load(1);
      await store.claims.list({ status: 'published', after: 100, limit: 10 });
      await store.claims.countPublished(1000);
      await store.readRevisions(1);
      await store.claims.findId(record.claim.uid);
      await store.claims.listIds(0, 10);
      await store.history.list(record.claim.uid, { before: null, limit: 10 });
      const later = { ...record.claim, text: 'Other words.', topics: ['two'] };
      await putIn(store, { ...record, claim: later, attributions: [] });
      const free = record.sources.map((source) => ({ ...source, parent: null, parentRelation: null }));
      await putIn(store, { ...record, sources: free, statements: record.statements.slice(1), attributions: [] });
      expect(await store.claims.refreshSummaries()).toBe(1);
    });
    expect(queries.length).toBeGreaterThan(40);
    const scanning = queries.filter(({ plan }) => plan.some((detail) => scans.test(detail)));
    expect(scanning).toEqual([]);
  });

  test('of a list stand in the order of their index: nothing is sorted', async () => {
    const queries = await collectQueries((store) => store.claims.list({ status: 'published', after: null, limit: 10 }));
    const list = queries.find(({ sql }) => sql.includes('order by "claim"."id" desc'))!;
    expect(list.plan).toEqual([
      'SEARCH claim USING COVERING INDEX claim_status (status=? AND id<?)',
    ]);
  });

  test('of triggers go by keys', () => {
    const client = freshClient();
    const explain = (sql: string): string[] => {
      return (client.prepare(`explain query plan ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail);
    };
    const bodies = client.prepare("select sql from sqlite_schema where type = 'trigger'").pluck().all() as string[];
    const statements = bodies.flatMap((sql) =>
      sql
        .slice(sql.indexOf('BEGIN') + 5, sql.lastIndexOf('END'))
        .replaceAll(/RAISE\(ABORT, '(''|[^'])*'\)|\b(NEW|OLD)\.\w+/g, '1')
        .split(';')
        .filter((statement) => statement.trim() !== ''),
    );
    expect(statements.length).toBeGreaterThan(10);
    const scanning = statements.filter((sql) => explain(sql).some((detail) => scans.test(detail)));
    expect(scanning).toEqual([]);
  });
});
