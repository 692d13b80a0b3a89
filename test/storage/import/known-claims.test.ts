import { expect, test } from 'vitest';
import { readClaimReviews } from '../../../src/formats/claim-review/reader.ts';
import { aReview } from '../../support/claim-review.ts';
import { asIncoming, AT, freshStore } from '../../support/store.ts';
import type { ClaimToImport } from '../../../src/storage/types.ts';

const OPTIONS = { at: AT, actor: 'test', reason: null };

function readFeed(feed: unknown, at = AT): ClaimToImport[] {
  const reading = readClaimReviews(feed, at);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.claims.map((claim) => ({ ...claim, place: 'feed' }));
}

const LATER = '2026-02-02T00:00:00Z';
const other = aReview({ url: 'https://desk.example/other', claimReviewed: 'It did not.' });

test('importing a feed of claim reviews again changes nothing and adds what is new', async () => {
  const { store } = freshStore();
  const first = await store.claims.import(readFeed([aReview()]), OPTIONS);
  expect(first).toMatchObject({ ok: true, value: { created: 1, updated: 0, unchanged: 0, shared: 5 } });
  const again = await store.claims.import(readFeed([aReview()], LATER), { ...OPTIONS, at: LATER });
  expect(again).toMatchObject({ ok: true, value: { created: 0, updated: 0, unchanged: 1, shared: 0 } });
  expect(await store.claims.load(1)).toMatchObject({ revision: 1, record: { claim: { updatedAt: AT } } });
  // Twice in the list as well.
  const both = [...readFeed([aReview(), other], LATER), ...readFeed([other], LATER)];
  const grown = await store.claims.import(both, { ...OPTIONS, at: LATER });
  expect(grown).toMatchObject({ ok: true, value: { created: 1, updated: 0, unchanged: 2, shared: 0 } });
});

test('importing a feed keeps what editors have made of a claim and its sources', async () => {
  const { store } = freshStore();
  await store.claims.import(readFeed([aReview()]), OPTIONS);
  const { record } = (await store.claims.load(1))!;
  const mayor = record.sources.find(({ name }) => name === 'A. Mayor')!;
  const hall = { ...mayor, uid: '01977b00-0000-7000-8000-000000000001', name: 'Town hall', wikidata: null };
  const changed = {
    ...record,
    claim: { ...record.claim, status: 'published' as const, rating: null },
    sources: [
      ...record.sources.filter((source) => source !== mayor),
      { ...mayor, name: 'The mayor', parent: hall.uid, parentRelation: 'part-of' as const },
      hall,
    ],
  };
  await store.claims.import([asIncoming(changed)], OPTIONS);
  const outcome = await store.claims.import(readFeed([aReview(), other]), OPTIONS);
  expect(outcome).toMatchObject({ ok: true, value: { created: 1, updated: 0, unchanged: 1, shared: 0 } });
  expect((await store.claims.load(1))!.record.claim).toMatchObject({ status: 'published', rating: null });
  const names = (await store.claims.load(2))!.record.sources.map(({ name }) => name).sort();
  expect(names).toEqual(['The Paper', 'The mayor', 'Town hall', 'social.example']);
});

test('a source that two feeds describe differently stays as it was described first', async () => {
  const { store } = freshStore();
  const item = {
    ...(other.itemReviewed as object),
    author: { '@type': 'Person', name: 'Mayor A', sameAs: 'https://www.wikidata.org/wiki/Q42' },
  };
  const outcome = await store.claims.import(
    [...readFeed(aReview()), ...readFeed({ ...other, itemReviewed: item })],
    OPTIONS,
  );
  expect(outcome).toMatchObject({ ok: true, value: { created: 2 } });
  expect((await store.claims.load(2))!.record.sources.map(({ name }) => name)).toContain('A. Mayor');
});
