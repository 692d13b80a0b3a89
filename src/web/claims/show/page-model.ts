/** The page of one claim: the claim, and what leads on from it. */
import type { View } from '../../../drawing/view.ts';
import type { RelatedGroup, Relation } from '../../../storage/claims/related-claims.ts';
import { showPart, type AnalysedRecord } from './claim-index.ts';
import { buildClaimModel, type ClaimModel } from './claim-model.ts';
import { buildDrawing, type DrawingModel } from './picture/drawing.ts';
import { listExports, type ExportView } from '../../../formats/index.ts';
import { offerEmbedding, type EmbedModel } from './embed-model.ts';
import {
  addChainPath,
  claimAddress,
  drawingPath,
  editClaimPath,
  historyAddress,
  absoluteUrl,
  revisionAddress,
} from '../../../urls/records.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { type DateView, writeDay } from '../../../wording/dates.ts';
import { writeNumber } from '../../../wording/values.ts';
import type { ClaimStatus, ClaimRecord, Uid } from '../../../model/records.ts';
import { type TextWithLanguage, writeName } from '../../../wording/names.ts';

export interface ClaimPageModel extends ClaimModel {
  /** Null when there is nothing to draw. */
  drawing: DrawingModel | null;
  /** That readers can't see it; null when they can. */
  notice: StatusNotice | null;
  related: readonly RelatedView[];
  citation: CitationModel;
  exports: readonly ExportView[];
  /** Null while readers can't see it. */
  embed: EmbedModel | null;
  historyHref: string;
  /** Where editors change it; null for everybody else. */
  editing: { editHref: string; addChainHref: string } | null;
}

/** For whom a page is made, and what of the claim it shows. */
interface Reading {
  view: View;
  related: readonly RelatedGroup[];
  /** Whether whoever looks at it is an editor. */
  mayEdit: boolean;
  baseUrl: string;
}

export async function buildClaimPage(
  loaded: LoadedClaim & AnalysedRecord,
  { view, related, mayEdit, baseUrl }: Reading,
): Promise<ClaimPageModel> {
  const { id, record, numbers } = loaded;
  const claim = { id, text: record.claim.text };
  const page = claimAddress(claim).html;
  const { selection } = view;
  const model = buildClaimModel(loaded, { mayEdit, numbers, ...showPart(page, view) });
  return {
    ...model,
    drawing: await buildDrawing({ page, analysed: loaded, view }, model, drawingPath(claim, selection)),
    notice: describeStatus(record.claim.status),
    related: describeRelated(record, related),
    citation: citeClaim(loaded, baseUrl),
    exports: listExports(claim, selection),
    embed: offerEmbedding(loaded, baseUrl),
    historyHref: historyAddress(claim).html,
    editing: mayEdit ? { editHref: editClaimPath(id), addChainHref: addChainPath(id) } : null,
  };
}

interface CitationModel {
  text: string;
  language: string;
  host: string;
  revision: string;
  changed: DateView;
  /** The page of this revision, which stays as it is. */
  permanentUrl: string;
  /** For programs that keep references: CSL-JSON (https://github.com/citation-style-language/schema). */
  csl: string;
}

function citeClaim({ id, revision, record }: LoadedClaim, baseUrl: string): CitationModel {
  const { text, updatedAt, language } = record.claim;
  const claim = { id, text };
  const permanentUrl = absoluteUrl(baseUrl, revisionAddress(claim, revision).html);
  return {
    ...{ text, language },
    host: new URL(baseUrl).host,
    revision: writeNumber(revision),
    changed: writeDay(updatedAt)!,
    permanentUrl,
    csl: JSON.stringify(
      [
        {
          id: `hearsay-${id}-${revision}`,
          type: 'webpage',
          title: text,
          'container-title': 'Hearsay',
          version: String(revision),
          language,
          issued: { 'date-parts': [listParts(updatedAt)] },
          URL: permanentUrl,
        },
      ],
      null,
      1,
    ),
  };
}

function listParts(instant: string): number[] {
  return instant.slice(0, '2025-06-17'.length).split('-').map(Number);
}

/** Related claims on a page. */
export const RELATED_SHOWN = 8;

const SHARED_NAMED = 3;

const HEADINGS: Readonly<Record<Relation, string>> = {
  opposed: 'In much the same words, denied or doubted in one of the two alone',
  similar: 'In much the same words',
  document: 'In the same document',
  sources: 'Resting on the same sources',
};

interface RelatedView {
  heading: string;
  claims: readonly {
    text: string;
    language: string;
    href: string;
    /** For editors, of a claim that readers don't see. */
    status: ClaimStatus | null;
    shared: readonly TextWithLanguage[];
    moreShared: number;
  }[];
}

/** @param record of the claim that they are related to */
function describeRelated(record: ClaimRecord, groups: readonly RelatedGroup[]): readonly RelatedView[] {
  const names = new Map<Uid, TextWithLanguage>([
    ...record.sources.map((source) => [source.uid, writeName(source)] as const),
    ...record.documents.map(({ uid, title, language }) => [uid, { text: title, lang: language }] as const),
  ]);
  return groups.map(({ relation, claims }) => ({
    heading: HEADINGS[relation],
    claims: claims.map(({ claim, shared }) => ({
      text: claim.text,
      language: claim.language,
      href: claimAddress(claim).html,
      status: claim.status === 'published' ? null : claim.status,
      shared: shared.slice(0, SHARED_NAMED).flatMap((uid) => names.get(uid) ?? []),
      moreShared: Math.max(0, shared.length - SHARED_NAMED),
    })),
  }));
}

/** For `{{> status-notice}}`. */
export interface StatusNotice {
  word: string;
  text: string;
}

const NOTICES: Readonly<Record<ClaimStatus, StatusNotice | null>> = {
  draft: { word: 'Draft: editors only.', text: 'Readers find nothing at this address until it is published.' },
  published: null,
  withdrawn: { word: 'Withdrawn: editors only.', text: 'Readers no longer find anything at this address.' },
};

/** Tells editors of a claim that readers can't see; null for one that they can. */
export function describeStatus(status: ClaimStatus): StatusNotice | null {
  return NOTICES[status];
}
