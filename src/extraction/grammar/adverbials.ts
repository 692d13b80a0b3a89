/** What may stand between a verb and its subject or its content: times, manners, places. */
import { isTimeWord, readPhrase } from './noun-phrases.ts';
import type { Token } from '../model.ts';
import { MANNER_NOUNS, MONTHS, TIME_MODIFIERS, wordSet } from '../tokens/words.ts';

/** "When asked" has no subject before it. */
const LEADING = /^(?:when|where|how|why|once|if)$/;

/** Skips adverbs and times backward: "Yonhap *on Monday also* reported". Takes and returns the index of a last token. */
export function skipBack(tokens: readonly Token[], at: number, from: number): number {
  let i = at;
  for (let rounds = 0; rounds < 4; rounds++) {
    const before = i;
    while (i > from && tokens[i]!.pos === 'ADV' && !isTimeWord(tokens[i]!) && !LEADING.test(tokens[i]!.lower)) i -= 1;
    i = skipTimeBack(tokens, i, from);
    // "Which *in turn* quoted".
    if (tokens[i]?.lower === 'turn' && tokens[i - 1]?.lower === 'in' && i - 2 >= from) i -= 2;
    if (i === before) break;
  }
  return i;
}

function skipTimeBack(tokens: readonly Token[], at: number, from: number): number {
  let i = at;
  if (i > from && /^\d{1,4}$/.test(tokens[i]!.text) && isTimeWord(tokens[i - 1]!) && MONTHS.has(tokens[i - 1]!.lower))
    i -= 1;
  const word = tokens[i];
  if (!word || i <= from || !isTimeWord(word)) return at;
  i -= 1;
  while (i > from && (TIME_MODIFIERS.has(tokens[i]!.lower) || isTimeWord(tokens[i]!))) i -= 1;
  return i;
}

/** The end of a time that begins at `at`, or `at` itself. */
export function skipTime(tokens: readonly Token[], at: number, to: number): number {
  let i = at;
  while (i < to && i - at < 6 && TIME_MODIFIERS.has(tokens[i]!.lower) && !/^(?:that|the|by)$/.test(tokens[i]!.lower))
    i += 1;
  if (tokens[i]?.lower === 'the' && i > at) i += 1;
  let found = i > at && /^(?:earlier|later)$/.test(tokens[i - 1]!.lower);
  while (i < to && (isTimeWord(tokens[i]!) || (found && /^\d{1,4}$/.test(tokens[i]!.text)))) {
    found = true;
    i += 1;
  }
  if (!found) return at;
  // "Monday's" names no time of speaking.
  const next = tokens[i];
  if (next && (next.lower === "'s" || next.lower === "'")) return at;
  return i;
}

/** Skips adverbs, times and prepositional phrases after a verb: "said *on Monday in a statement* that". */
export function skipManner(tokens: readonly Token[], at: number, to: number, kept: ReadonlySet<string>): number {
  let i = at;
  for (let rounds = 0; rounds < 6 && i < to; rounds++) {
    const before = i;
    while (
      i < to &&
      tokens[i]!.pos === 'ADV' &&
      tokens[i]!.mark === null &&
      !/^(?:how|why|when|where|not)$/.test(tokens[i]!.lower)
    )
      i += 1;
    if (i < to && i > at && AIRED.test(tokens[i]!.lower) && hasMannerNoun(tokens, Math.max(at, i - 5), i))
      i += tokens[i + 1]?.lower === 'up' ? 2 : 1;
    i = skipTime(tokens, i, to);
    i = skipPreposition(tokens, i, to, kept);
    if (i === before) break;
  }
  return i;
}

/** "In an interview *aired* on Monday", "in an interview with Le Monde *cited* by Reuters". */
const AIRED =
  /^(?:aired|published|broadcast|released|posted|carried|issued|televised|obtained|seen|sent|recorded|printed|cited|quoted|relayed|reprinted|shared|picked)$/;

function hasMannerNoun(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ lower }) => MANNER_NOUNS.has(lower));
}

const MANNER_PREPOSITIONS = wordSet(
  'in at on during from through via with to before after by of through over under without for into',
);

function skipPreposition(tokens: readonly Token[], at: number, to: number, kept: ReadonlySet<string>): number {
  const preposition = tokens[at];
  if (!preposition || at >= to || kept.has(preposition.lower) || !MANNER_PREPOSITIONS.has(preposition.lower)) return at;
  const next = tokens[at + 1];
  if (!next || at + 1 >= to || next.mark !== null) return at;
  if (preposition.lower === 'to' && next.pos === 'VERB') return at;
  if ((preposition.lower === 'in' || preposition.lower === 'by') && next.lower === 'a' && tokens[at + 2]?.mark !== null)
    return at;
  // "Without citing sources".
  const begin = preposition.lower === 'without' && next.pos === 'VERB' ? at + 2 : at + 1;
  const phrase = readPhrase(tokens, begin, to);
  if (!phrase) return at;
  return skipTitle(tokens, phrase.to, to);
}

/** "On ABC's *“This Week”*". Takes the end of the owner's name. */
export function skipTitle(tokens: readonly Token[], at: number, to: number): number {
  const mark = tokens[at]?.lower === "'s" ? tokens[at + 1] : undefined;
  if (mark?.mark !== 'opens') return at;
  let end = at + 2;
  while (end < to && tokens[end]!.quotation === mark.quotation) end += 1;
  return tokens[end]?.pos === 'NOUN' ? end + 1 : end;
}
