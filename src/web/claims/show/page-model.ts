import type { View } from '../../../drawing/view.ts';
import type { RelatedGroup, Relation } from '../../../storage/claims/related-claims.ts';
import { showPart, type AnalysedRecord, type Showing, indexClaim } from './claim-index.ts';
import { buildDrawing } from './drawing.ts';
import type { Alternate } from '../../../formats/index.ts';
import { offerActions } from './actions-model.ts';
import {
  addChainPath,
  claimAddress,
  editClaimPath,
  historyAddress,
  absoluteUrl,
  previewPath,
  publicationPath,
  type PublicationAction,
} from '../../../urls/records.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { writeDateInSentence, writeDay, writeSubjectDate } from '../../../wording/dates.ts';
import { capitalize } from '../../../wording/values.ts';
import type { ClaimStatus, ClaimRecord, Uid, Rating } from '../../../model/records.ts';
import { writeName, writeTitle, type ShownName } from '../../../wording/names.ts';
import { oembedOf, claimsAddress } from '../../../urls/site.ts';
import type { LinkPreview } from '../../http/route.ts';
import { PREVIEW } from '../../../drawing/images.ts';
import { layOutEvidence } from './evidence-model.ts';
import { listFindings } from './findings-model.ts';
import { offerNarrowing } from './narrowing-model.ts';
import { mention } from './statement-model.ts';
import { summarizeClaim, summarizeContested } from './summary-model.ts';
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
  const model = buildClaimModel(loaded, { mayEdit, numbers, ...showPart(page, view) });
  const drawing = await buildDrawing({ page, analysed: loaded, view, remainder: model.remainder }, model.lines);
  return {
    ...model,
    drawing,
    notice: describeStatus(record.claim.status),
    related: [...describeRelations(relations, inverse), ...describeRelated(record, related)],
    actions: await offerActions(loaded, view, drawing, baseUrl),
    historyHref: historyAddress(claim).html,
    editing: mayEdit ? offerEditing(id, record.claim.status) : null,
  };
}

function offerEditing(id: number, status: ClaimStatus) {
  const path = (action: PublicationAction) => publicationPath(id, action);
  return {
    ...{ editHref: editClaimPath(id), addChainHref: addChainPath(id) },
    publishPath: status === 'draft' ? path('publish') : null,
    withdrawHref: status === 'published' ? path('withdraw') : null,
    restorePath: status === 'withdrawn' ? path('restore') : null,
  };
}

/** The claim as its page and those of its older versions show it: all but what the page itself adds. */
export function buildClaimModel(analysed: AnalysedRecord, showing: Showing = {}) {
  const index = indexClaim(analysed, showing);
  const { claim } = analysed.record;
  const { model: evidence, lines } = layOutEvidence(index);
  return {
    text: claim.text,
    language: claim.language,
    summary: summarizeClaim(index, lines.statements),
    note: claim.note,
    rating: describeRating(claim.rating),
    about: writeSubjectDate(claim.aboutDate),
    topics: claim.topics.map((topic) => ({ text: topic, href: claimsAddress({ topic }).html })),
    updated: writeDay(claim.updatedAt),
    statusWord: capitalize(claim.status),
    // The report whose chains alone a reader selected.
    narrowedTo: index.selection.from === null ? null : mention(index, index.selection.from, lines.statements),
    narrowing: offerNarrowing(index),
    findings: listFindings(index, lines),
    evidence,
    contested: summarizeContested(index),
    time: layOutTime(index, lines.statements),
    ...{ lines, remainder: index.remainder },
  };
}

/** Somebody else's judgement of the claim; null when none was recorded. */
function describeRating(rating: Rating | null) {
  if (!rating) return null;
  const { text, reviewer, reviewerUrl, publisher, ratedAt, reviewUrl, archivedUrl } = rating;
  return {
    ...{ text, reviewer, reviewerUrl, publisher, reviewUrl, archivedUrl },
    ...{ date: writeDateInSentence(ratedAt), number: describeNumber(rating) },
  };
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
  withdrawn: { word: 'Withdrawn: editors only.', text: 'Readers don’t see the claim at this address.' },
};

/** Warns editors of a claim that readers can't see; null for one that they can. */
export function describeStatus(status: ClaimStatus) {
  return NOTICES[status];
}

export const RELATED_SHOWN = 6;
const SHARED_NAMED = 3;

const HEADINGS: Readonly<Record<Relation, string>> = {
  opposed: 'In similar words, but denied or doubted in one of the two',
  similar: 'In similar words',
  document: 'In the same document',
  sources: 'From the same sources',
};

/** @param record of the claim that they are related to */
function describeRelated(record: ClaimRecord, groups: readonly RelatedGroup[]) {
  const names = new Map<Uid, ShownName>([
    ...record.sources.map((source) => [source.uid, writeName(source)] as const),
    ...record.documents.map((document) => [document.uid, writeTitle(document)] as const),
  ]);
  // Of a claim with one document, which it is goes without saying.
  const isPlain = (relation: Relation): boolean => relation === 'document' && record.documents.length === 1;
  return groups.map(({ relation, claims }) => ({
    heading: HEADINGS[relation],
    claims: claims.map(({ claim, shared }) => ({
      ...describeOther(claim),
      shared: isPlain(relation) ? [] : shared.slice(0, SHARED_NAMED).flatMap((uid) => names.get(uid) ?? []),
      moreShared: isPlain(relation) ? 0 : Math.max(0, shared.length - SHARED_NAMED),
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
