/** Restoring a version and undoing one revision: forms of editors on the page of an older version. */
import { describe, expect, it } from 'vitest';
import { addPerson, signIn } from '../../../support/people.ts';
import { openDesk, restate, retell, takeOut, uidBy } from './desk.ts';
import type { Answer } from '../../open-app.ts';
import { read } from '../../signed-in.ts';

const HISTORY = '/claims/1-the-visit-follows-up/history';

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What history tells of the newest revision. */
async function readLast({ store, load }: Desk) {
  const { record } = await load();
  const { revisions } = await store.history.list(record.claim.uid, { before: null, limit: 1 });
  const { revision, action, actor, reason, at } = revisions[0]!;
  return { revision, action, actor, reason, at };
}

/** The claim's records in the order of their uids, without the time stamp. */
async function readState({ load }: Desk) {
  const { claim, statements, attributions } = (await load()).record;
  const sort = <T extends { uid: string }>(list: readonly T[]) => [...list].sort((a, b) => (a.uid < b.uid ? -1 : 1));
  return { claim: { ...claim, updatedAt: '' }, statements: sort(statements), attributions: sort(attributions) };
}

describe('restoring a version', () => {
  it('restoring a version makes the claim as it was, in a new revision that says so', async () => {
    const desk = await openDesk();
    const before = await readState(desk);
    await desk.edit(takeOut('Yonhap'));
    await desk.edit(retell({ text: 'Something else.', note: 'Later.', topics: ['x'] }));
    const answer = await desk.send(1, 'restore', { reason: ' It was right ' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/claims/1-the-visit-follows-up?done=4']);
    expect(await readState(desk)).toEqual(before);
    expect(await readLast(desk)).toEqual({
      revision: 4,
      action: 'update',
      actor: 'Kim Min',
      reason: 'Restored revision 1: It was right',
      at: '2025-06-20T12:00:00Z',
    });
    const page = read(await desk.get(HISTORY));
    expect(page.text).toContain('Reason: Restored revision 1: It was right');
    expect(page.text).toContain('Added the statement of Yonhap .');
  });

  it('restoring a version does not change the claim’s status', async () => {
    const desk = await openDesk(undefined, { claim: { status: 'draft' } });
    await desk.edit(retell({ status: 'published', note: 'Later.' }));
    await desk.send(1, 'restore');
    expect((await desk.load()).record.claim).toMatchObject({ status: 'published', note: null });
    expect((await readLast(desk)).reason).toBe('Restored revision 1');
    await desk.edit(retell({ status: 'withdrawn', note: 'x' }));
    await desk.send(2, 'restore');
    expect((await desk.load()).record.claim).toMatchObject({ status: 'withdrawn', note: 'Later.' });
  });

  it('restoring a version that is the same as the present one writes nothing and says so', async () => {
    const desk = await openDesk();
    await desk.edit(retell({ note: 'x' }));
    await desk.edit(retell({ note: null }));
    const answer = await desk.send(1, 'restore');
    expect([answer.status, answer.headers.location]).toEqual([303, `${HISTORY}/1?done=unchanged`]);
    const page = read(await desk.see(answer.headers.location!));
    expect(page.text).toContain('Nothing changed: the claim was already like this.');
    expect((await desk.load()).revision).toBe(3);
  });

  it('the page of an older version shows what restoring it would change', async () => {
    const desk = await openDesk();
    await desk.edit(takeOut('Yonhap'));
    await desk.edit(retell({ note: 'Later.' }));
    const page = read(await desk.see(`${HISTORY}/1`));
    expect(page.text).toMatch(
      /Restore this version .* Removed the note\. .* Added the statement of Yonhap .*Restore revision 1/,
    );
    expect(page.text).toContain('Its status doesn’t change');
    expect(page.text).not.toContain('Undo revision 1');
    const latest = read(await desk.see(`${HISTORY}/3`));
    expect(latest.text).not.toContain('Restore this version');
    expect(latest.text).toContain('Undo revision 3');
    expect(read(await desk.get(`${HISTORY}/1`)).text).not.toMatch(/Restore|Undo/);
  });

  it('restoring is stopped by another edit, which is shown, and what was typed is kept', async () => {
    const desk = await openDesk();
    await desk.edit(retell({ note: 'One.' }));
    await desk.edit(retell({ topics: ['theirs'] }));
    const answer = await desk.send(1, 'restore', { revision: '2', reason: 'Mine' });
    expect(answer.status).toBe(409);
    const page = read(answer);
    expect(page.title).toBe('Error: Revision 1: The visit follows up. – Hearsay');
    expect(page.text).toContain('Somebody else has changed the claim in the meantime');
    expect(page.text).toContain('Removed the topic theirs .');
    expect(answer.text).toContain('name="revision" value="3"');
    expect(answer.text).toContain('value="Mine"');
    expect((await desk.load()).revision).toBe(3);
    expect((await desk.send(1, 'restore', { revision: '3' })).status).toBe(303);
    for (const revision of ['', '0', 'x', '99']) {
      expect((await desk.send(3, 'restore', { revision })).status, revision).toBe(409);
    }
  });

  it('a wrong reason for restoring or undoing is refused by its field', async () => {
    const desk = await openDesk();
    await desk.edit(retell({ note: 'x' }));
    for (const reason of ['x'.repeat(1001), 'a\u0000b', 'a\nb', 'a\u202eb']) {
      for (const what of ['restore', 'undo'] as const) {
        const answer = await desk.send(1, what, { reason });
        expect(answer.status).toBe(422);
        expect(read(answer).hrefs).toContain('#f-reason');
      }
    }
    expect((await desk.load()).revision).toBe(2);
  });

  it('restoring and undoing are for editors only', async () => {
    const desk = await openDesk();
    await desk.edit(retell({ note: 'x' }));
    await addPerson(desk.store, 'reader@desk.example', 'reader');
    const reader = await signIn(desk.store, 'reader@desk.example');
    for (const what of ['restore', 'undo']) {
      expect((await desk.post(`/claims/1/history/1/${what}`, { revision: '2' })).status).toBe(401);
      expect((await desk.post(`/claims/1/history/1/${what}`, { revision: '2' }, reader)).status).toBe(403);
      expect((await desk.post(`/claims/1/history/9/${what}`, {}, await desk.comeIn())).status).toBe(404);
      expect((await desk.post(`/claims/9/history/1/${what}`, {}, await desk.comeIn())).status).toBe(404);
    }
    expect((await desk.load()).revision).toBe(2);
  });

  it('restoring a version keeps merged sources merged', async () => {
    const desk = await openDesk();
    const { record } = await desk.load();
    await desk.edit(takeOut('Yonhap'));
    const [yonhap, ians] = await Promise.all(
      ['Yonhap', 'IANS'].map(async (name) => (await desk.store.sources.findByName(name))[0]!),
    );
    const by = { at: '2025-06-19T11:00:00Z', actor: 'Ada', reason: null };
    const merged = await desk.store.sources.merge(
      { id: yonhap!.id, revision: yonhap!.revision },
      { id: ians!.id, revision: ians!.revision },
      by,
    );
    expect(merged?.ok).toBe(true);
    expect(read(await desk.see(`${HISTORY}/1`)).text).toContain('Yonhap');
    const answer = await desk.send(1, 'restore');
    expect(answer.status).toBe(303);
    const { statements } = (await desk.load()).record;
    expect(statements).toHaveLength(record.statements.length);
    expect(statements.map(({ source }) => source)).not.toContain(yonhap!.source.uid);
    expect(statements.filter(({ source }) => source === ians!.source.uid)).toHaveLength(2);
  });
});

describe('undoing one revision', () => {
  it('undoing a revision takes back its changes and keeps later ones', async () => {
    const desk = await openDesk();
    await desk.edit(takeOut('Yonhap'));
    await desk.edit(retell({ note: 'Later.' }));
    const answer = await desk.send(2, 'undo', { reason: 'It was there' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/claims/1-the-visit-follows-up?done=4']);
    const { record } = await desk.load();
    expect(record.claim.note).toBe('Later.');
    expect(record.statements).toHaveLength(4);
    expect(record.attributions).toHaveLength(4);
    expect((await readLast(desk)).reason).toBe('Undid revision 2: It was there');
  });

  it('undoing the revision that published a claim makes it a draft again', async () => {
    const desk = await openDesk(undefined, { claim: { status: 'draft' } });
    await desk.edit(retell({ status: 'published' }));
    await desk.edit(retell({ note: 'Later.' }));
    expect(read(await desk.see(`${HISTORY}/2`)).text).toContain('Made the claim a draft again.');
    await desk.send(2, 'undo');
    expect((await desk.load()).record.claim).toMatchObject({ status: 'draft', note: 'Later.' });
    expect((await desk.get(HISTORY)).status).toBe(404);
  });

  function expectRefused(answer: Answer, ...words: string[]): void {
    expect(answer.status).toBe(422);
    for (const word of words) expect(read(answer).text).toContain(word);
  }

  it('undoing a revision is refused when its records were changed since, and they are named', async () => {
    const desk = await openDesk();
    await desk.edit(restate('TASS', { wording: 'One.' }));
    await desk.edit(restate('TASS', { wording: 'Two.' }));
    const page = read(await desk.see(`${HISTORY}/2`));
    expect(page.text).toContain(
      'It can’t be undone on its own, because these have changed since: the statement of TASS',
    );
    expect(page.text).not.toContain('Undo revision 2 Undo');
    expectRefused(
      await desk.send(2, 'undo', { reason: 'Kept' }),
      'It can’t be undone on its own, because these have changed since: the statement of TASS',
    );
    expect((await desk.load()).revision).toBe(3);
  });

  it('undoing a revision names statements and hops in the way, even removed ones', async () => {
    const desk = await openDesk();
    await desk.edit((record) => ({
      ...record,
      attributions: record.attributions.filter(({ citing }) => citing !== uidBy(record, 'Yonhap')),
    }));
    await desk.edit(takeOut('Yonhap'));
    expectRefused(await desk.send(2, 'undo'), 'the statement of Yonhap');
    await desk.send(1, 'restore');
    await desk.edit(retell({ note: 'x' }));
    await desk.edit((record) => {
      const attributions = record.attributions.map((edge) => ({ ...edge, note: 'A note.' }));
      return { ...record, attributions };
    });
    expectRefused(await desk.send(4, 'undo'), 'the attribution Yonhap → TASS', 'the attribution IANS → Yonhap');
  });

  it('undoing a revision is refused when nothing of it is left', async () => {
    const desk = await openDesk();
    await desk.edit(retell({ note: 'x' }));
    expect((await desk.send(1, 'undo')).status).toBe(422);
    expectRefused(await desk.send(1, 'undo'), 'withdraw the claim instead');
    const answer = await desk.send(2, 'undo');
    expect(answer.status).toBe(303);
    expectRefused(await desk.send(2, 'undo'), 'the claim itself');
  });

  it('undoing a revision is possible while others change something else', async () => {
    const desk = await openDesk();
    await desk.edit(takeOut('Yonhap'));
    await desk.edit(retell({ note: 'Theirs.' }));
    expect((await desk.send(2, 'undo', { revision: '2' })).status).toBe(303);
    expect((await desk.load()).record.claim.note).toBe('Theirs.');
  });

  it('undoing all revisions from the newest on gives the first version', async () => {
    const desk = await openDesk();
    const first = await readState(desk);
    await desk.edit(restate('TASS', { wording: 'One.', language: 'en', stance: 'doubts' }));
    await desk.edit(takeOut('Yonhap'));
    await desk.edit(retell({ text: 'Another.', note: 'x', topics: ['a'], status: 'withdrawn' }));
    await desk.edit((record) => ({ ...record, attributions: [] }));
    for (const revision of [5, 4, 3, 2]) expect((await desk.send(revision, 'undo')).status).toBe(303);
    expect(await readState(desk)).toEqual(first);
    expect((await desk.load()).revision).toBe(9);
  });
});
