import { describe, expect, test } from 'vitest';
import type { Claim, ClaimRecord, ClaimRelation, ClaimStatus } from '../../../src/model/records.ts';
import { uidOf } from '../../support/graph.ts';
import { aRecord } from '../../support/records.ts';
import { freshStore, putIn } from '../../support/store.ts';

/** A claim with one statement, under one key: what comes later changes it. */
const claimOf = (status: ClaimStatus, text = 'A.') => aRecord('one', 'tass', { claim: { status, text } });

describe('the published revision', () => {
  test.each<[string, ClaimStatus | null, ClaimStatus, boolean]>([
    ['a new claim', null, 'published', true],
    ['a new draft', null, 'draft', false],
    ['a change', 'published', 'published', true],
    ['a change of a draft', 'draft', 'draft', false],
    ['publishing', 'draft', 'published', true],
    ['withdrawing', 'published', 'withdrawn', true],
    ['a change of what was withdrawn', 'withdrawn', 'withdrawn', false],
  ])('the published revision grows with published claims alone: %s', async (_, before, after, grows) => {
    const { store } = freshStore();
    if (before) await putIn(store, claimOf(before));
    const old = await store.readRevisions(1);
    await putIn(store, claimOf(after, 'B.'));
    const now = await store.readRevisions(1);
    expect(now.published > old.published).toBe(grows);
    expect(now.claim).toBe((old.claim ?? 0) + 1);
  });

  test('the published revision grows when a summary is derived again, and the claim’s own does not', async () => {
    const { store } = freshStore();
    await putIn(store, aRecord('one', 'tass ria'));
    const [ria] = await store.sources.loadByUids([uidOf('source', 'ria')]);
    const record = { ...ria!.source, parent: uidOf('source', 'tass'), parentRelation: 'part-of' } as const;
    const by = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: null };
    await store.sources.save({ base: ria!.revision, record }, by);
    const old = await store.readRevisions(1);
    expect(await store.claims.refreshSummaries()).toBe(1);
    const now = await store.readRevisions(1);
    expect(now.published).toBeGreaterThan(old.published);
    expect(now).toMatchObject({ claim: old.claim, catalogue: old.catalogue });
  });

  test('the revisions of a store without claims can be read', async () => {
    const { store } = freshStore();
    expect(await store.readRevisions(null)).toEqual({ claim: null, catalogue: 0, published: 0 });
    expect(await store.readRevisions(1)).toEqual({ claim: null, catalogue: 0, published: 0 });
  });
});

describe('the catalogue revision', () => {
  const other = aRecord('other', '', { claim: { status: 'draft' } });
  const related = (...relations: ClaimRelation[]) => aRecord('one', 'tass', { claim: { relations } });
  const became: ClaimRelation = { claim: other.claim.uid, relation: 'became', note: null };
  const withClaim = (differs: Partial<Claim>) => ({ ...other, claim: { ...other.claim, ...differs } });

  test.each<[string, ClaimRecord[], ClaimRecord, boolean]>([
    ['a relation to a claim that is here', [other, related()], related(became), true],
    ['a relation to one that is not', [related()], related(became), false],
    ['a note on a relation', [other, related(became)], related({ ...became, note: 'Later.' }), true],
    ['the other claim arrives', [related(became)], other, true],
    ['it is published', [other, related(became)], withClaim({ status: 'published' }), true],
    ['its text changes', [other, related(became)], withClaim({ text: 'New.' }), true],
    ['its note alone changes', [other, related(became)], withClaim({ note: 'New.' }), false],
    ['a claim without relations is published', [other, related()], withClaim({ status: 'published' }), false],
  ])('the catalogue revision grows with what pages of related claims show: %s', async (_, before, after, grows) => {
    const { store } = freshStore();
    for (const record of before) await putIn(store, record);
    const old = await store.readRevisions(1);
    await putIn(store, after);
    expect((await store.readRevisions(1)).catalogue > old.catalogue).toBe(grows);
  });
});
