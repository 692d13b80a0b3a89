import { describe, expect, it } from 'vitest';
import type { Claim, ClaimRelation } from '../../../src/model/records.ts';
import { aRecord as aStoredRecord, uidFrom } from '../../support/records.ts';
import { putIn } from '../../support/store.ts';
import { openDesk, retell } from './history/desk.ts';

/** A claim in words that no other has, so that it is related to another by nothing else. */
function aRecord(key: string, differs: Partial<Claim> = {}) {
  const text = [1, 2, 3, 4].map((number) => `${key}${number}`).join(' ');
  return aStoredRecord(key, `source-of-${key}`, { claim: { text, ...differs } });
}

const uid = (key: string) => uidFrom(`claim ${key}`);
const became = (key: string, note: string | null = null): ClaimRelation => ({
  claim: uid(key),
  relation: 'became',
  note,
});
const contradicts = (key: string, note: string | null = null): ClaimRelation => {
  return { claim: uid(key), relation: 'contradicts', note };
};
const partOf = (key: string): ClaimRelation => ({ claim: uid(key), relation: 'part-of', note: null });

/** What a page says of related claims. */
function tellRelated({ text }: { text: string }): string {
  const section = /<h2 id="related">.*?<\/h2>(.*?)<\/section>/su.exec(text)?.[1] ?? 'none';
  return section
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

describe('relations on a claim’s page', () => {
  it('a claim’s page shows its relations and their notes, and the other pages show them from their side', async () => {
    const { store, get } = await openDesk('ians->tass');
    await putIn(
      store,
      aRecord('one', { relations: [became('two', 'By a translation.'), contradicts('three'), partOf('four')] }),
      ...['two', 'three', 'four'].map((key) => aRecord(key)),
    );
    const see = async (id: number) => tellRelated(await get(`/claims/${id}`).redirects(1));
    expect(await see(2)).toBe(
      'Became two1 two2 two3 two4 By a translation. Contradicts three1 three2 three3 three4 Part of four1 four2 four3 four4',
    );
    expect(await see(3)).toBe('Grew out of one1 one2 one3 one4 By a translation.');
    expect(await see(4)).toBe('Contradicts one1 one2 one3 one4');
    expect(await see(5)).toBe('Parts one1 one2 one3 one4');
  });

  it('two claims that contradict each other are shown once, with both notes', async () => {
    const { store, get } = await openDesk('ians->tass');
    await putIn(store, aRecord('one', { relations: [contradicts('two', 'Ours.')] }));
    await putIn(store, aRecord('two', { relations: [contradicts('one', 'Theirs.')] }));
    expect(tellRelated(await get('/claims/2').redirects(1))).toBe('Contradicts two1 two2 two3 two4 Ours. · Theirs.');
  });

  it('a claim that has a relation is not shown again as one in much the same words', async () => {
    const { store, get } = await openDesk('ians->tass');
    const text = 'The bridge over the river is closed.';
    await putIn(store, aRecord('one', { text, relations: [became('two')] }), aRecord('two', { text }));
    expect(tellRelated(await get('/claims/2').redirects(1))).toBe(`Became ${text}`);
  });

  it('of many parts the newest are shown, and the others counted', async () => {
    const { store, get } = await openDesk('ians->tass');
    const parts = Array.from({ length: 23 }, (_, i) => aRecord(`part${i}`, { relations: [partOf('whole')] }));
    await putIn(store, aRecord('whole'), ...parts);
    const told = tellRelated(await get('/claims/2').redirects(1));
    expect(told).toMatch(/^Parts part221 .* part31 part32 part33 part34 And 3 more\.$/);
  });
});

describe('relations to claims that readers can’t see', () => {
  const withRelations = retell({ relations: [became('draft', 'Not out yet.'), partOf('not here'), partOf('whole')] });
  const openHidden = async () => {
    const desk = await openDesk('ians->tass');
    await putIn(desk.store, aRecord('draft', { status: 'draft', relations: [] }), aRecord('whole'));
    await desk.edit(withRelations);
    return desk;
  };

  it('pages and files for readers leave out relations to drafts, and editors have them', async () => {
    const desk = await openHidden();
    const path = '/claims/1-the-visit-follows-up';
    for (const address of [
      path,
      `${path}.json`,
      `${path}.csv`,
      `${path}.prov.json`,
      `${path}.jsonld`,
      '/export.ndjson',
    ]) {
      const { status, text } = await desk.get(address);
      expect(status).toBe(200);
      expect(text).not.toContain(uid('draft'));
      expect(text).not.toContain('Not out yet.');
    }
    const asReader = (await desk.get(`${path}.json`)).body as { claim: Claim };
    expect(asReader.claim.relations).toEqual(
      [partOf('whole'), partOf('not here')].sort((a, b) => (a.claim < b.claim ? -1 : 1)),
    );
    const asEditor = (await desk.see(`${path}.json`)).body as { claim: Claim };
    expect(asEditor.claim.relations).toHaveLength(3);
    expect(tellRelated(await desk.see(path))).toBe(
      'Became draft1 draft2 draft3 draft4 draft Not out yet. Part of whole1 whole2 whole3 whole4',
    );
  });

  it('the history for readers leaves out relations to drafts', async () => {
    const desk = await openHidden();
    for (const path of ['/claims/1-the-visit-follows-up/history', '/claims/1-the-visit-follows-up/history/2']) {
      for (const address of [path, `${path}.json`]) {
        const { status, text } = await desk.get(address);
        expect(status).toBe(200);
        expect(text).not.toContain(uid('draft'));
        expect(text).not.toContain('Not out yet.');
        expect(text).not.toContain('draft1');
      }
      expect((await desk.get(path)).text).toContain('that the claim is part of');
      expect((await desk.see(path)).text).toContain('that the claim became');
    }
  });

  it('a draft shows its relation to a published claim on that claim’s page to editors alone', async () => {
    const desk = await openDesk('ians->tass');
    await putIn(desk.store, aRecord('two'), aRecord('draft', { status: 'draft', relations: [became('two')] }));
    expect(tellRelated(await desk.get('/claims/2').redirects(1))).toBe('none');
    expect(tellRelated(await desk.see('/claims/2', 1))).toBe('Grew out of draft1 draft2 draft3 draft4 draft');
  });

  it('a cached page is made anew when the other claim is published, and when it is withdrawn', async () => {
    const desk = await openHidden();
    const path = '/claims/1-the-visit-follows-up';
    const see = async () => tellRelated(await desk.get(path));
    expect(await see()).toBe('Part of whole1 whole2 whole3 whole4');
    const rewrite = async (status: Claim['status']) => {
      const { id, revision, record } = (await desk.store.claims.load(2))!;
      const draft = {
        base: { id, revision },
        record: { ...record, claim: { ...record.claim, status } },
        texts: new Map(),
      };
      await desk.store.claims.save(draft, { at: '2025-06-19T12:00:00Z', actor: 'Ada', reason: null });
    };
    await rewrite('published');
    expect(await see()).toContain('Became draft1');
    expect((await desk.get(`${path}.json`)).text).toContain(uid('draft'));
    await rewrite('withdrawn');
    expect(await see()).toBe('Part of whole1 whole2 whole3 whole4');
    expect((await desk.get(`${path}.json`)).text).not.toContain(uid('draft'));
  });
});
