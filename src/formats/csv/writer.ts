import { flattenGraph, type FlatHop, type FlatStatement } from '../../provenance/graph/flat-graph.ts';
import type { Analysis, Attribution, ClaimRecord, Document, Evidence, Source, Uid } from '../../model/records.ts';
import {
  EMPTY_ROW,
  escapeFormula,
  HOP_COLUMNS,
  joinTopics,
  writeRelationsCell,
  writeTable,
  type DocumentOwner,
  type HopRow,
  type HopSide,
} from './columns.ts';
import { chooseName } from '../../wording/names.ts';

/**
 * One claim's hops: a row for each piece of a hop's evidence, and a row without a cited side for a statement without
 * hops. What has no column is listed in `../index.ts`.
 * @param analysis of this very record
 */
export function writeHopCsv(record: ClaimRecord, analysis: Analysis): string {
  const rows = listHopRows(record, analysis).map((row) => HOP_COLUMNS.map((column) => escapeFormula(row[column])));
  return writeTable([HOP_COLUMNS, ...rows]);
}

/** The rows of `writeHopCsv`, before they are escaped. */
export function listHopRows(record: ClaimRecord, analysis: Analysis): HopRow[] {
  const { statements, hops } = flattenGraph(record, analysis);
  const { claim } = record;
  const about = {
    claim_uid: claim.uid,
    claim: claim.text,
    claim_language: claim.language,
    claim_about: claim.aboutDate ?? '',
    claim_status: claim.status,
    claim_topics: joinTopics(claim.topics),
    claim_relations: writeRelationsCell(claim.relations),
  };
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const documents = new Map(record.documents.map((document) => [document.uid, document]));
  const joined = new Set(hops.flatMap(({ citing, cited }) => [citing, cited]));
  const single = statements.filter((statement) => !joined.has(statement));
  return [
    ...hops.flatMap((hop) => {
      const pieces = hop.attribution.evidence.length > 0 ? hop.attribution.evidence : [null];
      return pieces.map((piece) => ({
        ...EMPTY_ROW,
        ...about,
        ...writeSide('citing', hop.citing, sources),
        ...writeSide('cited', hop.cited, sources),
        ...writeHop(hop, piece, documents, sources),
      }));
    }),
    ...single.map((statement) => ({ ...EMPTY_ROW, ...about, ...writeSide('citing', statement, sources) })),
  ];
}

function writeSide(side: HopSide, of: FlatStatement, sources: ReadonlyMap<Uid, Source>): Partial<HopRow> {
  const { statement, source, document } = of;
  return {
    [`${side}_uid`]: statement.uid,
    [`${side}_source_english`]: writeEnglish(source),
    [`${side}_source`]: source.name,
    [`${side}_source_kind`]: source.kind,
    [`${side}_date`]: statement.statedAt ?? '',
    [`${side}_stance`]: statement.stance,
    [`${side}_basis`]: statement.basis,
    [`${side}_wording`]: statement.wording ?? '',
    [`${side}_wording_language`]: statement.language ?? '',
    [`${side}_retracted`]: statement.retractedAt ?? '',
    [`${side}_retraction_reason`]: statement.retractionReason ?? '',
    [`${side}_place`]: of.place,
    [`${side}_end`]: of.endKind ?? '',
    ...writeDocument(side, document, sources),
  };
}

/** What a reader calls a source whose name is in another script: the recorded one is read back. */
function writeEnglish(source: Source): string {
  const { text, original } = chooseName(source);
  return original ? text : '';
}

function writeDocument(
  of: DocumentOwner,
  document: Document | null,
  sources: ReadonlyMap<Uid, Source>,
): Partial<HopRow> {
  if (!document) return {};
  const publisher = sources.get(document.publisher)!;
  return {
    [`${of}_document_publisher_english`]: writeEnglish(publisher),
    [`${of}_document_publisher`]: publisher.name,
    [`${of}_document_kind`]: document.kind ?? '',
    [`${of}_document_title`]: document.title,
    [`${of}_document_url`]: document.url ?? '',
    [`${of}_document_version`]: document.version ?? '',
    [`${of}_document_archived_url`]: document.archivedUrl ?? '',
    [`${of}_document_date`]: document.publishedAt ?? '',
    [`${of}_document_retrieved`]: document.retrievedAt ?? '',
    [`${of}_document_language`]: document.language ?? '',
  };
}

function writeDispute(
  { disputedAt, disputedBy, disputeReason }: Attribution,
  sources: ReadonlyMap<Uid, Source>,
): Partial<HopRow> {
  const source = disputedBy === null ? null : sources.get(disputedBy)!;
  return {
    disputed: disputedAt ?? '',
    disputed_by_english: source ? writeEnglish(source) : '',
    disputed_by: source?.name ?? '',
    disputed_by_kind: source?.kind ?? '',
    dispute_reason: disputeReason ?? '',
  };
}

function writeHop(
  { attribution, role, support, lag }: FlatHop,
  piece: Evidence | null,
  documents: ReadonlyMap<Uid, Document>,
  sources: ReadonlyMap<Uid, Source>,
): Partial<HopRow> {
  return {
    hop_uid: attribution.uid,
    manner: attribution.manner,
    cue: attribution.cue ?? '',
    role,
    ...writeDispute(attribution, sources),
    support,
    lag: lag ?? '',
    excerpt: piece?.exact ?? '',
    ...(piece ? writeDocument('excerpt', documents.get(piece.document)!, sources) : {}),
  };
}
