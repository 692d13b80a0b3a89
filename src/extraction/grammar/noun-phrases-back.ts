/** Noun phrases backward from where they end: subjects stand left of their verbs. */
import { JOINS_PHRASES, LOOSE_MODIFIERS, findHead, isNounLike, isPronoun, isTimeWord } from './noun-phrases.ts';
import type { Range, Token, Phrase } from '../model.ts';
import { BODIES, PEOPLE, POSSESSIVES, WEEKDAYS } from '../tokens/words.ts';

/** The phrase that ends at `last` (inclusive), looking no further back than `from`; null where none ends there. */
export function readPhraseBack(tokens: readonly Token[], last: number, from: number): Phrase | null {
  let base = readBaseBack(tokens, last, from);
  if (!base) return null;
  const to = last + 1;
  // Leftward over "of", "for", "familiar with" to the phrase that all this hangs on.
  for (let rounds = 0; rounds < 8; rounds++) {
    const left = stepOverJoin(tokens, base.from - 1, from);
    if (left === -1) break;
    const outer = readBaseBack(tokens, left, from);
    if (!outer || findHead(tokens, outer) === -1) break;
    base = outer;
  }
  const head = findHead(tokens, base);
  return head === -1 ? null : { from: base.from, to, base, head, apposition: null };
}

/** From the token before a phrase, over a preposition, to the noun that it hangs on; or -1. */
function stepOverJoin(tokens: readonly Token[], at: number, from: number): number {
  const join = tokens[at];
  if (at <= from || !join || join.pos === 'VERB' || !JOINS_PHRASES.has(join.lower)) return -1;
  let left = at - 1;
  if (LOOSE_MODIFIERS.has(tokens[left]!.lower)) left -= 1;
  if (left < from) return -1;
  if (tokens[left]!.text === ')') return left;
  const noun = tokens[left]!;
  // "Prices rose in May": a verb before the preposition ends the phrase; so does a day or month before a name.
  if (!isNounLike(noun) && !PEOPLE.has(noun.lower)) return -1;
  return isTimeWord(noun) && join.lower !== 'of' ? -1 : left;
}

function readBaseBack(tokens: readonly Token[], last: number, from: number): Range | null {
  let at = last;
  if (tokens[at]?.text === ')') at = skipBracketsBack(tokens, at, from);
  const first = tokens[at];
  if (!first || at < from) return null;
  if (isPronoun(first) || (first.lower === 'one' && tokens[at - 1]?.pos !== 'DET')) return { from: at, to: last + 1 };
  if (!isNounLike(first) && first.pos !== 'NUM' && first.pos !== 'ADJ' && first.pos !== 'DET') return null;
  if (isTimeWord(first) && first.pos !== 'PROPN') return null;
  let start = at;
  let inName = first.pos === 'PROPN';
  for (let i = at - 1; i >= from; i--) {
    const token = tokens[i]!;
    if (token.mark !== null || token.pos === 'PUNCT') break;
    if (isYear(token) && tokens[i - 1]?.lower === 'in') break;
    if (isNounLike(token)) {
      if (WEEKDAYS.has(token.lower) || (isTimeWord(token) && !inName)) break;
      inName = token.pos === 'PROPN';
      start = i;
    } else if (token.pos === 'ADJ' || token.pos === 'NUM' || token.pos === 'SYM') start = i;
    else if (token.pos === 'DET' || (token.pos === 'PRON' && POSSESSIVES.has(token.lower))) {
      if (
        token.lower === 'that' &&
        (!isNounLike(tokens[i + 1]!) || first.lower.endsWith('s') || /^(?:VERB|AUX)$/.test(tokens[i - 1]?.pos ?? ''))
      )
        break;
      start = i;
      if (!(i > from && /^(?:all|both|half|many|such)$/.test(tokens[i - 1]!.lower))) break;
    } else if (
      (token.lower === "'s" || token.lower === "'") &&
      token.pos !== 'AUX' &&
      i > from &&
      isNounLike(tokens[i - 1]!)
    )
      continue;
    else if (isInnerWordBack(tokens, i, from)) continue;
    else break;
  }
  return { from: start, to: last + 1 };
}

function isYear({ text }: Token): boolean {
  return /^(?:19|20)\d\d$/.test(text);
}

function isInnerWordBack(tokens: readonly Token[], i: number, from: number): boolean {
  const token = tokens[i]!;
  const before = i > from ? tokens[i - 1] : undefined;
  if (!before) return false;
  if (token.pos === 'VERB')
    return (
      /(?:ed|ing|en)$/.test(token.lower) && (before.pos === 'DET' || before.pos === 'ADJ' || before.lower === "'s")
    );
  if (token.pos === 'ADV') return tokens[i + 1]!.pos === 'ADJ' && before.pos === 'DET';
  if (token.text === '&') return true;
  if (token.lower === 'and') {
    const [next, second] = [tokens[i + 1], tokens[i + 2]];
    return before.pos === 'PROPN' && next?.pos === 'PROPN' && second?.pos === 'PROPN' && BODIES.has(second.lower);
  }
  return /^(?:de|van|al|bin|von)$/.test(token.lower);
}

function skipBracketsBack(tokens: readonly Token[], at: number, from: number): number {
  for (let i = at - 1; i >= Math.max(from, at - 7); i--) if (tokens[i]!.text === '(') return i - 1;
  return at;
}
