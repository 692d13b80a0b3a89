import { AGENCIES, BROADCASTERS, ORGANISATIONS, OUTLETS, STATE_BODIES } from './name-lists.ts';
import { NEWSPAPERS } from './newspapers.ts';
import type { Range, Token } from '../model.ts';

export type NameKind = 'agency' | 'newspaper' | 'broadcaster' | 'outlet' | 'body';

export interface KnownName {
  name: string;
  kind: NameKind;
  /** As in "the Russian agency". */
  nationality: string;
}

const LISTS: Readonly<Record<NameKind, string>> = {
  agency: AGENCIES,
  newspaper: NEWSPAPERS,
  broadcaster: BROADCASTERS,
  outlet: OUTLETS,
  body: `${STATE_BODIES}${ORGANISATIONS}`,
};

/** Known names by their words, as `splitName` gives them; and by first word, to match them in tokens. */
const BY_WORDS = new Map<string, KnownName>();
const BY_FIRST = new Map<string, string[][]>();

for (const [kind, lines] of Object.entries(LISTS) as [NameKind, string][]) {
  for (const line of lines.split('\n').filter((each) => each !== '')) {
    const [name = '', others = '', nationality = ''] = line.split('|').map((part) => part.trim().replaceAll('~', ''));
    const aliases = others.split(',').map((alias) => alias.trim());
    for (const alias of [name, ...aliases].filter((each) => each !== '')) addAlias(alias, { name, kind, nationality });
  }
}

const NATIONALITIES = new Set(
  [...BY_WORDS.values()].flatMap(({ nationality }) => nationality.toLowerCase().split(' ')),
);

function addAlias(alias: string, known: KnownName): void {
  const words = splitName(alias);
  const key = words.join(' ');
  if (BY_WORDS.has(key)) return;
  BY_WORDS.set(key, known);
  const first = words[0]!;
  BY_FIRST.set(
    first,
    [...(BY_FIRST.get(first) ?? []), words].sort((a, b) => b.length - a.length),
  );
}

/** A name's words for comparison: lower case, without "the", possessive marks apart. */
export function splitName(name: string): string[] {
  return name
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/^the\s+/, '')
    .replace(/'s\b/g, " 's")
    .split(/\s+/)
    .filter((word) => word !== '');
}

export function findKnown(name: string): KnownName | null {
  return BY_WORDS.get(splitName(name).join(' ')) ?? null;
}

/** "Russian", "Maltese". */
export function isNationality(word: string): boolean {
  return NATIONALITIES.has(word.toLowerCase()) || /^\p{Lu}.*(?:ian|ish|ese)$/u.test(word);
}

/** The longest known name that begins at a token, and its end. It must be capitalized unless the name itself is not. */
export function matchAlias(tokens: readonly Token[], at: number, to: number): { known: KnownName; to: number } | null {
  const first = tokens[at];
  if (!first || at >= to) return null;
  for (const words of BY_FIRST.get(first.lower) ?? []) {
    if (at + words.length > to || !words.every((word, k) => tokens[at + k]!.lower === word)) continue;
    const known = BY_WORDS.get(words.join(' '))!;
    if (/^\p{Lu}/u.test(first.text) || known.name === first.text) return { known, to: at + words.length };
  }
  return null;
}

/** Whether the name of an agency or outlet stands in a range: "the Russian broadcaster RT". */
export function hasKnownName(tokens: readonly Token[], { from, to }: Range): boolean {
  for (let i = from; i < to; i++) {
    const match = matchAlias(tokens, i, to);
    if (match && match.known.kind !== 'body') return true;
  }
  return false;
}
