/** Two editors with the same form open: what only one of them changed is merged, and nothing is lost. */
import { describe, expect, it } from 'vitest';
import { openDesk, restate, retell, takeOut, uidBy } from '../history/desk.ts';
import { read } from '../../signed-in.ts';

async function openMeeting() {
  const desk = await openDesk();
  const cookie = await desk.comeIn();
  const { record } = await desk.load();
  const tass = uidBy(record, 'TASS');
  const hop = record.attributions.find(({ cited }) => cited === tass)!;
  const post = async (path: string, fields: Record<string, string>) =>
    desk.post(path, { revision: '1', ...fields }, cookie);
  const claim = { text: 'The visit follows up.', language: 'en' };
  const readHop = async () => (await desk.load()).record.attributions.find(({ uid }) => uid === hop.uid);
  const readTass = async () => (await desk.load()).record.statements.find(({ uid }) => uid === tass);
  const readClaim = async () => (await desk.load()).record.claim;
  return { ...desk, post, claim, tass, hop, readHop, readTass, readClaim };
}

describe('two editors of one record', () => {
  it('of a claim both keep what only they changed, and the second learns who saved what meanwhile', async () => {
    const { edit, post, claim, readClaim, see } = await openMeeting();
    await edit(retell({ note: 'Theirs.' }));
    const { status, headers } = await post('/claims/1/edit', { ...claim, topics: 'mine' });
    expect([status, headers.location]).toEqual([303, '/claims/1-the-visit-follows-up?done=3&since=1']);
    expect(await readClaim()).toMatchObject({ note: 'Theirs.', topics: ['mine'] });
    expect(read(await see(headers.location!)).text).toMatch(
      /Saved as revision 3\. Added the topic mine \..*While you were editing, Ada saved this \( 19 June 2025, 10:01 UTC \)\. It was kept\. Added the note\./u,
    );
  });

  it('who changed the same field are shown both values there, and saving again decides', async () => {
    const { edit, post, claim, readClaim } = await openMeeting();
    await edit(retell({ note: 'Theirs.', topics: ['theirs'] }));
    const late = await post('/claims/1/edit', { ...claim, note: 'Mine.' });
    expect(late.status).toBe(409);
    const page = read(late);
    expect(page.text).toContain('Note Optional. Readers see it. Error: Ada changed this on 19 June 2025, 10:01 UTC.');
    expect(page.text).toContain('Field Your version Current version Note Mine. Theirs. Save Claim');
    expect(late.text).toContain('\nMine.</textarea>');
    // What they alone changed is in the form.
    expect(late.text).toMatch(/name="topics"[^>]* value="theirs"/u);
    expect(late.text).toContain('name="revision" value="2"');
    expect(await readClaim()).toMatchObject({ note: 'Theirs.' });
    const decided = { ...claim, note: 'Mine.', topics: 'theirs', revision: '2' };
    expect((await post('/claims/1/edit', decided)).status).toBe(303);
    expect(await readClaim()).toMatchObject({ note: 'Mine.', topics: ['theirs'] });
  });

  it('a form with a mistake carries on from what others saved', async () => {
    const { edit, post, claim, readClaim } = await openMeeting();
    await edit(retell({ note: 'Theirs.' }));
    const wrong = await post('/claims/1/edit', { ...claim, aboutDate: 'soon' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('\nTheirs.</textarea>');
    expect(wrong.text).toContain('name="revision" value="2"');
    expect((await readClaim()).note).toBe('Theirs.');
  });

  it('of a statement keep each what only they changed', async () => {
    const { edit, post, tass, readTass } = await openMeeting();
    await edit(restate('TASS', { wording: 'As they heard it', language: 'en' }));
    const typed = { 'card-0-source': 'TASS', 'card-0-date': '2025-06-16', action: 'save' };
    expect((await post(`/statements/${tass}/edit`, typed)).status).toBe(303);
    expect(await readTass()).toMatchObject({ wording: 'As they heard it', language: 'en', statedAt: '2025-06-16' });
  });

  it('of a hop keep each what only they changed, and are shown both cues', async () => {
    const { edit, post, hop, readHop, load } = await openMeeting();
    await edit((record) => ({
      ...record,
      attributions: record.attributions.map((one) => (one.uid === hop.uid ? { ...one, cue: 'citing' } : one)),
    }));
    const { citing, cited, manner, evidence } = hop;
    const { documents } = (await load()).record;
    const pieces = evidence.map(({ exact, document }, at) => [
      [`piece-${at}-document`, documents.find(({ uid }) => uid === document)!.title],
      [`piece-${at}-exact`, exact],
    ]);
    const typed = { citing, cited, manner, ...(Object.fromEntries(pieces.flat()) as object), action: 'save' };
    const path = `/attributions/${hop.uid}/edit`;
    expect((await post(path, { ...typed, cue: hop.cue ?? '', note: 'Mine.' })).status).toBe(303);
    expect(await readHop()).toMatchObject({ cue: 'citing', note: 'Mine.' });
    const late = await post(path, { ...typed, cue: 'quoting' });
    expect(late.status).toBe(409);
    expect(read(late).hrefs).toContain('#f-cue');
    expect(read(late).text).toContain('Cue quoting citing');
  });

  it('a record that somebody else changed is not removed unseen', async () => {
    const { edit, post, tass, readTass } = await openMeeting();
    await edit(restate('TASS', { wording: 'As they heard it', language: 'en' }));
    const typed = { 'card-0-source': 'TASS', action: 'remove', confirmed: 'yes' };
    const late = await post(`/statements/${tass}/edit`, typed);
    expect(late.status).toBe(409);
    expect(read(late).text).toContain('As they heard it');
    expect((await post(`/statements/${tass}/edit`, { ...typed, revision: '2' })).status).toBe(303);
    expect(await readTass()).toBeUndefined();
  });

  it('a record that somebody else removed is not there any more', async () => {
    const { edit, post, tass } = await openMeeting();
    await edit(takeOut('TASS'));
    expect((await post(`/statements/${tass}/edit`, { 'card-0-source': 'TASS', action: 'save' })).status).toBe(404);
  });

  it('the same form sent twice writes once', async () => {
    const { post, claim, load } = await openMeeting();
    for (const _ of [1, 2]) expect((await post('/claims/1/edit', { ...claim, note: 'Once.' })).status).toBe(303);
    expect((await load()).revision).toBe(2);
  });

  it('without a revision whatever differs is shown, and nothing is overwritten', async () => {
    const { post, claim, readClaim } = await openMeeting();
    for (const revision of ['', '0', '99', 'x']) {
      expect((await post('/claims/1/edit', { ...claim, text: 'Mine.', revision })).status, revision).toBe(409);
    }
    expect((await readClaim()).text).toBe('The visit follows up.');
  });
});
