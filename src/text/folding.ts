/** How words are compared: without regard to case, accents and width. */
import { walkWords } from './segments.ts';

/** Accents, Hebrew points and Arabic vowel signs. Marks that are letters of their own, as in Hindi or Thai, are not among them. */
const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670]/gu;

/** Nothing to make plain but capitals. */
// eslint-disable-next-line no-control-regex -- all of ASCII
const ASCII = /^[\u0000-\u007f]*$/u;

/** A text as it is compared: compatibility forms made plain, accents dropped, lower case, white space single. */
export function foldText(text: string): string {
  const plain = ASCII.test(text) ? text : text.normalize('NFKD').replace(ACCENTS, '').normalize('NFKC');
  return plain.toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The words of a text, folded, in their order. Chinese, Japanese and Thai are cut into words too. */
export function cutWords(text: string): string[] {
  return Array.from(walkWords(foldText(text)), ({ segment }) => segment);
}
