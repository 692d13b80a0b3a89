/** Scores the chains of one reading. */
import type { MarkedStation, MarkedStory } from '../marked/model.ts';
import { isNameOf, isSameName } from './names.ts';
import type { ReadChain, Reading } from './reading.ts';
import type { Tally } from './tally.ts';

/** Different chains only: a story may say several things by way of the same sources. */
export function countChains(
  tally: Tally,
  story: MarkedStory,
  reading: Reading,
): { missedChains: MarkedStation[][]; extraChains: ReadChain[] } {
  const wanted = keepDifferent(story.chains, (chain) => chain.map((station) => nameStation(story.text, station)));
  const found = keepDifferent(reading.chains, ({ names, unnamed }) =>
    names.map((name, i) => (unnamed[i] === true ? '?' : (name ?? '?'))),
  );
  const missedChains = wanted.filter((chain) => !found.some((read) => isSameChain(story.text, chain, read)));
  const extraChains = found.filter((read) => !story.chains.some((chain) => isSameChain(story.text, chain, read)));
  tally.wanted = wanted.length;
  tally.met = wanted.length - missedChains.length;
  tally.found = found.length;
  tally.right = found.length - extraChains.length;
  return { missedChains, extraChains };
}

function keepDifferent<T>(chains: readonly T[], name: (chain: T) => string[]): T[] {
  return Array.from(new Map(chains.map((chain) => [JSON.stringify(name(chain)).toLowerCase(), chain])).values());
}

/** How a station is called in the list of errors. */
export function nameStation(text: string, { attribution, names }: MarkedStation): string {
  if (attribution?.unnamed === true) return '?';
  const own = attribution?.source[0];
  return names[0] ?? (own ? text.slice(...own) : '?');
}

function isSameChain(text: string, chain: readonly MarkedStation[], { names, unnamed }: ReadChain): boolean {
  if (chain.length !== names.length) return false;
  return chain.every(({ attribution, names: accepted }, i) => {
    const name = names[i] ?? '';
    if (attribution === null) return accepted.some((each) => isSameName(each, name));
    return (attribution.unnamed !== false && unnamed[i] === true) || isNameOf(text, attribution, name);
  });
}
