import { groupBy } from '../model/grouping.ts';
import {
  isDocumentRead,
  sidesOf,
  type Analysis,
  type Attribution,
  type ClaimGraph,
  type DocumentOfGraph,
  type End,
  type EndKind,
  type SideAnalysis,
  type Source,
  type Statement,
  type Uid,
} from '../model/records.ts';
import { findFamilies, publishesItself } from '../provenance/graph/ends.ts';
import { walkFrom, type AttributionRole, type IndexedGraph } from '../provenance/graph/graph.ts';
import { joinNames, tellStatementsApart, type StatementName } from './names.ts';

/** A claim's graph and its analysis, as the sentences about it look things up. */
export interface Outline {
  analysis: Analysis;
  graph: IndexedGraph;
  positions: ReadonlyMap<Uid, number>;
  names: ReadonlyMap<Uid, StatementName>;
  /** By source; null for an unnamed one. */
  families: ReadonlyMap<Uid, Uid | null>;
  /** By statement: what it attributes to others. */
  attributions: ReadonlyMap<Uid, readonly Attribution[]>;
  /** By statement: what passes it on on its side, and what answers it from the other. */
  hopsTo: ReadonlyMap<Uid, readonly Attribution[]>;
  repliesTo: ReadonlyMap<Uid, readonly Attribution[]>;
  /** By statement, of both sides. */
  endKinds: ReadonlyMap<Uid, EndKind>;
  /** By end of kind `dropped`: the earlier statement of its source that attributed the claim. */
  attributedBefore: ReadonlyMap<Uid, Uid>;
  documents: ReadonlyMap<Uid, DocumentOfGraph>;
  /** Statements whose document somebody here has read, whoever published it. */
  inReadDocuments: ReadonlySet<Uid>;
  /** Whether none of the asserting statements is among them. */
  isNothingRead: boolean;
}

export function outlineClaim(claim: ClaimGraph, analysis: Analysis, graph: IndexedGraph): Outline {
  const documents = new Map(claim.documents.map((document) => [document.uid, document]));
  const inReadDocuments = new Set<Uid>();
  for (const { uid, document } of graph.statements) {
    const found = document === null ? undefined : documents.get(document);
    if (found && isDocumentRead(found)) inReadDocuments.add(uid);
  }
  const citedBy = (role: AttributionRole) => {
    return groupBy(
      graph.attributions.filter((_, at) => graph.roles[at] === role),
      ({ cited }) => cited,
    );
  };
  const ends = sidesOf(analysis).flatMap((side) => side.ends);
  const dropped = analysis.findings.filter(({ kind }) => kind === 'attribution-dropped');
  return {
    ...{ analysis, graph, documents, inReadDocuments },
    attributions: groupBy(graph.attributions, ({ citing }) => citing),
    ...{ hopsTo: citedBy('hop'), repliesTo: citedBy('reply') },
    endKinds: new Map(ends.map(({ statement, kind }) => [statement, kind])),
    positions: new Map(graph.statements.map(({ uid }, position) => [uid, position])),
    names: tellStatementsApart(graph.statements, graph.sources),
    families: findFamilies(graph.sources),
    attributedBefore: new Map(dropped.map(({ statements: [earlier, end] }) => [end!, earlier!])),
    isNothingRead: !graph.statements.some(({ uid, stance }) => stance === 'asserts' && inReadDocuments.has(uid)),
  };
}

export function findStatement({ graph, positions }: Outline, uid: Uid): Statement {
  return graph.statements[positions.get(uid)!]!;
}

export function findSpeaker(outline: Outline, uid: Uid): Source | undefined {
  return outline.graph.sources.get(findStatement(outline, uid).source);
}

/** The statements that assert the claim and that somebody is known to have made. */
export function listAsserting({ graph, analysis }: Outline): Uid[] {
  return graph.statements
    .filter(({ uid, stance }) => stance === 'asserts' && !analysis.void.has(uid))
    .map(({ uid }) => uid);
}

/** "IANS (4 June 2025) and TASS". */
export function nameAll({ names }: Outline, statements: readonly Uid[]): string {
  return joinNames(statements.map((uid) => names.get(uid)!.text));
}

/** What a statement is called: agencies and outlets make reports. */
export function chooseNoun(outline: Outline, statements: readonly Uid[]): 'report' | 'statement' {
  return statements.every((uid) => publishesItself(findSpeaker(outline, uid))) ? 'report' : 'statement';
}

/** Whether a sentence says "who" and "they" of whoever made the statement. */
export function isSomebody(outline: Outline, uid: Uid): boolean {
  const kind = findSpeaker(outline, uid)?.kind;
  return kind === 'person' || kind === 'account';
}

/** The ends of a side that some of its statements lead to by hops. */
export function listEndsOf({ graph, positions }: Outline, { ends }: SideAnalysis, statements: readonly Uid[]): End[] {
  const starts = statements.map((uid) => positions.get(uid)!);
  const reached = walkFrom(starts, graph.cites);
  return ends.filter(({ statement }) => reached.has(positions.get(statement)!));
}

/** The reports of a side and its circles that no statement outside them cites: where reading begins. */
export function listHeads(outline: Outline, side: SideAnalysis): (readonly Uid[])[] {
  return [...side.reports.map(({ statement }) => [statement]), ...listUncitedCircles(outline, side)];
}

/** Those of them that lead to no end of any kind. */
export function listEndlessHeads(outline: Outline, side: SideAnalysis): (readonly Uid[])[] {
  const { graph, positions } = outline;
  const ends = side.ends.map(({ statement }) => positions.get(statement)!);
  const leading = walkFrom(ends, graph.citedBy);
  return listHeads(outline, side).filter(([first]) => !leading.has(positions.get(first!)!));
}

/** The circles of a side that no statement outside them cites. */
export function listUncitedCircles({ graph, positions }: Outline, { circles }: SideAnalysis): (readonly Uid[])[] {
  return circles.filter((circle) => {
    const members = new Set(circle.map((uid) => positions.get(uid)!));
    return [...members].every((member) => graph.citedBy[member]!.every((citing) => members.has(citing)));
  });
}
