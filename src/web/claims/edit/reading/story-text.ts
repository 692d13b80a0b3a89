import type { Issue } from '../../../../model/issues.ts';
import type { Document, Source, Uid } from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import type { Site } from '../../../http/route.ts';
import { readOnce } from '../../../records/readings.ts';
import type { ReadText } from '../../../records/story-jobs.ts';
import { findStory, type StoryValues } from '../story/values.ts';
import type { DraftValues } from '../draft/values.ts';
import { writeProposals } from './story-proposals.ts';

/** A story as it is at the moment, loaded once for each request. */
export interface LoadedStory {
  /** What `findStory` found. */
  found: Document | Issue | null;
  /** The document here that it is. */
  document: Document | null;
  /** The document's text; null where it has none. */
  kept: string | null;
  /** The document's text, or the one that was pasted. */
  text: string;
  language: string;
  publisher: Pick<Source, 'name' | 'aliases'>;
  /** The uid of whoever published the document that is here; null for a story that is not. */
  publishedBy: Uid | null;
}

/** The text that was pasted, or that of the document that was chosen, with its publisher as far as it is known. */
export async function loadStory(store: Store, story: StoryValues): Promise<LoadedStory> {
  const found = await findStory(store, story);
  const document = found && 'uid' in found ? found : null;
  const [publisher] = document ? await store.sources.loadByUids([document.publisher]) : await findNamed(store, story);
  const kept = document ? ((await store.documents.readTexts([document.uid])).get(document.uid) ?? null) : null;
  return {
    ...{ found, document, kept, text: kept ?? story.text },
    language: document?.language ?? story.language,
    publishedBy: document?.publisher ?? null,
    publisher: publisher?.source ?? { name: story.publisher.name, aliases: [] },
  };
}

/** The one source that has the publisher's name. */
async function findNamed(store: Store, { publisher: { name } }: StoryValues) {
  const found = name === '' ? [] : await store.sources.findByName(name);
  return found.length === 1 ? found : [];
}

export interface ReadDraftValues {
  values: DraftValues;
  /** Null where the story was not read, since its proposals were sent. */
  read: ReadText | null;
}

/** Reads the story where its proposals were not sent, which is when it is read for the first time. */
export async function addProposals(site: Site, values: DraftValues, story: LoadedStory): Promise<ReadDraftValues> {
  if (values.mode !== 'proposals' || values.proposals.length > 0) return { values, read: null };
  const { text, language, publisher, publishedBy } = story;
  const read = await readOnce(site, text, publisher);
  const { reading, proposals } = read;
  const { known, publisher: typed } = values.story;
  // The story may name its publisher itself.
  const name = (known === '' && typed.name) || publisher.name || (reading.publisher ?? '');
  const isKnown = publishedBy !== null && name === publisher.name;
  const named = isKnown ? { name, pick: publishedBy, pickedFor: name, kind: '' } : { ...typed, name };
  const added = {
    ...values,
    story: known === '' ? { ...values.story, publisher: named } : values.story,
    proposals: writeProposals({ text, reading, language, publisher: named }, proposals.list),
  };
  return { values: added, read };
}
