import { listWords } from '../words.ts';

/** A shingle is so many words in a row. What is shorter is never found. */
export const SHINGLE = 5;

/** Of so many shingles in a row one is kept: a run of SHINGLE + WINDOW - 1 = 8 words in two texts is sure to be found. */
const WINDOW = 4;

/** As many are kept of any text. Some 20,000 words of prose stay below it. */
export const MOST_FINGERPRINTS = 8192;

/**
 * The fingerprint of a text: distinct hashes, ascending, each a whole number below 2^53. Two texts that share a run of 8
 * words share a hash. Of a text with more than MOST_FINGERPRINTS, the window is doubled until they fit; the run that is
 * sure to be found grows with it. What a wider window keeps, a narrower one keeps too, so long and short texts compare.
 * The numbers are stored: another hash or fold makes the stored ones useless.
 */
export function fingerprint(text: string): number[] {
  const hashes = hashShingles(listWords(text).map(({ key }) => key));
  for (let window = WINDOW; ; window *= 2) {
    const kept = winnow(hashes, window);
    if (kept.size <= MOST_FINGERPRINTS) return Array.from(kept).sort((a, b) => a - b);
  }
}

function winnow(hashes: readonly number[], window: number): Set<number> {
  const kept = new Set<number>();
  let smallest = -1;
  for (let end = 0; end < hashes.length; end += 1) {
    const start = end - window + 1;
    if (smallest < start) smallest = findSmallest(hashes, start, end);
    else if (smallest === -1 || hashes[end]! <= hashes[smallest]!) smallest = end;
    // The first window is the first that is full, or all there is.
    if (start >= 0 || end === hashes.length - 1) kept.add(hashes[smallest]!);
  }
  return kept;
}

function findSmallest(hashes: readonly number[], start: number, end: number): number {
  let smallest = start;
  for (let at = start + 1; at <= end; at += 1) if (hashes[at]! <= hashes[smallest]!) smallest = at;
  return smallest;
}

function hashShingles(words: readonly string[]): number[] {
  const [low, high] = [
    words.map((word) => hashWord(word, 0x811c9dc5)),
    words.map((word) => hashWord(word, 0x9e3779b9)),
  ];
  return words.slice(0, Math.max(0, words.length - SHINGLE + 1)).map((_, at) => {
    const top = combine(high, at) >>> 11;
    return top * 2 ** 32 + combine(low, at);
  });
}

/** FNV-1a over UTF-16 units. */
function hashWord(word: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The words' hashes made one, in their order, and stirred (the finalizer of MurmurHash3). */
function combine(hashes: readonly number[], at: number): number {
  let hash = 0;
  for (let i = at; i < at + SHINGLE; i += 1) hash = Math.imul(hash, 31) + hashes[i]!;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
