/** Codes of countries and languages in words. */
import type { ParentRelation } from '../model/records.ts';

const REGIONS = new Intl.DisplayNames('en', { type: 'region' });
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

/** "South Korea" for `KR`; the code where nobody has a name for it. */
export function writeCountry(code: string): string {
  // A former country would get the name of one of those that followed: SU is not Russia.
  const isFormer = Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`;
  return isFormer ? code : (REGIONS.of(code) ?? code);
}

/** "Korean" for `ko`; the tag where nobody has a name for it. */
export function writeLanguage(tag: string): string {
  return LANGUAGES.of(tag) ?? tag;
}

export const RELATION_WORDS: Readonly<Record<ParentRelation, string>> = {
  'part-of': 'part of',
  'controlled-by': 'controlled by',
};
