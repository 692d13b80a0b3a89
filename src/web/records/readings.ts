/** Readings of stories, kept in memory: every step of a form needs one, and reading blocks the process for up to a second. */
import { eld } from 'eld/extrasmall';
import type { Reading } from '../../extraction/model.ts';
import { readStory } from '../../extraction/reading.ts';
import type { Source } from '../../model/records.ts';
import { writeLanguage } from '../../wording/values.ts';
import { createMemoryCache, hashKey } from '../http/memory-cache.ts';

const readings = createMemoryCache<Reading>(16 * 1024 * 1024, (reading) => 2 * JSON.stringify(reading).length);

/** Reads a story, or returns its cached reading. @param publisher with an empty name where nobody knows it */
export function readOnce(text: string, { name, aliases }: Pick<Source, 'name' | 'aliases'>): Reading {
  const known = [{ name, aliases: aliases.map((alias) => alias.name) }];
  const key = hashKey(text, known);
  const kept = readings.get(key);
  if (kept) return kept;
  const language = detectForeign(text);
  const reading =
    language === null ? readStory(text, name === '' ? {} : { publisher: name, known }) : refuse(language, name);
  readings.set(key, reading);
  return reading;
}

/** The rules know English alone: what they find in another language is wrong. */
function refuse(language: string, publisher: string): Reading {
  const refused = `Only English is read; this looks like ${writeLanguage(language)}.`;
  const nothing = { attributions: [], chains: [], unread: [] };
  return { format: 'hearsay.reading/1', id: null, publisher: publisher || null, ...nothing, refused };
}

/** In UTF-16 units. Shorter texts are often mere names. */
const SHORTEST = 60;
const PIECE = 1_000;
/** By how much a language must be likelier than English. */
const LEAST_LEAD = 0.1;

/** The language of a text that is surely not in English, such as `de`; null for one that is, in part, or may be. */
export function detectForeign(text: string): string | null {
  const whole = text.trim();
  if (whole.length < SHORTEST) return null;
  const last = Math.max(0, whole.length - PIECE);
  const pieces = new Set([0, Math.floor(last / 2), last]);
  const [first, ...others] = Array.from(pieces, (from) => detectPiece(whole.slice(from, from + PIECE)));
  return first !== undefined && others.every((language) => language !== null) ? first : null;
}

function detectPiece(piece: string): string | null {
  const found = eld.detect(piece);
  const { [found.language]: likeness = 0, en = 0 } = found.getScores();
  const isSure = found.isReliable() && found.language !== 'en' && likeness - en >= LEAST_LEAD;
  return isSure ? found.language : null;
}
