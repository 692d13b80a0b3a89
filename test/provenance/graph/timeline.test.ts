import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isSurelyBefore } from '../../../src/model/dates.ts';
import { orderInTime } from '../../../src/provenance/graph/timeline.ts';
import { graph, keyOf, type GraphOptions } from '../../support/graph.ts';

const order = (dates: Readonly<Record<string, string>>, options: GraphOptions = {}) =>
  orderInTime(graph(Object.keys(dates).join(' '), { ...options, dates }).statements);

const told = (dates: Readonly<Record<string, string>>) =>
  order(dates).dated.map(({ statement, sincePrevious }) => `${keyOf(statement.uid)} ${sincePrevious ?? '-'}`);

describe('order in time', () => {
  it('statements are ordered by the earliest moment of their dates, with the lag from one to the next', () => {
    expect(told({ late: '2025-06-17', early: '2025-06-04', year: '2025', hour: '2025-06-04T10:00Z' })).toEqual([
      'year -',
      'early -',
      'hour P0D',
      'late P13D',
    ]);
  });

  it('statements without a valid date are listed apart as undated', () => {
    const { dated, undated } = order({ a: '2025', b: 'soon', c: '2025-02-30' });
    expect(dated.map(({ statement }) => keyOf(statement.uid))).toEqual(['a']);
    expect(undated.map(({ uid }) => keyOf(uid))).toEqual(['b', 'c']);
  });

  it('the order of statements in time does not depend on the order of their rows', () => {
    const { statements } = graph('a b c d', { dates: { a: '2025', b: '2025', c: '2024', d: '2025' } });
    expect(orderInTime([...statements].reverse())).toEqual(orderInTime(statements));
  });
});

describe('first statement', () => {
  const first = (dates: Readonly<Record<string, string>>, options: GraphOptions = {}) => {
    const found = order(dates, options).first;
    if (found.kind === 'unknown') return 'unknown';
    return found.kind === 'certain' ? keyOf(found.statement) : found.statements.map(keyOf).join(' or ');
  };

  test.each([
    [{ a: '2025-06-04', b: '2025-06-17' }, 'a'],
    [{ a: '2025-06', b: '2025-06-17' }, 'a or b'],
    [{ a: '2025-06-17', b: '2025-06-17' }, 'a or b'],
    [{ a: '2025-05', b: '2025-06-17', c: '2026' }, 'a'],
    [{ a: '2025-06-17T09:12+09:00', b: '2025-06-17T00:13Z' }, 'a'],
    // 18 June begins on the 17th in UTC, somewhere.
    [{ a: '2025-06-17T12:00Z', b: '2025-06-18' }, 'a or b'],
    [{ a: '2025-06-16T12:00Z', b: '2025-06-18' }, 'a'],
    [{ a: 'soon' }, 'unknown'],
    [{ 'a@1': '2025-06', 'a@2': '2025-06-02', b: '2025-07' }, 'a@1'],
  ])('the first statement of %j is %s', (dates, expected) => {
    expect(first(dates as Readonly<Record<string, string>>)).toBe(expected);
  });

  it('a denial is not the first statement of a claim', () => {
    expect(first({ a: '2025-06-04', b: '2025-06-17' }, { stances: { a: 'denies' } })).toBe('b');
  });

  it('undated asserting statements that may have come first are counted', () => {
    expect(order({ a: '2025', b: 'soon', c: 'soon' }, { stances: { c: 'doubts' } }).assertingUndated).toBe(1);
  });

  it('the possible first statements are those that no other statement surely precedes', () => {
    const date = fc.constantFrom(
      ...['2024', '2025', '2025-06', '2025-06-16', '2025-06-17', '2025-06-18'],
      ...['2025-06-16T11:00Z', '2025-06-17T00:00+14:00', '2025-06-17T13:00Z', '2025-06-18T23:59-12:00'],
    );
    fc.assert(
      fc.property(fc.array(date, { minLength: 1, maxLength: 7 }), (dates) => {
        const { dated, first: found } = order(Object.fromEntries(dates.map((one, at) => [`s${at}`, one])));
        const possible = dated.filter((one) => !dated.some((other) => isSurelyBefore(other.date, one.date)));
        const uids = found.kind === 'uncertain' ? found.statements : found.kind === 'certain' ? [found.statement] : [];
        expect(uids).toEqual(possible.map(({ statement }) => statement.uid));
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
