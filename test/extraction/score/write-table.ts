/** The scores as a table for the terminal. */
import { MEASURES, scoreTally, sumTallies, type Tallies } from './tally.ts';
import type { StoryScore } from './score-story.ts';

const percent = (value: number | null): string => (value === null ? '–' : value.toFixed(1)).padStart(6);

/** Precision, recall and F1 of each measure over all stories, then F1 by construction. */
export function writeTable(scores: readonly StoryScore[]): string {
  const all = sumTallies(scores.map(({ tallies }) => tallies));
  return [...writeTotals(all), '', ...writeConstructions(scores)].join('\n');
}

function writeTotals(all: Tallies): string[] {
  const lines = MEASURES.map((measure) => {
    const { precision, recall, f1 } = scoreTally(all[measure]);
    const { wanted, found } = all[measure];
    const counts = [wanted, found].map((count) => String(count).padStart(8)).join('');
    return `${measure.padEnd(12)}${[precision, recall, f1].map(percent).join('  ')}${counts}`;
  });
  return ['               prec.  recall     F1  wanted   found', ...lines];
}

/** What a construction's line tells: F1, and of chains how many of those wanted were met. */
const SHOWN = ['source', 'cue', 'content', 'whole', 'parent', 'stance', 'unnamed'] as const;

function writeConstructions(scores: readonly StoryScore[]): string[] {
  const names = Array.from(new Set(scores.map(({ story }) => story.construction)));
  const kinds: [string, (score: StoryScore) => boolean][] = [
    ...names.map((name): [string, (score: StoryScore) => boolean] => [
      name,
      ({ story }) => story.construction === name,
    ]),
    ['– all stories', ({ story }) => isWholeStory(story.construction)],
    ['– all others', ({ story }) => !isWholeStory(story.construction)],
  ];
  const lines = kinds.map(([name, isOf]) => {
    const of = scores.filter(isOf);
    const sum = sumTallies(of.map(({ tallies }) => tallies));
    const f1s = SHOWN.map((measure) => scoreTally(sum[measure]).f1);
    const cells = [...f1s, scoreTally(sum.chain).recall].map((value) => percent(value).padStart(9));
    return `${name.padEnd(22)}${String(of.length).padStart(6)}${cells.join('')}`;
  });
  const heads = [...SHOWN, 'chains'].map((head) => head.padStart(9)).join('');
  return [`${'F1 by construction'.padEnd(22)} items${heads}`, ...lines];
}

function isWholeStory(construction: string): boolean {
  return construction.startsWith('stories-');
}
