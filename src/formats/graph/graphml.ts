/** GraphML 1.1 (http://graphml.graphdrawing.org/specification.html), for Gephi, yEd, Cytoscape and networkx. */
import { create } from 'xmlbuilder2';
import { flattenGraph, type FlatHop, type FlatStatement } from '../../provenance/graph/flat-graph.ts';
import type { Analysis, ClaimRecord } from '../../model/records.ts';
import { writeNodeLabel } from '../node-label.ts';
import { writeXmlText } from '../xml-text.ts';

const NAMESPACE = 'http://graphml.graphdrawing.org/xmlns';
const SCHEMA = 'http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd';

type Values<T> = Readonly<Record<string, (of: T) => string | null>>;

/** The attributes of a graph (2.4.3, "GraphML-Attributes"), by name. Null is not written. */
const OF_CLAIM: Values<ClaimRecord['claim']> = {
  claim: ({ text }) => text,
  language: ({ language }) => language,
  aboutDate: ({ aboutDate }) => aboutDate,
};

const OF_STATEMENT: Values<FlatStatement> = {
  label: (of) => writeNodeLabel(of).join(', '),
  source: ({ source }) => source.name,
  sourceUid: ({ source }) => source.uid,
  sourceKind: ({ source }) => source.kind,
  country: ({ source }) => source.country,
  place: ({ place }) => place,
  statedAt: ({ statement }) => statement.statedAt,
  stance: ({ statement }) => statement.stance,
  basis: ({ statement }) => statement.basis,
  retractedAt: ({ statement }) => statement.retractedAt,
  document: ({ document }) => document?.title ?? null,
  documentUrl: ({ document }) => document?.url ?? null,
};

const OF_HOP: Values<FlatHop> = {
  label: ({ attribution }) => attribution.cue ?? attribution.manner,
  manner: ({ attribution }) => attribution.manner,
  cue: ({ attribution }) => attribution.cue,
  support: ({ support }) => support,
  lag: ({ lag }) => lag,
  excerpt: ({ attribution }) => attribution.evidence[0]?.exact ?? null,
};

type Node = ReturnType<typeof create>;

/**
 * One claim's graph as GraphML: nodes are statements, edges run from the citing to the cited one. Ids are uids. All
 * attributes are strings; an unknown one is left out.
 * @param analysis of this very record
 */
export function writeGraphMl(record: ClaimRecord, analysis: Analysis): string {
  const { statements, hops } = flattenGraph(record, analysis);
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'graphml');
  root.att('http://www.w3.org/2001/XMLSchema-instance', 'xsi:schemaLocation', `${NAMESPACE} ${SCHEMA}`);
  declareKeys(root, 'graph', OF_CLAIM);
  declareKeys(root, 'node', OF_STATEMENT);
  declareKeys(root, 'edge', OF_HOP);
  const graph = root.ele('graph', { id: record.claim.uid, edgedefault: 'directed' });
  writeData(graph, 'graph', OF_CLAIM, record.claim);
  for (const of of statements) writeData(graph.ele('node', { id: of.statement.uid }), 'node', OF_STATEMENT, of);
  for (const of of hops) {
    const { uid, citing, cited } = of.attribution;
    writeData(graph.ele('edge', { id: uid, source: citing, target: cited }), 'edge', OF_HOP, of);
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function declareKeys(root: Node, owner: string, values: Values<never>): void {
  for (const name of Object.keys(values)) {
    root.ele('key', { id: `${owner}-${name}`, for: owner, 'attr.name': name, 'attr.type': 'string' });
  }
}

function writeData<T>(element: Node, owner: string, values: Values<T>, of: T): void {
  for (const [name, read] of Object.entries(values)) {
    const value = read(of);
    if (value !== null) element.ele('data', { key: `${owner}-${name}` }).txt(writeXmlText(value));
  }
}
