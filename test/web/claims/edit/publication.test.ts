/** Publish, withdraw and restore: buttons on a claim's page, and what each leaves in its history. */
import { describe, expect, it } from 'vitest';
import { addPerson, signIn } from '../../../support/people.ts';
import { read } from '../../signed-in.ts';
import { openDesk } from '../history/desk.ts';

const CLAIM = '/claims/1-the-visit-follows-up';

async function openAs(status: 'draft' | 'published' | 'withdrawn') {
  const desk = await openDesk(undefined, { claim: { status } });
  const press = async (what: 'publish' | 'withdraw' | 'restore', fields = {}) =>
    desk.post(`/claims/1/${what}`, fields, await desk.comeIn());
  const readRevisions = async () => {
    const { record } = await desk.load();
    return (await desk.store.history.list(record.claim.uid, { before: null, limit: 9 })).revisions;
  };
  const readStatus = async () => (await desk.load()).record.claim.status;
  return { ...desk, press, readRevisions, readStatus };
}

describe('publishing', () => {
  it('a draft is published once, by name, however often the button is pressed', async () => {
    const { press, readRevisions, readStatus, get, see } = await openAs('draft');
    expect((await get(CLAIM)).status).toBe(404);
    expect((await see(CLAIM)).text).toContain('<form method="post" action="/claims/1/publish">');
    for (const _ of [1, 2]) expect((await press('publish')).status).toBe(303);
    expect(await readStatus()).toBe('published');
    const revisions = await readRevisions();
    expect(revisions.map(({ revision, actor }) => [revision, actor])).toEqual([
      [2, 'Kim Min'],
      [1, 'test'],
    ]);
    expect(revisions[0]!.changes.map(({ kind }) => kind)).toEqual(['claim']);
    expect((await get(CLAIM)).status).toBe(200);
  });

  it('each status has its own button', async () => {
    const buttons = { draft: '/claims/1/publish', published: '/claims/1/withdraw', withdrawn: '/claims/1/restore' };
    for (const status of ['draft', 'published', 'withdrawn'] as const) {
      const { see, get } = await openAs(status);
      const { text } = await see(CLAIM);
      for (const [of, path] of Object.entries(buttons)) expect(text.includes(`"${path}"`), of).toBe(of === status);
      expect((await get(CLAIM)).text).not.toMatch(/\/claims\/1\/(publish|withdraw|restore)/u);
    }
  });

  it('a status is not typed into the form of a claim', async () => {
    const { see, post, comeIn, readStatus } = await openAs('draft');
    expect((await see('/claims/1/edit')).text).not.toContain('name="status"');
    const typed = { text: 'The visit follows up.', language: 'en', status: 'published', revision: '1' };
    await post('/claims/1/edit', typed, await comeIn());
    expect(await readStatus()).toBe('draft');
  });
});

describe('withdrawing and restoring', () => {
  it('withdrawing asks why, and history has the reason in the same revision', async () => {
    const { press, readRevisions, readStatus, see } = await openAs('published');
    const page = read(await see('/claims/1/withdraw'));
    expect(page.text).toContain('Readers who come to its address will learn that it was withdrawn, when and why.');
    const without = await press('withdraw', { reason: '  ' });
    expect(without.status).toBe(422);
    expect(read(without).text).toContain('Enter the reason: readers will see it');
    const wrong = await press('withdraw', { reason: 'a\nb' });
    expect(wrong.status).toBe(422);
    expect(await readStatus()).toBe('published');
    expect((await press('withdraw', { reason: ' The agency withdrew it. ' })).headers.location).toContain(CLAIM);
    const [last] = await readRevisions();
    expect(last).toMatchObject({ revision: 2, actor: 'Kim Min', reason: 'The agency withdrew it.' });
    expect(last!.changes).toMatchObject([{ before: { status: 'published' }, after: { status: 'withdrawn' } }]);
  });

  it('a second press changes nothing, and a button pressed on an outdated page neither', async () => {
    const { press, readRevisions, readStatus } = await openAs('published');
    for (const reason of ['One.', 'Two.', '']) expect((await press('withdraw', { reason })).status).toBe(303);
    expect((await readRevisions())[0]).toMatchObject({ revision: 2, reason: 'One.' });
    await press('publish');
    expect(await readStatus()).toBe('withdrawn');
    for (const _ of [1, 2]) await press('restore');
    expect(await readStatus()).toBe('published');
    expect(await readRevisions()).toHaveLength(3);
  });

  it('a draft can’t be withdrawn', async () => {
    const { press, readStatus } = await openAs('draft');
    await press('withdraw', { reason: 'x' });
    expect(await readStatus()).toBe('draft');
  });

  it('readers who are signed in have none of the buttons', async () => {
    const { store, post, readStatus } = await openAs('published');
    await addPerson(store, 'reader@desk.example', 'reader');
    const cookie = await signIn(store, 'reader@desk.example');
    for (const what of ['publish', 'withdraw', 'restore']) {
      expect((await post(`/claims/1/${what}`, { reason: 'x' }, cookie)).status).toBe(403);
    }
    expect(await readStatus()).toBe('published');
  });
});
