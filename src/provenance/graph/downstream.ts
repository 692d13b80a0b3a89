import { indexGraph, toUids, walkFrom, type IndexedGraph } from './graph.ts';
import type { ClaimGraph, Uid } from '../../model/records.ts';

/**
 * All statements that rest on a statement, through any number of hops, itself left out: breadth-first, nearest first.
 *
 * @param index of the same graph, where there is one already
 * @throws Error when the statement is not in the graph.
 */
export function downstream(graph: ClaimGraph, uid: Uid, index: IndexedGraph = indexGraph(graph)): Uid[] {
  const start = index.statements.findIndex((statement) => statement.uid === uid);
  if (start === -1) throw new Error(`Statement ${uid} is not in this claim.`);
  const reached = walkFrom([start], index.citedBy);
  reached.delete(start);
  return toUids(index, [...reached.keys()]);
}
