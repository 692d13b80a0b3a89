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
import type { Analysis, ClaimRecord, Source, Support, Uid } from '../model/records.ts';
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
type Numbers<T> = Readonly<Record<string, (of: T) => number | null>>;

/** The attributes of a graph (2.4.3, "GraphML-Attributes"), by name. Null is not written. */
const OF_CLAIM: Values<ClaimRecord['claim']> = {
  claim: ({ text }) => text,
  language: ({ language }) => language,
  aboutDate: ({ aboutDate }) => aboutDate,
};

const NUMBERS_OF_CLAIM: Numbers<Analysis> = {
  fewestHops: ({ hops }) => hops?.fewest ?? null,
  mostHops: ({ hops }) => hops?.most ?? null,
  reports: ({ reports }) => reports.length,
  independentSources: ({ independentSources }) => independentSources,
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

/** How far a statement is from an end of its side. */
const NUMBERS_OF_STATEMENT: Numbers<FlatStatement & { distance: number | null }> = {
  distance: ({ distance }) => distance,
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
  disputedAt: ({ attribution }) => attribution.disputedAt,
  disputedBy: ({ disputedBy }) => disputedBy?.name ?? null,
  disputeReason: ({ attribution }) => attribution.disputeReason,
};

const NUMBERS_OF_HOP: Numbers<FlatHop> = {
  excerpts: ({ attribution }) => attribution.evidence.length,
};

/** A hop's excerpts, each with the title of its document: `excerpt`, `excerpt2`, `excerpt3`. */
function describeEvidence(most: number, titles: ReadonlyMap<Uid, string>): Values<FlatHop> {
  const places = Array.from({ length: most }, (_, at) => [at, at === 0 ? 'excerpt' : `excerpt${at + 1}`] as const);
  return Object.fromEntries(
    places.flatMap(([at, name]): [string, Values<FlatHop>[string]][] => [
      [name, ({ attribution }) => attribution.evidence[at]?.exact ?? null],
      [`${name}Document`, ({ attribution }) => titles.get(attribution.evidence[at]?.document ?? '') ?? null],
    ]),
  );
}

type Node = ReturnType<typeof create>;

/**
 * One claim's graph as GraphML: nodes are statements, edges run from the citing to the cited one. Ids are uids. What is
 * unknown is left out.
 * @param analysis of this very record
 */
export function writeGraphMl(record: ClaimRecord, analysis: Analysis): string {
  const { statements, hops } = flattenGraph(record, analysis);
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const titles = new Map(record.documents.map(({ uid, title }) => [uid, title]));
  const most = hops.reduce((sofar, { attribution }) => Math.max(sofar, attribution.evidence.length), 0);
  const ofHop: Values<NamedHop> = { ...OF_HOP, ...describeEvidence(most, titles) };
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'graphml');
  root.att('http://www.w3.org/2001/XMLSchema-instance', 'xsi:schemaLocation', `${NAMESPACE} ${SCHEMA}`);
  declareKeys(root, 'graph', OF_CLAIM, NUMBERS_OF_CLAIM);
  declareKeys(root, 'node', OF_STATEMENT, NUMBERS_OF_STATEMENT);
  declareKeys(root, 'edge', ofHop, NUMBERS_OF_HOP);
  const graph = root.ele('graph', { id: record.claim.uid, edgedefault: 'directed' });
  writeData(graph, 'graph', OF_CLAIM, record.claim);
  writeData(graph, 'graph', NUMBERS_OF_CLAIM, analysis);
  for (const of of statements) {
    const node = graph.ele('node', { id: of.statement.uid });
    writeData(node, 'node', OF_STATEMENT, of);
    const distance = analysis.distances.get(of.statement.uid) ?? null;
    writeData(node, 'node', NUMBERS_OF_STATEMENT, { ...of, distance });
  }
  for (const of of hops) {
    const { uid, citing, cited, disputedBy } = of.attribution;
    const edge = graph.ele('edge', { id: uid, source: citing, target: cited });
    writeData(edge, 'edge', ofHop, { ...of, disputedBy: sources.get(disputedBy ?? '') ?? null });
    writeData(edge, 'edge', NUMBERS_OF_HOP, of);
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function declareKeys(root: Node, owner: string, texts: Values<never>, numbers: Numbers<never>): void {
  const declare = (name: string, type: 'string' | 'int') =>
    root.ele('key', { id: `${owner}-${name}`, for: owner, 'attr.name': name, 'attr.type': type });
  for (const name of Object.keys(texts)) declare(name, 'string');
  for (const name of Object.keys(numbers)) declare(name, 'int');
}

function writeData<T>(
  element: Node,
  owner: string,
  values: Readonly<Record<string, (of: T) => string | number | null>>,
  of: T,
): void {
  for (const [name, read] of Object.entries(values)) {
    const value = read(of);
    if (value !== null) element.ele('data', { key: `${owner}-${name}` }).txt(writeXmlText(String(value)));
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
