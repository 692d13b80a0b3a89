/** Sentences that are the same claim but for words that change nothing of it. */
import { listFoldedWords } from './words.ts';

const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const LEFT_OUT = listed('a an the that also');
/** Reported speech shifts the tense: "it is shut" becomes "it was shut", and "it will" becomes "it would". */
const SHIFTED = new Map<string, string>([
  ...['is', 'are', 'was', 'were', "'s", "'re"].map((word) => [word, 'be'] as const),
  ...['has', 'have', 'had'].map((word) => [word, 'have'] as const),
  ...([
    ['would', 'will'],
    ['could', 'can'],
    ['might', 'may'],
  ] as const),
]);
const DAYS = listed('monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow');

interface Reduced {
  /** What may not differ, in its order. */
  words: string;
  /** The day at either end, which one may leave out; empty for none. */
  day: string;
}

/**
 * Whether two sentences make the same claim in the same words or nearly: articles, the tense of reported speech, and a day
 * that only one of them gives may differ. No other word may: a negation, a number or a name makes another claim.
 */
export function sayTheSame(one: string, other: string): boolean {
  const [a, b] = [reduce(one), reduce(other)];
  return a.words !== '' && a.words === b.words && (a.day === b.day || a.day === '' || b.day === '');
}

function reduce(sentence: string): Reduced {
  const words = listFoldedWords(sentence).flatMap((word) =>
    LEFT_OUT.has(word) ? [] : splitNegation(word).map((part) => SHIFTED.get(part) ?? part),
  );
  return (
    takeDay(words, words.length - 1) ?? takeDay(words, words[0] === 'on' ? 1 : 0) ?? { words: words.join(' '), day: '' }
  );
}

/** "Isn't" is "is not", and "won't" is "will not". */
function splitNegation(word: string): string[] {
  if (word === 'cannot' || word === "can't") return ['can', 'not'];
  if (word === "won't") return ['will', 'not'];
  return word.endsWith("n't") ? [word.slice(0, -3), 'not'] : [word];
}

/** "Until Friday" is no day on which something happened. */
function takeDay(words: readonly string[], at: number): Reduced | null {
  const day = words[at];
  if (day === undefined || !DAYS.has(day)) return null;
  const from = words[at - 1] === 'on' ? at - 1 : at;
  const isBare = from === at && /day$/.test(day) && !/^(?:yester|to)/.test(day);
  const leads = at > 0 && PREPOSITIONS.has(words[from - 1] ?? '');
  if (leads || (isBare && at === 0)) return null;
  return { words: words.toSpliced(from, at - from + 1).join(' '), day };
}

const PREPOSITIONS = listed('until till by before after since from to of for through between and or');
