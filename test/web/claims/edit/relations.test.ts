import { beforeEach, describe, expect, it } from 'vitest';
import type { LoadedClaim } from '../../../../src/storage/types.ts';
import { aRecord, uidFrom } from '../../../support/records.ts';
import { putIn } from '../../../support/store.ts';
import { loadAt, openNewsroom, type App, type Fields } from './desk.ts';

const OTHER = 'The bridge is closed for a year.';

/** Rows as `relation-N-…` fields, with an empty one at the end, as a browser sends them. */
function cards(...list: readonly Fields[]): Fields {
  const entries = [...list, {}].flatMap((row, at) =>
    Object.entries({ kind: '', claim: '', note: '', ...row }).map(([name, value]) => [`relation-${at}-${name}`, value]),
  );
  return Object.fromEntries(entries) as Fields;
}

describe('the relations in the form of a claim', () => {
  let app: App;
  let cookie: string;
  const own = aRecord('own', 'a', { claim: { text: 'The bridge is shut.' } });
  const other = aRecord('other', 'a', { claim: { text: OTHER } });
  const draft = aRecord('draft', 'a', { claim: { text: 'A bridge somewhere is painted.', status: 'draft' } });
  beforeEach(async () => {
    ({ app, cookie } = await openNewsroom());
    await putIn(app.store, own, other, draft);
  });
  const reload = async (): Promise<LoadedClaim> => (await app.store.claims.load(1))!;
  const post = async (more: Fields, path = '/claims/1/edit') => {
    const { revision, record } = await reload();
    const { text, language, status } = record.claim;
    return app.post(path, { text, language, status, revision: String(revision), ...more }, cookie);
  };
  const relationsAfter = async (more: Fields) => (await loadAt(app, await post(more))).record.claim.relations;
  const show = async () => (await app.get('/claims/1/edit').set('Cookie', cookie)).text;

  it.each([
    ['its words', OTHER],
    ['its words in other case', OTHER.toUpperCase()],
    ['its address', 'http://hearsay.test/claims/2-the-bridge-is-closed-for-a-year'],
    ['its path', '/claims/2-whatever'],
    ['its number', '#2'],
  ])('the other claim is named by %s', async (_, claim) => {
    expect(await relationsAfter(cards({ kind: 'became', claim, note: 'By mail.' }))).toEqual([
      { claim: other.claim.uid, relation: 'became', note: 'By mail.' },
    ]);
  });

  it('words that several claims have lead to a question, and its answer is taken', async () => {
    const typed = { kind: 'part-of', claim: 'bridge' };
    const asked = await post(cards(typed));
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Which claim is “bridge”?');
    expect(asked.text).toContain('href="#f-relation-0-pick"');
    expect(asked.text).toContain(`value="${other.claim.uid}"`);
    // Drafts are offered too, and said to be such; the claim itself is not.
    expect(asked.text).toMatch(new RegExp(`value="${draft.claim.uid}"[^]*?>draft<`, 'u'));
    expect(asked.text).not.toContain(`value="${own.claim.uid}"`);
    const answer = { ...typed, pick: draft.claim.uid, pickedFor: 'bridge' };
    expect(await relationsAfter(cards(answer))).toEqual([{ claim: draft.claim.uid, relation: 'part-of', note: null }]);
    // An answer about other words is none.
    expect((await post(cards({ ...answer, pickedFor: 'bridges' }))).status).toBe(422);
  });

  it('every mistake is told at its field, and what was typed is kept', async () => {
    const wrong = await post(
      cards(
        { claim: OTHER },
        { kind: 'became', note: 'Of nothing.' },
        { kind: 'became', claim: 'zebra crossing' },
        { kind: 'became', claim: '/claims/99' },
        { kind: 'became', claim: '#1' },
        { kind: 'contradicts', claim: OTHER },
        { kind: 'contradicts', claim: '#2', note: 'x'.repeat(1001) },
        { kind: 'contradicts', claim: '2' },
        { kind: 'became', claim: 'http://other.example/claims/2' },
      ),
    );
    expect(wrong.status).toBe(422);
    const issues = [...wrong.text.matchAll(/<a href="#(f-relation[^"]*)">([^<]*)</gu)].map(([, field, message]) => [
      field,
      message,
    ]);
    expect(issues).toEqual([
      ['f-relation-0-kind', 'Choose how the two claims are related'],
      ['f-relation-1-claim', 'Enter the other claim, or clear the note as well'],
      ['f-relation-2-claim', 'No claim here has words like “zebra crossing”'],
      ['f-relation-3-claim', 'No claim here has this number or address'],
      ['f-relation-4-claim', 'A claim can’t be related to itself: enter another one'],
      ['f-relation-6-note', 'Note must be at most 1,000 characters, not 1,001'],
      ['f-relation-7-claim', 'This relation is already listed above'],
      ['f-relation-8-claim', 'No claim here has words like “http://other.example/claims/2”'],
    ]);
    expect(wrong.text).toContain('value="zebra crossing"');
    expect((await reload()).record.claim.relations).toEqual([]);
  });

  it('more relations than a claim may have are refused', async () => {
    const many = Array.from({ length: 51 }, () => ({ kind: 'became', claim: '#2' }));
    expect((await post(cards(...many))).text).toContain('Enter at most 50 related claims');
  });

  it('buttons add an empty row and take one out, and nothing is saved', async () => {
    const typed = { kind: 'became', claim: OTHER };
    const added = await post({ ...cards(typed), action: 'add-relation' });
    expect(added.status).toBe(200);
    expect(added.text).toContain(`name="relation-0-claim" type="text" value="${OTHER}"`);
    expect(added.text).toContain('name="relation-1-claim" type="text" value=""');
    const removed = await post({ ...cards(typed, { kind: 'part-of', claim: 'bridge' }), action: 'remove-relation-0' });
    expect(removed.text).toContain('name="relation-0-claim" type="text" value="bridge"');
    expect(removed.text).not.toContain(OTHER);
    expect((await reload()).revision).toBe(1);
  });

  it('a relation to a claim that is not here is shown by its uid, and kept', async () => {
    const missing = { claim: uidFrom('missing'), relation: 'contradicts', note: null } as const;
    await putIn(app.store, { ...own, claim: { ...own.claim, relations: [missing] } });
    expect(await show()).toContain(`name="relation-0-claim" type="text" value="${missing.claim}"`);
    const shown = { kind: 'contradicts', claim: missing.claim, pick: missing.claim, pickedFor: missing.claim };
    expect(await relationsAfter(cards(shown, { kind: 'became', claim: '#2' }))).toEqual([
      { claim: other.claim.uid, relation: 'became', note: null },
      missing,
    ]);
  });

  it('a form without the rows leaves the relations, and one with empty rows takes them out', async () => {
    await post(cards({ kind: 'became', claim: '#2' }));
    expect(await show()).toContain(`value="${OTHER}"`);
    expect(await relationsAfter({ note: 'New.' })).toHaveLength(1);
    expect(await relationsAfter(cards())).toEqual([]);
  });

  it('the second of two editors of the relations is shown both versions', async () => {
    await post(cards({ kind: 'became', claim: '#2', note: 'Theirs.' }));
    const late = await post({ ...cards({ kind: 'contradicts', claim: OTHER }), revision: '1' });
    expect(late.status).toBe(409);
    expect(late.text).toContain(`<bdi>contradicts: ${OTHER}</bdi>`);
    expect(late.text).toContain(`<bdi>became: ${OTHER}: Theirs.</bdi>`);
  });

  it('an earlier version can be restored with its relations', async () => {
    await post(cards({ kind: 'became', claim: '#2' }));
    await post(cards());
    const revision = String((await reload()).revision);
    const answer = await app.post('/claims/1/history/2/restore', { revision }, cookie);
    expect(answer.status).toBe(303);
    expect((await reload()).record.claim.relations).toHaveLength(1);
  });
});
