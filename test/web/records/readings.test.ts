import { expect, test } from 'vitest';
import { aRecord } from '../../support/records.ts';
import { Busy } from '../../../src/web/http/errors.ts';
import { readOnce } from '../../../src/web/records/readings.ts';
import { doStoryJob, type AskStories, type StoryJob } from '../../../src/web/records/story-jobs.ts';

const publisher = aRecord('one', 'ians').sources[0]!;

function openSite(answer: (job: StoryJob) => unknown = doStoryJob) {
  const jobs: StoryJob[] = [];
  const askStories = ((job: StoryJob) => {
    jobs.push(job);
    return Promise.resolve().then(() => answer(job));
  }) as AskStories;
  return { jobs, askStories };
}

test('a story is read once for each name of its publisher', async () => {
  const site = openSite();
  const text = 'Yonhap said the quay was shut, citing TASS.';
  const read = await readOnce(site, text, publisher);
  expect(read.reading.chains.map(({ names }) => names.join(' < '))).toEqual(['ians < Yonhap < TASS']);
  expect(read.proposals.total).toBe(1);
  expect(await readOnce(site, text, { ...publisher })).toBe(read);
  expect(site.jobs).toHaveLength(1);
  const renamed = await readOnce(site, text, { ...publisher, name: 'Yonhap', aliases: [] });
  expect(renamed.reading.chains.map(({ names }) => names.join(' < '))).toEqual(['Yonhap < TASS']);
  // A pasted story may not say who published it.
  expect((await readOnce(site, text, { name: '', aliases: [] })).reading.publisher).toBeNull();
  expect(await readOnce(site, `${text} It rained.`, publisher)).not.toBe(read);
});

test.each([
  ['took too long', true, /It took too long/],
  ['found too many before it', false, /Too many stories/],
])('a reading that %s says so, and is tried again', async (_, isLate, refused) => {
  const text = `The quay was shut, TASS said. ${refused.source}`;
  const busy = openSite(() => {
    throw new Busy(isLate);
  });
  expect((await readOnce(busy, text, publisher)).reading).toMatchObject({
    refused: expect.stringMatching(refused) as string,
  });
  expect((await readOnce(openSite(), text, publisher)).reading.refused).toBeNull();
});

test('a mistake of the reader is none of the story', async () => {
  const broken = openSite(() => {
    throw new RangeError('a bug');
  });
  await expect(readOnce(broken, 'The quay was shut, Tanjug said.', publisher)).rejects.toThrow('a bug');
});
