import type { Evidence, Uid } from '../model/records.ts';
import { countCharacters, type CountedText, countText } from './characters.ts';
import { isBlank } from './invisible.ts';
import { findExact, findPlaces } from './places.ts';
import { foldText, listWords, type PlacedWord, type Span } from './words.ts';

/**
 * Why an excerpt can't stand where it says, or null.
 * @param text of its document; null where there is none. Of a text with many excerpts: counted once (`countTexts`)
 */
export function checkPlace(
  piece: Evidence,
  text: CountedText | string | null,
): { field: 'exact' | 'start' | 'end'; message: string } | null {
  const { exact, start, end } = piece;
  if ((start === null) !== (end === null)) return { field: 'end', message: 'goes with start: both or neither' };
  if (start !== null && end !== null && end - start !== countCharacters(exact)) {
    return { field: 'end', message: 'must be start and the number of characters in exact' };
  }
  if (text === null) return null;
  const counted = typeof text === 'string' ? countText(text) : text;
  if (start !== null && counted.slice(start, end!) === exact) return null;
  const places = findExact(counted.text, exact);
  if (places.length === 0) return { field: 'exact', message: "does not occur in the document's text" };
  if (start !== null) return { field: 'start', message: "is not where the excerpt stands in the document's text" };
  if (tellPlace(places, counted.text, piece) !== null) return null;
  return {
    field: 'exact',
    message:
      "occurs more than once in the document's text: make it longer, or tell its place by start, or by prefix and suffix",
  };
}

/** How much of the text goes on either side of an excerpt, in characters. */
const CONTEXT = 32;

/**
 * The evidence with its position and the text around it (Web Annotation: text position and text quote selectors); as it is
 * where its place can't be told.
 */
export function locateEvidence(piece: Evidence, text: CountedText | string | null): Evidence {
  if (text === null) return piece;
  const counted = typeof text === 'string' ? countText(text) : text;
  const start = piece.start ?? findStart(piece, counted);
  if (start === null) return piece;
  return surroundEvidence(piece, start, counted);
}

/**
 * An excerpt as evidence, with its place in code points; null when the text does not have it, or has it several times.
 * @param at where the proposal's words stand, in UTF-16 units: of several places the one nearest to it is meant
 */
export function placeExcerpt(text: string, document: Uid, excerpt: string, at: number | null): Evidence | null {
  const wanted = excerpt.trim();
  const isThere = at !== null && wanted !== '' && text.startsWith(wanted, at);
  const place = isThere ? at : chooseNearest(findPlaces(text, excerpt), at);
  if (place === null) return null;
  const [from, to] = typeof place === 'number' ? [place, place + wanted.length] : place;
  const [exact, start] = [text.slice(from, to), countCharacters(text.slice(0, from))];
  const end = start + countCharacters(exact);
  return locateEvidence({ document, exact, start, end, prefix: null, suffix: null }, text);
}

function chooseNearest(places: readonly Span[], at: number | null): Span | null {
  if (at === null) return places.length === 1 ? places[0]! : null;
  const [nearest] = [...places].sort(([a], [b]) => Math.abs(a - at) - Math.abs(b - at));
  return nearest ?? null;
}

function findStart(piece: Evidence, { text, countTo }: CountedText): number | null {
  const place = tellPlace(findExact(text, piece.exact), text, piece);
  return place && countTo(place[0]);
}

/** Other words for an excerpt, between the words around it where they stand in the text several times; null where that can't be told. */
export function replaceWords<P extends PlacedWords>(piece: P, exact: string, text: CountedText): P | null {
  const place = tellPlace(findExact(text.text, exact), text.text, piece);
  return place && surroundEvidence({ ...piece, exact }, text.countTo(place[0]), text);
}

/** An excerpt without its document. */
type PlacedWords = Omit<Evidence, 'document'>;

function surroundEvidence<P extends PlacedWords>(piece: P, start: number, { slice }: CountedText): P {
  const end = start + countCharacters(piece.exact);
  const cut = (from: number, to: number): string | null => {
    const words = slice(Math.max(0, from), to);
    return isBlank(words) ? null : words;
  };
  return { ...piece, start, end, prefix: cut(start - CONTEXT, start), suffix: cut(end, end + CONTEXT) };
}

type Context = Pick<Evidence, 'prefix' | 'suffix'>;

/** The only place; of several, the one between words most like those recorded, if there is one. */
function tellPlace(places: readonly Span[], text: string, context: Context): Span | null {
  if (places.length <= 1) return places[0] ?? null;
  const likeness = places.map((place) => measureContext(place, text, context));
  const most = Math.max(...likeness);
  const best = places.filter((_, at) => likeness[at] === most);
  return most > 0 && best.length === 1 ? best[0]! : null;
}

/** How many folded letters next to a place are those recorded next to the excerpt. */
function measureContext([from, to]: Span, text: string, { prefix, suffix }: Context): number {
  const before = foldText(text.slice(Math.max(0, from - 4 * CONTEXT), from));
  const after = foldText(text.slice(to, to + 4 * CONTEXT));
  return (
    countSame(Array.from(foldText(prefix ?? '')).reverse(), Array.from(before).reverse()) +
    countSame(Array.from(foldText(suffix ?? '')), Array.from(after))
  );
}

function countSame(one: readonly string[], other: readonly string[]): number {
  const different = one.findIndex((letter, at) => letter !== other[at]);
  return different < 0 ? one.length : different;
}

/**
 * An excerpt in another text of its document. It is found again in its own sentence, or next to the same words on one side;
 * null where that is nowhere, or in several places alike: it may be another sentence's.
 */
export function refindEvidence<P extends PlacedWords>(piece: P, text: CountedText): P | null {
  if (isInPlace(piece, text)) return piece;
  const places = findExact(text.text, piece.exact);
  // One that stood in no text before has no place to keep.
  const own = piece.start === null ? places : places.filter((place) => isOwnPlace(place, text.text, piece));
  const place = tellPlace(own, text.text, piece);
  if (place === null) return null;
  return surroundEvidence(piece, text.countTo(place[0]), text);
}

/** Whether the text has the same there, and the same around it. */
function isInPlace({ exact, prefix, suffix, start, end }: PlacedWords, { slice }: CountedText): boolean {
  if (start === null || end === null || slice(start, end) !== exact) return false;
  const from = start - countCharacters(prefix ?? '');
  return (
    from >= 0 &&
    slice(from, start) === (prefix ?? '') &&
    slice(end, end + countCharacters(suffix ?? '')) === (suffix ?? '')
  );
}

/** How many letters next to an excerpt tell its place; fewer do only between it and the text's own beginning or end. */
const TELLING = 14;

function isOwnPlace([from, to]: Span, text: string, { prefix, suffix }: Context): boolean {
  const before = text.slice(Math.max(0, from - 8 * CONTEXT), from);
  const after = text.slice(to, to + 8 * CONTEXT);
  const [was, is] = [cutSentence(prefix ?? '', suffix ?? ''), cutSentence(before, after)];
  const isSameSentence =
    (was.begins ? is.before === was.before : is.before.endsWith(was.before)) &&
    (was.ends ? is.after === was.after : is.after.startsWith(was.after));
  return isSameSentence || isSameBefore(prefix ?? '', before) || isSameAfter(suffix ?? '', after);
}

function isSameBefore(recorded: string, before: string): boolean {
  const [was, is] = [foldText(recorded), foldText(before)];
  return was.length < TELLING ? was !== '' && is === was : is.endsWith(was.slice(-TELLING));
}

function isSameAfter(recorded: string, after: string): boolean {
  const [was, is] = [foldText(recorded), foldText(after)];
  return was.length < TELLING ? was !== '' && is === was : is.startsWith(was.slice(0, TELLING));
}

/** Where one sentence ends, and another begins. */
const SENTENCE_END = /(?:[.!?…]["'”’»)]*\s+|[。！？؟][”"’」』）]*\s*|\s*\n\s*)/u;

/** What belongs to the excerpt's own sentence on either side of it, folded, and whether the sentence is known to end there. */
function cutSentence(prefix: string, suffix: string) {
  const before = prefix.split(new RegExp(SENTENCE_END, 'gu'));
  const [after = ''] = suffix.split(SENTENCE_END);
  return {
    before: foldText(before.at(-1)!),
    begins: before.length > 1 || prefix.length < TELLING,
    // The mark that ends the sentence is no part of it.
    after: foldText(after).replace(/[.!?…。！？؟]["']*$/u, ''),
    ends: after.length < suffix.length || suffix.length < TELLING,
  };
}

/**
 * The passage that an excerpt stands for, as it stands in the text (`findPlaces`). Null when it is not there; the first,
 * when it is there several times.
 */
export function findPassage(text: string, excerpt: string): string | null {
  const [place] = findPlaces(text, excerpt);
  return place ? text.slice(...place) : null;
}

/** Pieces of words by which passages are compared. */
const SYLLABLES = /^\p{Script=Hangul}{2,}$/u;
const IDEOGRAPHS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,}$/u;

/**
 * The words of a text; in place of a Korean word each two of its syllables, since it carries particles, and in place of a
 * Chinese or Japanese one its letters, since it is cut as its sentence has it.
 */
function listPieces(text: string): PlacedWord[] {
  return listWords(text).flatMap((word): PlacedWord[] => {
    const { key, start, end } = word;
    if (SYLLABLES.test(key)) {
      const syllables = Array.from(key);
      return syllables.slice(1).map((syllable, at) => ({ key: syllables[at]! + syllable, start, end }));
    }
    if (!IDEOGRAPHS.test(key) || key.length !== end - start) return [word];
    return Array.from(key, (letter, at) => ({ key: letter, start: start + at, end: start + at + 1 }));
  });
}

/** Below this share of its words, a passage has little to do with the excerpt. */
const LIKE = 0.5;

/**
 * The passage that has the most words of an excerpt that is not there, over as many words as the excerpt has. One walk
 * over the text. Null when no passage has half of them.
 */
export function findNearestPassage(text: string, excerpt: string): string | null {
  const wanted = new Map<string, number>();
  const length = listPieces(excerpt).map(({ key }) => wanted.set(key, (wanted.get(key) ?? 0) + 1)).length;
  const words = listPieces(text);
  if (length === 0 || words.length === 0) return null;
  let shared = 0;
  let best = { shared: 0, from: 0 };
  const count = (word: PlacedWord | undefined, step: 1 | -1): void => {
    const left = word && wanted.get(word.key);
    if (word === undefined || left === undefined) return;
    // A word counts as often as the excerpt has it.
    if (step === 1 ? left > 0 : left >= 0) shared += step;
    wanted.set(word.key, left - step);
  };
  words.forEach((word, i) => {
    count(word, 1);
    if (i >= length) count(words[i - length], -1);
    if (shared > best.shared) best = { shared, from: Math.max(0, i - length + 1) };
  });
  if (best.shared / length < LIKE) return null;
  // It begins and ends with a word of the excerpt.
  const passage = words.slice(best.from, best.from + length).filter(({ key }) => wanted.has(key));
  return text.slice(passage[0]!.start, passage.at(-1)!.end);
}
