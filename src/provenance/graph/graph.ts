import type { Attribution, ClaimGraph, Source, Statement, Uid } from '../../model/records.ts';

/** For each position, the positions one step on. */
export type Adjacency = readonly (readonly number[])[];

/**
 * A claim's graph with positions in sorted lists in place of uids, so that whatever is derived from it is the same
 * for every order of the input. "By statement" and "by attribution" below mean: at its position in these lists.
 */
export interface IndexedGraph {
  /** Sorted by uid. */
  statements: readonly Statement[];
  /** Sorted by the citing, then by the cited statement. */
  attributions: readonly Attribution[];
  sources: ReadonlyMap<Uid, Source>;
  /** By attribution: its two statements. */
  citing: readonly number[];
  cited: readonly number[];
  /** By statement: the statements it cites, and those that cite it. */
  cites: Adjacency;
  citedBy: Adjacency;
}

/** Orders uids by code unit: the same on every machine, unlike a locale's order. */
export function compareUids(a: Uid, b: Uid): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Sorts and indexes a claim's graph.
 * @throws Error when an attribution names a statement that is not in the graph (storage never lets it happen).
 */
export function indexGraph(graph: ClaimGraph): IndexedGraph {
  const statements = [...graph.statements].sort((a, b) => compareUids(a.uid, b.uid));
  const positions = new Map(statements.map((statement, position) => [statement.uid, position]));
  const joins = graph.attributions
    .map((attribution) => ({
      attribution,
      citing: findPosition(positions, attribution, attribution.citing),
      cited: findPosition(positions, attribution, attribution.cited),
    }))
    .sort((a, b) => a.citing - b.citing || a.cited - b.cited);

  const citing = joins.map((join) => join.citing);
  const cited = joins.map((join) => join.cited);
  return {
    statements,
    attributions: joins.map((join) => join.attribution),
    sources: new Map(graph.sources.map((source) => [source.uid, source])),
    citing,
    cited,
    cites: listNeighbours(statements.length, citing, cited),
    citedBy: listNeighbours(statements.length, cited, citing),
  };
}

/**
 * Lists where each of `size` positions leads, given the two ends of every step. Counts first: lists that grow by
 * pushing keep room for more, and of so many short ones that is most of the memory.
 */
function listNeighbours(size: number, from: readonly number[], to: readonly number[]): number[][] {
  const counts = new Int32Array(size);
  for (const position of from) counts[position]!++;
  const neighbours = Array.from(counts, (count) => new Array<number>(count));
  for (const [step, position] of from.entries()) {
    const list = neighbours[position]!;
    list[list.length - counts[position]!--] = to[step]!;
  }
  return neighbours;
}

function findPosition(positions: ReadonlyMap<Uid, number>, attribution: Attribution, statement: Uid): number {
  const position = positions.get(statement);
  if (position === undefined) {
    throw new Error(`Attribution ${attribution.uid} names statement ${statement}, which is not in its claim.`);
  }
  return position;
}

export function toUids(graph: IndexedGraph, positions: readonly number[]): Uid[] {
  return positions.map((position) => graph.statements[position]!.uid);
}

/**
 * Walks breadth-first from some positions, themselves included.
 * @returns every position reached with the fewest steps to it, in the order of the walk.
 */
export function walkFrom(starts: readonly number[], next: Adjacency): Map<number, number> {
  const steps = new Map(starts.map((start) => [start, 0]));
  // A Map yields what is added while it is being walked, so it is the queue too.
  for (const [position, step] of steps) {
    for (const neighbour of next[position]!) {
      if (!steps.has(neighbour)) steps.set(neighbour, step + 1);
    }
  }
  return steps;
}

/**
 * All statements that rest on a statement, through any number of hops, itself left out: breadth-first, nearest first.
 * @param index of the same graph, where there is one already
 * @throws Error when the statement is not in the graph.
 */
export function listDownstream(graph: ClaimGraph, uid: Uid, index: IndexedGraph = indexGraph(graph)): Uid[] {
  const start = index.statements.findIndex((statement) => statement.uid === uid);
  if (start === -1) throw new Error(`Statement ${uid} is not in this claim.`);
  const reached = walkFrom([start], index.citedBy);
  reached.delete(start);
  return toUids(index, [...reached.keys()]);
}
