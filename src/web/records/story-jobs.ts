/** What takes long with stories, as another thread does it: pure, with only what can be sent there. */
import { findAttributionsDroppedInReuse, type AttributionDroppedInReuse } from '../../extraction/dropped-in-reuse.ts';
import type { ReadChain, Reading } from '../../extraction/model.ts';
import { propose, type Proposals } from '../../extraction/proposals/proposals.ts';
import { readStory } from '../../extraction/reading.ts';
import type { Passage } from '../../text/reuse/alignment.ts';

export interface PublishedText {
  text: string;
  /** With an empty name where nobody knows it. */
  publisher: { name: string; aliases: readonly string[] };
}

export interface ComparedTexts {
  earlier: PublishedText;
  later: PublishedText;
  passages: readonly Passage[];
}

export interface ReadText {
  reading: Reading;
  proposals: Proposals;
}

export interface DroppedInText extends AttributionDroppedInReuse {
  /** The names from the publisher of the earlier text to the source; null for one without words. */
  chain: ReadChain['names'];
}

/** By job: what comes of it. */
export interface StoryAnswers {
  read: ReadText;
  /** For each pair of texts. */
  compare: readonly (readonly DroppedInText[])[];
}

export type StoryJob = ({ kind: 'read' } & PublishedText) | { kind: 'compare'; pairs: readonly ComparedTexts[] };

/** @throws Busy when too many wait, or it takes too long */
export type AskStories = <Kind extends StoryJob['kind']>(
  job: Extract<StoryJob, { kind: Kind }>,
) => Promise<StoryAnswers[Kind]>;

export function doStoryJob(job: StoryJob): StoryAnswers[StoryJob['kind']] {
  if (job.kind === 'compare') return compareAll(job.pairs);
  const reading = readPublished(job);
  return { reading, proposals: propose(job.text, reading) };
}

function readPublished({ text, publisher: { name, aliases } }: PublishedText): Reading {
  return readStory(text, name === '' ? {} : { publisher: name, known: [{ name, aliases }] });
}

/** Each text is read once, in however many pairs it stands. */
function compareAll(pairs: readonly ComparedTexts[]): DroppedInText[][] {
  const readings = new Map<string, Reading>();
  const readOnce = (published: PublishedText): Reading => {
    const key = JSON.stringify([published.publisher.name, published.text]);
    const reading = readings.get(key) ?? readPublished(published);
    readings.set(key, reading);
    return reading;
  };
  return pairs.map(({ earlier, later, passages }) => {
    const reading = readOnce(earlier);
    const found = findAttributionsDroppedInReuse(earlier.text, reading, later.text, readOnce(later), passages);
    return found.map((one) => {
      const chain = reading.chains.find(({ attributions }) => attributions.includes(one.attribution.id))!;
      return { ...one, chain: chain.names };
    });
  });
}
