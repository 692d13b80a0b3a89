import { SHINGLE } from './fingerprint.ts';
import { listWords, type PlacedWord, type Span } from '../words.ts';

export interface Passage {
  earlier: Span;
  later: Span;
  /** What is the same in both, in order: as many words in each text. What lies between differs. */
  runs: { earlier: Span; later: Span }[];
  shared: number;
  /** Twice those shared, of the words of both passages: 1 is word for word. */
  likeness: number;
}

/** A passage has at least this many words in common. */
const FEWEST_SHARED = 8;
/** At least this many different shared words are neither names, numbers nor short: "said in a statement on Monday" is no passage. */
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

/** Both texts as numbers, one for each different word. */
interface Compared {
  earlier: Int32Array;
  later: Int32Array;
  /** How many words may still be walked over past a difference. Keeps the whole linear, whatever the texts. */
  budget: number;
}

/** Words from and to (exclusive) of each text, and how many of them stand in both, in order. */
interface Stretch {
  earlier: [number, number];
  later: [number, number];
  shared: number;
  runs: Run[];
}

interface Run {
  earlier: number;
  later: number;
  length: number;
}

/** So many words may be left out, put in or changed in one place. */
const GAP = 6;

/** After a difference, so many words must be the same again. */
const RESUME = 3;

/** A passage ends where it has lost so much: a word that differs costs as much as one that is the same brings. */
const DROP = 8;

/** Grows a seed, a few words that two texts share, into the longest passage that is nearly the same in both. */
function extendSeed(texts: Compared, seed: Run): Stretch {
  const forward = walk(texts, seed.earlier, seed.later, 1);
  const back = walk(texts, seed.earlier - 1, seed.later - 1, -1);
  return {
    earlier: [seed.earlier - back.earlier, seed.earlier + forward.earlier],
    later: [seed.later - back.later, seed.later + forward.later],
    shared: forward.shared + back.shared,
    runs: [...back.runs.reverse(), ...forward.runs],
  };
}

/** Walks from two places, these included, as far as it is worth it; one step is 1 or -1. */
function walk(texts: Compared, earlier: number, later: number, step: 1 | -1) {
  const runs: Run[] = [];
  let best = { earlier: 0, later: 0, shared: 0, score: 0, runs: 0 };
  let [a, b, shared, score] = [0, 0, 0, 0];
  for (;;) {
    const length = measureRun(texts, earlier + a * step, later + b * step, step, Infinity);
    const first = step === 1 ? 0 : 1 - length;
    if (length > 0) runs.push({ earlier: earlier + a * step + first, later: later + b * step + first, length });
    [a, b, shared, score] = [a + length, b + length, shared + length, score + length];
    if (score > best.score) best = { earlier: a, later: b, shared, score, runs: runs.length };
    const gap = texts.budget > 0 ? findGap(texts, earlier + a * step, later + b * step, step) : null;
    texts.budget -= length + 1;
    if (gap === null) break;
    score -= Math.max(...gap);
    if (score < best.score - DROP) break;
    [a, b] = [a + gap[0], b + gap[1]];
  }
  return { ...best, runs: runs.slice(0, best.runs) };
}

function measureRun({ earlier, later }: Compared, i: number, j: number, step: 1 | -1, most: number): number {
  let length = 0;
  while (length < most) {
    const [a, b] = [earlier[i + length * step], later[j + length * step]];
    if (a === undefined || a !== b) break;
    length += 1;
  }
  return length;
}

/** The smallest difference after which both texts go on alike: words to pass over in each. */
const GAPS = Array.from({ length: (GAP + 1) ** 2 }, (_, i): [number, number] => [
  i % (GAP + 1),
  Math.floor(i / (GAP + 1)),
])
  .slice(1)
  .sort((x, y) => Math.max(...x) - Math.max(...y) || x[0] + x[1] - (y[0] + y[1]));

function findGap(texts: Compared, i: number, j: number, step: 1 | -1): [number, number] | null {
  return GAPS.find(([a, b]) => measureRun(texts, i + a * step, j + b * step, step, RESUME) === RESUME) ?? null;
}
