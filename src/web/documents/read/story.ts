/** The story of `/documents/:id/read`, read. */
import type { Request } from 'express';
import type { Reading } from '../../../extraction/model.ts';
import type { Document, Source } from '../../../model/records.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { NotFound } from '../../http/errors.ts';
import { readOnce } from './text/reading-cache.ts';
import { parseId } from '../../../urls/records.ts';
import type { ReadingValues } from './values.ts';
import type { NameAnswer } from './hop-names.ts';
import type { ClaimRef } from '../../../storage/types.ts';

/** The story that was read. */
export interface StoryDocument {
  document: Document;
  publisher: Source;
  text: string;
  reading: Reading;
}

export interface OpenStory {
  stored: StoredDocument;
  /** Null when we have not its text. */
  story: StoryDocument | null;
}

export async function openStory(store: Store, request: Request): Promise<OpenStory> {
  const id = parseId(String(request.params.id));
  const stored = id === null ? null : await store.documents.load(id);
  if (!stored) throw new NotFound();
  const { document, publisherId } = stored;
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  if (text === null) return { stored, story: null };
  const { source: publisher } = (await store.sources.load(publisherId))!;
  return { stored, story: { document, publisher, text, reading: readOnce(text, publisher) } };
}

/** What the page shows. */
export interface ReadView {
  id: number;
  story: StoryDocument;
  values: ReadingValues;
  /** How many proposals there were before the surest were chosen; null once something was typed. */
  total: number | null;
  /** The proposal whose hops were just changed. */
  open: number | null;
  names: ReadonlyMap<string, NameAnswer>;
  /** By proposal: claims here that it may join. */
  similar: readonly (readonly Nearby[])[];
  issues: readonly Issue[];
}

/** A claim that may be joined. */
export type Nearby = Pick<ClaimRef, 'id' | 'text' | 'status'>;
