/** The places of cards, labels and lines on a wide drawing: Graphviz finds them. */
import type { Viz } from '@viz-js/viz';
import type { Uid } from '../../model/records.ts';
import { writeDot, type DotGraph } from '../dot.ts';
import type { Box, HopWords, Picture, Point, Curve } from '../model.ts';
import { round } from '../svg.ts';
import { BADGE_HEIGHT, type Label, type Card } from './card.ts';

export interface GraphLayout {
  width: number;
  height: number;
  /** By statement. */
  cards: ReadonlyMap<Uid, Box>;
  /** By attribution. */
  labels: ReadonlyMap<Uid, Box>;
  /** By attribution: to its label, and on from there. */
  lines: ReadonlyMap<Uid, readonly [before: Curve, after: Curve]>;
}

const POINTS_PER_INCH = 72;
const BETWEEN_ROWS = 20;
const BETWEEN_COLUMNS = 30;

/** Lays out a picture's cards. */
export type LayOutGraph = (
  picture: Picture,
  cards: ReadonlyMap<Uid, Card>,
  labels: ReadonlyMap<Uid, Label>,
) => GraphLayout;

let opening: Promise<Viz> | null = null;

/** Loads Graphviz when it is first needed: 1 MB of WebAssembly that takes some 50 ms. */
export async function openGraphviz(): Promise<LayOutGraph> {
  opening ??= import('@viz-js/viz').then(({ instance }) => instance());
  const viz = await opening;
  return (picture, cards, labels) => {
    const dot = writeDot(describeGraph(picture, cards, labels));
    const laidOut = viz.renderJSON(dot, { engine: 'dot' }) as GraphvizJson;
    return readLayout(laidOut, picture, cards, labels);
  };
}

/**
 * The graph to lay out. Labels are nodes too, in columns of their own between those of the statements: so nothing
 * is laid over them, and every line, round a circle too, runs from a column to the next ones.
 */
function describeGraph(picture: Picture, cards: ReadonlyMap<Uid, Card>, labels: ReadonlyMap<Uid, Label>): DotGraph {
  const columnOf = new Map(
    picture.columns.flatMap(({ statements }, at) => statements.map((uid) => [uid, at] as const)),
  );
  const gaps = picture.columns.map((_, at) => picture.hops.filter(({ citing }) => columnOf.get(citing) === at));
  const ranks = picture.columns.flatMap(({ statements }, at) => [statements, gaps[at]!.map(({ uid }) => uid)]);
  return {
    attributes: {
      rankdir: 'LR',
      nodesep: BETWEEN_ROWS / POINTS_PER_INCH,
      ranksep: BETWEEN_COLUMNS / POINTS_PER_INCH,
      splines: 'spline',
    },
    defaults: { node: { shape: 'box', fixedsize: 'true', label: '' }, edge: { arrowhead: 'none', arrowtail: 'none' } },
    nodes: [
      ...[...cards].map(([id, card]) => ({ id, attributes: sizeOf(card.width, card.height + badgeRoom(card)) })),
      ...[...labels].map(([id, label]) => ({ id, attributes: sizeOf(label.width, label.height) })),
    ],
    edges: [...picture.hops.flatMap(joinHop), ...keepOrder(ranks, picture.hops)],
    ranks,
  };
}

function sizeOf(width: number, height: number): { width: number; height: number } {
  return { width: width / POINTS_PER_INCH, height: height / POINTS_PER_INCH };
}

function badgeRoom({ words }: Card): number {
  return words.meeting > 1 ? BADGE_HEIGHT : 0;
}

function joinHop({ uid, citing, cited, inCircle }: HopWords): DotGraph['edges'] {
  // From right side to left side: an arrow that came from above would not be read as one.
  const join = (from: Uid, to: Uid, weight: number) => {
    return { from, to, attributes: { weight, tailport: 'e', headport: 'w' } };
  };
  // Round a circle the line comes back from its label to the same column.
  return [join(citing, uid, 2), inCircle ? join(cited, uid, 2) : join(uid, cited, 1)];
}

/** Columns that no line joins keep their order by one that isn't drawn. */
function keepOrder(ranks: readonly (readonly Uid[])[], hops: readonly HopWords[]): DotGraph['edges'] {
  const rankOf = new Map(ranks.flatMap((rank, at) => rank.map((uid) => [uid, at] as const)));
  const used = ranks.flatMap((rank, at) => (rank.length > 0 ? [at] : []));
  const joined = new Set(
    hops.flatMap((hop) => joinHop(hop).map(({ from, to }) => `${rankOf.get(from)} ${rankOf.get(to)}`)),
  );
  return used.slice(1).flatMap((at, place) => {
    const before = used[place]!;
    if (joined.has(`${before} ${at}`)) return [];
    return [{ from: ranks[before]![0]!, to: ranks[at]![0]!, attributes: { style: 'invis', weight: 0 } }];
  });
}

/** Of Graphviz's JSON, what is read here. */
interface GraphvizJson {
  /** "0,0,width,height". */
  bb: string;
  objects?: readonly { _gvid: number; name: string; pos?: string }[];
  edges?: readonly { tail: number; head: number; pos?: string }[];
}

function readLayout(
  { bb, objects = [], edges = [] }: GraphvizJson,
  picture: Picture,
  cards: ReadonlyMap<Uid, Card>,
  labels: ReadonlyMap<Uid, Label>,
): GraphLayout {
  const [, , width = 0, height = 0] = bb.split(',').map(Number);
  // Graphviz counts upwards.
  const readPoint = (text: string): Point => {
    const [x = 0, y = 0] = text.split(',').map(Number);
    return { x: round(x), y: round(height - y) };
  };
  const centres = new Map(objects.flatMap(({ name, pos }) => (pos ? [[name, readPoint(pos)] as const] : [])));
  const names = new Map(objects.map(({ _gvid, name }) => [_gvid, name]));
  const curves = new Map(
    edges.map(({ tail, head, pos }) => [`${names.get(tail)} ${names.get(head)}`, readCurve(pos ?? '', readPoint)]),
  );
  return {
    width,
    height,
    cards: new Map([...cards].map(([uid, card]) => [uid, boxAround(centres.get(uid)!, card)])),
    labels: new Map([...labels].map(([uid, label]) => [uid, boxAround(centres.get(uid)!, label)])),
    lines: new Map(
      picture.hops.map(({ uid, citing, cited, inCircle }) => {
        const after = inCircle ? curves.get(`${cited} ${uid}`)!.toReversed() : curves.get(`${uid} ${cited}`)!;
        return [uid, [curves.get(`${citing} ${uid}`)!, after]];
      }),
    ),
  };
}

function readCurve(pos: string, readPoint: (text: string) => Point): Curve {
  return pos
    .split(' ')
    .filter((text) => text !== '' && !/^[se],/.test(text))
    .map(readPoint);
}

function boxAround({ x, y }: Point, { width, height }: { width: number; height: number }): Box {
  return { x: round(x - width / 2), y: round(y - height / 2), width, height };
}
