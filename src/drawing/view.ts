/** What of a claim is shown: chosen once, for the drawing and whatever stands beside it. */
import { toUids, walkFrom, type Adjacency } from '../provenance/graph/graph.ts';
import type { ClaimRecord, Uid } from '../model/records.ts';
import { measureShape, type Shape } from './shape.ts';
import type { Selection } from '../model/queries.ts';

/** How a page opens: nothing in particular was asked for. */
export const NO_SELECTION: Selection = { focus: null, depth: null, from: null };

export interface View {
  asked: Selection;
  shape: Shape;
  narrowed: Narrowed;
  /** The statements that are shown; null when all are. */
  chosen: ReadonlySet<Uid> | null;
}

/**
 * Chooses what to show of a claim. Linear in its size.
 * @param mostWhole a claim of more statements opens narrowed; by default as its page does
 */
export function viewClaim(record: ClaimRecord, asked: Selection, mostWhole?: number): View {
  const shape = measureShape(record);
  const narrowed = narrowClaim(shape, asked, mostWhole);
  const isWhole = narrowed.shown.length === narrowed.all;
  return { asked, shape, narrowed, chosen: isWhole ? null : new Set(toUids(shape.graph, narrowed.shown)) };
}

/** Whether less than the whole was asked for. */
export function hasSelection({ focus, depth, from }: Selection): boolean {
  return focus !== null || depth !== null || from !== null;
}

/** Up to so many statements are drawn, however they were asked for. */
export const MOST_DRAWN = 40;

/** Of a larger claim so many are shown, unless a depth is asked for. */
export const SHOWN_OF_MANY = 12;

export interface Narrowed {
  /** Positions of the statements to draw, in order. */
  shown: readonly number[];
  /** By position shown: so many statements next to it are not. */
  more: ReadonlyMap<number, number>;
  all: number;
}

/**
 * Chooses the statements to draw. Unknown uids are passed over: whoever asks for them has been told.
 * @param mostWhole a claim of more statements is large
 */
export function narrowClaim(shape: Shape, asked: Selection, mostWhole = MOST_DRAWN): Narrowed {
  const { graph } = shape;
  const all = graph.statements.length;
  const isWhole = asked.focus === null && asked.depth === null && asked.from === null && all <= mostWhole;
  const shown = isWhole
    ? [...graph.statements.keys()]
    : [...chooseStatements(shape, asked, mostWhole)].sort((a, b) => a - b);
  return { shown, more: isWhole ? new Map() : countMore(shape, shown), all };
}

function chooseStatements(shape: Shape, { focus, depth, from }: Selection, mostWhole: number): Set<number> {
  const { graph, positions } = shape;
  const start = from === null ? undefined : positions.get(from);
  const allowed = start === undefined ? null : walkFrom([start], graph.cites);
  const middle = focus === null ? undefined : positions.get(focus);
  const most = depth !== null || graph.statements.length <= mostWhole ? MOST_DRAWN : SHOWN_OF_MANY;
  const room = { chosen: new Set<number>(), most, allowed };
  const starts = middle !== undefined ? [middle] : start !== undefined ? [start] : listStarts(shape);
  // Whole ways first: a drawing that ends nowhere tells nothing. A depth that was asked for cuts them, too.
  if (depth === null) {
    const down = pointTo(listEnds(shape, 'origins'), graph.citedBy);
    for (const at of starts) takeWay(room, followPointers(down, at));
    if (middle !== undefined) {
      takeWay(
        room,
        followPointers(pointTo(start === undefined ? listEnds(shape, 'reports') : [start], graph.cites), middle),
      );
    }
  }
  const begun = starts.filter((at) => depth !== null || room.chosen.has(at));
  takeNear(room, walkFrom(begun, middle === undefined ? graph.cites : joinBoth(graph)), depth ?? Infinity);
  return room.chosen;
}

interface Room {
  chosen: Set<number>;
  most: number;
  /** Only these; null for all. */
  allowed: ReadonlyMap<number, number> | null;
}

/** Takes a whole way, or nothing when there is no room for it. The first one may be longer than the rest together. */
function takeWay({ chosen, most, allowed }: Room, way: readonly number[]): void {
  const added = way.filter((position) => !chosen.has(position) && (allowed === null || allowed.has(position)));
  if (chosen.size > 0 && chosen.size + added.length > most) return;
  for (const position of added.slice(0, MOST_DRAWN)) chosen.add(position);
}

/** Takes what was walked, the nearest first, until the room is full. */
function takeNear({ chosen, most, allowed }: Room, walked: ReadonlyMap<number, number>, depth: number): void {
  for (const [position, steps] of walked) {
    if (chosen.size >= most || steps > depth) return;
    if (allowed === null || allowed.has(position)) chosen.add(position);
  }
}

/** The reports, as many as could be shown; where there are none, the first statement of each circle. */
function listStarts(shape: Shape): number[] {
  const { reports, cycles, members } = shape.stations;
  const starts = reports.length > 0 ? reports : cycles;
  return starts.slice(0, SHOWN_OF_MANY).map((station) => members[station]![0]!);
}

function listEnds({ stations }: Shape, kind: 'reports' | 'origins'): number[] {
  return stations[kind].map((station) => stations.members[station]![0]!);
}

/** By position: the next step on a shortest way to one of the ends; an end leads to itself. */
function pointTo(ends: readonly number[], back: Adjacency): ReadonlyMap<number, number> {
  const next = new Map(ends.map((end) => [end, end]));
  // A Map yields what is added while it is being walked, so it is the queue too.
  for (const [position] of next) {
    for (const before of back[position]!) if (!next.has(before)) next.set(before, position);
  }
  return next;
}

function followPointers(next: ReadonlyMap<number, number>, from: number): number[] {
  const way = [from];
  for (let at = next.get(from); at !== undefined && at !== way.at(-1); at = next.get(at)) way.push(at);
  return way;
}

function joinBoth({ cites, citedBy }: Shape['graph']): Adjacency {
  return cites.map((cited, position) => [...cited, ...citedBy[position]!]);
}

function countMore({ graph }: Shape, shown: readonly number[]): Map<number, number> {
  const drawn = new Set(shown);
  return new Map(
    shown.map((position) => {
      const around = new Set([...graph.cites[position]!, ...graph.citedBy[position]!]);
      return [position, [...around].filter((other) => !drawn.has(other)).length];
    }),
  );
}
