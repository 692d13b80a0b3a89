/** Passages of one text that stand in another, word for word or nearly. */
import { extendSeed, type Compared, type Run, type Stretch } from './extension.ts';
import { SHINGLE } from './fingerprint.ts';
import { listWords, type PlacedWord } from './words.ts';
import type { Span } from '../segments.ts';

export interface Passage {
  earlier: Span;
  later: Span;
  /** What is the same in both, in order: as many words in each text. What lies between differs. */
  runs: { earlier: Span; later: Span }[];
  /** Words that stand in both, in order. */
  shared: number;
  /** Twice those shared, of the words of both passages: 1 is word for word. */
  likeness: number;
}

/** A passage has so many words in common. */
const FEWEST_SHARED = 8;
/** So many different ones of them are neither names, numbers nor short: "said in a statement on Monday" is no passage. */
const FEWEST_TELLING = 4;
const LEAST_LIKENESS = 0.7;
/** A shingle that stands more often in either text tells nothing about where it comes from. */
const MOST_PLACES = 8;
/** Words walked over past differences, for each word of the texts. News needs less than one. */
const BUDGET = 4;

/**
 * What the later text has from the earlier one, in the order of the later: the longest passages that share 8 words or
 * more with few differences between. No passage has most of its words in a longer one, on either side. The same, the
 * other way round, for `alignReuse(later, earlier)`. About linear in the length of both.
 */
export function alignReuse(earlier: string, later: string): Passage[] {
  // The order must not matter, not even where two ways are equally good.
  if (earlier <= later) return align(earlier, later).sort((a, b) => a.later[0] - b.later[0]);
  return align(later, earlier)
    .map((passage) => ({ ...turnRound(passage), runs: passage.runs.map(turnRound) }))
    .sort((a, b) => a.later[0] - b.later[0]);
}

function turnRound<T extends { earlier: Span; later: Span }>(pair: T): T {
  return { ...pair, earlier: pair.later, later: pair.earlier };
}

function align(earlierText: string, laterText: string): Passage[] {
  const earlier = listWords(earlierText);
  const later = listWords(laterText);
  const texts = numberWords(earlier, later);
  const isTelling = { earlier: earlier.map(tells(earlierText)), later: later.map(tells(laterText)) };
  const stretches = findStretches(texts).filter(
    (stretch) =>
      stretch.shared >= FEWEST_SHARED &&
      measureLikeness(stretch) >= LEAST_LIKENESS &&
      countTelling(texts, stretch, isTelling) >= FEWEST_TELLING,
  );
  return chooseStretches(texts, stretches).map((stretch) => ({
    earlier: place(earlier, stretch.earlier),
    later: place(later, stretch.later),
    runs: stretch.runs.map((run) => ({
      earlier: placeRun(earlier, run, 'earlier'),
      later: placeRun(later, run, 'later'),
    })),
    shared: stretch.shared,
    likeness: measureLikeness(stretch),
  }));
}

function numberWords(earlier: readonly PlacedWord[], later: readonly PlacedWord[]): Compared {
  const numbers = new Map<string, number>();
  const number = ({ key }: PlacedWord): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const budget = BUDGET * (earlier.length + later.length);
  return { earlier: Int32Array.from(earlier, number), later: Int32Array.from(later, number), budget };
}

/** Each seed in the order of the later text, grown, unless it lies in what another has grown to. */
function findStretches(texts: Compared): Stretch[] {
  const places = listPlaces(texts.earlier);
  const others = listPlaces(texts.later);
  const stretches: Stretch[] = [];
  /** How far the runs found reach, by how far apart they stand in the two texts. */
  const reached = new Map<number, number>();
  for (let later = 0; later + SHINGLE <= texts.later.length; later += 1) {
    const shingle = nameShingle(texts.later, later);
    const found = places.get(shingle) ?? [];
    if (found.length > MOST_PLACES || others.get(shingle)!.length > MOST_PLACES) continue;
    for (const earlier of found) {
      if ((reached.get(later - earlier) ?? 0) > later) continue;
      const stretch = extendSeed(texts, { earlier, later, length: SHINGLE });
      for (const run of stretch.runs) {
        const apart = run.later - run.earlier;
        reached.set(apart, Math.max(reached.get(apart) ?? 0, run.later + run.length));
      }
      stretches.push(stretch);
    }
  }
  return stretches;
}

/** Where each shingle stands; no more places than are needed to see that they are too many. */
function listPlaces(words: Int32Array): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let at = 0; at + SHINGLE <= words.length; at += 1) {
    const shingle = nameShingle(words, at);
    const known = places.get(shingle);
    if (known === undefined) places.set(shingle, [at]);
    else if (known.length <= MOST_PLACES) known.push(at);
  }
  return places;
}

function nameShingle(words: Int32Array, at: number): string {
  return words.subarray(at, at + SHINGLE).join(' ');
}

function measureLikeness({ earlier, later, shared }: Stretch): number {
  return (2 * shared) / (earlier[1] - earlier[0] + later[1] - later[0]);
}

/** Neither a name, a number, nor, where words are written with letters that have cases, a short one. */
function tells(text: string): (word: PlacedWord) => boolean {
  return ({ key, start, end }) => {
    const written = text.slice(start, end);
    if (/\p{N}/u.test(written) || /^\p{Lu}/u.test(written)) return false;
    return key.length >= 4 || !/\p{Ll}/u.test(written);
  };
}

/** Different words that stand on both sides and are telling on one: a headline is all capitals. */
function countTelling(texts: Compared, stretch: Stretch, isTelling: Record<'earlier' | 'later', boolean[]>): number {
  const pick = (side: 'earlier' | 'later'): number[] => Array.from(texts[side].subarray(...stretch[side]));
  const sides = { earlier: new Set(pick('earlier')), later: new Set(pick('later')) };
  const list = (side: 'earlier' | 'later', other: 'earlier' | 'later'): number[] =>
    pick(side).filter((word, i) => isTelling[side][stretch[side][0] + i] === true && sides[other].has(word));
  return new Set([...list('earlier', 'later'), ...list('later', 'earlier')]).size;
}

/** The longest first; what lies for the most part in those chosen, in either text, adds nothing. */
function chooseStretches(texts: Compared, stretches: readonly Stretch[]): Stretch[] {
  const isTaken = { earlier: new Uint8Array(texts.earlier.length), later: new Uint8Array(texts.later.length) };
  const ordered = stretches.toSorted(
    (a, b) => b.shared - a.shared || a.earlier[0] - b.earlier[0] || a.later[0] - b.later[0],
  );
  return ordered.filter(({ earlier, later }) => {
    const isNew = isMostlyFree(isTaken.earlier, earlier) && isMostlyFree(isTaken.later, later);
    if (isNew) {
      isTaken.earlier.fill(1, ...earlier);
      isTaken.later.fill(1, ...later);
    }
    return isNew;
  });
}

function isMostlyFree(isTaken: Uint8Array, [from, to]: [number, number]): boolean {
  const taken = isTaken.subarray(from, to).reduce((sum, each) => sum + each, 0);
  return 2 * taken <= to - from;
}

function place(words: readonly PlacedWord[], [from, to]: [number, number]): Span {
  return [words[from]!.start, words[to - 1]!.end];
}

function placeRun(words: readonly PlacedWord[], run: Run, side: 'earlier' | 'later'): Span {
  return place(words, [run[side], run[side] + run.length]);
}
