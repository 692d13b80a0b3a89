import { foldText } from '../text/folding.ts';

/** How long a slug may get, in characters: it is cut at the end of a word. */
const LONGEST = 60;

/**
 * A claim's address below the base: `/claims/12-shoigu-arrived-in-pyongyang`. The number decides; the words are for
 * people. Letters and digits of any script are kept, and accents are dropped; a text without any gives
 * `/claims/12`. It is as people read it: encode it with `encodeURI` where a header or a browser takes it.
 */
export function claimPath(id: number, text: string): string {
  return recordPath('claims', id, text);
}

/** The same for whatever has a number and words. */
export function recordPath(folder: 'claims' | 'sources' | 'documents', id: number, words: string): string {
  const slug = writeSlug(words);
  return slug === '' ? `/${folder}/${id}` : `/${folder}/${id}-${slug}`;
}

/** A page names its own claim some twenty times. */
let last = { text: '', slug: '' };

function writeSlug(text: string): string {
  if (text !== last.text) last = { text, slug: joinWords(text) };
  return last.slug;
}

function joinWords(text: string): string {
  let slug = '';
  for (const [word] of foldText(text).matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (isLong(longer)) return slug === '' ? Array.from(word).slice(0, LONGEST).join('') : slug;
    slug = longer;
  }
  return slug;
}

/** Characters are counted only where there may be too many. */
const isLong = (text: string): boolean => text.length > LONGEST && Array.from(text).length > LONGEST;
