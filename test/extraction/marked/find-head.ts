/** The word by which a source is recognised. */
import type { Span } from './model.ts';

const WORDS = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.'’&-]*/gu;
/** What ends the first noun phrase: punctuation, prepositions and relative pronouns. */
const END =
  /[,;:(—–\n]| (?:of|for|at|in|from|with|on|to|by|about|near|against|between|under|inside|close|who|whom|whose|which|that|familiar|briefed|citing|not|speaking|loyal|involved) /iu;

/** A word's end without what belongs to the sentence: "Lee's" is Lee, "said." is said. */
function trimWord(word: string): string {
  return word.replace(/(?:['’]s|['’.-])+$/iu, '');
}

/** The last word of the first noun phrase in a span: what stands before a comma, preposition or relative pronoun. */
export function findHead(text: string, [start, end]: Span): Span | null {
  const phrase = text.slice(start, start + measureFirstPhrase(text.slice(start, end)));
  const last = Array.from(phrase.matchAll(WORDS)).at(-1);
  return last ? [start + last.index, start + last.index + trimWord(last[0]).length] : null;
}

/** How many characters the first noun phrase of a source takes. */
export function measureFirstPhrase(source: string): number {
  const end = END.exec(source);
  return end && WORDS_BEFORE.test(source.slice(0, end.index)) ? end.index : source.length;
}

const WORDS_BEFORE = /[\p{L}\p{N}]/u;
