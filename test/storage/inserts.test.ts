import { expect, it } from 'vitest';
import { claimRating, claimSummary, document, statement } from '../../db/schema.ts';
import { joinInserts, planInsert } from '../../src/storage/inserts.ts';

const reference = { to: 'document', uid: 'd' } as const;

it('rows are inserted by one statement, whose text does not depend on how many there are', () => {
  const row = { claimId: 1, statementCount: 2, reportCount: 0, independentSources: 1, hopsOpen: true, headline: [] };
  const [one, three] = [planInsert(claimSummary, [row]), planInsert(claimSummary, [row, row, row])].map((write) =>
    write.toSQL(),
  );
  expect(three!.sql).toBe(one!.sql);
  expect(one!.sql).toMatch(
    /^insert into "claim_summary" \("claim_id", .*\) select row\.value ->> 0, .* from json_each\(\?\) as row$/u,
  );
  // As the columns keep them: a boolean as a number, JSON as a text.
  expect(JSON.parse(one!.params[0] as string)).toEqual([[1, 2, 0, 1, 1, '[]']]);
});

it('a reference is looked up by uid, and null where there is none', () => {
  const row = {
    claimId: { to: 'claim', uid: 'c' },
    seq: 1,
    uid: 's',
    sourceId: 7,
    stance: 'asserts',
    basis: 'told',
  } as const;
  const write = planInsert(statement, [
    { ...row, documentId: null },
    { ...row, documentId: reference },
  ]);
  expect(write.toSQL().sql).toContain('(select id from document where uid = row.value ->> 6)');
  const rows = JSON.parse(write.toSQL().params[0] as string) as unknown[][];
  expect(rows.map((values) => [values[0], values[3], values[6]])).toEqual([
    ['c', 7, null],
    ['c', 7, 'd'],
  ]);
});

it('inserts of several records are joined by table, in the order of their first', () => {
  const rating = { claimId: 1, text: 'No', reviewer: 'Desk', reviewerKind: 'person' } as const;
  const item = { uid: 'd', publisherId: 1, title: 'A', titleKey: 'a' };
  const joined = joinInserts([
    planInsert(document, [item]),
    planInsert(claimRating, [rating]),
    planInsert(document, [{ ...item, publisherId: { to: 'source', uid: 's' } }]),
    planInsert(document, [item, item]),
  ]);
  expect(joined.map(({ table, rows }) => [table, rows.length])).toEqual([
    ['document', 3],
    ['document', 1],
    ['claim_rating', 1],
  ]);
});
