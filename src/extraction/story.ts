import { wordSet } from './tokens/words.ts';
import { findQuotations } from './tokens/quotations.ts';
import { tokenizeText } from './tokens/tokens.ts';
import { isTimeWord } from './grammar/noun-phrases.ts';
import { findVerbGroups } from './grammar/verb-groups.ts';
import type { Range, Story, Token } from './model.ts';
import { lookUpVerb } from './cues/verb-lexicon.ts';

/**
 * Cuts a text into tokens, sentences, quotations and verb groups.
 * @param start where the story begins after its dateline, as a string index
 */
export function prepareStory(text: string, start: number): Story {
  const tokens = tokenizeText(text);
  const quotations = findQuotations(tokens);
  const first = tokens.findIndex((token) => token.start >= start);
  const sentences = findSentences(tokens).flatMap((sentence) => splitAtDateline(sentence, first));
  const sentenceOf = new Int32Array(tokens.length);
  const verbOf = new Int32Array(tokens.length).fill(-1);
  sentences.forEach(({ from, to }, n) => sentenceOf.fill(n, from, to));
  const verbs = sentences.flatMap((sentence) => findVerbGroups(tokens, sentence));
  verbs.forEach(({ from, to }, n) => verbOf.fill(n, from, to));
  return { text, tokens, sentences, sentenceOf, quotations, verbs, verbOf };
}

/** The dateline becomes a sentence of its own, so that no content begins with it. */
function splitAtDateline({ from, to }: Range, start: number): Range[] {
  const bounds = start > from && start < to ? [from, start, to] : [from, to];
  return bounds.slice(1).map((end, i) => ({ from: bounds[i]!, to: end }));
}

/** In tokens. Text without full stops is cut here, so that searching a sentence stays linear in the text. */
const LONGEST_SENTENCE = 300;

const ABBREVIATIONS =
  /^(?:mr|mrs|ms|dr|gen|sen|rep|reps|sens|gov|lt|col|maj|capt|sgt|prof|rev|adm|hon|st|no|nos|vs|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|e\.g|i\.e|art|fig|brig|messrs|\p{L})\.$/u;

const STARTS_SENTENCES = wordSet('DET PRON ADP SCONJ ADV CCONJ AUX NUM');

/** Sentences within paragraphs. wink's own separate a closing mark from its quotation, and "Go!" from "he said". */
function findSentences(tokens: readonly Token[]): Range[] {
  const sentences: Range[] = [];
  let from = 0;
  for (let i = 0; i < tokens.length; i++) {
    const isLast = i === tokens.length - 1 || tokens[i + 1]!.paragraph !== tokens[i]!.paragraph;
    if (!isLast && i - from + 1 < LONGEST_SENTENCE && !endsSentence(tokens, i)) continue;
    sentences.push({ from, to: i + 1 });
    from = i + 1;
  }
  return sentences;
}

function endsSentence(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1]!;
  const stop = findStop(tokens, i);
  if (stop === null) return false;
  // A closing mark or bracket still belongs to this sentence.
  if (!next.spaced && (next.mark === 'closes' || /^[)\]]$/.test(next.text) || /^[.!?…]+$/.test(next.text)))
    return false;
  if (next.mark === 'closes' || (!next.spaced && isWithinName(tokens, i))) return false;
  const first = next.mark === 'opens' || /^[([]$/.test(next.text) ? tokens[i + 2] : next;
  if (!first || !/^[\p{Lu}\p{N}\p{Lo}$€£#@]/u.test(first.text)) return next.mark === 'opens' && stop.text === '.';
  if (stop.text.length > 1 && /[\p{L}]/u.test(stop.text)) return endsAtAbbreviation(stop, first);
  return tokens[i]!.mark === 'closes' ? !isAttributedAfter(tokens, i, stop) : true;
}

/** "R-N.J.": no space after the stop and no lower-case word before it. */
function isWithinName(tokens: readonly Token[], i: number): boolean {
  return tokens[i + 1]!.mark === null && !/^\p{Ll}{2,}$/u.test(tokens[i - 1]?.text ?? '') && tokens[i]!.text === '.';
}

/** The full stop before any closing marks and brackets. */
function findStop(tokens: readonly Token[], i: number): Token | null {
  let at = i;
  while (at > 0 && i - at < 3 && (tokens[at]!.mark === 'closes' || /^[)\]]$/.test(tokens[at]!.text))) at -= 1;
  const { text } = tokens[at]!;
  return /^(?:[.!?…]+|[。！？]|[\p{L}.]+\.)$/u.test(text) ? tokens[at]! : null;
}

function endsAtAbbreviation(stop: Token, first: Token): boolean {
  // "No. 5", and "She said no."
  if (/^no\.$/.test(stop.lower) && first.pos !== 'NUM') return true;
  if (ABBREVIATIONS.test(stop.lower)) return false;
  // "At 8 p.m. ProRail said", but "at 8 p.m. Eastern time", "at 8 p.m. Monday".
  if (/^[ap]\.m\.$/.test(stop.lower) && first.pos === 'PROPN') return !isTimeWord(first) && !ZONES.test(first.text);
  return STARTS_SENTENCES.has(first.pos) && first.pos !== 'NUM';
}

const ZONES = /^(?:\p{Lu}{1,3}T|UTC|Eastern|Central|Mountain|Pacific|Atlantic|Greenwich|Moscow|Beijing|Tokyo|London)$/u;

/** Whether "Go!" is followed by who said it. Only a full stop within the marks is sure to end the sentence. */
function isAttributedAfter(tokens: readonly Token[], i: number, stop: Token): boolean {
  if (!/[!?…,]/.test(stop.text)) return false;
  for (let at = i + 1; at < Math.min(tokens.length, i + 9); at++) {
    const { lemma, text, mark, paragraph } = tokens[at]!;
    if (mark !== null || /^[.,;:]$/.test(text) || paragraph !== tokens[i]!.paragraph) return false;
    if (lookUpVerb(lemma)?.quote) return true;
  }
  return false;
}
