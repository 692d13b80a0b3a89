import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/model/records.ts';
import { Conflict, Refused } from '../../../src/storage/errors.ts';
import type { Store } from '../../../src/storage/store.ts';
import { uidOf } from '../../support/graph.ts';
import { aRecord, uidFrom } from '../../support/records.ts';
import { freshStore, putIn } from '../../support/store.ts';

const BY = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: 'Told on its page.' };

const find = async (store: Store, key: string) => (await store.sources.loadByUids([uidOf('source', key)]))[0]!;

function aSource(name: string, more: Partial<Source> = {}): Source {
  const unknown = { country: null, parent: null, parentRelation: null, homepage: null, wikidata: null };
  return { uid: uidFrom(`source ${name}`), name, kind: 'agency', aliases: [], ...unknown, ...more };
}

describe('a source', () => {
  test('a source is saved with its history and found by its present names', async () => {
    const { store } = freshStore();
    const record = aSource('Yonhap', { aliases: [{ name: '연합뉴스', language: 'ko' }], country: 'KR' });
    await store.sources.save({ base: null, record }, BY);
    expect((await store.sources.findByName('연합뉴스'))[0]?.source).toEqual(record);
    const later = { ...record, name: 'Yonhap News Agency' };
    await store.sources.save({ base: 1, record: later }, BY);
    expect(await store.sources.findByName('Yonhap')).toEqual([]);
    const { revisions } = await store.history.list(record.uid, { before: null, limit: 10 });
    expect(revisions.map(({ revision, changes }) => [revision, changes[0]?.after])).toEqual([
      [2, later],
      [1, record],
    ]);
    expect(revisions[0]).toMatchObject({ subject: 'source', ...BY });
  });

  test('a source is found by each of its names as people write them, and by nothing else', async () => {
    const { store } = freshStore();
    const names = [
      ...['L’Équipe', 'Gazeta Łódź', 'Straßenblatt', 'Dışişleri', 'خبرگزاری کیهان', '連合ニュース'].map((name) => ({
        name,
        language: null,
      })),
    ];
    await store.sources.save({ base: null, record: aSource('Much-called', { aliases: names }) }, BY);
    const written = [
      'much‑called',
      "l'equipe",
      'GAZETA LODZ',
      'STRASSENBLATT',
      'DIŞİŞLERİ',
      'خبرگزاري كيهان',
      '連合ﾆｭｰｽ',
    ];
    for (const name of [...written, 'Dış\u200bişleri']) expect(await store.sources.findByName(name)).toHaveLength(1);
    for (const name of ['Much called', 'Lequipe', 'خبرگزاری گیهان', '联合ニュース', ''])
      expect(await store.sources.findByName(name)).toEqual([]);
  });

  test('saving an unchanged source writes nothing', async () => {
    const { store } = freshStore();
    await store.sources.save({ base: null, record: aSource('Yonhap') }, BY);
    await store.sources.save({ base: 1, record: aSource('Yonhap') }, BY);
    expect((await store.sources.load(1))!.revision).toBe(1);
  });

  test('a source is saved with its new parent', async () => {
    const { store } = freshStore();
    const [state, tass] = [aSource('State'), aSource('TASS')];
    const record = { ...tass, parent: state.uid, parentRelation: 'controlled-by' as const };
    await store.sources.save({ base: null, record, newSources: [state] }, BY);
    expect((await store.sources.loadFamilies([tass.uid])).map(({ name }) => name).sort()).toEqual(['State', 'TASS']);
  });

  test('the second of two editors of the same revision of a source gets a conflict', async () => {
    const { store } = freshStore();
    const record = aSource('Yonhap');
    await store.sources.save({ base: null, record }, BY);
    await store.sources.save({ base: 1, record: { ...record, country: 'KR' } }, BY);
    const second = store.sources.save({ base: 1, record: { ...record, country: 'KP' } }, BY);
    await expect(second).rejects.toBeInstanceOf(Conflict);
    expect((await store.sources.load(1))!.source.country).toBe('KR');
  });

  test('a source is refused as its own ancestor', async () => {
    const { store } = freshStore();
    await putIn(store, aRecord('family', 'a->b', { parents: { a: 'c', c: 'd' } }));
    const d = await find(store, 'd');
    const record = { ...d.source, parent: uidOf('source', 'a'), parentRelation: 'part-of' as const };
    await expect(store.sources.save({ base: d.revision, record }, BY)).rejects.toBeInstanceOf(Refused);
  });

  test('a source whose parent was merged goes below the replacement', async () => {
    const { store } = freshStore();
    await putIn(store, aRecord('merged', 'a->b c'));
    await store.sources.merge(await find(store, 'a'), await find(store, 'b'), BY);
    const c = await find(store, 'c');
    const record = { ...c.source, parent: uidOf('source', 'a'), parentRelation: 'part-of' as const };
    await store.sources.save({ base: c.revision, record }, BY);
    expect((await find(store, 'c')).source.parent).toBe(uidOf('source', 'b'));
  });
});

describe('the source list', () => {
  const list = async (store: Store, asked: Partial<Parameters<Store['sources']['list']>[0]> = {}) => {
    const all = { name: null, kind: null, published: true, after: null, limit: 10 };
    const page = await store.sources.list({ ...all, ...asked });
    return { ...page, names: page.items.map(({ stored }) => stored.source.name) };
  };

  test('the source list for readers has only who speaks, publishes or is a parent in published claims', async () => {
    const { store } = freshStore();
    const parents = { tass: 'state', ghost: 'other' };
    await putIn(
      store,
      aRecord('shown', 'ians->tass', {
        ...{ parents, seen: 'ians->tass', publishers: { 'ians-story': 'host' }, names: { host: 'Newsroom' } },
      }),
      aRecord('draft', 'paper->ghost', { parents, claim: { status: 'draft' } }),
    );
    expect((await list(store)).names).toEqual(['ians', 'Newsroom', 'state', 'tass']);
    expect((await list(store, { published: false })).names).toEqual([
      ...['ghost', 'ians', 'Newsroom', 'other', 'paper', 'state', 'tass'],
    ]);
    const hidden = await Promise.all(['paper', 'ghost', 'other', 'state'].map((key) => find(store, key)));
    const ids = hidden.map(({ id }) => id);
    expect([...(await store.sources.pickPublic(ids))]).toEqual([ids[3]]);
  });

  test('the source list is paged by key, even among sources of one name', async () => {
    const { store } = freshStore();
    const namesakes = Array.from({ length: 5 }, (_, i) => aSource(`Times ${i}`).uid);
    for (let i = 0; i < 7; i += 1) {
      const record = { ...aSource(`Times ${i}`), name: i < 5 ? 'Times' : `Other ${i}` };
      await store.sources.save({ base: null, record, namesakes }, BY);
    }
    const names: string[] = [];
    const ids = new Set<number>();
    for (let after: Awaited<ReturnType<typeof list>>['next'] = null; ;) {
      const page = await list(store, { published: false, after, limit: 2 });
      names.push(...page.names);
      for (const { stored } of page.items) ids.add(stored.id);
      after = page.next;
      if (!after) break;
    }
    expect(names).toEqual(['Other 5', 'Other 6', 'Times', 'Times', 'Times', 'Times', 'Times']);
    expect(ids.size).toBe(7);
  });

  test('the source list is filtered by a part of a name or alias in any script, and by kind', async () => {
    const { store } = freshStore();
    const make = (name: string, more: Partial<Source>) =>
      store.sources.save({ base: null, record: aSource(name, more) }, BY);
    await make('Russian news agency TASS', { aliases: [{ name: 'ТАСС', language: 'ru' }] });
    await make('Yonhap', { aliases: [{ name: '연합뉴스', language: 'ko' }] });
    await make('Tass & Sons', { kind: 'organisation' });
    await make('officials', { kind: 'unnamed' });
    const called = async (name: string, kind: Source['kind'] | null = null) =>
      (await list(store, { published: false, name, kind })).names;
    expect(await called('tass')).toEqual(['Russian news agency TASS', 'Tass & Sons']);
    expect(await called('TÁSS', 'agency')).toEqual(['Russian news agency TASS']);
    expect(await called('тасс')).toEqual(['Russian news agency TASS']);
    expect(await called('연합')).toEqual(['Yonhap']);
    expect(await called('合"*')).toEqual([]);
    expect(await called('yonhop')).toEqual(['Yonhap']);
    expect((await list(store, { published: false, name: 'yonhop' })).nearest).toBe(true);
    expect(await called('officials')).toEqual([]);
    expect((await list(store, { published: false, kind: 'unnamed' })).names).toEqual(['officials']);
  });
});

describe('sources that look alike', () => {
  const names = [
    'ТАСС',
    '中國日報',
    '読売新聞',
    'Yonhap',
    '연합뉴스',
    'Ministry of Defence of Iran',
    'Russia 24',
    'The Guardian',
  ];

  async function openNamed(): Promise<Store> {
    const { store } = freshStore();
    for (const name of names) await store.sources.save({ base: null, record: aSource(name) }, BY);
    return store;
  }

  test.each([
    ['TACC', 'ТАСС'],
    ['ТAСC', 'ТАСС'],
    ['中国日报', '中國日報'],
    ['讀賣新聞', '読売新聞'],
    ['读卖新闻', '読売新聞'],
    ['Yohnap', 'Yonhap'],
    ['Yonhab', 'Yonhap'],
    ['Yon-hap', 'Yonhap'],
    ['연합뉴쓰', '연합뉴스'],
    ['연합 뉴스', '연합뉴스'],
    ['Ministry of Defense of Iran', 'Ministry of Defence of Iran'],
    ['Guardian', 'The Guardian'],
    ['Gaurdian', 'The Guardian'],
  ])('for %s, %s is offered, and not taken for it', async (typed, known) => {
    const store = await openNamed();
    const alike = await store.sources.findLookAlikes(typed);
    expect(alike.map(({ source }) => source.name)).toEqual([known]);
    expect((await store.sources.findNearest(typed, 1))[0]?.source.name).toBe(known);
    expect(await store.sources.findByName(typed)).toEqual([]);
  });

  test.each(['TASS', 'ТАСС', 'Ministry of Defence of Iraq', 'Russia 1', '中國時報', 'Yomiuri', '', '…'])(
    'for %s nothing is offered as the same',
    async (typed) => {
      expect(await (await openNamed()).sources.findLookAlikes(typed)).toEqual([]);
    },
  );

  test('those that share a name, or one that looks the same, are listed together', async () => {
    const store = await openNamed();
    expect(await store.sources.listLookAlikes(10)).toEqual([]);
    const aliases = [{ name: 'yonhap', language: null }];
    for (const name of ['TACC', 'Officials']) await store.sources.save({ base: null, record: aSource(name) }, BY);
    const [yonhap] = await store.sources.findByName('Yonhap');
    const namesakes = [yonhap!.source.uid];
    await store.sources.save({ base: null, record: aSource('Agency', { aliases }), namesakes }, BY);
    await store.sources.save({ base: null, record: aSource('officials', { kind: 'unnamed' }) }, BY);
    const groups = (await store.sources.listLookAlikes(10)).map((group) => group.map(({ source }) => source.name));
    expect(groups).toEqual([
      ['ТАСС', 'TACC'],
      ['Yonhap', 'Agency'],
    ]);
    expect(await store.sources.listLookAlikes(1)).toHaveLength(1);
  });
});
