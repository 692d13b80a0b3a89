/** What a reading got wrong, each in its words. */
import type { Span } from '../marked/model.ts';
import type { Pair, Read } from './match.ts';
import { nameStation } from './score-chains.ts';
import type { StoryScore } from './score-story.ts';

export function writeErrors(scores: readonly StoryScore[]): string {
  return scores.map(writeStory).join('');
}

interface Parts {
  source: readonly Span[];
  cue: readonly Span[];
  content: readonly Span[];
}

function writeStory(score: StoryScore): string {
  const { story, reading, tallies, matches, flawed, missedChains, extraChains } = score;
  const { text } = story;
  const chain = (names: readonly (string | null)[]): string => names.map((name) => name ?? '?').join(' > ');
  const lines = [
    ...matches.missed.map(({ attribution }) => `missed ${attribution.id}: ${writeParts(text, attribution)}`),
    ...matches.extra.map(({ attribution }) => `false ${attribution.id}: ${writeParts(text, readParts(attribution))}`),
    ...flawed.map(({ pair, flaws }) => writePair(text, pair, flaws)),
    ...missedChains.map((stations) => `missed chain: ${chain(stations.map((each) => nameStation(text, each)))}`),
    ...extraChains.map(({ names }) => `false chain: ${chain(names)}`),
    ...(tallies.publisher.wanted === tallies.publisher.met ? [] : [`publisher: ${String(reading.publisher)}`]),
  ];
  return lines.length === 0
    ? ''
    : `\n${story.id}\n  ${text.replace(/\n+/gu, '\n  ')}\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

function writePair(text: string, { marked, read }: Pair, flaws: readonly string[]): string {
  const state = ({
    parent,
    stance,
    unnamed,
  }: {
    parent: string | null;
    stance: string;
    unnamed: boolean | null;
  }): string => `under ${String(parent)}, ${stance}, ${unnamed === null ? 'unnamed?' : unnamed ? 'unnamed' : 'named'}`;
  return [
    `wrong ${flaws.join(', ')}`,
    `  marked ${marked.attribution.id}: ${writeParts(text, marked.attribution)}; ${state(marked.attribution)}`,
    `  read ${read.attribution.id}: ${writeParts(text, readParts(read.attribution))}; ${state(read.attribution)}`,
  ].join('\n    ');
}

function readParts({ source, cue, content }: Read['attribution']): Parts {
  return { source: source?.spans ?? [], cue: cue.spans, content: content.spans };
}

function writeParts(text: string, { source, cue, content }: Parts): string {
  const words = (spans: readonly Span[]): string =>
    spans.map(([start, end]) => text.slice(start, end).replace(/\s+/gu, ' ')).join(' … ');
  return `[${words(source)}] ${words(cue)} {${words(content)}}`;
}
