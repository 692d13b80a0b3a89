/** What editors want written, and who they are. */
import type { ClaimRecord, Document, Source, Uid } from '../model/records.ts';

/** Who writes, when (UTC, to the second) and why. */
export interface WriteStamp {
  at: string;
  actor: string;
  reason: string | null;
}

/** A claim as an editor wants it. */
export interface ClaimDraft {
  /** What the editor saw; null for a new claim. */
  base: { id: number; revision: number } | null;
  /** With the sources and documents it names, new ones among them. */
  record: ClaimRecord;
  /** The texts of new documents. */
  texts: ReadonlyMap<Uid, string>;
}

/** A source as an editor wants it. */
export interface SourceDraft {
  /** The revision that the editor saw; null for a new one. */
  base: number | null;
  record: Source;
  /** Its parent, when that is not here yet. */
  newSources?: readonly Source[];
}

/** A document as an editor wants it. */
export interface DocumentDraft {
  /** The revision that the editor saw; null for a new one. */
  base: number | null;
  record: Document;
  /** What its text should be; null for none. The record tells its hash. */
  text: string | null;
  /** Its publisher, when that is not here yet. */
  newSources: readonly Source[];
  /** By an excerpt's words that the text has no longer: those that stand for them now. */
  instead: ReadonlyMap<string, string>;
}
