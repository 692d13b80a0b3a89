/** Stories are read in another thread. */
import { describe, expect, it } from 'vitest';
import { createStoryThread } from '../src/threads.ts';
import { doStoryJob, type StoryJob } from '../src/web/records/story-jobs.ts';
import { measurePauses } from './support/longest-pause.ts';

const nobody = { name: '', aliases: [] };
const tell = (text: string): Extract<StoryJob, { kind: 'read' }> => ({ kind: 'read', text, publisher: nobody });
const SENTENCE = 'The quay of Larne was shut, TASS said, citing two pilots who had seen the crack. ';
const LONG = SENTENCE.repeat(500);

describe('the thread that reads stories', () => {
  const ask = createStoryThread(120_000);

  it('answers what this one would', async () => {
    const job = tell(SENTENCE);
    expect(await ask<'read'>(job)).toEqual(doStoryJob(job));
    const compared: Extract<StoryJob, { kind: 'compare' }> = {
      kind: 'compare',
      pairs: [{ earlier: job, later: job, passages: [] }],
    };
    expect(await ask<'compare'>(compared)).toEqual(doStoryJob(compared));
  });

  it('leaves this one free', async () => {
    const { longest, all } = await measurePauses(() => ask<'read'>(tell(LONG)));
    expect(longest).toBeLessThan(all / 2);
  });

  it('reads a text once for all who ask at once, and lets few wait', async () => {
    const [one, other] = [ask<'read'>(tell(LONG)), ask<'read'>(tell(LONG))];
    expect(await one).toBe(await other);
    const many = Array.from({ length: 12 }, (_, n) => ask<'read'>(tell(`${LONG} ${n}`.slice(-5_000))));
    const refused = (await Promise.allSettled(many)).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
  });
});

it('a reading that takes too long is stopped, and so is no other', async () => {
  const ask = createStoryThread(5_000);
  // The first one, too: starting the thread takes none of its time.
  const endless = tell(LONG.repeat(100));
  await expect(ask<'read'>(endless)).rejects.toMatchObject({ name: 'Busy', isLate: true });
  expect((await ask<'read'>(tell(SENTENCE))).reading.refused).toBeNull();
  await expect(ask<'read'>(endless)).rejects.toMatchObject({ name: 'Busy', isLate: true });
});

it('a mistake ends the thread, and the next story starts another', async () => {
  const ask = createStoryThread(120_000);
  await expect(ask<'read'>({ ...tell(''), text: null as unknown as string })).rejects.toThrow(TypeError);
  expect((await ask<'read'>(tell(SENTENCE))).reading.chains).toHaveLength(1);
});
