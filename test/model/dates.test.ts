import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveLag, isSurelyBefore, parseDate } from '../../src/model/dates.ts';

const utc = (text: string): number => new Date(text).getTime();

describe('dates', () => {
  test.each([
    ['2025', 'year', '2025-01-01T00:00Z', '2026-01-01T00:00Z'],
    ['2024-02', 'month', '2024-02-01T00:00Z', '2024-03-01T00:00Z'],
    ['2025-12', 'month', '2025-12-01T00:00Z', '2026-01-01T00:00Z'],
    ['2025-06-17', 'day', '2025-06-17T00:00Z', '2025-06-18T00:00Z'],
    ['2024-02-29', 'day', '2024-02-29T00:00Z', '2024-03-01T00:00Z'],
    ['2000-02-29', 'day', '2000-02-29T00:00Z', '2000-03-01T00:00Z'],
    ['2025-12-31', 'day', '2025-12-31T00:00Z', '2026-01-01T00:00Z'],
    ['2025-06-17T09:12+09:00', 'minute', '2025-06-17T00:12Z', '2025-06-17T00:13Z'],
    ['2025-06-17T23:59-14:00', 'minute', '2025-06-18T13:59Z', '2025-06-18T14:00Z'],
    ['2025-06-17T00:00+14:00', 'minute', '2025-06-16T10:00Z', '2025-06-16T10:01Z'],
    ['2025-06-17T05:42+05:30', 'minute', '2025-06-17T00:12Z', '2025-06-17T00:13Z'],
    ['2025-06-17T00:12Z', 'minute', '2025-06-17T00:12Z', '2025-06-17T00:13Z'],
    ['0001', 'year', '0001-01-01T00:00Z', '0002-01-01T00:00Z'],
    ['0099-12-31', 'day', '0099-12-31T00:00Z', '0100-01-01T00:00Z'],
    ['9999-12-31', 'day', '9999-12-31T00:00Z', '+010000-01-01T00:00Z'],
    // approximate: one of its own unit more on either side
    ['2009~', 'span', '2008-01-01T00:00Z', '2011-01-01T00:00Z'],
    ['2009-02~', 'span', '2009-01-01T00:00Z', '2009-04-01T00:00Z'],
    ['2009-12~', 'span', '2009-11-01T00:00Z', '2010-02-01T00:00Z'],
    ['2009-01~', 'span', '2008-12-01T00:00Z', '2009-03-01T00:00Z'],
    ['2009-03-01~', 'span', '2009-02-28T00:00Z', '2009-03-03T00:00Z'],
    ['0001~', 'span', '0000-01-01T00:00Z', '0003-01-01T00:00Z'],
    // intervals: from the first moment of one to the last of the other
    ['2009-02-10/2009-02-12', 'span', '2009-02-10T00:00Z', '2009-02-13T00:00Z'],
    ['2008/2009-02', 'span', '2008-01-01T00:00Z', '2009-03-01T00:00Z'],
    ['2009-02-10/2009', 'span', '2009-02-10T00:00Z', '2010-01-01T00:00Z'],
    ['2009-02~/2009-02-12', 'span', '2009-01-01T00:00Z', '2009-02-13T00:00Z'],
    ['2009~/2010-03~', 'span', '2008-01-01T00:00Z', '2010-05-01T00:00Z'],
    ['2009-02-10/2009-02-10', 'day', '2009-02-10T00:00Z', '2009-02-11T00:00Z'],
    ['2009-02~/2009-02~', 'span', '2009-01-01T00:00Z', '2009-04-01T00:00Z'],
  ])('the date %s is read with the precision of a %s', (text, precision, start, end) => {
    expect(parseDate(text)).toMatchObject({ text, precision, start: utc(start), end: utc(end) });
  });

  test.each([
    '',
    ' 2025',
    '2025\n',
    '25',
    '0000',
    '0000-01-01',
    '10000',
    '-2025',
    '2025-00',
    '2025-13',
    '2025-6',
    '2025-06-00',
    '2025-06-31',
    '2025-02-29',
    '2025-02-30',
    '1900-02-29',
    '2025-06-17T09:12',
    '2025-06-17 09:12+09:00',
    '2025-06-17T24:00Z',
    '2025-06-17T09:60Z',
    '2025-06-17T09:12z',
    '2025-06-17T09:12+0900',
    '2025-06-17T09:12+14:01',
    '2025-06-17T09:12-15:00',
    '2025-06-17T09:12+09:60',
    '2025-06-17T09:12:00Z',
    '2025-06T09:12Z',
    '~2025',
    '2025~~',
    '2025~-06',
    '2025-02-30~',
    '0000~',
    '2025-06-17T09:12Z~',
    '2025?',
    '2025-06%',
    '202X',
    '2025-21',
    '../2025',
    '2025/..',
    '2025/',
    '/2025',
    '2025--2026',
    '2025/2026/2027',
    '2025 / 2026',
    '2026/2025',
    '2026~/2025',
    '2025-06-11/2025-06-10',
    '2025-06-10/2025-13',
    '2025-06-10/06-12',
    '2025-06-17T09:12Z/2025-06-18',
    '2025-06-17T09:12Z/2025-06-17T10:12Z',
    '17 June 2025',
    '２０２５',
  ])('%j is refused as a date', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  test('a date keeps the calendar day it was written with, whatever its zone', () => {
    expect(parseDate('2025-06-17T00:10+09:00')?.day).toBe(utc('2025-06-17T00:00Z'));
    expect(parseDate('2025-06-17')?.day).toBe(utc('2025-06-17T00:00Z'));
    expect(parseDate('2025-06')?.day).toBeNull();
    expect(parseDate('2025')?.day).toBeNull();
    expect(parseDate('2025-06-17~')?.day).toBeNull();
    expect(parseDate('2025-06-17/2025-06-18')?.day).toBeNull();
    expect(parseDate('2025-06-17/2025-06-17')?.day).toBe(utc('2025-06-17T00:00Z'));
  });

  test('no date is read from null', () => {
    expect(parseDate(null)).toBeNull();
  });
});

describe('the order of dates', () => {
  test.each([
    // to the minute: instants
    ['2025-06-17T09:12+09:00', '2025-06-17T00:13Z', true],
    ['2025-06-17T09:12+09:00', '2025-06-17T00:12Z', false],
    ['2025-06-17T09:12+09:00', '2025-06-17T01:00+01:00', false],
    // neither to the minute: the calendar
    ['2025-06-16', '2025-06-17', true],
    ['2025-06-17', '2025-06-17', false],
    ['2025-06', '2025-06-17', false],
    ['2025-05', '2025-06-01', true],
    ['2025-05-31', '2025-06', true],
    ['2024', '2025', true],
    ['2024-12-31', '2025', true],
    ['2025', '2025-12-31', false],
    // a day ends last at −12:00, at noon UTC of the next
    ['2025-06-16', '2025-06-17T12:00Z', true],
    ['2025-06-16', '2025-06-17T11:59Z', false],
    ['2025-06-16', '2025-06-17T20:59+09:00', false],
    // a day begins first at +14:00, at ten UTC of the day before
    ['2025-06-16T09:59Z', '2025-06-17', true],
    ['2025-06-16T10:00Z', '2025-06-17', false],
    ['2024-12-31T09:59Z', '2025', true],
    ['2024-12-31T10:00Z', '2025', false],
    ['2025-05', '2025-06-01T12:00Z', true],
    ['2025-05', '2025-06-01T11:59Z', false],
    // what is about a date may be off by one of its unit
    ['2007', '2009~', true],
    ['2008-12-31', '2009~', false],
    ['2009~', '2011', true],
    ['2009~', '2010-12-31', false],
    ['2009-02~', '2009-04-01', true],
    ['2009-02~', '2009-03-31', false],
    ['2009-02-10~', '2009-02-12', true],
    ['2009-02-10~', '2009-02-11', false],
    ['2009-02-10~', '2009-02-12~', false],
    ['2009-02-10~', '2009-02-13~', true],
    ['2009-02-10~', '2009-02-12T12:00Z', true],
    ['2009-02-10~', '2009-02-12T11:59Z', false],
    // an interval may be meant anywhere in it
    ['2009-02-10/2009-02-12', '2009-02-13', true],
    ['2009-02-10/2009-02-12', '2009-02-12', false],
    ['2009-02-09', '2009-02-10/2009-02-12', true],
    ['2009-02-11', '2009-02-10/2009-02-12', false],
    ['2009-02-10/2009-02~', '2009-03-31', false],
    ['2009-02-10/2009-02~', '2009-04', true],
  ])('%s is surely before %s: %s', (a, b, expected) => {
    expect(isSurelyBefore(parseDate(a), parseDate(b))).toBe(expected);
    if (expected) expect(isSurelyBefore(parseDate(b), parseDate(a))).toBe(false);
  });

  test('the order of two dates is never certain when one is missing', () => {
    expect(isSurelyBefore(null, parseDate('2025'))).toBe(false);
    expect(isSurelyBefore(parseDate('2025'), null)).toBe(false);
    expect(isSurelyBefore(null, null)).toBe(false);
  });
});

describe('laws of the order of dates', () => {
  const pad = (n: number): string => String(n).padStart(2, '0');
  const plain = fc
    .record({
      year: fc.integer({ min: 2008, max: 2010 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    .chain(({ year, month, day }) =>
      fc.constantFrom(`${year}`, `${year}-${pad(month)}`, `${year}-${pad(month)}-${pad(day)}`),
    );
  const calendar = fc.tuple(plain, fc.constantFrom('', '~')).map((parts) => parts.join(''));
  const interval = fc
    .tuple(calendar, calendar)
    .map((parts) => parts.join('/'))
    .filter((text) => parseDate(text) !== null);
  const minute = fc
    .tuple(
      plain.filter((text) => text.length === 10),
      fc.nat(23),
      fc.constantFrom('Z', '+14:00', '-12:00', '+05:30'),
    )
    .map(([day, hour, zone]) => `${day}T${pad(hour)}:30${zone}`);
  const any = fc.oneof(calendar, interval, minute);
  const isBefore = (a: string, b: string): boolean => isSurelyBefore(parseDate(a), parseDate(b));

  test('no date is surely before itself, nor two before each other', () => {
    fc.assert(fc.property(any, any, (a, b) => !isBefore(a, a) && !(isBefore(a, b) && isBefore(b, a))));
  });

  test('what is surely before a date is surely before all that it is before', () => {
    fc.assert(
      fc.property(fc.tuple(any, any, any), (three) => {
        const [a, b, c] = three.toSorted((one, other) => parseDate(one)!.start - parseDate(other)!.start);
        return !isBefore(a!, b!) || !isBefore(b!, c!) || isBefore(a!, c!);
      }),
      { numRuns: 2_000 },
    );
  });

  test('an interval is surely before what its end is before, and after what its start is after', () => {
    fc.assert(
      fc.property(interval, any, (text, other) => {
        const [from, to] = text.split('/');
        expect(isBefore(text, other)).toBe(isBefore(to!, other));
        expect(isBefore(other, text)).toBe(isBefore(other, from!));
      }),
    );
  });

  test('an approximate date is surely before nothing that the exact one is not', () => {
    fc.assert(
      fc.property(plain, any, (date, other) => {
        if (isBefore(`${date}~`, other)) expect(isBefore(date, other)).toBe(true);
        if (isBefore(other, `${date}~`)) expect(isBefore(other, date)).toBe(true);
      }),
    );
  });

  test('what is surely before a date lies before every day that the date may mean', () => {
    const days = plain.filter((text) => text.length === 10);
    fc.assert(
      fc.property(fc.oneof(calendar, interval), days, fc.oneof(calendar, interval), (a, day, b) => {
        const { start, end } = parseDate(b)!;
        const time = parseDate(day)!.start;
        if (isBefore(a, b) && time >= start && time < end) expect(isBefore(a, day)).toBe(true);
      }),
    );
  });
});

describe('lag', () => {
  test.each([
    ['2025-06-17', '2025-06-04', 'P13D'],
    ['2025-06-17', '2025-06-17', 'P0D'],
    ['2025-06-15', '2025-06-17', '-P2D'],
    ['2025-03-31', '2025-03-30', 'P1D'],
    ['2025-01-01', '2023-12-31', 'P367D'],
    ['2025-06-17T09:40+09:00', '2025-06-17T09:12+09:00', 'PT28M'],
    ['2025-06-17T09:40+09:00', '2025-06-17T00:12Z', 'PT28M'],
    ['2025-06-17T09:12+09:00', '2025-06-17T00:12Z', 'PT0M'],
    ['2025-06-18T11:12Z', '2025-06-17T09:12Z', 'P1DT2H'],
    ['2025-06-18T09:12Z', '2025-06-17T09:12Z', 'P1D'],
    ['2025-06-18T09:13Z', '2025-06-17T09:12Z', 'P1DT1M'],
    ['2025-06-17T12:14Z', '2025-06-17T09:12Z', 'PT3H2M'],
    ['2025-06-17T09:12Z', '2025-06-18T11:13Z', '-P1DT2H1M'],
    ['2025-06-17T09:12Z', '2025-06-17T09:40Z', '-PT28M'],
    // one to the minute: the calendar days as written
    ['2025-06-17T00:10+09:00', '2025-06-16', 'P1D'],
    ['2025-06-17', '2025-06-17T23:59-05:00', 'P0D'],
    ['2025-06', '2025-05-01', null],
    ['2025-06-17', '2025', null],
    ['2025-06-17', '2025-06-04~', null],
    ['2025-06-17~', '2025-06-04', null],
    ['2025-06-17', '2025-06-03/2025-06-04', null],
    ['2025-06-17/2025-06-18', '2025-06-04', null],
    ['2025-06-17/2025-06-17', '2025-06-04', 'P13D'],
    ['2025-06-17T09:12Z', '2025-06-16~', null],
  ])('the lag to the citing date %s from the cited date %s is %s', (citing, cited, lag) => {
    expect(deriveLag(parseDate(citing), parseDate(cited))).toBe(lag);
  });

  test('the lag of a hop is null without both dates', () => {
    expect(deriveLag(null, parseDate('2025-06-17'))).toBeNull();
    expect(deriveLag(parseDate('2025-06-17'), null)).toBeNull();
    expect(deriveLag(parseDate('2025-06-17T09:12Z'), null)).toBeNull();
  });
});
