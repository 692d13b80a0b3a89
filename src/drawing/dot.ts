/** Graphs in the DOT language of Graphviz (https://graphviz.org/doc/info/lang.html): for layout, and to take away. */
import { compareUids } from '../provenance/graph/graph.ts';
import type { Support, ClaimRecord, Analysis } from '../model/records.ts';
import { flattenGraph, type FlatStatement } from '../provenance/graph/flat-graph.ts';
import { formatShortDay } from '../wording/dates.ts';
import { writeCardName } from '../wording/names.ts';

type DotAttributes = Readonly<Record<string, string | number>>;

export interface DotGraph {
  attributes: DotAttributes;
  /** For all nodes, for all edges. */
  defaults: { node: DotAttributes; edge: DotAttributes };
  nodes: readonly { id: string; attributes: DotAttributes }[];
  edges: readonly { from: string; to: string; attributes: DotAttributes }[];
  /** Nodes that stand in one column (or row), each list a rank. */
  ranks: readonly (readonly string[])[];
}

/**
 * Writes a graph as DOT. Nodes, edges and ranks are sorted by id before anything else: Graphviz goes by the order of
 * what it reads, so the same graph is laid out the same however it came.
 */
export function writeDot({ attributes, defaults, nodes, edges, ranks }: DotGraph): string {
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
    '}',
    '',
  ].join('\n');
}

function writeAttributes(attributes: DotAttributes): string {
  return `[${Object.entries(attributes)
    .map(([name, value]) => `${name}=${typeof value === 'number' ? String(value) : quoteLabel(value)}`)
    .join(', ')}]`;
}

/** An id between quotation marks, in which only they are special. A NUL would end the text for Graphviz. */
function quoteId(text: string): string {
  return `"${clean(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** A label between quotation marks. A backslash is an escape in it (`\N` is the node's name), so it is doubled. */
function quoteLabel(text: string): string {
  return quoteId(text.replace(/\r\n?|\n/g, ' '));
}

/** Without control characters, which Graphviz passes on, and without halves of letters, which aren't UTF-8. */
function clean(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}/gu, ' ');
}

/** By line style, as in the drawing. */
const STYLES: Readonly<Record<Support, string>> = { seen: 'solid', relayed: 'dotted', unsupported: 'dotted' };

/**
 * Nodes are statements, named by their uids; edges run from the citing to the cited one. Shapes and lines tell what they
 * tell in the drawing, as far as Graphviz has them.
 * @param analysis of this very record
 */
export function writeClaimDot(record: ClaimRecord, analysis: Analysis): string {
  const { statements, hops } = flattenGraph(record, analysis);
  return writeDot({
    attributes: { rankdir: 'LR', label: record.claim.text, labelloc: 't', fontname: 'sans-serif' },
    defaults: { node: { shape: 'box', fontname: 'sans-serif' }, edge: { fontname: 'sans-serif', fontsize: 11 } },
    nodes: statements.map((of) => ({ id: of.statement.uid, attributes: describe(of) })),
    edges: hops.map(({ attribution, support }) => ({
      from: attribution.citing,
      to: attribution.cited,
      attributes: {
        label: attribution.cue ?? attribution.manner,
        style: STYLES[support],
        tooltip: `${attribution.manner}, ${support === 'unsupported' ? 'no evidence' : support}`,
      },
    })),
    ranks: [],
  });
}

function describe({ statement, source, document, place }: FlatStatement): DotAttributes {
  const { statedAt, stance } = statement;
  const words = [
    writeCardName(source).text,
    statedAt === null ? null : formatShortDay(statedAt),
    stance === 'asserts' ? null : stance,
  ];
  return {
    label: words.filter((word) => word !== null).join(', '),
    shape: nameShape(source.kind, place),
    ...(document ? {} : { style: 'dashed' }),
    ...(document?.url ? { URL: document.url } : {}),
  };
}

function nameShape(kind: FlatStatement['source']['kind'], place: FlatStatement['place']): string {
  if (kind === 'unnamed') return 'octagon';
  if (place.endsWith('origin')) return 'hexagon';
  return kind === 'person' ? 'ellipse' : 'box';
}
