import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, MOST_FINGERPRINTS } from '../../../src/text/reuse/fingerprint.ts';
import { listWords } from '../../../src/text/words.ts';
import { makeWords, randomWords } from './random-words.ts';

const SENTENCE = 'The ferry left the quay at noon with eleven passengers and a goat on board.';

describe('a fingerprint', () => {
  it('a fingerprint is the same on every machine and in every version, since it is stored', () => {
    expect(fingerprint(SENTENCE)).toEqual([379597454175325, 1605458437528756, 4722330939132004]);
  });

  it('a fingerprint does not depend on case, accents, quotation marks or punctuation', () => {
    expect(fingerprint('THE FÉRRY left, the “quay” at noon – with\neleven passengers; and a goat on board')).toEqual(
      fingerprint(SENTENCE),
    );
    expect(fingerprint("the army's guns were taken down")).toEqual(fingerprint('The army’s guns were taken down'));
  });

  it('the fingerprint of fewer than five words is empty, and that of five holds one hash', () => {
    expect(fingerprint('')).toEqual([]);
    expect(fingerprint('no more than four')).toEqual([]);
    expect(fingerprint('five words are one shingle')).toHaveLength(1);
  });

  it('the fingerprints of two texts that share eight words in a row share a hash', () => {
    fc.assert(
      fc.property(randomWords(0, 60), randomWords(8, 8), randomWords(0, 60), randomWords(0, 60), (a, run, b, c) => {
        const other = new Set(fingerprint([...b, ...run, ...c].join(' ')));
        expect(fingerprint([...a, ...run].join(' ')).some((hash) => other.has(hash))).toBe(true);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  it('the fingerprints of texts of different words share no hash', () => {
    const other = new Set(fingerprint(makeWords(20_000, 1).join(' ')));
    expect(fingerprint(makeWords(20_000, 2).join(' ')).filter((hash) => other.has(hash))).toEqual([]);
  });

  it('the fingerprint of a long text is bounded and still shares hashes with a part of it', () => {
    const words = makeWords(60_000, 3);
    const long = new Set(fingerprint(words.join(' ')));
    expect(long.size).toBeGreaterThan(MOST_FINGERPRINTS / 4);
    expect(long.size).toBeLessThanOrEqual(MOST_FINGERPRINTS);
    const part = fingerprint(words.slice(30_000, 30_200).join(' '));
    expect(part.filter((hash) => long.has(hash)).length).toBeGreaterThan(5);
  });
});

it.each([
  ['Министр прибыл в Пхеньян', ['министр', 'прибыл', 'в', 'пхеньян']],
  ['Die Müllers', ['die', 'mullers']],
  ['وصل الوزير', ['وصل', 'الوزير']],
  ['국방부는 월요일', ['국방부는', '월요일']],
])('the words of %s are listed with their places', (text, keys) => {
  const words = listWords(text);
  expect(words.map(({ key }) => key)).toEqual(keys);
  expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(text.split(' '));
});

it('the words of any text are listed in order and within its length', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 30 }), (parts) => {
      const text = parts.join(' ');
      const places = listWords(text).flatMap(({ start, end }) => [start, end]);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places.at(-1) ?? 0).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 50, endOnFailure: true },
  );
});
