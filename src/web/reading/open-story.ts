/** The story of `/documents/:id/read`, read. */
import type { Request } from 'express';
import type { Reading } from '../../extraction/model.ts';
import type { Document, Source } from '../../provenance/model.ts';
import type { StoredDocument } from '../../storage/documents.ts';
import type { Store } from '../../storage/store.ts';
import { NotFound } from '../errors.ts';
import { readOnce } from '../read-once.ts';
import { parseId } from '../urls.ts';

/** The story that was read. */
export interface Story {
  document: Document;
  publisher: Source;
  text: string;
  reading: Reading;
}

export interface OpenStory {
  stored: StoredDocument;
  /** Null when we have not its text. */
  story: Story | null;
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
