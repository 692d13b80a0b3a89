/** `npx tsx test/extraction/score.ts tuning [--errors]`: how much of the marked set the reading assistant gets right. */
import { parseArgs } from 'node:util';
import { HALVES, readHalf } from './marked/read-halves.ts';
import type { ReadStory } from './score/reading.ts';
import { scoreStory } from './score/score-story.ts';
import { writeErrors } from './score/write-errors.ts';
import { writeTable } from './score/write-table.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { errors: { type: 'boolean', default: false } },
});
const half = HALVES.find((each) => each === positionals[0]);

if (half === undefined || positionals.length > 1) {
  console.error(`Usage: npx tsx test/extraction/score.ts ${HALVES.join('|')} [--errors]`);
  process.exitCode = 2;
} else if (values.errors && half.endsWith('held-out')) {
  // Whoever has seen what is missed there tunes to it.
  console.error('The errors on a held-out half are not shown: only what was never looked at can measure.');
  process.exitCode = 2;
} else {
  const engine = new URL('../../src/extraction/reading.ts', import.meta.url).href;
  const { readStory } = (await import(engine)) as { readStory: ReadStory };
  const scores = readHalf(half).map((story) =>
    scoreStory(story, readStory(story.text, story.given === null ? {} : { publisher: story.given })),
  );
  console.log(writeTable(scores));
  if (values.errors) console.log(writeErrors(scores));
}
