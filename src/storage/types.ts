import type { Uid, ClaimStatus, Hops, HopGlyph, FindingKind, ClaimRecord, Source, Document } from '../model/records.ts';
import type { TextWithLanguage } from '../wording/names.ts';

/** A claim as lists show it, read from its summary without analysing its graph. */
export interface ClaimListItem {
  id: number;
  uid: Uid;
  text: string;
  language: string;
  status: ClaimStatus;
  hops: Hops | null;
  reportCount: number;
  independentSources: number;
  glyph: HopGlyph | null;
  /** The claim in one sentence. */
  headline: readonly TextWithLanguage[];
  /** Each kind once, in the order of FINDING_KINDS. */
  findings: readonly FindingKind[];
  topics: readonly string[];
  /** When it came into this database: the order of its numbers. An imported claim may have been created long before. */
  addedAt: string;
  /** When readers here last came to see it; null for one that they never saw. */
  publishedAt: string | null;
  /** When it was last written here. An imported `updatedAt` may be any time. */
  changedAt: string;
  createdAt: string;
  updatedAt: string;
}

/** Enough of a claim to name and link it. */
export interface ClaimRef {
  id: number;
  text: string;
  language: string;
  status: ClaimStatus;
}

export interface LoadedClaim {
  id: number;
  /** Grows with every write to the claim. */
  revision: number;
  /** Where an imported record was first published; null for our own. */
  firstUrl: string | null;
  record: ClaimRecord;
  /** The local numbers of its sources and documents, for their addresses. */
  numbers: ReadonlyMap<Uid, number>;
}

export interface Revision {
  subjectUid: Uid;
  revision: number;
  subject: 'claim' | 'source' | 'document';
  at: string;
  actor: string;
  action: 'create' | 'update';
  reason: string | null;
  changes: readonly Change[];
}

/** The end of a claim's publication. The reason is null where none was given, as by an import. */
export type Withdrawal = Pick<Revision, 'at' | 'reason'>;

export interface RevisionPage {
  revisions: readonly Revision[];
  /** What to pass as `before` for the next page; null on the last one. */
  next: number | null;
}

/** A claim to bring in, already checked by itself. */
export interface ClaimToImport {
  record: ClaimRecord;
  /** By document: the texts that came along. */
  texts: ReadonlyMap<Uid, string>;
  /** Where it was published before. */
  url: string | null;
  /** From another site's format: then stored records stay as they are. */
  isForeign?: boolean;
  /** Where it came from, as its problems should name it: a file, a line. */
  place: string;
}

export interface ImportProblem {
  place: string;
  field: string;
  message: string;
}

export interface WriteStamp {
  /** UTC, to the second. */
  at: string;
  actor: string;
  reason: string | null;
}

/** A claim as an editor wants it. */
export interface ClaimDraft {
  /** The revision that the editor saw; null for a new claim. */
  base: { id: number; revision: number } | null;
  /** With the sources and documents it names, including new ones. */
  record: ClaimRecord;
  /** The texts of new documents. */
  texts: ReadonlyMap<Uid, string>;
  namesakes?: Namesakes;
}

/** Sources that may have a name of a new one, since the editor knows of them. Any other fails the commit. */
type Namesakes = readonly Uid[];

/** A source as an editor wants it. */
export interface SourceDraft {
  /** The revision that the editor saw; null for a new one. */
  base: number | null;
  record: Source;
  /** Its parent, when that is new, and those above it that are. */
  newSources?: readonly Source[];
  namesakes?: Namesakes;
}

/** A document as an editor wants it. */
export interface DocumentDraft {
  /** The revision that the editor saw; null for a new one. */
  base: number | null;
  record: Document;
  /** Null for none. Its hash is in the record. */
  text: string | null;
  /** Its publisher, when that is new, and those above it that are. */
  newSources: readonly Source[];
  namesakes?: Namesakes;
  /** By an excerpt that is no longer in the text: the excerpt that replaces it. */
  instead: ReadonlyMap<string, string>;
}

/** One record before and after a write; null where it did not exist. */
export interface Change {
  kind: string;
  uid: Uid;
  before: unknown;
  after: unknown;
}
