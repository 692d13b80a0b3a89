/** What an import would do, and what it did. */
import type { ClaimRecord, ClaimStatus, SourceKind, Uid } from '../../model/records.ts';
import type { StoredClaim } from '../claims/claims.ts';
import type { Identified } from './identities.ts';
import type { Choice, Offer } from './offers.ts';
import type { EarlierWords, JoinedClaims, SimilarToNew } from './similar-claims.ts';

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Sources and documents that are new or were changed. */
  shared: number;
  /** Known claims, sources and documents that differ from the file, and were left as they are. */
  differing: number;
}

export type ImportStep = 'created' | 'updated' | 'unchanged';

export interface ImportPlanClaim {
  uid: Uid;
  place: string;
  text: string;
  language: string;
  status: ClaimStatus;
  step: ImportStep;
  /** The stored claim with this uid; null for a new one. */
  here: { id: number; text: string; language: string; status: ClaimStatus } | null;
}

/** What the file says otherwise of a known record. */
export interface ImportDifference {
  kind: 'claim' | 'source' | 'document';
  id: number;
  name: string;
  offers: readonly Offer[];
  /** Those that are not taken over. */
  left: readonly Offer[];
}

/** A source or a document that is new or changes. */
export interface ImportPlanRecord {
  kind: 'source' | 'document';
  step: Exclude<ImportStep, 'unchanged'>;
  /** Its number here; null for a new one. */
  id: number | null;
  name: string;
  /** Null for a document. */
  sourceKind: SourceKind | null;
}

export interface ImportPlan {
  /** In the order of the file. */
  claims: readonly ImportPlanClaim[];
  shared: readonly ImportPlanRecord[];
  /** How many claims came twice, or are stored already and were left as they are. */
  repeated: number;
  differences: readonly ImportDifference[];
  /** Who is taken for whom, and who is not. */
  identities: Omit<Identified, 'incoming'>;
  /** New claims that say the same as others, or nearly. Found for plans that are shown, and where nothing is written. */
  similar: readonly SimilarToNew[];
  /** A hash of the revisions of all records concerned: when it has changed, the plan is out of date. */
  basis: string;
}

export interface KnownRecordsChoice {
  /** What is taken over of known records. `claims`: claims become what was sent, their sources and documents stay. */
  take: Choice | 'claims';
  /** Uids in the file that are others than what is known here by that name, address or words. */
  apart: ReadonlySet<Uid>;
  /** New claims that are another one, as somebody said. */
  joined?: JoinedClaims;
  /** Of what came before in the same files. */
  earlier?: EarlierWords;
}

/** @param isPlanned whether anything is written of it */
export function describeImportedClaim(
  before: StoredClaim | null,
  record: ClaimRecord,
  place: string,
  isPlanned: boolean,
): ImportPlanClaim {
  const { uid, text, language, status } = record.claim;
  const step = !isPlanned ? 'unchanged' : before ? 'updated' : 'created';
  return { uid, place, text, language, status, step, here: before && { id: before.id, ...before.record.claim } };
}
