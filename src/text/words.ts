// eslint-disable-next-line no-control-regex -- all of ASCII
const ONLY_ASCII = /^[\u0000-\u007f]*$/u;

/**
 * Accents, Greek breathings, Hebrew points, Arabic vowel signs and hamzas. Marks that are letters of their own, as in
 * Hindi or Thai, are not among them, nor those that voice Japanese syllables.
 */
const ACCENTS =
  /(?!\u3099|\u309a)(?=\p{Mn})[\p{Script=Inherited}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/gu;

/** Joiners, soft hyphens, fillers, marks of direction; and the tatweel, which only stretches an Arabic word. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u0640]/gu;

/** Letters that stand for others: each for the one in its place, or for all of the only one. */
const LETTERS: readonly (readonly [string, string])[] = [
  // Latin letters that Unicode doesn't take for a letter with a mark.
  ['łøđðħŧƀɓɗƙƴŋƶς', 'loddhtbbdkynzσ'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
  // Persian and Urdu forms of Arabic letters, and endings that are written either way.
  ['یىکةہۃٱ', 'ييكههها'],
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
];

/** Marks by class, all but dashes: apostrophes with primes and the half rings of romanized Arabic, quotation marks, dots. */
const MARKS: readonly (readonly [string, string])[] = [
  ['`‘’‚‛′‵ʹʻʼʽʾʿˈ՚׳ꞌ', "'"],
  ['“”„‟«»‹›״〝〞〟', '"'],
  ['‧・•∙⋅', '·'],
  ['−⁃˗', '-'],
];

const mapLetters = (rows: typeof LETTERS) =>
  new Map(
    rows.flatMap(([letters, bases]) => {
      const each = Array.from(letters);
      return each.map((letter, at): [string, string] => [letter, each.length === bases.length ? bases[at]! : bases]);
    }),
  );
const [LETTER_FOLDS, MARK_FOLDS] = [mapLetters(LETTERS), mapLetters(MARKS)];
const FOLDED_LETTERS = new RegExp(`[${[...LETTER_FOLDS.keys()].join('')}]`, 'gu');
const FOLDED_MARKS = new RegExp(`\\p{Pd}|[${[...MARK_FOLDS.keys()].join('')}]`, 'gu');

/** A text with one apostrophe, one quotation mark, one dash and one middle dot for all forms of each. */
export function foldMarks(text: string): string {
  return text.replace(FOLDED_MARKS, (mark) => MARK_FOLDS.get(mark) ?? '-');
}

/** Apostrophes that would come apart into a space and an accent. */
const SPACING_ACCENTS = /[\u00b4\u1fbd\u1fbf\u1ffd\u1ffe]/gu;

/** The Persian ۀ once it came apart: its own heh is a vowel of Kurdish. */
const HEH_WITH_HAMZA = /\u06d5\u0654/gu;

/**
 * The one key by which names, topics and words are compared: what people would call the same has the same key. It leaves
 * out case (ß is ss, and the dot of a Turkish i doesn't matter), accents, width, what is not seen, the forms of
 * apostrophes, quotation marks and dashes, and repeated white space. Letters of two scripts that look alike stay apart.
 */
export function foldText(text: string): string {
  const plain = ONLY_ASCII.test(text) ? text.replaceAll('`', "'").toLowerCase() : foldLetters(text);
  return plain.replace(/[\s\u2800]+/gu, ' ').trim();
}

/** The same for sentences, which are one with and without the stop at their end. */
export function foldSentence(text: string): string {
  return foldText(text).replace(/\s*[.。．।۔]+$/u, '');
}

function foldLetters(text: string): string {
  const apart = text.replace(SPACING_ACCENTS, "'").normalize('NFKD');
  const bare = apart.replace(UNSEEN, '').replace(HEH_WITH_HAMZA, 'ه').replace(ACCENTS, '');
  // There and back is full case folding: ẞ becomes ß, SS and ss.
  const lower = bare.toLowerCase().toUpperCase().toLowerCase();
  return foldMarks(lower.replace(FOLDED_LETTERS, (letter) => LETTER_FOLDS.get(letter)!)).normalize('NFKC');
}

/** The words of a text, folded, in their order. Chinese, Japanese and Thai are cut into words too. */
export function listFoldedWords(text: string): string[] {
  return Array.from(walkWords(foldText(text)), ({ segment }) => segment);
}

export interface PlacedWord {
  /** As `foldText` gives it. */
  key: string;
  /** Where it stands in the text: from and to (exclusive), as JavaScript string indices. */
  start: number;
  end: number;
}

const PLAIN = /^[a-z0-9]+$/;

export function listWords(text: string): PlacedWord[] {
  return Array.from(walkWords(text), ({ segment, index }) => {
    return { key: foldWord(segment), start: index, end: index + segment.length };
  });
}

/** Most words need no folding, which costs more than cutting. */
function foldWord(word: string): string {
  return PLAIN.test(word) ? word : foldText(word);
}

interface Segment {
  segment: string;
  /** Where it begins in the text, as a JavaScript string index. */
  index: number;
  /** Whether it is a word, and not what stands between words. */
  isWordLike: boolean;
}

/** Words as Unicode Standard Annex 29 has them. */
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * How many characters the segmenter is given at a time. Each segment carries a copy of all that it was cut from (Node 20), so
 * its time and room grow with the square: 40,000 characters took 480 ms whole and 90 ms in pieces, 100,000 ran out of memory.
 */
const PIECE = 500;

/** The words of a text in their order. Chinese, Japanese and Thai are cut into words too. */
export function* walkWords(text: string): Generator<Segment> {
  for (const part of walkSegments(text, SEGMENTER)) if (part.isWordLike) yield part;
}

/** All that a segmenter cuts a text into, words and what stands between them; put together, it is the text. */
export function* walkSegments(text: string, segmenter: Intl.Segmenter): Generator<Segment> {
  for (let from = 0; from < text.length;) {
    const piece = takePiece(text, from);
    const segments = Array.from(segmenter.segment(piece));
    // Where no blank ends the piece, its last word may go on.
    const isOpen = from + piece.length < text.length && !BLANKS.includes(piece.at(-1)!) && segments.length > 1;
    const open = isOpen ? segments.pop() : undefined;
    for (const { segment, index, isWordLike = false } of segments) yield { segment, index: from + index, isWordLike };
    from += open?.index ?? piece.length;
  }
}

/** No word goes on past one of these. */
const BLANKS = [' ', '\n'];

/** The text from there on up to the last blank of a piece; where it has none, all of the piece. */
function takePiece(text: string, from: number): string {
  const piece = text.slice(from, from + PIECE);
  if (from + PIECE >= text.length) return piece;
  const end = Math.max(...BLANKS.map((blank) => piece.lastIndexOf(blank))) + 1;
  return end === 0 ? piece : piece.slice(0, end);
}

/** From and to (exclusive), as JavaScript string indices. */
export type Span = [number, number];
