import type { Request } from 'express';
import type { Reading } from '../../../extraction/model.ts';
import type { Document, Source } from '../../../model/records.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { Store } from '../../../storage/store.ts';
import { loadDocumentAt } from '../visible-document.ts';
import { createMemoryCache, hashKey } from '../../http/memory-cache.ts';
import { readStory } from '../../../extraction/reading.ts';

export interface StoryDocument {
  document: Document;
  publisher: Source;
  text: string;
  reading: Reading;
}

export interface OpenStory {
  stored: StoredDocument;
  /** Null without a text. */
  story: StoryDocument | null;
}

export async function openStory(store: Store, request: Request): Promise<OpenStory> {
  const stored = await loadDocumentAt(store, request);
  const { document, publisherId } = stored;
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  if (text === null) return { stored, story: null };
  const { source: publisher } = (await store.sources.load(publisherId))!;
  return { stored, story: { document, publisher, text, reading: readOnce(text, publisher) } };
}

const readings = createMemoryCache<Reading>(16 * 1024 * 1024, (reading) => 2 * JSON.stringify(reading).length);

/**
 * Reads a story, or returns its cached reading. Every step of the form needs it, and reading blocks the process for 0.1
 * seconds, or one second for the longest story.
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
