/** Editors merge sources, and undo it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { graph, uidOf } from '../../support/graph.ts';
import { aRecord, putIn, type Answer } from '../open-app.ts';
import { read, readIssues } from '../signed-in.ts';
import { app, find, openDesk, PLAIN, post, see, type Fields } from './desk.ts';

beforeEach(openDesk);

describe('merging sources', () => {
  async function openTwo() {
    const parents = { bureau: 'itar' };
    const record = aRecord(
      graph('paper->tass->itar@1->council paper@2->itar@2 bureau', {
        ...{ parents, seen: 'paper->tass' },
        dates: { 'paper@2': '2025', 'itar@2': '2025' },
      }),
      { text: 'The bridge is closed.' },
    );
    await putIn(app.store, record);
    const { id: from } = await find(app.store, 'itar');
    const { id: into } = await find(app.store, 'tass');
    return { from, into, path: `/sources/${from}/merge`, uid: record.claim.uid };
  }

  /** What the form of the last page would send. */
  const carried = ({ text }: Answer): Fields =>
    Object.fromEntries([...text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, n, v]) => [n!, v!]));

  it('an edit of a source that was merged in the meantime loses nothing', async () => {
    const { from, into, path } = await openTwo();
    await post(path, { ...carried(await post(path, { action: 'look', other: 'tass' })), action: 'merge' });
    const late = await post(`/sources/${from}/edit`, { ...PLAIN, name: 'Typed meanwhile', revision: '1' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Somebody merged this source into');
    expect(late.text).toMatch(/name="name"[^>]*value="Typed meanwhile"/);
    expect(late.text).toContain(`action="/sources/${into}/edit"`);
  });

  it('a merge is previewed, done in one step, and redirects the old address to the new one', async () => {
    const { from, into, path, uid } = await openTwo();
    read(await see(path));
    const nobody = await post(path, { action: 'look', other: '' });
    expect(readIssues(nobody)).toEqual([['other', 'Enter the source to merge it into']]);
    const near = await post(path, { action: 'look', other: 'tasss' });
    expect(readIssues(near)).toEqual([['other-pick', '“tasss” is not here: choose the source you mean']]);
    expect(near.text).not.toContain('A new source');

    const look = await post(path, { action: 'look', other: 'TASS' });
    expect(look.status).toBe(200);
    const page = read(look);
    expect(page.text).toContain('2 statements in 1 claim');
    expect(page.text).toContain('Also below tass in its family: bureau .');
    expect(page.text).toContain('New aliases: itar .');
    expect(page.text).toContain('Hops that are removed');
    expect(page.text).toContain('Statements that become one');
    expect((await app.store.sources.load(from))!.mergedInto).toBeNull();

    const done = await post(path, { ...carried(look), reason: 'One agency, two names.', action: 'merge' });
    expect([done.status, done.headers.location]).toEqual([303, `/sources/${into}-tass`]);
    for (const old of [`/sources/${from}`, `/sources/${from}-itar`]) {
      const answer = await app.get(old);
      expect([answer.status, answer.headers.location]).toEqual([302, `/sources/${into}-tass`]);
      expect((await app.get(`${old}.json`)).headers.location).toBe(`/sources/${into}-tass.json`);
    }
    const profile = read(await see(`/sources/${into}-tass`));
    expect(profile.text).toContain('itar was merged into it');
    expect(profile.text).toContain('Also itar');
    const { sources } = (await app.get('/sources.json')).body as { sources: { name: string; aliases: object[] }[] };
    expect(sources.find(({ name }) => name === 'itar')).toBeUndefined();
    expect(sources.find(({ name }) => name === 'tass')!.aliases).toMatchObject([{ name: 'itar' }]);
    const { revisions } = await app.store.history.list(uid, { before: null, limit: 1 });
    expect(revisions[0]).toMatchObject({ revision: 2, actor: 'Ed', reason: 'One agency, two names.' });
    expect((await see(`/sources/${from}/edit`)).status).toBe(404);
  });

  it('a merge can be undone, and what stays merged is shown', async () => {
    const { from, into, path } = await openTwo();
    await post(path, { ...carried(await post(path, { action: 'look', other: 'tass' })), action: 'merge' });
    const { record } = (await app.store.claims.load(1))!;
    const statements = record.statements.map((one) =>
      one.uid === uidOf('statement', 'itar@2') ? { ...one, source: uidOf('source', 'council') } : one,
    );
    const by = { at: '2025-06-21T09:00:00Z', actor: 'Ada', reason: null };
    await putIn(app.store, { ...record, statements });
    const look = read(await see(path));
    expect(look.text).toMatch(/What stays merged .*A (statement|hop) in The bridge is closed\./);
    const stale = await app.store.sources.load(into);
    await app.store.sources.save({ base: stale!.revision, record: { ...stale!.source, country: 'RU' } }, by);
    const undone = await post(path, { ...carried(await see(path)), action: 'undo' });
    expect([undone.status, undone.headers.location]).toEqual([303, `/sources/${from}-itar`]);
    expect((await app.store.sources.load(from))!.mergedInto).toBeNull();
    expect((await app.store.sources.load(into))!.source).toMatchObject({ aliases: [], country: 'RU' });
    const history = read(await see(`/sources/${from}/history`));
    expect(history.text).toMatch(/Revision 3 .*Merged into removed: tass .*Revision 2 .*Merged into added: tass/);
    // Sent once more, there is nothing left to do.
    const again = await post(path, { revision: '2', action: 'undo' });
    expect(again.status).toBe(422);
  });

  it('a merge is previewed again when one of the sources was changed in the meantime', async () => {
    const { into, path, from } = await openTwo();
    const fields = carried(await post(path, { action: 'look', other: 'tass' }));
    const { source, revision } = (await app.store.sources.load(into))!;
    const by = { at: '2025-06-21T09:00:00Z', actor: 'Ada', reason: null };
    await app.store.sources.save({ base: revision, record: { ...source, country: 'RU' } }, by);
    const answer = await post(path, { ...fields, reason: 'Kept.', action: 'merge' });
    expect(answer.status).toBe(409);
    expect(read(answer).text).toContain('Somebody changed one of the two');
    expect(answer.text).toContain('value="Kept."');
    expect((await post(path, { ...carried(answer), action: 'merge' })).status).toBe(303);
    const late = await post(path, { ...carried(await see(path)), revision: '1', action: 'undo' });
    expect(late.status).toBe(409);
    expect((await app.store.sources.load(from))!.mergedInto).toBe(into);
  });

  it('an impossible merge is refused in plain words', async () => {
    const { path } = await openTwo();
    const tell = async (other: string) => readIssues(await post(path, { action: 'look', other }));
    expect(await tell('bureau')).toEqual([
      [
        'other',
        'One of the two is above the other in its family. If they are the same, take it out of the family first',
      ],
    ]);
    expect((await tell('itar'))[0]![0]).toMatch(/^other/);
    expect(await tell('zzzzzz')).toEqual([['other', 'No source here has a name like “zzzzzz”']]);
    expect((await see('/sources/999/merge')).status).toBe(404);
    expect((await post(path, { action: 'merge', into: '999' })).status).toBe(404);
  });
});
