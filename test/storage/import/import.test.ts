import { describe, expect, test } from 'vitest';
import type { ClaimRecord, ClaimRelation, Source } from '../../../src/model/records.ts';
import { Conflict } from '../../../src/storage/errors.ts';
import { createStore, type Store } from '../../../src/storage/store.ts';
import { uidOf } from '../../support/graph.ts';
import { aRecord, keepUsed, sortRecord, uidFrom } from '../../support/records.ts';
import { asIncoming, AT, freshStore, putIn } from '../../support/store.ts';
import type { ClaimToImport } from '../../../src/storage/types.ts';

const OPTIONS = { at: AT, actor: 'test', reason: null };

const bringIn = (store: Store, ...incoming: readonly ClaimToImport[]) => store.claims.import(incoming, OPTIONS);

async function read(store: Store, id = 1): Promise<ClaimRecord> {
  return sortRecord((await store.claims.load(id))!.record);
}

/** What was refused, as `place field message`. The test fails when nothing was, or when anything was written. */
async function refuse(store: Store, ...incoming: readonly ClaimToImport[]): Promise<string[]> {
  const count = await store.claims.countAll();
  const outcome = await bringIn(store, ...incoming);
  expect(await store.claims.countAll()).toBe(count);
  if (outcome.ok) throw new Error('It was not refused.');
  return outcome.problems.map(({ place, field, message }) => `${place} ${field} ${message}`);
}

const withSources = (record: ClaimRecord, change: (source: Source) => Partial<Source>): ClaimRecord => ({
  ...record,
  sources: record.sources.map((source) => ({ ...source, ...change(source) })),
});

describe('an import', () => {
  test('an import counts what was new, changed and unchanged', async () => {
    const { store } = freshStore();
    const [one, two] = [aRecord('one', 'ians->tass'), aRecord('two', 'ians->tass')];
    expect(await bringIn(store, asIncoming(one))).toMatchObject({ value: { created: 1, updated: 0, unchanged: 0 } });
    const changed = { ...one, claim: { ...one.claim, text: 'Changed.' } };
    const outcome = await bringIn(store, asIncoming(changed), asIncoming(two));
    expect(outcome).toMatchObject({ ok: true, value: { created: 1, updated: 1, unchanged: 0, shared: 0 } });
    expect(await bringIn(store, asIncoming(two), asIncoming(changed))).toMatchObject({ value: { unchanged: 2 } });
    expect(await store.claims.countAll()).toBe(2);
    expect(await read(store)).toEqual(sortRecord(changed));
  });

  test('a relation or a note that a file lacks is kept', async () => {
    const { store } = freshStore();
    const became = { claim: uidFrom('later'), relation: 'became', note: 'By way of a translation.' } as const;
    const partOf = { claim: uidFrom('whole'), relation: 'part-of', note: null } as const;
    const withRelations = (...relations: ClaimRelation[]) =>
      asIncoming(aRecord('related', '', { claim: { relations } }));
    await bringIn(store, withRelations(became));
    expect(await bringIn(store, withRelations())).toMatchObject({ value: { unchanged: 1 } });
    expect(await bringIn(store, withRelations({ ...became, note: null }))).toMatchObject({ value: { unchanged: 1 } });
    expect(await bringIn(store, withRelations(partOf))).toMatchObject({ value: { updated: 1 } });
    expect((await read(store)).claim.relations).toEqual([became, partOf]);
  });

  test('relations that are too many with those known here are refused', async () => {
    const { store } = freshStore();
    const some = (count: number, name: string) =>
      Array.from(
        { length: count },
        (_, i) => ({ claim: uidFrom(`${name} ${i}`), relation: 'became', note: null }) as const,
      );
    const withRelations = (relations: ClaimRelation[]) => asIncoming(aRecord('many', '', { claim: { relations } }));
    await bringIn(store, withRelations(some(30, 'old')));
    expect(await refuse(store, withRelations(some(21, 'new')))).toEqual([
      expect.stringContaining('claim.relations would be 51 together with those already here; at most 50 are kept'),
    ]);
  });

  test('an import calls back for each claim', async () => {
    const { store } = freshStore();
    let calls = 0;
    const incoming = ['a', 'b', 'c'].map((key) => asIncoming(aRecord(key, '')));
    await store.claims.import(incoming, { ...OPTIONS, onClaim: () => (calls += 1) });
    expect(calls).toBe(3);
  });

  test('an imported claim keeps the address at which it was published first', async () => {
    const { store } = freshStore();
    const record = aRecord('addressed', '');
    await bringIn(store, { ...asIncoming(record), url: 'https://first.example/claims/7' });
    const later = { ...record, claim: { ...record.claim, text: 'Changed.' } };
    await bringIn(store, { ...asIncoming(later), url: 'https://second.example/claims/8' });
    expect((await store.claims.load(1))!.firstUrl).toBe('https://first.example/claims/7');
  });

  test('an import of nothing succeeds', async () => {
    const { store } = freshStore();
    expect(await bringIn(store)).toMatchObject({
      ok: true,
      value: { created: 0, updated: 0, unchanged: 0, shared: 0 },
    });
  });
});

describe('imported sources', () => {
  test('a source that several claims name is stored once', async () => {
    const { store, client } = freshStore();
    await putIn(store, aRecord('one', 'ians->tass'), aRecord('two', 'yonhap->tass'));
    expect(client.prepare('select name from source order by name').pluck().all()).toEqual(['ians', 'tass', 'yonhap']);
  });

  test('an imported change of a source shows in every claim and in the source’s own history', async () => {
    const { store } = freshStore();
    const record = aRecord('one', 'ians->tass');
    await putIn(store, record, aRecord('two', 'tass->council'));
    const aliases = [{ name: 'ТАСС', language: 'ru' }];
    const renamed = withSources(record, ({ name }) => (name === 'tass' ? { name: 'TASS', aliases } : {}));
    const outcome = await bringIn(store, asIncoming(renamed));
    expect(outcome).toMatchObject({ ok: true, value: { created: 0, updated: 0, unchanged: 1, shared: 1 } });
    const loaded = (await store.claims.load(2))!;
    expect(loaded.record.sources.map(({ name }) => name).sort()).toEqual(['TASS', 'council']);
    // The claims themselves did not change.
    expect(loaded.revision).toBe(1);
    const { revisions } = await store.history.list(uidOf('source', 'tass'), { before: null, limit: 9 });
    expect(revisions.map(({ revision, action }) => [revision, action])).toEqual([
      [2, 'update'],
      [1, 'create'],
    ]);
    expect(revisions[0]!.changes).toMatchObject([{ before: { name: 'tass' }, after: { name: 'TASS', aliases } }]);
  });

  test('a source that differs within one import is refused by place and field', async () => {
    const { store } = freshStore();
    const one = aRecord('one', 'ians->tass');
    const two = withSources(aRecord('two', 'ians->tass'), ({ name }) => (name === 'tass' ? { country: 'RU' } : {}));
    expect(await refuse(store, asIncoming(one, 'a.json'), asIncoming(two, 'b.json'))).toEqual([
      'b.json sources[1] differs from an earlier record with the same uid',
    ]);
  });

  test('sources may be imported before their parents', async () => {
    const { store } = freshStore();
    const record = aRecord('family', 'a', { parents: { a: 'b', b: 'c', c: 'd' } });
    await putIn(store, record);
    expect(await read(store)).toEqual(sortRecord(record));
    const other = aRecord('other', 'x', { parents: { x: 'y' } });
    await putIn(store, { ...other, sources: [...other.sources].reverse() });
    expect(await read(store, 2)).toEqual(sortRecord(other));
  });

  test('sources may change places with their parents', async () => {
    const { store } = freshStore();
    await putIn(store, aRecord('family', 'a', { parents: { a: 'b', b: 'c' } }));
    const turned = aRecord('family', 'a c', { parents: { c: 'b', b: 'a' } });
    await putIn(store, turned);
    expect(await read(store)).toEqual(sortRecord(turned));
    const free = aRecord('family', 'a c b');
    await putIn(store, free);
    expect(await read(store)).toEqual(sortRecord(free));
  });

  test('an import is refused when somebody changes a source of it at the same time', async () => {
    const { store, engine } = freshStore();
    const record = aRecord('one', 'ians->tass');
    await putIn(store, record);
    const rename = (name: string) => withSources(record, (source) => (source.name === 'tass' ? { name } : {}));
    const late = createStore({
      ...engine,
      commit: async (writes) => {
        await putIn(store, rename('Theirs'));
        await engine.commit(writes);
      },
    });
    await expect(bringIn(late, asIncoming(rename('Ours')), asIncoming(aRecord('two', '')))).rejects.toThrow(Conflict);
    expect(await store.claims.countAll()).toBe(1);
    expect((await read(store)).sources.map(({ name }) => name).sort()).toEqual(['Theirs', 'ians']);
  });
});

describe('an import that meets another', () => {
  test('is planned anew when nothing of its own was changed, and tells each claim once', async () => {
    const { store, engine } = freshStore();
    const theirs = aRecord('theirs', 'ria->interfax');
    await putIn(store, theirs);
    let commits = 0;
    const late = createStore({
      ...engine,
      commit: async (writes) => {
        const name = `Named ${++commits}`;
        if (commits < 3)
          await putIn(
            store,
            withSources(theirs, (source) => (source.name === 'ria' ? { name } : {})),
          );
        await engine.commit(writes);
      },
    });
    let told = 0;
    const outcome = await late.claims.import([asIncoming(aRecord('ours', 'ians->tass'))], {
      ...{ at: AT, actor: 'test', reason: null },
      onClaim: () => (told += 1),
    });
    expect(outcome).toMatchObject({ ok: true, value: { created: 1 } });
    expect([commits, told, await store.claims.countAll()]).toEqual([3, 1, 2]);
  });
});

describe('records of a claim', () => {
  const one = aRecord('one', 'ians->tass');

  test('statements and attributions of one claim are refused in another', async () => {
    const { store } = freshStore();
    await putIn(store, one);
    const thief = {
      ...aRecord('two', ''),
      sources: one.sources,
      statements: one.statements,
      attributions: one.attributions,
    };
    const owner = `belongs to another claim, ${one.claim.uid}`;
    expect(await refuse(store, asIncoming(thief, 'b.json'))).toEqual([
      `b.json statements[0].uid ${owner}`,
      `b.json statements[1].uid ${owner}`,
      `b.json attributions[0].uid ${owner}`,
    ]);
  });

  test('the same claim twice in one import is one, and two with one uid are refused', async () => {
    const { store } = freshStore();
    const twice = [asIncoming(one, 'a.json'), asIncoming(structuredClone(one), 'b.json')];
    expect(await store.claims.import(twice, OPTIONS)).toMatchObject({ ok: true, value: { created: 1, unchanged: 1 } });
    const other = { ...one, claim: { ...one.claim, note: 'Otherwise.' } };
    const problems = await refuse(freshStore().store, asIncoming(one, 'a.json'), asIncoming(other, 'b.json'));
    expect(problems).toEqual([
      'b.json claim.uid is repeated: it was also in a.json',
      'b.json statements[0].uid is repeated: it was also in a.json',
      'b.json statements[1].uid is repeated: it was also in a.json',
      'b.json attributions[0].uid is repeated: it was also in a.json',
    ]);
  });
});

describe('a uid', () => {
  test('the uid of a source is refused for a claim, and the other way round', async () => {
    const { store } = freshStore();
    const one = aRecord('one', 'ians->tass', { seen: 'ians->tass' });
    await putIn(store, one);
    const asClaim = aRecord('two', '', { claim: { uid: uidOf('source', 'tass') } });
    expect(await refuse(store, asIncoming(asClaim))).toEqual(['test claim.uid is the uid of a source']);
    const asSource = withSources(aRecord('three', 'x'), () => ({ uid: one.claim.uid }));
    const speaks = { ...asSource, statements: asSource.statements.map((s) => ({ ...s, source: one.claim.uid })) };
    expect(await refuse(store, asIncoming(speaks))).toEqual(['test sources[0].uid is the uid of a claim']);
  });

  test('one uid for a source and a claim within one import is refused', async () => {
    const { store } = freshStore();
    const [one, two] = [aRecord('one', 'ians'), aRecord('two', '', { claim: { uid: uidOf('source', 'ians') } })];
    expect(await refuse(store, asIncoming(one, 'a.json'), asIncoming(keepUsed(two), 'b.json'))).toEqual([
      'b.json claim.uid is the uid of a source',
    ]);
  });
});
