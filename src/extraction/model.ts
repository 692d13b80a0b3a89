/** A reading (`hearsay.reading/1`): who attributes what to whom in one story; and the shapes that the rules work on. */

import type { Stance } from '../model/records.ts';
import type { Span } from '../text/words.ts';

/** `name` is the known name of a source, or that of whom a pronoun refers to; otherwise as in the text. */
export interface ReadSource {
  spans: Span[];
  name: string;
}

export interface ReadAttribution {
  id: string;
  source: ReadSource | null;
  cue: { spans: Span[] };
  content: { spans: Span[] };
  /** The id of the attribution that this one comes by way of, or is told within. */
  parent: string | null;
  unnamed: boolean;
  stance: Stance;
  /** From 0 to 1, set by hand for each rule. */
  confidence: number;
  /** One of those in the README. */
  rule: string;
  /** The outlet, when one cue shows two hops: TASS in "the minister told TASS". */
  via: ReadSource | null;
}

/** From the publisher, if known, to a source that cites nobody. */
export interface ReadChain {
  /** Null for a source that the story gives no words for, as with "reportedly". */
  names: (string | null)[];
  /** Whether nobody is named, by words or without. */
  unnamed: boolean[];
  /** The id of what shows each hop; the same one twice when one cue shows both hops. */
  attributions: string[];
}

/** Words that could not be read. */
export interface Unread {
  spans: Span[];
  why: string;
}

export interface Reading {
  format: 'hearsay.reading/1';
  id: string | null;
  publisher: string | null;
  attributions: ReadAttribution[];
  chains: ReadChain[];
  unread: Unread[];
  /** What is no prose, and was not read: a sentence for each. */
  skipped: Unread[];
  /** Why the text was not read; then the lists are empty. */
  refused: string | null;
}

/** A reading of nothing. @param refused why */
export function makeRefusal(id: string | null, publisher: string | null, refused: string): Reading {
  const nothing = { attributions: [], chains: [], unread: [], skipped: [] };
  return { format: 'hearsay.reading/1', id, publisher, ...nothing, refused };
}

/** A source that the caller knows: its name replaces its aliases. */
export interface KnownSource {
  name: string;
  aliases?: readonly string[];
}

export interface Token {
  start: number;
  end: number;
  text: string;
  lower: string;
  lemma: string;
  /** A Universal Dependencies tag. */
  pos: string;
  /** Whether white space or nothing stands before it. */
  spaced: boolean;
  paragraph: number;
  /** For quotation marks. */
  mark: 'opens' | 'closes' | null;
  /** The index of the quotation around it (or whose mark it is), or -1. */
  quotation: number;
}

/** Token indices, `to` exclusive. */
export interface Range {
  from: number;
  to: number;
}

export interface VerbGroup extends Range {
  /** The main verb. */
  head: number;
  form: 'finite' | 'infinitive' | 'gerund' | 'participle';
  passive: boolean;
  negated: boolean;
}

export interface Story {
  text: string;
  tokens: Token[];
  sentences: Range[];
  /** By token. */
  sentenceOf: Int32Array;
  quotations: Range[];
  verbs: VerbGroup[];
  /** By token: the index of its verb group, or -1. */
  verbOf: Int32Array;
}

/** An attribution as the rules find it, in tokens. */
export interface FoundAttribution {
  source: Range | null;
  cue: Range[];
  content: Range[];
  stance: Stance;
  confidence: number;
  rule: string;
  /** Chains leave out some beliefs and intentions. */
  group: 'speech' | 'belief' | 'intention' | 'relay';
  via: Range | null;
  /** Set where the construction shows it; otherwise found by containment. */
  parent: FoundAttribution | null;
  /** The main verb or noun of the cue. */
  head: number;
}

export function makeFound(
  parts: Pick<FoundAttribution, 'source' | 'cue' | 'content' | 'rule' | 'confidence' | 'head'> &
    Partial<FoundAttribution>,
): FoundAttribution {
  return { stance: 'asserts', group: 'speech', via: null, parent: null, ...parts };
}

/** A verb that may be a cue, and where its parts stand. */
export interface VerbCue {
  n: number;
  group: VerbGroup;
  verb: CueVerb;
  subject: VerbSubject | null;
  right: RightContent | null;
  /** "…, he said" or "…, said he": the content is on its left. */
  trails: 'after-subject' | 'inverted' | null;
  /** The cue with its source. */
  clause: Range;
}

export interface CueVerb {
  group: 'speech' | 'belief' | 'intention';
  stance: Stance;
  /** "said that …" */
  that: boolean;
  /** "said it was": a clause without "that". */
  bare: boolean;
  /** "said: '…'" and "'…,' he said". */
  quote: boolean;
  /** "…, he said" without quotation marks. */
  trailing: boolean;
  /** "denied the report". */
  noun: boolean;
  /** "vowed to return". */
  infinitive: boolean;
  /** "urged them to return". */
  object: boolean;
  /** "asked whether". */
  question: boolean;
  /** "told reporters that". */
  addressee: boolean;
  /** "described it as a lie". */
  as: boolean;
  /** "denied taking part". */
  gerund: boolean;
  /** "warned of", "called for". */
  prepositions: ReadonlySet<string>;
}

/** A noun phrase. `base` is "a spokesman" in "a spokesman for the ministry". */
export interface Phrase extends Range {
  base: Range;
  head: number;
  /** "chief executive of GM" after "Mary Barra,". */
  apposition: Range | null;
}

export interface VerbSubject {
  phrase: Phrase;
  /** Next to the verb, through "who", from a verb joined by "and", or from the verb that governs this one. */
  by: 'beside' | 'relative' | 'shared' | 'governed';
}

/** Content to the right of a verb. */
export interface RightContent {
  from: number;
  frame: 'that' | 'bare' | 'quotation' | 'colon' | 'noun' | 'infinitive' | 'object' | 'question' | 'as' | 'preposition';
  addressee: Range | null;
}
