/** Hops as a table: CSV (RFC 4180), one row a hop, or one a piece of its evidence. `read-hop-csv.ts` reads it back. */
import { stringify } from 'csv-stringify/sync';
import { flattenGraph, type FlatHop, type FlatStatement } from '../../provenance/graph/flat-graph.ts';
import type { Analysis, ClaimRecord, Document, Evidence, Source, Uid } from '../../model/records.ts';
import { defuseCell } from './cells.ts';

/** A row, by column: every value as text, empty when unknown. */
export type HopRow = Record<HopColumn, string>;

const STATEMENT_COLUMNS = ['source', 'source_kind', 'date', 'stance', 'basis', 'wording', 'wording_language'] as const;
const DOCUMENT_COLUMNS = ['publisher', 'title', 'url', 'date', 'language'] as const;

type Side = 'citing' | 'cited';
type StatementColumn = `${Side}_${'uid' | (typeof STATEMENT_COLUMNS)[number]}`;
type DocumentColumn = `${Side | 'excerpt'}_document_${(typeof DOCUMENT_COLUMNS)[number]}`;
export type HopColumn =
  | 'claim_uid'
  | 'claim'
  | 'claim_language'
  | 'claim_about'
  | 'claim_status'
  | StatementColumn
  | DocumentColumn
  | 'hop_uid'
  | 'manner'
  | 'cue'
  | 'support'
  | 'lag'
  | 'excerpt';

const listSide = (side: Side): HopColumn[] => [
  `${side}_uid`,
  ...STATEMENT_COLUMNS.map((column) => `${side}_${column}` as const),
  ...DOCUMENT_COLUMNS.map((column) => `${side}_document_${column}` as const),
];

/** The columns in their order. */
export const HOP_COLUMNS: readonly HopColumn[] = [
  ...(['claim_uid', 'claim', 'claim_language', 'claim_about', 'claim_status'] as const),
  ...listSide('citing'),
  ...listSide('cited'),
  ...(['hop_uid', 'manner', 'cue', 'support', 'lag', 'excerpt'] as const),
  ...DOCUMENT_COLUMNS.map((column) => `excerpt_document_${column}` as const),
];

/**
 * One claim's hops. A hop with several pieces of evidence has a row for each; a statement that cites nobody and that
 * nobody cites has a row without a cited side. What a table has no place for is left out: notes, topics, ratings, aliases,
 * families, retractions, archived copies and positions (`hearsay.claim/1` has them all).
 * @param analysis of this very record
 */
export function writeHopCsv(record: ClaimRecord, analysis: Analysis): string {
  const rows = listHopRows(record, analysis).map((row) => HOP_COLUMNS.map((column) => defuseCell(row[column])));
  // Without the mark, Excel takes UTF-8 for the machine's old code page.
  return stringify([[...HOP_COLUMNS], ...rows], { bom: true, record_delimiter: 'windows' });
}

/** The rows of `writeHopCsv`, as they are before they are made safe for spreadsheets. */
export function listHopRows(record: ClaimRecord, analysis: Analysis): HopRow[] {
  const { statements, hops } = flattenGraph(record, analysis);
  const { claim } = record;
  const about = {
    claim_uid: claim.uid,
    claim: claim.text,
    claim_language: claim.language,
    claim_about: claim.aboutDate ?? '',
    claim_status: claim.status,
  };
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const documents = new Map(record.documents.map((document) => [document.uid, document]));
  const joined = new Set(hops.flatMap(({ citing, cited }) => [citing, cited]));
  const single = statements.filter((statement) => !joined.has(statement));
  return [
    ...hops.flatMap((hop) => {
      const pieces = hop.attribution.evidence.length > 0 ? hop.attribution.evidence : [null];
      return pieces.map((piece) => ({
        ...EMPTY,
        ...about,
        ...writeSide('citing', hop.citing, sources),
        ...writeSide('cited', hop.cited, sources),
        ...writeHop(hop, piece, documents, sources),
      }));
    }),
    ...single.map((statement) => ({ ...EMPTY, ...about, ...writeSide('citing', statement, sources) })),
  ];
}

const EMPTY = Object.fromEntries(HOP_COLUMNS.map((column) => [column, ''])) as HopRow;

function writeSide(side: Side, of: FlatStatement, sources: ReadonlyMap<Uid, Source>): Partial<HopRow> {
  const { statement, source, document } = of;
  return {
    [`${side}_uid`]: statement.uid,
    [`${side}_source`]: source.name,
    [`${side}_source_kind`]: source.kind,
    [`${side}_date`]: statement.statedAt ?? '',
    [`${side}_stance`]: statement.stance,
    [`${side}_basis`]: statement.basis,
    [`${side}_wording`]: statement.wording ?? '',
    [`${side}_wording_language`]: statement.language ?? '',
    ...writeDocument(side, document, sources),
  };
}

function writeDocument(
  of: Side | 'excerpt',
  document: Document | null,
  sources: ReadonlyMap<Uid, Source>,
): Partial<HopRow> {
  if (!document) return {};
  return {
    [`${of}_document_publisher`]: sources.get(document.publisher)!.name,
    [`${of}_document_title`]: document.title,
    [`${of}_document_url`]: document.url ?? '',
    [`${of}_document_date`]: document.publishedAt ?? '',
    [`${of}_document_language`]: document.language ?? '',
  };
}

function writeHop(
  { attribution, support, lag }: FlatHop,
  piece: Evidence | null,
  documents: ReadonlyMap<Uid, Document>,
  sources: ReadonlyMap<Uid, Source>,
): Partial<HopRow> {
  return {
    hop_uid: attribution.uid,
    manner: attribution.manner,
    cue: attribution.cue ?? '',
    support,
    lag: lag ?? '',
    excerpt: piece?.exact ?? '',
    ...(piece ? writeDocument('excerpt', documents.get(piece.document)!, sources) : {}),
  };
}
