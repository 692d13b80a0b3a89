/** Sources that speak together: "Reuters, AFP and the BBC", "two officials and a diplomat". */
import { findKnown } from '../names/known-names.ts';
import { readPhrase, readPhraseBack } from './noun-phrases.ts';
import type { Phrase, Range, Token } from '../model.ts';

/** The phrase with those joined to it on its right, up to the next comma or stop: "according to *Reuters and the BBC*, …". */
export function joinForward(tokens: readonly Token[], phrase: Phrase, to: number): Phrase {
  let end = phrase.to;
  let isJoined = false;
  for (let rounds = 0; rounds < 5 && !isJoined; rounds++) {
    const join = tokens[end];
    if (!join || end + 1 >= to || !/^(?:,|and)$/.test(join.lower)) return phrase;
    isJoined = join.lower === 'and' || tokens[end + 1]!.lower === 'and';
    const start = join.text === ',' && isJoined ? end + 2 : end + 1;
    const next = readPhrase(tokens, start, to);
    if (!next || !(isNamed(tokens, next) || (isJoined && tokens[next.head]!.pos === 'NOUN'))) return phrase;
    end = next.to;
  }
  const after = tokens[end];
  const isDone = isJoined && (end >= to || after?.pos === 'PUNCT' || after?.lower === 'as');
  return isDone && isSpeakers(tokens, phrase) ? { ...phrase, to: end } : phrase;
}

/** The phrase with the names before it in a list: "*Reuters, AFP* and the BBC" from "AFP and the BBC". */
export function joinBack(tokens: readonly Token[], phrase: Phrase, from: number): Phrase {
  let first = phrase;
  for (let rounds = 0; rounds < 5; rounds++) {
    const comma = first.from - 1;
    if (comma <= from || tokens[comma]!.text !== ',') break;
    const next = readPhraseBack(tokens, comma - 1, from);
    const before = next && tokens[next.from - 1];
    const isOpen = next && (next.from <= from || before?.pos === 'PUNCT' || before?.lower === 'that');
    if (!next || !isOpen || !isNamed(tokens, next)) break;
    first = next;
  }
  return first === phrase ? phrase : { ...first, to: phrase.to };
}

/** Each of several named sources; the range alone where they are one body, or where any is not named. */
export function splitNames(tokens: readonly Token[], range: Range): Range[] {
  const parts: Range[] = [];
  let at = range.from;
  while (at < range.to) {
    const phrase = readPhrase(tokens, at, range.to);
    if (!phrase || !isNamed(tokens, phrase)) return [range];
    parts.push({ from: at, to: phrase.to });
    at = phrase.to;
    while (at < range.to && /^(?:,|and)$/.test(tokens[at]!.lower)) at += 1;
  }
  const isList = parts.length > 1 && tokens[parts.at(-1)!.from - 1]!.lower === 'and';
  return isList && parts.every(({ to }, i) => i === parts.length - 1 || to < parts[i + 1]!.from) ? parts : [range];
}

/** A known agency or outlet, or a name of two words: not "Smith" in "Smith and Wesson". */
function isNamed(tokens: readonly Token[], { base, to }: Phrase): boolean {
  const words = tokens.slice(tokens[base.from]!.pos === 'DET' ? base.from + 1 : base.from, base.to);
  if (findKnown(words.map(({ text }) => text).join(' '))) return to === base.to;
  return to === base.to && words.length > 1 && words.every(({ pos }) => pos === 'PROPN');
}

const isSpeakers = (tokens: readonly Token[], phrase: Phrase): boolean =>
  isNamed(tokens, phrase) || tokens[phrase.head]!.pos === 'NOUN';
