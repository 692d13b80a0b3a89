import { describe, expect, it, test } from 'vitest';
import { writeCount, writeHops, writeIndependentOrigins, writeNumber } from '../../src/wording/values.ts';
import { writeDate, writeDay, writeLag, writeLagTo } from '../../src/wording/dates.ts';

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

  it('hops and independent origins are written in words', () => {
    expect(writeHops({ fewest: 2, most: 3 })).toBe('2 to 3 hops');
    expect(writeHops({ fewest: 1, most: 1 })).toBe('1 hop');
    expect(writeHops(null)).toBe('no origin reached');
    expect(writeIndependentOrigins(2)).toBe('at most 2');
    expect(writeIndependentOrigins(0)).toBe('none');
  });
});
