/** The halves of the marked set, from their folders. */
import { readdirSync, readFileSync } from 'node:fs';
import type { MarkedStory } from './model.ts';
import { parseMarked } from './parse-marked.ts';

export const HALVES = ['tuning', 'held-out'] as const;
export type Half = (typeof HALVES)[number];

/** Every story of a half, by construction. */
export function readHalf(half: Half): MarkedStory[] {
  const folder = new URL(`./${half}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      parseMarked(readFileSync(new URL(file, folder), 'utf8'), `${half}/${file}`, file.replace(/\.txt$/, '')),
    );
}
