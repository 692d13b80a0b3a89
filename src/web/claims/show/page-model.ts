import type { View } from '../../../drawing/view.ts';
import type { RelatedGroup, Relation } from '../../../storage/claims/related-claims.ts';
import { showPart, type AnalysedRecord, type Showing, indexClaim } from './claim-index.ts';
import { buildDrawing } from './drawing.ts';
import type { Alternate } from '../../../formats/index.ts';
import { offerActions } from './actions-model.ts';
import {
  addChainPath,
  claimAddress,
  drawingPath,
  editClaimPath,
  historyAddress,
  absoluteUrl,
  previewPath,
} from '../../../urls/records.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { writeDateInSentence, writeDay, writeSubjectDate } from '../../../wording/dates.ts';
import { writeCount } from '../../../wording/values.ts';
import type { ClaimStatus, ClaimRecord, Uid, Rating } from '../../../model/records.ts';
import { writeName, writeTitle, markNames, type ShownName } from '../../../wording/names.ts';
import { oembedOf, claimsAddress } from '../../../urls/site.ts';
import type { LinkPreview } from '../../http/route.ts';
import { PREVIEW } from '../../../drawing/images.ts';
import {
  listContestedSide,
  listBreakPoints,
  listChains,
  listEnds,
  listFindings,
  listMeasures,
  listReports,
  listRetracted,
} from './analysis-model.ts';
import { mention, listHops } from './graph-model.ts';
import { layOutTree } from './tree-model.ts';
import type { InverseRelations, RelatedByEditors } from '../../../storage/claims/relations.ts';
import { describeOther, describeRelations } from './relations-model.ts';
import { layOutTime } from './timeline-model.ts';

export async function buildClaimPage(
  loaded: LoadedClaim & AnalysedRecord,
  context: {
    view: View;
    relations: readonly RelatedByEditors[];
    inverse: readonly InverseRelations[];
    related: readonly RelatedGroup[];
    mayEdit: boolean;
    baseUrl: string;
  },
) {
  const { view, relations, inverse, related, mayEdit, baseUrl } = context;
  const { id, record, numbers } = loaded;
  const claim = { id, text: record.claim.text };
  const page = claimAddress(claim).html;
  const { selection } = view;
  const model = buildClaimModel(loaded, { mayEdit, numbers, ...showPart(page, view) });
  return {
    ...model,
    drawing: await buildDrawing({ page, analysed: loaded, view }, model, drawingPath(claim, selection)),
    notice: describeStatus(record.claim.status),
    related: [...describeRelations(relations, inverse), ...describeRelated(record, related)],
    actions: offerActions(loaded, selection, baseUrl),
    historyHref: historyAddress(claim).html,
    editing: mayEdit ? { editHref: editClaimPath(id), addChainHref: addChainPath(id) } : null,
  };
}

/** The claim as its page and those of its older versions show it: all but what the page itself adds. */
export function buildClaimModel(analysed: AnalysedRecord, showing: Showing = {}) {
  const index = indexClaim(analysed, showing);
  const { record, headline } = analysed;
  const { claim } = record;
  const tree = layOutTree(index);
  return {
    text: claim.text,
    language: claim.language,
    headline: markNames(headline, record.sources),
    note: claim.note,
    rating: describeRating(claim.rating),
    about: writeSubjectDate(claim.aboutDate),
    topics: claim.topics.map((topic) => ({ text: topic, href: claimsAddress({ topic }).html })),
    updated: writeDay(claim.updatedAt),
    status: claim.status,
    statements: writeCount(record.statements.length, 'statement'),
    measures: listMeasures(index.analysis),
    tree: tree.model,
    retracted: listRetracted(index, tree.shown),
    // The report whose chains alone a reader selected.
    narrowedTo: index.from === null ? null : mention(index, index.from, tree.shown),
    findings: listFindings(index, tree),
    hops: listHops(index, tree),
    reports: listReports(index, index.analysis, tree.shown),
    ends: listEnds(index, index.analysis, tree.shown),
    chains: listChains(index, index.analysis, tree.shown),
    breakPoints: listBreakPoints(index),
    contested: listContestedSide(index, tree.shown),
    time: layOutTime(index, tree.shown),
  };
}

/** Somebody else's judgement of the claim; null when none was recorded. */
function describeRating(rating: Rating | null) {
  if (!rating) return null;
  const { text, reviewer, reviewerUrl, ratedAt, reviewUrl } = rating;
  return { text, reviewer, reviewerUrl, date: writeDateInSentence(ratedAt), reviewUrl, number: describeNumber(rating) };
}

function describeNumber({ value, best, worst }: Rating): string | null {
  if (value === null) return null;
  if (best !== null && worst !== null) return `${value}, where ${worst} is worst and ${best} best`;
  if (best !== null) return `${value}, where ${best} is best`;
  return worst === null ? String(value) : `${value}, where ${worst} is worst`;
}

const NOTICES: Readonly<Record<ClaimStatus, { word: string; text: string } | null>> = {
  draft: { word: 'Draft: editors only.', text: 'Readers find nothing at this address until it is published.' },
  published: null,
  withdrawn: { word: 'Withdrawn: editors only.', text: 'Readers no longer find anything at this address.' },
};

/** Warns editors of a claim that readers can't see; null for one that they can. */
export function describeStatus(status: ClaimStatus) {
  return NOTICES[status];
}

export const RELATED_SHOWN = 8;
const SHARED_NAMED = 3;

const HEADINGS: Readonly<Record<Relation, string>> = {
  opposed: 'In much the same words, denied or doubted in one of the two alone',
  similar: 'In much the same words',
  document: 'In the same document',
  sources: 'Resting on the same sources',
};

/** @param record of the claim that they are related to */
function describeRelated(record: ClaimRecord, groups: readonly RelatedGroup[]) {
  const names = new Map<Uid, ShownName>([
    ...record.sources.map((source) => [source.uid, writeName(source)] as const),
    ...record.documents.map((document) => [document.uid, writeTitle(document)] as const),
  ]);
  return groups.map(({ relation, claims }) => ({
    heading: HEADINGS[relation],
    claims: claims.map(({ claim, shared }) => ({
      ...describeOther(claim),
      shared: shared.slice(0, SHARED_NAMED).flatMap((uid) => names.get(uid) ?? []),
      moreShared: Math.max(0, shared.length - SHARED_NAMED),
      notes: [],
    })),
    more: null,
  }));
}

/** How programs learn that a claim can be embedded (oEmbed 1.0, 4), by an absolute address. */
export function linkEmbedding({ id, record }: LoadedClaim, baseUrl: string): Alternate[] {
  const { status, text } = record.claim;
  if (status !== 'published') return [];
  const page = absoluteUrl(baseUrl, claimAddress({ id, text }).html);
  return [{ href: absoluteUrl(baseUrl, oembedOf(page)), type: 'application/json+oembed', title: text }];
}

export function describeLinkPreview({ id, record, headline }: Pick<LoadedClaim, 'id'> & AnalysedRecord): LinkPreview {
  const path = previewPath({ id, text: record.claim.text });
  const alt = 'The claim, what is known of it in a sentence, and a drawing of who cites whom';
  return { type: 'article', description: headline, image: { path, ...PREVIEW, alt } };
}
