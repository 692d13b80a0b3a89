import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaimStatus, Source, Uid } from '../../../src/model/records.ts';
import { Conflict } from '../../../src/storage/errors.ts';
import type { MergeOutcome } from '../../../src/storage/sources/merge/merge.ts';
import type { Store } from '../../../src/storage/store.ts';
import { deriveAfresh, readCounters, readDerived, recount } from '../../support/derived.ts';
import { uidOf } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { randomRecord } from '../../support/random-record.ts';
import { aRecord, keepUsed, recordOf, sortRecord } from '../../support/records.ts';
import { freshStore, putIn } from '../../support/store.ts';

const BY = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: 'They are one.' };

async function find(store: Store, uid: Uid) {
  const [stored] = await store.sources.loadByUids([uid]);
  return stored ?? null;
}

/** Merges one into the other, as they are now. Null when one of them is not here. */
async function merge(store: Store, from: Uid, into: Uid): Promise<MergeOutcome | null> {
  const [one, other] = [await find(store, from), await find(store, into)];
  return one && other ? store.sources.merge(one, other, BY) : null;
}

async function undo(store: Store, uid: Uid) {
  const id = (await store.sources.loadFamilies([uid]))[0] ? await findNumber(store, uid) : 0;
  return store.sources.undoMerge((await store.sources.load(id))!, BY);
}

/** The number of a source, merged or not. */
async function findNumber(store: Store, uid: Uid): Promise<number> {
  for (let id = 1; ; id += 1) if ((await store.sources.load(id))!.source.uid === uid) return id;
}

/** Everything that is kept of claims, sources and documents, but for revisions. */
async function readAll(store: Store, client: Database.Database) {
  const ids = await store.claims.listIds(0, 1000);
  const claims = await Promise.all(ids.map(async (id) => sortRecord((await store.claims.load(id))!.record)));
  const count = client.prepare('select max(id) from source').pluck().get() as number;
  const sources: Source[] = [];
  for (let id = 1; id <= count; id += 1) sources.push((await store.sources.load(id))!.source);
  const documents = client.prepare('select uid, publisher_id, title from document order by uid').all();
  const names = client.prepare("select rowid from source_search where source_search match 'new' order by 1").all();
  return { claims, sources, documents, names };
}

const named = (key: string) => uidOf('source', key);
const randomStatus = fc.constantFrom<ClaimStatus>('published', 'published', 'draft');
/** Bare ones, in which many statements are alike, and one with something in every member. */
const randomRecords = fc
  .tuple(fc.array(fc.record({ graph: randomGraph, status: randomStatus }), { maxLength: 3 }), randomRecord)
  .map(([bare, { record }]) => [
    record,
    ...bare.map(({ graph, status }, i) => recordOf(`claim ${i}`, graph, { status })),
  ]);
const randomPair = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 2, maxLength: 2 });

describe('a merge of any two sources', () => {
  test('merging any two sources leaves no trace of the one, and undoing it restores everything', async () => {
    let merged = 0;
    const law = fc.asyncProperty(randomRecords, randomPair, async (records, [from, into]) => {
      const { store, client } = freshStore();
      for (const record of records) await putIn(store, record);
      await store.claims.refreshSummaries();
      const before = await readAll(store, client);
      const derived = readDerived(client);
      const outcome = await merge(store, named(from!), named(into!));
      if (!outcome?.ok) return;
      merged += 1;
      const after = await readAll(store, client);
      expect(JSON.stringify(after.claims)).not.toContain(named(from!));
      expect(readCounters(client)).toEqual(recount(client));
      await store.claims.refreshSummaries();
      expect(readDerived(client)).toEqual(await deriveAfresh(store));

      const undone = await undo(store, named(from!));
      expect(undone).toMatchObject({ ok: true, preview: { unmoved: [], statements: outcome.preview.statements } });
      expect(await readAll(store, client)).toEqual(before);
      expect(readCounters(client)).toEqual(recount(client));
      await store.claims.refreshSummaries();
      expect(readDerived(client)).toEqual(derived);
    });
    await fc.assert(law, { numRuns: 45, seed: 20250617 });
    expect(merged).toBeGreaterThan(20);
  });

  test('a merge can be undone after other changes, and the summaries stay right', async () => {
    const law = fc.asyncProperty(randomRecords, randomRecords, randomPair, async (records, later, [from, into]) => {
      const { store, client } = freshStore();
      for (const record of records) await putIn(store, record);
      const outcome = await merge(store, named(from!), named(into!));
      if (!outcome?.ok) return;
      for (const record of later) {
        // The families of a file could go round in a loop with those that are here.
        const flat = record.sources.map((s) => ({ ...s, parent: null, parentRelation: null }));
        await putIn(store, keepUsed({ ...record, sources: flat }));
      }
      const undone = await undo(store, named(from!));
      expect(undone.ok).toBe(true);
      expect(readCounters(client)).toEqual(recount(client));
      await store.claims.refreshSummaries();
      expect(readDerived(client)).toEqual(await deriveAfresh(store));
    });
    await fc.assert(law, { numRuns: 20, seed: 20250618 });
  });
});

describe('a merge', () => {
  const stories = { documents: { tass: 'one', 'itar@1': 'one', ians: 'two' } };

  test('a merge makes one of statements that become the same, with their hops and evidence', async () => {
    const { store } = freshStore();
    const record = aRecord('twins', 'ians->tass->council ians->itar@1->kremlin', { ...stories, seen: 'ians->itar@1' });
    await putIn(store, record);
    const outcome = await merge(store, named('itar'), named('tass'));
    expect(outcome).toMatchObject({ ok: true, preview: { claims: 1, statements: 1, lost: [] } });
    expect(outcome).toMatchObject({
      preview: { merged: [{ claim: { id: 1 }, statement: { source: named('tass') } }] },
    });
    const { record: after } = (await store.claims.load(1))!;
    expect(after.statements).toHaveLength(4);
    expect(after.attributions.map(({ evidence }) => evidence.length).sort()).toEqual([0, 0, 1]);
    const { revisions } = await store.history.list(record.claim.uid, { before: null, limit: 1 });
    expect(revisions[0]).toMatchObject({ revision: 2, ...BY });
  });

  test('a merge that would leave more excerpts in a hop than it can have is refused, and loses none', async () => {
    const { store } = freshStore();
    const record = aRecord('full', 'ians->tass ians->itar@1', {
      documents: { tass: 'one', 'itar@1': 'one', ians: 'two' },
    });
    const fill = (from: number) => (edge: (typeof record.attributions)[number], i: number) => ({
      ...edge,
      evidence: Array.from({ length: 26 }, (_, n) => {
        const document = record.documents[0]!.uid;
        return { document, exact: `words ${from + 26 * i + n}`, prefix: null, suffix: null, start: null, end: null };
      }),
    });
    await putIn(store, { ...record, attributions: record.attributions.map(fill(0)) });
    expect(await merge(store, named('itar'), named('tass'))).toEqual({ ok: false, problem: 'evidence' });
    const { record: after } = (await store.claims.load(1))!;
    expect(after.attributions.map(({ evidence }) => evidence.length)).toEqual([26, 26]);
  });

  test('a merge removes a hop between the two sources and reports it', async () => {
    const { store } = freshStore();
    await putIn(store, aRecord('selves', 'tass->itar@1->council', stories));
    const outcome = await merge(store, named('itar'), named('tass'));
    expect(outcome).toMatchObject({ preview: { lost: [{ claim: { id: 1 }, attribution: { manner: 'cites' } }] } });
    const { record } = (await store.claims.load(1))!;
    expect(record.attributions).toHaveLength(1);
    await undo(store, named('itar'));
    expect((await store.claims.load(1))!.record.attributions).toHaveLength(2);
  });

  test('a merge takes names, facts and children along, and undoing it gives them back', async () => {
    const { store, client } = freshStore();
    await putIn(
      store,
      aRecord('all', 'tass->itar->council bureau', { parents: { bureau: 'itar' }, seen: 'tass->itar' }),
    );
    const [itar, tass] = [(await find(store, named('itar')))!, (await find(store, named('tass')))!];
    const facts = { country: 'RU', homepage: 'https://tass.example', aliases: [{ name: 'ТАСС', language: 'ru' }] };
    await store.sources.save({ base: itar.revision, record: { ...itar.source, ...facts } }, BY);
    const known = { country: 'SU', aliases: [{ name: 'ТАСС', language: null }] };
    await store.sources.save({ base: tass.revision, record: { ...tass.source, ...known } }, BY);
    const before = await readAll(store, client);

    const outcome = await merge(store, named('itar'), named('tass'));
    expect(outcome).toMatchObject({
      preview: { aliases: [{ name: 'itar', language: null }], filled: ['homepage'], children: [{ name: 'bureau' }] },
    });
    expect(await find(store, named('itar'))).toBeNull();
    expect((await store.sources.findByName('ITAR')).map(({ source }) => source.name)).toEqual(['tass']);
    expect((await store.sources.findNearest('itar', 5)).map(({ source }) => source.name)).toEqual(['tass']);
    expect((await find(store, named('bureau')))!.source.parent).toBe(named('tass'));
    expect((await find(store, named('tass')))!.source).toMatchObject({ country: 'SU', homepage: facts.homepage });
    const { record } = (await store.claims.load(1))!;
    const merged = (await store.sources.load(itar.id))!;
    expect((await store.sources.loadReplacement(merged)).source.name).toBe('tass');
    expect(record.sources.map(({ name }) => name)).not.toContain('itar');

    await undo(store, named('itar'));
    expect(await readAll(store, client)).toEqual(before);
  });

  test('a merge moves the documents that the source published', async () => {
    const { store } = freshStore();
    await putIn(store, aRecord('published', 'a->b', { seen: 'a->b', publishers: { 'a-story': 'c' } }));
    const outcome = await merge(store, named('c'), named('b'));
    expect(outcome).toMatchObject({ preview: { documents: 1, claims: 0, statements: 0 } });
    expect((await store.claims.load(1))!.record.documents[0]!.publisher).toBe(named('b'));
    expect((await store.claims.load(1))!.revision).toBe(1);
    await undo(store, named('c'));
    expect((await store.claims.load(1))!.record.documents[0]!.publisher).toBe(named('c'));
  });

  test('a merge never makes a name of the words for an unnamed source', async () => {
    const { store } = freshStore();
    await putIn(store, aRecord('officials', 'a->officials b->council', { kinds: { officials: 'unnamed' } }));
    expect(await merge(store, named('council'), named('officials'))).toEqual({ ok: false, problem: 'unnamed' });
    expect(await merge(store, named('officials'), named('council'))).toMatchObject({
      ok: true,
      preview: { aliases: [] },
    });
    expect(await store.sources.findByName('officials')).toEqual([]);
  });

  test('a merge is refused for a source with itself, within a family, with a merged source or with too many names', async () => {
    const { store } = freshStore();
    const parents = { tass: 'state', state: 'russia' };
    await putIn(store, aRecord('family', 'a->tass b->c d', { parents: { ...parents } }));
    expect(await merge(store, named('a'), named('a'))).toEqual({ ok: false, problem: 'same' });
    expect(await merge(store, named('tass'), named('russia'))).toEqual({ ok: false, problem: 'family' });
    expect(await merge(store, named('russia'), named('tass'))).toEqual({ ok: false, problem: 'family' });
    expect(await merge(store, named('b'), named('c'))).toMatchObject({ ok: true });
    const ids = await Promise.all(['a', 'b'].map((key) => findNumber(store, named(key))));
    expect(await store.sources.previewMerge(ids[0]!, ids[1]!)).toEqual({ ok: false, problem: 'merged' });
    expect(await store.sources.previewMerge(ids[1]!, ids[0]!)).toEqual({ ok: false, problem: 'merged' });
    expect(await store.sources.previewMerge(ids[0]!, 99)).toBeNull();
    const a = (await find(store, named('a')))!;
    const aliases = Array.from({ length: 50 }, (_, i) => ({ name: `Alias ${i}`, language: null }));
    await store.sources.save({ base: a.revision, record: { ...a.source, aliases } }, BY);
    expect(await merge(store, named('d'), named('a'))).toEqual({ ok: false, problem: 'aliases' });
  });

  test('merges of merged sources are undone in the reverse order', async () => {
    const { store, client } = freshStore();
    await putIn(store, aRecord('three', 'a->b->c'));
    const before = await readAll(store, client);
    await merge(store, named('a'), named('b'));
    await merge(store, named('b'), named('c'));
    const first = (await store.sources.load(await findNumber(store, named('a'))))!;
    expect((await store.sources.loadReplacement(first)).source.name).toBe('c');
    expect(await undo(store, named('a'))).toMatchObject({
      ok: false,
      problem: 'merged',
      into: { source: { name: 'b' } },
    });
    await undo(store, named('b'));
    await undo(store, named('a'));
    expect(await readAll(store, client)).toEqual(before);
  });
});

describe('merging at the same time as another editor', () => {
  async function openTwo() {
    const opened = freshStore();
    await putIn(opened.store, aRecord('two', 'a->b->c'));
    const [a, b] = [(await find(opened.store, named('a')))!, (await find(opened.store, named('b')))!];
    return { ...opened, a, b };
  }

  test('a merge is refused when somebody changed one of the sources', async () => {
    const { store, a, b } = await openTwo();
    await store.sources.save({ base: b.revision, record: { ...b.source, country: 'KR' } }, BY);
    await expect(store.sources.merge(a, b, BY)).rejects.toBeInstanceOf(Conflict);
    await expect(store.sources.merge(a, (await find(store, b.source.uid))!, BY)).resolves.toMatchObject({ ok: true });
    await expect(store.sources.merge(a, b, BY)).rejects.toBeInstanceOf(Conflict);
  });

  test('a new claim and a merge of its source at the same time never leave the merged source in use', async () => {
    const { store, client, a, b } = await openTwo();
    const before = await readAll(store, client);
    // Both have read; the claim is written first.
    const [outcome] = await Promise.allSettled([
      store.sources.merge(a, b, BY),
      putIn(store, aRecord('new', 'a@new->c@new')),
    ]);
    const all = await readAll(store, client);
    if (outcome.status === 'rejected') expect(all.claims).toHaveLength(before.claims.length + 1);
    else expect(JSON.stringify(all.claims)).not.toContain(a.source.uid);
  });

  test('the database refuses every reference to a merged source', async () => {
    const { store, client, a, b } = await openTwo();
    await merge(store, a.source.uid, b.source.uid);
    for (const sql of [
      `update statement set source_id = ${a.id}`,
      `insert into document (uid, publisher_id, title, title_key) values ('x', ${a.id}, 'x', 'x')`,
      `update source set parent_id = ${a.id}, parent_relation = 'part-of' where id = 3`,
      `update source set merged_into = 3 where id = ${b.id}`,
      `update source set merged_into = id where id = ${b.id}`,
    ]) {
      expect(() => client.exec(sql), sql).toThrow('source.revision');
    }
  });
});

describe('a merged source in use', () => {
  test('importing an old export puts a merged source’s statements under its replacement', async () => {
    const { store, client } = freshStore();
    const record = aRecord('old', 'ians->tass ians->itar', { seen: 'ians->tass' });
    await putIn(store, record);
    await merge(store, named('itar'), named('tass'));
    const after = await readAll(store, client);
    // An export of before the merge.
    await putIn(store, record);
    const again = await readAll(store, client);
    expect(again.claims[0]!.statements).toEqual(after.claims[0]!.statements);
    expect(again.sources.find(({ name }) => name === 'itar')).toEqual(
      after.sources.find(({ name }) => name === 'itar'),
    );
    expect(readCounters(client)).toEqual(recount(client));
  });

  test('saving an old revision puts a merged source’s statements under its replacement', async () => {
    const { store } = freshStore();
    await putIn(store, aRecord('restored', 'ians->itar->tass'));
    await merge(store, named('itar'), named('tass'));
    const then = (await store.claims.loadAt(1, 1))!;
    const base = { id: 1, revision: 2 };
    const late = { ...then.record.claim, text: 'As it was.' };
    await store.claims.save({ base, record: { ...then.record, claim: late }, texts: new Map() }, BY);
    const { record } = (await store.claims.load(1))!;
    expect(record.claim.text).toBe('As it was.');
    expect(record.statements.map(({ source }) => source)).not.toContain(named('itar'));
  });
});
