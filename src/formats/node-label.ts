import type { FlatStatement } from '../provenance/graph/flat-graph.ts';

/** What a node of a graph format says of a statement: whose it is, when, and what must not be missed. One item a line. */
export function writeNodeLabel({ source, statement }: FlatStatement): string[] {
  const { statedAt, stance, retractedAt } = statement;
  return [
    source.kind === 'unnamed' ? `unnamed: ${source.name}` : source.name,
    statedAt,
    stance === 'asserts' ? null : stance,
    retractedAt === null ? null : `retracted ${retractedAt}`,
  ].filter((line) => line !== null);
}
