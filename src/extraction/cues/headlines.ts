/** Speakers beside a colon or a dash: `Minister: "We won"`, "Yacht found: report", "Plant to open – Handelsblatt". */
import { readPhraseBack } from '../grammar/noun-phrases-back.ts';
import { trimEnd } from '../grammar/content.ts';
import { matchAlias } from '../names/known-names.ts';
import { isSourceLike, readPhrase } from '../grammar/noun-phrases.ts';
import type { Found, Range, Story, Phrase } from '../model.ts';

const BASE = { stance: 'asserts', group: 'speech', via: null, parent: null, confidence: 0.55 } as const;

/** The speaker that a colon or dash parts from the content of a whole sentence; none where a verb does it. */
export function findHeadline(story: Story, sentence: Range): Found[] {
  const { tokens } = story;
  for (let i = sentence.from + 1; i < sentence.to - 1; i++) {
    const token = tokens[i]!;
    if (token.mark !== null && tokens[i]!.quotation !== -1 && token.mark === 'opens' && i > sentence.from + 12)
      return [];
    if (token.text === ':' && token.quotation === -1)
      return readLeading(story, i, sentence) ?? readTrailing(story, i, sentence) ?? [];
    if (/^[–—-]$/.test(token.text) && i > sentence.to - 6) return readTrailing(story, i, sentence) ?? [];
  }
  return [];
}

function isHeadline({ tokens }: Story, { to }: Range): boolean {
  return !/^[.!?]$/.test(tokens[to - 1]!.text);
}

/** `Minister: "We won"`, "Seoul: North fired three missiles", "The aide on the talks: no date". */
function readLeading(story: Story, colon: number, sentence: Range): Found[] | null {
  const { tokens, quotations, verbOf } = story;
  const first = readPhrase(tokens, sentence.from, colon);
  const rest = first && first.to < colon && tokens[first.to]!.lower === 'on' ? colon : first?.to;
  const next = tokens[colon + 1]!;
  const isQuoted = next.mark === 'opens';
  if (!first || rest !== colon || colon - sentence.from > 12 || verbOf[sentence.from] !== -1) return null;
  if (!(isQuoted || isHeadline(story, sentence) || first.to < colon) || !isSpeaker(story, first)) return null;
  const to = isQuoted ? Math.max(quotations[next.quotation]!.to, sentence.to) : sentence.to;
  return [make(colon, { from: first.from, to: first.to }, { from: colon + 1, to: trimEnd(tokens, colon + 1, to) })];
}

/** "Missing yacht found: report". */
function readTrailing(story: Story, mark: number, sentence: Range): Found[] | null {
  const { tokens } = story;
  const phrase = readPhraseBack(tokens, sentence.to - 1, mark + 1);
  if (!isHeadline(story, sentence) || !phrase || phrase.from !== mark + 1 || !isSpeaker(story, phrase)) return null;
  return [
    make(mark, { from: phrase.from, to: phrase.to }, { from: sentence.from, to: trimEnd(tokens, sentence.from, mark) }),
  ];
}

function isSpeaker({ tokens }: Story, phrase: Phrase): boolean {
  return isSourceLike(tokens, phrase) || matchAlias(tokens, phrase.from, phrase.to) !== null;
}

function make(mark: number, source: Range, content: Range): Found {
  return { ...BASE, source, cue: [{ from: mark, to: mark + 1 }], content: [content], rule: 'beside-mark', head: mark };
}
