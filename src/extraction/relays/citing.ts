/** A source's own source: "X reported, citing Y", "according to X, which in turn quoted Y". */
import { skipManner, skipTime } from '../grammar/adverbials.ts';
import { readContent, trimEnd, trimStart } from '../grammar/content.ts';
import { joinForward } from '../grammar/coordination.ts';
import { canSpeak, extendToName, readPhrase } from '../grammar/noun-phrases.ts';
import { findSubject } from '../grammar/subjects.ts';
import { isOutletName } from '../names/description.ts';
import type { FoundAttribution, Phrase, Range, Story, Token } from '../model.ts';
import { PEOPLE, POSSESSIVES } from '../tokens/words.ts';
import { makeRelay, readAs } from './cues.ts';

/**
 * The sources of sources of a sentence, in order, as each may have one of its own: "X reported, *citing Y*, *which in
 * turn quoted Z*". Each stands under the one that cites it and shares its content.
 */
export function findCited(story: Story, sentence: Range, others: readonly FoundAttribution[]): FoundAttribution[] {
  const { tokens, verbOf, verbs } = story;
  const found: FoundAttribution[] = [];
  const heads = new Set(others.map(({ head }) => head));
  const inOrder = others.length > MOST_NEAR ? [...others].sort((a, b) => a.head - b.head) : others;
  for (let i = sentence.from; i < sentence.to; i++) {
    const n = verbOf[i]!;
    const isCiting = /^(?:citing|quoting|attributing|crediting)$/.test(tokens[i]!.lower) || isReference(tokens, i);
    const isFurther = !isCiting && n !== -1 && verbs[n]!.head === i && !heads.has(i);
    if (!isCiting && !isFurther) continue;
    const known = [...listNear(inOrder, i), ...found.slice(-MOST_NEAR)];
    const each = isCiting ? readCited(story, i, sentence, known) : readFurther(story, n, sentence, known);
    if (!each) continue;
    found.push(each);
    heads.add(each.head);
  }
  return found;
}

/** "Citing its own tally": what somebody has counted is no other source, but "its own sources" are. */
function isOwn(tokens: readonly Token[], { from, head }: Phrase): boolean {
  return POSSESSIVES.has(tokens[from]!.lower) && tokens[from + 1]?.lower === 'own' && !PEOPLE.has(tokens[head]!.lower);
}

/** Sentences of prose have fewer; the limit keeps endless ones linear. */
const MOST_NEAR = 20;

/** The attributions around a place. @param others in the order of their heads where there are more than a few */
function listNear(others: readonly FoundAttribution[], at: number): readonly FoundAttribution[] {
  if (others.length <= MOST_NEAR) return others;
  const next = others.findIndex(({ head }) => head > at);
  const from = Math.max(0, (next === -1 ? others.length : next) - MOST_NEAR / 2);
  return others.slice(from, from + MOST_NEAR);
}

/** "*Referring to* Bild", "with *reference to* sources". */
function isReference(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 1]?.lower !== 'to') return false;
  return tokens[at]!.lower === 'referring' || (tokens[at]!.lower === 'reference' && tokens[at - 1]?.lower === 'with');
}

/** An outlet refers to those it has it from; others refer to what they speak of. */
function isReferred(tokens: readonly Token[], { base, head }: Phrase, governor: FoundAttribution | null): boolean {
  if (!governor?.source || !isOutletName(tokens, governor.source)) return false;
  return isOutletName(tokens, base) || PEOPLE.has(tokens[head]!.lower);
}

function readCited(
  story: Story,
  at: number,
  sentence: Range,
  others: readonly FoundAttribution[],
): FoundAttribution | null {
  const { tokens } = story;
  const isDenied = /^(?:without|not|avoid|before|never)$/.test(tokens[at - 1]?.lower ?? '');
  // "Attributing the news to two bankers".
  const isTo = /^(?:attributing|crediting)$/.test(tokens[at]!.lower);
  const isRefer = isReference(tokens, at);
  const start = isRefer ? at + 2 : at + 1;
  const cited = isDenied ? null : isTo ? readAfterTo(story, start, sentence) : readPhrase(tokens, start, sentence.to);
  const isQuoting = tokens[at]!.lower === 'quoting' && cited !== null && tokens[cited.head]!.pos === 'NOUN';
  if (!cited || isOwn(tokens, cited)) return null;
  const phrase = joinForward(tokens, extendToName(tokens, cited, sentence.to), sentence.to);
  const cue = [{ from: at, to: start }];
  // "Citing officials *quoted by the Post*": the Post stands between.
  const carrier = others.find(({ rule, head }) => rule === 'carried-by' && head === phrase.to) ?? null;
  const end = carrier?.source?.to ?? phrase.to;
  const governor = findGovernor(story, at, end, sentence, carrier ? others.filter((each) => each !== carrier) : others);
  if ((!governor && others.length > 0) || (isRefer && !isReferred(tokens, cited, governor))) return null;
  if (carrier && governor) Object.assign(carrier, { parent: governor, content: governor.content });
  const parent = carrier ?? governor;
  if (!canSpeak(tokens, cited, parent !== null) && !isQuoting) return null;
  if (parent && leadsToWriter(story, phrase, parent, others)) return null;
  // "Quoting Y as saying Z" has a content of its own.
  const as = readAs(story, phrase.to, sentence);
  if (as && as.from !== null) cue.push({ from: as.as, to: as.group.to });
  const content =
    as && as.from !== null
      ? [readContent(story, as.from, sentence.to)]
      : (parent?.content ?? readContentAround(story, at, phrase.to, sentence));
  if (content.length === 0) return null;
  const more = { parent, stance: parent?.stance ?? ('asserts' as const), confidence: parent ? 0.9 : 0.5 };
  return makeRelay(at, cue, phrase, content, 'citing', more);
}

/** "Citing a letter *in which the registrar wrote*": the registrar is the source, by way of whoever cites the letter. */
function leadsToWriter(
  { tokens }: Story,
  { to }: Phrase,
  parent: FoundAttribution,
  others: readonly FoundAttribution[],
): boolean {
  const which = [to - 1, to, to + 1].find((at) => tokens[at]?.lower === 'which');
  const writer = others.find(({ source }) => which !== undefined && source?.from === which + 1);
  if (!writer || tokens[which! - 1]?.lower !== 'in') return false;
  writer.parent ??= parent;
  // "A letter in which the registrar *told both parties to be ready*" is cited for it.
  writer.group = 'speech';
  return true;
}

/** The attribution whose source does the citing. `end` is where the source that is cited ends. Where the place of "citing" does not show it, the outermost before it. */
function findGovernor(
  story: Story,
  at: number,
  end: number,
  sentence: Range,
  others: readonly FoundAttribution[],
): FoundAttribution | null {
  const able = others.filter(
    ({ group, rule }) => /^(?:speech|relay)$/.test(group) && !/^(?:hearsay|unnamed-noun)/.test(rule),
  );
  return (
    pickLast(able, (each) => each.head < at && isRightBefore(story, each, at)) ??
    pickLast(able, ({ source, head }) => source !== null && head > at && source.from < at && source.to >= at - 1) ??
    findLed(story, at, end, able) ??
    (isOthersReport(story, at, able) ? null : pickOutermost(able, at))
  );
}

const pickOutermost = (able: readonly FoundAttribution[], at: number): FoundAttribution | null =>
  pickLast(able, (each) => each.head < at && !able.some((other) => isToldWithin(each, other)));

/** "He said that Izvestia's *report, citing* engineers, was false": the engineers are not his. */
function isOthersReport({ tokens }: Story, at: number, able: readonly FoundAttribution[]): boolean {
  const before = tokens[at - 1]?.text === ',' ? at - 2 : at - 1;
  const isReport = /^(?:reports?|story|stories|articles?|dispatch|account)$/.test(tokens[before]?.lower ?? '');
  return (
    isReport &&
    !able.some(({ source, cue }) =>
      [source, ...cue].some((range) => range && range.from <= before && before < range.to),
    )
  );
}

function pickLast(
  able: readonly FoundAttribution[],
  fits: (each: FoundAttribution) => boolean,
): FoundAttribution | null {
  let last: FoundAttribution | null = null;
  for (const each of able) if (fits(each) && (!last || each.head > last.head)) last = each;
  return last;
}

/** "X said on Monday, *citing*", "according to X, *citing*": nothing but how and when between. */
function isRightBefore({ tokens }: Story, each: FoundAttribution, at: number): boolean {
  const { head, cue, source, via } = each;
  const ends = [...cue, ...[source, via].filter((range) => range !== null && range.from > head)];
  const from = Math.max(...ends.map((range) => range!.to));
  if (from > at) return false;
  const end = skipManner(tokens, skipTime(tokens, from, at), at, new Set());
  return end === at || (end === at - 1 && tokens[end]!.text === ',');
}

/** "Citing Y, X reported": the first attribution whose source follows at once, if none came before. */
function findLed(
  { tokens }: Story,
  at: number,
  to: number,
  able: readonly FoundAttribution[],
): FoundAttribution | null {
  if (able.some(({ head }) => head < at)) return null;
  const start = tokens[to]?.text === ',' ? to + 1 : to;
  return able.find(({ source, head }) => source !== null && head > to && source.from === start) ?? null;
}

function isToldWithin({ head, parent }: FoundAttribution, other: FoundAttribution): boolean {
  return other.head !== head && parent !== other && other.content.some(({ from, to }) => from <= head && head < to);
}

/** Without another cue, the content is the rest of the sentence. */
function readContentAround({ tokens }: Story, cue: number, end: number, sentence: Range): Range[] {
  const before = { from: trimStart(tokens, sentence.from, cue), to: trimEnd(tokens, sentence.from, cue) };
  const start = trimStart(tokens, end, sentence.to);
  const after = { from: start, to: trimEnd(tokens, start, sentence.to) };
  return [before, after].filter(({ from, to }) => to - from > 1).slice(0, 1);
}

/** "…, citing Interfax, *which quoted a customs officer*". */
function readFurther(
  story: Story,
  n: number,
  sentence: Range,
  others: readonly FoundAttribution[],
): FoundAttribution | null {
  const { tokens } = story;
  const group = story.verbs[n]!;
  const { lemma } = tokens[group.head]!;
  if (group.passive || group.negated || !/^(?:quote|cite|attribute|credit)$/.test(lemma)) return null;
  const subject = findSubject(story, n);
  if (subject?.by !== 'relative') return null;
  const { from } = subject.phrase;
  const outer = others.find(({ source }) => source !== null && source.from <= from && from < source.to);
  const isTo = lemma === 'attribute' || lemma === 'credit';
  const cited = isTo ? readAfterTo(story, group.to, sentence) : readPhrase(tokens, group.to, sentence.to);
  if (!outer || !cited || !canSpeak(tokens, cited)) return null;
  const source = extendToName(tokens, cited, sentence.to);
  const more = { parent: outer, confidence: 0.75 };
  return makeRelay(group.head, [{ from: group.from, to: group.to }], source, outer.content, 'further-source', more);
}

function readAfterTo({ tokens }: Story, at: number, sentence: Range): Phrase | null {
  for (let i = at; i < Math.min(sentence.to - 1, at + 10); i++)
    if (tokens[i]!.lower === 'to') return readPhrase(tokens, i + 1, sentence.to);
  return null;
}
