/** What changes a published claim's hops, ends or counts is shown before it is saved. */
import { describe, expect, it } from 'vitest';
import { read } from '../../signed-in.ts';
import { openDesk, retell, uidBy } from '../history/desk.ts';

async function openAt(status: 'draft' | 'published') {
  const desk = await openDesk(undefined, { claim: { status } });
  const cookie = await desk.comeIn();
  const council = uidBy((await desk.load()).record, 'Security Council of Russia');
  const path = `/statements/${council}/edit`;
  const typed = { 'card-0-source': 'Security Council of Russia', 'card-0-basis': 'own-act', revision: '1' };
  const post = async (fields: Record<string, string>) =>
    desk.post(path, { ...typed, action: 'save', ...fields }, cookie);
  return { ...desk, post, path };
}

/** The fields of the preview's form, as a browser sends them. */
const readHidden = (html: string): Record<string, string> =>
  Object.fromEntries([...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/gu)].map(([, n, v]) => [n!, v!]));

describe('an edit that changes what readers are told', () => {
  it('is shown first, and saved by the button of its preview', async () => {
    const { post, load } = await openAt('published');
    const shown = await post({ action: 'remove' });
    expect(shown.status).toBe(200);
    const page = read(shown);
    expect(page.text).toContain('This claim is published. Nothing is saved yet');
    expect(page.text).toContain('Hops before: 2 to 3 hops after: at least 1 to 2 hops');
    // As it will be, in the drawing and in its sentence.
    expect(shown.text).toContain('<svg');
    expect(page.text).toContain('the trail ends at TASS');
    expect((await load()).revision).toBe(1);
    const saved = await post({ ...readHidden(shown.text), confirmed: 'yes' });
    expect(saved.headers.location).toBe('/claims/1-the-visit-follows-up?done=2');
    expect((await load()).record.statements).toHaveLength(3);
  });

  it('leads back to the form with what was typed', async () => {
    const { post, load } = await openAt('published');
    const shown = await post({ 'card-0-basis': 'told', 'card-0-wording': 'Typed <here>' });
    const back = await post({ ...readHidden(shown.text), 'card-0-wording': 'Typed <here>', confirmed: 'no' });
    expect(back.status).toBe(200);
    expect(back.text).toContain('\nTyped &lt;here&gt;</textarea>');
    expect((await load()).revision).toBe(1);
  });

  it('keeps what somebody else saved while the preview was open', async () => {
    const { post, edit, load } = await openAt('published');
    const shown = await post({ action: 'remove' });
    await edit(retell({ note: 'Theirs.' }));
    expect((await post({ ...readHidden(shown.text), confirmed: 'yes' })).status).toBe(303);
    const { record } = await load();
    expect([record.claim.note, record.statements.length]).toEqual(['Theirs.', 3]);
  });

  it('is saved at once where the claim is a draft, or nothing of that changes', async () => {
    const draft = await openAt('draft');
    expect((await draft.post({ action: 'remove' })).status).toBe(303);
    const published = await openAt('published');
    expect((await published.post({ 'card-0-wording': 'Words', 'card-0-language': 'en' })).status).toBe(303);
  });
});
