import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLAIM_STATUSES, type ClaimRecord } from '../../src/model/records.ts';
import type { Store } from '../../src/storage/store.ts';
import { aRecord, keepUsed, recordOf } from '../support/records.ts';
import { randomGraph } from '../support/random-graph.ts';
import { deriveAfresh, readCounters, readDerived, recount } from '../support/derived.ts';
import { freshStore, putIn } from '../support/store.ts';

const randomStep = fc.record({
  key: fc.constantFrom('one', 'two', 'three'),
  graph: randomGraph,
  status: fc.constantFrom(...CLAIM_STATUSES, 'published' as const),
});

describe('the counters of sources', () => {
  test('the counters of sources agree with a recount after any imports and changes of status', async () => {
    const law = fc.asyncProperty(fc.array(randomStep, { minLength: 1, maxLength: 6 }), async (steps) => {
      const { store, client } = freshStore();
      for (const { key, graph, status } of steps) {
        await putIn(store, recordOf(key, graph, { status }));
        expect(readCounters(client)).toEqual(recount(client));
      }
    });
    await fc.assert(law, { numRuns: 25, seed: 20250617 });
  });

  test('a lone statement is counted as both report and end', async () => {
    const { store, client } = freshStore();
    await putIn(store, aRecord('alone', 'ians->tass->council tass@2'));
    expect(readCounters(client)).toMatchObject({
      stats: [
        { claims: 1, statements: 1, as_report: 1, as_middle: 0, as_end: 0, as_origin: 0 },
        { claims: 1, statements: 2, as_report: 1, as_middle: 1, as_end: 1, as_origin: 0 },
        { claims: 1, statements: 1, as_report: 0, as_middle: 0, as_end: 1, as_origin: 0 },
      ],
    });
  });

  test('sources are counted by the side of their statements, and not where nobody is known to have spoken', async () => {
    const { store, client } = freshStore();
    const graph = 'ians->tass->council bild->ians@2 bild->ghost->rumour';
    const stances = { 'ians@2': 'denies' } as const;
    await putIn(store, aRecord('sides', graph, { stances, bases: { council: 'own-act' }, disputed: 'bild->ghost' }));
    const rows = client
      .prepare(
        `select s.name, t.* from source_stat t join source s on s.id = t.source_id
         where s.name <> 'Newsroom' order by s.name`,
      )
      .all() as Record<string, number | string>[];
    const counts = rows.map(({ name, named, claims, statements, as_report, as_middle, as_end, as_origin }) => {
      return [name, named, claims, statements, as_report, as_middle, as_end, as_origin].join(' ');
    });
    expect(counts).toEqual([
      // It cites a denial, and a statement that was never made: neither is a hop.
      'bild 1 1 1 1 0 1 0',
      'council 1 1 1 0 0 1 1',
      'ghost 1 0 0 0 0 0 0',
      // Report of one side, report and end of the other.
      'ians 1 1 2 1 0 1 0',
      'rumour 1 0 0 0 0 0 0',
      'tass 1 1 1 0 1 0 0',
    ]);
  });

  test.each(['draft', 'withdrawn'] as const)(
    'the counters of sources lose a claim that becomes %s and get it back',
    async (status) => {
      const { store, client } = freshStore();
      const record = aRecord('hidden', 'ians->tass->council', { claim: { topics: ['Sea', 'land'] } });
      await putIn(store, record);
      const before = readCounters(client);
      await putIn(store, { ...record, claim: { ...record.claim, status } });
      expect(readCounters(client)).toEqual({ stats: [], pairs: [], distances: [], topics: [] });
      await putIn(store, record);
      expect(readCounters(client)).toEqual(before);
    },
  );
});

/** Three claims of which two rest on TASS and on RIA, one family or two. */
function newsroom(parents: Record<string, string> = {}): ClaimRecord[] {
  return [
    aRecord('first', 'ians->tass ians->ria', { parents }),
    aRecord('second', 'ians@2->tass@2 yonhap->ria@2', { parents }),
    aRecord('third', 'ians@3->yonhap@3', { parents }),
  ].map(keepUsed);
}

/** Makes TASS and RIA one family, as an import of a changed source does. */
async function uniteFamily(store: Store): Promise<void> {
  await putIn(
    store,
    aRecord('family', 'tass@9 ria@9', { parents: { tass: 'state', ria: 'state' }, claim: { status: 'draft' } }),
  );
}

const listStale = (client: Database.Database): unknown[] =>
  client.prepare('select claim_id from stale_claim order by claim_id').pluck().all();

const independentOf = (client: Database.Database): unknown[] =>
  client.prepare('select independent_sources from claim_summary order by claim_id').pluck().all();

describe('a changed family', () => {
  test('a changed family makes the claims it touches stale, and a refresh derives their summaries again', async () => {
    const { store, client } = freshStore();
    await putIn(store, ...newsroom());
    expect(independentOf(client)).toEqual([2, 2, 1]);
    await uniteFamily(store);
    expect(listStale(client)).toEqual([1, 2]);
    expect(independentOf(client)).toEqual([2, 2, 1, 1]);
    expect(await store.claims.refreshSummaries()).toBe(2);
    expect(listStale(client)).toEqual([]);
    expect(independentOf(client)).toEqual([1, 1, 1, 1]);
    expect(readDerived(client)).toEqual(await deriveAfresh(store));
    expect(await store.claims.refreshSummaries()).toBe(0);
  });

  test('a changed family makes the claims of sources far below it stale', async () => {
    const { store, client } = freshStore();
    const parents = { tass: 'agencies', agencies: 'state' };
    await putIn(store, aRecord('deep', 'ians->tass ians->council', { parents }), aRecord('other', 'a->b'));
    await putIn(store, aRecord('top', 'council@2', { parents: { ...parents, state: 'world', council: 'world' } }));
    await putIn(store, aRecord('names state', 'state', { parents: { ...parents, state: 'world', council: 'world' } }));
    expect(listStale(client)).toContain(1);
    expect(listStale(client)).not.toContain(2);
    await store.claims.refreshSummaries();
    expect(independentOf(client)[0]).toBe(1);
  });

  test('a source that becomes unnamed no longer counts as independent after a refresh', async () => {
    const { store, client } = freshStore();
    await putIn(store, ...newsroom());
    await putIn(store, aRecord('kind', 'tass@9', { kinds: { tass: 'unnamed' } }));
    expect(listStale(client)).toEqual([1, 2]);
    await store.claims.refreshSummaries();
    expect(independentOf(client)).toEqual([1, 1, 1, 0]);
    expect(readDerived(client)).toEqual(await deriveAfresh(store));
  });

  test('a refresh after any changes of families derives what a fresh import would', async () => {
    const law = fc.asyncProperty(fc.array(randomStep, { minLength: 2, maxLength: 5 }), async (steps) => {
      const { store, client } = freshStore();
      for (const { key, graph, status } of steps) await putIn(store, recordOf(key, graph, { status }));
      await store.claims.refreshSummaries();
      expect(readDerived(client)).toEqual(await deriveAfresh(store));
      expect(readCounters(client)).toEqual(recount(client));
    });
    await fc.assert(law, { numRuns: 25, seed: 20250618 });
  });
});
