/**
 * A claim's graph for other tools: GraphML 1.1 (http://graphml.graphdrawing.org/specification.html), for Gephi, yEd,
 * Cytoscape and networkx, and a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), for wikis and Markdown.
 */
import { create } from 'xmlbuilder2';
import {
  flattenGraph,
  numberStatements,
  passesOn,
  type FlatHop,
  type FlatStatement,
} from '../provenance/graph/flat-graph.ts';
import type { Analysis, ClaimRecord, Source, Support } from '../model/records.ts';
import { writeXmlText } from '../text/xml.ts';
import { chooseName, joinName, joinCue } from '../wording/names.ts';
import { writeStance } from '../wording/values.ts';

/** What a node says of a statement: whose it is, when, and what must not be missed. One item a line. */
function writeNodeLabel({ source, statement, place }: FlatStatement): string[] {
  const { statedAt, stance, retractedAt } = statement;
  return [
    source.kind === 'unnamed' ? `unnamed: ${joinName(chooseName(source))}` : joinName(chooseName(source)),
    statedAt,
    writeStance(stance, passesOn(place)),
    retractedAt === null ? null : `retracted ${retractedAt}`,
  ].filter((line) => line !== null);
}

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
  side: ({ side }) => side,
  place: ({ place }) => place,
  end: ({ endKind }) => endKind,
  statedAt: ({ statement }) => statement.statedAt,
  stance: ({ statement }) => statement.stance,
  basis: ({ statement }) => statement.basis,
  retractedAt: ({ statement }) => statement.retractedAt,
  document: ({ document }) => document?.title ?? null,
  documentKind: ({ document }) => document?.kind ?? null,
  documentVersion: ({ document }) => document?.version ?? null,
  documentUrl: ({ document }) => document?.url ?? null,
};

interface NamedHop extends FlatHop {
  disputedBy: Source | null;
}

const OF_HOP: Values<NamedHop> = {
  label: ({ attribution }) => joinCue(attribution),
  manner: ({ attribution }) => attribution.manner,
  cue: ({ attribution }) => attribution.cue,
  role: ({ role }) => role,
  support: ({ support }) => support,
  lag: ({ lag }) => lag,
  excerpt: ({ attribution }) => attribution.evidence[0]?.exact ?? null,
  disputedAt: ({ attribution }) => attribution.disputedAt,
  disputedBy: ({ disputedBy }) => disputedBy?.name ?? null,
  disputeReason: ({ attribution }) => attribution.disputeReason,
};

type Node = ReturnType<typeof create>;

/**
 * One claim's graph as GraphML: nodes are statements, edges run from the citing to the cited one. Ids are uids. All
 * attributes are strings; an unknown one is left out.
 * @param analysis of this very record
 */
export function writeGraphMl(record: ClaimRecord, analysis: Analysis): string {
  const { statements, hops } = flattenGraph(record, analysis);
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'graphml');
  root.att('http://www.w3.org/2001/XMLSchema-instance', 'xsi:schemaLocation', `${NAMESPACE} ${SCHEMA}`);
  declareKeys(root, 'graph', OF_CLAIM);
  declareKeys(root, 'node', OF_STATEMENT);
  declareKeys(root, 'edge', OF_HOP);
  const graph = root.ele('graph', { id: record.claim.uid, edgedefault: 'directed' });
  writeData(graph, 'graph', OF_CLAIM, record.claim);
  for (const of of statements) writeData(graph.ele('node', { id: of.statement.uid }), 'node', OF_STATEMENT, of);
  for (const of of hops) {
    const { uid, citing, cited, disputedBy } = of.attribution;
    const edge = graph.ele('edge', { id: uid, source: citing, target: cited });
    writeData(edge, 'edge', OF_HOP, { ...of, disputedBy: sources.get(disputedBy ?? '') ?? null });
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

/** As in the drawing. */
const MERMAID_LINES: Readonly<Record<Support, string>> = {
  read: '-->',
  'second-hand': '-.->',
  unsupported: '-.->',
};

/** One claim's graph, reports on the left and ends on the right. @param analysis of this very record */
export function writeMermaid(record: ClaimRecord, analysis: Analysis): string {
  const graph = flattenGraph(record, analysis);
  const ids = numberStatements(graph);
  const writeNode = (of: FlatStatement): string => {
    const [open, close] = chooseShape(of);
    return `  ${ids.get(of.statement.uid)}${open}"${writeNodeLabel(of).map(escapeMermaid).join('<br>')}"${close}`;
  };
  const writeEdge = ({ attribution, support, role }: FlatHop): string => {
    const label = joinCue(attribution);
    const notes = [...(role === 'reply' ? [role] : []), ...(support === 'unsupported' ? ['no evidence'] : [])];
    const note = notes.length > 0 ? `${label} (${notes.join(', ')})` : label;
    return `  ${ids.get(attribution.citing)} ${MERMAID_LINES[support]}|"${escapeMermaid(note)}"| ${ids.get(attribution.cited)}`;
  };
  return [
    '---',
    // YAML takes what JSON writes.
    `title: ${JSON.stringify(record.claim.text.toWellFormed())}`,
    '---',
    'flowchart LR',
    ...graph.statements.map(writeNode),
    ...graph.hops.map(writeEdge),
    '',
  ].join('\n');
}

/** Hexagon for an origin, stadium for a person, box for the rest. */
function chooseShape({ source, endKind }: FlatStatement): readonly [string, string] {
  if (endKind === 'origin') return ['{{', '}}'];
  return source.kind === 'person' ? ['([', '])'] : ['[', ']'];
}

/** Everything that Mermaid or Markdown may read as more than a letter becomes an entity code. */
function escapeMermaid(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N} ,.+()–—’‘“”:/-]/gu, (character) => {
      return `#${character.codePointAt(0)};`;
    });
}
