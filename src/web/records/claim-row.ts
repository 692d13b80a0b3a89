/** A claim in a list: for `{{> claim-rows}}`, in whatever list it stands. All of it was derived when it was written. */
import { GRAVEST_FIRST } from '../../provenance/findings/findings.ts';
import type { Source } from '../../model/records.ts';
import type { SearchTerm } from '../../storage/search/terms.ts';
import { markTerms, type MarkedPart } from '../views/marked-terms.ts';
import { claimAddress } from '../../urls/records.ts';
import { writeCount, writeHops, writeIndependentOrigins, writeNumber, writeFindingKind } from '../../wording/values.ts';
import { writeDay, type DateView } from '../../wording/dates.ts';
import { writeName, type TextWithLanguage } from '../../wording/names.ts';
import type { ClaimListItem } from '../../storage/types.ts';
import { claimsAddress } from '../../urls/site.ts';

export interface ClaimRow {
  href: string;
  text: string;
  /** The same, with what was looked for marked. */
  parts: readonly MarkedPart[];
  language: string;
  /** Who in its chains is called what was looked for; null where that is not why it is here. */
  through: TextWithLanguage | null;
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
  return describeFound(item, [], null);
}

/**
 * The same among what was found.
 * @param terms to mark in its text
 * @param through the source by which it was found
 */
export function describeFound(item: ClaimListItem, terms: readonly SearchTerm[], through: Source | null): ClaimRow {
  const worst = GRAVEST_FIRST.find((kind) => item.findings.includes(kind));
  return {
    href: claimAddress(item).html,
    text: item.text,
    parts: markTerms(item.text, terms),
    through: through && writeName(through),
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
