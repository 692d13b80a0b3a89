import { isSurelyBefore } from '../../model/dates.ts';
import { FINDING_KINDS, SEVERITIES, type Finding, type FindingKind, type Severity } from '../../model/records.ts';
import type { Facts } from '../facts.ts';
import { compareUids, toUids, walkFrom } from '../graph/graph.ts';
import { findEchoes } from './echoes.ts';

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

/** All findings, the gravest first (see `compareFindings`). When each is raised: `README.md` of provenance. */
export function raiseFindings(facts: Facts): Finding[] {
  const { graph } = facts;
  return Object.entries(RULES)
    .flatMap(([key, findWitnesses]) => {
      const kind = key as FindingKind;
      return findWitnesses(facts).map((witnesses): Finding => {
        return { kind, severity: SEVERITY_OF[kind], statements: toUids(graph, witnesses) };
      });
    })
    .sort(compareFindings);
}

/** By kind: the witnesses of each finding of that kind, as positions of statements. */
const RULES: Readonly<Record<FindingKind, (facts: Facts) => readonly (readonly number[])[]>> = {
  // Two reports or more, and all that is named and asserts the claim at their origins is one family.
  'single-origin': ({ components, independentOrigins }) => {
    const isSingle = components.reports.length > 1 && independentOrigins.count === 1;
    return isSingle ? [independentOrigins.statements] : [];
  },
  'choke-point': ({ chainCount, chokePoints, components }) => {
    return chainCount < 2n ? [] : chokePoints.map((component) => components.members[component]!);
  },
  circle: ({ components }) => components.cycles.map((component) => components.members[component]!),
  echo: ({ components, families }) => findEchoes(components, families).map(({ statements }) => statements),
  // Nobody knows whether two unnamed origins are one: lineage that is not recorded is no corroboration.
  'unnamed-origin': ({ components, families }) => {
    const origins = components.origins.map((origin) => components.members[origin]!);
    return origins.filter(([statement]) => families[statement!] === null);
  },
  'no-origin': findLost,
  'unsupported-hop': (facts) => findHops(facts, (attribution) => facts.support[attribution] === 'unsupported'),
  'relayed-hop': (facts) => findHops(facts, (attribution) => facts.support[attribution] === 'relayed'),
  'cites-later': (facts) =>
    findHops(facts, (_, citing, cited) => isSurelyBefore(facts.dates[citing]!, facts.dates[cited]!)),
  'attribution-dropped': ({ dropped }) => dropped.map(({ earlier, later }) => [earlier, later]),
  contradicted: ({ graph }) => {
    const contradicting = [...graph.statements.keys()].filter((at) => graph.statements[at]!.stance !== 'asserts');
    return contradicting.length > 0 ? [contradicting] : [];
  },
  retracted: ({ graph }) => {
    const retracted = [...graph.statements.keys()].filter((at) => graph.statements[at]!.retractedAt !== null);
    return retracted.length > 0 ? [[...walkFrom(retracted, graph.citedBy).keys()]] : [];
  },
};

/** The reports that reach no origin; where there is no report, the circles that nothing outside them cites. */
function findLost({ components, hops }: Facts): number[][] {
  const heads =
    components.reports.length > 0 ? components.reports.filter((report) => hops[report] === null) : components.cycles;
  const statements = heads
    .filter((component) => components.citedBy[component]!.length === 0)
    .flatMap((component) => components.members[component]!)
    .sort((a, b) => a - b);
  return statements.length > 0 ? [statements] : [];
}

function findHops(
  { graph }: Facts,
  isSo: (attribution: number, citing: number, cited: number) => boolean,
): [number, number][] {
  return graph.citing
    .map((citing, attribution): [number, number] => [citing, graph.cited[attribution]!])
    .filter(([citing, cited], attribution) => isSo(attribution, citing, cited));
}

/** Warnings first, then cautions, then infos; within them the order of `FINDING_KINDS`, then of the witnesses. */
function compareFindings(a: Finding, b: Finding): number {
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
