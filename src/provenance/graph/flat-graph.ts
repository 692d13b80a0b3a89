/** A claim's graph as flat rows, each with the names that it needs: what tables and graph formats are written from. */
import { compareUids, indexGraph } from './graph.ts';
import type { Analysis, Attribution, ClaimRecord, Document, Source, Statement, Support } from '../../model/records.ts';

type PlaceInChains = 'report' | 'middle' | 'origin' | 'report and origin';

export interface FlatStatement {
  statement: Statement;
  source: Source;
  document: Document | null;
  place: PlaceInChains;
}

export interface FlatHop {
  attribution: Attribution;
  citing: FlatStatement;
  cited: FlatStatement;
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
  const statements = graph.statements.map((statement, at): FlatStatement => {
    return {
      statement,
      source: graph.sources.get(statement.source)!,
      document: statement.document === null ? null : documents.get(statement.document)!,
      place: findPlace(graph.citedBy[at]!.length > 0, graph.cites[at]!.length > 0),
    };
  });
  const hops = graph.attributions.map((attribution, at): FlatHop => {
    return {
      attribution,
      citing: statements[graph.citing[at]!]!,
      cited: statements[graph.cited[at]!]!,
      support: analysis.support.get(attribution.uid)!,
      lag: analysis.lag.get(attribution.uid) ?? null,
    };
  });
  return { statements, hops };
}

function findPlace(isCited: boolean, cites: boolean): PlaceInChains {
  if (isCited) return cites ? 'middle' : 'origin';
  return cites ? 'report' : 'report and origin';
}

/** Short names for statements, `s1`, `s2`…, in the order of their uids: for formats whose ids people read. */
export function numberStatements({ statements }: ReturnType<typeof flattenGraph>): Map<string, string> {
  const uids = statements.map(({ statement }) => statement.uid).sort(compareUids);
  return new Map(uids.map((uid, at) => [uid, `s${at + 1}`]));
}
