/** A document that is named in a form: found, asked about, or made in place. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Document, Source } from '../../../../../src/model/records.ts';
import type { Store } from '../../../../../src/storage/store.ts';
import {
  chooseDocument,
  EMPTY_CHOICE,
  findDocument,
  listDocuments,
  NO_DOCUMENT,
  readDocumentChoice,
  nameDocument,
  type DocumentChoice,
  type NamedDocument,
} from '../../../../../src/web/claims/edit/chain/documents.ts';
import { aDocument, aRecord, uidFrom } from '../../../../support/records.ts';
import { freshStore, putIn } from '../../../../support/store.ts';

const URL_HERE = 'https://coastwire.example/bridge';

let store: Store;
let coastwire: Source;
let here: Document;
let twins: Document[];
beforeEach(async () => {
  ({ store } = freshStore());
  const record = aRecord('one', 'ians < tass');
  coastwire = { ...record.sources[0]!, name: 'Coastwire' };
  const of = (key: string, more: Partial<Document>) => aDocument(uidFrom(key), { publisher: coastwire.uid, ...more });
  here = of('bridge', { title: 'Bridge shut', url: URL_HERE, publishedAt: '2025-03-03' });
  twins = ['2025-03-04', '2025-03-05'].map((publishedAt) => of(publishedAt, { title: 'Morning brief', publishedAt }));
  const longer = Array.from({ length: 8 }, (_, at) =>
    of(`longer ${at}`, { title: `Morning brief of day ${at}`, publishedAt: `2025-03-1${at}` }),
  );
  const [first, ...rest] = record.statements;
  const statements = [{ ...first!, document: here.uid }, ...rest];
  const sources = [coastwire, ...record.sources.slice(1)];
  const documents = [...record.documents, here, ...twins, ...longer];
  const reports = [...twins, ...longer].map(({ uid }) => ({
    ...first!,
    uid: uidFrom(`reports ${uid}`),
    document: uid,
  }));
  await putIn(store, { ...record, sources, documents, statements: [...statements, ...reports] });
});

const near = (...documents: Document[]): NamedDocument[] => listDocuments({ documents, sources: [coastwire] });
const MAKING = () => ({ publisher: coastwire.uid, publishedAt: '2025-03-06', makeUid: () => uidFrom('made') });

const find = async (typed: string, more: Partial<DocumentChoice> = {}, others: readonly NamedDocument[] = []) =>
  findDocument(store, 'card-0-document', { ...EMPTY_CHOICE, typed, ...more }, others, MAKING());

describe('a document that is here', () => {
  it.each([
    ['its title', 'Bridge shut'],
    ['its title in other letters', ' bridge  SHUT'],
    ['its title, publisher and date', 'Bridge shut (Coastwire, 3 March 2025)'],
    ['its address', URL_HERE],
    ['its address without https', 'coastwire.example/bridge'],
    ['its address with what only counts readers', `${URL_HERE}?utm_source=feed`],
  ])('is found by %s', async (_, typed) => {
    const found = await find(typed);
    expect([found.document?.uid, found.issues, found.question, found.isFresh]).toEqual([here.uid, [], null, false]);
  });

  it('is written so that it is found again', async () => {
    for (const named of near(here, ...twins)) {
      expect((await find(nameDocument(named))).document?.uid).toBe(named.document.uid);
      expect((await find(...spread(chooseDocument(named)))).document?.uid).toBe(named.document.uid);
    }
    expect(nameDocument({ document: aDocument('x', { title: 'Bare' }), publisher: null })).toBe('Bare');
  });

  it('of a title that several have, the one that was chosen is meant, or else it is asked which', async () => {
    const asked = await find('Morning brief');
    expect(asked).toMatchObject({ document: null, issues: [{ field: 'card-0-document-pick' }] });
    expect(asked.issues[0]!.message).toBe('Which document is “Morning brief”?');
    expect(asked.question!.candidates.map(({ document }) => document.uid).sort()).toEqual(
      twins.map(({ uid }) => uid).sort(),
    );
    const answer = { pick: twins[1]!.uid, pickedFor: 'Morning brief' };
    expect((await find('Morning brief', answer)).document?.uid).toBe(twins[1]!.uid);
    // An answer for other words is none.
    expect((await find('Morning brief', { ...answer, pickedFor: 'Bridge shut' })).question).not.toBeNull();
    expect((await find('Morning brief', { ...answer, pick: uidFrom('nobody') })).question).not.toBeNull();
  });
});

describe('documents near at hand', () => {
  it('are meant before any other of their title: the story, and those of the claim', async () => {
    const story = aDocument(uidFrom('story'), { publisher: coastwire.uid, title: 'Bridge shut', url: null });
    expect((await find('Bridge shut', {}, near(story))).document?.uid).toBe(story.uid);
    expect((await find('Morning brief', {}, near(twins[0]!))).document?.uid).toBe(twins[0]!.uid);
    const sameUrl = { ...story, title: 'Another', url: URL_HERE };
    expect((await find(URL_HERE, {}, near(sameUrl))).document?.uid).toBe(story.uid);
  });

  it('are offered where the words name none', async () => {
    const story = aDocument(uidFrom('story'), { publisher: coastwire.uid, title: 'Untitled' });
    const asked = await find('Bridge', {}, near(story));
    expect(asked.issues[0]!.message).toBe('No document here is called “Bridge”: choose one, or make a new one');
    expect(asked.question!.candidates.map(({ document }) => document.uid)).toEqual([story.uid, here.uid]);
    const chosen = await find('Bridge', { pick: story.uid, pickedFor: 'Bridge' }, near(story));
    expect(chosen.document?.uid).toBe(story.uid);
  });
});

describe('a document that is not here', () => {
  it('is none where nothing was typed', async () => {
    expect(await find('')).toEqual(NO_DOCUMENT);
  });

  it('is asked about, and made when that is chosen, of its publisher and date', async () => {
    for (const typed of ['Minutes of 4 June', 'https://council.example/minutes']) {
      expect(await find(typed)).toMatchObject({ document: null, question: { typed, candidates: [] } });
    }
    const made = await find('Minutes of 4 June', { pick: 'new', pickedFor: 'Minutes of 4 June' });
    expect(made).toMatchObject({ isFresh: true, issues: [], text: null, question: null });
    // Nobody here has read it.
    const unread = { retrievedAt: null, sha256: null, url: null };
    const own = { uid: uidFrom('made'), publisher: coastwire.uid, publishedAt: '2025-03-06' };
    expect(made.document).toMatchObject({ title: 'Minutes of 4 June', ...own, ...unread });
  });

  it('named by its address needs a title', async () => {
    const url = 'https://council.example/minutes';
    const asked = await find(url, { pick: 'new', pickedFor: url });
    expect(asked).toMatchObject({ document: null, issues: [{ field: 'card-0-document-title' }] });
    const made = await find(url, { pick: 'new', pickedFor: url, title: 'Minutes' });
    expect(made.document).toMatchObject({ title: 'Minutes', url });
  });

  it('is not made for other words than those it was chosen for, nor where none can be made', async () => {
    const other = await find('Minutes of 5 June', { pick: 'new', pickedFor: 'Minutes of 4 June' });
    expect([other.document, other.question?.typed]).toEqual([null, 'Minutes of 5 June']);
    const choice = { ...EMPTY_CHOICE, typed: 'Minutes', pick: 'new', pickedFor: 'Minutes' };
    const none = await findDocument(store, 'piece-0-document', choice, [], null);
    expect([none.document, none.issues[0]!.field]).toEqual([null, 'piece-0-document-pick']);
  });

  it('with a title that can’t be kept is refused by its field', async () => {
    const typed = 'x'.repeat(5_000);
    const refused = await find(typed, { pick: 'new', pickedFor: typed });
    expect(refused).toMatchObject({ document: null, issues: [{ field: 'card-0-document-title' }] });
  });
});

it('a choice is read from the fields of its name', () => {
  const body = { 'a-document': ' Bridge ', 'a-document-pick': 'new', 'a-document-pickedFor': 'Bridge' };
  expect(readDocumentChoice(body, 'a-document')).toEqual({
    typed: 'Bridge',
    pick: 'new',
    pickedFor: 'Bridge',
    title: '',
  });
  expect(readDocumentChoice(null, 'a-document')).toEqual(EMPTY_CHOICE);
});

/** As `find` takes it. */
function spread({ typed, ...more }: DocumentChoice): [string, Partial<DocumentChoice>] {
  return [typed, more];
}
