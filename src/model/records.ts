/**
 * The words of the domain as types: what one claim, its statements and their attributions look like in memory.
 *
 * Records name each other by `uid` (UUIDv7, the same on every installation), never by a local number. Unknown is
 * `null`, never absent. Dates are EDTF (see `dates.ts`); `createdAt` and `updatedAt` are UTC time stamps
 * to the second. The value lists are the ones of `hearsay.claim/1`.
 */

export const CLAIM_STATUSES = ['draft', 'published', 'withdrawn'] as const;
export const SOURCE_KINDS = ['agency', 'outlet', 'government', 'organisation', 'person', 'account', 'unnamed'] as const;
export const PARENT_RELATIONS = ['part-of', 'controlled-by'] as const;
export const CLAIM_RELATIONS = ['became', 'contradicts', 'part-of'] as const;
export const DOCUMENT_KINDS = [
  'article',
  'post',
  'broadcast',
  'press-release',
  'image',
  'video',
  'audio',
  'paper',
  'dataset',
  'page',
  'message',
] as const;
export const STANCES = ['asserts', 'denies', 'doubts'] as const;
export const BASES = ['witnessed', 'own-act', 'told', 'document', 'inferred', 'unknown'] as const;
export const MANNERS = ['quotes', 'paraphrases', 'cites', 'translates', 'republishes', 'copies'] as const;
export const REVIEWER_KINDS = ['organisation', 'person'] as const;
export const SUPPORTS = ['read', 'second-hand', 'unsupported'] as const;
export const END_KINDS = ['origin', 'unsourced', 'open', 'unnamed', 'dropped'] as const;
export const SEVERITIES = ['info', 'caution', 'warning'] as const;
export const FINDING_KINDS = [
  'single-origin',
  'choke-point',
  'circle',
  'echo',
  'unnamed-end',
  'open-end',
  'no-end',
  'unsupported-hop',
  'second-hand-hop',
  'cites-later',
  'attribution-dropped',
  'contested',
  'turned',
  'disputed-hop',
  'retracted',
  'other-publisher',
  'certainty-raised',
  'number-changed',
] as const;

export type ClaimStatus = (typeof CLAIM_STATUSES)[number];
export type SourceKind = (typeof SOURCE_KINDS)[number];
export type ParentRelation = (typeof PARENT_RELATIONS)[number];
export type ClaimRelationKind = (typeof CLAIM_RELATIONS)[number];
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export type Stance = (typeof STANCES)[number];
export type Basis = (typeof BASES)[number];
export type Manner = (typeof MANNERS)[number];
export type ReviewerKind = (typeof REVIEWER_KINDS)[number];
export type Support = (typeof SUPPORTS)[number];
export type EndKind = (typeof END_KINDS)[number];
export type Severity = (typeof SEVERITIES)[number];
export type FindingKind = (typeof FINDING_KINDS)[number];

/** A record's name on every installation: a UUIDv7. */
export type Uid = string;

/**
 * Somebody else's verdict on whether a claim is true, as an editor found it: no finding of Hearsay.
 * The members are those of a `Rating` and its `ClaimReview` in schema.org.
 */
export interface Rating {
  /** In the reviewer's words: "Misleading". */
  text: string;
  reviewer: string;
  reviewerKind: ReviewerKind;
  reviewerUrl: string | null;
  ratedAt: string | null;
  reviewUrl: string | null;
  /** Who published the review, where that is not the reviewer. */
  publisher: string | null;
  /** A permanent copy of the review. */
  archivedUrl: string | null;
  /** The rating as a number, on a scale from `worst` to `best`, as far as these are given. */
  value: number | null;
  best: number | null;
  worst: number | null;
}

/** What an editor says that a claim is to another one, which may be missing here. */
export interface ClaimRelation {
  claim: Uid;
  /** `became`: the same story, changed on its way. `contradicts` holds both ways, whichever claim records it. */
  relation: ClaimRelationKind;
  note: string | null;
}

/** One checkable sentence, in the editor's plain words. */
export interface Claim {
  uid: Uid;
  text: string;
  /** BCP 47. */
  language: string;
  aboutDate: string | null;
  status: ClaimStatus;
  topics: readonly string[];
  note: string | null;
  /** In the order of `sortRelations`. */
  relations: readonly ClaimRelation[];
  rating: Rating | null;
  createdAt: string;
  updatedAt: string;
}

export interface Alias {
  name: string;
  language: string | null;
}

/** Whoever speaks. `parent` names the source it is part of or controlled by. */
export interface Source {
  uid: Uid;
  name: string;
  kind: SourceKind;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  parent: Uid | null;
  parentRelation: ParentRelation | null;
  aliases: readonly Alias[];
  homepage: string | null;
  /** A Wikidata item, "Q" and digits. */
  wikidata: string | null;
}

/** What nobody knows of a source of which only name and kind are given. */
export const UNKNOWN_OF_SOURCE = {
  ...{ country: null, parent: null, parentRelation: null, aliases: [], homepage: null, wikidata: null },
} as const satisfies Partial<Source>;

/** A published item. Of a page that changes, each version is a document of its own. */
export interface Document {
  uid: Uid;
  publisher: Uid;
  kind: DocumentKind | null;
  title: string;
  url: string | null;
  /** Which version of the page at `url` it is: the date of the version (EDTF), or what the page calls it ("r1294837"). */
  version: string | null;
  archivedUrl: string | null;
  publishedAt: string | null;
  retrievedAt: string | null;
  language: string | null;
  /** Of the text's UTF-8 bytes, lower-case hexadecimal. */
  sha256: string | null;
}

/** Whether somebody here had it before them: its text is kept, or it says when it was retrieved. */
export function isDocumentRead({ retrievedAt, sha256 }: Pick<Document, 'retrievedAt' | 'sha256'>): boolean {
  return retrievedAt !== null || sha256 !== null;
}

/** One source stating one claim: the node of every graph. */
export interface Statement {
  uid: Uid;
  source: Uid;
  /** The item in which that source said it; null when it is known only second-hand. */
  document: Uid | null;
  statedAt: string | null;
  wording: string | null;
  language: string | null;
  stance: Stance;
  basis: Basis;
  retractedAt: string | null;
  retractionReason: string | null;
}

/** Words in a document that show an attribution (Web Annotation: a text quote and a text position). */
export interface Evidence {
  document: Uid;
  exact: string;
  prefix: string | null;
  suffix: string | null;
  /** Code points from the start of the document's text; `end` is exclusive. */
  start: number | null;
  end: number | null;
}

/**
 * One statement resting on another: the edge, from the citing to the cited statement. It is disputed where the cited
 * source, or somebody else, says that it never said so (see `isDisputed`).
 */
export interface Attribution {
  uid: Uid;
  citing: Uid;
  cited: Uid;
  manner: Manner;
  cue: string | null;
  note: string | null;
  evidence: readonly Evidence[];
  /** When it was disputed (EDTF). */
  disputedAt: string | null;
  /** The source that disputes it. */
  disputedBy: Uid | null;
  disputeReason: string | null;
}

/** What nobody disputes. */
export const UNDISPUTED = {
  disputedAt: null,
  disputedBy: null,
  disputeReason: null,
} as const satisfies Partial<Attribution>;

/** Whether anything is recorded of a dispute: when, by whom or why. */
export function isDisputed(attribution: Pick<Attribution, keyof typeof UNDISPUTED>): boolean {
  return attribution.disputedAt !== null || attribution.disputedBy !== null || attribution.disputeReason !== null;
}

/** What the analysis reads of a document. */
export type DocumentOfGraph = Pick<Document, 'uid' | 'publisher' | 'retrievedAt' | 'sha256'>;

/** All that the analysis reads of one claim. */
export interface ClaimGraph {
  /** Every source named, the documents' publishers too, and all above them in their families. */
  sources: readonly Source[];
  /** Those of the statements and of the evidence. */
  documents: readonly DocumentOfGraph[];
  statements: readonly Statement[];
  attributions: readonly Attribution[];
}

/** One claim whole: what `hearsay.claim/1` carries, less what is derived. */
export interface ClaimRecord extends ClaimGraph {
  claim: Claim;
  documents: readonly Document[];
}

export interface Hops {
  fewest: number;
  most: number;
  /** Whether they lead to open ends alone: then they are "at least" so many. */
  open: boolean;
}

export interface Finding {
  kind: FindingKind;
  severity: Severity;
  /** The statements that witness it. */
  statements: readonly Uid[];
}

export interface ReportAnalysis {
  statement: Uid;
  /** To a settled end or, where it leads to none, to an open one. Null where it leads to neither. */
  hops: Hops | null;
  /** The attribution nearest to it on its chains that is not `read`; null when all are. */
  weakestHop: Uid | null;
}

export interface End {
  statement: Uid;
  kind: EndKind;
}

export interface Chain {
  hops: number;
  /** From report to end. A circle on the way is one station: all its statements stand here. */
  statements: readonly Uid[];
}

/**
 * What a hop glyph shows, from report to end: each hop by its support, a circle where the chain goes through one or leads
 * nowhere else, and the end by its kind. One that seems to give no source may give one that is `disputed`, or answer the
 * other side alone by a `reply`.
 */
export type GlyphStep = Support | 'circle' | EndKind | 'disputed' | 'reply';
export type HopGlyph = readonly GlyphStep[];

/** What is derived from one side of a claim: the asserting statements, or the contesting ones. */
export interface SideAnalysis {
  hops: Hops | null;
  reports: readonly ReportAnalysis[];
  /** In the order of their statements' uids. */
  ends: readonly End[];
  /** Families among the ends of kind `origin`, `unsourced` and `open`: an upper bound. */
  independentSources: number;
  chokePoints: readonly Uid[];
  circles: readonly (readonly Uid[])[];
  chainCount: bigint;
  /** The first 100, shortest first. */
  chains: readonly Chain[];
}

/** All that is derived from one claim's graph, the asserting side first. Definitions: README.md of `src/provenance`. */
export interface Analysis extends SideAnalysis {
  /** Null when nobody denies or doubts the claim. */
  contested: SideAnalysis | null;
  /** Sets of one source, or where there are none of two, without whose statements no other's report reaches an end. */
  breakPoints: readonly (readonly Uid[])[];
  /** The attributions between the sides that are not disputed. */
  replies: readonly Uid[];
  findings: readonly Finding[];
  /** By attribution, replies and disputed ones too. */
  support: ReadonlyMap<Uid, Support>;
  /** By attribution: an ISO 8601 duration, or null when it is not known to the day. */
  lag: ReadonlyMap<Uid, string | null>;
  /** By statement: the fewest hops on its side to a settled end, or null when it leads to none. */
  distances: ReadonlyMap<Uid, number | null>;
  /** By statement: whether somebody here has read the document in which its source said it. */
  read: ReadonlyMap<Uid, boolean>;
  /** Statements that nobody is known to have made: known only through disputed attributions. They count nowhere. */
  void: ReadonlySet<Uid>;
}

/** The asserting side, then the contesting one where there is one. */
export function sidesOf(analysis: Analysis): SideAnalysis[] {
  return analysis.contested ? [analysis, analysis.contested] : [analysis];
}
