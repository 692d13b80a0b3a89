/**
 * What of a claim is shown: chosen once, for the drawing and whatever stands beside it. A claim of thousands would be a
 * picture of nothing, so past a size a few whole chains from a report to an end are shown, and each branch that was
 * cut says how much is missing and leads there.
 */
import {
  linkStatements,
  toUids,
  walkFrom,
  SIDES,
  type Adjacency,
  type AttributionRole,
} from '../provenance/graph/graph.ts';
import type { MeasuredGraph } from '../provenance/graph/hops.ts';
import type { Uid } from '../model/records.ts';
import type { Selection } from '../model/queries.ts';

export const NO_SELECTION: Selection = { focus: null, depth: null, from: null, without: null };
/** At most this many statements are drawn, whatever is selected. */
export const MOST_DRAWN = 40;
/** Of a larger claim this many are shown, unless a depth is selected. */
export const SHOWN_OF_MANY = 12;

export interface View {
  selection: Selection;
  measured: MeasuredGraph;
  /** Positions of the statements to draw, in order. */
  shown: readonly number[];
  /** By position shown: how many statements next to it are not. */
  more: ReadonlyMap<number, number>;
  all: number;
  /** The statements that are shown; null when all are. */
  chosen: ReadonlySet<Uid> | null;
}

/**
 * Chooses what to show of a claim, in time linear in its size. Unknown uids are passed over.
 * @param mostWhole a claim of more statements opens narrowed
 */
export function viewClaim(measured: MeasuredGraph, selection: Selection, mostWhole = MOST_DRAWN): View {
  const { graph } = measured;
  const all = graph.statements.length;
  const isWhole = !narrows(selection) && all <= mostWhole;
  const shown = isWhole
    ? [...graph.statements.keys()]
    : [...chooseStatements(measured, selection, mostWhole)].sort((a, b) => a - b);
  return {
    ...{ selection, measured, shown, all },
    more: isWhole ? new Map() : countMore(measured, shown),
    chosen: shown.length === all ? null : new Set(toUids(graph, shown)),
  };
}

/** Whether a selection asks for a part of the claim. */
export function narrows({ focus, depth, from }: Selection): boolean {
  return focus !== null || depth !== null || from !== null;
}

function chooseStatements(
  measured: MeasuredGraph,
  { focus, depth, from }: Selection,
  mostWhole: number,
): ReadonlySet<number> {
  const { graph } = measured;
  const start = findPosition(graph, from);
  const middle = findPosition(graph, focus);
  const room: Room = {
    chosen: new Set(),
    most: depth !== null || graph.statements.length <= mostWhole ? MOST_DRAWN : SHOWN_OF_MANY,
    allowed: start === null ? null : walkFrom([start], linkStatements(graph, ['hop', 'disputed', 'idle']).cites),
  };
  const starts = middle !== null ? [middle] : start !== null ? [start] : listStarts(measured);
  // Whole paths first: a drawing that ends nowhere says nothing. A depth cuts them, too.
  if (depth === null) {
    const down = findNextSteps(listHeads(measured, 'ends'), graph.citedBy);
    for (const at of starts) addPath(room, followSteps(down, at));
    if (middle !== null) {
      const tops = start === null ? listHeads(measured, 'reports') : [start];
      addPath(room, followSteps(findNextSteps(tops, graph.cites), middle));
    }
  }
  const begun = starts.filter((at) => depth !== null || room.chosen.has(at));
  const next = middle === null ? linkStatements(graph, ALL).cites : joinBoth(linkStatements(graph, ALL));
  addNearest(room, walkFrom(begun, next), depth ?? Infinity);
  return room.chosen;
}

function findPosition({ statements }: MeasuredGraph['graph'], wanted: Uid | null): number | null {
  const position = wanted === null ? -1 : statements.findIndex(({ uid }) => uid === wanted);
  return position === -1 ? null : position;
}

interface Room {
  chosen: Set<number>;
  most: number;
  /** Only these; null for all. */
  allowed: ReadonlyMap<number, number> | null;
}

/** Adds a whole path, or nothing when there is no room for it. The first may be longer than the rest together. */
function addPath({ chosen, most, allowed }: Room, path: readonly number[]): void {
  const added = path.filter((position) => !chosen.has(position) && (allowed === null || allowed.has(position)));
  if (chosen.size > 0 && chosen.size + added.length > most) return;
  for (const position of added.slice(0, MOST_DRAWN)) chosen.add(position);
}

function addNearest({ chosen, most, allowed }: Room, walked: ReadonlyMap<number, number>, depth: number): void {
  for (const [position, steps] of walked) {
    if (chosen.size >= most || steps > depth) return;
    if (allowed === null || allowed.has(position)) chosen.add(position);
  }
}

/** Attributions that are no hops lead to what is shown beside the chains. */
const ALL: readonly AttributionRole[] = ['hop', 'reply', 'disputed', 'idle'];

/** The reports, the asserting first, as many as could be shown; of a side without any the first of each circle. */
function listStarts({ components: { sides, members } }: MeasuredGraph): number[] {
  const starts = SIDES.flatMap((side) => (sides[side].reports.length > 0 ? sides[side].reports : sides[side].cycles));
  return starts.slice(0, SHOWN_OF_MANY).map((component) => members[component]![0]!);
}

function listHeads({ components: { sides, members } }: MeasuredGraph, kind: 'reports' | 'ends'): number[] {
  return SIDES.flatMap((side) => sides[side][kind].map((component) => members[component]![0]!));
}

/** By position: the next step on a shortest path to one of the ends; an end leads to itself. */
function findNextSteps(ends: readonly number[], back: Adjacency): ReadonlyMap<number, number> {
  const next = new Map(ends.map((end) => [end, end]));
  // A Map yields what is added while it is being walked, so it is the queue too.
  for (const [position] of next) {
    for (const before of back[position]!) if (!next.has(before)) next.set(before, position);
  }
  return next;
}

function followSteps(next: ReadonlyMap<number, number>, from: number): number[] {
  const path = [from];
  for (let at = next.get(from); at !== undefined && at !== path.at(-1); at = next.get(at)) path.push(at);
  return path;
}

function joinBoth({ cites, citedBy }: ReturnType<typeof linkStatements>): Adjacency {
  return cites.map((cited, position) => [...cited, ...citedBy[position]!]);
}

function countMore({ graph }: MeasuredGraph, shown: readonly number[]): Map<number, number> {
  const drawn = new Set(shown);
  const { cites, citedBy } = linkStatements(graph, ALL);
  return new Map(
    shown.map((position) => {
      const around = new Set([...cites[position]!, ...citedBy[position]!]);
      return [position, [...around].filter((other) => !drawn.has(other)).length];
    }),
  );
}
