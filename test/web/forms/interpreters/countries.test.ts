import { describe, expect, it } from 'vitest';
import { checkCountry } from '../../../../src/formats/checks.ts';
import { writeCountry } from '../../../../src/wording/values.ts';
import { interpretCountry } from '../../../../src/web/forms/interpreters/countries.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) => !checkCountry(code));

describe('a country as people write it', () => {
  it.each([
    ['kr', 'KR'],
    ['KOR', 'KR'],
    ['south korea', 'KR'],
    ['Republic of Korea', 'KR'],
    ['ROK', 'KR'],
    ['DPRK', 'KP'],
    ['UK', 'GB'],
    ['U.K.', 'GB'],
    ['U.S.', 'US'],
    ['USA', 'US'],
    ['the United States of America', 'US'],
    ['Russian Federation', 'RU'],
    ['Turkey', 'TR'],
    ['Turkiye', 'TR'],
    ['Ivory Coast', 'CI'],
    ['Cote d’Ivoire', 'CI'],
    ['Burma', 'MM'],
    ['Czech Republic', 'CZ'],
    ['DRC', 'CD'],
    ['Guinea', 'GN'],
    ['Ireland', 'IE'],
    ['Saint Lucia', 'LC'],
    ['Trinidad and Tobago', 'TT'],
    ['CH', 'CH'],
  ])('“%s” is %s', (typed, value) => {
    expect(interpretCountry(typed)).toMatchObject({ value });
  });

  it('is echoed by its name, a code too: CH is not China', () => {
    expect(interpretCountry('CH')).toEqual({ value: 'CH', echo: 'Switzerland' });
    expect(interpretCountry('South Korea')).toEqual({ value: 'KR', echo: null });
  });

  it.each([
    ['Korea', ['KP', 'KR']],
    ['Congo', ['CD', 'CG']],
    ['Virgin Islands', ['VG', 'VI']],
    ['Papua', ['PG']],
  ])('“%s” is a part of names, and asked about', (typed, codes) => {
    const understood = interpretCountry(typed);
    expect('choices' in understood && understood.choices.map(({ value }) => value).toSorted()).toEqual(codes);
  });

  it.each([
    'Atlantis',
    'UN',
    'EU',
    'Republic',
    'islands',
    'ZZZ',
    'ZZ',
    '대한',
    '__proto__',
    'constructor',
    'x'.repeat(9999),
  ])('“%s” is none', (typed) => {
    expect(interpretCountry(typed)).toEqual({
      issue: expect.stringContaining('must be the name or the code') as string,
    });
  });

  it('every code is understood as itself, and every name as its code', () => {
    expect(CODES.length).toBeGreaterThan(249);
    for (const code of CODES) {
      expect(interpretCountry(code)).toMatchObject({ value: code });
      expect(interpretCountry(writeCountry(code)), code).toMatchObject({ value: code });
    }
  });
});
