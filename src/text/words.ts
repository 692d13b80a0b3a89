/** Accents, Hebrew points and Arabic vowel signs. Marks that are letters of their own, as in Hindi or Thai, are not among them. */
const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670]/gu;

// eslint-disable-next-line no-control-regex -- all of ASCII
const ONLY_ASCII = /^[\u0000-\u007f]*$/u;

/** A text in the form in which texts are compared: NFKC, without accents, in lower case, with single spaces. */
export function foldText(text: string): string {
  const plain = ONLY_ASCII.test(text) ? text : text.normalize('NFKD').replace(ACCENTS, '').normalize('NFKC');
  return plain.toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The words of a text, folded, in their order. Chinese, Japanese and Thai are cut into words too. */
export function listFoldedWords(text: string): string[] {
  return Array.from(walkWords(foldText(text)), ({ segment }) => segment);
}

export interface PlacedWord {
  /** Folded: without regard to case, accents, width and the form of apostrophes. */
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
  return PLAIN.test(word) ? word : foldText(word.replace(/[’ʼ]/gu, "'"));
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
