import { describe, expect, it } from 'vitest';
import type { Claim, ClaimRecord } from '../../../src/model/records.ts';
import type { GraphOptions } from '../../support/graph.ts';
import { aRecord as aBareRecord } from '../../support/records.ts';
import { freshStore, putIn } from '../../support/store.ts';

async function relate(records: readonly ClaimRecord[], query: { published?: boolean; limit?: number } = {}) {
  const { store } = freshStore();
  await putIn(store, ...records);
  const loaded = (await store.claims.load(1))!;
  const groups = await store.claims.findRelated(loaded, { published: true, limit: 8, ...query });
  const names = new Map([...loaded.record.sources.map((s) => [s.uid, s.name] as const)]);
  return groups.map(({ relation, claims }) => ({
    relation,
    claims: claims.map(({ claim, shared }) => ({
      id: claim.id,
      shared: shared.map((uid) => names.get(uid) ?? 'a document'),
    })),
  }));
}

/** A claim in words that no other has. */
function aRecord(key: string, shorthand: string, options: GraphOptions & { claim?: Partial<Claim> } = {}) {
  const text = [1, 2, 3, 4].map((number) => `${key}${number}`).join(' ');
  return aBareRecord(key, shorthand, { ...options, claim: { text, ...options.claim } });
}

const bridge = 'The old bridge over the river is closed to all traffic.';

describe('related claims', () => {
  it('related claims are found by words, documents and sources, each claim once', async () => {
    const first = aRecord('a', 'ians->tass->council', { seen: 'ians->tass', claim: { text: bridge } });
    const found = await relate([
      first,
      aRecord('b', 'x->y', { claim: { text: bridge.replace('old', 'new') } }),
      aRecord('c', 'ians->z', { seen: 'ians->z', claim: { text: 'Something else was said that day.' } }),
      aRecord('d', 'paper->council', { claim: { text: 'Nobody came.' } }),
      aRecord('e', 'p->q', { claim: { text: 'Not at all alike.' } }),
    ]);
    expect(found).toEqual([
      { relation: 'similar', claims: [{ id: 2, shared: [] }] },
      { relation: 'document', claims: [{ id: 3, shared: ['a document'] }] },
      { relation: 'sources', claims: [{ id: 4, shared: ['council'] }] },
    ]);
  });

  it('two similar claims are opposed when only one of them is denied or doubted', async () => {
    const other = (stance: 'asserts' | 'denies') =>
      aRecord('b', 'x->y', { claim: { text: bridge }, stances: { x: stance, y: stance } });
    const own = aRecord('a', 'p->q', { claim: { text: bridge } });
    expect((await relate([own, other('denies')]))[0]?.relation).toBe('opposed');
    expect((await relate([own, other('asserts')]))[0]?.relation).toBe('similar');
    const denied = aRecord('a', 'p->q', { claim: { text: bridge }, stances: { p: 'doubts' } });
    expect((await relate([denied, other('asserts')]))[0]?.relation).toBe('opposed');
    expect((await relate([denied, other('denies')]))[0]?.relation).toBe('similar');
  });

  it('a shared source relates claims only when it is named and more than a report', async () => {
    const own = aRecord('a', 'ians->tass->crowd', { kinds: { crowd: 'unnamed' } });
    const found = await relate([
      own,
      aRecord('b', 'ians->other'),
      aRecord('c', 'post->crowd', { kinds: { crowd: 'unnamed' } }),
      aRecord('d', 'post->tass'),
    ]);
    expect(found).toEqual([{ relation: 'sources', claims: [{ id: 4, shared: ['tass'] }] }]);
  });

  it('related claims that share a rarer source come first', async () => {
    const found = await relate([
      aRecord('a', 'ians->tass->council'),
      aRecord('b', 'p->council'),
      ...['c', 'd', 'e'].map((key) => aRecord(key, `${key}->tass`)),
    ]);
    expect(found[0]?.claims.map(({ id }) => id)).toEqual([2, 5, 4, 3]);
  });

  it('related claims are few, and only published ones for readers', async () => {
    const records = [
      aRecord('a', 'ians->tass'),
      aRecord('b', 'p->tass', { claim: { status: 'draft' } }),
      ...['c', 'd', 'e', 'f', 'g'].map((key) => aRecord(key, `${key}->tass`)),
    ];
    expect((await relate(records))[0]?.claims.map(({ id }) => id)).toEqual([7, 6, 5, 4]);
    expect((await relate(records, { limit: 2 }))[0]?.claims).toHaveLength(2);
    const [own, draft] = records as [ClaimRecord, ClaimRecord];
    expect(await relate([own, draft])).toEqual([]);
    const forEditors = await relate([own, draft, aRecord('h', 'h->tass')], { published: false });
    expect(forEditors[0]?.claims.map(({ id }) => id)).toEqual([3, 2]);
  });

  it('an empty claim has no related claims', async () => {
    expect(await relate([aRecord('a', '')])).toEqual([]);
  });
});
