import { expect, it } from 'vitest';
import { readClaimReviews } from '../../../src/formats/claim-review/reader.ts';
import type { ClaimRecord } from '../../../src/model/records.ts';
import type { KnownRecordsChoice } from '../../../src/storage/import/plan.ts';
import type { Store } from '../../../src/storage/store.ts';
import { aReview } from '../../support/claim-review.ts';
import { aDocument, aRecord, NEWSROOM, uidFrom } from '../../support/records.ts';
import { asIncoming, AT, freshStore, putIn } from '../../support/store.ts';

const LEAVE: KnownRecordsChoice = { take: new Set(), apart: new Set() };

async function bringIn(store: Store, incoming: Parameters<Store['claims']['import']>[0], known = LEAVE) {
  const outcome = await store.claims.import(incoming, { at: AT, actor: 'test', reason: null, known });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}

/** The record as another newsroom has it: the same names, other uids. */
function renew(record: ClaimRecord, text = 'Another claim.'): ClaimRecord {
  const json = JSON.stringify(record).replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/gu, (one) =>
    uidFrom(`${text} ${one}`),
  );
  const renewed = JSON.parse(json) as ClaimRecord;
  return { ...renewed, claim: { ...renewed.claim, text } };
}

it.each([
  ['its name', 'TASS', 'TASS'],
  ['another case', 'TASS', 'Tass'],
  ['another apostrophe', 'A’B News', "A'B News"],
  ['an invisible character', 'TASS', 'TA\u200bSS'],
  ['a letter without its mark', 'Łódź Radio', 'Lodz Radio'],
])('a source of another newsroom is known by %s', async (_, here, there) => {
  const { store } = freshStore();
  const record = aRecord('known', 'ians->tass');
  const named = (one: ClaimRecord, name: string) => ({
    ...one,
    sources: one.sources.map((source) => (source.name === 'tass' ? { ...source, name } : source)),
  });
  await putIn(store, named(record, here));
  const outcome = await bringIn(store, [asIncoming(renew(named(record, there)))]);
  expect(outcome.plan.identities.known.map(({ kind, name, here: own }) => [kind, name, own.name])).toContainEqual([
    'source',
    there,
    here,
  ]);
  expect(outcome.value).toMatchObject({ created: 1, shared: 0 });
  expect((await store.sources.findByName(here)).length).toBe(1);
});

it('one whose name only looks alike, or who shares another name, is told and comes in as a new one', async () => {
  const { store } = freshStore();
  const record = aRecord('alike', 'ians->tass');
  const rename = (name: string, aliases: string[] = []) => ({
    ...record,
    sources: record.sources.map((one) =>
      one.name === 'tass' ? { ...one, name, aliases: aliases.map((alias) => ({ name: alias, language: null })) } : one,
    ),
  });
  await putIn(store, rename('TACC', ['ITAR']));
  for (const other of [rename('ТАСС'), rename('Itar News', ['ITAR'])]) {
    const { plan } = await bringIn(store, [
      asIncoming(renew(other, `Of ${JSON.stringify(other.sources.map(({ name }) => name))}`)),
    ]);
    expect(plan.identities.alike.map(({ here }) => here.map(({ name }) => name))).toEqual([['TACC']]);
    expect(plan.shared.filter(({ kind }) => kind === 'source')).toHaveLength(1);
  }
});

it('a document is known by its address, however it is written, and another version is another', async () => {
  const { store } = freshStore();
  const record = aRecord('item', 'ians->tass', { seen: 'ians->tass' });
  const at = (url: string, version: string | null = null) => ({
    ...record,
    documents: record.documents.map((one) => ({ ...one, url, version })),
  });
  await putIn(store, at('https://www.a.example/story'));
  const same = await bringIn(store, [asIncoming(renew(at('http://a.example/story/?utm_source=x'), 'Same.'))]);
  expect(same.plan.identities.known.filter(({ kind }) => kind === 'document')).toHaveLength(1);
  const other = await bringIn(store, [asIncoming(renew(at('https://a.example/story', '2'), 'Other.'))]);
  expect(other.plan.identities.known.filter(({ kind }) => kind === 'document')).toHaveLength(0);
});

it('null, empty and missing erase nothing, also when everything is taken over', async () => {
  const { store } = freshStore();
  const record = aRecord('whole', 'ians->tass', {
    seen: 'ians->tass',
    parents: { tass: 'state' },
    claim: { topics: ['one'], note: 'A note.' },
  });
  const full = {
    ...record,
    sources: record.sources.map((one) => ({
      ...one,
      country: 'RU',
      aliases: [{ name: `${one.name} too`, language: null }],
    })),
  };
  await putIn(store, full);
  const before = (await store.claims.load(1))!;
  const bare = {
    ...record,
    claim: { ...record.claim, topics: [], note: null },
    sources: record.sources.map((one) => ({ ...one, country: null, aliases: [], parent: null, parentRelation: null })),
    documents: record.documents
      .map((one) => aDocument(one.uid, { publisher: NEWSROOM.uid, title: one.title }))
      .map((one, at) => ({ ...one, publisher: record.documents[at]!.publisher })),
    attributions: [],
  };
  for (const take of [new Set<string>(), 'all'] as const) {
    const { value } = await bringIn(store, [asIncoming(bare)], { take, apart: new Set() });
    expect(value).toEqual({ created: 0, updated: 0, unchanged: 1, shared: 0, differing: 0 });
    expect((await store.claims.load(1))!).toEqual(before);
  }
});

it('a feed that is read twice brings nothing new, and a corrected rating is offered', async () => {
  const { store } = freshStore();
  const feed = (rating: string) => {
    const reviews = Array.from({ length: 50 }, (_, at) =>
      aReview({
        url: `https://desk.example/${at}`,
        claimReviewed: `Bridge ${at} fell.`,
        reviewRating: at === 7 ? rating : 'False',
      }),
    );
    const reading = readClaimReviews(reviews, AT);
    if (!reading.ok) throw new Error('It is a feed.');
    return reading.claims.map((one) => ({ ...one, place: 'feed' }));
  };
  expect((await bringIn(store, feed('False'))).value).toMatchObject({ created: 50 });
  expect((await bringIn(store, feed('False'))).value).toEqual({
    created: 0,
    updated: 0,
    unchanged: 50,
    shared: 0,
    differing: 0,
  });
  const corrected = await bringIn(store, feed('Half true'));
  expect(corrected.value).toMatchObject({ updated: 0, unchanged: 50, differing: 1 });
  expect(corrected.plan.differences).toMatchObject([
    { kind: 'claim', left: [{ member: 'claim.rating', before: { text: 'False' }, after: { text: 'Half true' } }] },
  ]);
  expect((await bringIn(store, feed('Half true'), { take: 'all', apart: new Set() })).value).toMatchObject({
    updated: 1,
  });
  expect((await bringIn(store, feed('Half true'))).value).toMatchObject({ differing: 0 });
});

it('one more hop is offered, with its statement, source and document, and none of them comes in unless it is taken', async () => {
  const { store } = freshStore();
  const [short, long] = [aRecord('hops', 'ians->tass'), aRecord('hops', 'ians->tass->council')];
  await putIn(store, short);
  const left = await bringIn(store, [asIncoming(long)]);
  expect(left.value).toEqual({ created: 0, updated: 0, unchanged: 1, shared: 0, differing: 1 });
  expect(left.plan.differences[0]!.left.map(({ member }) => member).sort()).toEqual(['hop', 'statement']);
  expect(await store.sources.findByName('council')).toEqual([]);
  const hop = left.plan.differences[0]!.left.find(({ member }) => member === 'hop')!;
  await bringIn(store, [asIncoming(long)], { take: new Set([hop.key]), apart: new Set() });
  const { record } = (await store.claims.load(1))!;
  expect([record.statements.length, record.attributions.length]).toEqual([3, 2]);
});
