import { AGENCIES, BODIES_KNOWN, BROADCASTERS, NEWSPAPERS, OUTLETS } from './name-lists.ts';
import type { Token } from '../model.ts';

export type NameKind = 'agency' | 'newspaper' | 'broadcaster' | 'outlet' | 'body';

export interface KnownName {
  name: string;
  kind: NameKind;
  /** How the country's people are called: "the Russian agency". */
  nationality: string;
}

const LISTS: Readonly<Record<NameKind, string>> = {
  agency: AGENCIES,
  newspaper: NEWSPAPERS,
  broadcaster: BROADCASTERS,
  outlet: OUTLETS,
  body: BODIES_KNOWN,
};

/** A known name's words, small and without "the", to what is known of it; and by first word, for matching in tokens. */
const BY_WORDS = new Map<string, KnownName>();
const BY_FIRST = new Map<string, string[][]>();

for (const [kind, lines] of Object.entries(LISTS) as [NameKind, string][]) {
  for (const line of lines.trim().split('\n')) {
    const [name = '', others = '', nationality = ''] = line.split('|').map((part) => part.trim());
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

/** A name's words as they are compared: small, "the" left out, possessive marks off. */
export function splitName(name: string): string[] {
  return name
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/^the\s+/, '')
    .replace(/'s\b/g, " 's")
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** What is known of a name, by any of its aliases. */
export function findKnown(name: string): KnownName | null {
  return BY_WORDS.get(splitName(name).join(' ')) ?? null;
}

/** Whether a word says of which country somebody is: "Russian", "Maltese". */
export function isNationality(word: string): boolean {
  return NATIONALITIES.has(word.toLowerCase()) || /^\p{Lu}.*(?:ian|ish|ese)$/u.test(word);
}

/** The longest known name that begins at a token, and where it ends. Its first letter has to be a capital, or its own. */
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

/** News agencies and bodies, from general knowledge. One a line: canonical name | other names | how its country's people are called. */
