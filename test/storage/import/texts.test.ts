import { describe, expect, test } from 'vitest';
import { hashText } from '../../../src/text/characters.ts';
import type { ClaimRecord, Document, Evidence, Uid } from '../../../src/model/records.ts';
import type { Store } from '../../../src/storage/store.ts';
import { uidOf } from '../../support/graph.ts';
import { aRecord } from '../../support/records.ts';
import { AT, freshStore } from '../../support/store.ts';
import type { ClaimToImport } from '../../../src/storage/types.ts';

const STORY = uidOf('document', 'story');
const TEXT = 'Fire 🔥🚒 in Busan, TASS said. It was put out, TASS said.';

/** A claim whose one hop is shown by the story, with this much known of the excerpt and of the story. */
function showing(key: string, piece: Partial<Evidence>, text?: string, sha256: string | null = null): ClaimToImport {
  const plain = aRecord(key, 'ians->tass', { documents: { ians: 'story' }, unread: 'story', seen: 'ians->tass' });
  const attributions = plain.attributions.map((edge) => {
    const first = { exact: 'TASS said', prefix: 'in Busan, ' };
    return { ...edge, evidence: edge.evidence.map((known) => ({ ...known, ...first, ...piece })) };
  });
  const hash = text === undefined ? sha256 : hashText(text);
  const documents = plain.documents.map((document) => ({ ...document, sha256: hash }));
  const record: ClaimRecord = { ...plain, documents, attributions };
  const texts = new Map<Uid, string>(text === undefined ? [] : [[STORY, text]]);
  return { record, texts, url: null, place: `${key}.json` };
}

const bringIn = (store: Store, ...incoming: readonly ClaimToImport[]) =>
  store.claims.import(incoming, { at: AT, actor: 'test', reason: null });

async function tellProblems(store: Store, ...incoming: readonly ClaimToImport[]): Promise<string[]> {
  const outcome = await bringIn(store, ...incoming);
  return outcome.ok ? [] : outcome.problems.map(({ place, field, message }) => `${place} ${field} ${message}`);
}

async function readPiece(store: Store, id = 1): Promise<Evidence> {
  return (await store.claims.load(id))!.record.attributions[0]!.evidence[0]!;
}

const hashOf = async (store: Store) => (await store.claims.load(1))!.record.documents[0]!.sha256;

describe('an excerpt with its text', () => {
  test('an imported excerpt gets its place in code points and its surroundings', async () => {
    const { store, client } = freshStore();
    expect(await tellProblems(store, showing('one', {}, TEXT))).toEqual([]);
    expect(await readPiece(store)).toMatchObject({
      start: 18,
      end: 27,
      prefix: 'Fire 🔥🚒 in Busan, ',
      suffix: '. It was put out, TASS said.',
    });
    expect(client.prepare('select substr(text, 19, 9) from document_text').pluck().get()).toBe('TASS said');
  });

  test('an imported excerpt keeps the place it comes with', async () => {
    const { store } = freshStore();
    expect(await tellProblems(store, showing('one', { start: 45, end: 54, prefix: null }, TEXT))).toEqual([]);
    expect(await readPiece(store)).toMatchObject({ start: 45, end: 54, suffix: '.' });
  });

  test.each([
    ['is not in it', { exact: 'TASS denied' }, "exact does not occur in the document's text"],
    ['is elsewhere', { start: 17, end: 26 }, "start is not where the excerpt stands in the document's text"],
    ['is counted in UTF-16', { start: 20, end: 29 }, "start is not where the excerpt stands in the document's text"],
  ])('an excerpt that %s is refused, whichever file brings the text', async (_, piece, reason) => {
    const { store } = freshStore();
    const expected = [`two.json attributions[0].evidence[0].${reason}`];
    const without = showing('two', piece, undefined, hashText(TEXT));
    expect(await tellProblems(store, showing('one', {}, TEXT), without)).toEqual(expected);
    expect(await tellProblems(store, showing('one', {}, TEXT))).toEqual([]);
    expect(await tellProblems(store, without)).toEqual(expected);
    expect(await store.claims.countAll()).toBe(1);
  });
});

describe('an excerpt that occurs twice', () => {
  test.each([
    ['by what is before it', { prefix: 'It was put out, ' }, 45],
    ['by what is after it', { prefix: null, suffix: '. It was' }, 18],
    ['in another form', { prefix: 'IT  WAS PUT OUT, ' }, 45],
    ['by its place', { prefix: null, start: 45, end: 54 }, 45],
  ])('an excerpt that occurs twice is told %s', async (_, piece, start) => {
    const { store } = freshStore();
    expect(await tellProblems(store, showing('one', piece, TEXT))).toEqual([]);
    expect(await readPiece(store)).toMatchObject({ start });
  });

  test('an excerpt that occurs twice and is told by nothing is refused', async () => {
    const { store } = freshStore();
    for (const piece of [{ prefix: null }, { prefix: 'In Seoul; ' }])
      expect(await tellProblems(store, showing('one', piece, TEXT))).toEqual([
        "one.json attributions[0].evidence[0].exact occurs more than once in the document's text: make it longer, or tell its place by start, or by prefix and suffix",
      ]);
  });
});

test('a hop with more excerpts than one may have is refused', async () => {
  const { store } = freshStore();
  const one = showing('one', {});
  const attributions = one.record.attributions.map((edge) => {
    const [piece] = edge.evidence;
    return { ...edge, evidence: Array.from({ length: 51 }, (_, at) => ({ ...piece!, exact: `words ${at}` })) };
  });
  expect(await tellProblems(store, { ...one, record: { ...one.record, attributions } })).toEqual([
    'one.json attributions[0].evidence must be at most 50 excerpts, not 51',
  ]);
});

describe('a known document without its text', () => {
  test('a document imported again without its text keeps text and hash, and excerpts are placed in it', async () => {
    const { store } = freshStore();
    await bringIn(store, showing('one', {}, TEXT));
    expect(await tellProblems(store, showing('two', {}))).toEqual([]);
    expect(await readPiece(store, 2)).toMatchObject({ start: 18, end: 27 });
    expect(await hashOf(store)).toBe(hashText(TEXT));
    expect((await store.documents.readTexts([STORY])).get(STORY)).toBe(TEXT);
    expect(await bringIn(store, showing('one', {}))).toMatchObject({ value: { unchanged: 1, shared: 0 } });
  });

  test('a document imported again with the hash of another text is refused', async () => {
    const { store } = freshStore();
    await bringIn(store, showing('one', {}, TEXT));
    const other = showing('two', {}, undefined, hashText('another text'));
    expect(await tellProblems(store, other)).toEqual([
      'two.json documents[0].sha256 is not that of the text kept here',
    ]);
  });
});

describe('a text that comes later', () => {
  test('a text that is imported later places the excerpts of its own claim', async () => {
    const { store } = freshStore();
    await bringIn(store, showing('one', {}));
    expect(await readPiece(store)).toMatchObject({ start: null, end: null });
    expect(await bringIn(store, showing('one', {}, TEXT))).toMatchObject({ ok: true, value: { updated: 1 } });
    expect(await readPiece(store)).toMatchObject({ start: 18, end: 27 });
    expect(await hashOf(store)).toBe(hashText(TEXT));
  });

  test('a text that is imported later places the excerpts of other claims and adds to their histories', async () => {
    const { store } = freshStore();
    const first = showing('one', {});
    await bringIn(store, first);
    expect(await tellProblems(store, showing('two', {}, TEXT))).toEqual([]);
    expect(await readPiece(store, 1)).toMatchObject({ start: 18, end: 27, suffix: '. It was put out, TASS said.' });
    expect((await store.claims.load(1))!.revision).toBe(2);
    const { revisions } = await store.history.list(first.record.claim.uid, { before: null, limit: 1 });
    expect(revisions[0]!.changes).toMatchObject([{ kind: 'attribution' }]);
    // To bring the first in again changes nothing.
    expect(await bringIn(store, first)).toMatchObject({ value: { unchanged: 1 } });
  });

  test('a text that is imported later is refused when another claim’s excerpt is not in it', async () => {
    const { store } = freshStore();
    const first = showing('one', { exact: 'TASS denied' });
    await bringIn(store, first);
    expect(await tellProblems(store, showing('two', {}, TEXT))).toEqual([
      `two.json documents[0].text does not contain “TASS denied”, an excerpt that claim ${first.record.claim.uid} uses`,
    ]);
    expect(await store.claims.countAll()).toBe(1);
    expect(await hashOf(store)).toBeNull();
  });
});

describe('what a file does not know of a document', () => {
  test('null in a file never erases what is known of a document', async () => {
    const { store } = freshStore();
    const known = {
      kind: 'page',
      url: 'https://wiki.example/',
      version: '2025-05-03',
      archivedUrl: 'https://a.example/',
    };
    const dates = { publishedAt: '2025', retrievedAt: '2025-06-01', language: 'en' };
    const first = showing('one', {});
    const documents = first.record.documents.map((document) => ({ ...document, ...known, ...dates }) as Document);
    await bringIn(store, { ...first, record: { ...first.record, documents } });
    expect(await bringIn(store, showing('one', {}, TEXT))).toMatchObject({ ok: true });
    expect((await store.claims.load(1))!.record.documents).toMatchObject([
      { ...known, ...dates, sha256: hashText(TEXT) },
    ]);
    expect(await bringIn(store, showing('one', {}))).toMatchObject({ value: { unchanged: 1, shared: 0 } });
  });
});

describe('a corrected text', () => {
  const corrected = `Correction. ${TEXT}`;

  test('a corrected text moves the excerpts of its own claim', async () => {
    const { store, client } = freshStore();
    await bringIn(store, showing('one', { start: 18, end: 27 }, TEXT));
    expect(await tellProblems(store, showing('one', { start: 30, end: 39 }, corrected))).toEqual([]);
    expect(await readPiece(store)).toMatchObject({ start: 30, end: 39 });
    expect(client.prepare('select text from document_text').pluck().all()).toEqual([corrected]);
  });

  test('a corrected text moves the excerpts of other claims', async () => {
    const { store } = freshStore();
    await bringIn(store, showing('one', {}, TEXT), showing('two', { start: 45, end: 54, prefix: null }, TEXT));
    expect(await tellProblems(store, showing('three', {}, corrected))).toEqual([]);
    expect(await readPiece(store, 1)).toMatchObject({ start: 30, end: 39, suffix: '. It was put out, TASS said.' });
    // The second is still the second: it is found again by the words around it.
    expect(await readPiece(store, 2)).toMatchObject({ start: 57, end: 66, suffix: '.' });
  });

  test('a corrected text that would lose an excerpt of another claim is refused', async () => {
    const { store } = freshStore();
    await bringIn(store, showing('one', {}, TEXT), showing('two', { exact: 'put out' }, TEXT));
    expect(await tellProblems(store, showing('one', { start: null, end: null }, 'Fire, TASS said.'))).toHaveLength(1);
    expect((await store.documents.readTexts([STORY])).get(STORY)).toBe(TEXT);
    expect(await hashOf(store)).toBe(hashText(TEXT));
  });
});
