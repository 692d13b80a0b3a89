/** Readings of stories, kept in memory: every step of a form needs one, and reading blocks the process for up to a second. */
import type { Reading } from '../../extraction/model.ts';
import { readStory } from '../../extraction/reading.ts';
import type { Source } from '../../model/records.ts';
import { createMemoryCache, hashKey } from '../http/memory-cache.ts';

const readings = createMemoryCache<Reading>(16 * 1024 * 1024, (reading) => 2 * JSON.stringify(reading).length);

/** Reads a story, or returns its cached reading. @param publisher with an empty name where nobody knows it */
export function readOnce(text: string, { name, aliases }: Pick<Source, 'name' | 'aliases'>): Reading {
  const known = [{ name, aliases: aliases.map((alias) => alias.name) }];
  const key = hashKey(text, known);
  const kept = readings.get(key);
  if (kept) return kept;
  const reading = readStory(text, name === '' ? {} : { publisher: name, known });
  readings.set(key, reading);
  return reading;
}
