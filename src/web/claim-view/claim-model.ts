/** One claim as pages show it, the present one or an older version: everything but what the page itself adds. */
import { writeHeadline } from '../../provenance/headline.ts';
import type { Analysis, ClaimRecord, ClaimStatus, Uid } from '../../provenance/model.ts';
import { writeCount, writeHops, writeIndependentOrigins, writeNumber } from '../words/count.ts';
import { writeDate, writeDay, type DateView } from '../words/dates.ts';
import { listChains, type ChainsModel } from './chains-model.ts';
import { indexClaim, type ClaimIndex } from './claim-index.ts';
import { listFindings, type FindingsModel } from './findings-model.ts';
import { HOPS_SHOWN, listHops, type HopsModel } from './hops-model.ts';
import { layOutTree, type TreeModel } from './tree-model.ts';

export interface ClaimModel {
  text: string;
  language: string;
  headline: string;
  note: string | null;
  about: DateView | null;
  topics: readonly string[];
  updated: DateView | null;
  status: ClaimStatus;
  /** Numbers with what they count: `{ name: 'Independent origins', value: 'at most 1' }`. */
  statements: string;
  measures: readonly { name: string; value: string }[];
  tree: TreeModel;
  findings: FindingsModel;
  hops: HopsModel;
  chains: ChainsModel;
}

/**
 * @param record the claim
 * @param analysis of this very record
 * @param mayEdit whether statements and hops lead to the forms that change them
 * @param numbers of sources and documents, where their names lead to their pages
 */
export function buildClaimModel(
  record: ClaimRecord,
  analysis: Analysis,
  mayEdit = false,
  numbers?: ReadonlyMap<Uid, number>,
): ClaimModel {
  const index = indexClaim(record, analysis, mayEdit, numbers);
  const { claim } = record;
  const tree = layOutTree(index, HOPS_SHOWN);
  return {
    text: claim.text,
    language: claim.language,
    headline: writeHeadline(record, analysis),
    note: claim.note,
    about: writeDate(claim.aboutDate),
    topics: claim.topics,
    updated: writeDay(claim.updatedAt),
    status: claim.status,
    statements: writeCount(record.statements.length, 'statement'),
    measures: measure(index),
    tree: tree.model,
    findings: listFindings(index, tree.shown),
    hops: listHops(index, tree.hops, tree.shown),
    chains: listChains(index, tree.shown),
  };
}

function measure({ analysis }: ClaimIndex): ClaimModel['measures'] {
  return [
    { name: 'Report to origin', value: writeHops(analysis.hops) },
    { name: 'Reports', value: writeNumber(analysis.reports.length) },
    { name: 'Independent origins', value: writeIndependentOrigins(analysis.independentOrigins) },
    { name: 'Chains', value: writeNumber(analysis.chainCount) },
  ];
}
