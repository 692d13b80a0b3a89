/** What a reading says: who attributes what to whom in one story (`hearsay.reading/1`), and the shapes that are worked with on the way. */

import type { Stance } from '../model/records.ts';
import type { Span } from '../text/words.ts';

/** A source as the text names it. `name` is cleaned, canonical when the source is known, and the antecedent's for a pronoun. */
export interface ReadSource {
  spans: Span[];
  name: string;
}

export interface ReadAttribution {
  id: string;
  source: ReadSource | null;
  cue: { spans: Span[] };
  content: { spans: Span[] };
  /** The attribution by way of which, or within whose content, this one is told. */
  parent: string | null;
  unnamed: boolean;
  stance: Stance;
  /** 0 to 1: how often the rule is right, roughly. */
  confidence: number;
  /** The name of the rule that found it; README.md lists them. */
  rule: string;
  /** Who passed it on, when one cue shows two hops: TASS in "the minister told TASS". */
  via: ReadSource | null;
}

/** A way from the publisher, if it is known, to a source who is told to cite nobody. */
export interface ReadChain {
  names: string[];
  unnamed: boolean[];
  /** One a hop: what shows that one name cites the next. Twice the same when one cue shows both. */
  attributions: string[];
}

/** Words that look like an attribution, and which could not be read. */
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
  /** Why the text was not read at all. Then the lists are empty. */
  refused: string | null;
}

/** A source that the caller knows. Its name is used whenever the text calls it by an alias. */
export interface KnownSource {
  name: string;
  aliases?: readonly string[];
}

/** Universal Dependencies' tags as wink gives them. */
export type PartOfSpeech = string;

export interface Token {
  start: number;
  end: number;
  text: string;
  lower: string;
  lemma: string;
  pos: PartOfSpeech;
  /** Whether white space, or the beginning of the text, stands before it. */
  spaced: boolean;
  /** The paragraph's number. */
  paragraph: number;
  /** Whether it is a quotation mark that opens or closes a quotation. */
  mark: 'opens' | 'closes' | null;
  /** The number of the quotation it stands in, its marks included, or -1. */
  quotation: number;
}

/** Tokens from `from` to `to` (exclusive). */
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
  /** The sentence's number of each token. */
  sentenceOf: Int32Array;
  quotations: Range[];
  verbs: VerbGroup[];
  /** The number of the verb group that each token is in, or -1. */
  verbOf: Int32Array;
}

/** An attribution as the rules find it, in tokens. */
export interface FoundAttribution {
  source: Range | null;
  /** Where the source's own name stands, without what only describes it further. */
  cue: Range[];
  content: Range[];
  stance: Stance;
  confidence: number;
  rule: string;
  /** What kind of cue it is: chains leave some out. */
  group: 'speech' | 'belief' | 'intention' | 'relay';
  via: Range | null;
  /** Known from the construction; containment is asked for the rest. */
  parent: FoundAttribution | null;
  /** The main verb or noun of the cue. */
  head: number;
}

/** An attribution with what most rules share: somebody asserts something, and nothing more is known yet. */
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
  subject: Subject | null;
  right: RightContent | null;
  /** "…, he said" or "…, said he": the content is on its left. */
  trails: 'after-subject' | 'inverted' | null;
  /** Where the cue with its source and manner begins and ends. */
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
  /** "denied the report": a noun phrase is the content. */
  noun: boolean;
  /** "vowed to return". */
  infinitive: boolean;
  /** "urged them to return". */
  object: boolean;
  /** "asked whether". */
  question: boolean;
  /** "told reporters that". */
  addressee: boolean;
  /** "called it a lie", "described it as a lie". */
  as: boolean;
  /** "denied taking part". */
  gerund: boolean;
  /** "warned of", "called for": with these the content is what follows. */
  prepositions: ReadonlySet<string>;
}

/** A noun phrase. `base` is the part around its head, without what follows: "a spokesman" of "a spokesman for the ministry". */
export interface Phrase extends Range {
  base: Range;
  head: number;
  /** A second phrase for the same one: "chief executive of GM" after "Mary Barra,". */
  apposition: Range | null;
}

export interface Subject {
  phrase: Phrase;
  /** How it was found: next to the verb, over "who", from a verb before "and", or from the verb that governs this one. */
  by: 'beside' | 'relative' | 'shared' | 'governed';
}

/** What stands right of a verb: where the content begins, and by which frame. */
export interface RightContent {
  from: number;
  frame: 'that' | 'bare' | 'quotation' | 'colon' | 'noun' | 'infinitive' | 'object' | 'question' | 'as' | 'preposition';
  /** Whom it was told to. */
  addressee: Range | null;
}
