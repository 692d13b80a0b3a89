import { findCarried, findCarrying, findQuoted } from '../relays/cues.ts';
import { assignInterposed } from '../relays/asides.ts';
import { findCited } from '../relays/citing.ts';
import { citePrevious } from '../relays/sources-named-later.ts';
import { isAsserted } from './assertions.ts';
import { findGaps } from './gaps.ts';
import { findAdverbs, findPassives } from './hearsay.ts';
import { findNounCues } from './nouns.ts';
import { findAccording, findAs, findViews, findAdjectiveCues, findHeadline } from './phrases.ts';
import { listVerbCues, makeAttribution, listCuts } from './verbs.ts';
import type { FoundAttribution, Range, Story } from '../model.ts';
import type { Named } from '../names/sources.ts';
import { splitNames } from '../grammar/coordination.ts';
import { trimEnd } from '../grammar/content.ts';
import { findSubject } from '../grammar/subjects.ts';
import { listVerbs } from '../grammar/verb-groups.ts';
import { restsOn } from '../relays/chains.ts';

export interface Attributions {
  found: FoundAttribution[];
  unread: { range: Range; why: string }[];
}

/** All attributions of a story, one for each cue, and what looks like one but could not be read. */
export function findAttributions(story: Story): Attributions {
  const found: FoundAttribution[] = [];
  const unread: Attributions['unread'] = [];
  for (const sentence of story.sentences) readSentence(story, sentence, found, unread);
  citePrevious(story, found);
  continueQuotations(story, found);
  return { found, unread };
}

function readSentence(story: Story, sentence: Range, found: FoundAttribution[], unread: Attributions['unread']): void {
  const cues = listVerbCues(story, sentence);
  const cuts = listCuts(story, cues, sentence);
  for (const at of listCitings(story, sentence)) cuts.set(at, at);
  for (const at of listQuotings(story, sentence)) cuts.set(at, at);
  const according = findAccording(story, sentence);
  for (const { cue } of according) cuts.set(cue[0]!.from, cue[0]!.from);
  const quoted = findQuoted(story, sentence, cuts);
  let own: FoundAttribution[] = [
    ...quoted,
    ...according,
    ...findAs(story, sentence),
    ...findViews(story, sentence),
    ...findGaps(story, sentence),
    ...findCarrying(story, sentence),
  ];
  const taken = new Set(
    own.flatMap(({ cue }) => cue).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, k) => from + k)),
  );
  for (const cue of cues) {
    if (taken.has(cue.group.head)) continue;
    const attribution = makeAttribution(story, cue, sentence, cuts);
    if (attribution) own.push(attribution);
    else if (isCertainCue(story, cue.group.head) && isAsserted(story, cue, sentence))
      unread.push({ range: { from: cue.group.from, to: cue.group.to }, why: describeUnread(cue.subject !== null) });
  }
  own.push(
    ...findPassives(story, sentence),
    ...findAdverbs(story, sentence),
    ...findNounCues(story, sentence),
    ...findAdjectiveCues(story, sentence, listVerbs(story, sentence)),
  );
  assignInterposed(story, sentence, own);
  own.push(...findCarried(story, sentence, own));
  own.push(...findCited(story, sentence, own));
  assignAdded(story, own);
  assignWhom(story, own);
  shareAddressee(story, own);
  own = own.filter((each) => !isHearsayWithin(each, own));
  if (own.length === 0) own.push(...findHeadline(story, sentence));
  // A piece of nothing but punctuation says nothing.
  const kept = keepFirstByCue(own.filter(({ content }) => content.every(({ from, to }) => to > from)));
  found.push(
    ...kept
      .filter(({ parent }) => !parent || !kept.includes(parent))
      .flatMap((each) => splitSources(story, each, each.parent, kept)),
  );
}

/** "Reuters, AFP and the BBC reported, citing officials": three attributions, each with those under it. */
function splitSources(
  story: Story,
  each: FoundAttribution,
  parent: FoundAttribution | null,
  kept: readonly FoundAttribution[],
): FoundAttribution[] {
  const sources = each.source ? splitNames(story.tokens, each.source) : [null];
  return sources.flatMap((source) => {
    const own =
      sources.length === 1 && parent === each.parent ? each : { ...each, parent, source: source ?? each.source };
    const under = kept.filter((other) => other.parent === each && other !== own);
    return [own, ...under.flatMap((other) => splitSources(story, other, own, kept))];
  });
}

/** "Citing", or the comma before it, where it ends a clause: not in "Reuters, citing officials, said". */
function listCitings(story: Story, sentence: Range): number[] {
  const { tokens } = story;
  const places: number[] = [];
  for (let i = sentence.from + 1; i < sentence.to; i++)
    if (/^(?:citing|quoting|attributing)$/.test(tokens[i]!.lower) && !isInterposed(story, i, sentence))
      places.push(tokens[i - 1]!.text === ',' ? i - 1 : i);
  return places;
}

/** ", while state radio *quoted* him as saying": the comma where somebody quotes after somebody else has spoken. */
function listQuotings(story: Story, sentence: Range): number[] {
  const { tokens, verbs } = story;
  return listVerbs(story, sentence).flatMap((n) => {
    const { form, passive, head } = verbs[n]!;
    if (form !== 'finite' || passive || !/^(?:quote|cite)$/.test(tokens[head]!.lemma)) return [];
    const subject = findSubject(story, n);
    const join = subject?.by === 'beside' ? subject.phrase.from - 1 : sentence.from;
    const isJoined = /^(?:but|and|while|though|although|whereas)$/.test(tokens[join]?.lower ?? '');
    return isJoined && tokens[join - 1]?.text === ',' && join - 1 > sentence.from ? [join - 1] : [];
  });
}

/** Whether "citing" stands between a subject and its verb. */
function isInterposed(story: Story, at: number, sentence: Range): boolean {
  const after = listVerbs(story, { from: at + 1, to: Math.min(sentence.to, at + 24) });
  return after.some((n) => {
    if (story.verbs[n]!.form !== 'finite') return false;
    const phrase = findSubject(story, n)?.phrase;
    return phrase !== undefined && phrase.from < at && phrase.to >= at - 1 && phrase.to <= at;
  });
}

/** "X quoted Y as saying that A, *adding* that B": B is Y's too. */
function assignAdded({ verbs, verbOf }: Story, own: readonly FoundAttribution[]): void {
  for (const each of own) {
    const n = verbOf[each.head]!;
    if (!each.rule.startsWith('speech-') || n === -1 || verbs[n]!.form !== 'gerund') continue;
    const before = own.filter(({ head }) => head < each.head).sort((one, other) => other.head - one.head)[0];
    if (!before || !/^(?:as-saying|quoted-by)$/.test(before.rule)) continue;
    each.source = before.source;
    each.parent = before.parent;
  }
}

/** "…, citing three diplomats, *one of whom* said", "…, citing a medic, *who* said": by way of whoever cites them. */
function assignWhom({ tokens }: Story, own: readonly FoundAttribution[]): void {
  for (const each of own) {
    const { source, parent } = each;
    if (!source || parent || !/^who(?:m|se)?$/.test(tokens[source.to - 1]!.lower)) continue;
    const cited = own.find(
      (other) =>
        other.rule === 'citing' && (other.source?.to === source.from - 1 || other.source?.from === source.from),
    );
    if (cited?.parent) each.parent = cited.parent;
  }
}

/** "He denied that, *telling* CNN that he was in Rome": he denied it to CNN. */
function shareAddressee({ verbs, verbOf }: Story, own: readonly FoundAttribution[]): void {
  for (const { via, source, head } of own) {
    if (!via || !source || verbs[verbOf[head] ?? -1]?.form !== 'gerund') continue;
    const main = own.find((other) => other.head < head && other.source?.from === source.from);
    if (main) main.via ??= via;
  }
}

/** "The informant said that a cell was *purportedly* hiding": no source of its own beside the informant. */
function isHearsayWithin(each: FoundAttribution, own: readonly FoundAttribution[]): boolean {
  if (!HEARSAY.test(each.rule)) return false;
  return own.some(
    (other) =>
      !HEARSAY.test(other.rule) &&
      (isIn(each.head, other.content) || isIn(other.head, each.content) || other.source?.from === each.head),
  );
}

const HEARSAY = /^(?:hearsay-|unnamed-noun-)/;

const isIn = (at: number, ranges: readonly Range[]): boolean => ranges.some(({ from, to }) => from <= at && at < to);

/** Verbs that hardly ever do anything but attribute. */
function isCertainCue({ tokens }: Story, at: number): boolean {
  return (
    /^(?:said|says|told|reported|according|claimed|claims|added|announced|quoted|citing)$/.test(tokens[at]!.lower) &&
    tokens[at]!.pos === 'VERB'
  );
}

function describeUnread(hasSource: boolean): string {
  return hasSource ? 'What is told was not found.' : 'Who tells it was not found.';
}

/** Of several attributions with the same cue, keeps the one whose rule came first. */
function keepFirstByCue(own: readonly FoundAttribution[]): FoundAttribution[] {
  const heads = new Map<number, FoundAttribution>();
  for (const each of own) if (!heads.has(each.head)) heads.set(each.head, each);
  const kept = new Set(heads.values());
  for (const each of own) if (each.parent && !kept.has(each.parent)) each.parent = heads.get(each.parent.head) ?? null;
  return [...kept];
}

/** How many paragraphs later a follow-up may stand. */
const MOST_PARAGRAPHS = 1;

/**
 * "TASS quoted the minister as saying A. He added B": B came by way of TASS too. An attribution that only refers to its
 * source takes over the parent that this source's last attribution had.
 */
export function continueRelays(
  story: Story,
  found: readonly FoundAttribution[],
  names: ReadonlyMap<FoundAttribution, Named>,
): void {
  const last = new Map<string, FoundAttribution>();
  for (const each of [...found].sort((a, b) => a.head - b.head)) {
    const named = names.get(each);
    if (!named || named.name === null || each.group === 'relay') continue;
    const before = last.get(named.name);
    if (before && !each.parent && isFollowUp(story, each, before, named)) {
      if (before.parent && names.get(before.parent)?.name !== named.name && !restsOn(before.parent, each))
        each.parent = before.parent;
      if (!each.via && before.via) each.via = before.via;
    }
    last.set(named.name, each);
  }
}

function isFollowUp({ tokens }: Story, each: FoundAttribution, before: FoundAttribution, named: Named): boolean {
  if (tokens[each.head]!.paragraph - tokens[before.head]!.paragraph > MOST_PARAGRAPHS) return false;
  return named.refers || tokens[each.head]!.lemma === 'add';
}

/** `"A," he said. "B."`: quotations that follow in the paragraph without a speaker are his too. */
function continueQuotations(story: Story, found: readonly FoundAttribution[]): void {
  const attributed = markAttributed(story, found);
  const bySentence = new Map<number, FoundAttribution>();
  for (const each of found) {
    if (each.group !== 'speech' || !isQuoting(story, each)) continue;
    const sentence = story.sentenceOf[each.head]!;
    const known = bySentence.get(sentence);
    if (!known || each.head > known.head) bySentence.set(sentence, each);
  }
  for (const [sentence, each] of bySentence) addQuotationsAfter(story, sentence, each, attributed);
}

function markAttributed(story: Story, found: readonly FoundAttribution[]): Set<number> {
  const sentences = new Set<number>();
  for (const { head } of found) if (story.tokens[head]!.quotation === -1) sentences.add(story.sentenceOf[head]!);
  return sentences;
}

function isQuoting({ tokens }: Story, { content, head }: FoundAttribution): boolean {
  return (
    tokens[head]!.quotation === -1 &&
    content.some(({ from, to }) => tokens[from]!.mark === 'opens' || tokens[to - 1]!.mark === 'closes')
  );
}

function addQuotationsAfter(
  story: Story,
  sentence: number,
  each: FoundAttribution,
  attributed: ReadonlySet<number>,
): void {
  const { tokens, sentences } = story;
  const { paragraph } = tokens[each.head]!;
  const last = each.content.at(-1)!;
  for (let n = sentence + 1; n < sentences.length && n < sentence + 12; n++) {
    const { from, to } = sentences[n]!;
    if (tokens[from]!.paragraph !== paragraph || attributed.has(n)) return;
    if (from < last.to) continue;
    if (tokens[from]!.mark !== 'opens') return;
    const end = Math.max(to, story.quotations[tokens[from]!.quotation]!.to);
    const range = { from, to: trimEnd(tokens, from, end) };
    each.content.push(range);
    while (n + 1 < sentences.length && sentences[n + 1]!.from < range.to) n += 1;
  }
}
