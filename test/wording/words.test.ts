import { describe, expect, it, test } from 'vitest';
import {
  writeBadge,
  writeCount,
  writeDistance,
  writeFindingKind,
  writeHops,
  writeIndependentSources,
  writeNumber,
  writeRole,
} from '../../src/wording/values.ts';
import { writeDate, writeDay, writeLag, writeLagTo } from '../../src/wording/dates.ts';
import { graph } from '../support/graph.ts';

describe('dates', () => {
  test.each([
    ['2025', '2025'],
    ['2025-06', 'June 2025'],
    ['2025-06-07', '7 June 2025'],
    ['2025-06-17T09:12+09:00', '17 June 2025, 09:12 UTC+9'],
    ['2025-06-17T09:12-03:30', '17 June 2025, 09:12 UTC−3:30'],
    ['2025-06-17T00:12Z', '17 June 2025, 00:12 UTC'],
    ['2025-06-18T09:00:00Z', '18 June 2025, 09:00 UTC'],
    ['some day', 'some day'],
  ])('the date %s is written to its precision', (iso, text) => {
    expect(writeDate(iso)).toEqual({ iso, text });
  });

  it('an unknown date is written as null', () => {
    expect(writeDate(null)).toBeNull();
    expect(writeDay(null)).toBeNull();
  });

  it('a day is written without the time of the date', () => {
    expect(writeDay('2025-06-17T09:12+09:00')).toEqual({ iso: '2025-06-17', text: '17 June 2025' });
    expect(writeDay('2025-06')).toEqual({ iso: '2025-06', text: 'June 2025' });
  });
});

describe('lag', () => {
  test.each([
    ['P13D', '13 days later'],
    ['P1D', '1 day later'],
    ['PT28M', '28 minutes later'],
    ['P1DT2H5M', '1 day 2 hours 5 minutes later'],
    ['P0D', 'the same day'],
    ['PT0M', 'the same minute'],
    ['P2000D', '2,000 days later'],
  ])('the lag %s is written as %s', (iso, text) => {
    expect(writeLag(iso)).toEqual({ iso, text });
  });

  it('a negative lag is written as earlier, without a machine-readable duration', () => {
    expect(writeLag('-PT3H')).toEqual({ iso: null, text: '3 hours earlier' });
  });

  it('an unknown lag is written as null', () => {
    expect(writeLag(null)).toBeNull();
  });

  it('a lag is described in relation to the cited statement', () => {
    const told = ['P13D', '-PT3H', 'P0D', 'PT0M'].map((lag) => `${writeLagTo(lag)} TASS`);
    expect(told).toEqual([
      '13 days after TASS',
      '3 hours before TASS',
      'on the same day as TASS',
      'in the same minute as TASS',
    ]);
  });
});

describe('counts', () => {
  it('a count is written with its noun in the singular or plural', () => {
    expect(writeCount(1, 'hop')).toBe('1 hop');
    expect(writeCount(0, 'hop')).toBe('0 hops');
    expect(writeCount(8000, 'hop')).toBe('8,000 hops');
    expect(writeCount(1n, 'chain')).toBe('1 chain');
  });

  it('a number too long to read is written as a power of ten', () => {
    expect(writeNumber(999_999_999_999_999n)).toBe('999,999,999,999,999');
    expect(writeNumber(4n ** 40n)).toBe('about 1.2 × 10²⁴');
  });

  it.each([
    [{ fewest: 2, most: 3, open: false }, '2 to 3 hops'],
    [{ fewest: 1, most: 1, open: false }, '1 hop'],
    [{ fewest: 0, most: 0, open: false }, '0 hops'],
    [{ fewest: 1, most: 1, open: true }, 'at least 1 hop'],
    [{ fewest: 2, most: 4, open: true }, 'at least 2 to 4 hops'],
    [{ fewest: 0, most: 0, open: true }, 'no hop recorded'],
    [{ fewest: 0, most: 2, open: true }, '0 to 2 hops or more'],
    [null, 'no end reached'],
  ])('the hops %j are written as %s', (hops, text) => {
    expect(writeHops(hops)).toBe(text);
  });

  it('independent sources are an upper bound', () => {
    expect([0, 1, 2].map(writeIndependentSources)).toEqual(['none', 'at most 1', 'at most 2']);
    const hops = { fewest: 2, most: 3, open: false };
    expect([0, 1, 2].map((independentSources) => writeBadge({ hops, independentSources }))).toEqual([
      '2 to 3 hops · no independent sources',
      '2 to 3 hops · at most 1 independent source',
      '2 to 3 hops · at most 2 independent sources',
    ]);
  });

  it('statements stand under how far the ends are', () => {
    expect([[], [0, 0], [1], [1, 3]].map(writeDistance)).toEqual([
      'No end reached',
      'Ends',
      '1 hop from an end',
      '1 to 3 hops from an end',
    ]);
  });
});

describe('roles', () => {
  const [agency, unnamed] = graph('a u', { kinds: { u: 'unnamed' } }).sources;

  it.each([
    [true, null, 'Report'],
    [false, null, 'News agency'],
    [false, 'origin', 'Origin'],
    [true, 'origin', 'Report and origin'],
    [true, 'unsourced', 'Gives no source'],
    [false, 'open', 'Trail ends here'],
    [true, 'dropped', 'Attribution dropped'],
  ] as const)('a statement (report: %s, end: %s) is called %s', (isReport, end, role) => {
    expect(writeRole(isReport, end, agency)).toBe(role);
  });

  it('an unnamed or missing source is nothing else', () => {
    expect(writeRole(true, 'unnamed', unnamed)).toBe('Unnamed source');
    expect(writeRole(false, null, undefined)).toBe('Unnamed source');
  });
});

describe('findings', () => {
  it('a kind of finding is written in words, and no end is called an origin', () => {
    expect(['choke-point', 'single-origin', 'second-hand-hop'].map((kind) => writeFindingKind(kind as never))).toEqual([
      'choke point',
      'single source',
      'second-hand hop',
    ]);
  });
});
