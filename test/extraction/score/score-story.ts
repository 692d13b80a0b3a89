/** Scores one reading of one marked story. Definitions: README.md of the marked set. */
import { findHead } from '../marked/find-head.ts';
import type { MarkedStation, MarkedStory, Span } from '../marked/model.ts';
import { matchAttributions, type Marked, type Matches, type Pair, type Read } from './match.ts';
import { isSameName } from './names.ts';
import type { ReadChain, Reading } from './reading.ts';
import { countChains } from './score-chains.ts';
import { emptyTallies, type Tallies, type Tally } from './tally.ts';
import { countShared } from './tokens.ts';

/** What was found, for the table and for the list of errors. */
export interface StoryScore {
  story: MarkedStory;
  reading: Reading;
  tallies: Tallies;
  matches: Matches;
  /** Pairs that are not wholly right, with what is not. */
  flawed: { pair: Pair; flaws: string[] }[];
  missedChains: MarkedStation[][];
  extraChains: ReadChain[];
}

export function scoreStory(story: MarkedStory, reading: Reading): StoryScore {
  const matches = matchAttributions(story, reading);
  const tallies = emptyTallies();
  // A link without a cue of its own is neither missed nor too much.
  const missed = matches.missed.filter(({ attribution }) => !attribution.optional);
  const pairs = matches.pairs.filter(({ marked }) => !marked.attribution.optional);
  countTokens(tallies, pairs, missed, matches.extra);
  tallies.whole.wanted = pairs.length + missed.length;
  tallies.whole.found = pairs.length + matches.extra.length;
  add(tallies.whole, pairs.filter((pair) => isWhole(story.text, pair)).length);
  countParents(tallies.parent, story, matches);
  countStances(tallies.stance, matches);
  countUnnamed(tallies.unnamed, matches);
  countPublisher(tallies.publisher, story, reading);
  const { missedChains, extraChains } = countChains(tallies.chain, story, reading);
  const flawed = matches.pairs
    .map((pair) => ({ pair, flaws: listFlaws(story, pair, matches) }))
    .filter(({ flaws }) => flaws.length > 0);
  return { story, reading, tallies, matches: { ...matches, missed }, flawed, missedChains, extraChains };
}

function add(tally: Tally, right: number): void {
  tally.met += right;
  tally.right += right;
}

/** Source, cue and content are counted in words, each as often as an attribution has it. */
function countTokens(
  tallies: Tallies,
  pairs: readonly Pair[],
  missed: readonly Marked[],
  extra: readonly Read[],
): void {
  for (const role of ['source', 'cue', 'content'] as const) {
    const count = (all: readonly { tokens: Marked['tokens'] }[]): number =>
      all.reduce((sum, { tokens }) => sum + tokens[role].size, 0);
    tallies[role].wanted = count(missed) + count(pairs.map(({ marked }) => marked));
    tallies[role].found = count(extra) + count(pairs.map(({ read }) => read));
    add(
      tallies[role],
      pairs.reduce((sum, { marked, read }) => sum + countShared(marked.tokens[role], read.tokens[role]), 0),
    );
  }
}

/** The right cue (they are a pair), the same head in both sources, and half of the content's words. */
function isWhole(text: string, pair: Pair): boolean {
  return isSourceRight(text, pair) && isContentRight(pair);
}

function isContentRight({ marked, read }: Pair): boolean {
  return 2 * countShared(marked.tokens.content, read.tokens.content) >= marked.tokens.content.size;
}

function isSourceRight(text: string, { marked, read }: Pair): boolean {
  const { source, head } = marked.attribution;
  const spans = read.attribution.source?.spans ?? [];
  // Words that are the cue's, as in "rumours that", may be taken for a source where none is.
  if (head === null) return Array.from(read.tokens.source).every((token) => marked.tokens.cue.has(token));
  const theirs = spans[0] ? findHead(text, spans[0]) : null;
  return isHeld(head, spans) && isHeld(theirs, source);
}

function isHeld(head: Span | null, spans: readonly Span[]): boolean {
  return head !== null && spans.some(([start, end]) => start <= head[0] && head[1] <= end);
}

function isParentRight({ marked, read }: Pair, { pairs }: Matches): boolean {
  const { parent } = read.attribution;
  const partner = pairs.find((pair) => pair.read.attribution.id === parent);
  return (partner?.marked.attribution.id ?? parent) === marked.attribution.parent;
}

/** A link without a cue of its own may be read as a parent or otherwise: chains tell whether it was seen. */
function countParents(tally: Tally, story: MarkedStory, matches: Matches): void {
  const pairs = matches.pairs.filter(({ marked }) => hasClearParent(story, marked));
  const marked = [...pairs.map((pair) => pair.marked), ...matches.missed.filter((each) => hasClearParent(story, each))];
  const read = [...pairs.map((pair) => pair.read), ...matches.extra];
  tally.wanted = marked.filter(({ attribution }) => attribution.parent !== null).length;
  tally.found = read.filter(({ attribution }) => attribution.parent !== null).length;
  add(tally, pairs.filter((pair) => pair.marked.attribution.parent !== null && isParentRight(pair, matches)).length);
}

function hasClearParent({ attributions }: MarkedStory, { attribution }: Marked): boolean {
  return !attributions.some(({ id, optional }) => optional && id === attribution.parent);
}

/** Denials and doubts; assertions go without saying. */
function countStances(tally: Tally, { pairs, missed, extra }: Matches): void {
  const isOther = ({ attribution }: Marked | Read): boolean => attribution.stance !== 'asserts';
  const both = pairs.map(({ marked, read }) => ({ marked, read }));
  tally.wanted = [...missed, ...both.map(({ marked }) => marked)].filter(isOther).length;
  tally.found = [...extra, ...both.map(({ read }) => read)].filter(isOther).length;
  add(tally, both.filter(({ marked, read }) => isOther(marked) && isStanceRight({ marked, read })).length);
}

function isStanceRight({ marked, read }: Pair): boolean {
  return marked.attribution.stance === read.attribution.stance;
}

function countUnnamed(tally: Tally, { pairs, missed, extra }: Matches): void {
  const clear = pairs.filter(({ marked }) => marked.attribution.unnamed !== null);
  const isUnnamed = ({ attribution }: Marked | Read): boolean => attribution.unnamed === true;
  tally.wanted = [...missed, ...clear.map(({ marked }) => marked)].filter(isUnnamed).length;
  tally.found = [...extra, ...clear.map(({ read }) => read)].filter(isUnnamed).length;
  add(tally, clear.filter(({ marked, read }) => isUnnamed(marked) && isUnnamed(read)).length);
}

/** Only where the reader was not told. */
function countPublisher(tally: Tally, { given, publisher }: MarkedStory, reading: Reading): void {
  if (given !== null) return;
  const name = reading.publisher;
  tally.wanted = publisher.length > 0 ? 1 : 0;
  tally.found = name === null ? 0 : 1;
  add(tally, name !== null && publisher.some((each) => isSameName(each, name)) ? 1 : 0);
}

function listFlaws(story: MarkedStory, pair: Pair, matches: Matches): string[] {
  const { unnamed, optional } = pair.marked.attribution;
  return [
    isSourceRight(story.text, pair) ? [] : 'source',
    isContentRight(pair) || optional ? [] : 'content',
    isParentRight(pair, matches) || !hasClearParent(story, pair.marked) ? [] : 'parent',
    isStanceRight(pair) ? [] : 'stance',
    unnamed === null || unnamed === pair.read.attribution.unnamed ? [] : 'unnamed',
  ].flat();
}
