import type { Reading } from '../../../../extraction/model.ts';
import { readStory } from '../../../../extraction/reading.ts';
import type { Source } from '../../../../model/records.ts';
import { createShelf, keyOf } from '../../../http/memory-cache.ts';

/** Found by all that they are made of. */
const readings = createShelf<Reading>(16 * 1024 * 1024, (reading) => 2 * JSON.stringify(reading).length);

/**
 * Reads a story for attributions. Each step of a form asks for the same reading, and nobody else is answered while one
 * is made: that takes a tenth of a second, for the longest story one.
 */
export function readOnce(text: string, { name, aliases }: Source): Reading {
  const known = [{ name, aliases: aliases.map((alias) => alias.name) }];
  const key = keyOf(text, known);
  const kept = readings.get(key);
  if (kept) return kept;
  const reading = readStory(text, { publisher: name, known });
  readings.put(key, reading);
  return reading;
}
