import {
  isDisputed,
  type Attribution,
  type ClaimGraph,
  type Source,
  type Stance,
  type Statement,
  type Uid,
} from '../../model/records.ts';

/** For each position, the positions one step on. */
export type Adjacency = readonly (readonly number[])[];

export const SIDES = ['asserting', 'contesting'] as const;
export type Side = (typeof SIDES)[number];

export const sideOf = (stance: Stance): Side => (stance === 'asserts' ? 'asserting' : 'contesting');

/**
 * What an attribution does for the analysis. A `hop` carries the claim within one side; a `reply` joins the sides;
 * `disputed` ones carry nothing; nor do `idle` ones, which come from a void statement or join a statement to itself.
 */
export type AttributionRole = 'hop' | 'reply' | 'disputed' | 'idle';

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
  /** By attribution. */
  roles: readonly AttributionRole[];
  /** By statement. */
  sides: readonly Side[];
  /** By statement: whether it is known only through disputed attributions, so that nobody is known to have made it. */
  isVoid: readonly boolean[];
  /** By statement: the statements it cites by a hop, and those that cite it so. */
  cites: Adjacency;
  citedBy: Adjacency;
}

/**
 * By statement: which attributions it makes that are no hops. What is `disputed` goes before a `reply`, and statements
 * that make neither have no entry.
 */
export function findOtherAttributions({ attributions, roles }: IndexedGraph): ReadonlyMap<Uid, 'disputed' | 'reply'> {
  const found = new Map<Uid, 'disputed' | 'reply'>();
  for (const [at, { citing, cited }] of attributions.entries()) {
    const role = roles[at];
    if (citing === cited || (role !== 'disputed' && role !== 'reply')) continue;
    if (found.get(citing) !== 'disputed') found.set(citing, role);
  }
  return found;
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
  const attributions = joins.map((join) => join.attribution);
  const citing = joins.map((join) => join.citing);
  const cited = joins.map((join) => join.cited);
  const sides = statements.map(({ stance }) => sideOf(stance));
  const isVoid = findVoidStatements(statements, attributions, citing, cited);
  const roles = attributions.map((attribution, at): AttributionRole => {
    const [from, to] = [citing[at]!, cited[at]!];
    if (isDisputed(attribution)) return 'disputed';
    if (from === to || isVoid[from]) return 'idle';
    return sides[from] === sides[to] ? 'hop' : 'reply';
  });
  const sources = new Map(graph.sources.map((source) => [source.uid, source]));
  const joined = { statements, citing, cited, roles };
  return { ...joined, attributions, sources, sides, isVoid, ...linkStatements(joined, ['hop']) };
}

/** By statement: those that it is joined to by attributions with one of these roles, as the citing or as the cited one. */
export function linkStatements(
  { statements, citing, cited, roles }: Pick<IndexedGraph, 'statements' | 'citing' | 'cited' | 'roles'>,
  wanted: readonly AttributionRole[],
): { cites: Adjacency; citedBy: Adjacency } {
  const from = citing.filter((_, at) => wanted.includes(roles[at]!));
  const to = cited.filter((_, at) => wanted.includes(roles[at]!));
  return { cites: listNeighbours(statements.length, from, to), citedBy: listNeighbours(statements.length, to, from) };
}

/**
 * Finds the statements that nobody is known to have made: without a document, and cited only by disputed attributions
 * or by statements that are void themselves.
 */
function findVoidStatements(
  statements: readonly Statement[],
  attributions: readonly Attribution[],
  citing: readonly number[],
  cited: readonly number[],
): boolean[] {
  const isVoid = statements.map(() => false);
  if (!attributions.some(isDisputed)) return isVoid;
  const vouchers = new Int32Array(statements.length);
  const isCited = new Uint8Array(statements.length);
  const undisputed: number[][] = statements.map(() => []);
  for (const [at, from] of citing.entries()) {
    const to = cited[at]!;
    if (from === to) continue;
    isCited[to] = 1;
    if (isDisputed(attributions[at]!)) continue;
    vouchers[to]!++;
    undisputed[from]!.push(to);
  }
  const isUnvouched = (at: number): boolean =>
    statements[at]!.document === null && isCited[at] === 1 && vouchers[at] === 0;
  const found = [...statements.keys()].filter(isUnvouched);
  // The list grows while it is walked.
  for (const at of found) {
    isVoid[at] = true;
    for (const other of undisputed[at]!) {
      vouchers[other]!--;
      if (isUnvouched(other)) found.push(other);
    }
  }
  return isVoid;
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
