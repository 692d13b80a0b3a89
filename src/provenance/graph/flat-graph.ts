/** A claim's graph as flat rows, each with the names that it needs: what tables and graph formats are written from. */
import { compareUids, indexGraph, type AttributionRole, type Side } from './graph.ts';
import {
  sidesOf,
  type Analysis,
  type Attribution,
  type ClaimRecord,
  type Document,
  type EndKind,
  type Source,
  type Statement,
  type Support,
  type Uid,
} from '../../model/records.ts';

/** What a statement is in the chains of its side. One that is known only through disputed attributions is in none. */
export type PlaceInChains = 'report' | 'middle' | 'end' | 'report and end' | 'void';

/** Whether a statement cites another by a hop. */
export const passesOn = (place: PlaceInChains): boolean => place === 'report' || place === 'middle';

export interface FlatStatement {
  statement: Statement;
  source: Source;
  document: Document | null;
  side: Side;
  place: PlaceInChains;
  /** Null where it is no end. */
  endKind: EndKind | null;
}

export interface FlatHop {
  attribution: Attribution;
  citing: FlatStatement;
  cited: FlatStatement;
  role: AttributionRole;
  support: Support;
  lag: string | null;
}

/**
 * @param record a whole claim: every source and document it names is in it (storage and the readers see to that)
 * @param analysis of this very record
 */
export function flattenGraph(record: ClaimRecord, analysis: Analysis) {
  const graph = indexGraph(record);
  const documents = new Map(record.documents.map((document) => [document.uid, document]));
  const places = placeStatements(analysis);
  const statements = graph.statements.map((statement, at): FlatStatement => {
    return {
      statement,
      source: graph.sources.get(statement.source)!,
      document: statement.document === null ? null : documents.get(statement.document)!,
      side: graph.sides[at]!,
      ...places(statement.uid),
    };
  });
  const hops = graph.attributions.map((attribution, at): FlatHop => {
    return {
      attribution,
      citing: statements[graph.citing[at]!]!,
      cited: statements[graph.cited[at]!]!,
      role: graph.roles[at]!,
      support: analysis.support.get(attribution.uid)!,
      lag: analysis.lag.get(attribution.uid) ?? null,
    };
  });
  return { graph, statements, hops };
}

/** By statement: its place in the chains, and what kind of end it is. */
export function placeStatements(analysis: Analysis): (statement: Uid) => Pick<FlatStatement, 'place' | 'endKind'> {
  const sides = sidesOf(analysis);
  const reports = new Set(sides.flatMap((side) => side.reports.map(({ statement }) => statement)));
  const ends = new Map(sides.flatMap((side) => side.ends.map(({ statement, kind }) => [statement, kind])));
  return (statement) => {
    const endKind = ends.get(statement) ?? null;
    if (analysis.void.has(statement)) return { place: 'void', endKind };
    if (endKind !== null) return { place: reports.has(statement) ? 'report and end' : 'end', endKind };
    return { place: reports.has(statement) ? 'report' : 'middle', endKind };
  };
}

/** Short names for statements, `s1`, `s2`…, in the order of their uids: for formats whose ids people read. */
export function numberStatements({ statements }: ReturnType<typeof flattenGraph>): Map<string, string> {
  const uids = statements.map(({ statement }) => statement.uid).sort(compareUids);
  return new Map(uids.map((uid, at) => [uid, `s${at + 1}`]));
}
