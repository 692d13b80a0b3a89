/** Where words stand in a text, however they are written there. Linear in both, whatever they are. */
import { foldMarks, type Span } from './words.ts';

/** A text as its places are looked for, one unit after another, and where each stands in the text. */
interface FoldedText {
  units: string;
  /** By unit: where its character begins and ends in the text. Units of one character have the same. */
  starts: readonly number[];
  ends: readonly number[];
}

/** The most places that are told apart. */
const MOST_PLACES = 100;

/**
 * Where the words of an excerpt stand: without regard to normal form, ligatures, width, what is not seen, the forms of
 * dots, dashes, apostrophes and quotation marks, and white space. Case and accents matter.
 */
export function findPlaces(text: string, excerpt: string): Span[] {
  const wanted = foldUnits(excerpt).units;
  const exact = wanted === '' ? [] : findExact(text, excerpt.trim());
  if (exact.length > 0) return exact;
  const { units, starts, ends } = foldOnce(text);
  const places: Span[] = [];
  for (const at of findAll(units, wanted)) {
    const last = at + wanted.length - 1;
    // A letter is not found without its accent, nor a syllable in its beginning.
    const isWhole = starts[at] !== starts[at - 1] && ends[last] !== ends[last + 1];
    if (isWhole && places.push([starts[at]!, ends[last]!]) === MOST_PLACES) break;
  }
  return places;
}

/** Where these very characters stand in the text, and not in the midst of one. */
export function findExact(text: string, exact: string): Span[] {
  const places: Span[] = [];
  for (const at of findAll(text, exact)) {
    const end = at + exact.length;
    if (!MARK.test(text.slice(end, end + 2)) && places.push([at, end]) === MOST_PLACES) break;
  }
  return places;
}

/** A mark goes with what is before it. */
const MARK = /^(?:\p{M}|[\u1160-\u11ff])/u;

/** Every place of a pattern, also overlapping ones (Knuth, Morris and Pratt: `indexOf` may go back for each character). */
function* findAll(text: string, pattern: string): Generator<number> {
  if (pattern === '') return;
  const back = new Uint32Array(pattern.length);
  for (let at = 1, same = 0; at < pattern.length; at += 1) {
    while (same > 0 && pattern.charCodeAt(at) !== pattern.charCodeAt(same)) same = back[same - 1]!;
    if (pattern.charCodeAt(at) === pattern.charCodeAt(same)) same += 1;
    back[at] = same;
  }
  for (let at = 0, same = 0; at < text.length; at += 1) {
    while (same > 0 && text.charCodeAt(at) !== pattern.charCodeAt(same)) same = back[same - 1]!;
    if (text.charCodeAt(at) === pattern.charCodeAt(same)) same += 1;
    if (same < pattern.length) continue;
    yield at + 1 - pattern.length;
    same = back[same - 1]!;
  }
}

/** Several excerpts in a row are looked for in one text. */
let last: { text: string; folded: FoldedText } | null = null;

function foldOnce(text: string): FoldedText {
  if (last?.text !== text) last = { text, folded: foldUnits(text) };
  return last.folded;
}

/** A letter with its marks, and a Korean syllable that is written as letters; else a single character. */
const CHARACTER = /[\u1100-\u115f\ua960-\ua97f]+[\u1160-\u11ff\ud7b0-\ud7ff]*\p{M}*|\P{M}\p{M}*|\p{M}+/gu;

/** A blank between two of these only breaks a line. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u303f\uff01-\uff0f\uff1a-\uff20]$/u;

function foldUnits(text: string): FoldedText {
  const [parts, starts, ends]: [string[], number[], number[]] = [[], [], []];
  const add = (units: string, start: number, end: number): void => {
    parts.push(units);
    for (let unit = 0; unit < units.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
  };
  let blank: Span | null = null;
  let before = '';
  for (const { 0: character, index } of text.matchAll(CHARACTER)) {
    const units = foldCharacter(character);
    const end = index + character.length;
    if (units === ' ') blank = [blank?.[0] ?? index, end];
    if (units === ' ' || units === '') continue;
    if (blank !== null && before !== '' && !(WITHOUT_SPACES.test(before) && WITHOUT_SPACES.test(character))) {
      add(' ', ...blank);
    }
    blank = null;
    add(units, index, end);
    before = character;
  }
  return { units: parts.join(''), starts, ends };
}

/** How most characters fold, by themselves. */
const folds = new Map<string, string>();
const FOLDS_KEPT = 5_000;

function foldCharacter(character: string): string {
  const known = folds.get(character);
  if (known !== undefined) return known;
  const apart = character.replaceAll('´', "'").normalize('NFKD');
  const seen = apart.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  // One mark for all that quote: single ones are typed for double ones, and the other way round.
  const units = foldMarks(seen)
    .replace(/["「」『』]/gu, "'")
    .replace(/\s+/gu, ' ');
  if (folds.size >= FOLDS_KEPT) folds.clear();
  folds.set(character, units);
  return units;
}
