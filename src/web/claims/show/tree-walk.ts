/** The order in which a page lists a claim's statements and attributions: depth first, from the reports to the ends. */
import type { MeasuredGraph } from '../../../provenance/graph/hops.ts';
import { SIDES, toUids, type Side } from '../../../provenance/graph/graph.ts';
import type { Attribution, Uid } from '../../../model/records.ts';
import type { ClaimIndex } from './claim-index.ts';

/** What a line does with the statement's own sources. */
type Turn =
  /** They follow. */
  | 'listed'
  /** It has none. */
  | 'ends'
  /** They are listed in a section of their own, further down: the list would be too deep. */
  | 'continued'
  /** It turned up before, and so did its sources. */
  | 'above'
  /** It turned up before, and its sources are still to come, in a section of their own. */
  | 'below'
  /** It turned up before, in the circle that this line closes. */
  | 'circle'
  /** No hop leads here: it stands in a place of its own. */
  | 'apart';

export interface TreeLine {
  statement: Uid;
  /** The attribution that leads here; null at the top. */
  hop: Attribution | null;
  /** How many forks lie above it: a line goes on at the depth of what cites it. */
  depth: number;
  /** Whether it is the first of a branch, rather than the next on one. */
  begins: boolean;
  turn: Turn;
}

export interface TreeSection {
  side: Side;
  /** The statement whose sources it lists; null for the section at the top of its side. */
  continuedFrom: Uid | null;
  lines: TreeLine[];
}

type Step = Omit<TreeLine, 'turn'>;

/**
 * Walks the whole graph depth first, each side from its reports to its ends, every attribution exactly once: a
 * statement's sources are listed where it first turns up and nowhere else, and never past an attribution that is no hop,
 * unless nothing else leads there. Not recursive, since a chain may be 10,000 statements long.
 * @param deepest the most levels of one section
 */
export function walkTree(graph: TreeGraph, deepest: number): TreeSection[] {
  const { measured } = graph;
  const walked = {
    ...graph,
    circleOf: mapCircles(measured),
    deepest,
    met: new Set<Uid>(),
    waiting: new Set<Uid>(),
    queue: [],
  };
  const sections = SIDES.flatMap((side) => walkSide(walked, side));
  const [first] = sections;
  const rest = measured.graph.statements.map(({ uid }) => uid).filter((uid) => !walked.met.has(uid));
  // Void statements that cite one another in a circle.
  if (rest.length > 0) sections.push(...walkFromRoots(walked, first?.side ?? 'asserting', rest));
  return sections.length > 0 ? sections : [{ side: 'asserting', continuedFrom: null, lines: [] }];
}

function walkSide(walked: Walk, side: Side): TreeSection[] {
  const roots = listRoots(walked.measured, side);
  return roots.length === 0 ? [] : walkFromRoots(walked, side, roots);
}

function walkFromRoots(walked: Walk, side: Side, roots: readonly Uid[]): TreeSection[] {
  const top: TreeLine[] = [];
  const queue: Uid[] = [];
  const walk = { ...walked, queue };
  walkSection(
    walk,
    roots.map((statement) => ({ statement, hop: null, depth: 0, begins: true })),
    top,
  );
  const sections: TreeSection[] = [{ side, continuedFrom: null, lines: top }];
  // The queue grows while it is being read.
  for (const uid of queue) {
    const lines: TreeLine[] = [];
    walked.waiting.delete(uid);
    walkSection(
      walk,
      stepOn(walk, uid, 0).map((step) => ({ ...step, depth: 0, begins: true })),
      lines,
    );
    sections.push({ side, continuedFrom: uid, lines });
  }
  return sections;
}

/**
 * Where readers begin: the reports, then one statement of each circle that nothing outside it cites. Every statement of
 * the side can be reached from one of these.
 */
function listRoots({ graph, components }: MeasuredGraph, side: Side): Uid[] {
  const { reports, cycles } = components.sides[side];
  const circles = cycles.filter((circle) => components.citedBy[circle]!.length === 0);
  return toUids(
    graph,
    [...reports, ...circles].map((component) => components.members[component]![0]!),
  );
}

function mapCircles({ graph, components }: MeasuredGraph): ReadonlyMap<Uid, number> {
  return new Map(
    SIDES.flatMap((side) => components.sides[side].cycles).flatMap((circle) =>
      toUids(graph, components.members[circle]!).map((uid) => [uid, circle] as const),
    ),
  );
}

/** What is walked: a claim's graph, or the part of it that is shown. */
export type TreeGraph = Pick<ClaimIndex, 'cites' | 'measured' | 'roles' | 'analysis'>;

interface Walk extends TreeGraph {
  circleOf: ReadonlyMap<Uid, number>;
  deepest: number;
  met: Set<Uid>;
  /** Met, with sources that a later section will list. */
  waiting: Set<Uid>;
  queue: Uid[];
}

/** Writes lines for these steps and all that follows from them. */
function walkSection(walk: Walk, steps: Step[], lines: TreeLine[]): void {
  const stack = steps.reverse();
  for (let step = stack.pop(); step; step = stack.pop()) {
    if (step.hop === null && walk.met.has(step.statement)) continue;
    const turn = chooseTurn(walk, step);
    lines.push({ ...step, turn });
    if (turn === 'apart') continue;
    walk.met.add(step.statement);
    if (turn === 'listed') stack.push(...stepOn(walk, step.statement, step.depth).reverse());
    if (turn === 'continued') {
      walk.waiting.add(step.statement);
      walk.queue.push(step.statement);
    }
  }
}

/** A single attribution goes on at the same depth; of several, each begins a branch one deeper. */
function stepOn({ cites }: Pick<Walk, 'cites'>, uid: Uid, depth: number): Step[] {
  const attributions = cites.get(uid) ?? [];
  const begins = attributions.length > 1;
  return attributions.map((hop) => ({ statement: hop.cited, hop, depth: begins ? depth + 1 : depth, begins }));
}

function chooseTurn(walk: Walk, { statement, hop, depth }: Step): Turn {
  const { cites, circleOf, deepest, met, waiting, roles, analysis } = walk;
  if (hop && roles.get(hop.uid) !== 'hop' && !analysis.void.has(statement)) return 'apart';
  if (!cites.has(statement)) return 'ends';
  if (!met.has(statement)) return depth + 1 < deepest ? 'listed' : 'continued';
  const circle = circleOf.get(statement);
  if (circle !== undefined && hop && circle === circleOf.get(hop.citing)) return 'circle';
  return waiting.has(statement) ? 'below' : 'above';
}
