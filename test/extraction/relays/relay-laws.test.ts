import { describe, expect, it } from 'vitest';
import { readStory } from '../../../src/extraction/reading.ts';
import { writeRelays, type RelaySentence } from '../../support/relay-grammar.ts';
import { nameChains } from '../describe-reading.ts';
import { isSameName } from '../score/names.ts';

const PUBLISHER = 'The Islander';

/** Where the names of each chain that is read stand in the right one, the publisher aside; -1 for others. */
function placeChains({ text, chain }: RelaySentence): { written: string; read: string[]; places: number[][] } {
  const reading = readStory(text, { publisher: PUBLISHER });
  const findPlace = (name: string | null): number => chain.findIndex((right) => isSameName(right, name ?? ''));
  const places = reading.chains.map(({ names }) => names.slice(1).map(findPlace));
  return { written: `${text} (${chain.join(' < ')})`, read: nameChains(reading), places };
}

const isReversed = (places: readonly number[]): boolean =>
  places.filter((place) => place !== -1).some((place, i, known) => i > 0 && place < known[i - 1]!);
const isDoubled = (places: readonly number[]): boolean => {
  const known = places.filter((place) => place !== -1);
  return new Set(known).size < known.length;
};

describe('1,000 sentences of relays', () => {
  const read = writeRelays(1000, 16).map((sentence) => ({ ...placeChains(sentence), sources: sentence.chain.length }));

  it('no station of a chain is reversed or doubled', () => {
    expect(read.filter(({ places }) => places.some((each) => isReversed(each) || isDoubled(each)))).toEqual([]);
  });

  it('all their chains are whole, and there are no others', () => {
    const isWhole = (places: readonly number[], sources: number): boolean =>
      places.length === sources && places.every((place, i) => place === i);
    const wrong = read.filter(
      ({ places, sources }) => places.length === 0 || !places.every((each) => isWhole(each, sources)),
    );
    expect(wrong).toEqual([]);
  });
});

it('the grammar writes two to four sources, and each form', () => {
  const sentences = writeRelays(3000, 1);
  expect(new Set(sentences.map(({ chain }) => chain.length))).toEqual(new Set([2, 3, 4]));
  expect(new Set(sentences.flatMap(({ forms }) => forms)).size).toBeGreaterThanOrEqual(30);
});
