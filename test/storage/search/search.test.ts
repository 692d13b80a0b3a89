import type { Database } from 'better-sqlite3';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { ClaimStatus, Source } from '../../../src/model/records.ts';
import type { Store } from '../../../src/storage/store.ts';
import { aRecord, NEWSROOM, uidFrom } from '../../support/records.ts';
import { AT, freshStore, putIn } from '../../support/store.ts';
import { cutPage, RANKED, CLAIM_HITS_READ } from '../../../src/storage/search/ranking.ts';
import { countSlips } from '../../../src/text/likeness.ts';

const BY = { at: AT, actor: 'test', reason: null };
const ALL = { after: null, limit: 100 };

const aClaimThat = (text: string, status: ClaimStatus = 'published', graph = 'paper') =>
  aRecord(text, graph, { claim: { text, status } });

async function findTexts(store: Store, typed: string, status: ClaimStatus = 'published'): Promise<string[]> {
  return (await store.search.findClaims({ typed, status, ...ALL })).items.map(({ text }) => text);
}

async function findNames(store: Store, typed: string, published = true): Promise<string[]> {
  return (await store.search.findSources({ typed, published, ...ALL })).items.map(({ stored }) => stored.source.name);
}

async function findTitles(store: Store, typed: string, published = true): Promise<string[]> {
  const { items } = await store.search.findDocuments({ typed, published, ...ALL });
  return items.map(({ stored }) => stored.document.title);
}

describe('searching claims', () => {
  const TEXTS = [
    'Shoigu’s second visit to Pyongyang took place in June.',
    'The visit was the second one; Shoigu stayed for a day.',
    'Шойгу прибыл в Пхеньян во второй раз.',
    '쇼이구는 평양에 도착했다.',
    '俄罗斯联邦安全会议秘书绍伊古抵达平壤。',
    'ショイグ書記が平壌に到着した。',
    'ผู้นำเกาหลีเหนือพบกับชอยกู',
    'وصل شويغو إلى بيونغ يانغ',
    'The café’s owner denies it.',
  ] as const;
  let store: Store;
  beforeAll(async () => {
    store = freshStore().store;
    await putIn(store, ...TEXTS.map((text) => aClaimThat(text)));
  });

  test.each([
    ['visit', [0, 1]],
    ['VISIT shoigu', [0, 1]],
    ['"second visit"', [0]],
    ['pyong', [0]],
    ['pyongyang visi', [0]],
    ['pyong visit', []],
    ['cafe', [8]],
    ['CAFÉ', [8]],
    ['шойгу', [2]],
    ['Пхен', [2]],
    ['쇼이구', [3]],
    ['평양 쇼이구', [3]],
    ['平壤', [4]],
    ['安全会议', [4]],
    ['平', [4, 5]],
    ['ショイグ', [5]],
    ['เกาหลีเหนือ', [6]],
    ['شويغو', [7]],
    ['nobody', []],
    ['shoigu OR café', []],
    ['-', []],
  ])('the claims with %s are found', async (typed, places) => {
    expect((await findTexts(store, typed)).sort()).toEqual(places.map((place) => TEXTS[place]).sort());
  });

  it('the best claims come first, and each is on one page only', async () => {
    const { store: other } = freshStore();
    const long = 'bridge and much else that has nothing to do with what is looked for here, nor with anything';
    await putIn(other, aClaimThat('A bridge.'), aClaimThat(long), aClaimThat('Bridge, bridge.'));
    expect((await findTexts(other, 'bridge')).at(-1)).toBe(long);
    const texts: string[] = [];
    let after: number | null = null;
    do {
      const page = await other.search.findClaims({ typed: 'bridge', status: 'published', after, limit: 1 });
      expect(page.count).toBe(3);
      texts.push(...page.items.map(({ text }) => text));
      after = page.next;
    } while (after !== null);
    expect(texts).toEqual(await findTexts(other, 'bridge'));
  });

  it('claims are also found by their sources, after those found by their text', async () => {
    const { store: other } = freshStore();
    await putIn(other, aClaimThat('TASS is quoted.'), aClaimThat('It rains.', 'published', 'paper->tass->council'));
    const found = await other.search.findClaims({ typed: 'tass', status: 'published', ...ALL });
    expect(found.items.map(({ text }) => text)).toEqual(['TASS is quoted.', 'It rains.']);
    expect([...found.through].map(([id, { name }]) => [id, name])).toEqual([[2, 'tass']]);
  });

  it('a claim is found by its present words only', async () => {
    const { store: other } = freshStore();
    await putIn(other, aClaimThat('Old words.'));
    const loaded = (await other.claims.load(1))!;
    const record = { ...loaded.record, claim: { ...loaded.record.claim, text: 'New words.' } };
    await other.claims.save({ base: { id: 1, revision: 1 }, record, texts: new Map() }, BY);
    expect(await findTexts(other, 'old')).toEqual([]);
    expect(await findTexts(other, 'new')).toEqual(['New words.']);
  });
});

describe('searching other forms of words, and what is said in claims', () => {
  const find = async (store: Store, typed: string, status: ClaimStatus = 'published') => {
    const { items, within, count } = await store.search.findClaims({ typed, status, ...ALL });
    return { texts: items.map(({ text }) => text), passages: [...within.values()], count };
  };

  test.each([
    ['bridges', ['A bridge fell.', 'The ships collided with bridges.']],
    ['bridge', ['A bridge fell.', 'The ships collided with bridges.']],
    ['collide', ['The ships collided with bridges.']],
    ['colliding ship', ['The ships collided with bridges.']],
    ['"ship collides"', ['The ships collided with bridges.']],
    ['"collides ship"', []],
    ['мосты', []],
  ])('the claims with a form of %s are found', async (typed, texts) => {
    const { store } = freshStore();
    await putIn(store, aClaimThat('A bridge fell.'), aClaimThat('The ships collided with bridges.'));
    expect((await find(store, typed)).texts.sort()).toEqual(texts);
  });

  it('a claim that has the very word comes before one that has another form of it', async () => {
    const { store } = freshStore();
    const whole = 'It is said that both bridges were shut for a while.';
    await putIn(store, aClaimThat(whole), aClaimThat('A bridge.'));
    expect((await find(store, 'bridges')).texts).toEqual([whole, 'A bridge.']);
  });

  /** A hop whose excerpt has two sentences, with a cue, to a statement with a wording. */
  function aQuotation(status: ClaimStatus = 'published', text = 'It rains.') {
    const record = aRecord(text, 'paper->tass', { seen: 'paper->tass', claim: { text, status } });
    const [hop] = record.attributions;
    const exact = 'The mayor resigned on Monday. Floods had damaged the 平壤 harbours, TASS revealed.';
    return {
      ...record,
      statements: record.statements.map((one) =>
        one.uid === hop!.cited ? { ...one, wording: 'Zeppelins rose.' } : one,
      ),
      attributions: [{ ...hop!, cue: 'revealed', evidence: hop!.evidence.map((piece) => ({ ...piece, exact })) }],
    };
  }

  it('a claim is found by an excerpt, a cue and a wording, after those whose text has the words', async () => {
    const { store } = freshStore();
    const quoted = aQuotation();
    await putIn(store, quoted, aClaimThat('The harbour is shut.'));
    const [hop] = quoted.attributions;
    const harbour = await find(store, 'harbour');
    expect(harbour.texts).toEqual(['The harbour is shut.', 'It rains.']);
    expect(harbour.passages).toMatchObject([
      {
        ...{ kind: 'excerpt', hop: hop!.uid, statement: hop!.citing, source: { name: 'paper' } },
        text: 'Floods had damaged the 平壤 harbours, TASS revealed.',
        document: { uid: hop!.evidence[0]!.document },
      },
    ]);
    expect((await find(store, '平壤')).texts).toEqual(['It rains.']);
    expect((await find(store, 'zeppelin')).passages).toMatchObject([
      { kind: 'wording', hop: null, statement: hop!.cited, source: { name: 'tass' }, document: null },
    ]);
    // Words of two passages are no phrase, but all of them are in the claim.
    expect((await find(store, 'mayor zeppelin')).count).toBe(1);
    expect((await find(store, '"revealed revealed"')).count).toBe(0);
  });

  it('what is said in drafts is found by editors alone, and what was corrected is not found any more', async () => {
    const { store } = freshStore();
    await putIn(store, aQuotation('draft'));
    expect((await find(store, 'floods')).count).toBe(0);
    expect((await find(store, 'floods', 'draft')).count).toBe(1);
    const { record } = (await store.claims.load(1))!;
    const corrected = record.statements.map((one) =>
      one.wording === null ? one : { ...one, wording: 'Balloons rose.' },
    );
    const write = { base: { id: 1, revision: 1 }, record: { ...record, statements: corrected }, texts: new Map() };
    await store.claims.save(write, BY);
    expect((await find(store, 'zeppelins', 'draft')).count).toBe(0);
    expect((await find(store, 'balloon', 'draft')).count).toBe(1);
  });
});

describe('searching hidden claims', () => {
  let store: Store;
  beforeAll(async () => {
    store = freshStore().store;
    const secret = aRecord('secret', 'ghost->paper', {
      seen: 'ghost->paper',
      claim: { text: 'A zeppelin landed.', status: 'draft' },
    });
    const documents = secret.documents.map((document) => ({ ...document, title: 'Airship over town' }));
    await putIn(
      store,
      aClaimThat('A balloon landed.'),
      aClaimThat('A zeppelyn rose.', 'withdrawn'),
      { ...secret, documents },
      aClaimThat('A balloon rose.', 'draft'),
    );
  });

  it('drafts and withdrawn claims are neither found nor counted for readers', async () => {
    const found = await store.search.findClaims({ typed: 'balloon', status: 'published', ...ALL });
    expect([found.count, found.isCut, found.next]).toEqual([1, false, null]);
    expect(await findTexts(store, 'zeppelin')).toEqual([]);
    expect(await findTexts(store, 'ghost')).toEqual([]);
    expect(await findNames(store, 'ghost')).toEqual([]);
    expect(await findTitles(store, 'airship')).toEqual([]);
    expect((await store.search.findDocuments({ typed: 'airship', published: true, ...ALL })).count).toBe(0);
  });

  it('drafts and withdrawn claims are found by editors', async () => {
    expect(await findTexts(store, 'zeppelin', 'draft')).toEqual(['A zeppelin landed.']);
    expect(await findTexts(store, 'zeppelyn', 'withdrawn')).toEqual(['A zeppelyn rose.']);
    expect(await findNames(store, 'ghost', false)).toEqual(['ghost']);
    expect(await findTitles(store, 'airship', false)).toEqual(['Airship over town']);
  });

  it('the words of drafts and withdrawn claims are never suggested to readers', async () => {
    const readers = { published: true, status: 'published' } as const;
    const nothing = { spellings: [], sources: [] };
    for (const typed of ['zeppelim', 'zeppelin', 'zeppelyn', 'airshop', 'ghots', 'zeppelim landed']) {
      expect(await store.search.suggest(typed, readers), typed).toEqual(nothing);
    }
    const editors = { published: false, status: 'draft' } as const;
    expect((await store.search.suggest('zeppelim', editors)).spellings).toContain('zeppelin');
    expect((await store.search.suggest('ballon', readers)).spellings).toEqual(['balloon']);
    expect((await store.search.suggest('ballon landde', readers)).spellings).toContain('balloon landed');
  });
});

describe('searching sources', () => {
  const named = (key: string, name: string, more: Partial<Source> = {}): Source => {
    return { ...NEWSROOM, uid: uidFrom(key), name, ...more };
  };
  let store: Store;
  beforeAll(async () => {
    store = freshStore().store;
    const record = aRecord('sources', 'a->b->c->d');
    const names: Partial<Source>[] = [
      { name: 'TASS Photo' },
      { name: 'TASS', aliases: [{ name: 'ИТАР-ТАСС', language: 'ru' }] },
      { name: 'Yonhap', aliases: [{ name: '연합뉴스', language: 'ko' }] },
      { name: 'somebody at TASS', kind: 'unnamed' },
    ];
    const sources = record.sources.map((source, place) => ({ ...source, ...names[place] }));
    await putIn(store, { ...record, sources });
    await store.sources.save({ base: null, record: named('tassie', 'Tassie Herald') }, BY);
  });

  test.each([
    ['tass', ['TASS', 'TASS Photo']],
    ['photo tass', ['TASS Photo']],
    ['тасс', ['TASS']],
    ['연합', ['Yonhap']],
    ['연합뉴스', ['Yonhap']],
  ])('the sources with %s in a name are found', async (typed, names) => {
    expect(await findNames(store, typed)).toEqual(names);
  });

  it('a source is found by its present names only', async () => {
    const [stored] = await store.sources.findByName('Tassie Herald');
    expect(await findNames(store, 'herald', false)).toEqual(['Tassie Herald']);
    await store.sources.save({ base: 1, record: { ...stored!.source, name: 'Tassie Courier' } }, BY);
    expect(await findNames(store, 'herald', false)).toEqual([]);
    expect(await findNames(store, 'courier', false)).toEqual(['Tassie Courier']);
  });
});

describe('searching documents', () => {
  it('documents are found by title first, then by publisher', async () => {
    const { store } = freshStore();
    const publisher = { publishers: { 'a-story': 'paper' }, names: { paper: 'Newsroom' } };
    const record = aRecord('documents', 'a->b', { seen: 'a->b', ...publisher });
    const second = aRecord('second', 'x->y', { seen: 'x->y' });
    await putIn(
      store,
      { ...record, documents: record.documents.map((one) => ({ ...one, title: 'Minister visits' })) },
      { ...second, documents: second.documents.map((one) => ({ ...one, title: 'Newsroom of the year' })) },
    );
    expect(await findTitles(store, 'newsroom')).toEqual(['Newsroom of the year', 'Minister visits']);
    expect(await findTitles(store, 'minister')).toEqual(['Minister visits']);
    const [stored] = (await store.search.findDocuments({ typed: 'minister', published: true, ...ALL })).items;
    const draft = { base: 1, text: null, newSources: [], instead: new Map() };
    await store.documents.save({ ...draft, record: { ...stored!.stored.document, title: 'Envoy visits' } }, BY);
    expect(await findTitles(store, 'minister')).toEqual([]);
    expect(await findTitles(store, 'envoy')).toEqual(['Envoy visits']);
  });
});

/** Claims whose words don't matter to anything else, written past the store: so many take too long through it. */
function fillWith(client: Database, count: number, status: ClaimStatus, words: string): void {
  const add = client.prepare(
    `insert into claim (id, uid, text, language, status, revision, created_at, updated_at)
     values (?, 'u' || ?, ?, 'en', ?, 1, '', '')`,
  );
  const put = client.prepare('insert into claim_search (rowid, words) values (?, ?)');
  const { last } = client.prepare('select coalesce(max(id), 0) as last from claim').get() as { last: number };
  client.transaction(() => {
    for (let id = last + 1; id <= last + count; id += 1) {
      add.run(id, id, words, status);
      put.run(id, words);
    }
  })();
}

describe('searching very many claims', () => {
  it('a search looks only at the newest of very many claims, whatever their status, and says so', async () => {
    const { store, client } = freshStore();
    fillWith(client, 1, 'published', 'it is so');
    const find = () => store.search.findClaims({ typed: 'so', status: 'published', after: null, limit: 1 });
    expect(await find()).toMatchObject({ count: 1, isCut: false });
    fillWith(client, CLAIM_HITS_READ, 'draft', 'it is so');
    expect(await find()).toMatchObject({ count: 0, isCut: true });
  });

  it('claims that only begin with the word are left out when very many have it', async () => {
    const { store, client } = freshStore();
    // The number of the first one, with more to follow.
    const find = async () =>
      (await store.search.findClaims({ typed: 'harbour', status: 'published', after: null, limit: 1 })).next;
    fillWith(client, 5, 'published', 'the harbour is shut');
    fillWith(client, 1, 'published', 'harbours');
    expect(await find()).toBe(6);
    fillWith(client, RANKED + 1, 'published', 'the harbour is shut');
    expect(await find()).toBe(6 + RANKED + 1);
  });

  it('a search ranks only the newest of very many claims and says so', async () => {
    const { store, client } = freshStore();
    fillWith(client, RANKED + 5, 'published', 'it is so');
    const found = await store.search.findClaims({ typed: 'so', status: 'published', after: null, limit: 1 });
    expect(found).toMatchObject({ count: RANKED, isCut: true, next: RANKED + 5 });
    const last = await store.search.findClaims({ typed: 'so', status: 'published', after: 6, limit: 5 });
    expect(last.next).toBeNull();
  });

  it('a ranking is cut into pages', () => {
    const ranking = { ids: [7, 3, 9], isCut: false };
    expect(cutPage(ranking, { after: null, limit: 2 })).toEqual({ items: [7, 3], count: 3, isCut: false, next: 3 });
    expect(cutPage(ranking, { after: 3, limit: 2 })).toMatchObject({ items: [9], next: null });
    expect(cutPage(ranking, { after: 8, limit: 2 })).toMatchObject({ items: [], next: null });
  });
});

test.each([
  ['shoigu', 'shoigu', 0],
  ['shoigu', 'shoigv', 1],
  ['shoigu', 'shiogu', 1],
  ['shoigu', 'shogu', 1],
  ['shoigu', 'shoiguu', 1],
  ['shoigu', 'sergei', 3],
])('the words %s and %s are %i slips apart', (a, b, slips) => {
  expect(countSlips([...a], [...b], 2)).toBe(slips);
  expect(countSlips([...b], [...a], 2)).toBe(slips);
});
