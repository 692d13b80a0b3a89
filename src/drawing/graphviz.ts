/** Graphs in the DOT language of Graphviz (https://graphviz.org/doc/info/lang.html): for layout, and to take away. */
import { compareUids } from '../provenance/graph/graph.ts';
import type { ClaimRecord, Analysis, Document, EndKind, Uid } from '../model/records.ts';
import { cleanXml } from '../text/xml.ts';
import { flattenGraph, passesOn, type FlatStatement } from '../provenance/graph/flat-graph.ts';
import { formatShortDay } from '../wording/dates.ts';
import { writeKindAndVersion } from '../wording/documents.ts';
import { writeNameOf, joinName, joinCue } from '../wording/names.ts';
import { nameEnds, writeStance } from '../wording/values.ts';
import type { Box, Curve, AttributionLine, HopWords, PictureSide, Point } from './model.ts';
import { type Label, BADGE_HEIGHT } from './claim/card.ts';
import type { Viz } from '@viz-js/viz';
import { LIGHT, round } from './svg.ts';

type DotAttributes = Readonly<Record<string, string | number>>;

export interface DotGraph {
  attributes: DotAttributes;
  defaults: { node: DotAttributes; edge: DotAttributes };
  nodes: readonly { id: string; attributes: DotAttributes }[];
  edges: readonly { from: string; to: string; attributes: DotAttributes }[];
  /** Nodes that stand in one column (or row), each list a rank. */
  ranks: readonly (readonly string[])[];
  /** Nodes in a box with a label. */
  clusters?: readonly { label: string; nodes: readonly string[] }[];
}

/**
 * Writes a graph as DOT. Nodes, edges and ranks are sorted by id before anything else: Graphviz goes by the order of
 * what it reads, so the same graph is laid out the same however it came.
 */
export function writeDot({ attributes, defaults, nodes, edges, ranks, clusters = [] }: DotGraph): string {
  const sortedNodes = [...nodes].sort((a, b) => compareUids(a.id, b.id));
  const sortedEdges = [...edges].sort((a, b) => compareUids(a.from, b.from) || compareUids(a.to, b.to));
  const sortedRanks = ranks.filter((rank) => rank.length > 0).map((rank) => [...rank].sort(compareUids));
  sortedRanks.sort((a, b) => compareUids(a[0]!, b[0]!));
  return [
    'digraph {',
    `  graph ${writeAttributes(attributes)}`,
    `  node ${writeAttributes(defaults.node)}`,
    `  edge ${writeAttributes(defaults.edge)}`,
    ...sortedNodes.map((node) => `  ${quoteId(node.id)} ${writeAttributes(node.attributes)}`),
    ...sortedEdges.map((edge) => `  ${quoteId(edge.from)} -> ${quoteId(edge.to)} ${writeAttributes(edge.attributes)}`),
    ...sortedRanks.map((rank) => `  { rank=same; ${rank.map(quoteId).join('; ')} }`),
    ...clusters.map(({ label, nodes: own }, at) => {
      const listed = [...own].sort(compareUids).map(quoteId).join('; ');
      return `  subgraph cluster_${at} { label=${quoteLabel(label)}; ${listed} }`;
    }),
    '}',
    '',
  ].join('\n');
}

function writeAttributes(attributes: DotAttributes): string {
  return `[${Object.entries(attributes)
    .map(([name, value]) => `${name}=${typeof value === 'number' ? String(value) : quoteValue(name, value)}`)
    .join(', ')}]`;
}

/** Graphviz reads the escapes of a tooltip twice. */
function quoteValue(name: string, value: string): string {
  return quoteLabel(name === 'tooltip' ? value.replaceAll('\\', '\\\\') : value);
}

/** An id between quotation marks, in which only they are special. A NUL would end the text for Graphviz. */
function quoteId(text: string): string {
  return `"${clean(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * A label or an address between quotation marks. A backslash is an escape in it (`\N` is the node's name), so it is doubled;
 * `&` begins an entity, which Graphviz decodes in labels and copies as it stands into the addresses of an SVG.
 */
function quoteLabel(text: string): string {
  return quoteId(text.replace(/\r\n?|\n/g, ' ').replaceAll('&', '&amp;'));
}

/** Without control characters, which Graphviz passes on, and without what is neither UTF-8 nor XML. */
function clean(text: string): string {
  return cleanXml(text.replace(/\p{Cc}/gu, ' '));
}

const EDGES: Readonly<Record<AttributionLine, DotAttributes>> = {
  read: { style: 'solid' },
  'second-hand': { style: 'dotted' },
  unsupported: { style: 'dashed', color: LIGHT.warning },
  reply: { style: 'dashed', arrowhead: 'none', constraint: 'false' },
  disputed: { style: 'dashed', arrowhead: 'tee', color: LIGHT.warning, constraint: 'false' },
  idle: { style: 'dashed', arrowhead: 'none', constraint: 'false' },
};

const EDGE_WORDS: Readonly<Record<AttributionLine, string>> = {
  read: 'hop read',
  'second-hand': 'hop second-hand',
  unsupported: 'hop without evidence',
  reply: 'answers it, no hop',
  disputed: 'disputed, no hop',
  idle: 'no hop',
};

/**
 * Nodes are statements, named by their uids; edges run from the citing to the cited one. Shapes and lines tell what they
 * tell in the drawing, as far as Graphviz has them; those who deny or doubt the claim have a box of their own.
 * @param analysis of this very record
 */
export function writeClaimDot(record: ClaimRecord, analysis: Analysis): string {
  const { graph, statements, hops } = flattenGraph(record, analysis);
  const contesting = statements.filter(({ side }) => side === 'contesting');
  const endWords = nameEnds(graph, analysis);
  return writeDot({
    attributes: { rankdir: 'LR', label: record.claim.text, labelloc: 't', fontname: 'sans-serif' },
    defaults: { node: { shape: 'box', fontname: 'sans-serif' }, edge: { fontname: 'sans-serif', fontsize: 11 } },
    nodes: statements.map((of) => ({
      id: of.statement.uid,
      attributes: describe(of, endWords, analysis.read.get(of.statement.uid)!),
    })),
    edges: hops.map(({ attribution, role, support }) => {
      const line = role === 'hop' ? support : role;
      return {
        from: attribution.citing,
        to: attribution.cited,
        attributes: {
          label: joinCue(attribution),
          ...EDGES[line],
          tooltip: `${attribution.manner}, ${EDGE_WORDS[line]}`,
        },
      };
    }),
    ranks: [],
    clusters:
      contesting.length === 0
        ? []
        : [{ label: 'Denied or doubted', nodes: contesting.map(({ statement }) => statement.uid) }],
  });
}

function describe(
  { statement, source, document, place, endKind: end }: FlatStatement,
  endWords: ReadonlyMap<Uid, string>,
  isRead: boolean,
): DotAttributes {
  const { statedAt, stance } = statement;
  const words = [
    joinName(writeNameOf(source)),
    statedAt === null ? null : formatShortDay(statedAt),
    writeStance(stance, passesOn(place)),
    end === null || end === 'origin' || end === 'unnamed' ? null : endWords.get(statement.uid)!.toLowerCase(),
  ];
  return {
    label: words.filter((word) => word !== null).join(', '),
    shape: nameShape(source.kind, end),
    ...(isRead ? {} : { style: 'dashed' }),
    ...(document ? { tooltip: nameDocument(document) } : {}),
    ...(document?.url ? { URL: document.url } : {}),
  };
}

function nameDocument(document: Document): string {
  const more = writeKindAndVersion(document);
  return more === null ? document.title : `${document.title} (${more})`;
}

function nameShape(kind: FlatStatement['source']['kind'], end: EndKind | null): string {
  if (kind === 'unnamed') return 'octagon';
  if (end === 'origin') return 'hexagon';
  return kind === 'person' ? 'ellipse' : 'box';
}

export interface GraphLayout {
  width: number;
  height: number;
  cards: ReadonlyMap<Uid, Box>;
  labels: ReadonlyMap<Uid, Box>;
  /** By attribution: to its label, and on from there. */
  lines: ReadonlyMap<Uid, readonly [before: Curve, after: Curve]>;
}

const POINTS_PER_INCH = 72;
const BETWEEN_ROWS = 20;

/** One side of a picture: its columns, and the attributions that lead onward or within a column. */
export interface GraphToLayOut extends Pick<PictureSide, 'columns'> {
  hops: readonly HopWords[];
}

export interface CardSize {
  width: number;
  height: number;
  /** A badge stands across its upper edge. */
  isBadged: boolean;
}

export type LayOutGraph = (
  graph: GraphToLayOut,
  cards: ReadonlyMap<Uid, CardSize>,
  labels: ReadonlyMap<Uid, Label>,
  betweenColumns: number,
) => GraphLayout;

let opening: Promise<Viz> | null = null;

/** Loads Graphviz when it is first needed: 1 MB of WebAssembly that takes some 50 ms. */
export async function openGraphviz(): Promise<LayOutGraph> {
  opening ??= import('@viz-js/viz').then(({ instance }) => instance());
  const viz = await opening;
  return (graph, cards, labels, betweenColumns) => {
    const dot = writeDot(describeGraph(graph, cards, labels, betweenColumns));
    // With the positions alone, and not what is to be drawn there.
    const laidOut = viz.renderString(dot, { engine: 'dot', format: 'json0' });
    return readLayout(JSON.parse(laidOut) as GraphvizJson, graph, cards, labels);
  };
}

/**
 * The graph to lay out. Labels are nodes too, in columns of their own between those of the statements: so nothing
 * is laid over them, and every line, round a circle too, runs from a column to the next ones.
 */
function describeGraph(
  { columns, hops }: GraphToLayOut,
  cards: ReadonlyMap<Uid, CardSize>,
  labels: ReadonlyMap<Uid, Label>,
  betweenColumns: number,
): DotGraph {
  const columnOf = new Map(columns.flatMap(({ statements }, at) => statements.map((uid) => [uid, at] as const)));
  const gaps = columns.map((_, at) => hops.filter(({ citing }) => columnOf.get(citing) === at));
  const ranks = columns.flatMap(({ statements }, at) => [statements, gaps[at]!.map(({ uid }) => uid)]);
  return {
    attributes: {
      rankdir: 'LR',
      nodesep: BETWEEN_ROWS / POINTS_PER_INCH,
      ranksep: betweenColumns / POINTS_PER_INCH,
      splines: 'spline',
    },
    defaults: { node: { shape: 'box', fixedsize: 'true', label: '' }, edge: { arrowhead: 'none', arrowtail: 'none' } },
    nodes: [
      ...[...cards].map(([id, card]) => ({ id, attributes: sizeOf(card.width, card.height + badgeRoom(card)) })),
      ...[...labels].map(([id, label]) => ({ id, attributes: sizeOf(label.width, label.height) })),
    ],
    edges: [...hops.flatMap(joinHop), ...keepOrder(ranks, hops)],
    ranks,
  };
}

function sizeOf(width: number, height: number): { width: number; height: number } {
  return { width: width / POINTS_PER_INCH, height: height / POINTS_PER_INCH };
}

function badgeRoom({ isBadged }: CardSize): number {
  return isBadged ? BADGE_HEIGHT : 0;
}

function joinHop({ uid, citing, cited, course }: HopWords): DotGraph['edges'] {
  // From right side to left side: an arrow that came from above would not be read as one.
  const join = (from: Uid, to: Uid, weight: number) => {
    return { from, to, attributes: { weight, tailport: 'e', headport: 'w' } };
  };
  // Within a column the line comes back from its label.
  return [join(citing, uid, 2), course === 'within' ? join(cited, uid, 2) : join(uid, cited, 1)];
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

interface GraphvizJson {
  /** "0,0,width,height". */
  bb: string;
  objects?: readonly { _gvid: number; name: string; pos?: string }[];
  edges?: readonly { tail: number; head: number; pos?: string }[];
}

function readLayout(
  { bb, objects = [], edges = [] }: GraphvizJson,
  { hops }: GraphToLayOut,
  cards: ReadonlyMap<Uid, CardSize>,
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
      hops.map(({ uid, citing, cited, course }) => {
        const after =
          course === 'within' ? curves.get(`${cited} ${uid}`)!.toReversed() : curves.get(`${uid} ${cited}`)!;
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
