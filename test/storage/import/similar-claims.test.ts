import { expect, test } from 'vitest';
import { readClaimReviews } from '../../../src/formats/claim-review/reader.ts';
import type { KnownRecordsChoice } from '../../../src/storage/import/plan.ts';
import type { Store } from '../../../src/storage/store.ts';
import type { ClaimToImport } from '../../../src/storage/types.ts';
import { aReview } from '../../support/claim-review.ts';
import { aRecord, uidFrom } from '../../support/records.ts';
import { asIncoming, AT, freshStore, putIn } from '../../support/store.ts';

const OPTIONS = { at: AT, actor: 'test', reason: null };
const KNOWN: KnownRecordsChoice = { take: new Set(), apart: new Set() };
const TEXT = 'The minister arrived in Pyongyang on Tuesday.';

async function plan(store: Store, incoming: readonly ClaimToImport[], known: Partial<KnownRecordsChoice> = {}) {
  const outcome = await store.claims.planImport(incoming, { ...OPTIONS, known: { ...KNOWN, ...known } });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const saying = (key: string, text: string, graph = '') => asIncoming(aRecord(key, graph, { claim: { text } }));

function readFeed(...reviews: readonly unknown[]): ClaimToImport[] {
  const reading = readClaimReviews(reviews, AT);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.claims.map((claim, i) => ({ ...claim, place: `review ${i + 1}` }));
}

test('a claim of our own format whose words are here under another uid is told, and comes in as a new one', async () => {
  const { store } = freshStore();
  await putIn(store, aRecord('here', '', { claim: { text: TEXT } }));
  // With or without a full stop.
  const incoming = [saying('other', TEXT.replace(/\.$/, '').toUpperCase())];
  const { similar, claims } = await plan(store, incoming);
  expect(similar).toMatchObject([{ hasSameWords: true, isJoined: false, other: { id: 1, text: TEXT } }]);
  expect(claims).toMatchObject([{ step: 'created' }]);
});

test('nearly the same words are told; other words, and the claim itself, are not', async () => {
  const { store } = freshStore();
  await putIn(store, aRecord('here', '', { claim: { text: TEXT } }));
  const near = saying('near', 'The minister arrived in Pyongyang on Monday.');
  const others = [saying('far', 'Exports of coal rose by a third.'), saying('here', TEXT)];
  const { similar } = await plan(store, [near, ...others]);
  expect(similar).toMatchObject([{ uid: near.record.claim.uid, hasSameWords: false, other: { id: 1 } }]);
});

test('two claims with the same words within one import are told', async () => {
  const { store } = freshStore();
  const [one, two] = [saying('one', TEXT), saying('two', TEXT)];
  const { similar } = await plan(store, [one, { ...two, place: 'line 2' }]);
  expect(similar).toMatchObject([{ place: 'line 2', hasSameWords: true, other: { id: null, place: one.place } }]);
});

test('two reviews of one claim are told, also where the claim is known, and none is left out', async () => {
  const { store } = freshStore();
  const reviews = readFeed(aReview(), aReview({ url: 'https://desk.example/second' }));
  expect((await plan(store, reviews)).similar).toMatchObject([{ place: 'review 2', other: { place: 'review 1' } }]);
  await putIn(store, aRecord('here', '', { claim: { text: reviews[0]!.record.claim.text } }));
  const { claims, similar, repeated } = await plan(store, reviews);
  expect([claims.length, repeated]).toEqual([2, 0]);
  expect(similar).toMatchObject([{ place: 'review 2', hasSameWords: true, other: { id: 1 } }]);
});

test('claims that somebody says are one come in as one, with the hops of both', async () => {
  const { store } = freshStore();
  const [one, two] = [saying('one', TEXT, 'ians->tass'), saying('two', TEXT, 'yonhap->kcna')];
  const joined = new Map([[two.record.claim.uid, one.record.claim.uid]]);
  expect((await plan(store, [one, two], { joined })).similar).toMatchObject([{ isJoined: true }]);
  const outcome = await store.claims.import([one, two], { ...OPTIONS, known: { ...KNOWN, joined } });
  expect(outcome).toMatchObject({ value: { created: 1 } });
  const { record } = (await store.claims.load(1))!;
  expect(record).toMatchObject({ claim: { uid: one.record.claim.uid }, attributions: [{}, {}] });
});

test('a new claim that somebody says is one here is offered as its change; a uid of nobody joins nothing', async () => {
  const { store } = freshStore();
  const here = aRecord('here', '', { claim: { text: TEXT } });
  await putIn(store, here);
  const other = saying('other', TEXT, 'ians->tass');
  const { uid } = other.record.claim;
  const told = await plan(store, [other], { joined: new Map([[uid, here.claim.uid]]) });
  expect(told.claims).toMatchObject([{ uid: here.claim.uid, step: 'unchanged' }]);
  expect(told.differences.flatMap(({ offers }) => offers.map(({ member }) => member))).toContain('hop');
  const forged = await plan(store, [other], { joined: new Map([[uid, uidFrom('nobody')]]) });
  expect(forged.claims).toMatchObject([{ uid, step: 'created' }]);
});
