/** A claim's graph to take away as DOT, for Graphviz and what reads its language. */
import { flattenGraph } from '../../provenance/graph/flat-graph.ts';
import type { Analysis, ClaimRecord, Support } from '../../model/records.ts';
import { writeDot, type DotAttributes } from './dot.ts';
import type { FlatStatement } from '../../provenance/graph/flat-graph.ts';
import { writeDay, writeName } from '../../wording/drawing.ts';

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
    writeName(source).text,
    statedAt === null ? null : writeDay(statedAt),
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
