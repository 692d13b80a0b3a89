import type { ClaimRelationKind } from '../model/records.ts';

/** What a claim does to another: "the claim became …". */
export const CLAIM_RELATION_WORDS: Readonly<Record<ClaimRelationKind, string>> = {
  became: 'became',
  contradicts: 'contradicts',
  'part-of': 'is part of',
};

/** Above the claims that a claim has a relation to. */
export const CLAIM_RELATION_HEADINGS: Readonly<Record<ClaimRelationKind, string>> = {
  became: 'Became',
  contradicts: 'Contradicts',
  'part-of': 'Part of',
};

/** Above the claims that have a relation to a claim. What contradicts it, it contradicts. */
export const INVERSE_HEADINGS: Readonly<Record<ClaimRelationKind, string>> = {
  became: 'Grew out of',
  contradicts: CLAIM_RELATION_HEADINGS.contradicts,
  'part-of': 'Parts',
};
