/** The halves of the marked sets, from their folders. */
import { readdirSync, readFileSync } from 'node:fs';
import type { MarkedStory } from './model.ts';
import { parseMarked } from './parse-marked.ts';

/** Of each set, the half that the rules are tuned on and the one that is set aside. */
export const SETS = [
  ['tuning', 'held-out'],
  ['second-tuning', 'second-held-out'],
] as const;
export const HALVES = SETS.flat();
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
