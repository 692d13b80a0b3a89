/** The words of a text with their places, as reuse compares them. */
import { foldText } from '../folding.ts';
import { walkWords } from '../segments.ts';

export interface PlacedWord {
  /** Folded: without regard to case, accents, width and the form of apostrophes. */
  key: string;
  /** Where it stands in the text: from and to (exclusive), as JavaScript string indices. */
  start: number;
  end: number;
}

const PLAIN = /^[a-z0-9]+$/;

/** The words of a text in their order. Chinese, Japanese and Thai are cut into words too. */
export function listWords(text: string): PlacedWord[] {
  return Array.from(walkWords(text), ({ segment, index }) => {
    return { key: foldWord(segment), start: index, end: index + segment.length };
  });
}

/** Most words need no folding, which costs more than cutting. */
function foldWord(word: string): string {
  return PLAIN.test(word) ? word : foldText(word.replace(/[’ʼ]/gu, "'"));
}
