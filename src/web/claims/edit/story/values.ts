/** The story that an editor has before them, as it was typed, and the document that it is. */
import { RECORD_RULES } from '../../../../formats/hearsay/schema.ts';
import { matchVersion } from '../../../../model/identity.ts';
import type { Issue } from '../../../../model/issues.ts';
import type { Document, Uid } from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import { hashText } from '../../../../text/characters.ts';
import {
  checkFields,
  defineFields,
  listIssues,
  readFields,
  readLine,
  type FieldResults,
  type FieldValues,
} from '../../../forms/forms.ts';
import { interpretAddress } from '../../../forms/interpreters/addresses.ts';
import { interpretDate } from '../../../forms/interpreters/dates.ts';
import { interpretLanguage } from '../../../forms/interpreters/languages.ts';
import { nameFields, readName, type TypedName } from '../../../forms/source-names.ts';

const { document } = RECORD_RULES;

export const STORY_FIELDS = defineFields({
  url: { label: 'Address', rule: document.url, interpret: interpretAddress },
  title: { label: 'Title', rule: document.title },
  kind: { label: 'Kind', rule: document.kind },
  version: { label: 'Version', rule: document.version },
  date: { label: 'Date of the story', rule: document.publishedAt, interpret: interpretDate },
  archivedUrl: { label: 'Archived copy', rule: document.archivedUrl, interpret: interpretAddress },
  language: { label: 'Language', rule: document.language, interpret: interpretLanguage },
  text: { label: 'Text', rule: document.text, isMultiline: true },
});

export interface StoryValues extends FieldValues<typeof STORY_FIELDS> {
  publisher: TypedName;
  /** The uid of a document that was chosen; empty for a story that is typed. */
  known: string;
}

/** The name of a field of the story in the form. */
export const storyField = (name: string): string => `story-${name}`;

export const STORY_PUBLISHER = nameFields('story-publisher');

export function readStoryValues(body: unknown): StoryValues {
  return {
    ...readFields(STORY_FIELDS, body, storyField),
    publisher: readName(STORY_PUBLISHER, body),
    known: readLine(body, storyField('known')),
  };
}

export const isStoryTyped = ({ publisher, ...values }: StoryValues): boolean =>
  publisher.name !== '' || Object.values(values).some((value) => value.trim() !== '');

export interface ResolvedStory {
  document: Document | null;
  /** As it is kept, or as it was pasted. */
  text: string | null;
  /** Whether it is made with the claim. */
  isFresh: boolean;
  /** Whether anything was entered for it. */
  isTyped: boolean;
  issues: readonly Issue[];
}

export const NO_STORY: ResolvedStory = { document: null, text: null, isFresh: false, isTyped: false, issues: [] };

/** The document here that is the story: the one that was chosen, or one with its address. Null for a new one. */
export async function findStory(store: Store, values: StoryValues): Promise<Document | Issue | null> {
  if (values.known !== '') {
    const [stored] = await store.documents.loadByUids([values.known]);
    return stored?.document ?? null;
  }
  const checked = checkFields(STORY_FIELDS, values, storyField);
  if (!checked.ok || checked.value.url === null) return null;
  const { url, version, archivedUrl } = checked.value;
  const found = (await store.documents.findByUrl(url)).map((stored) => stored.document);
  const [known, ...others] = matchVersion(found, { version, archivedUrl });
  if (known && others.length === 0) return known;
  if (found.length === 0 || (!known && version !== null)) return null;
  const message = `${found.length} documents here have this address: enter the version, or choose the document`;
  return { field: 'story-version', message };
}

/**
 * The story as a document. One that is here already stays as it is; a new one was read by whoever enters it.
 * @param found by `findStory`; `kept` is the text of the document that is here
 * @param publisher that was typed; null when none was, or the name is not resolved
 * @param today when a new one is retrieved
 */
export function resolveStory(
  values: StoryValues,
  { found, kept }: { found: Document | Issue | null; kept: string | null },
  publisher: Uid | null,
  makeUid: () => Uid,
  today: string,
): ResolvedStory {
  if (!isStoryTyped(values)) return NO_STORY;
  if (found && 'message' in found) return { ...NO_STORY, isTyped: true, issues: [found] };
  const checked = checkFields(STORY_FIELDS, values, storyField);
  if (found) {
    const issues = !checked.ok || values.known !== '' ? [] : compareKnown(found, kept, checked.value, publisher);
    return { document: found, text: kept, isFresh: false, isTyped: true, issues };
  }
  const missing: Issue[] = [
    ...(values.publisher.name === ''
      ? [{ field: STORY_PUBLISHER.name, message: 'Enter who published the story' }]
      : []),
    ...(values.title === '' ? [{ field: storyField('title'), message: 'Enter the story’s title' }] : []),
  ];
  const issues = [...missing, ...listIssues(checked)];
  if (!checked.ok || issues.length > 0) return { ...NO_STORY, isTyped: true, issues };
  const { kind, url, version, archivedUrl, date: publishedAt, language, text = null } = checked.value;
  const fresh: Document = {
    uid: makeUid(),
    // Without one its name has an issue, and nothing is saved.
    publisher: publisher ?? '',
    ...{ kind, title: values.title, url, version, archivedUrl, publishedAt, language },
    retrievedAt: today,
    sha256: text === null ? null : hashText(text),
  };
  return { document: fresh, text, isFresh: true, isTyped: true, issues: [] };
}

/** What was typed about a document that is here is not saved, so it must be the same. */
function compareKnown(
  known: Document,
  text: string | null,
  typed: FieldResults<typeof STORY_FIELDS>,
  publisher: Uid | null,
): Issue[] {
  const { title, kind, version, publishedAt: date, archivedUrl, language } = known;
  const here = { title, kind, version, date, archivedUrl, language, text } as const;
  const another = 'This document is already here, from another publisher: leave this field empty';
  const isAnother = publisher !== null && publisher !== known.publisher;
  const different = (Object.keys(here) as (keyof typeof here)[]).flatMap((name) => {
    const given = typed[name] ?? null;
    if (given === null || given === here[name]) return [];
    const was = name === 'text' || here[name] === null ? '' : `, with “${here[name]}”`;
    const message = `This document is already here${was}: leave this field empty, and edit the document on its own page`;
    return [{ field: storyField(name), message }];
  });
  return [...(isAnother ? [{ field: STORY_PUBLISHER.name, message: another }] : []), ...different];
}
