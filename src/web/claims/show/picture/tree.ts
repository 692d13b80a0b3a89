/**
 * A claim's graph as a list that a page can show: from each report down to the origins, every hop exactly once.
 *
 * Lines are written depth first. A statement's sources are listed where it first turns up and nowhere else, so the
 * list is as long as the graph has hops. Nothing here calls itself: a chain may be 10,000 statements long.
 */
import type { Attribution, Uid, Support } from '../../../../model/records.ts';
import { toUids } from '../../../../provenance/graph/graph.ts';
import type { MeasuredGraph } from '../../../../provenance/graph/hops.ts';
import type { ClaimIndex } from '../claim-index.ts';
import type { StatementView, Mention } from '../statement-model.ts';
import type { TreeContents } from '../hops-model.ts';
import type { TextWithLanguage } from '../../../../wording/names.ts';

/** What a line does with the statement's own sources. */
export type Turn =
  /** They follow, one level further in. */
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
  | 'circle';

export interface TreeLine {
  statement: Uid;
  /** The hop that leads here; null at the top. */
  hop: Attribution | null;
  depth: number;
  turn: Turn;
}

/** The lines that stand together, with the statement that they continue from; null for those from the top. */
export interface TreeSection {
  continuedFrom: Uid | null;
  lines: TreeLine[];
}

interface Step {
  statement: Uid;
  hop: Attribution | null;
  depth: number;
}

/**
 * Walks the whole graph.
 * @param deepest so many levels stand in one section at most
 */
export function walkTree(graph: TreeGraph, deepest: number): TreeSection[] {
  const { cites, measured } = graph;
  const walked = {
    cites,
    circleOf: mapCircles(measured),
    deepest,
    met: new Set<Uid>(),
    waiting: new Set<Uid>(),
    queue: [] as Uid[],
  };
  const top: TreeLine[] = [];
  const roots = listRoots(measured).map((statement) => ({ statement, hop: null, depth: 0 }));
  walkSection(walked, roots, top);
  const sections: TreeSection[] = [{ continuedFrom: null, lines: top }];
  // The queue grows while it is being read.
  for (const uid of walked.queue) {
    const lines: TreeLine[] = [];
    walked.waiting.delete(uid);
    walkSection(walked, stepOn(walked, uid, 0), lines);
    sections.push({ continuedFrom: uid, lines });
  }
  return sections;
}

/**
 * Where readers begin: the reports, then one statement of each circle that nothing outside it cites. Every statement
 * can be reached from one of these.
 */
function listRoots({ graph, components }: MeasuredGraph): Uid[] {
  const circles = components.cycles.filter((circle) => components.citedBy[circle]!.length === 0);
  return toUids(
    graph,
    [...components.reports, ...circles].map((component) => components.members[component]![0]!),
  );
}

/** By statement in a circle: its circle. */
function mapCircles({ graph, components }: MeasuredGraph): ReadonlyMap<Uid, number> {
  return new Map(
    components.cycles.flatMap((circle) =>
      toUids(graph, components.members[circle]!).map((uid) => [uid, circle] as const),
    ),
  );
}

/** What is walked: a claim's graph, or the part of it that is shown. */
export type TreeGraph = Pick<ClaimIndex, 'cites' | 'measured'>;

interface Walk {
  cites: ClaimIndex['cites'];
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
    const turn = chooseTurn(walk, step);
    lines.push({ ...step, turn });
    walk.met.add(step.statement);
    if (turn === 'listed') stack.push(...stepOn(walk, step.statement, step.depth + 1).reverse());
    if (turn === 'continued') {
      walk.waiting.add(step.statement);
      walk.queue.push(step.statement);
    }
  }
}

function stepOn({ cites }: Pick<Walk, 'cites'>, uid: Uid, depth: number): Step[] {
  return (cites.get(uid) ?? []).map((hop) => ({ statement: hop.cited, hop, depth }));
}

function chooseTurn({ cites, circleOf, deepest, met, waiting }: Walk, { statement, hop, depth }: Step): Turn {
  if (!cites.has(statement)) return 'ends';
  if (!met.has(statement)) return depth + 1 < deepest ? 'listed' : 'continued';
  const circle = circleOf.get(statement);
  if (circle !== undefined && hop && circle === circleOf.get(hop.citing)) return 'circle';
  return waiting.has(statement) ? 'below' : 'above';
}

/**
 * The first lines of the sections, for a page that can't show them all.
 * @returns as many sections as have lines among the first `most`
 */
export function cutTree(sections: readonly TreeSection[], most: number): TreeSection[] {
  const cut: TreeSection[] = [];
  let left = most;
  for (const { continuedFrom, lines } of sections) {
    if (left > 0) cut.push({ continuedFrom, lines: lines.slice(0, left) });
    left -= lines.length;
  }
  return cut;
}

export interface Tree extends TreeContents {
  model: TreeModel;
}

export interface TreeRow {
  /** Null where the statement stands in full further up. */
  anchor: string | null;
  statement: StatementView;
  hop: {
    verb: string;
    cue: TextWithLanguage | null;
    support: Support;
    supportWords: string;
    href: string | null;
  } | null;
  /** For a report: how far its origins are and how much of the way has been seen. */
  reach: string | null;
  turn: Turn;
  /** Where a turn other than `listed` leads. */
  turnHref: string;
  /** What stands next to it and is not shown: "cites 3 more statements"; leads to the page around it. */
  hidden: { text: string; href: string } | null;
  /** A list of its sources follows; `fork` names it when there are several: "cites 2 statements". */
  opens: boolean;
  fork: string | null;
  /** The lists that end after this row, innermost first. */
  closes: readonly { fork: boolean }[];
}

export interface TreeModel {
  sections: readonly { anchor: string | null; continuedFrom: Mention | null; rows: readonly TreeRow[] }[];
  /** "12 of 5,000 statements shown …", "200 of 1,000 lines shown …"; null when all are. */
  cut: string | null;
}
