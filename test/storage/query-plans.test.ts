import type Database from 'better-sqlite3';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test, vi } from 'vitest';
import * as schema from '../../db/schema.ts';
import { createLocalEngine } from '../../src/storage/better-sqlite3.ts';
import { createStore, type Store } from '../../src/storage/store.ts';
import { uidOf } from '../support/graph.ts';
import { copyClaim } from '../support/many-claims.ts';
import { aRecord, uidFrom } from '../support/records.ts';
import { freshClient, putIn } from '../support/store.ts';
import { putText } from '../support/texts.ts';

describe('query plans', () => {
  const tables = Object.values(schema as Record<string, unknown>).filter((value) => is(value, SQLiteTable));
  // One row, a to-do list, and the people of one newsroom.
  const SMALL = ['catalogue', 'stale_claim', 'user', 'one_time_link'];
  const big = tables.map((table) => getTableConfig(table).name).filter((name) => !SMALL.includes(name));
  // The last ones are what a query may call `source` and `document_shingle`.
  const scans = new RegExp(`^SCAN (${[...big, 'parent', 'publisher', 'own', 'other'].join('|')})\\b`);

  /** What SQLite is asked while work is done over a store, each query once. */
  async function collectQueries(work: (store: Store, client: Database.Database) => Promise<unknown>) {
    const client = freshClient();
    const prepare = vi.spyOn(client, 'prepare');
    await work(createStore(createLocalEngine(client)), client);
    const queries = [...new Set(prepare.mock.calls.map(([sql]) => sql))];
    prepare.mockRestore();
    return queries.map((sql) => {
      const explain = client.prepare(`explain query plan ${sql}`);
      const values = [...sql].filter((character) => character === '?').map(() => 1);
      const plan = explain.all(...values) as { detail: string }[];
      // Children of new rows are only looked for while a foreign key is violated (SQLite's OP_FkIfZero).
      const isInsert = sql.endsWith('from json_each(?) as row');
      const details = plan.map(({ detail }) => detail);
      return { sql, plan: isInsert ? details.filter((detail) => !/^SCAN claim_\w+$/.test(detail)) : details };
    });
  }

  const record = aRecord('planned', 'ians@17->tass->council ians@17->yonhap->tass', {
    seen: 'ians@17->tass',
    claim: { topics: ['one'], relations: [{ claim: uidFrom('other'), relation: 'became', note: null }] },
    parents: { tass: 'state' },
    attributions: { 'ians@17->tass': { disputedBy: uidOf('source', 'council') } },
  });

  test('reading, importing and refreshing claims scans no large table', async () => {
    const queries = await collectQueries(async (store) => {
      await putIn(store, record);
      await store.claims.load(1);
      await store.claims.list({ status: 'published', after: { id: 100, by: null }, limit: 10 });
      await store.claims.count({ status: 'published' }, 1000);
      await store.claims.readRecentFindings(7);
      await store.readRevisions(1);
      await store.claims.findRelated((await store.claims.load(1))!, { published: true, limit: 8 });
      await store.claims.readRelations(record.claim, { published: true });
      await store.claims.readInverseRelations(record.claim.uid, { published: true });
      await store.claims.listUnpublished([record.claim.uid]);
      await store.claims.findId(record.claim.uid);
      await store.claims.listIds(0, 10);
      await store.claims.listTopics(10);
      await store.claims.readRefs([1]);
      await store.claims.listIds(0, 10, 'published');
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

  test('the pages of a source and of a document scan no large table', async () => {
    const queries = await collectQueries(async (store) => {
      await putIn(store, record);
      await store.sources.readDistances(1);
      await store.sources.readStats([1, 2]);
      await store.sources.readBelow(1);
      await store.sources.listPairs(1, 'cites', 10);
      await store.sources.listPairs(1, 'cited-by', 10);
      await store.sources.listClaims(1, { published: true, after: 10, limit: 10 });
      for (const addresses of Object.values(store.addresses)) {
        expect(await addresses.list({ from: 1, to: await addresses.readLast(), limit: 10 })).not.toEqual([]);
      }
      await store.documents.listExcerpts(1, { published: true, limit: 10 });
      expect((await store.documents.listClaimsOn(1, { published: true, limit: 10 })).items).toHaveLength(1);
    });
    expect(queries.filter(({ plan }) => plan.some((detail) => scans.test(detail)))).toEqual([]);
  });

  test.each([
    ['the newest', {}, ['claim_status (status=? AND id<?)']],
    ['the newest of a topic', { topic: 'common', findings: ['echo'] }, ['claim_finding_kind (kind=? AND claim_id<?)']],
    ['the newest with a word', { match: 'pattern' }, ['VIRTUAL TABLE INDEX']],
    [
      'the last published',
      { sort: 'published' },
      ['claim_published (status=? AND <expr>=? AND id<?)', 'claim_published (status=? AND <expr><?)'],
    ],
    [
      'the last changed',
      { sort: 'updated' },
      ['claim_updated (status=? AND updated_at=? AND id<?)', 'claim_updated (status=? AND updated_at<?)'],
    ],
    [
      'most hops',
      { sort: 'hops', topic: 'common' },
      ['claim_summary_hops (<expr>=? AND claim_id<?)', 'claim_summary_hops (<expr><?)'],
    ],
    [
      'most reports',
      { sort: 'reports', hops: 1 },
      ['claim_summary_reports (report_count=? AND claim_id<?)', 'claim_summary_reports (report_count<?)'],
    ],
    [
      'most independent sources',
      { sort: 'independent-sources', hops: 1 },
      [
        'claim_summary_independent (independent_sources=? AND claim_id<?)',
        'claim_summary_independent (independent_sources<?)',
      ],
    ],
  ] as const)('the claim list by %s follows its index without sorting', async (_name, query, indexes) => {
    const queries = await collectQueries(async (store, client) => {
      await putIn(store, record);
      copyClaim(client, 11_000);
      const by = 'sort' in query ? (/^(published|updated)$/.test(query.sort) ? '2025-06-18T09:00:00Z' : 1) : null;
      await store.claims.list({ status: 'published', ...query, after: { id: 20, by }, limit: 10 });
    });
    const list = queries.filter(({ sql }) => / as candidate\b/.test(sql));
    expect(list).toHaveLength(indexes.length);
    for (const [place, { plan }] of list.entries()) {
      expect(plan[0]).toMatch(/^(SEARCH candidate USING |SCAN candidate VIRTUAL )/);
      expect(plan[0]).toContain(indexes[place]);
      expect(plan.filter((detail) => /TEMP B-TREE|^SCAN (?!candidate VIRTUAL|CONSTANT ROW)/.test(detail))).toEqual([]);
    }
  });

  test.each([
    ['date', {}, 'document_date'],
    ['date', { publisher: 1 }, 'document_publisher_date'],
    ['date', { kind: 'article' }, 'document_kind_date'],
    ['date', { language: 'en' }, 'document_language_date'],
    ['title', {}, 'document_title'],
    ['title', { publisher: 1 }, 'document_publisher_title'],
    ['title', { kind: 'article' }, 'document_kind_title'],
    ['title', { language: 'en' }, 'document_language_title'],
  ] as const)('the document list by %s with %o follows its index without sorting', async (sort, filters, index) => {
    const queries = await collectQueries(async (store) => {
      await putIn(store, record);
      const all = { publisher: null, published: true, sort, limit: 10 };
      await store.documents.list({ ...all, ...filters, after: { id: 20, by: 'm' } });
      await store.documents.listLanguages(true);
    });
    const isList = /^select "id", (case when .* end|"title_key") from "document" where .*order by/s;
    const lists = queries.filter(({ sql }) => isList.test(sql));
    expect(lists).toHaveLength(2);
    for (const { plan } of lists) expect(plan[0]).toMatch(new RegExp(`^SEARCH document USING .*\\b${index} \\(`));
    const languages = queries.filter(({ sql }) => sql.startsWith('select lower("language") from "document"'));
    expect(languages.length).toBeGreaterThan(0);
    for (const { plan } of [...lists, ...languages]) {
      expect(plan[0]).toMatch(/^SEARCH document USING /);
      expect(plan.filter((detail) => scans.test(detail) || /TEMP B-TREE/.test(detail))).toEqual([]);
    }
  });

  test('a search goes through its hits and scans no large table', async () => {
    const queries = await collectQueries(async (store) => {
      await putIn(store, record);
      const page = { after: null, limit: 10 };
      for (const published of [true, false]) {
        await store.search.findSources({ typed: 'tass', published, ...page });
        await store.search.findDocuments({ typed: 'newsroom', published, ...page });
        await store.search.suggest('newsrom', { published, status: 'published' });
      }
      await store.search.findClaims({ typed: 'tass', status: 'published', ...page });
      await store.search.findClaims({ typed: 'what', status: 'published', ...page });
    });
    const searching = queries.filter(({ sql }) => /\bmatch \?/.test(sql) && /"(claim|source|document)"/.test(sql));
    expect(searching.length).toBeGreaterThanOrEqual(4);
    const beside = searching.flatMap(({ plan }) =>
      plan.filter((detail) => scans.test(detail) || / source USING INDEX| claim USING INDEX|AUTOMATIC/.test(detail)),
    );
    expect(beside).toEqual([]);
    const rest = queries.filter(({ plan }) => plan.some((detail) => scans.test(detail)));
    expect(rest).toEqual([]);
  });

  test('the next page of a document’s excerpts follows its index', async () => {
    const queries = await collectQueries(async (store) => {
      await putIn(store, record);
      const hop = record.attributions.find(({ evidence }) => evidence.length > 0)!.uid;
      const query = { published: true, after: { hop, position: 0 }, limit: 10 };
      expect(await store.documents.listExcerptPage(1, query)).toMatchObject({ total: 1, excerpts: [], next: null });
    });
    const page = queries.find(({ sql }) => sql.includes('"evidence"."position") >'));
    expect(page!.plan[0]).toContain('SEARCH evidence USING');
    expect(page!.plan[0]).toContain('evidence_document');
    expect(page!.plan.filter((detail) => /SCAN|TEMP B-TREE/.test(detail))).toEqual([]);
  });

  test('related documents are looked up from a text’s own hashes by key', async () => {
    const queries = await collectQueries(async (store) => {
      await store.documents.findRelated(1, 20);
      await putText(store, 'one', 'Nine words of a text are enough for some hashes.');
      await store.documents.findRelated(1, 20);
      await putText(store, 'one', null);
    });
    expect(queries.filter(({ plan }) => plan.some((detail) => scans.test(detail)))).toEqual([]);
    const { plan } = queries.find(({ sql }) => sql.includes('"own" cross join'))!;
    expect(plan.filter((detail) => /SEARCH/.test(detail))).toEqual([
      'SEARCH own USING COVERING INDEX document_shingle_document (document_id=?)',
      'SEARCH document_shingle USING PRIMARY KEY (hash=?)',
      'SEARCH other USING PRIMARY KEY (hash=?)',
    ]);
  });

  test('triggers scan no large table', () => {
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
