import { createRequire } from 'node:module';
import countries, { type LocaleData } from 'i18n-iso-countries';
import { checkCountry } from '../../../formats/checks.ts';
import { listFoldedWords } from '../../../text/words.ts';
import { writeCountry } from '../../../wording/values.ts';
import { LONGEST, type Interpretation } from './interpretation.ts';

const ENGLISH = createRequire(import.meta.url)('i18n-iso-countries/langs/en.json') as LocaleData;

/** What newsrooms write and neither the standard nor `Intl` has. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ uk: 'GB', britain: 'GB', england: 'GB', scotland: 'GB', wales: 'GB', 'northern ireland': 'GB' },
    ...{ uae: 'AE', dprk: 'KP', rok: 'KR', prc: 'CN', drc: 'CD', america: 'US', holland: 'NL', 'viet nam': 'VN' },
    ...{ burma: 'MM', 'east timor': 'TL', swaziland: 'SZ', macau: 'MO', macedonia: 'MK', bosnia: 'BA' },
  }),
);

const NO_COUNTRY = { issue: 'must be the name or the code of a country, such as South Korea or KR' };

/** More would be no question that a form can ask. */
const MOST_CHOICES = 6;

/** Reads a country's name or its code of two or three letters. A part of names, such as "Korea", is asked about. */
export function interpretCountry(typed: string): Interpretation {
  if (typed.length > LONGEST) return NO_COUNTRY;
  const code = findCode(typed) ?? findName(typed);
  if (code !== null) {
    const name = writeCountry(code);
    return { value: code, echo: name === typed ? null : name };
  }
  const codes = findPart(typed);
  if (codes.length === 0 || codes.length > MOST_CHOICES) {
    return NO_COUNTRY;
  }
  const choices = codes.map((value) => ({ value, text: writeCountry(value) }));
  return { question: `Which country is “${typed}”?`, choices };
}

function findCode(typed: string): string | null {
  const letters = typed.replaceAll('.', '').toUpperCase();
  const code = (letters.length === 3 && countries.alpha3ToAlpha2(letters)) || letters;
  return checkCountry(code) === null ? code : (OTHER_NAMES.get(letters.toLowerCase()) ?? null);
}

function findName(typed: string): string | null {
  const key = foldName(typed);
  names ??= listNames();
  const [code, other] = new Set(names.filter(({ name }) => name === key).map((named) => named.code));
  return other === undefined ? (code ?? null) : null;
}

function findPart(typed: string): readonly string[] {
  const part = ` ${foldName(typed)} `;
  names ??= listNames();
  return [...new Set(names.filter(({ name }) => ` ${name} `.includes(part)).map(({ code }) => code))];
}

let names: readonly { name: string; code: string }[] | null = null;

/** The names in use, and those of the standard. */
function listNames() {
  countries.registerLocale(ENGLISH);
  const official = countries.getNames('en', { select: 'all' });
  const standard = Object.entries(official).flatMap(([code, all]) =>
    checkCountry(code) === null ? [...all, writeCountry(code)].map((name) => ({ name: foldName(name), code })) : [],
  );
  return [...standard, ...Array.from(OTHER_NAMES, ([name, code]) => ({ name, code }))];
}

/** Without what names differ in: accents, points, hyphens, "the", "&". */
const foldName = (name: string): string =>
  listFoldedWords(name.replaceAll('&', ' and ').replace(/\bst\.? /giu, 'saint '))
    .filter((word) => word !== 'the')
    .join(' ');
