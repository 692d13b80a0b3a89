/** What a name in a form becomes: a source that is here, a new one, or a question. */
import { describe, expect, it } from 'vitest';
import { v7 as makeUid } from 'uuid';
import type { Source, SourceKind } from '../../../src/model/records.ts';
import { findSource, guessKind, planSource } from '../../../src/web/forms/source-names.ts';
import type { Store } from '../../../src/storage/store.ts';
import { UNKNOWN_OF_SOURCE } from '../../../src/model/records.ts';
import { AT, freshStore } from '../../support/store.ts';

const typed = (name: string) => ({ name, pick: '', pickedFor: '', kind: '' });

async function keep(store: Store, name: string, kind: SourceKind, more: Partial<Source> = {}): Promise<Source> {
  const record = { ...UNKNOWN_OF_SOURCE, uid: makeUid(), name, kind, ...more };
  await store.sources.save({ base: null, record }, { at: AT, actor: 'Ada', reason: null });
  return record;
}

describe('a name that is not here', () => {
  it.each([
    ['TASS', 'agency'],
    ['ТАСС', 'agency'],
    ['Fox News', 'outlet'],
    ['NATO', 'organisation'],
    ['Security Council of Russia', 'government'],
    ['Security Council of Karrow', 'government'],
    ['Ministry of Defence of Karrow', 'government'],
    ['Hanyeoul News Agency', 'agency'],
    ['two officials', 'unnamed'],
    ['several people', 'unnamed'],
  ])('%s is made without a question, as %s', async (name, kind) => {
    const { store } = freshStore();
    expect(await findSource(store, typed(name))).toEqual({ make: kind });
  });

  it.each([
    ['The Post', 'outlet'],
    ['Post Office', ''],
    ['Straits Herald', 'outlet'],
    ['Ministry of Sound', 'government'],
    ['ABC', 'outlet'],
    ['Delmar Yard', ''],
  ])('%s is asked about, as perhaps “%s”', async (name, kind) => {
    const { store } = freshStore();
    expect(await findSource(store, typed(name))).toMatchObject({ field: 'pick', question: { candidates: [] } });
    expect(guessKind(name)).toBe(kind);
  });

  it('is asked about where something like it is here', async () => {
    const { store } = freshStore();
    const near = await keep(store, 'Tass agency', 'agency');
    expect(await findSource(store, typed('TASS'))).toMatchObject({ question: { candidates: [{ uid: near.uid }] } });
    await keep(store, 'Hanyeol News Agency', 'agency');
    expect(await findSource(store, typed('Hanyeoul News Agency'))).toMatchObject({ field: 'pick' });
  });

  it('is not asked about because of another well-known source', async () => {
    const { store } = freshStore();
    await keep(store, 'Security Council of Russia', 'government');
    expect(await findSource(store, typed('Ministry of Defence of Russia'))).toEqual({ make: 'government' });
  });

  it('is asked about where a claim has an unnamed source of these words', async () => {
    const { store } = freshStore();
    const mentioned = [await keep(store, 'two officials', 'unnamed')];
    expect(await findSource(store, typed('two officials'), { mentioned })).toMatchObject({ field: 'pick' });
  });

  it('is asked about where it may not be new', async () => {
    const { store } = freshStore();
    expect(await findSource(store, typed('TASS'), { mayBeNew: false })).toMatchObject({ field: 'name' });
  });
});

describe('a name of a well-known source', () => {
  it('is the one that is here by another name', async () => {
    const { store } = freshStore();
    const tass = await keep(store, 'TASS', 'agency');
    expect(await findSource(store, typed('ТАСС'))).toEqual({ is: tass.uid });
    const yonhap = await keep(store, '연합뉴스', 'agency');
    expect(await findSource(store, typed('Yonhap News Agency'))).toEqual({ is: yonhap.uid });
  });

  it('is not somebody of another kind', async () => {
    const { store } = freshStore();
    await keep(store, 'TASS', 'person');
    expect(await findSource(store, typed('ТАСС'))).not.toHaveProperty('is');
  });
});

describe('a new source', () => {
  it('has what is known of it, and its family', async () => {
    const { store } = freshStore();
    const { uid, fresh } = await planSource(store, 'ТАСС', 'agency', makeUid);
    const [state, tass] = fresh;
    expect(fresh).toHaveLength(2);
    expect(state).toMatchObject({ name: 'Russian state', kind: 'government', country: 'RU', parent: null });
    expect(tass).toMatchObject({ uid, name: 'TASS', country: 'RU', homepage: 'https://tass.com' });
    expect(tass).toMatchObject({ parent: state!.uid, parentRelation: 'controlled-by' });
    expect(tass!.aliases).toContainEqual({ name: 'ТАСС', language: 'ru' });
    const by = { at: AT, actor: 'Ada', reason: null };
    await store.sources.save({ base: null, record: tass!, newSources: [state!] }, by);
    expect(await findSource(store, typed('ITAR-TASS'))).toEqual({ is: uid });
  });

  it('has a parent that is here, by any of its names', async () => {
    const { store } = freshStore();
    const state = await keep(store, 'Russian Federation', 'government');
    const { fresh } = await planSource(store, 'TASS', 'agency', makeUid);
    expect(fresh).toMatchObject([{ name: 'TASS', parent: state.uid }]);
  });

  it('has no parent where several or something else may be it', async () => {
    const { store } = freshStore();
    await keep(store, 'Russian state', 'government');
    await keep(store, 'Russian Federation', 'government');
    const { fresh } = await planSource(store, 'TASS', 'agency', makeUid);
    expect(fresh).toMatchObject([{ name: 'TASS', parent: null, parentRelation: null }]);
    await keep(store, 'Chinese state', 'organisation');
    const xinhua = await planSource(store, 'Xinhua', 'agency', makeUid);
    expect(xinhua.fresh).toMatchObject([{ name: 'Xinhua', parent: null, parentRelation: null }]);
  });

  it('shares what the same form makes', async () => {
    const { store } = freshStore();
    const tass = await planSource(store, 'TASS', 'agency', makeUid);
    const council = await planSource(store, 'Security Council of Russia', 'government', makeUid, tass.fresh);
    expect(council.fresh).toMatchObject([{ uid: council.uid, parent: tass.fresh[0]!.uid, parentRelation: 'part-of' }]);
    const again = await planSource(store, 'ТАСС', 'agency', makeUid, [...tass.fresh, ...council.fresh]);
    expect(again).toEqual({ uid: tass.uid, fresh: [] });
  });

  it('is nothing but its name and kind where another kind was chosen, or another of the name is here', async () => {
    const { store } = freshStore();
    const bare = { ...UNKNOWN_OF_SOURCE, name: 'TASS' };
    expect((await planSource(store, 'TASS', 'person', makeUid)).fresh).toMatchObject([{ ...bare, kind: 'person' }]);
    await keep(store, 'ТАСС', 'outlet');
    expect((await planSource(store, 'TASS', 'agency', makeUid)).fresh).toMatchObject([{ ...bare, kind: 'agency' }]);
    expect((await planSource(store, 'The Post', 'outlet', makeUid)).fresh).toMatchObject([{ name: 'The Post' }]);
  });

  it('has its state as parent where its name says so plainly', async () => {
    const { store } = freshStore();
    const { uid, fresh } = await planSource(store, 'Ministry of Health of Poland', 'government', makeUid);
    expect(fresh).toMatchObject([
      { name: 'Polish state', kind: 'government' },
      { uid, name: 'Ministry of Health of Poland', country: 'PL', parent: fresh[0]!.uid, parentRelation: 'part-of' },
    ]);
    const other = await planSource(store, 'Ministry of Health of Karrow', 'government', makeUid);
    expect(other.fresh).toMatchObject([{ name: 'Ministry of Health of Karrow', country: null, parent: null }]);
    const club = await planSource(store, 'Ministry of Health of Poland', 'organisation', makeUid);
    expect(club.fresh).toMatchObject([{ parent: null }]);
  });
});
