import { describe, expect, test } from 'vitest';
import { isDisputed, UNDISPUTED, type Attribution, type ClaimRecord } from '../../../src/model/records.ts';
import type { Store } from '../../../src/storage/store.ts';
import { graph, uidOf } from '../../support/graph.ts';
import { aRecord, keepUsed, recordOf, sortRecord } from '../../support/records.ts';
import { AT, freshStore, putIn } from '../../support/store.ts';

const BY = { at: AT, actor: 'test', reason: null };
const halden = uidOf('source', 'halden');
const DISPUTE = { disputedAt: '2025-08-27', disputedBy: halden, disputeReason: 'We never said so.' };

/** Two papers cite Halden, who disputes the first hop; nobody but its disputes names "bulk". */
function aDispute(dispute: Partial<Attribution> = DISPUTE): ClaimRecord {
  const plain = graph('lamp->halden post->lamp bulk', { attributions: { 'lamp->halden': dispute } });
  const bulk = uidOf('statement', 'bulk');
  const record = recordOf('disputed', { ...plain, statements: plain.statements.filter(({ uid }) => uid !== bulk) });
  return sortRecord(keepUsed(record));
}

const byBulk = { ...DISPUTE, disputedBy: uidOf('source', 'bulk') };

const load = async (store: Store, id = 1): Promise<ClaimRecord> => sortRecord((await store.claims.load(id))!.record);

const findDispute = ({ attributions }: ClaimRecord) => {
  const { disputedAt, disputedBy, disputeReason } = attributions.find(isDisputed) ?? UNDISPUTED;
  return { disputedAt, disputedBy, disputeReason };
};

async function numberOf(store: Store, key: string): Promise<number> {
  return (await store.sources.loadByUids([uidOf('source', key)]))[0]!.id;
}

describe('a disputed attribution', () => {
  test.each([DISPUTE, byBulk, { ...UNDISPUTED, disputedAt: '2025' }, { ...UNDISPUTED, disputeReason: 'No.' }])(
    'is stored and read back with the source that disputes it: %j',
    async (dispute) => {
      const { store } = freshStore();
      await putIn(store, aDispute(dispute));
      expect(await load(store)).toEqual(aDispute(dispute));
      expect(findDispute(await load(store))).toEqual(dispute);
    },
  );

  test('is in the history, and an older version knows who disputed it', async () => {
    const { store } = freshStore();
    await putIn(store, aDispute(byBulk));
    const { id, revision, record } = (await store.claims.load(1))!;
    const attributions = record.attributions.map((edge) => ({ ...edge, ...UNDISPUTED }));
    await store.claims.save({ base: { id, revision }, record: { ...record, attributions }, texts: new Map() }, BY);
    expect(findDispute(await load(store))).toEqual(UNDISPUTED);
    expect(sortRecord((await store.claims.loadAt(1, 1))!.record)).toMatchObject({
      sources: aDispute(byBulk).sources,
      attributions: aDispute(byBulk).attributions,
    });
  });

  test('is disputed by the replacement of a source that is merged, until that is undone', async () => {
    const { store } = freshStore();
    await putIn(store, aDispute(byBulk));
    const [from, into] = [await numberOf(store, 'bulk'), await numberOf(store, 'halden')];
    const outcome = await store.sources.merge({ id: from, revision: 1 }, { id: into, revision: 1 }, BY);
    expect(outcome).toMatchObject({ ok: true, preview: { claims: 1, statements: 0, disputes: 1 } });
    expect(findDispute(await load(store))).toEqual(DISPUTE);
    await putIn(store, aDispute(byBulk));
    expect(findDispute(await load(store))).toEqual(DISPUTE);
    const undone = await store.sources.undoMerge({ id: from, revision: 2 }, BY);
    expect(undone).toMatchObject({ ok: true, preview: { claims: 1, statements: 0, disputes: 1 } });
    expect(findDispute(await load(store))).toEqual(byBulk);
  });

  test('keeps from an import what a file does not know of it, unless another source disputes it there', async () => {
    const { store } = freshStore();
    await putIn(store, aDispute());
    const importing = async (dispute: Partial<Attribution>) => {
      await putIn(store, aDispute({ ...UNDISPUTED, ...dispute }));
      return findDispute(await load(store));
    };
    expect(await importing({})).toEqual(DISPUTE);
    expect(await importing({ disputeReason: 'Never.' })).toEqual({ ...DISPUTE, disputeReason: 'Never.' });
    expect((await store.claims.load(1))!.revision).toBe(2);
    const other = { ...UNDISPUTED, disputedBy: uidOf('source', 'bulk') };
    expect(await importing(other)).toEqual(other);
  });

  test('makes the source that disputes it one that readers see', async () => {
    const { store } = freshStore();
    await putIn(store, aDispute(byBulk));
    const id = await numberOf(store, 'bulk');
    const see = async () =>
      (await store.sources.list({ name: null, kind: null, published: true, after: null, limit: 10 })).items.map(
        ({ stored }) => stored.id,
      );
    expect(await see()).toContain(id);
    const { revision, record } = (await store.claims.load(1))!;
    const draft = { ...record, claim: { ...record.claim, status: 'draft' as const } };
    await store.claims.save({ base: { id: 1, revision }, record: draft, texts: new Map() }, BY);
    expect(await see()).not.toContain(id);
  });

  test('is not disputed by a merged source, whatever is written beside storage', async () => {
    const { store, client } = freshStore();
    await putIn(store, aDispute(byBulk), aRecord('other', 'ians->tass'));
    const [from, into] = [await numberOf(store, 'bulk'), await numberOf(store, 'tass')];
    expect(() => client.exec(`update source set merged_into = ${into} where id = ${from}`)).toThrow('source.revision');
    await store.sources.merge({ id: from, revision: 1 }, { id: into, revision: 1 }, BY);
    expect(() => client.exec(`update attribution set disputed_by = ${from}`)).toThrow('source.revision');
  });
});
