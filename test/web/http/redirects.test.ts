/** Where an address leads changes with its record's words, so no redirect outlives the moment. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/storage/store.ts';
import { routes } from '../../../src/web/routes.ts';
import { graph } from '../../support/graph.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { aRecord, openApp, putIn, type Answer } from '../open-app.ts';

const BY = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: null };
const VARY = 'Accept-Encoding, Cookie, Authorization, Accept';

/** Every address with words, as programs and old links may write it. */
const PATHS = routes
  .filter(({ method, path, role }) => method === 'get' && path.includes('/:id') && ['reader', 'editor'].includes(role))
  .flatMap(({ path, json }) => (json === null ? [path] : [path, json]))
  .map((path) => path.replace(':id', '1-old-words').replace(':revision', '1'))
  .filter((path) => !path.includes(':'));

async function openDraft(status: 'draft' | 'published') {
  const opened = openApp();
  await putIn(opened.store, aRecord(graph('ians->tass'), { text: 'The bridge is closed.', status }));
  await addPerson(opened.store, 'kim@desk.example');
  const cookie = await signIn(opened.store, 'kim@desk.example');
  return { ...opened, cookie };
}

const isRedirect = ({ status }: Answer): boolean => status >= 300 && status < 400 && status !== 304;

describe('a redirect to an address with the record’s words', () => {
  it('is kept by nobody where an editor gets it: it may hold the words of a draft', async () => {
    const { get, cookie } = await openDraft('draft');
    const seen: string[] = [];
    for (const path of PATHS) {
      const answer = await get(path).redirects(0).set('Cookie', cookie);
      if (!isRedirect(answer)) continue;
      seen.push(path);
      expect([answer.status, answer.headers['cache-control']], path).toEqual([302, 'private, no-store']);
    }
    expect(seen).toEqual(expect.arrayContaining(['/claims/1-old-words', '/claims/1-old-words.json']));
    expect(seen.length).toBeGreaterThan(10);
  });

  it('is asked for again each time by readers, and varies as pages do', async () => {
    const { get } = await openDraft('published');
    const seen: string[] = [];
    for (const path of PATHS) {
      const answer = await get(path).redirects(0);
      if (!isRedirect(answer) || answer.status === 303) continue;
      seen.push(path);
      expect([answer.status, answer.headers['cache-control'], answer.headers.vary], path).toEqual([
        302,
        'no-cache',
        VARY,
      ]);
    }
    expect(seen.length).toBeGreaterThan(10);
  });

  it('is not permanent: a claim that is renamed and named back is found by either name', async () => {
    const { store, get } = await openDraft('published');
    const rename = async (text: string): Promise<void> => {
      const { revision, record } = (await store.claims.load(1))!;
      const claim = { ...record.claim, text };
      await store.claims.save({ base: { id: 1, revision }, record: { ...record, claim }, texts: new Map() }, BY);
    };
    // What a browser keeps: permanent redirects, until its cache is emptied.
    const kept = new Map<string, string>();
    const follow = async (path: string, hops = 0): Promise<number> => {
      if (hops > 5) throw new Error('ERR_TOO_MANY_REDIRECTS');
      const known = kept.get(path);
      if (known !== undefined) return follow(known, hops + 1);
      const { status, headers } = await get(path).redirects(0);
      if (status === 301 || status === 308) kept.set(path, headers.location!);
      return headers.location === undefined ? status : follow(headers.location, hops + 1);
    };
    const [first, second] = ['/claims/1-the-bridge-is-closed', '/claims/1-the-bridge-is-shut'];
    expect(await follow(first)).toBe(200);
    await rename('The bridge is shut.');
    expect(await follow(first)).toBe(200);
    await rename('The bridge is closed.');
    expect([await follow(second), await follow(first)]).toEqual([200, 200]);
  });

  it('leads back to a source whose merge was undone', async () => {
    const { store, get } = await openDraft('published');
    const [from, into] = await Promise.all([versionOf(store, 1), versionOf(store, 2)]);
    await store.sources.merge(from, into, BY);
    const { status, headers } = await get(`/sources/1-${from.name}`).redirects(0);
    expect([status, headers.location, headers['cache-control']]).toEqual([302, `/sources/2-${into.name}`, 'no-cache']);
    await store.sources.undoMerge(await versionOf(store, 1), BY);
    expect((await get(`/sources/1-${from.name}`)).status).toBe(200);
  });
});

async function versionOf(store: Store, id: number) {
  const { revision, source } = (await store.sources.load(id))!;
  return { id, revision, name: source.name };
}
