/** The figures of `/about/reading` are what the score says now. */
import { expect, it } from 'vitest';
import { readStory } from '../../../src/extraction/reading.ts';
import { FIGURES as MEASURED } from '../../../src/web/about/reading.ts';
import { readHalf } from '../../extraction/marked/read-halves.ts';
import { scoreStory } from '../../extraction/score/score-story.ts';
import { scoreTally, sumTallies, type Measure } from '../../extraction/score/tally.ts';

/** As the page calls them. */
const CALLED: Readonly<Record<string, Measure>> = {
  Source: 'source',
  Cue: 'cue',
  Content: 'content',
  'Whole attribution': 'whole',
  'Whole chain': 'chain',
};

it.each(['held-out', 'second-held-out', 'tuning'] as const)('the figures of the half %s are what it scores', (half) => {
  const scores = readHalf(half).map((story) =>
    scoreStory(story, readStory(story.text, story.given === null ? {} : { publisher: story.given })),
  );
  const sum = sumTallies(scores.map(({ tallies }) => tallies));
  const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);
  const shown = MEASURED!.sets.find(({ scores: rows }) =>
    rows.some(({ what }) => what === `Whole attribution (${sum.whole.wanted})`),
  )!;
  for (const { what, ...figures } of shown.scores) {
    const { precision, recall, f1 } = scoreTally(sum[CALLED[what.replace(/ \(.*/u, '')]!]);
    expect({ what, ...figures }).toEqual({ what, precision: round(precision), recall: round(recall), f1: round(f1) });
  }
});
