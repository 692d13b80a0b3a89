import { drizzle } from 'drizzle-orm/sqlite-proxy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/provenance/analysis.ts';
import { writeHeadline } from '../../../src/wording/headline.ts';
import type { ClaimRecord, ClaimStatus } from '../../../src/model/records.ts';
import type { ClaimKey } from '../../../src/storage/claims/list.ts';
import { createStore, type Store } from '../../../src/storage/store.ts';
import { aRecord, sortRecord, uidFrom } from '../../support/records.ts';
import { randomRecord } from '../../support/random-record.ts';
import { planChange } from '../../support/plan-change.ts';
import { AT, freshStore, putIn } from '../../support/store.ts';
import { runs } from '../../support/thorough.ts';

async function read(store: Store, id = 1): Promise<ClaimRecord> {
  return sortRecord((await store.claims.load(id))!.record);
}

describe('a claim', () => {
  test('any claim is read back as it was written', async () => {
    const law = fc.asyncProperty(randomRecord, async ({ record, texts }) => {
      const { store } = freshStore();
      const incoming = { record, texts, url: null, place: 'test' };
      const outcome = await store.claims.import([incoming], { at: AT, actor: 'test', reason: null });
      expect(outcome).toMatchObject({ ok: true });
      expect(await read(store)).toEqual(sortRecord(record));
    });
    await fc.assert(law, { numRuns: runs(60), seed: 20250617, endOnFailure: true });
  });

  test('the statements of a claim are read in the order in which they were written', async () => {
    const { store } = freshStore();
    const record = aRecord('order', 'd->b->c->a');
    await putIn(store, record);
    expect((await store.claims.load(1))!.record.statements).toEqual(record.statements);
  });

  test('a claim is found by number and by uid, whatever its status', async () => {
    const { store } = freshStore();
    const record = aRecord('found', 'ians->tass', { claim: { status: 'withdrawn' } });
    await putIn(store, record);
    expect(await store.claims.findId(record.claim.uid)).toBe(1);
    expect(await store.claims.load(1)).toMatchObject({ id: 1, revision: 1, firstUrl: null });
    expect(await store.claims.findId(uidFrom('nobody'))).toBeNull();
    expect(await store.claims.load(2)).toBeNull();
  });

  test('a claim may have no statements or thousands', async () => {
    const { store } = freshStore();
    const chain = Array.from({ length: 3000 }, (_, i) => `s@${i}`).join('->');
    const dates = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`s@${i}`, String(1000 + i)]));
    const [none, many] = [aRecord('none', ''), aRecord('many', chain, { dates })];
    await putIn(store, none, many);
    expect(await read(store, 1)).toEqual(sortRecord(none));
    expect(await read(store, 2)).toEqual(sortRecord(many));
  });
});

describe('the claim list', () => {
  const statuses: ClaimStatus[] = ['published', 'draft', 'withdrawn', 'published', 'published'];
  const records = Array.from({ length: 23 }, (_, i) => {
    const status = statuses[i % statuses.length]!;
    return aRecord(`listed ${i}`, 'ians->tass', { claim: { status, updatedAt: `2025-06-18T09:00:${10 + i}Z` } });
  });

  async function fill() {
    const { store } = freshStore();
    await putIn(store, ...records);
    return store;
  }

  test.each(['published', 'draft', 'withdrawn'] as const)(
    'the claim list gives all claims that are %s, newest first, page by page',
    async (status) => {
      const store = await fill();
      const uids: string[] = [];
      for (let after: ClaimKey | null = null, pages = 0; pages < 100; pages += 1) {
        const { items, next } = await store.claims.list({ status, after, limit: 3 });
        expect(items.length).toBeLessThanOrEqual(3);
        uids.push(...items.map(({ uid }) => uid));
        if (next === null) break;
        after = next;
      }
      const expected = records.filter(({ claim }) => claim.status === status).reverse();
      expect(uids).toEqual(expected.map(({ claim }) => claim.uid));
    },
  );

  test('the claim list has no empty page after a full last one', async () => {
    const store = await fill();
    const drafts = records.filter(({ claim }) => claim.status === 'draft').length;
    const page = await store.claims.list({ status: 'draft', after: null, limit: drafts });
    expect(page.items).toHaveLength(drafts);
    expect(page.next).toBeNull();
    expect(await store.claims.list({ status: 'draft', after: { id: 1, by: null }, limit: 3 })).toMatchObject({
      items: [],
      next: null,
    });
  });

  test('the next page of the claim list does not change when claims are added', async () => {
    const store = await fill();
    const first = await store.claims.list({ status: 'published', after: null, limit: 3 });
    const before = await store.claims.list({ status: 'published', after: first.next, limit: 3 });
    await putIn(store, aRecord('late', 'ians->tass'));
    expect(await store.claims.list({ status: 'published', after: first.next, limit: 3 })).toEqual(before);
  });

  test('the claim list gives the measures and findings of the analysis', async () => {
    const { store } = freshStore();
    const record = aRecord('told', 'ians->tass->council ians->yonhap->tass', { seen: 'ians->tass ians->yonhap' });
    const round = aRecord('round', 'a->b->a');
    await putIn(store, record, round);
    const { items } = await store.claims.list({ status: 'published', after: null, limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([2, 1]);
    expect(items[0]).toMatchObject({ hops: null, reportCount: 0, independentSources: 0 });
    expect(items[0]!.findings).toEqual([...new Set(analyse(round).findings.map(({ kind }) => kind))]);
    const { uid, text, language, status, createdAt, updatedAt } = record.claim;
    expect(items[1]).toEqual({
      ...{
        id: 1,
        uid,
        text,
        language,
        status,
        createdAt,
        updatedAt,
        addedAt: '2025-06-18T09:00:00Z',
        changedAt: '2025-06-18T09:00:00Z',
        publishedAt: '2025-06-18T09:00:00Z',
      },
      hops: { fewest: 2, most: 3, open: true },
      glyph: ['read', 'unsupported', 'open'],
      reportCount: 1,
      independentSources: 1,
      headline: [{ text: writeHeadline(record, analyse(record)), lang: null }],
      findings: ['choke-point', 'open-end', 'unsupported-hop'],
      topics: [],
    });
  });

  test('claims are counted exactly in all, and up to a limit when published', async () => {
    const store = await fill();
    const published = records.filter(({ claim }) => claim.status === 'published').length;
    expect(await store.claims.countAll()).toBe(23);
    expect(await store.claims.count({ status: 'published' }, 1000)).toEqual({ count: published, isMore: false });
    expect(await store.claims.count({ status: 'published' }, 5)).toEqual({ count: 5, isMore: true });
  });

  test('claim numbers are listed from any number on', async () => {
    const store = await fill();
    expect(await store.claims.listIds(0, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(await store.claims.listIds(20, 5)).toEqual([21, 22, 23]);
    expect(await store.claims.listIds(23, 5)).toEqual([]);
  });
});

/** The document that shows hops has one publisher in all of them. */
const SAME_STORY = { publishers: { 'another-story': 'a' } };

describe('a read during a write', () => {
  const before = aRecord('torn', 'a->b->c', { seen: 'a->b', claim: { text: 'Before.', topics: ['before'] } });
  const after = aRecord('torn', 'a->c d->c', { relayed: 'a->c', claim: { text: 'After.', topics: ['after'] } });

  /** With a store that asks the database one thing a turn, as when other programs come between. */
  async function prepare() {
    const { store, engine, client } = freshStore();
    await putIn(store, before, aRecord('brings what the other needs', 'd->c', { relayed: 'd->c', ...SAME_STORY }));
    let waiting = 0;
    const db = drizzle(async (sql, params: unknown[]) => {
      waiting += 1;
      for (let turn = waiting; turn > 0; turn -= 1) await Promise.resolve();
      waiting -= 1;
      return {
        rows: client
          .prepare(sql)
          .raw()
          .all(...params),
      };
    });
    const slow = createStore({ ...engine, db: db as unknown as typeof engine.db });
    return { store: slow, engine, writes: await planChange(engine, 1, after) };
  }

  test('loading a claim never mixes two states, whenever a write comes between', async () => {
    const texts: string[] = [];
    const moments = await countTicks((await prepare()).store.claims.load(1));
    expect(moments).toBeGreaterThan(5);
    for (let moment = 0; moment <= moments; moment += 1) {
      const { store, engine, writes } = await prepare();
      const loading = store.claims.load(1);
      for (let tick = 0; tick < moment; tick += 1) await Promise.resolve();
      await engine.commit(writes);
      const { record, revision } = (await loading)!;
      texts.push(record.claim.text);
      expect(sortRecord(record)).toEqual(sortRecord(revision === 1 ? before : after));
    }
    expect(texts[0]).toBe('After.');
    expect(texts.at(-1)).toBe('Before.');
  });
});

/** How many turns of the queue a promise takes. */
async function countTicks(promise: Promise<unknown>): Promise<number> {
  let isSettled = false;
  void promise.then(() => (isSettled = true));
  for (let ticks = 0; ; ticks += 1) {
    if (isSettled) return ticks;
    await Promise.resolve();
  }
}
