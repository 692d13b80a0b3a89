import { checkLanguage } from '../../../formats/checks.ts';
import { foldText } from '../../../text/words.ts';
import { LONGEST, type Interpretation } from './interpretation.ts';

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

const UNKNOWN = { issue: 'must be a language or its tag, such as Korean or ko' };

/** Reads a language's name, in English or its own words, or its tag (BCP 47). */
export function interpretLanguage(typed: string): Interpretation {
  if (typed.length > LONGEST) return UNKNOWN;
  byName ??= indexNames();
  // "Ga" is a language; "ga" is the tag of another.
  const isTag = /^(?:[a-z]{2,3}|[A-Z]{2,3})$/.test(typed);
  const tag = (isTag ? null : byName.get(foldText(typed))) ?? tidyTag(typed);
  if (tag === null) return UNKNOWN;
  const name = NAMES.of(tag) ?? null;
  return { value: tag, echo: name === typed ? null : name };
}

/**
 * A tag in the usual case. Any word of four to eight letters is a well-formed tag, but no language has one so long; and
 * all languages of two letters are known: Japanese is not "jp".
 */
function tidyTag(typed: string): string | null {
  const tag = typed.replaceAll('_', '-');
  const [language = ''] = tag.split('-');
  if (checkLanguage(tag) !== null || language.length > 3) return null;
  if (language.length === 2 && NAMES.of(language) === undefined) return null;
  const usual = Intl.getCanonicalLocales(tag)[0]!;
  // What has another tag today, as `iw` has, keeps its own.
  return usual.toLowerCase() === tag.toLowerCase() ? usual : tag;
}

let byName: ReadonlyMap<string, string> | null = null;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Besides those of two and three letters, what news is told apart by. */
const VARIANTS = ['zh-Hans', 'zh-Hant', 'pt-BR', 'pt-PT', 'en-GB', 'en-US', 'fr-CA', 'es-419', 'sr-Latn', 'sr-Cyrl'];

/** What newsrooms write and no standard has; "bh" is no language but several. */
const OTHER_NAMES = { farsi: 'fa', mandarin: 'zh', tagalog: 'tl', flemish: 'nl' };
const NO_LANGUAGE = ['bh', 'mul', 'zxx', 'und', 'mis', 'root'];

/** The tags by name. Where two languages have one name, it is the first one's. */
function indexNames(): ReadonlyMap<string, string> {
  const index = new Map<string, string>(Object.entries(OTHER_NAMES));
  for (const tag of [...listTags(), ...VARIANTS]) {
    const own =
      Intl.DisplayNames.supportedLocalesOf(tag).length > 0
        ? new Intl.DisplayNames(tag, { type: 'language' }).of(tag)
        : undefined;
    for (const name of [NAMES.of(tag), own]) {
      const key = foldText(name ?? '');
      if (key !== '' && !index.has(key)) index.set(key, tag);
    }
  }
  return index;
}

/** Every tag of two or three letters that `Intl` has a name for, without those that stand for another. */
function listTags(): string[] {
  const pairs = Array.from(LETTERS, (first) => Array.from(LETTERS, (second) => first + second)).flat();
  const tags = [...pairs, ...pairs.flatMap((pair) => Array.from(LETTERS, (third) => pair + third))];
  return tags.filter((tag) => {
    return NAMES.of(tag) !== undefined && Intl.getCanonicalLocales(tag)[0] === tag && !NO_LANGUAGE.includes(tag);
  });
}
