import { indexGraph, toUids, walkFrom } from './graph.ts';
import type { ClaimGraph, Uid } from '../../model/records.ts';

/**
 * All statements that rest on a statement, through any number of hops, itself left out: breadth-first, nearest first.
 *
 * @throws Error when the statement is not in the graph.
 */
export function downstream(graph: ClaimGraph, uid: Uid): Uid[] {
  const index = indexGraph(graph);
  const start = index.statements.findIndex((statement) => statement.uid === uid);
  if (start === -1) throw new Error(`Statement ${uid} is not in this claim.`);
  const reached = walkFrom([start], index.citedBy);
  reached.delete(start);
  return toUids(index, [...reached.keys()]);
}
