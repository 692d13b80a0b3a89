/** `/documents/:id/read`: a story's proposals are shown, mended, looked at and saved. */
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { analyse } from '../../../src/provenance/analysis.ts';
import {
  buildAboutReadingModel,
  FIGURES as MEASURED,
  type Figures,
} from '../../../src/web/documents/read/about-reading.ts';
import { compileViews, readAssets } from '../../../src/web/views/engine.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { answerKinds, DOCUMENT, findProposal, openDesk, readFields, STORY, type Fields } from './reading-desk.ts';
import { read } from '../signed-in.ts';
import { readHtml } from '../html.ts';
import { openApp, type Answer } from '../open-app.ts';
import type { LoadedClaim } from '../../../src/storage/types.ts';

type Desk = Awaited<ReturnType<typeof openDesk>>;

let desk: Desk;
let fields: Fields;
const open = async (): Promise<void> => {
  desk = await openDesk();
  fields = readFields(await desk.see(desk.path));
};

/** The closed bridge: Meridian, which cites the ministry. */
const takeBridge = (more: Fields = {}): Fields => {
  const n = findProposal(fields, 'The harbour bridge');
  return { ...fields, [`p-${n}-take`]: 'yes', ...answerKinds(fields, n, 'agency', 'government'), ...more };
};

/** Looks, then saves what the look sends. */
async function save(sent: Fields): Promise<Answer> {
  const look = await desk.send(sent, 'look');
  expect(look.status, read(look).text).toBe(200);
  return desk.send(readFields(look), 'save');
}

const load = async (id: number): Promise<LoadedClaim> => (await desk.store.claims.load(id))!;
const named = ({ record }: LoadedClaim): string[] => record.sources.map(({ name }) => name).sort();

describe('the reading page', () => {
  beforeAll(open);

  it('the reading page is linked from the form and the document, for editors only', async () => {
    expect(desk.path).toBe('/documents/1/read');
    expect((await desk.see('/documents/new')).text).toContain('Save and find attributions');
    expect(read(await desk.see('/documents/1-bridge-stays-closed')).hrefs).toContain(desk.path);
    expect((await desk.get(desk.path)).headers.location).toMatch(/^\/sign-in/);
    expect((await desk.post(desk.path, fields)).status).toBe(401);
    expect((await desk.see('/documents/99/read')).status).toBe(404);
  });

  it('the reading page shows the whole story with marks, and every proposal with its chain, support and rule', async () => {
    const answer = await desk.see(desk.path);
    const page = read(answer);
    expect(page.title).toBe('Find attributions: Bridge stays closed – Hearsay');
    const [, text] = /<div class="whole reading-text"[^>]*>(.*?)<\/div>/s.exec(answer.text)!;
    const bare = text!
      .replace(/<span class="hidden"[^>]*>[^<]*<\/span>/g, '')
      .replace(/<sup>.*?<\/sup>/g, '')
      .replace(/<[^>]*>/g, '');
    expect(bare.replaceAll('&#x27;', "'").replaceAll('&quot;', '"')).toBe(STORY);
    expect(page.text).toMatch(/Coastwire news agency Meridian news agency .* Transport Ministry of Norland/);
    expect(page.text).toContain('very likely The first hop was read here; 1 more second-hand.');
    expect(page.text).toContain('Why: citing , words for citing');
    expect(page.text).toContain('Less sure');
    // Nothing is taken that nobody has ticked.
    expect(Object.keys(fields).filter((name) => name.endsWith('-take'))).toEqual([]);
    expect(page.hrefs).toContain('/about/reading');
  });

  it('the reading page recognises sources by name and alias and asks about others', async () => {
    const page = read(await desk.see(desk.path));
    expect(page.text).toContain('Which source is “Jens Egede”?');
    expect(page.text).not.toContain('Already here as Jens Egede');
    const egede = { name: 'Jens Egede', kind: 'person' };
    await desk.post('/sources/new', egede, desk.cookie);
    expect(read(await desk.see(desk.path)).text).toContain('Already here as Jens Egede (person).');
  });

  it('the reading page says so when there is no text and when nothing was found', async () => {
    const { text: _, 'publisher-pick': __, ...textless } = DOCUMENT;
    const made = await desk.post('/documents/new', { ...textless, title: 'No text', action: 'read' }, desk.cookie);
    const page = read(await desk.see(made.headers.location!));
    expect(page.text).toContain('The text of this document is not kept here');
    expect(page.hrefs).toContain('/documents/2/edit');
    expect((await desk.post(made.headers.location!, fields, desk.cookie)).status).toBe(200);
    const empty = await openDesk('Rain. More rain.');
    expect(read(await empty.see(empty.path)).text).toContain('No attribution was found');
    expect((await empty.send({}, 'look')).status).toBe(422);
  });
});

describe('texts that are hard to read', () => {
  it('a cue that was not understood is marked in the text', async () => {
    const { see, path } = await openDesk('The mayor reported for work on Monday. Officials said the quay was shut.');
    const answer = await see(path);
    expect(answer.text).toMatch(/<mark class="read-unread"><span[^>]*>not understood: <\/span>reported<\/mark>/);
    expect(read(answer).text).toContain('Found, but not understood reported What is told was not found.');
  });

  it('a text too long to read is refused in words', async () => {
    const { see, send, path } = await openDesk('😀'.repeat(100_001));
    const page = read(await see(path));
    expect(page.text).toContain('This text was not read: The text has 200002 characters');
    expect((await send({}, 'look')).status).toBe(422);
  });

  it('excerpts are located again when the text was changed in the meantime', async () => {
    await open();
    const text = STORY.replace('on Monday', 'on Tuesday').replace('PORT ALDER', 'PORT ALDER 🔧');
    const changed = { ...DOCUMENT, 'publisher-pick': '', text, revision: '1' };
    expect((await desk.post('/documents/1/edit', changed, desk.cookie)).status).toBe(303);
    const late = await desk.send(takeBridge(), 'look');
    expect(late.status).toBe(422);
    expect(read(late).text).toContain('Proposal 1: these words are not in the text');
    const n = findProposal(fields, 'The captain was');
    expect((await save({ ...fields, [`p-${n}-take`]: 'yes' })).status).toBe(303);
    const [piece] = (await load(1)).record.attributions[0]!.evidence;
    expect(Array.from(text).slice(piece!.start!, piece!.end!).join('')).toBe('Officials said the captain was tired.');
  });
});

describe('sending proposals', () => {
  beforeAll(open);

  it('proposals without a tick are not taken', async () => {
    const answer = await desk.send(fields, 'look');
    expect(answer.status).toBe(422);
    expect(read(answer).text).toContain('Tick at least one proposal');
    expect(await desk.store.claims.countAll()).toBe(0);
    const json = await desk.post(desk.path, { ...fields, action: 'save' }, desk.cookie);
    expect(json.status).toBe(422);
  });

  it('going back from the preview keeps what was typed', async () => {
    const look = await desk.send(takeBridge(), 'look');
    const back = readFields(await desk.send(readFields(look), 'back'));
    expect(back).toMatchObject(takeBridge());
  });

  it('wrong values in proposals are refused by their fields', async () => {
    const n = findProposal(fields, 'The harbour bridge');
    const wrong = takeBridge({
      ...{ [`p-${n}-claim`]: '', [`p-${n}-stance`]: 'sings', [`p-${n}-h-1-excerpt`]: 'Not in the text.' },
      ...{ [`p-${n}-h-2-manner`]: 'shouts', [`p-${n}-h-2-cue`]: 'x'.repeat(301), status: 'withdrawn', language: '?' },
    });
    const answer = await desk.send(wrong, 'save');
    expect(answer.status).toBe(422);
    const wanted = ['claim', 'stance', 'h-1-excerpt', 'h-2-manner', 'h-2-cue'].map((name) => `#f-p-${n}-${name}`);
    expect(read(answer).hrefs).toEqual(expect.arrayContaining([...wanted, '#f-status', '#f-language']));
    expect(readFields(answer)[`p-${n}-h-1-excerpt`]).toBe('Not in the text.');
    const nowhere = await desk.send(takeBridge({ [`p-${n}-join`]: '99' }), 'save');
    expect(nowhere.status).toBe(422);
    expect(await desk.store.claims.countAll()).toBe(0);
  });

  it('hostile values in every field of a proposal are refused or escaped', async () => {
    const n = findProposal(fields, 'The harbour bridge');
    const names = Object.keys(takeBridge()).filter((name) => name.startsWith(`p-${n}-`));
    for (const input of HOSTILE.filter((_, at) => at % 6 === 0)) {
      const all = Object.fromEntries([...names, 'status', 'language', 'action'].map((name) => [name, input]));
      const answer = await desk.post(desk.path, { ...fields, ...all }, desk.cookie);
      expect(answer.status, JSON.stringify(input)).toBeLessThan(500);
      expect(answer.text).not.toMatch(/<script>alert|onerror=alert\(1\)>/);
      const words = takeBridge({ [`p-${n}-claim`]: input, [`p-${n}-h-1-source`]: input, [`p-${n}-h-1-cue`]: input });
      expect([200, 422], JSON.stringify(input)).toContain((await desk.send(words, 'look')).status);
      const query = encodeURIComponent(input.toWellFormed().slice(0, 500));
      expect((await desk.see(`${desk.path}?made=${query}&joined=${query}`)).status).toBe(200);
    }
  });
});

describe('saving proposals', () => {
  beforeEach(open);

  it('a proposal is previewed before it is saved in one step', async () => {
    const look = await desk.send(takeBridge(), 'look');
    const page = read(look);
    expect(look.status).toBe(200);
    expect(page.text).toContain('1 claim and 2 new sources');
    expect(page.text).toContain('3 new statements, 2 new hops, 2 new pieces of evidence.');
    expect(await desk.store.claims.countAll()).toBe(0);
    const saved = await desk.send(readFields(look), 'save');
    expect(saved.headers.location).toBe('/documents/1/read?made=1&joined=');
    // A second click, or the preview sent again after a lost answer.
    const again = await Promise.all([1, 2].map(() => desk.send(readFields(look), 'save')));
    expect(again.map(({ headers }) => headers.location)).toEqual([1, 2].map(() => saved.headers.location));
    expect(await desk.store.claims.countAll()).toBe(1);
    const done = read(await desk.see(saved.headers.location!));
    expect(done.hrefs.filter((href) => href.startsWith('/claims/1-the-harbour-bridge'))).toHaveLength(1);
    const claim = await load(1);
    expect(claim.record.claim).toMatchObject({ status: 'draft', language: 'en' });
    expect(named(claim)).toEqual(['Coastwire', 'Meridian news agency', 'Transport Ministry of Norland']);
    const { hops, support } = analyse(claim.record);
    expect(hops).toEqual({ fewest: 2, most: 2, open: true });
    expect([...support.values()].sort()).toEqual(['read', 'second-hand']);
    const report = claim.record.statements.find(({ document }) => document !== null)!;
    expect(report).toMatchObject({ statedAt: '2025-03-03', wording: expect.stringMatching(/^The harbour/) as string });
    for (const piece of claim.record.attributions.flatMap(({ evidence }) => evidence))
      expect(Array.from(STORY).slice(piece.start!, piece.end!).join('')).toBe(piece.exact);
    const { revisions } = await desk.store.history.list(claim.record.claim.uid, { before: null, limit: 1 });
    expect(revisions[0]).toMatchObject({ actor: 'Kim Min', reason: 'read from document 1' });
  });

  it('a proposal’s sources, chain, words and stance can be corrected', async () => {
    const n = findProposal(fields, 'Its vessel');
    const words = { [`p-${n}-claim`]: 'The ship was too fast.', [`p-${n}-take`]: 'yes', status: 'published' };
    const mended = { ...fields, ...words, ...answerKinds(fields, n, 'organisation') };
    expect(fields[`p-${n}-stance`]).toBe('denies');
    const longer = await desk.send(mended, `insert-p-${n}-h-1`);
    const typed = readFields(longer);
    expect(longer.text.match(/<details open>/g)).toHaveLength(1);
    expect(typed[`p-${n}-claim`]).toBe('The ship was too fast.');
    expect(typed[`p-${n}-h-2-source`]).toBe('Ravn Line');
    const open = await desk.send(typed, 'look');
    expect(open.status).toBe(422);
    expect(read(open).hrefs).toContain(`#f-p-${n}-h-1-source`);
    const agency = { [`p-${n}-h-1-source`]: 'Meridian', [`p-${n}-h-1-cue`]: 'by way of' };
    const asked = await desk.send({ ...readFields(open), ...agency }, 'look');
    expect(asked.status).toBe(422);
    const kinds = answerKinds(readFields(asked), n, 'agency');
    await save({ ...readFields(asked), ...kinds });
    const { record } = await load(1);
    expect(record.claim).toMatchObject({ text: 'The ship was too fast.', status: 'published' });
    expect(record.statements.map(({ stance }) => stance)).toEqual(['denies', 'denies', 'denies']);
    expect([...analyse(record).support.values()].sort()).toEqual(['second-hand', 'unsupported']);
    const less = readFields(await desk.send(mended, `remove-p-${n}-h-1`));
    expect(less).not.toHaveProperty(`p-${n}-h-1-source`);
  });

  it('two proposals with the same words become one claim with two chains', async () => {
    const [bridge, captain] = [findProposal(fields, 'The harbour bridge'), findProposal(fields, 'The captain was')];
    const words = fields[`p-${bridge}-claim`]!.toUpperCase();
    await save(takeBridge({ [`p-${captain}-take`]: 'yes', [`p-${captain}-claim`]: words }));
    expect(await desk.store.claims.countAll()).toBe(1);
    const { record } = await load(1);
    expect(record.statements).toHaveLength(4);
    expect(record.sources.filter(({ kind }) => kind === 'unnamed')).toHaveLength(1);
    expect(analyse(record).chains).toHaveLength(2);
  });

  it('an answer about a name counts for all proposals with that name', async () => {
    const [cost, rail] = [findProposal(fields, 'Repairs would'), findProposal(fields, 'We have no')];
    const both = { ...fields, [`p-${cost}-take`]: 'yes', [`p-${rail}-take`]: 'yes' };
    const first = answerKinds(fields, cost, 'person');
    const open = { ...both, ...first, [`p-${rail}-h-1-pick`]: '', [`p-${rail}-h-1-kind`]: '' };
    const two = await desk.send({ ...open, ...answerKinds(fields, rail, 'organisation') }, 'look');
    expect(two.status).toBe(422);
    expect(read(two).text).toContain('“Jens Egede” is a person above: choose the same kind here');
    const saved = await save(open);
    expect(saved.headers.location).toBe('/documents/1/read?made=1.2&joined=');
    expect(await desk.store.sources.findByName('Jens Egede')).toHaveLength(1);
  });

  it('a proposal can be joined to a known claim, which otherwise stays as it is', async () => {
    await save(takeBridge({ status: 'published' }));
    const again = await desk.see(desk.path);
    expect(read(again).text).toContain('Is it one of these?');
    fields = readFields(again);
    const n = findProposal(fields, 'The harbour bridge');
    const same = read(await desk.send({ ...fields, [`p-${n}-take`]: 'yes', [`p-${n}-join`]: '1' }, 'look'));
    expect(same.text).toContain('Nothing new: everything is already there.');
    const captain = findProposal(fields, 'The captain was');
    const taken = { ...fields, [`p-${captain}-take`]: 'yes', [`p-${captain}-join`]: '1', status: 'draft' };
    const look = await desk.send(taken, 'look');
    expect(read(look).text).toContain('already in this claim');
    expect((await desk.send(readFields(look), 'save')).headers.location).toBe('/documents/1/read?made=&joined=1');
    const { record, revision } = await load(1);
    expect(record.claim.status).toBe('published');
    expect([record.statements.length, revision]).toEqual([4, 2]);
    // The same mention, read again, is no second source.
    const look2 = await desk.send(taken, 'look');
    expect(read(look2).text).toContain('Nothing new');
  });

  it('proposals that conflict with another editor’s change are not saved and not lost', async () => {
    await save(takeBridge());
    const captain = findProposal(fields, 'The captain was');
    const taken = { ...fields, [`p-${captain}-take`]: 'yes', [`p-${captain}-join`]: '1' };
    const rail = findProposal(fields, 'We have no');
    const two = { ...taken, [`p-${rail}-take`]: 'yes', ...answerKinds(fields, rail, 'person') };
    const look = await desk.send(two, 'look');
    const { record } = await load(1);
    const claim = { text: 'Their words.', language: 'en', status: 'draft', revision: '1' };
    expect((await desk.post('/claims/1/edit', claim, desk.cookie)).status).toBe(303);
    const late = await desk.send(readFields(look), 'save');
    expect(late.status).toBe(409);
    expect(read(late).text).toMatch(/Somebody else has changed one of these claims.*Their words\./);
    expect(await desk.store.claims.countAll()).toBe(1);
    expect((await load(1)).record.statements).toHaveLength(record.statements.length);
    expect((await desk.send(readFields(late), 'save')).status).toBe(303);
    expect(await desk.store.claims.countAll()).toBe(2);
  });
});

describe('the page about reading', () => {
  const FIGURES: Figures = {
    measuredOn: '2025-06-20',
    wordsPerSecond: 21_000,
    sets: [
      {
        texts: 'Stories of our own, set aside before any rule was tuned',
        scores: [
          { what: 'Source', precision: 80, recall: 60.5, f1: 68.9 },
          { what: 'Whole chain', precision: null, recall: null, f1: 0 },
        ],
      },
    ],
  };

  it('the page about reading is public and says what is not measured yet', async () => {
    const { get } = openApp();
    const page = read(await get('/about/reading'));
    expect(page.text).toContain('What it misses');
    expect(page.text.includes('Not measured yet')).toBe(MEASURED === null);
    expect((await get('/about/reading.json')).body).toEqual({ figures: MEASURED });
  });

  it('the page about reading shows what was measured', () => {
    const views = fileURLToPath(new URL('../../../views', import.meta.url));
    const render = compileViews(views, readAssets(`${views}/assets`));
    const menu = { main: [], searchHref: null, signInHref: null, person: null };
    const frame = { title: 'How stories are read', canonical: null, json: null, menu };
    const page = readHtml(render('reading/about', frame, buildAboutReadingModel(FIGURES)));
    expect(page.problems()).toEqual([]);
    expect(page.text).toMatch(/Measured 20 June 2025.*21,000 words a second/);
    expect(page.text).toMatch(/Source 80% 60.5% 68.9% Whole chain not given not given 0%/);
    const none = readHtml(render('reading/about', frame, buildAboutReadingModel(null)));
    expect(none.text).toContain('Not measured yet. Until it is, treat every proposal as a guess.');
  });
});
