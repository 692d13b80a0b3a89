/** The names of the cards of a form, resolved all at once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { resolveNames } from '../../../../../src/web/claims/edit/chain/names.ts';
import { EMPTY_CARD, EMPTY_HOP, type CardValues } from '../../../../../src/web/claims/edit/chain/values.ts';
import type { ClaimRecord } from '../../../../../src/model/records.ts';
import type { Store } from '../../../../../src/storage/store.ts';
import { aRecord, uidFrom } from '../../../../support/records.ts';
import { freshStore, putIn } from '../../../../support/store.ts';

let store: Store;
beforeEach(() => {
  ({ store } = freshStore());
});

const card = (source: string, more: Partial<CardValues> = {}): CardValues => ({ ...EMPTY_CARD, source, ...more });
const fresh = (source: string, kind: string) => card(source, { pick: 'new', pickedFor: source, kind });

async function resolve(cards: readonly CardValues[], more: { claim?: ClaimRecord; document?: string } = {}) {
  let last = 0;
  const chain = { prefix: '', cards, claim: more.claim ?? null };
  return resolveNames(store, [chain], [], more.document ?? null, () => uidFrom(`made ${last++}`));
}

const fieldsOf = ({ issues }: Awaited<ReturnType<typeof resolve>>) => issues.map(({ field }) => field);

describe('resolving names', () => {
  it('an answer is for the name that it was given for: another name is asked about again', async () => {
    const made = await resolve([fresh('Harbour Post', 'outlet')]);
    expect([made.issues, made.fresh.map(({ name }) => name)]).toEqual([[], ['Harbour Post']]);
    const renamed = await resolve([{ ...fresh('Harbour Post', 'outlet'), source: 'Quay Post' }]);
    expect([fieldsOf(renamed), renamed.fresh]).toEqual([['card-0-pick'], []]);
    const { sources } = aRecord('one', 'tass');
    await putIn(store, aRecord('one', 'tass'));
    const other = await resolve([card('Quay Post', { pick: sources[0]!.uid, pickedFor: 'TASS' })]);
    expect([fieldsOf(other), other.uids.size]).toEqual([['card-0-pick'], 0]);
  });

  it('an answer holds for every card of that name, however it is written, and is asked for once', async () => {
    const asked = await resolve([card('Quay Post'), card('Anna Berg'), card('quay  post')]);
    expect(fieldsOf(asked)).toEqual(['card-0-pick', 'card-1-pick']);
    expect([...asked.questions.keys()]).toEqual(['card-0', 'card-1']);
    const told = await resolve([card('Quay Post'), fresh('quay  post', 'outlet')]);
    expect([told.issues, told.fresh.length]).toEqual([[], 1]);
    expect(told.uids.get('card-0')).toBe(told.uids.get('card-1'));
  });

  it('a second kind for one name is a mistake that the form can mend', async () => {
    const two = await resolve([fresh('Quay Post', 'outlet'), fresh('Quay Post', 'agency')]);
    expect([fieldsOf(two), [...two.questions.keys()]]).toEqual([['card-1-kind'], ['card-1']]);
  });

  it('each mention of somebody unnamed is a source of its own, unless both come from the same words', async () => {
    const two = await resolve([fresh('officials', 'unnamed'), fresh('officials', 'unnamed')]);
    expect([two.issues, new Set(two.uids.values()).size]).toEqual([[], 2]);
    const hop = { ...EMPTY_HOP, from: 'a1' };
    const chain = [card('TASS', { hop }), fresh('officials', 'unnamed')];
    const chains = ['p-0-', 'p-1-'].map((prefix) => ({ prefix, cards: chain, claim: null }));
    let last = 0;
    const same = await resolveNames(store, chains, [], null, () => uidFrom(`made ${last++}`));
    expect(same.uids.get('p-0-card-1')).toBe(same.uids.get('p-1-card-1'));
  });

  it('an empty name is a mistake of its card', async () => {
    expect(fieldsOf(await resolve([fresh('Quay Post', 'outlet'), card('')]))).toEqual(['card-1-source']);
  });
});
