/** A claim in a list: for `{{> claim-rows}}`, in whatever list it stands. All of it was derived when it was written. */
import { GRAVEST_FIRST } from '../provenance/finding.ts';
import type { ClaimListItem } from '../storage/store.ts';
import { claimAddress, claimsAddress } from './urls.ts';
import { writeCount, writeHops, writeIndependentOrigins, writeNumber } from './words/count.ts';
import { writeDay, type DateView } from './words/dates.ts';
import { writeFindingKind } from './words/kinds.ts';

export interface ClaimRow {
  href: string;
  text: string;
  language: string;
  hops: string;
  /** "3 reports", and "3" where a heading says what it counts. */
  reports: { words: string; number: string };
  independentOrigins: string;
  /** The gravest kind; null when nothing was found. */
  worstFinding: string | null;
  /** So many kinds beside it. */
  moreFindings: number;
  /** Each leads to the claims that have it. */
  topics: readonly { text: string; href: string }[];
  updated: DateView | null;
}

export function describeClaim(item: ClaimListItem): ClaimRow {
  const worst = GRAVEST_FIRST.find((kind) => item.findings.includes(kind));
  return {
    href: claimAddress(item).html,
    text: item.text,
    language: item.language,
    hops: writeHops(item.hops),
    reports: { words: writeCount(item.reportCount, 'report'), number: writeNumber(item.reportCount) },
    independentOrigins: writeIndependentOrigins(item.independentOrigins),
    worstFinding: worst === undefined ? null : writeFindingKind(worst),
    moreFindings: Math.max(0, item.findings.length - 1),
    topics: item.topics.map((topic) => ({ text: topic, href: claimsAddress({ topic }).html })),
    updated: writeDay(item.updatedAt),
  };
}
