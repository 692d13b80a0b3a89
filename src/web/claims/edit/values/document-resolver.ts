/** Which documents a chain means: the story in hand, and others that are known here. */
import { checkDate, checkLanguage, checkText, checkUrl } from '../../../../formats/checks.ts';
import { hashText } from '../../../../formats/web/text-hash.ts';
import { LIMITS } from '../../../../model/limits.ts';
import type { Document, Uid } from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import type { Issue } from '../../../../model/issues.ts';
import { judgeField } from '../../../forms/forms.ts';
import { rowField, type RowValues, type StoryValues } from './chain.ts';

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

const FIELDS = [
  { name: 'url', label: 'Address', check: (value: string) => checkUrl(value, LIMITS.url) },
  { name: 'title', label: 'Title', check: (value: string) => checkText(value, { most: LIMITS.title, lines: false }) },
  { name: 'date', label: 'Date of the story', check: checkDate },
  { name: 'archivedUrl', label: 'Archived copy', check: (value: string) => checkUrl(value, LIMITS.url) },
  { name: 'language', label: 'Language', check: checkLanguage },
  {
    name: 'text',
    label: 'Text',
    check: (value: string) => checkText(value, { most: LIMITS.documentText, lines: true }),
  },
] as const;

const orNull = (value: string): string | null => (value.trim() === '' ? null : value);

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
  if (FIELDS.every(({ name }) => story[name].trim() === '')) return NO_STORY;
  const issues = FIELDS.flatMap(({ name, label, check }) =>
    judgeField({ field: `story-${name}`, label, value: story[name], missing: null, check }),
  );
  const [known] = issues.length > 0 ? [] : await store.documents.findByUrl(story.url);
  if (known) return takeKnown(store, known.document, story);
  if (story.title === '') issues.push({ field: 'story-title', message: 'Enter the story’s title' });
  if (issues.length > 0) return { ...NO_STORY, isTyped: true, issues };
  const text = orNull(story.text);
  const document: Document = {
    uid: makeUid(),
    // Without one there is an issue in the first row, and the chain goes no further.
    publisher: publisher ?? '',
    title: story.title,
    url: orNull(story.url),
    archivedUrl: orNull(story.archivedUrl),
    publishedAt: orNull(story.date),
    retrievedAt: null,
    language: orNull(story.language),
    sha256: text === null ? null : hashText(text),
  };
  return { document, text, isFresh: true, isTyped: true, issues: [] };
}

/** The document that has the story's address: what was typed of it is not kept, so it must be what is known. */
async function takeKnown(store: Store, document: Document, story: StoryValues): Promise<FoundStory> {
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  const { title, publishedAt: date, archivedUrl, language } = document;
  const known = { title, date, archivedUrl, language, text } as const;
  const issues: Issue[] = (Object.keys(known) as (keyof typeof known)[]).flatMap((name) => {
    const typed = orNull(story[name]);
    if (typed === null || typed === known[name]) return [];
    const was = name === 'text' || known[name] === null ? '' : `, with “${known[name]}”`;
    const message = `This document is known here already${was}: change it on its own page, and leave this empty`;
    return [{ field: `story-${name}`, message }];
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
