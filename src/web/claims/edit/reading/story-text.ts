import type { Source, Uid } from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import { readOnce } from '../../../records/readings.ts';
import { findStory, type StoryValues } from '../story/values.ts';
import type { DraftValues } from '../draft/values.ts';
import { propose } from './proposals.ts';
import { writeProposals } from './story-proposals.ts';

export interface StoryText {
  text: string;
  language: string;
  publisher: Pick<Source, 'name' | 'aliases'>;
  /** The uid of whoever published the document that is here; null for a story that is not. */
  publishedBy: Uid | null;
}

/** The text that was pasted, or that of the document that was chosen, with its publisher as far as it is known. */
export async function readStoryText(store: Store, story: StoryValues): Promise<StoryText> {
  const found = await findStory(store, story);
  const known = found && 'uid' in found ? found : null;
  const [publisher] = known ? await store.sources.loadByUids([known.publisher]) : await findNamed(store, story);
  const kept = known ? (await store.documents.readTexts([known.uid])).get(known.uid) : undefined;
  return {
    text: kept ?? story.text,
    language: known?.language ?? story.language,
    publishedBy: known?.publisher ?? null,
    publisher: publisher?.source ?? { name: story.publisher.name, aliases: [] },
  };
}

/** The one source that has the publisher's name. */
async function findNamed(store: Store, { publisher: { name } }: StoryValues) {
  const found = name === '' ? [] : await store.sources.findByName(name);
  return found.length === 1 ? found : [];
}

/** Reads the story where its proposals were not sent, which is when it is read for the first time. */
export async function addProposals(store: Store, values: DraftValues): Promise<DraftValues> {
  if (values.mode !== 'proposals' || values.proposals.length > 0) return values;
  const { text, language, publisher, publishedBy } = await readStoryText(store, values.story);
  const reading = readOnce(text, publisher);
  const { list } = propose(text, reading);
  const { known, publisher: typed } = values.story;
  // The story may name its publisher itself.
  const name = (known === '' && typed.name) || publisher.name || (reading.publisher ?? '');
  const isKnown = publishedBy !== null && name === publisher.name;
  const named = isKnown ? { name, pick: publishedBy, pickedFor: name, kind: '' } : { ...typed, name };
  return {
    ...values,
    story: known === '' ? { ...values.story, publisher: named } : values.story,
    proposals: writeProposals({ text, reading, language, publisher: named }, list),
  };
}
