import type { Span } from '../../text/words.ts';
import type { ReadAttribution, ReadChain, Reading } from '../model.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Manner, Stance } from '../../model/records.ts';
import { chooseExcerpt, listSentences, extractWords, draftClaim } from './excerpts.ts';
export const MOST_PROPOSALS = 50;
export const MOST_HOPS = 12;
const MOST_HOPS_SHOWN = 150;

/** The source before this one in the chain cites it. */
export interface ProposedHop {
  /** Null for a source that the story gives no words for. */
  name: string | null;
  isUnnamed: boolean;
  cue: string;
  manner: Manner;
  excerpt: Span;
  /** The attribution that shows it. */
  attribution: string;
}

export interface Proposal {
  claim: string;
  stance: Stance;
  confidence: number;
  /** From the source that the publisher cites to the last. */
  hops: readonly ProposedHop[];
  /** The attribution at its end: its content is the claim. */
  attribution: string;
}

export interface Proposals {
  /** In the order of the text. */
  list: readonly Proposal[];
  /** The number before the surest were chosen. */
  total: number;
}

/** An attribution with this many words beyond those under it gets a proposal of its own. */
const FEWEST_WORDS = 5;

/** One proposal for each chain, and one for each attribution within a chain that says more than those under it. */
export function propose(text: string, reading: Reading): Proposals {
  const byId = new Map(reading.attributions.map((one) => [one.id, one]));
  const chains: ProposableChain[] = [...reading.chains, ...listPassedOn(text, reading, byId)];
  const all = chains.flatMap((chain) => listSteps(chain, reading.publisher !== null, byId) ?? []);
  const place = ({ leaf }: Candidate): number => leaf.cue.spans[0]![0];
  const chosen = chooseSurest(all).sort((a, b) => place(a) - place(b));
  const sentences = listSentences(text);
  return { list: chosen.map((candidate) => makeProposal(text, sentences, candidate, byId)), total: all.length };
}

type ById = ReadonlyMap<string, ReadAttribution>;

/** `claim` replaces the content of the last attribution. */
type ProposableChain = ReadChain & { claim?: string };

interface Candidate {
  steps: readonly { name: string | null; isUnnamed: boolean; shown: ReadAttribution }[];
  leaf: ReadAttribution;
  /** The lowest of its attributions. */
  confidence: number;
  claim: string | null;
}

/** Attributions are counted from the end, as the publisher at the beginning may have one or not. */
function listSteps(
  { names, unnamed, attributions, claim }: ProposableChain,
  hasPublisher: boolean,
  byId: ById,
): Candidate | null {
  const shift = attributions.length - names.length;
  const steps = names.flatMap((name, i) => {
    const shown = byId.get(attributions[i + shift] ?? '');
    return !shown || (i === 0 && hasPublisher) ? [] : [{ name, isUnnamed: unnamed[i] ?? false, shown }];
  });
  const leaf = steps.at(-1)?.shown;
  if (!leaf || steps.length > MOST_HOPS) return null;
  return { steps, leaf, claim: claim ?? null, confidence: Math.min(...steps.map(({ shown }) => shown.confidence)) };
}

/** The surest first; of equally sure ones, the longer chain. */
function chooseSurest(all: readonly Candidate[]): Candidate[] {
  const ranked = [...all].sort((a, b) => b.confidence - a.confidence || b.steps.length - a.steps.length);
  let hops = 0;
  return ranked.slice(0, MOST_PROPOSALS).filter(({ steps }) => (hops += steps.length) <= MOST_HOPS_SHOWN);
}

function makeProposal(
  text: string,
  sentences: readonly number[],
  { steps, leaf, claim, confidence }: Candidate,
  byId: ById,
): Proposal {
  return {
    claim: draftClaim(claim ?? extractWords(text, leaf.content.spans, listAbove(leaf, byId))),
    ...{ stance: leaf.stance, confidence, attribution: leaf.id },
    hops: steps.map(({ name, isUnnamed, shown }) => {
      const cue = Array.from(joinCue(text, shown.cue.spans)).slice(0, LIMITS.cue).join('');
      return {
        ...{ name, isUnnamed, cue, manner: guessManner(text, shown, cue) },
        ...{ excerpt: chooseExcerpt(text, sentences, shown), attribution: shown.id },
      };
    }),
  };
}

/** "quoted … as saying". */
function joinCue(text: string, spans: readonly Span[]): string {
  return spans.map((span) => extractWords(text, [span])).join(' … ');
}

function guessManner(text: string, { content, rule }: ReadAttribution, cue: string): Manner {
  if (rule === 'carried-by' || rule === 'carrying') return 'republishes';
  if (rule === 'as-saying') return 'quotes';
  const words = extractWords(text, content.spans);
  if (/\bquot/iu.test(cue) || /^(?:that )?["“”„«‘']/iu.test(words)) return 'quotes';
  return /\bcit(?:e|es|ed|ing)\b|according to/iu.test(cue) ? 'cites' : 'paraphrases';
}

/** The sources and cues of the attributions above one, which are no part of its claim. */
function listAbove(leaf: ReadAttribution, byId: ById): Span[] {
  const spans: Span[] = [];
  let at: ReadAttribution | undefined = leaf;
  for (let steps = 0; at && steps < MOST_HOPS; steps += 1) {
    if (at !== leaf) spans.push(...at.cue.spans, ...(at.source?.spans ?? []));
    at = byId.get(at.parent ?? '');
  }
  return spans;
}

/** Chains that end at an attribution in the middle of another, if it says more than those under it. */
function listPassedOn(text: string, { chains }: Reading, byId: ById): ProposableChain[] {
  const within = listWithin(byId);
  const done = new Set(chains.map(({ attributions }) => attributions.at(-1)!));
  return chains.flatMap((chain) =>
    chain.attributions.flatMap((id) => {
      const one = byId.get(id);
      if (!one || done.has(id)) return [];
      done.add(id);
      const claim = extractWords(text, one.content.spans, within.get(id) ?? []);
      if (claim.split(' ').length < FEWEST_WORDS) return [];
      // One cue may show two hops.
      const length = chain.attributions.lastIndexOf(id) + 1;
      const names = chain.names.slice(0, length + chain.names.length - chain.attributions.length);
      return [{ ...chain, names, attributions: chain.attributions.slice(0, length), claim }];
    }),
  );
}

/** By attribution: the spans of those under it. */
function listWithin(byId: ById): Map<string, Span[]> {
  const within = new Map<string, Span[]>();
  for (const one of byId.values()) {
    const spans = [...one.cue.spans, ...(one.source?.spans ?? []), ...one.content.spans];
    let at = byId.get(one.parent ?? '');
    for (let steps = 0; at && steps < MOST_HOPS; steps += 1) {
      const there = within.get(at.id);
      if (there) there.push(...spans);
      else within.set(at.id, [...spans]);
      at = byId.get(at.parent ?? '');
    }
  }
  return within;
}
