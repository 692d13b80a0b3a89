/**
 * What is drawn of a claim, before anything has a place: statements as cards in columns, hops as lines with labels.
 * Lengths are CSS pixels.
 */
import type { Support, Uid } from '../model/records.ts';
import type { TextWithLanguage, ShownName } from '../wording/names.ts';

/** Shape and colour both say which of these a statement is. */
export type Kind = 'document' | 'origin' | 'person' | 'unnamed';

export interface CardWords {
  uid: Uid;
  kind: Kind;
  /** Whether we hold the item in which the source said it. */
  read: boolean;
  /** "REPORT", "17 Jun 2025". */
  tag: readonly string[];
  name: ShownName;
  /** The item's title, or what else is known of the source. */
  about: TextWithLanguage | null;
  flags: readonly string[];
  /** So many lines of the drawing lead here from outside its circle. */
  meeting: number;
  /** So many statements next to it are not in the drawing. */
  more: number;
  href: string | null;
  moreHref: string;
}

export interface HopWords {
  uid: Uid;
  citing: Uid;
  cited: Uid;
  support: Support;
  /** The words that do it, in quotation marks, or what is done. */
  cue: ShownName;
  /** "via IANS", "no evidence"; null for what was seen. */
  how: ShownName | null;
  /** Whether both ends are in one circle: they stand in one column, and nothing leads on. */
  inCircle: boolean;
  href: string | null;
}

export interface Column {
  /** "2 hops from origin", "Origin". */
  heading: string;
  statements: readonly Uid[];
}

export interface Picture {
  title: string;
  /** The claim's headline: what the drawing shows, in a sentence. */
  description: string;
  columns: readonly Column[];
  /** By uid, sorted by it. */
  cards: ReadonlyMap<Uid, CardWords>;
  /** Sorted by the citing, then by the cited statement. */
  hops: readonly HopWords[];
}

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** A smooth line: where it begins, then two points that bend it and one that it goes through, and so on. */
export type Curve = readonly Point[];
