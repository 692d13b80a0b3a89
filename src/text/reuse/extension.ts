/** Grows a seed, a few words that two texts share, into the longest passage that is nearly the same in both. */

/** Both texts as numbers, one for each different word. */
export interface Compared {
  earlier: Int32Array;
  later: Int32Array;
  /** How many words may still be walked over past a difference. Keeps the whole linear, whatever the texts. */
  budget: number;
}

/** Words from and to (exclusive) of each text, and how many of them stand in both, in order. */
export interface Stretch {
  earlier: [number, number];
  later: [number, number];
  shared: number;
  /** The words that stand in both, in order. */
  runs: Run[];
}

/** A run of words that stand in both texts. */
export interface Run {
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

/** The passage that grows from `seed`. */
export function extendSeed(texts: Compared, seed: Run): Stretch {
  const forward = walk(texts, seed.earlier, seed.later, 1);
  const back = walk(texts, seed.earlier - 1, seed.later - 1, -1);
  return {
    earlier: [seed.earlier - back.earlier, seed.earlier + forward.earlier],
    later: [seed.later - back.later, seed.later + forward.later],
    shared: forward.shared + back.shared,
    runs: [...back.runs.reverse(), ...forward.runs],
  };
}

/** How far a walk got in each text, and what it found. */
interface Reach {
  earlier: number;
  later: number;
  shared: number;
  runs: Run[];
}

/** Walks from two places, these included, as far as it is worth it; one step is 1 or -1. */
function walk(texts: Compared, earlier: number, later: number, step: 1 | -1): Reach {
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
