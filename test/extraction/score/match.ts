/** Which attribution that was read stands for which that was marked. */
import type { MarkedAttribution, MarkedStory } from '../marked/model.ts';
import type { ReadAttribution, Reading } from './reading.ts';
import { countShared, listTokens } from './tokens.ts';

export interface Tokens {
  source: Set<number>;
  cue: Set<number>;
  content: Set<number>;
}

export interface Marked {
  attribution: MarkedAttribution;
  tokens: Tokens;
}

export interface Read {
  attribution: ReadAttribution;
  tokens: Tokens;
}

export interface Pair {
  marked: Marked;
  read: Read;
}

export interface Matches {
  pairs: Pair[];
  missed: Marked[];
  extra: Read[];
}

/**
 * One to one, greedily: the pair whose cues share the most first; of equal ones, that whose sources, then whose contents
 * do. A pair shares at least one token of the cue.
 */
export function matchAttributions(story: MarkedStory, reading: Reading): Matches {
  const marked = story.attributions.map((attribution) => ({ attribution, tokens: cutMarked(story.text, attribution) }));
  const read = reading.attributions.map((attribution) => ({ attribution, tokens: cutRead(story.text, attribution) }));
  const candidates = marked
    .flatMap((one) => read.map((other) => ({ pair: { marked: one, read: other }, likeness: compare(one, other) })))
    .filter(({ likeness }) => likeness[0]! > 0)
    .sort((a, b) => a.likeness.map((each, i) => b.likeness[i]! - each).find((difference) => difference !== 0) ?? 0);
  const pairs: Pair[] = [];
  const taken = new Set<Marked | Read>();
  for (const { pair } of candidates) {
    if (taken.has(pair.marked) || taken.has(pair.read)) continue;
    taken.add(pair.marked).add(pair.read);
    pairs.push(pair);
  }
  return { pairs, missed: marked.filter((each) => !taken.has(each)), extra: read.filter((each) => !taken.has(each)) };
}

function cutMarked(text: string, { source, cue, content }: MarkedAttribution): Tokens {
  return { source: listTokens(text, source), cue: listTokens(text, cue), content: listTokens(text, content) };
}

function cutRead(text: string, { source, cue, content }: ReadAttribution): Tokens {
  return {
    source: listTokens(text, source?.spans ?? []),
    cue: listTokens(text, cue.spans),
    content: listTokens(text, content.spans),
  };
}

/** Shared parts of the whole: of cues, sources, contents. */
function compare({ tokens: a }: Marked, { tokens: b }: Read): number[] {
  return (['cue', 'source', 'content'] as const).map((role) => {
    const shared = countShared(a[role], b[role]);
    return shared === 0 ? 0 : shared / (a[role].size + b[role].size - shared);
  });
}
