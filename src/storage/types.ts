import type { Uid, ClaimStatus, Hops, FindingKind, ClaimRecord } from '../model/records.ts';
import type { Change } from './history/history.ts';

/** One claim as a list shows it: all of it is read, nothing is analysed. */
export interface ClaimListItem {
  id: number;
  uid: Uid;
  text: string;
  language: string;
  status: ClaimStatus;
  hops: Hops | null;
  reportCount: number;
  independentOrigins: number;
  /** The kinds found, each once, in the order of FINDING_KINDS. */
  findings: readonly FindingKind[];
  /** In the editor's order. */
  topics: readonly string[];
  createdAt: string;
  updatedAt: string;
}

/** A claim as it is named in passing. */
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
  /** Where the record was first published, when it came in by import; null for our own. */
  firstUrl: string | null;
  record: ClaimRecord;
  /** The local numbers of its sources and documents, which their addresses are made of. */
  numbers: ReadonlyMap<Uid, number>;
}

/** One write to a record. */
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

export interface RevisionPage {
  revisions: readonly Revision[];
  /** What to pass as `before` for the older ones; null when there are none. */
  next: number | null;
}

/** A claim to bring in, already checked by itself. */
export interface IncomingClaim {
  record: ClaimRecord;
  /** By document: the texts that came along. */
  texts: ReadonlyMap<Uid, string>;
  /** Where it was published before. */
  url: string | null;
  /** Whether it tells of what others' formats know alone: then what is here already stays as it is. */
  isForeign?: boolean;
  /** Where it came from, as its problems should name it: a file, a line. */
  place: string;
}

export interface ImportProblem {
  place: string;
  field: string;
  message: string;
}
