/** All attributions of a story, rule by rule, sentence by sentence. */
import { listCuts } from './cuts.ts';
import { findCarried, findCarrying, findCiting, findFurther } from '../relays/cues.ts';
import { findAdverbs, findPassives } from './hearsay.ts';
import { findAdjectiveCues } from './adjectives.ts';
import { findHeadline } from './headlines.ts';
import { findNounCues } from './nouns.ts';
import { findAccording, findAs, findViews } from './phrases.ts';
import { findQuoted, listVerbs } from './quoting.ts';
import { listVerbCues, makeAttribution } from './verbs.ts';
import { continueQuotations } from '../tokens/quotation-speakers.ts';
import type { Found, Range, Story } from '../model.ts';

export interface Attributions {
  found: Found[];
  unread: { range: Range; why: string }[];
}

/** Every attribution, each cue once, and what looked like one and could not be read. */
export function findAttributions(story: Story): Attributions {
  const found: Found[] = [];
  const unread: Attributions['unread'] = [];
  for (const sentence of story.sentences) readSentence(story, sentence, found, unread);
  continueQuotations(story, found);
  return { found, unread };
}

function readSentence(story: Story, sentence: Range, found: Found[], unread: Attributions['unread']): void {
  const cues = listVerbCues(story, sentence);
  const cuts = listCuts(story, cues, sentence);
  for (const at of listCitings(story, sentence)) cuts.set(at, at);
  const according = findAccording(story, sentence);
  for (const { cue } of according) cuts.set(cue[0]!.from, cue[0]!.from);
  const quoted = findQuoted(story, sentence, cuts);
  const own: Found[] = [
    ...quoted,
    ...according,
    ...findAs(story, sentence),
    ...findViews(story, sentence),
    ...findCarrying(story, sentence),
  ];
  const taken = new Set(
    own.flatMap(({ cue }) => cue).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, k) => from + k)),
  );
  for (const cue of cues) {
    if (taken.has(cue.group.head)) continue;
    const attribution = makeAttribution(story, cue, sentence, cuts);
    if (attribution) own.push(attribution);
    else if (isTelling(story, cue.group.head))
      unread.push({ range: { from: cue.group.from, to: cue.group.to }, why: tellWhy(cue.subject !== null) });
  }
  own.push(
    ...findPassives(story, sentence),
    ...findAdverbs(story, sentence),
    ...findNounCues(story, sentence),
    ...findAdjectiveCues(story, sentence, listVerbs(story, sentence)),
  );
  own.push(...findCarried(story, sentence, own));
  own.push(...findCiting(story, sentence, own));
  own.push(...findFurther(story, sentence, own));
  if (own.length === 0) own.push(...findHeadline(story, sentence));
  // Where nothing but marks was left of a piece, nothing is told.
  found.push(...keepOne(own.filter(({ content }) => content.every(({ from, to }) => to > from))));
}

/** Commas before "citing". */
function listCitings({ tokens }: Story, { from, to }: Range): number[] {
  const places: number[] = [];
  for (let i = from + 1; i < to; i++)
    if (/^(?:citing|quoting)$/.test(tokens[i]!.lower)) places.push(tokens[i - 1]!.text === ',' ? i - 1 : i);
  return places;
}

/** Verbs that hardly ever do anything else than attribute. */
function isTelling({ tokens }: Story, at: number): boolean {
  return (
    /^(?:said|says|told|reported|according|claimed|claims|added|announced|quoted|citing)$/.test(tokens[at]!.lower) &&
    tokens[at]!.pos === 'VERB'
  );
}

function tellWhy(hasSource: boolean): string {
  return hasSource ? 'What is told was not found.' : 'Who tells it was not found.';
}

/** One attribution a cue: of several rules that took the same words, the first. */
function keepOne(own: readonly Found[]): Found[] {
  const heads = new Map<number, Found>();
  for (const each of own) if (!heads.has(each.head)) heads.set(each.head, each);
  const kept = new Set(heads.values());
  for (const each of own) if (each.parent && !kept.has(each.parent)) each.parent = heads.get(each.parent.head) ?? null;
  return [...kept];
}
