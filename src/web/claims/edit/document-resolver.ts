/** Which documents a chain means: the story in hand, and others that are known here. */
import { hashText } from '../../../text/characters.ts';
import type { Document, Uid } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { checkFields, listIssues, type FieldResults } from '../../forms/fields.ts';
import { rowField, STORY_FIELDS, storyField, type RowValues, type StoryValues } from './chain-values.ts';

export interface FoundStory {
  document: Document | null;
  /** Its text, where we have it or it was pasted. */
  text: string | null;
  isFresh: boolean;
  /** Whether anything was entered for it. */
  isTyped: boolean;
  issues: readonly Issue[];
}

/** No story at all. */
export const NO_STORY: FoundStory = { document: null, text: null, isFresh: false, isTyped: false, issues: [] };

/**
 * The story in hand. One with a known address is the document that is here already.
 * @param publisher who speaks in the first row; null when that is not settled
 */
export async function resolveStory(
  store: Store,
  story: StoryValues,
  publisher: Uid | null,
  makeUid: () => Uid,
): Promise<FoundStory> {
  if (Object.values(story).every((value) => value.trim() === '')) return NO_STORY;
  const checked = checkFields(STORY_FIELDS, story, storyField);
  const [known] = checked.ok ? await store.documents.findByUrl(story.url) : [];
  if (checked.ok && known) return matchKnown(store, known.document, checked.value);
  const missing = story.title === '' ? [{ field: 'story-title', message: 'Enter the story’s title' }] : [];
  const issues = [...listIssues(checked), ...missing];
  if (!checked.ok || issues.length > 0) return { ...NO_STORY, isTyped: true, issues };
  const { url, archivedUrl, date: publishedAt, language, text = null } = checked.value;
  const document: Document = {
    uid: makeUid(),
    // Without one there is an issue in the first row, and the chain goes no further.
    publisher: publisher ?? '',
    ...{ title: story.title, url, archivedUrl, publishedAt, language },
    retrievedAt: null,
    sha256: text === null ? null : hashText(text),
  };
  return { document, text, isFresh: true, isTyped: true, issues: [] };
}

/** The document that has the story's address: what was typed of it is not kept, so it must be what is known. */
async function matchKnown(
  store: Store,
  document: Document,
  story: FieldResults<typeof STORY_FIELDS>,
): Promise<FoundStory> {
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  const { title, publishedAt: date, archivedUrl, language } = document;
  const known = { title, date, archivedUrl, language, text } as const;
  const issues: Issue[] = (Object.keys(known) as (keyof typeof known)[]).flatMap((name) => {
    const typed = story[name] ?? null;
    if (typed === null || typed === known[name]) return [];
    const was = name === 'text' || known[name] === null ? '' : `, with “${known[name]}”`;
    const message = `This document is known here already${was}: change it on its own page, and leave this empty`;
    return [{ field: storyField(name), message }];
  });
  return { document, text, isFresh: false, isTyped: true, issues };
}

export interface FoundDocument {
  document: Document | null;
  text: string | null;
  issues: readonly Issue[];
}

/** The document of one row, by its number or its address; it must be known here, or be the story. */
export async function resolveDocument(
  store: Store,
  row: number,
  { document: named }: RowValues,
  story: FoundStory,
): Promise<FoundDocument> {
  const none = { document: null, text: null, issues: [] };
  if (named === '') return row === 0 ? { ...none, document: story.document, text: story.text } : none;
  if (story.document?.url === named) return { ...none, document: story.document, text: story.text };
  const number = /^#?([1-9]\d{0,14})$/.exec(named)?.[1];
  const stored = number
    ? await store.documents.load(Number(number))
    : ((await store.documents.findByUrl(named))[0] ?? null);
  if (!stored) {
    const message = 'No document has this number or address here: add it first, under Documents';
    return { ...none, issues: [{ field: rowField(row, 'document'), message }] };
  }
  const { uid } = stored.document;
  return { ...none, document: stored.document, text: (await store.documents.readTexts([uid])).get(uid) ?? null };
}
