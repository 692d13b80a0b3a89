/** What the page that follows a write says was done, with Undo. */
import { describe, expect, it } from 'vitest';
import { addPerson, signIn } from '../../../support/people.ts';
import { openDesk, restate, retell, uidBy } from './desk.ts';
import { read } from '../../signed-in.ts';

const CLAIM = '/claims/1-the-visit-follows-up';

async function openAtDesk(claim = {}) {
  const desk = await openDesk(undefined, { claim });
  const cookie = await desk.comeIn();
  /** Sends a form and follows where it leads. */
  const save = async (path: string, fields: Record<string, string>) => {
    const { status, headers } = await desk.post(path, fields, cookie);
    expect(status).toBe(303);
    const answer = await desk.see(headers.location!);
    return { to: headers.location!, html: answer.text, page: read(answer) };
  };
  const typed = async (more: Record<string, string>) => {
    const { revision } = await desk.load();
    return { text: 'The visit follows up.', language: 'en', revision: String(revision), ...more };
  };
  return { ...desk, cookie, save, typed };
}

describe('after a write to a claim', () => {
  it('its page says what was done, and Undo takes it back', async () => {
    const { save, typed, load } = await openAtDesk();
    const saved = await save('/claims/1/edit', await typed({ note: 'Seen twice.', reason: 'A reader asked' }));
    expect(saved.to).toBe(`${CLAIM}?done=2`);
    expect(saved.page.text).toContain('Saved as revision 2. Reason: A reader asked Added the note.');
    const [, undo] = /<form method="post" action="([^"]+\/undo)">/u.exec(saved.html)!;
    const undone = await save(undo!, {});
    expect(undone.page.text).toContain('Saved as revision 3. Reason: Undid revision 2 Removed the note.');
    expect((await load()).record.claim.note).toBeNull();
  });

  it('a form sent without a change says that nothing changed', async () => {
    const { save, typed, load } = await openAtDesk();
    const saved = await save('/claims/1/edit', await typed({}));
    expect(saved.to).toBe(`${CLAIM}?done=unchanged`);
    expect(saved.page.text).toContain('Nothing changed: it is like this already.');
    expect(saved.html).not.toContain('/undo"');
    expect((await load()).revision).toBe(1);
  });

  it('publishing can be undone, and its second press says that nothing changed', async () => {
    const { save, load } = await openAtDesk({ status: 'draft' });
    const first = await save('/claims/1/publish', {});
    expect(first.page.text).toContain('Saved as revision 2.');
    expect((await save('/claims/1/publish', {})).page.text).toContain('Nothing changed');
    await save(`${CLAIM}/history/2/undo`, {});
    expect((await load()).record.claim.status).toBe('draft');
  });

  it('restoring a withdrawn claim has no Undo: withdrawing it again asks why', async () => {
    const { save } = await openAtDesk();
    expect((await save('/claims/1/withdraw', { reason: 'x' })).html).toContain('/history/2/undo"');
    expect((await save('/claims/1/restore', {})).html).not.toContain('/undo"');
  });

  it('has no Undo once what it changed was changed again', async () => {
    const { save, typed, edit, see } = await openAtDesk();
    const { to } = await save('/claims/1/edit', await typed({ note: 'Mine.' }));
    await edit(retell({ note: 'Theirs.' }));
    const later = await see(to);
    expect(later.text).toContain('Saved as revision 2.');
    expect(later.text).not.toContain('/undo"');
  });

  it('tells who saved something else meanwhile, and when', async () => {
    const { save, load, edit, typed } = await openAtDesk();
    const before = await typed({ note: 'Mine.' });
    await edit(restate('TASS', { wording: 'As before', language: 'en' }));
    const { to, page } = await save('/claims/1/edit', before);
    expect(to).toBe(`${CLAIM}?done=3&since=1`);
    expect(page.text).toContain('Saved as revision 3. Added the note.');
    expect(page.text).toMatch(/While you were editing, Ada saved this \( 19 June 2025, 10:01 UTC \)\. It was kept\./u);
    const { record } = await load();
    expect(record.claim.note).toBe('Mine.');
    expect(record.statements.find(({ uid }) => uid === uidBy(record, 'TASS'))?.wording).toBe('As before');
  });

  it('says nothing to readers, to other editors and in the cache', async () => {
    const { save, typed, get, store } = await openAtDesk();
    const { to } = await save('/claims/1/edit', await typed({ note: 'Mine.' }));
    for (const path of [to, CLAIM]) expect((await get(path)).text).not.toMatch(/Saved as|\/undo"/u);
    await addPerson(store, 'ada@desk.example', 'editor', 'Ada');
    const other = await get(to).set('Cookie', await signIn(store, 'ada@desk.example'));
    expect(other.text).not.toContain('Saved as');
  });

  it.each(['0', '99', 'x', '1&done=2', ''])('an address with done=%s is the page alone', async (done) => {
    const { see } = await openAtDesk();
    const answer = await see(`${CLAIM}?done=${done}`);
    expect([answer.status, answer.text.includes('Saved as')]).toEqual([200, false]);
  });
});

describe('after a write to a source or a document', () => {
  const SOURCE = { name: 'TASS', kind: 'agency' };

  it('its page says which fields changed, and Undo takes it back', async () => {
    const { save, store } = await openAtDesk();
    const { id, source, revision } = (await store.sources.findByName('TASS'))[0]!;
    const fields = { ...SOURCE, kind: source.kind, country: 'RU', revision: String(revision) };
    const saved = await save(`/sources/${id}/edit`, fields);
    expect(saved.to).toBe(`/sources/${id}-tass?done=${revision + 1}`);
    expect(saved.page.text).toContain(`Saved as revision ${revision + 1}. Country added: RU`);
    const undone = await save(`/sources/${id}/history/${revision + 1}/undo`, {});
    expect(undone.page.text).toContain(`Reason: Undid revision ${revision + 1} Country removed: RU`);
    expect((await store.sources.load(id))!.source.country).toBeNull();
  });

  it('a document’s title is taken back, but not its text, which history doesn’t keep', async () => {
    const { save, store } = await openAtDesk();
    const fields = { publisher: 'TASS', title: 'A report', text: 'TASS said so.' };
    const made = await save('/documents/new', fields);
    expect(made.page.text).toContain('Saved as revision 1. Title added: A report');
    expect(made.html).not.toContain('/undo"');
    const id = Number(/\d+/u.exec(made.to)![0]);
    const load = async () => (await store.documents.load(id))!;
    const retitled = await save(`/documents/${id}/edit`, { ...fields, title: 'Another', revision: '1' });
    expect(retitled.html).toContain(`action="/documents/${id}/history/2/undo"`);
    await save(`/documents/${id}/history/2/undo`, {});
    expect((await load()).document.title).toBe('A report');
    const rewritten = await save(`/documents/${id}/edit`, { ...fields, text: 'Other words.', revision: '3' });
    expect(rewritten.html).not.toContain('/undo"');
  });

  it('what can’t be undone any more is refused', async () => {
    const { post, cookie, store } = await openAtDesk();
    const { id } = (await store.sources.findByName('TASS'))[0]!;
    const undo = async (revision: string) => (await post(`/sources/${id}/history/${revision}/undo`, {}, cookie)).status;
    expect([await undo('1'), await undo('9'), await undo('x')]).toEqual([409, 404, 404]);
  });
});
