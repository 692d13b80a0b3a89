import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { ClaimRecord } from '../../../src/model/records.ts';
import { Conflict } from '../../../src/storage/errors.ts';
import { createStore } from '../../../src/storage/store.ts';
import { aRecord, sortRecord } from '../../support/records.ts';
import { AT, freshStore, putIn } from '../../support/store.ts';
import type { ClaimDraft } from '../../../src/storage/types.ts';

const BY = { at: '2025-06-20T08:00:00Z', actor: 'Ada', reason: null };
const draft = (record: ClaimRecord, base: ClaimDraft['base'] = null): ClaimDraft => ({
  base,
  record,
  texts: new Map(),
});

const united = { tass: 'state', ria: 'state' };
const familyOf = (parents: Record<string, string>): ClaimRecord =>
  aRecord(`family ${JSON.stringify(parents)}`, 'tass@9 ria@9', { parents, claim: { status: 'draft' } });

function independentOf(client: Database.Database, id: number): unknown {
  return client.prepare('select independent_sources from claim_summary where claim_id = ?').pluck().get(id);
}

describe('saving a claim', () => {
  test('saving a claim sets its time stamps, and writes only when it changed', async () => {
    const { store } = freshStore();
    const record = aRecord('saved', 'ians->tass');
    const uid = await store.claims.save(draft(record), BY);
    const first = (await store.claims.load((await store.claims.findId(uid))!))!;
    const stamps = { createdAt: BY.at, updatedAt: BY.at };
    expect(sortRecord(first.record)).toEqual(sortRecord({ ...record, claim: { ...record.claim, ...stamps } }));

    const later = { ...BY, at: '2025-06-21T08:00:00Z' };
    await store.claims.save(draft(first.record, { id: 1, revision: 1 }), later);
    expect(await store.claims.load(1)).toEqual(first);
    const changed = { ...first.record, claim: { ...first.record.claim, text: 'Other words.' } };
    await store.claims.save(draft(changed, { id: 1, revision: 1 }), later);
    const second = (await store.claims.load(1))!;
    expect(second).toMatchObject({ revision: 2, record: { claim: { createdAt: BY.at, updatedAt: later.at } } });
  });

  test('saving a claim that was changed since is refused and writes nothing', async () => {
    const { store } = freshStore();
    const record = aRecord('saved', 'ians->tass', { claim: { createdAt: AT, updatedAt: AT } });
    await putIn(store, record);
    const change = (text: string) => draft({ ...record, claim: { ...record.claim, text } }, { id: 1, revision: 1 });
    await store.claims.save(change('The first.'), BY);
    await expect(store.claims.save(change('The second.'), BY)).rejects.toThrow(Conflict);
    expect((await store.claims.load(1))!.record.claim.text).toBe('The first.');
  });

  test('saving a claim leaves its sources as they are and counts independent sources by their present families', async () => {
    const { store, client } = freshStore();
    await putIn(store, familyOf(united));
    await store.claims.save(draft(aRecord('old draft', 'ians->tass ians->ria')), BY);
    expect(independentOf(client, 2)).toBe(1);
    const { record } = (await store.claims.load(2))!;
    expect(record.sources.map(({ name }) => name).sort()).toEqual(['ians', 'ria', 'state', 'tass']);
  });

  test('saving a claim is refused when a family changes at the same moment', async () => {
    const { store, engine, client } = freshStore();
    await putIn(store, familyOf({}));
    const between = createStore({
      ...engine,
      commit: async (writes) => {
        await putIn(store, familyOf(united));
        await engine.commit(writes);
      },
    });
    const late = draft(aRecord('late', 'ians->tass ians->ria'));
    await expect(between.claims.save(late, BY)).rejects.toThrow(Conflict);
    await store.claims.save(late, BY);
    expect(independentOf(client, 3)).toBe(1);
  });
});

describe('saving several claims', () => {
  test('claims saved together are written in one commit, with what they share', async () => {
    const { store } = freshStore();
    const drafts = [draft(aRecord('one', 'ians->tass')), draft(aRecord('two', 'ians->tass'))];
    const uids = await store.claims.saveAll(drafts, BY);
    expect(uids).toEqual(drafts.map(({ record }) => record.claim.uid));
    const refs = await store.claims.readRefs([2, 1, 9]);
    expect(refs.map(({ id, text }) => [id, text])).toEqual([
      [1, 'What one says.'],
      [2, 'What two says.'],
    ]);
    expect(await store.sources.findByName('tass')).toHaveLength(1);
    expect(await store.claims.saveAll([], BY)).toEqual([]);
  });

  test('none of several claims is saved when one of them was changed since', async () => {
    const { store } = freshStore();
    const record = aRecord('there', 'ians->tass');
    await store.claims.save(draft(record), BY);
    const claim = { ...record.claim, text: 'Other words.' };
    const late = draft({ ...record, claim }, { id: 1, revision: 7 });
    await expect(store.claims.saveAll([draft(aRecord('new', 'ria->state')), late], BY)).rejects.toThrow(Conflict);
    expect(await store.claims.countAll()).toBe(1);
    expect(await store.sources.findByName('ria')).toEqual([]);
  });
});
