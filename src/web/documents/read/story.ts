/** The story of `/documents/:id/read`, read. */
import type { Request } from 'express';
import type { Reading } from '../../../extraction/model.ts';
import type { Document, Source } from '../../../model/records.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { Store } from '../../../storage/store.ts';
import { NotFound } from '../../http/errors.ts';
import { parseId } from '../../../urls/records.ts';
import { createMemoryCache, hashKey } from '../../http/memory-cache.ts';
import { readStory } from '../../../extraction/reading.ts';

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

/** Found by all that they are made of. */
const readings = createMemoryCache<Reading>(16 * 1024 * 1024, (reading) => 2 * JSON.stringify(reading).length);

/**
 * Reads a story for attributions. Each step of a form asks for the same reading, and nobody else is answered while one
 * is made: that takes a tenth of a second, for the longest story one.
 */
export function readOnce(text: string, { name, aliases }: Source): Reading {
  const known = [{ name, aliases: aliases.map((alias) => alias.name) }];
  const key = hashKey(text, known);
  const kept = readings.get(key);
  if (kept) return kept;
  const reading = readStory(text, { publisher: name, known });
  readings.set(key, reading);
  return reading;
}
