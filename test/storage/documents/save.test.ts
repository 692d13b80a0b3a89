import { describe, expect, test } from 'vitest';
import type { Document, Evidence } from '../../../src/model/records.ts';
import { Conflict } from '../../../src/storage/errors.ts';
import type { Store } from '../../../src/storage/store.ts';
import { uidOf } from '../../support/graph.ts';
import { aDocument, aRecord, uidFrom } from '../../support/records.ts';
import { freshStore, putIn } from '../../support/store.ts';
import type { DocumentDraft } from '../../../src/storage/types.ts';
import { hashText } from '../../../src/text/characters.ts';

const BY = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: 'Corrected.' };
const STORY = uidOf('document', 'ians-story');
const TEXT = 'Fire 🔥🚒 in Busan, TASS said. It was put out, TASS said.';

/** Two claims that show words of one story, and the text of it. */
async function openStory() {
  const { store, client } = freshStore();
  const show = (key: string, exact: string, prefix: string | null) => {
    const record = aRecord(key, 'ians->tass', { seen: 'ians->tass' });
    const attributions = record.attributions.map((edge) => {
      return { ...edge, evidence: edge.evidence.map((piece): Evidence => ({ ...piece, exact, prefix })) };
    });
    return { ...record, attributions };
  };
  await putIn(store, show('one', 'TASS said', 'in Busan, '), show('two', 'Fire 🔥🚒', null));
  const save = async (text: string | null, more: Partial<DocumentDraft & { record: Document }> = {}) => {
    const [stored] = await store.documents.loadByUids([STORY]);
    const sha256 = text === null ? stored!.document.sha256 : hashText(text);
    const record = { ...stored!.document, sha256 };
    await store.documents.save(
      { base: stored!.revision, record, text, newSources: [], instead: new Map(), ...more },
      BY,
    );
  };
  return { store, client, save };
}

async function readPiece(store: Store, id: number): Promise<Evidence> {
  return (await store.claims.load(id))!.record.attributions[0]!.evidence[0]!;
}

const readText = async (store: Store) => (await store.documents.readTexts([STORY])).get(STORY) ?? null;

describe('the text of a document', () => {
  test('saving a text places every excerpt of it in all claims, with their histories', async () => {
    const { store, save } = await openStory();
    await save(TEXT);
    expect(await readPiece(store, 1)).toMatchObject({ start: 18, end: 27 });
    expect(await readPiece(store, 2)).toMatchObject({ start: 0, end: 7 });
    const [stored] = await store.documents.loadByUids([STORY]);
    expect(stored!.document.sha256).toBe(hashText(TEXT));
    const { revisions } = await store.history.list(STORY, { before: null, limit: 1 });
    expect(revisions[0]).toMatchObject({ revision: 2, ...BY });
    expect(revisions[0]!.changes.map(({ kind, after }) => [kind, typeof after])).toEqual([
      ['document', 'object'],
      ['text', 'string'],
    ]);
    const claim = (await store.claims.load(1))!;
    expect(claim.revision).toBe(2);
    const { revisions: told } = await store.history.list(claim.record.claim.uid, { before: null, limit: 1 });
    expect(told[0]).toMatchObject({ ...BY, changes: [{ kind: 'attribution' }] });
  });

  test('excerpts move with a text that is changed', async () => {
    const { store, save } = await openStory();
    await save(TEXT);
    await save(`Updated at ten. ${TEXT}`);
    expect(await readPiece(store, 1)).toMatchObject({ start: 34, end: 43, suffix: '. It was put out, TASS said.' });
    expect(await readText(store)).toBe(`Updated at ten. ${TEXT}`);
    // Between other words it would be another sentence's.
    await expect(save(`Updated at ten. Fire 🔥🚒. It was put out, TASS said.`)).rejects.toBeInstanceOf(Conflict);
    const instead = new Map([['TASS said', 'put out, TASS said']]);
    await save('Updated at ten. Fire 🔥🚒 in Busan. It was put out, TASS said.', { instead });
    expect(await readPiece(store, 1)).toMatchObject({
      exact: 'put out, TASS said',
      prefix: 't ten. Fire 🔥🚒 in Busan. It was ',
    });
  });

  test('a text that would lose an excerpt is refused', async () => {
    const { store, save } = await openStory();
    await save(TEXT);
    await expect(save('Fire 🔥🚒 in Busan, TASS reported.')).rejects.toBeInstanceOf(Conflict);
    expect(await readText(store)).toBe(TEXT);
    expect((await store.claims.load(1))!.revision).toBe(2);
  });

  test('an excerpt is replaced by other words when the editor gives them', async () => {
    const { store, save } = await openStory();
    await save(TEXT);
    const instead = new Map([
      ['TASS said', 'TASS reported'],
      ['Fire 🔥🚒', 'not looked at: it is there'],
    ]);
    await save('Fire 🔥🚒 in Busan, TASS reported.', { instead });
    expect(await readPiece(store, 1)).toMatchObject({ exact: 'TASS reported', start: 18, end: 31, suffix: '.' });
    expect(await readPiece(store, 2)).toMatchObject({ exact: 'Fire 🔥🚒', start: 0 });
  });

  test('removing a text keeps its hash and places, and the history tells of it', async () => {
    const { store, save } = await openStory();
    await save(TEXT);
    await save(null);
    expect(await readText(store)).toBeNull();
    expect(await readPiece(store, 1)).toMatchObject({ start: 18, end: 27 });
    const [stored] = await store.documents.loadByUids([STORY]);
    expect(stored!.document.sha256).toBe(hashText(TEXT));
    const { revisions } = await store.history.list(STORY, { before: null, limit: 1 });
    expect(revisions[0]!.changes[1]).toEqual({ kind: 'text', uid: STORY, before: hashText(TEXT), after: null });
    expect((await store.claims.load(1))!.revision).toBe(2);
    await save(TEXT);
    expect(await readText(store)).toBe(TEXT);
  });

  test('saving the same text again writes nothing', async () => {
    const { store, save } = await openStory();
    await save(TEXT);
    await save(TEXT);
    expect((await store.documents.loadByUids([STORY]))[0]!.revision).toBe(2);
  });

  test('only one of a text and an excerpt that no longer fits it is saved when both come at once', async () => {
    const { store, save } = await openStory();
    await save(TEXT);
    const { record } = (await store.claims.load(2))!;
    const attributions = record.attributions.map((edge) => {
      const [piece] = edge.evidence;
      return { ...edge, evidence: [{ ...piece!, exact: 'put out', start: 37, end: 44, prefix: null, suffix: null }] };
    });
    const base = { id: 2, revision: 2 };
    // Both have read before either writes.
    const [text, claim] = await Promise.allSettled([
      save('Fire 🔥🚒 in Busan, TASS said.'),
      store.claims.save({ base, record: { ...record, attributions }, texts: new Map() }, BY),
    ]);
    const written = [text, claim].filter(({ status }) => status === 'fulfilled');
    expect(written).toHaveLength(1);
    const lost = [text, claim].find((outcome) => outcome.status === 'rejected')!;
    expect(String(lost.reason)).toMatch(/Conflict|Refused/);
  });
});

describe('a document', () => {
  test('a document is saved with its new publisher', async () => {
    const { store } = freshStore();
    const unknown = { country: null, parent: null, parentRelation: null, homepage: null, wikidata: null };
    const courier = { uid: uidFrom('courier'), name: 'Courier', kind: 'outlet' as const, aliases: [], ...unknown };
    const record = aDocument(uidFrom('fresh'), { publisher: courier.uid, sha256: hashText('A text.') });
    const draft = { base: null, record, text: 'A text.', newSources: [courier], instead: new Map<string, string>() };
    await store.documents.save(draft, BY);
    expect((await store.documents.load(1))!.document).toEqual(record);
    expect((await store.documents.readTexts([record.uid])).get(record.uid)).toBe('A text.');
    const page = { publisher: null, after: null, limit: 10 };
    expect((await store.documents.list({ ...page, published: false })).items).toHaveLength(1);
    expect((await store.documents.list({ ...page, published: true })).items).toEqual([]);
    expect(await store.documents.isPublic(1)).toBe(false);
  });

  test('the second of two editors of the same revision of a document gets a conflict', async () => {
    const { store, save } = await openStory();
    const [stored] = await store.documents.loadByUids([STORY]);
    const record = { ...stored!.document, title: 'Mine' };
    await save(null);
    await save(null, { record, base: 1 });
    await expect(save(null, { record: { ...record, title: 'Yours' }, base: 1 })).rejects.toBeInstanceOf(Conflict);
    expect((await store.documents.loadByUids([STORY]))[0]!.document.title).toBe('Mine');
  });

  test('the excerpts of a document are listed in the order of its text, those of drafts for editors only', async () => {
    const { store, save } = await openStory();
    await save(TEXT);
    const { record } = (await store.claims.load(2))!;
    const draft = { ...record, claim: { ...record.claim, status: 'draft' as const } };
    await store.claims.save({ base: { id: 2, revision: 2 }, record: draft, texts: new Map() }, BY);
    const { id } = (await store.documents.loadByUids([STORY]))[0]!;
    const all = await store.documents.listExcerpts(id, { published: false, limit: 10 });
    expect(all.excerpts.map(({ exact, claim, hop }) => [exact, claim.id, hop.citing.name, hop.cited.name])).toEqual([
      ['Fire 🔥🚒', 2, 'ians', 'tass'],
      ['TASS said', 1, 'ians', 'tass'],
    ]);
    const shown = await store.documents.listExcerpts(id, { published: true, limit: 10 });
    expect(shown).toMatchObject({ total: 1, excerpts: [{ exact: 'TASS said', claim: { id: 1 } }] });
    expect((await store.documents.listExcerpts(id, { published: false, limit: 1 })).excerpts).toHaveLength(1);
  });
});
