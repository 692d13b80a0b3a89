/** One claim's records and what was derived from them, ready to be looked up by uid. */
import { NO_SELECTION, type View } from '../../../drawing/view.ts';
import type { Selection } from '../../../model/queries.ts';
import { analyse } from '../../../provenance/analysis.ts';
import { measureGraph, type MeasuredGraph } from '../../../provenance/graph/hops.ts';
import type { AttributionRole } from '../../../provenance/graph/graph.ts';
import { takeOut, type Remainder } from '../../../provenance/graph/without.ts';
import { nameStatements } from '../../../wording/names.ts';
import { nameEnds } from '../../../wording/values.ts';
import { writeHeadline } from '../../../wording/headline.ts';
import {
  sidesOf,
  type Analysis,
  type Attribution,
  type ClaimRecord,
  type Document,
  type EndKind,
  type ReportAnalysis,
  type Source,
  type Statement,
  type Uid,
} from '../../../model/records.ts';
import { documentAddress, sourceAddress } from '../../../urls/records.ts';

/** A claim with all that is derived from its graph: made once a page, and handed on to all that shows some of it. */
export interface AnalysedRecord {
  record: ClaimRecord;
  measured: MeasuredGraph;
  analysis: Analysis;
  headline: string;
}

export function analyseRecord(record: ClaimRecord): AnalysedRecord {
  const measured = measureGraph(record);
  const analysis = analyse(record, measured);
  return { record, measured, analysis, headline: writeHeadline(record, analysis, measured.graph) };
}

export interface ClaimIndex extends AnalysedRecord {
  statements: ReadonlyMap<Uid, Statement>;
  attributions: ReadonlyMap<Uid, Attribution>;
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
  /** By document: the first statement that was made in it. */
  speakers: ReadonlyMap<Uid, Uid>;
  /** As a sentence names it. */
  names: ReadonlyMap<Uid, string>;
  /** By attribution: whether it is a hop, and what else where it is none. */
  roles: ReadonlyMap<Uid, AttributionRole>;
  /** By citing statement, in the record's order: hops and what is none. */
  cites: ReadonlyMap<Uid, readonly Attribution[]>;
  /** By cited statement, in the record's order. */
  citedBy: ReadonlyMap<Uid, readonly Attribution[]>;
  /** Of both sides. */
  reports: ReadonlyMap<Uid, ReportAnalysis>;
  ends: ReadonlyMap<Uid, EndKind>;
  /** By end: its kind in words. */
  endWords: ReadonlyMap<Uid, string>;
  /** What rests on a retracted statement, through any number of hops, and was not retracted itself. */
  restsOnRetracted: ReadonlySet<Uid>;
  /** Whether whoever looks at it may edit it: links to the forms are shown then. */
  mayEdit: boolean;
  /** The local numbers of sources and documents, where their pages are linked to. */
  numbers: ReadonlyMap<Uid, number>;
  page: string;
  /** The statements that drawing and tree show; null for all. */
  chosen: ReadonlySet<Uid> | null;
  /** What a reader asked for. */
  selection: Selection;
  /** What is left without the source that a reader took out. */
  remainder: Remainder | null;
}

/** How a page shows a claim: by default all of it, to a reader, with nothing that leads elsewhere. */
export type Showing = Partial<Pick<ClaimIndex, 'mayEdit' | 'numbers' | 'page' | 'chosen' | 'selection'>>;

/** The part of a claim that a view chose, on the page with this path. */
export function showPart(page: string, { selection, chosen }: View): Showing {
  return { page, chosen, selection };
}

/** Indexes a claim, in time linear in its size. */
export function indexClaim(
  analysed: AnalysedRecord,
  { mayEdit = false, numbers = new Map(), page = '', chosen = null, selection = NO_SELECTION }: Showing = {},
): ClaimIndex {
  const { record, analysis, measured } = analysed;
  const { statements, attributions, sources, roles } = measured.graph;
  const sides = sidesOf(analysis);
  return {
    ...analysed,
    names: nameStatements(statements, sources),
    roles: new Map(attributions.map(({ uid }, at) => [uid, roles[at]!])),
    statements: byUid(record.statements),
    attributions: byUid(record.attributions),
    sources: byUid(record.sources),
    documents: byUid(record.documents),
    speakers: new Map(
      record.statements.toReversed().flatMap(({ uid, document }) => (document ? [[document, uid]] : [])),
    ),
    cites: groupByEnd(record.attributions, 'citing'),
    citedBy: groupByEnd(record.attributions, 'cited'),
    reports: new Map(sides.flatMap(({ reports }) => reports.map((report) => [report.statement, report] as const))),
    endWords: nameEnds(measured.graph, analysis),
    ends: new Map(sides.flatMap(({ ends }) => ends.map(({ statement, kind }) => [statement, kind] as const))),
    restsOnRetracted: findResting(record, analysis),
    ...{ mayEdit, numbers, page, chosen, selection },
    remainder: takeOutSelected(analysed, selection),
  };
}

/** What is left of a claim without the source that a reader took out; null where none was. */
export function takeOutSelected({ measured, analysis }: AnalysedRecord, { without }: Selection): Remainder | null {
  return without === null ? null : takeOut(measured, analysis, without);
}

/** The finding has walked there already: its witnesses are the retracted statements and all that rests on them. */
function findResting({ statements }: ClaimRecord, { findings }: Analysis): ReadonlySet<Uid> {
  const resting = new Set(findings.find(({ kind }) => kind === 'retracted')?.statements);
  for (const { uid, retractedAt } of statements) if (retractedAt !== null) resting.delete(uid);
  return resting;
}

export function groupByEnd(
  attributions: readonly Attribution[],
  end: 'citing' | 'cited',
): ReadonlyMap<Uid, readonly Attribution[]> {
  const groups = new Map<Uid, Attribution[]>();
  for (const attribution of attributions) {
    const group = groups.get(attribution[end]);
    if (group) group.push(attribution);
    else groups.set(attribution[end], [attribution]);
  }
  return groups;
}

function byUid<T extends { uid: Uid }>(records: readonly T[]): ReadonlyMap<Uid, T> {
  return new Map(records.map((record) => [record.uid, record]));
}

/** The record with this uid. Storage's foreign keys see to it that there is one. */
export function find<T>(records: ReadonlyMap<Uid, T>, uid: Uid): T {
  const record = records.get(uid);
  if (record === undefined) throw new Error(`${uid} is not among the claim's records.`);
  return record;
}

/** Where a source has its page; null where that is not linked to. */
export function linkSource({ numbers }: ClaimIndex, { uid, name }: Source): string | null {
  const id = numbers.get(uid);
  return id === undefined ? null : sourceAddress({ id, name }).html;
}

export function linkDocument({ numbers }: ClaimIndex, { uid, title }: Document): string | null {
  const id = numbers.get(uid);
  return id === undefined ? null : documentAddress({ id, title }).html;
}
