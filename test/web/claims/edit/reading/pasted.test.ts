/** A story that is pasted is read at once, and saved as a document with its claims. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addPerson, signIn } from '../../../../support/people.ts';
import type { Answer } from '../../../open-app.ts';
import { read } from '../../../signed-in.ts';
import { loadAt, type Fields } from '../desk.ts';
import { bareStory, type Desk, namesOf, openDesk, readForm, STORY } from './desk.ts';

let desk: Desk;
const open = async (): Promise<void> => {
  desk = await openDesk();
};

describe('the proposals of a story that is pasted', () => {
  const TYPED = { 'story-title': 'Bridge stays closed', 'story-date': '3 March 2025', 'story-kind': 'article' };
  const URL = { 'story-url': 'https://coastwire.example/bridge' };
  const AGENCY = { 'story-publisher-pick': 'new', 'story-publisher-kind': 'agency' };
  const paste = async (fields: Fields): Promise<Answer> =>
    desk.press(await desk.start('/claims/new'), 'continue', fields);
  beforeEach(open);

  it('it is read at once, and names its publisher itself', async () => {
    const answer = await paste({ 'story-text': STORY });
    expect([answer.status, bareStory(answer)]).toEqual([200, STORY]);
    const { fields } = readForm(answer);
    expect(fields).toMatchObject({ 'story-publisher': 'Coastwire', 'p-0-card-0-source': 'Coastwire' });
    expect(Object.keys(fields).filter((name) => name.endsWith('-take'))).toEqual([]);
    // The text isn't sent to and fro with every step.
    expect(fields).not.toHaveProperty('story-text');
  });

  it('it is saved with the claim, its text kept for editors alone', async () => {
    desk.form = readForm(await paste({ 'story-text': STORY }));
    const saved = await loadAt(desk, await desk.save({ ...desk.tickBridge(), ...TYPED, ...URL }));
    const { documents, attributions } = saved.record;
    const day = { publishedAt: '2025-03-03', retrievedAt: '2025-06-20' };
    expect(documents).toMatchObject([{ title: 'Bridge stays closed', url: URL['story-url'], ...day }]);
    const { uid } = documents[0]!;
    expect((await desk.store.documents.readTexts([uid])).get(uid)).toBe(STORY);
    for (const piece of attributions.flatMap(({ evidence }) => evidence)) {
      expect(Array.from(STORY).slice(piece.start!, piece.end!).join('')).toBe(piece.exact);
    }
    await desk.post('/claims/1/publish', {}, desk.cookie);
    await addPerson(desk.store, 'reader@news.example', 'reader', 'Rae');
    const rae = await signIn(desk.store, 'reader@news.example');
    for (const path of ['/claims/1', '/documents/2', '/claims/1.json', '/documents/2.json']) {
      for (const cookie of ['', rae]) {
        const { status, text } = await desk.get(path).set('Cookie', cookie).redirects(1);
        expect([path, status, text.includes('Ravn Line')]).toEqual([path, 200, false]);
      }
    }
    expect((await desk.get('/claims/1').redirects(1)).text).toContain('the Meridian news agency reported on Monday');
  });

  it('without its title and publisher it is not saved, and both are asked for', async () => {
    desk.form = readForm(await paste({ 'story-text': STORY.replace('(Coastwire) ', '') }));
    expect(desk.form.fields).toMatchObject({ 'story-publisher': '', 'p-0-card-0-source': '' });
    const asked = await desk.press(desk.form, 'continue', desk.tickBridge());
    expect(asked.status).toBe(422);
    expect(read(asked).hrefs).toEqual(expect.arrayContaining(['#f-story-publisher', '#f-story-title']));
    // It is typed once, and begins every chain that names nobody there.
    const typed = { ...TYPED, 'story-publisher': 'Harbour Gazette', ...desk.tick('The captain was') };
    const which = await desk.press(readForm(asked), 'continue', typed);
    expect(read(which).text.match(/Which source is “Harbour Gazette”\?/g)).toHaveLength(1);
    const answered = await desk.save({ ...AGENCY, 'story-publisher-kind': 'outlet' }, readForm(which));
    const both = [1, 2].map(async (id) => (await desk.load(id)).record.sources.map(({ name }) => name));
    expect(read(answered).text).toContain('Saved 2 claims');
    for (const names of await Promise.all(both)) expect(names).toContain('Harbour Gazette');
    expect(await desk.store.sources.findByName('Harbour Gazette')).toHaveLength(1);
  });

  it('a publisher that is new is asked about beside the story', async () => {
    const text = STORY.replace('Coastwire', 'Skerrywire');
    desk.form = readForm(await paste({ 'story-text': text }));
    expect(desk.form.fields).toMatchObject({ 'story-publisher': 'Skerrywire' });
    const asked = await desk.press(desk.form, 'continue', { ...desk.tickBridge(), ...TYPED });
    expect(read(asked).text.match(/Which source is “Skerrywire”\?/g)).toHaveLength(1);
    const saved = await loadAt(desk, await desk.save(AGENCY, readForm(asked)));
    expect(namesOf(saved)).toEqual(['Meridian news agency', 'Skerrywire', 'Transport Ministry of Norland']);
    expect(saved.record.documents[0]!.publisher).toBe(saved.record.statements[0]!.source);
  });

  it('the address of a document that is here finds its text and its publisher', async () => {
    const [url, text] = ['https://meridian.example/quay', 'Meridian reported that the quay was shut.'];
    await desk.post('/sources/new', { name: 'Meridian', kind: 'agency' }, desk.cookie);
    const meridian = { title: 'Quay shut', publisher: 'Meridian', url, text, language: 'en' };
    expect((await desk.post('/documents/new', meridian, desk.cookie)).status).toBe(303);
    // The agency that reports is the one that publishes: nobody is cited.
    const found = await paste({ 'story-url': url, 'story-text': text });
    expect(read(found).text).toContain('No attribution was found');
    expect(read(found).text).toContain('Already here: Quay shut (Meridian)');
    // It may be another document after all: what was typed of it is kept.
    const again = await desk.press(readForm(found), 'continue', { 'story-version': 'second' });
    expect(readForm(again).fields).toMatchObject({ 'story-url': url, 'story-version': 'second' });
    const other = readForm(await paste({ 'story-text': text }));
    expect(other.fields).toMatchObject({ 'p-0-card-0-source': '', 'p-0-card-1-source': 'Meridian' });
  });

  it('in another language it is read as that, and its claims are in it', async () => {
    const typed = { 'story-text': STORY, 'story-language': 'German' };
    const { fields } = readForm(await paste(typed));
    expect(fields).toMatchObject({ language: 'German', 'p-0-card-0-language': 'German' });
    expect(readForm(await paste({ 'story-text': STORY })).fields).toMatchObject({ language: 'en' });
  });
});
