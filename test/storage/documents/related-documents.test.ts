import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { fingerprint, MOST_FINGERPRINTS } from '../../../src/text/reuse/fingerprint.ts';
import { MOST_SHARING } from '../../../src/storage/documents/related-documents.ts';
import { makeWords } from '../../text/reuse/random-words.ts';
import { uidOf } from '../../support/graph.ts';
import { aRecord, NEWSROOM, uidFrom } from '../../support/records.ts';
import { asIncoming, AT, freshStore, putIn } from '../../support/store.ts';
import { putText } from '../../support/texts.ts';
import { hashText } from '../../../src/text/characters.ts';

const story = (seed: number, words = 60): string => makeWords(words, seed).join(' ');

/** The texts that are kept and the index are asked for the same thing. Gives the hashes of each document. */
function expectInStep(client: Database.Database): Map<number, number[]> {
  const texts = client.prepare('select document_id, text from document_text').raw().all() as [number, string][];
  const rows = client.prepare('select document_id, hash from document_shingle').raw().all() as [number, number][];
  const kept = new Map(texts.map(([id]) => [id, rows.filter(([of]) => of === id).map(([, hash]) => hash)]));
  expect(kept).toEqual(new Map(texts.map(([id, text]) => [id, fingerprint(text)])));
  expect(rows.filter(([id]) => !kept.has(id))).toEqual([]);
  return kept;
}

describe('the fingerprint of a text', () => {
  test('the fingerprint of a text is written, changed and removed with the text', async () => {
    const { store, client } = freshStore();
    const id = await putText(store, 'one', story(1));
    expect(expectInStep(client).get(id)!.length).toBeGreaterThan(10);
    await putText(store, 'one', `${story(1)} ${story(2)}`);
    await putText(store, 'one', `${story(1)} ${story(2)}`, { title: 'Another title' });
    expect(expectInStep(client).get(id)).toEqual(fingerprint(`${story(1)} ${story(2)}`));
    await putText(store, 'one', null);
    expect(expectInStep(client).size).toBe(0);
    await putText(store, 'one', story(3));
    expect(expectInStep(client).size).toBe(1);
  });

  test('the fingerprint of a text is not written when the text is refused', async () => {
    const { store, client } = freshStore();
    await putText(store, 'one', story(1));
    const [stored] = await store.documents.loadByUids([uidFrom('document one')]);
    const draft = { record: stored!.document, newSources: [], instead: new Map<string, string>() };
    const old = { ...draft, base: stored!.revision - 1, text: story(2) };
    await expect(store.documents.save(old, { at: AT, actor: 'test', reason: null })).rejects.toThrow('revision');
    expect([...expectInStep(client).values()]).toEqual([fingerprint(story(1))]);
  });

  test('the fingerprint of a text is written with a claim, from a file and from the form', async () => {
    const { store, client } = freshStore();
    const record = aRecord('one', 'ians->tass', { documents: { ians: 'story' } });
    const uid = uidOf('document', 'story');
    const withText = (text: string) => {
      const documents = record.documents.map((document) => ({ ...document, sha256: hashText(text) }));
      return { ...asIncoming({ ...record, documents }), texts: new Map([[uid, text]]) };
    };
    const options = { at: AT, actor: 'test', reason: null };
    for (const text of [story(1), `${story(2)} ${story(1)}`]) {
      expect((await store.claims.import([withText(text)], options)).ok).toBe(true);
      expect([...expectInStep(client).values()]).toEqual([fingerprint(text)]);
    }
    const other = aRecord('two', 'yonhap->tass', { documents: { yonhap: 'second' } });
    const texts = new Map([[uidOf('document', 'second'), story(4)]]);
    await store.claims.save({ base: null, record: other, texts }, options);
    expect([...expectInStep(client).values()]).toContainEqual(fingerprint(story(4)));
  });

  test('the fingerprint of a text stays when its publisher is merged and when the merge is undone', async () => {
    const { store, client } = freshStore();
    await putIn(store, aRecord('one', 'ians->tass'));
    const id = await putText(store, 'one', story(1));
    const find = async (uid: string) => (await store.sources.loadByUids([uid]))[0]!;
    const [newsroom, ians] = [await find(NEWSROOM.uid), await find(uidOf('source', 'ians'))];
    const by = { at: AT, actor: 'test', reason: 'They are one.' };
    expect(await store.sources.merge(newsroom, ians, by)).toMatchObject({ ok: true });
    expect((await store.documents.load(id))!.publisherId).toBe(ians.id);
    expect(expectInStep(client).size).toBe(1);
    await store.sources.undoMerge((await store.sources.load(newsroom.id))!, by);
    expect((await store.documents.load(id))!.publisherId).toBe(newsroom.id);
    expect(expectInStep(client).size).toBe(1);
  });
});

describe('related documents', () => {
  test('related documents share words, and those that share most come first', async () => {
    const { store } = freshStore();
    const one = await putText(store, 'one', `${story(1)} ${story(2, 200)}`);
    const some = await putText(store, 'some', `${story(5)} ${story(1)}`);
    const most = await putText(store, 'most', `${story(6)} ${story(2, 200)}`);
    await putText(store, 'other', story(7, 300));
    const textless = await putText(store, 'none', null);
    const found = await store.documents.findRelated(one, 20);
    expect(found).toMatchObject({ hashes: fingerprint(`${story(1)} ${story(2, 200)}`).length, common: 0 });
    expect(found.related.map(({ stored }) => stored.id)).toEqual([most, some]);
    expect(found.related[1]!.shared).toBeGreaterThan(10);
    expect((await store.documents.findRelated(one, 1)).related).toHaveLength(1);
    expect(await store.documents.findRelated(textless, 20)).toEqual({ related: [], hashes: 0, common: 0 });
    expect(await store.documents.findRelated(999, 20)).toEqual({ related: [], hashes: 0, common: 0 });
  });

  test('documents that share only what is common are not related, and the common part is counted', async () => {
    const { store } = freshStore();
    const notice = story(1);
    const ids: number[] = [];
    for (let i = 0; i < MOST_SHARING; i += 1) ids.push(await putText(store, `${i}`, `${notice} ${story(100 + i)}`));
    expect((await store.documents.findRelated(ids[0]!, 50)).related).toHaveLength(MOST_SHARING - 1);
    await putText(store, 'one too many', `${notice} ${story(200)}`);
    const { related: related, common } = await store.documents.findRelated(ids[0]!, 50);
    expect(related).toEqual([]);
    expect(common).toBeGreaterThanOrEqual(fingerprint(notice).length - 2);
  });

  test('related documents are found for the longest texts', async () => {
    const { store, client } = freshStore();
    const long = story(1, 26_000);
    expect(fingerprint(long).length).toBeGreaterThan(MOST_FINGERPRINTS / 3);
    const id = await putText(store, 'long', long);
    const part = await putText(store, 'part', `${story(2)} ${long.slice(70_000, 72_000)}`);
    expect((await store.documents.findRelated(id, 20)).related.map(({ stored }) => stored.id)).toEqual([part]);
    expect((await store.documents.findRelated(part, 20)).related.map(({ stored }) => stored.id)).toEqual([id]);
    expectInStep(client);
  });
});
