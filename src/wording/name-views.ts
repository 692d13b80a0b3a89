/** Names of sources as readers see them: in their own script, with the language marked. */
import type { Source } from '../model/records.ts';

/** A text and the language it is in, or null where that is not known. */
export interface TextWithLanguage {
  text: string;
  /** BCP 47. */
  lang: string | null;
}

/** What has no language of its own: a kind, a number, what somebody typed. */
export const plainName = (text: string): TextWithLanguage => ({ text, lang: null });

/** A source's name. An unnamed source's stands in quotation marks: they are somebody's words for it. */
export function writeName({ name, kind, aliases }: Source): TextWithLanguage {
  const known = aliases.find((alias) => alias.name === name)?.language;
  const quoted = kind === 'unnamed' && !/^[“"'‘«「]/u.test(name);
  return { text: quoted ? `“${name}”` : name, lang: known ?? guessLanguage(name) };
}

/** The first other name in another script, which is the one that helps a reader: 연합뉴스 beside Yonhap. */
export function writeAlias({ name, aliases }: Source): TextWithLanguage | null {
  const alias = aliases.find((candidate) => isLatin(candidate.name) !== isLatin(name));
  return alias ? { text: alias.name, lang: alias.language ?? guessLanguage(alias.name) } : null;
}

function isLatin(text: string): boolean {
  return /\p{Script=Latin}/u.test(text);
}

/** Only where a script belongs to one language: Cyrillic or Arabic letters don't say which. */
function guessLanguage(text: string): string | null {
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : null;
}
