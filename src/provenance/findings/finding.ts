import { compareUids, toUids, type IndexedGraph } from '../graph/graph.ts';
import { FINDING_KINDS, SEVERITIES, type Finding, type FindingKind, type Severity } from '../../model/records.ts';

/** How grave each kind is. */
export const SEVERITY_OF: Readonly<Record<FindingKind, Severity>> = {
  'single-origin': 'caution',
  'choke-point': 'info',
  circle: 'warning',
  echo: 'caution',
  'unnamed-origin': 'caution',
  'no-origin': 'warning',
  'unsupported-hop': 'caution',
  'relayed-hop': 'info',
  'cites-later': 'warning',
  'attribution-dropped': 'warning',
  contradicted: 'caution',
  retracted: 'warning',
};

/** Every kind of finding, the gravest first: by severity, then in the order of `FINDING_KINDS`. */
export const GRAVEST_FIRST: readonly FindingKind[] = [...FINDING_KINDS].sort((a, b) => compareKinds(a, b));

export function severityOf(kind: FindingKind): Severity {
  return SEVERITY_OF[kind];
}

/** @param witnesses positions of statements. */
export function makeFinding(
  graph: IndexedGraph,
  kind: FindingKind,
  witnesses: readonly number[],
  message: string,
): Finding {
  return { kind, severity: SEVERITY_OF[kind], statements: toUids(graph, witnesses), message };
}

/** Warnings first, then cautions, then infos; within them the order of `FINDING_KINDS`, then of the witnesses. */
export function compareFindings(a: Finding, b: Finding): number {
  return compareKinds(a.kind, b.kind) || compareWitnesses(a.statements, b.statements);
}

function compareKinds(a: FindingKind, b: FindingKind): number {
  const bySeverity = SEVERITIES.indexOf(SEVERITY_OF[b]) - SEVERITIES.indexOf(SEVERITY_OF[a]);
  return bySeverity || FINDING_KINDS.indexOf(a) - FINDING_KINDS.indexOf(b);
}

function compareWitnesses(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((uid, place) => uid !== b[place]);
  if (differing === -1) return a.length - b.length;
  const other = b[differing];
  return other === undefined ? 1 : compareUids(a[differing]!, other);
}
