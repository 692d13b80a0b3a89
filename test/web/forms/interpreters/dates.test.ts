import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSurelyBefore, parseDate } from '../../../../src/model/dates.ts';
import { interpretDate } from '../../../../src/web/forms/interpreters/dates.ts';
import { formatDate } from '../../../../src/wording/dates.ts';

describe('a date as people write it', () => {
  it.each([
    ['10 Feb 2009', '2009-02-10'],
    ['10 February 2009.', '2009-02-10'],
    ['10th of February, 2009', '2009-02-10'],
    ['Feb. 10, 2009', '2009-02-10'],
    ['February 10th 2009', '2009-02-10'],
    ['on 10 Feb 2009', '2009-02-10'],
    ['Tuesday, 10 February 2009', '2009-02-10'],
    ['10-Feb-2009', '2009-02-10'],
    ['2009/02/10', '2009-02-10'],
    ['2009.2.10', '2009-02-10'],
    ['2009-2-10', '2009-02-10'],
    ['13/02/2009', '2009-02-13'],
    ['02/13/2009', '2009-02-13'],
    ['10.10.2009', '2009-10-10'],
    ['2025년 6월 17일', '2025-06-17'],
    ['2025年6月17日', '2025-06-17'],
    ['２００９－０２－１０', '2009-02-10'],
    ['June 2025', '2025-06'],
    ['Jun. 2025', '2025-06'],
    ['June, 2025', '2025-06'],
    ['may 2025', '2025-05'],
    ['06/2025', '2025-06'],
    ['in 2025', '2025'],
    ['2025년', '2025'],
    ['about 2009', '2009~'],
    ['c. June 2025', '2025-06~'],
    ['circa 10 Feb 2009', '2009-02-10~'],
    ['~2009', '2009~'],
    ['2009-02-10 09:30 UTC', '2009-02-10T09:30Z'],
    ['2009-02-10 09:30Z', '2009-02-10T09:30Z'],
    ['2009-02-10t09:30z', '2009-02-10T09:30Z'],
    ['2009-02-10 09:30 +09:00', '2009-02-10T09:30+09:00'],
    ['2009-02-10 09:30 UTC+9', '2009-02-10T09:30+09:00'],
    ['10 Feb 2009, 9:30 p.m. UTC−3:30', '2009-02-10T21:30-03:30'],
    ['9.30am KST 10 February 2009', '2009-02-10T09:30+09:00'],
    ['2025-06-17T09:12:45.123+09:00', '2025-06-17T09:12+09:00'],
    ['Tue, 10 Feb 2009 09:30:00 +0000', '2009-02-10T09:30Z'],
    ['10 to 12 February 2009', '2009-02-10/2009-02-12'],
    ['10–12 February 2009', '2009-02-10/2009-02-12'],
    ['Feb 10-12, 2009', '2009-02-10/2009-02-12'],
    ['10 February to 12 March 2009', '2009-02-10/2009-03-12'],
    ['from June to July 2025', '2025-06/2025-07'],
    ['June–July 2025', '2025-06/2025-07'],
    ['between 2008 and 2010', '2008/2010'],
    ['2008–2010', '2008/2010'],
    ['2025-06-17 / 2025-06-18', '2025-06-17/2025-06-18'],
    ['10 Feb 2009 to 10 Feb 2009', '2009-02-10'],
  ])('“%s” is %s, and is echoed', (typed, value) => {
    expect(interpretDate(typed)).toEqual({ value, echo: formatDate(value) });
  });

  it.each([
    ['10/02/2009', ['2009-02-10', '2009-10-02']],
    ['10.02.2009', ['2009-02-10', '2009-10-02']],
    ['1-2-2009', ['2009-02-01', '2009-01-02']],
    ['10/02/2009 09:30 UTC', ['2009-02-10T09:30Z', '2009-10-02T09:30Z']],
    ['about 10/02/2009', ['2009-02-10~', '2009-10-02~']],
    ['10/02/2009 - 12/02/2009', ['2009-02-10/2009-02-12', '2009-10-02/2009-12-02']],
  ])('“%s” is asked about, with both readings', (typed, values) => {
    const choices = values.map((value) => ({ value, text: formatDate(value) }));
    expect(interpretDate(typed)).toEqual({ question: `Which date is “${typed}”?`, choices });
  });

  it.each([
    ['Feb 10', 'must have its year'],
    ['10/02/09', 'must have its year in four digits'],
    ['10 Feb 09', 'must have its year in four digits'],
    ['2009-02-10 09:30', 'must have a time zone with its time'],
    ['2009-02-10T09:30', 'must have a time zone with its time'],
    ['10 Feb 2009, 3pm', 'must have a time zone with its time'],
    ['10 Feb 2009 3pm EST', '“EST” is not the same everywhere'],
    ['10 Feb 2009 15:00 IST', '“IST” is not the same everywhere'],
    ['Monday, 10 February 2009', '10 February 2009 was a Tuesday'],
    ['12 to 10 February 2009', 'must be an interval that begins before it ends'],
    ['10 Feb 2009 09:30 - 10:30 UTC', 'can’t be an interval of times'],
    ['about 2009-02-10 09:30 UTC', 'a year, a month or a day only'],
  ])('“%s” %s', (typed, issue) => {
    expect(interpretDate(typed)).toEqual({ issue: expect.stringContaining(issue) as string });
  });

  it.each([
    ...['yesterday', 'today', 'now', 'last June 2025', '3 days before 10 February 2009', '10 days after 10 Feb 2009'],
    ...['30 February 2009', '32/13/2009', '2025-13', '2025-02-30', 'summer 2025', 'mid-June 2025', '10 Feb 2009 BC'],
    ...['12:30', '99999', '20090210', '10 to 12 2009', 'this is not it', '2009-02-10 09:30 UTC+15', '__proto__'],
    `${'1 '.repeat(50)}2009`,
  ])('“%s” is no date', (typed) => {
    expect(interpretDate(typed)).toEqual({ issue: expect.stringContaining('must be a date such as') as string });
  });

  it('EDTF that is not taken is left to the rule of dates, which says so', () => {
    for (const typed of ['2025?', '2025-06%', '202X', '2025/2024', '2025/..']) {
      expect(interpretDate(typed)).toEqual({ value: typed, echo: null });
    }
  });
});

describe('the laws of dates as people write them', () => {
  const pad = (number: number): string => String(number).padStart(2, '0');
  const plain = fc
    .record({
      year: fc.integer({ min: 1000, max: 9999 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    .chain(({ year, month, day }) => {
      const y = String(year).padStart(4, '0');
      return fc.constantFrom(y, `${y}-${pad(month)}`, `${y}-${pad(month)}-${pad(day)}`);
    });
  const calendar = fc.tuple(plain, fc.constantFrom('', '~')).map((parts) => parts.join(''));
  const interval = fc.tuple(calendar, calendar).map(([from, to]) => `${from}/${to}`);
  const minute = fc
    .tuple(plain, fc.nat(23), fc.nat(59), fc.constantFrom('Z', '+14:00', '-12:00', '+05:30', '-03:30', '+09:00'))
    .map(([day, hour, minutes, zone]) => `${day}T${pad(hour)}:${pad(minutes)}${zone}`);
  const stored = fc.oneof(calendar, interval, minute).filter((date) => parseDate(date) !== null);

  it('whatever is stored is understood as itself', () => {
    fc.assert(
      fc.property(stored, (date) => {
        expect(interpretDate(date)).toEqual({ value: date, echo: null });
      }),
    );
  });

  it('what a page says of a date is understood as that date', () => {
    fc.assert(
      fc.property(stored, (date) => {
        const understood = interpretDate(formatDate(date));
        // An interval of one date is written as that date.
        const [from, to] = date.split('/');
        expect('value' in understood && understood.value).toBe(from === to ? from : date);
      }),
    );
  });

  it('whatever is understood is a date, and its echo is understood as the same', () => {
    const part = fc.constantFrom(
      ...[
        '10',
        '12',
        '2',
        '31',
        '2009',
        '09',
        '2025-06-17',
        'Feb',
        'June',
        'March',
        'to',
        '-',
        '–',
        '/',
        '.',
        ',',
        ' ',
      ],
      ...[
        ' ',
        'about ',
        '09:30',
        '3pm',
        'UTC',
        '+09:00',
        'KST',
        'EST',
        'Tuesday',
        'from ',
        'th',
        'last ',
        'days',
        '~',
        'T',
        'Z',
      ],
    );
    const typed = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('').trim());
    fc.assert(
      fc.property(
        typed.filter((text) => text !== ''),
        (text) => {
          const understood = interpretDate(text);
          if (!('value' in understood) || understood.echo === null) return;
          const { value, echo } = understood;
          expect(parseDate(value), text).not.toBeNull();
          expect(interpretDate(echo), text).toMatchObject({ value });
          // No year comes from anywhere but the text.
          for (const year of value.match(/\d{4}(?=$|[-~/])/gu) ?? []) expect(text.normalize('NFKC')).toContain(year);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('two readings of one text are two dates', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (one, other) => {
        const understood = interpretDate(`${one}/${other}/2009`);
        expect('choices' in understood).toBe(one !== other);
        if (!('choices' in understood)) return;
        const [first, second] = understood.choices.map(({ value }) => parseDate(value));
        expect(isSurelyBefore(first!, second!) || isSurelyBefore(second!, first!)).toBe(true);
      }),
    );
  });
});
