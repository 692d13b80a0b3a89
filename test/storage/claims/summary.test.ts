import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/model/records.ts';
import type { Engine } from '../../../src/storage/engine.ts';
import { createStore } from '../../../src/storage/store.ts';
import { planChange } from '../../support/plan-change.ts';
import { uidOf } from '../../support/graph.ts';
import { aRecord } from '../../support/records.ts';
import { freshStore, putIn } from '../../support/store.ts';
import { refreshSummaries } from '../../../src/storage/claims/summary.ts';

const united = { tass: 'state', ria: 'state' };

const listStale = (client: Database.Database): unknown[] =>
  client.prepare('select claim_id from stale_claim order by claim_id').pluck().all();
const independentOf = (client: Database.Database): unknown[] =>
  client.prepare('select independent_sources from claim_summary order by claim_id').pluck().all();

/** Three claims, each with two ends, whose families have just become one. The last, a draft, did it. */
async function makeStale() {
  const fresh = freshStore();
  const records = ['one', 'two', 'three'].map((key) => aRecord(key, 'ians->tass ians->ria'));
  await putIn(fresh.store, ...records);
  await putIn(fresh.store, familyOf(united));
  expect(listStale(fresh.client)).toEqual([1, 2, 3]);
  return { ...fresh, records };
}

/** A draft that comes with TASS and RIA in these families. */
function familyOf(parents: Record<string, string>) {
  return aRecord(`family ${JSON.stringify(parents)}`, 'tass@9 ria@9', { parents, claim: { status: 'draft' } });
}

/** The engine, with something that comes between before its next commit. */
function comeBetween(engine: Engine, work: (commit: number) => Promise<void>): Engine {
  let commits = 0;
  return {
    ...engine,
    async commit(writes) {
      await work((commits += 1));
      await engine.commit(writes);
    },
  };
}

describe('refreshing summaries', () => {
  test('an interrupted refresh of summaries goes on where it stopped', async () => {
    const { store, engine, client } = await makeStale();
    const stopping = comeBetween(engine, (commit) =>
      commit > 1 ? Promise.reject(new Error('power cut')) : Promise.resolve(),
    );
    await expect(refreshSummaries(stopping)).rejects.toThrow('power cut');
    expect(listStale(client)).toHaveLength(2);
    expect(await store.claims.refreshSummaries()).toBe(2);
    expect(independentOf(client)).toEqual([1, 1, 1, 1]);
  });

  test('a refresh of summaries lets others be answered between two claims', async () => {
    const { engine } = await makeStale();
    const seen: number[] = [];
    let [commits, isOver] = [0, false];
    const watching = (async () => {
      for (; !isOver; await setImmediate()) seen.push(commits);
    })();
    await refreshSummaries(comeBetween(engine, (commit) => Promise.resolve(void (commits = commit))));
    isOver = true;
    await watching;
    expect(new Set(seen).size).toBeGreaterThan(2);
  });

  test('a refresh of summaries stops when the database refuses a summary for good', async () => {
    const { engine, client } = await makeStale();
    client.exec("create trigger full before insert on claim_summary begin select raise(abort, 'no'); end");
    await expect(refreshSummaries(engine)).rejects.toThrow('no');
  });

  test('a refresh of summaries gives way to a claim that is edited at the same time', async () => {
    const { engine, client, records } = await makeStale();
    const edited = { ...records[0]!, statements: records[0]!.statements.slice(0, 2), attributions: [] };
    const between = comeBetween(engine, async (commit) => {
      if (commit === 1) await engine.commit(await planChange(engine, 1, edited));
    });
    expect(await refreshSummaries(between)).toBe(3);
    expect(client.prepare('select statement_count from claim_summary where claim_id = 1').pluck().get()).toBe(2);
    expect(client.prepare('select revision from claim where id = 1').pluck().get()).toBe(2);
    expect(listStale(client)).toEqual([]);
  });

  test('a refresh of summaries gives way to a family that changes again at the same time', async () => {
    const { store, engine, client } = await makeStale();
    const between = comeBetween(engine, async (commit) => {
      if (commit === 1) await putIn(store, familyOf({}));
    });
    await refreshSummaries(between);
    expect(listStale(client)).toEqual([]);
    expect(independentOf(client)).toEqual([2, 2, 2, 2, 2]);
  });
});

describe('a changed source or document', () => {
  const BY = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: null };
  const STORY = uidOf('document', 'ians-story');

  /** A claim whose report nobody here has read, and one beside it. */
  async function openStory() {
    const fresh = freshStore();
    const options = {
      ...{ seen: 'ians->tass', names: { ians: 'IANS', tass: 'TASS' } },
      ...{ unread: 'ians-story', publishers: { 'ians-story': 'host' } },
    };
    await putIn(fresh.store, aRecord('story', 'ians->tass', options), aRecord('beside', 'a->b'));
    const readItem = async () => {
      await fresh.store.claims.refreshSummaries();
      const [item] = await fresh.store.claims.readItems([1]);
      return { ...item!, headline: item!.headline.map(({ text }) => text).join('') };
    };
    const saveStory = async (differs: Partial<Document>) => {
      const [stored] = await fresh.store.documents.loadByUids([STORY]);
      const draft = { record: { ...stored!.document, ...differs }, text: null, newSources: [], instead: new Map() };
      await fresh.store.documents.save({ base: stored!.revision, ...draft }, BY);
    };
    return { ...fresh, readItem, saveStory };
  }

  test('a document that was read, or by another publisher, makes the claims in it stale', async () => {
    const { client, readItem, saveStory } = await openStory();
    expect((await readItem()).findings).toEqual(['open-end', 'second-hand-hop', 'other-publisher']);
    await saveStory({ retrievedAt: '2025-06-18' });
    expect(listStale(client)).toEqual([1]);
    expect((await readItem()).findings).toEqual(['open-end', 'second-hand-hop', 'other-publisher']);
    await saveStory({ publisher: uidOf('source', 'ians') });
    expect(listStale(client)).toEqual([1]);
    expect((await readItem()).findings).toEqual(['open-end']);
    await saveStory({ title: 'Another title' });
    expect(listStale(client)).toEqual([]);
  });

  test('the family of a publisher makes the claims in its documents stale', async () => {
    const { store, client, readItem, saveStory } = await openStory();
    await saveStory({ retrievedAt: '2025-06-18' });
    await readItem();
    const [host] = await store.sources.loadByUids([uidOf('source', 'host')]);
    const parent = { parent: uidOf('source', 'ians'), parentRelation: 'part-of' } as const;
    await store.sources.save({ base: host!.revision, record: { ...host!.source, ...parent } }, BY);
    expect(listStale(client)).toEqual([1]);
    expect((await readItem()).findings).toEqual(['open-end']);
  });

  test('a new name makes the headlines that hold it stale', async () => {
    const { store, client, readItem } = await openStory();
    expect((await readItem()).headline).toContain('TASS');
    const [tass] = await store.sources.loadByUids([uidOf('source', 'tass')]);
    await store.sources.save({ base: tass!.revision, record: { ...tass!.source, name: 'Itar-TASS' } }, BY);
    expect(listStale(client)).toEqual([1]);
    expect((await readItem()).headline).toContain('Itar-TASS');
  });

  test('an editor who loaded a document before it changed saves a claim by what the document is now', async () => {
    const { store, client, saveStory, readItem } = await openStory();
    const loaded = (await store.claims.load(1))!;
    await saveStory({ publisher: uidOf('source', 'ians'), retrievedAt: '2025-06-18' });
    const claim = { ...loaded.record.claim, note: 'Later.' };
    const draft = { base: { id: 1, revision: 1 }, record: { ...loaded.record, claim }, texts: new Map() };
    client.exec('delete from stale_claim');
    await store.claims.save(draft, BY);
    expect((await readItem()).findings).toEqual(['open-end']);
  });
});

describe('an import', () => {
  test('an import is refused when a family changes at the same time', async () => {
    const { store, engine, client } = freshStore();
    await putIn(store, familyOf({}));
    const late = aRecord('late', 'ians->tass ians->ria');
    const between = comeBetween(engine, async (commit) => {
      if (commit === 1) await putIn(store, familyOf(united));
    });
    await expect(putIn(createStore(between), late)).rejects.toThrow('conflict at catalogue.revision');
    expect(await store.claims.findId(late.claim.uid)).toBeNull();
    expect(listStale(client)).toEqual([1]);
  });
});
