/** Texts of words that nobody has written. */
import fc from 'fast-check';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** So many words of five to eight letters, the same for the same seed. */
export function makeWords(count: number, seed: number, different = Infinity): string[] {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state;
  };
  const make = (): string =>
    Array.from({ length: 5 + (next() % 4) }, () => LETTERS[(next() >>> 8) % LETTERS.length]).join('');
  if (different === Infinity) return Array.from({ length: count }, make);
  const words = Array.from({ length: different }, make);
  return Array.from({ length: count }, () => words[(next() >>> 8) % different]!);
}

/** Lists of words, hardly any of them twice; without bias, since two lists of one seed would be the same. */
export function randomWords(minLength: number, maxLength: number): fc.Arbitrary<string[]> {
  return fc
    .tuple(fc.integer({ min: minLength, max: maxLength }), fc.noBias(fc.integer({ min: 1, max: 2 ** 31 })))
    .map(([count, seed]) => makeWords(count, seed));
}
