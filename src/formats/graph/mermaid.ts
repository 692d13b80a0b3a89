/** A Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html): what wikis and Markdown pages draw. */
import { flattenGraph, numberStatements, type FlatHop, type FlatStatement } from '../../provenance/graph/flat-graph.ts';
import type { Analysis, ClaimRecord, Support } from '../../model/records.ts';
import { writeNodeLabel } from '../node-label.ts';

/** Seen is a solid line, anything else a dotted one, as in the drawing (look.md). */
const LINES: Readonly<Record<Support, string>> = { seen: '-->', relayed: '-.->', unsupported: '-.->' };

/**
 * One claim's graph, report on the left and origin on the right.
 * @param analysis of this very record
 */
export function writeMermaid(record: ClaimRecord, analysis: Analysis): string {
  const graph = flattenGraph(record, analysis);
  const ids = numberStatements(graph);
  const writeNode = (of: FlatStatement): string => {
    const [open, close] = shape(of);
    return `  ${ids.get(of.statement.uid)}${open}"${writeNodeLabel(of).map(escape).join('<br>')}"${close}`;
  };
  const writeEdge = ({ attribution, support }: FlatHop): string => {
    const label = attribution.cue ?? attribution.manner;
    const note = support === 'unsupported' ? `${label} (no evidence)` : label;
    return `  ${ids.get(attribution.citing)} ${LINES[support]}|"${escape(note)}"| ${ids.get(attribution.cited)}`;
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
function shape({ source, place }: FlatStatement): readonly [string, string] {
  if (source.kind !== 'unnamed' && place.endsWith('origin')) return ['{{', '}}'];
  return source.kind === 'person' ? ['([', '])'] : ['[', ']'];
}

/** Everything that Mermaid or Markdown may read as more than a letter becomes an entity code (`#quot;`-style). */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N} ,.+()–—’‘“”:/-]/gu, (character) => {
      return `#${character.codePointAt(0)};`;
    });
}
