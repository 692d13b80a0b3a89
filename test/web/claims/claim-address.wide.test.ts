import { describe, expect, it, vi } from 'vitest';
import { countCalls } from '../../support/call-counts.ts';
import { graph, uidOf } from '../../support/graph.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { aRecord, openApp, putIn } from '../open-app.ts';
import { choose } from '../../support/thorough.ts';

const MEASURES = ['indexGraph', 'findComponents', 'measureHops'] as const;
const ONCE = { indexGraph: 1, findComponents: 1, measureHops: 1 };
const claim = graph('a->b->c->d e->c', {
  statements: { d: { retractedAt: '2025-06-20' }, c: { retractedAt: '2025-06-21' } },
});

describe('an address of a claim without its words, or with others', () => {
  it('is redirected before the claim is loaded', async () => {
    const { store } = openApp();
    await putIn(store, aRecord(claim, { text: 'A.' }));
    const load = vi.fn((id: number) => store.claims.load(id));
    const { get } = openApp({ store: { ...store, claims: { ...store.claims, load } } });
    const query = `focus=${uidOf('statement', 'b')}&depth=1`;
    for (const [path, location] of [
      ['/claims/1', '/claims/1-a'],
      ['/claims/1-old-words', '/claims/1-a'],
      [`/claims/1-old-words?${query}`, `/claims/1-a?${query}`],
      ['/claims/1-old-words.json', '/claims/1-a.json'],
      [`/claims/1-old-words.svg?${query}`, `/claims/1-a.svg?${query}`],
      ['/claims/1-old-words.csv', '/claims/1-a.csv'],
      ['/claims/1-old-words/embed', '/claims/1-a/embed'],
    ] as const) {
      const { status, headers } = await get(path).redirects(0);
      expect([status, headers.location], path).toEqual([302, location]);
    }
    expect(load).not.toHaveBeenCalled();
    expect((await get('/claims/1-a')).status).toBe(200);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('leads readers nowhere while the claim is a draft, and editors to its page', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord(claim, { text: 'A.', status: 'draft' }));
    for (const path of [
      '/claims/1',
      '/claims/1-old-words',
      '/claims/1-a',
      '/claims/1-old-words.svg',
      '/claims/1.csv',
    ]) {
      const { status, headers } = await get(path).redirects(0);
      expect([status, headers.location], path).toEqual([404, undefined]);
    }
    await addPerson(store, 'kim@desk.example', 'editor', 'Kim Min');
    const cookie = await signIn(store, 'kim@desk.example');
    const { status, headers } = await get('/claims/1').redirects(0).set('Cookie', cookie);
    expect([status, headers.location]).toEqual([302, '/claims/1-a']);
  });
});

describe('a claim’s graph', () => {
  async function count(path: string): Promise<Record<string, number>> {
    const { store, get } = openApp();
    await putIn(store, aRecord(claim, { text: 'A.' }));
    return countCalls(MEASURES, async () => expect((await get(path)).status).toBe(200));
  }

  it.each(choose(['/claims/1-a', '/claims/1-a.json', '/claims/1-a.svg', '/claims/1-a/embed'], 0))(
    'is indexed and measured once for %s',
    async (path) => {
      expect(await count(path)).toEqual(ONCE);
    },
  );

  it('is measured once more where a part is shown, which is another graph', async () => {
    const twice = { indexGraph: 2, findComponents: 2, measureHops: 1 };
    expect(await count(`/claims/1-a?from=${uidOf('statement', 'a')}`)).toEqual(twice);
  });
});
