/** What a story shows when it is read: its text with marks, and its proposals. */
import { beforeAll, describe, expect, it } from 'vitest';
import { read } from '../../../signed-in.ts';
import { loadAt, type Fields } from '../desk.ts';
import { bareStory, type Desk, DOCUMENT, findProposal, KNOWN, openDesk, readForm, STORY } from './desk.ts';

let desk: Desk;
const open = async (): Promise<void> => {
  desk = await openDesk();
};

describe('the proposals of a document', () => {
  beforeAll(open);

  it('a document leads editors to its proposals, and nobody else', async () => {
    expect((await desk.see('/documents/new')).text).toContain('Save and find attributions');
    const made = await desk.post(
      '/documents/new',
      { ...DOCUMENT, 'publisher-pick': '', title: 'Another', action: 'read' },
      desk.cookie,
    );
    expect(made.headers.location).toBe('/claims/new?document=2');
    expect(read(await desk.see('/documents/1-bridge-stays-closed')).hrefs).toContain(KNOWN);
    expect(read(await desk.get('/documents/1-bridge-stays-closed')).hrefs).not.toContain(KNOWN);
    expect((await desk.get(KNOWN)).headers.location).toMatch(/^\/sign-in/);
    expect((await desk.post(desk.form.path, desk.form.fields)).status).toBe(401);
    for (const none of ['99', '0', 'x', '-1', '1e9', '9'.repeat(30)]) {
      expect((await desk.see(`/claims/new?document=${none}`)).status, none).toBe(404);
    }
  });

  it('the whole story is shown with marks, and every proposal with its chain, support and rule', async () => {
    const answer = await desk.see(KNOWN);
    const page = read(answer);
    expect(page.title).toBe('Add a claim – Hearsay');
    expect(bareStory(answer)).toBe(STORY);
    expect(answer.text).toMatch(/<div class="whole reading-text"[^>]* lang="en">/);
    expect(page.text).toMatch(/Coastwire news agency Meridian news agency .* Transport Ministry of Norland/);
    expect(page.text).toContain('very likely The first hop was read here; 1 more second-hand.');
    expect(page.text).toContain('Why: citing , words for citing');
    expect(page.text).toContain('Less sure');
    expect(page.hrefs).toContain('/about/reading');
  });

  it('none is ticked, and nobody is asked about a story that is here', () => {
    expect(Object.keys(desk.form.fields).filter((name) => name.endsWith('-take'))).toEqual([]);
    expect(Object.keys(desk.form.fields).filter((name) => /^story-(?!known)/.test(name))).toEqual([]);
    expect(desk.form.fields['p-0-card-0-source']).toBe('Coastwire');
  });

  it('the number after a cue leads to the proposal that it shows', async () => {
    const { text } = await desk.see(KNOWN);
    for (const [claim, cue] of Object.entries({ 'The harbour bridge': 'citing', 'Its vessel': 'denied' })) {
      const n = findProposal(desk.form.fields, claim);
      expect(text).toMatch(new RegExp(`${cue}</mark><sup><a href="#p-${n}"><span[^>]*>proposal </span>${n + 1}</a>`));
      expect(text).toMatch(new RegExp(`id="p-${n}"[^>]*>\\s*<h3[^>]*><span class="reading-number">${n + 1}<`));
    }
  });

  it('sources are recognised by name and alias, and each other name is asked about once', async () => {
    const page = read(await desk.see(KNOWN));
    // He is named, and then meant by “he”.
    expect(Object.values(desk.form.fields).filter((value) => value === 'Jens Egede').length).toBeGreaterThan(2);
    expect(page.text.match(/Which source is “Jens Egede”\?/g)).toHaveLength(1);
    expect(page.text).not.toContain('Already here as Jens Egede');
    const line = { name: 'Ravn Shipping', kind: 'organisation', 'alias-0-name': 'Ravn Line' };
    expect((await desk.post('/sources/new', line, desk.cookie)).status).toBe(303);
    await desk.post('/sources/new', { name: 'Jens Egede', kind: 'person' }, desk.cookie);
    const known = read(await desk.see(KNOWN)).text;
    expect(known).toContain('Already here as Jens Egede (person).');
    expect(known).toContain('Already here as Ravn Shipping (organisation).');
  });

  it('who published a document is known, even where several have that name', async () => {
    const two = await openDesk();
    await two.post('/sources/new', { name: 'Coastwire', kind: 'outlet', country: 'IS' }, two.cookie);
    const page = await two.see(KNOWN);
    expect(read(page).text).not.toContain('Which source is “Coastwire”?');
    [desk, desk.form] = [two, readForm(page)];
    const { record } = await loadAt(two, await desk.save(desk.tick('The captain was')));
    expect(record.statements.find(({ document }) => document !== null)!.source).toBe(record.documents[0]!.publisher);
  });

  it('a document without a text has no proposals: its chain is typed', async () => {
    const { text: _, 'publisher-pick': __, ...textless } = DOCUMENT;
    const made = await desk.post('/documents/new', { ...textless, title: 'No text', action: 'read' }, desk.cookie);
    const page = await desk.see(made.headers.location!);
    expect(readForm(page).fields).toMatchObject({ mode: 'cards', 'card-0-source': '' });
    expect(read(page).text).toContain('Already here: No text (Coastwire, 3 March 2025)');
    expect(page.text).not.toContain('value="read-story"');
  });

  it('a text in which nothing is found says so, and a chain can be typed instead', async () => {
    const empty = await openDesk('Rain. More rain.');
    const page = await empty.see(KNOWN);
    expect(read(page).text).toContain('No attribution was found');
    expect((await empty.press(readForm(page), 'continue')).status).toBe(422);
    const typed = readForm(await empty.press(readForm(page), 'type-chain'));
    expect(typed.fields).toMatchObject({ mode: 'cards', 'card-0-source': '' });
    expect(typed.fields['story-known']).toBe(readForm(page).fields['story-known']);
  });
});

describe('texts that are hard to read', () => {
  it('where no full sentence can be cut from the story, the claim is empty and asked for', async () => {
    const { see, press } = await openDesk('Ravn Line denied reports of a leak. Officials said the quay was shut.');
    const page = await see(KNOWN);
    const form = readForm(page);
    const claims = Object.entries(form.fields).filter(([name]) => name.endsWith('-claim'));
    expect(claims.map(([, value]) => value).sort()).toEqual(['', 'The quay was shut.']);
    expect(page.text.match(/Enter it as one full sentence/g)).toHaveLength(1);
    const [name] = claims.find(([, value]) => value === '')!;
    const refused = await press(form, 'continue', { [name.replace('claim', 'take')]: 'yes' });
    expect(refused.status).toBe(422);
    expect(read(refused).hrefs).toContain(`#f-${name}`);
  });

  it('a story that is pasted as HTML is read and kept as its prose, and it is said so', async () => {
    const { press, start } = await openDesk();
    const html = '<p>The quay is <b>shut</b>, officials said.</p>\n<p>Ravn Line denied that &amp; more.</p>';
    const page = await press(await start('/claims/new'), 'read', { 'story-text': html });
    expect(bareStory(page)).toBe('The quay is shut, officials said.\n\nRavn Line denied that & more.');
    expect(read(page).text).toContain('What you pasted was HTML. Its prose is kept');
    const again = await press(readForm(page), 'open');
    expect(read(again).text).not.toContain('What you pasted was HTML');
  });

  it('the text of a document that is pasted as HTML is shown as its prose before it is saved', async () => {
    const { post, cookie, store } = await openDesk();
    const html = { ...DOCUMENT, 'publisher-pick': '', title: 'In HTML', text: '<p>One.</p><p>Two.</p>' };
    const page = await post('/documents/new', html, cookie);
    const [, text] = /name="text"[^>]*>\s*([^<]*)<\/textarea>/u.exec(page.text)!;
    expect(text).toBe('One.\n\nTwo.');
    expect(read(page).text).toContain('What you pasted was HTML.');
    expect(await store.documents.load(2)).toBeNull();
    const saved = await post('/documents/new', { ...html, text: text! }, cookie);
    expect(saved.status).toBe(303);
  });

  it('a cue that was not understood is marked in the text', async () => {
    const { see } = await openDesk('The mayor reported for work on Monday. Officials said the quay was shut.');
    const answer = await see(KNOWN);
    expect(answer.text).toMatch(/<mark class="read-unread"><span[^>]*>not understood: <\/span>reported<\/mark>/);
    expect(read(answer).text).toContain('Found, but not understood reported What is told was not found.');
  });

  it('a text that isn’t English has no proposals, and a chain can be typed', async () => {
    const said = 'Die Brücke am Hafen bleibt bis Freitag gesperrt, berichtete die Agentur Meridian am Montag.';
    const german = await openDesk(`${said} TASS said that der Kapitän müde war, sagte ein Sprecher der Behörde.`);
    const page = await german.see(KNOWN);
    expect(read(page).text).toContain('This text was not read: Only English is read; this looks like German.');
    expect(readForm(page).fields).not.toHaveProperty('p-0-claim');
    expect(read(page).text).not.toContain('No attribution was found');
    const typed = await german.press(readForm(page), 'type-chain');
    expect(readForm(typed).fields).toMatchObject({ mode: 'cards', 'card-0-source': '' });
  });

  it('a text too long to read is refused in words, and one too long to keep by its field', async () => {
    const long = await openDesk('😀'.repeat(100_001));
    const page = await long.see(KNOWN);
    expect(read(page).text).toContain('This text was not read: The text has 200002 characters');
    expect(read(page).text).not.toContain('No attribution was found');
    expect((await long.press(readForm(page), 'continue')).status).toBe(422);
    const typed = await long.press(await long.start('/claims/new'), 'continue', { 'story-text': 'a'.repeat(200_001) });
    expect(read(typed).text).toContain('This text was not read');
    const kept = await long.press(readForm(typed), 'continue');
    expect([kept.status, read(kept).hrefs.includes('#f-story-text')]).toEqual([422, true]);
  });

  it('of many proposals the surest are shown, and the page says so', async () => {
    const many = Array.from({ length: 70 }, (_, i) => `Mayor Anna Berg said that bridge ${i} was open.`).join(' ');
    const full = await openDesk(many);
    const page = await full.see(KNOWN);
    expect(read(page).text).toContain('Only the 50 surest of 70 proposals are shown.');
    const { fields, path } = readForm(page);
    expect(fields).toHaveProperty('p-49-claim');
    expect(fields).not.toHaveProperty('p-50-claim');
    const forged = { 'p-50-card-0-source': 'Coastwire', 'p-50-claim': 'One too many.', 'p-50-take': 'yes' };
    const answer = await full.press({ fields, path }, 'continue', forged);
    expect([answer.status, answer.text.includes('One too many.')]).toEqual([422, false]);
  });

  it('a chain of more cards than one may have is refused', async () => {
    await open();
    const cards = Array.from({ length: 31 }, (_, at) => [`card-${at}-source`, `Source ${at}`]);
    const answer = await desk.press(
      desk.form,
      'continue',
      desk.tick('The harbour', Object.fromEntries(cards) as Fields),
    );
    expect(answer.status).toBe(422);
    expect(read(answer).text).toContain('A chain can have at most 30 sources; this one has 31');
  });

  it('an excerpt is placed where it was read when the same words stand there twice', async () => {
    const twice = 'Officials said the captain was tired.';
    const text = `🔧 ${twice} Ravn Line denied it.\n\nThe harbour was calm.\n\n${twice}`;
    desk = await openDesk(text);
    desk.form = await desk.start();
    const places = Object.entries(desk.form.fields).filter(([, value]) => value === twice);
    const last = Math.max(...places.map(([name]) => Number(/\d+/.exec(name)![0])));
    await desk.save({ [`p-${last}-take`]: 'yes' });
    const [piece] = (await desk.load(1)).record.attributions[0]!.evidence;
    expect(piece!.start).toBe(Array.from(text.slice(0, text.lastIndexOf(twice))).length);
  });

  it('excerpts are located again when the text was changed in the meantime', async () => {
    await open();
    const text = STORY.replace('on Monday', 'on Tuesday').replace('PORT ALDER', 'PORT ALDER 🔧');
    const changed = { ...DOCUMENT, 'publisher-pick': '', text, revision: '1' };
    expect((await desk.post('/documents/1/edit', changed, desk.cookie)).status).toBe(303);
    const late = await desk.press(desk.form, 'continue', desk.tickBridge());
    expect(late.status).toBe(422);
    const n = findProposal(desk.form.fields, 'The harbour bridge');
    expect(read(late).hrefs).toContain(`#f-p-${n}-hop-0-excerpt`);
    expect(read(late).text).toContain('The excerpt is not in the text of “Bridge stays closed”');
    const mended = await desk.press(readForm(late), `p-${n}-use-passage-0`);
    expect(readForm(mended).fields[`p-${n}-hop-0-excerpt`]).toContain('on Tuesday');
    desk.form = await desk.start();
    await desk.save(desk.tick('The captain was'));
    const [piece] = (await desk.load(1)).record.attributions[0]!.evidence;
    expect(Array.from(text).slice(piece!.start!, piece!.end!).join('')).toBe('Officials said the captain was tired.');
  });
});
