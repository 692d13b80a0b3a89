/** One claim as pages show it, the present one or an older version: everything but what the page itself adds. */
import type { ClaimStatus, Rating } from '../../../model/records.ts';
import { writeCount, writeHops, writeIndependentOrigins, writeNumber } from '../../../wording/values.ts';
import { writeDate, writeDay, type DateView } from '../../../wording/dates.ts';
import { listChains, type ChainsModel, listReports, type ReportsModel } from './chains-model.ts';
import { indexClaim, type AnalysedRecord, type ClaimIndex, type Showing } from './claim-index.ts';
import { listFindings, type FindingsModel, listRetracted, type RetractedModel } from './findings-model.ts';
import { listHops, type HopsModel } from './hops-model.ts';
import { mention, type Mention } from './statement-model.ts';
import { layOutTime, type TimeLineModel } from './picture/timeline-model.ts';
import { layOutTree } from './picture/tree-model.ts';
import type { TreeModel } from './picture/tree.ts';
import { claimsAddress, termDefinition } from '../../../urls/site.ts';

export interface ClaimModel {
  text: string;
  language: string;
  headline: string;
  note: string | null;
  /** Somebody else's judgement; null when none was recorded. */
  rating: RatingView | null;
  about: DateView | null;
  topics: readonly { text: string; href: string }[];
  updated: DateView | null;
  status: ClaimStatus;
  /** Numbers with what they count: `{ name: 'Independent origins', value: 'at most 1' }`. */
  statements: string;
  measures: readonly Measure[];
  retracted: RetractedModel | null;
  /** What is shown of it, when a reader asked for one report's chains. */
  narrowedTo: Mention | null;
  tree: TreeModel;
  findings: FindingsModel;
  hops: HopsModel;
  reports: ReportsModel;
  chains: ChainsModel;
  time: TimeLineModel;
}

/** A number with what it counts, and where that is defined. */
export interface Measure {
  name: string;
  value: string;
  href: string;
}

export function buildClaimModel(analysed: AnalysedRecord, showing: Showing = {}): ClaimModel {
  const index = indexClaim(analysed, showing);
  const { record, headline } = analysed;
  const { claim } = record;
  const tree = layOutTree(index);
  return {
    text: claim.text,
    language: claim.language,
    headline,
    note: claim.note,
    rating: describeRating(claim.rating),
    about: writeDate(claim.aboutDate),
    topics: claim.topics.map((topic) => ({ text: topic, href: claimsAddress({ topic }).html })),
    updated: writeDay(claim.updatedAt),
    status: claim.status,
    statements: writeCount(record.statements.length, 'statement'),
    measures: measure(index),
    tree: tree.model,
    retracted: listRetracted(index, tree.shown),
    narrowedTo: index.from === null ? null : mention(index, index.from, tree.shown),
    findings: listFindings(index, tree),
    hops: listHops(index, tree),
    reports: listReports(index, tree.shown),
    chains: listChains(index, tree.shown),
    time: layOutTime(index, tree.shown),
  };
}

function measure({ analysis }: ClaimIndex): ClaimModel['measures'] {
  return [
    { name: 'Report to origin', value: writeHops(analysis.hops), href: termDefinition('hops') },
    { name: 'Reports', value: writeNumber(analysis.reports.length), href: termDefinition('report') },
    {
      name: 'Independent origins',
      value: writeIndependentOrigins(analysis.independentOrigins),
      href: termDefinition('independent origins'),
    },
    { name: 'Chains', value: writeNumber(analysis.chainCount), href: termDefinition('chain') },
  ];
}

/** For `{{> rating}}`: what somebody else said of whether the claim is true. */
interface RatingView {
  text: string;
  reviewer: string;
  reviewerUrl: string | null;
  date: DateView | null;
  reviewUrl: string | null;
  /** "2, where 1 is worst and 5 best"; null when no number is told. */
  number: string | null;
}

function describeRating(rating: Rating | null): RatingView | null {
  if (!rating) return null;
  const { text, reviewer, reviewerUrl, ratedAt, reviewUrl } = rating;
  return { text, reviewer, reviewerUrl, date: writeDate(ratedAt), reviewUrl, number: describeNumber(rating) };
}

function describeNumber({ value, best, worst }: Rating): string | null {
  if (value === null) return null;
  if (best !== null && worst !== null) return `${value}, where ${worst} is worst and ${best} best`;
  if (best !== null) return `${value}, where ${best} is best`;
  return worst === null ? String(value) : `${value}, where ${worst} is worst`;
}
