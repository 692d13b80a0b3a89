/**
 * What is drawn of a claim, before anything has a place: statements as cards in columns, hops as lines with labels.
 * Lengths are CSS pixels.
 */
import type { EndKind, Support, Uid } from '../model/records.ts';
import type { AttributionRole } from '../provenance/graph/graph.ts';
import type { TextWithLanguage, ShownName } from '../wording/names.ts';

/** Shape and colour both say which of these a statement is. */
export type Kind = 'document' | 'origin' | 'person' | 'unnamed';

/** What is drawn of an attribution: how a hop is supported, or why it is no hop. */
export type AttributionLine = Support | Exclude<AttributionRole, 'hop'>;

/** What a line tells; a `lost` one leads to no end any more, since a source is taken out. */
export type LineKind = AttributionLine | 'lost';

export interface CardWords {
  uid: Uid;
  kind: Kind;
  /** How a chain stops here; null where it goes on. */
  end: EndKind | null;
  /** Whether somebody here has read the item in which the source said it. */
  read: boolean;
  /** "✓ Read by us", "Known only second-hand". */
  reading: string;
  /** "REPORT", "GIVES NO SOURCE", "17 Jun 2025". */
  tag: readonly string[];
  name: ShownName;
  /** The item's title, or what else is known of the source. */
  about: TextWithLanguage | null;
  flags: readonly string[];
  /** Whether it is taken out, or on no chain any more because another is. */
  isLost: boolean;
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
  line: LineKind;
  /** The words that do it, in quotation marks, or what is done. */
  cue: ShownName;
  /** "via IANS", "no evidence", "disputed by Halden Bulk"; null for what was read. */
  how: ShownName | null;
  /** To a column further on; within one, as in a circle; or aside: back, or to the other side. */
  course: 'onward' | 'within' | 'aside';
  href: string | null;
}

/** Statements of a chain without a branch, one after the other, in one small node. */
export interface FoldWords {
  /** Of its first statement: hops lead to it, and on from it. */
  uid: Uid;
  /** Those between its statements; the first leads to it, and the last is drawn beyond it. */
  hops: number;
  /** The weakest support among them. */
  line: Support;
  names: readonly string[];
  href: string;
}

export interface Column {
  /** "2 hops from origin", "Origin"; null over nothing but folds. */
  heading: string | null;
  /** Or the folds that stand for some. */
  statements: readonly Uid[];
}

/** The asserting statements, or those that deny or doubt the claim: each side is laid out by itself. */
export interface PictureSide {
  /** "Denied by", over a band of its own; null for the asserting side. */
  heading: string | null;
  columns: readonly Column[];
}

export interface Picture {
  title: string;
  /** The claim's headline: what the drawing shows, in a sentence. */
  description: string;
  sides: readonly PictureSide[];
  /** By uid, sorted by it. */
  cards: ReadonlyMap<Uid, CardWords>;
  folds: ReadonlyMap<Uid, FoldWords>;
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
