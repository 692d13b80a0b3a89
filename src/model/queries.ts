import type { Uid } from './records.ts';

/** What lists of claims may be sorted by, the most first; `newest` by number, `published` by when readers here came to see them. */
export const CLAIM_SORTS = ['newest', 'published', 'updated', 'hops', 'reports', 'independent-sources'] as const;

export type ClaimSort = (typeof CLAIM_SORTS)[number];

/** Where the statements of a source may stand in a claim, for a list of claims. */
export const SOURCE_PLACES = ['report', 'middle', 'end'] as const;

export type SourcePlace = (typeof SOURCE_PLACES)[number];

/** What of a claim is shown; all null for the whole. */
export interface Selection {
  focus: Uid | null;
  /** So many hops from where the drawing begins. */
  depth: number | null;
  /** One report: its own chains only. */
  from: Uid | null;
  /** A source that is taken out, to see what is left. */
  without: Uid | null;
}

/** What lists of documents may be sorted by: the last published first, or by title. */
export const DOCUMENT_SORTS = ['date', 'title'] as const;

export type DocumentSort = (typeof DOCUMENT_SORTS)[number];

/** Where a list of documents goes on: after this number among those of one sort value, then after that value. */
export interface DocumentKey {
  id: number;
  by: string;
}

/** Where a list of sources goes on: after this folded name, and after this number among those of one name. */
export interface SourceKey {
  name: string;
  id: number;
}
