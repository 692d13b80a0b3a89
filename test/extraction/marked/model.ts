/** A marked story: a text, and what is to be read in it. The conventions are in README.md beside this. */

/** From and to (exclusive), as JavaScript string indices. */
export type Span = readonly [number, number];

export const STANCES = ['asserts', 'denies', 'doubts'] as const;
export type Stance = (typeof STANCES)[number];

export interface MarkedAttribution {
  id: string;
  /** Empty where no words name a source, as with "reportedly". */
  source: Span[];
  /** The word by which the source is recognised. Null without a source. */
  head: Span | null;
  cue: Span[];
  content: Span[];
  /** The attribution within which, or by way of which, this one is told. */
  parent: string | null;
  stance: Stance;
  /** Null where both would be right. */
  unnamed: boolean | null;
  /** Accepted names besides those in the source's own words; for pronouns the only ones. */
  names: string[];
  /** A link that has no cue of its own, as TASS in "told TASS": counted in chains alone. */
  optional: boolean;
}

/** One station of an expected chain. */
export interface MarkedStation {
  attribution: MarkedAttribution | null;
  names: string[];
}

export interface MarkedStory {
  /** The construction's name and the item's number: `agencies-03`. */
  id: string;
  construction: string;
  text: string;
  /** The publisher that the reader is told beforehand. */
  given: string | null;
  /** The publisher's accepted names; empty when nobody can know it. */
  publisher: string[];
  attributions: MarkedAttribution[];
  /** From the publisher, if there is one, to the source furthest away. */
  chains: MarkedStation[][];
}
