import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isSurelyBefore, parseDate } from '../../../src/model/dates.ts';
import { measureGraph } from '../../../src/provenance/graph/hops.ts';
import { orderInTime } from '../../../src/provenance/graph/timeline.ts';
import { graph, keyOf, type GraphOptions } from '../../support/graph.ts';

const order = (shorthand: string, options: GraphOptions = {}) => orderInTime(measureGraph(graph(shorthand, options)));

const told = (shorthand: string, options: GraphOptions = {}) =>
  order(shorthand, options).entries.map(
    ({ statement, before }) => keyOf(statement.uid) + (before ? ` before ${before}` : ''),
  );

const datedAlone = (dates: Readonly<Record<string, string>>, options: GraphOptions = {}) =>
  order(Object.keys(dates).join(' '), { ...options, dates });

describe('order in time', () => {
  it('statements are ordered by the earliest moment of their dates, with the lag from one to the next', () => {
    const { entries } = datedAlone({
      late: '2025-06-17',
      early: '2025-06-04',
      year: '2025',
      hour: '2025-06-04T10:00Z',
    });
    expect(entries.map(({ statement, sincePrevious }) => `${keyOf(statement.uid)} ${sincePrevious ?? '-'}`)).toEqual([
      'year -',
      'early -',
      'hour P0D',
      'late P13D',
    ]);
  });

  it('a cited statement stands before the one that cites it, whatever is dated', () => {
    expect(told('ians->yonhap->tass->council', { dates: { ians: '2025-06-17' } })).toEqual([
      'council before 2025-06-17',
      'tass before 2025-06-17',
      'yonhap before 2025-06-17',
      'ians',
    ]);
    expect(told('a->b', { dates: { a: '2025-06-04', b: '2025-06-17' } })).toEqual(['b', 'a']);
  });

  it('an undated statement stands before the earliest that cites it, through any number of hops', () => {
    const dates = { a: '2025-06-17', b: '2025-06-10', c: '2025-06-04' };
    expect(told('a->x->y b->y c', { dates })).toEqual(['c', 'y before 2025-06-10', 'b', 'x before 2025-06-17', 'a']);
  });

  it('an undated statement stands before all of the day that it came before, and counts in no lag', () => {
    const { entries } = order('z->u b a', { dates: { a: '2025-06-04', b: '2025-06-17', z: '2025-06-17' } });
    const tell = entries.map(({ statement, sincePrevious }) => `${keyOf(statement.uid)} ${sincePrevious ?? '-'}`);
    expect(tell).toEqual(['a -', 'u -', 'b P13D', 'z P0D']);
  });

  it('in a circle no date says what came before it', () => {
    expect(told('a->b->a', { dates: { a: '2025-06-17' } })).toEqual(['a', 'b']);
  });

  it('an undated statement that nothing dated cites comes last', () => {
    expect(told('x a->b y->x', { dates: { a: '2025-06-17' } })).toEqual(['b before 2025-06-17', 'a', 'x', 'y']);
  });

  it('a reply answers an earlier statement, and a disputed attribution tells nothing', () => {
    const stances = { d: 'denies' } as const;
    expect(told('d->a', { stances, dates: { d: '2025-06-17' } })).toEqual(['a before 2025-06-17', 'd']);
    expect(told('a->b c->b', { disputed: 'a->b', dates: { a: '2025-06-04', c: '2025-06-17' } })).toEqual([
      'a',
      'b before 2025-06-17',
      'c',
    ]);
  });

  it('a void statement stands nowhere', () => {
    expect(told('a->b', { disputed: 'a->b', dates: { a: '2025-06-04' } })).toEqual(['a']);
  });

  it('a circle of two with one dated member says nothing of the other', () => {
    expect(told('a->b->a', { dates: { a: '2025-06-17' } })).toEqual(['a', 'b']);
    expect(told('r->a->b->a b->o', { dates: { r: '2025-06-18', a: '2025-06-17' } })).toEqual([
      'o before 2025-06-17',
      'a',
      'b before 2025-06-18',
      'r',
    ]);
  });

  it('a text that is no date is none', () => {
    expect(told('a b c', { dates: { a: '2025', b: 'soon', c: '2025-02-30' } })).toEqual(['a', 'b', 'c']);
    expect(order('a b c', { dates: { a: '2025', b: 'soon', c: '2025-02-30' } }).datedCount).toBe(1);
  });

  it('the order of statements in time does not depend on the order of their rows', () => {
    const claim = graph('a->b c->d a->d', { dates: { a: '2025', b: '2025', c: '2024', d: '2025' } });
    const reversed = {
      ...claim,
      statements: [...claim.statements].reverse(),
      attributions: [...claim.attributions].reverse(),
    };
    expect(orderInTime(measureGraph(reversed))).toEqual(orderInTime(measureGraph(claim)));
  });
});

describe('first on record', () => {
  const first = (shorthand: string, options: GraphOptions = {}) => {
    const found = order(shorthand, options).first;
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
    [{ a: 'soon', b: 'later' }, 'unknown'],
    [{ 'a@1': '2025-06', 'a@2': '2025-06-02', b: '2025-07' }, 'a@1'],
  ])('of the lone statements %j it is %s', (dates, expected) => {
    expect(first(Object.keys(dates).join(' '), { dates: dates })).toBe(expected);
  });

  it('a statement that cites another is never the first', () => {
    expect(first('ians->yonhap->tass', { dates: { ians: '2025-06-17', yonhap: '2025-06-17' } })).toBe('tass');
    expect(first('a->x b', { dates: { a: '2025-06-04', b: '2025-06-17' } })).toBe('x');
    expect(first('a->x b', { dates: { a: '2025-06-17', b: '2025-06-04' } })).toBe('b or x');
    expect(first('a->b->a', { dates: { a: '2025-06-17' } })).toBe('unknown');
  });

  it('of two statements that answer each other the asserting one is the first', () => {
    expect(first('a->d->a', { stances: { d: 'denies' } })).toBe('a');
  });

  it('a denial is not the first statement of a claim', () => {
    expect(first('a b', { dates: { a: '2025-06-04', b: '2025-06-17' }, stances: { a: 'denies' } })).toBe('b');
  });

  it('the possible first statements are those that no other one surely precedes', () => {
    const date = fc.constantFrom(
      ...['2024', '2025', '2025-06', '2025-06-16', '2025-06-17', '2025-06-18'],
      ...['2025-06-16T11:00Z', '2025-06-17T00:00+14:00', '2025-06-17T13:00Z', '2025-06-18T23:59-12:00'],
    );
    fc.assert(
      fc.property(fc.array(date, { minLength: 1, maxLength: 7 }), (dates) => {
        const { entries, first: found } = datedAlone(Object.fromEntries(dates.map((one, at) => [`s${at}`, one])));
        const parsed = entries.map(({ statement }) => [statement.uid, parseDate(statement.statedAt)!] as const);
        const possible = parsed.filter(([, one]) => !parsed.some(([, other]) => isSurelyBefore(other, one)));
        const uids = found.kind === 'uncertain' ? found.statements : found.kind === 'certain' ? [found.statement] : [];
        expect([...uids].sort()).toEqual(possible.map(([uid]) => uid).sort());
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
