/** What was read in stories, kept in memory: every step of a form needs it. */
import { makeRefusal } from '../../extraction/model.ts';
import type { Source } from '../../model/records.ts';
import { Busy } from '../http/errors.ts';
import { createMemoryCache, hashKey } from '../http/memory-cache.ts';
import type { Site } from '../http/route.ts';
import type { ReadText, StoryAnswers, StoryJob } from './story-jobs.ts';

const kept = createMemoryCache<object>(16 * 1024 * 1024, (answer) => 2 * JSON.stringify(answer).length);

/** What comes of a job, or came of it before. @throws Busy when too many wait, or it takes too long */
export async function askOnce<Kind extends StoryJob['kind']>(
  { askStories }: Pick<Site, 'askStories'>,
  job: Extract<StoryJob, { kind: Kind }>,
): Promise<StoryAnswers[Kind]> {
  const key = hashKey(job);
  const known = kept.get(key);
  if (known) return known as StoryAnswers[Kind];
  const answer = await askStories<Kind>(job);
  kept.set(key, answer);
  return answer;
}

/** Reads a story, or returns what was read in it. Its refusal says so when the server is too busy to read it. */
export async function readOnce(
  site: Pick<Site, 'askStories'>,
  text: string,
  publisher: Pick<Source, 'name' | 'aliases'>,
): Promise<ReadText> {
  try {
    return await askOnce<'read'>(site, { kind: 'read', text, publisher: writePublisher(publisher) });
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    const reading = makeRefusal(null, publisher.name || null, error.isLate ? TOO_LONG : TOO_MANY);
    return { reading, proposals: { list: [], total: 0 } };
  }
}

export function writePublisher({ name, aliases }: Pick<Source, 'name' | 'aliases'>) {
  return { name, aliases: aliases.map((alias) => alias.name) };
}

const TOO_LONG = 'It took too long, so it was stopped. Split the story into several documents, or type the chain.';
const TOO_MANY = 'Too many stories are being read at the moment. Try again in a moment.';
