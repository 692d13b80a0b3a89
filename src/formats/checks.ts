/** The rules of single values for files, forms and programs: as functions that return what is wrong, and as schemas. */
import { z } from 'zod';
import { parseDate } from '../model/dates.ts';
import type { Issue } from '../model/issues.ts';
import type { Rating } from '../model/records.ts';
import { countCharacters } from '../text/characters.ts';
import { cleanName, isBlank } from '../text/invisible.ts';
import { LIMITS } from '../model/limits.ts';
import { parseUrl } from '../model/url.ts';

export type Check = (value: string) => string | null;

// C0 and C1 control characters; line feeds and tabs are checked below.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;

// Embeddings, overrides and isolates: in a name they can reverse the rest of a sentence.
const TURNS = /[\u202a-\u202e\u2066-\u2069]/u;

/** A text of at most `most` characters (code points), not empty, without control characters; `lines` allows several lines. */
export function checkText(value: string, { most, lines }: { most: number; lines: boolean }): string | null {
  if (isBlank(value)) return 'must not be empty';
  // A code point is at most two units: most texts need no counting.
  if (value.length > most && (value.length > 2 * most || countCharacters(value) > most)) {
    return `must be at most ${most.toLocaleString('en')} characters, not ${countCharacters(value).toLocaleString('en')}`;
  }
  if (!value.isWellFormed()) return 'must be well-formed Unicode: it contains half a surrogate pair';
  if (CONTROLS.test(value)) return 'must not contain control characters';
  if (!lines && /[\n\t\u2028\u2029]/u.test(value)) return 'must be one line';
  if (!lines && TURNS.test(value)) return 'must not contain characters that change the direction of writing';
  return null;
}

/** A web address. Escaping leaves `javascript:` intact, so only http and https are accepted. */
export function checkUrl(value: string, most: number): string | null {
  const reason = checkText(value, { most, lines: false });
  if (reason) return reason;
  // Browsers accept `http:a.example` and `http:/a.example` too, but published addresses are complete.
  const url = /^https?:\/\/\S+$/iu.test(value) ? parseUrl(value) : null;
  if (!url) return 'must be an http or https address';
  return url.username || url.password ? 'must not contain a user name or password' : null;
}

/** An e-mail address. Longer ones can't be delivered to (RFC 5321, 4.5.3.1.3). */
export function checkEmail(value: string): string | null {
  const reason = checkText(value, { most: 254, lines: false });
  return reason ?? (z.email().safeParse(value).success ? null : 'must be like name@example.org');
}

/** A language tag (BCP 47). */
export function checkLanguage(value: string): string | null {
  // Most are, and asking ICU takes microseconds.
  if (/^[a-z]{2,3}$/.test(value)) return null;
  try {
    return value.length <= 35 && Intl.getCanonicalLocales(value).length === 1 ? null : 'must be a language tag';
  } catch {
    return 'must be a language tag such as en, ko or zh-Hant';
  }
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/**
 * What `Intl` names besides the countries of ISO 3166-1: unions and the UN, islands with reserved codes, outlying
 * Oceania, two pseudo-locales, a second code of GB, and the unknown. Kosovo's user-assigned code is in general use.
 */
const NO_COUNTRIES = 'AC CP CQ DG EA EU EZ IC TA UN QO XA XB UK ZZ'.split(' ');

/** By code: asking ICU takes microseconds. */
const countries = new Map<string, boolean>();

/** A country (ISO 3166-1 alpha-2). Former ones are accepted too: sources of their time had them. */
export function checkCountry(value: string): string | null {
  const isCode = /^[A-Z]{2}$/.test(value);
  const isCountry =
    isCode && (countries.get(value) ?? (!NO_COUNTRIES.includes(value) && REGIONS.of(value) !== undefined));
  if (isCode) countries.set(value, isCountry);
  return isCountry ? null : 'must be a two-letter country code such as KR';
}

/** A date (EDTF level 0; of level 1 approximate dates and intervals). */
export function checkDate(value: string): string | null {
  if (parseDate(value)) return null;
  const dates = value.split('/');
  const isReversed = dates.length === 2 && dates.every((date) => !date.includes('T') && parseDate(date));
  if (isReversed) return 'must be an interval that begins before it ends';
  const understood =
    'must be a date such as 2025, 2025-06, 2025-06-17 or 2025-06-17T09:12+09:00, an approximate one such as 2025-06~, or an interval such as 2025-06-10/2025-06-12';
  return OTHER_EDTF.test(value) ? `${understood}; ?, %, X, seasons and open intervals are not supported` : understood;
}

/** What else EDTF level 1 has: uncertain dates, unknown digits, open intervals, seasons. */
const OTHER_EDTF = /^\d[\dX-]*[?%X]|^(?:\.\.)?\/\d|\d\/(?:\.\.)?$|\b\d{4}-2[1-4]\b/u;

/** A Wikidata item. */
export function checkWikidata(value: string): string | null {
  return /^Q[1-9]\d{0,11}$/.test(value) ? null : 'must be a Wikidata item such as Q42';
}

/** A string that passes a check; `facts` describes it in JSON Schema as far as possible. */
export const schemaOf = (check: Check, facts: Record<string, unknown>, string = z.string()) =>
  string
    .superRefine((value, context) => {
      const reason = check(value);
      if (reason) context.addIssue({ code: 'custom', message: reason });
    })
    .meta(facts);

export const textLine = (most: number) =>
  schemaOf((value) => checkText(value, { most, lines: false }), { minLength: 1, maxLength: most });
/** A name, title or topic, without what is not seen: with it, one would be two. */
export const nameLine = (most: number) =>
  schemaOf(
    (value) => checkText(value, { most, lines: false }),
    { minLength: 1, maxLength: most },
    z.string().overwrite(cleanName),
  );
export const textLines = (most: number) =>
  schemaOf((value) => checkText(value, { most, lines: true }), { minLength: 1, maxLength: most });

export const urlSchema = schemaOf((value) => checkUrl(value, LIMITS.url), {
  // Not `format: uri`, which is ASCII only: addresses come in every script.
  pattern: '^[hH][tT][tT][pP][sS]?://\\S+$',
  maxLength: LIMITS.url,
});
const CALENDAR_DATE = '\\d{4}(-\\d{2}(-\\d{2})?)?~?';
export const dateSchema = schemaOf(checkDate, {
  pattern: `^(${CALENDAR_DATE}(/${CALENDAR_DATE})?|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2}))$`,
});
export const languageSchema = schemaOf(checkLanguage, { maxLength: 35 });
export const countrySchema = schemaOf(checkCountry, { pattern: '^[A-Z]{2}$' });
export const wikidataSchema = schemaOf(checkWikidata, { pattern: '^Q[1-9]\\d{0,11}$' });

/** Checks a rating's number and its scale, for files and forms alike. @param before a prefix of the members' names */
export function checkScale({ value, best, worst }: Pick<Rating, 'value' | 'best' | 'worst'>, before = ''): Issue[] {
  if (value === null) {
    const given = best === null ? (worst === null ? [] : ['worst']) : ['best'];
    return given.map((member) => ({ field: before + member, message: 'needs a value to go with it' }));
  }
  if (best !== null && worst !== null && worst >= best) {
    return [{ field: `${before}best`, message: 'must be higher than the worst rating' }];
  }
  if (best !== null && value > best)
    return [{ field: `${before}value`, message: 'must not be higher than the best rating' }];
  if (worst !== null && value < worst)
    return [{ field: `${before}value`, message: 'must not be lower than the worst rating' }];
  return [];
}
