import { isSurelyBefore } from '../../model/dates.ts';
import {
  FINDING_KINDS,
  SEVERITIES,
  type EndKind,
  type Finding,
  type FindingKind,
  type Manner,
  type Severity,
  type Statement,
} from '../../model/records.ts';
import type { Facts } from '../facts.ts';
import { isPublishedByOthers } from '../graph/ends.ts';
import { compareUids, SIDES, toUids, walkFrom, type AttributionRole } from '../graph/graph.ts';
import { markReached } from '../graph/hops.ts';
import { findEchoes } from './echoes.ts';
import { findCertaintyRaised } from './hedges.ts';
import { findNumberChanges } from './number-changes.ts';

export const SEVERITY_OF: Readonly<Record<FindingKind, Severity>> = {
  'single-origin': 'caution',
  'choke-point': 'info',
  circle: 'warning',
  echo: 'caution',
  'unnamed-end': 'caution',
  'open-end': 'caution',
  'no-end': 'warning',
  'unsupported-hop': 'caution',
  'second-hand-hop': 'info',
  'cites-later': 'warning',
  'attribution-dropped': 'warning',
  contested: 'caution',
  turned: 'warning',
  'disputed-hop': 'caution',
  retracted: 'warning',
  'other-publisher': 'caution',
  'certainty-raised': 'caution',
  'number-changed': 'caution',
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

type Witnesses = readonly number[];

/** By kind: the witnesses of each finding of that kind, as positions of statements. */
const RULES: Readonly<Record<FindingKind, (facts: Facts) => readonly Witnesses[]>> = {
  'single-origin': findSingleFamily,
  'choke-point': ({ components, sides: { asserting } }) => {
    return asserting.chainCount < 2n ? [] : asserting.chokePoints.map((component) => components.members[component]!);
  },
  circle: ({ components: { sides, members } }) => {
    return [...sides.asserting.cycles, ...sides.contesting.cycles].map((cycle) => members[cycle]!);
  },
  echo: ({ graph, components, families }) => {
    return findEchoes(components, families).flatMap(({ statements }) => {
      const ofSides = SIDES.map((side) => statements.filter((at) => graph.sides[at] === side));
      return ofSides.filter(({ length }) => length > 0);
    });
  },
  // Nobody knows whether two unnamed sources are one: lineage that is not recorded is no corroboration.
  'unnamed-end': (facts) => findEnds(facts, 'unnamed'),
  'open-end': (facts) => findEnds(facts, 'open'),
  'no-end': findEndless,
  'unsupported-hop': (facts) => findHops(facts, ['hop'], (at) => facts.support[at] === 'unsupported'),
  'second-hand-hop': (facts) => findHops(facts, ['hop'], (at) => facts.support[at] === 'second-hand'),
  'cites-later': ({ dates, ...facts }) =>
    findHops(facts, ['hop', 'reply'], (_, citing, cited) => isSurelyBefore(dates[citing]!, dates[cited]!)),
  // An unnamed source's statement is no dropped end: two unnamed sources need not be one.
  'attribution-dropped': ({ dropped, families }) =>
    dropped.filter(({ later }) => families[later] !== null).map(({ earlier, later }) => [earlier, later]),
  contested: ({ graph }) => collect(graph.sides.map((side, at) => side === 'contesting' && !graph.isVoid[at])),
  turned: (facts) =>
    findHops(facts, ['reply'], (at, citing) => {
      return facts.graph.sides[citing] === 'asserting' || PASSES_ON.has(facts.graph.attributions[at]!.manner);
    }),
  'disputed-hop': (facts) => findHops(facts, ['disputed'], () => true),
  retracted: ({ graph }) => {
    const [retracted] = collect(
      graph.statements.map(({ retractedAt }, at) => retractedAt !== null && !graph.isVoid[at]),
    );
    if (!retracted) return [];
    const nearest = [...walkFrom(retracted, graph.citedBy)].sort(([a, steps], [b, others]) => steps - others || a - b);
    return [nearest.map(([at]) => at)];
  },
  'other-publisher': findOtherPublishers,
  'certainty-raised': (facts) => findRewordings(facts, (cited, citing) => findCertaintyRaised(cited, citing) !== null),
  'number-changed': (facts) => findRewordings(facts, (cited, citing) => findNumberChanges(cited, citing).length > 0),
};

/** Who uses what a denial answers in one of these ways passes it on as well. */
const PASSES_ON: ReadonlySet<Manner> = new Set<Manner>(['republishes', 'translates', 'copies']);

/** Two reports or more that lead to an end, and every end that they lead to is of one named family. */
function findSingleFamily({ components, toEnd, families }: Facts): Witnesses[] {
  const side = components.sides.asserting;
  if (side.reports.filter((report) => toEnd[report] !== null).length < 2) return [];
  const isReached = markReached(side, components);
  const ends = side.ends.filter((end) => isReached[end]).map((end) => components.members[end]![0]!);
  const found = new Set(ends.map((end) => families[end] ?? null));
  return found.size === 1 && !found.has(null) ? [ends] : [];
}

function findEnds({ components, endKinds }: Facts, kind: EndKind): Witnesses[] {
  const { asserting, contesting } = components.sides;
  return [...asserting.ends, ...contesting.ends]
    .filter((end) => endKinds[end] === kind)
    .map((end) => components.members[end]!);
}

/** By side: the reports that reach no end, and the circles that nothing outside them cites and that reach none. */
function findEndless({ components, toEnd }: Facts): Witnesses[] {
  return Object.values(components.sides).flatMap(({ reports, cycles }) => {
    const heads = [...reports, ...cycles].filter((head) => {
      return components.citedBy[head]!.length === 0 && toEnd[head] === null;
    });
    const statements = heads.flatMap((head) => components.members[head]!).sort((a, b) => a - b);
    return statements.length > 0 ? [statements] : [];
  });
}

/** An agency or outlet speaks for itself in its own publications; elsewhere its words may be somebody else's account of them. */
function findOtherPublishers({ graph, documents, familyOf }: Facts): Witnesses[] {
  const republished = new Set<number>();
  for (const [at, { manner }] of graph.attributions.entries()) {
    if (manner !== 'republishes' || graph.roles[at] !== 'hop') continue;
    republished.add(graph.citing[at]!).add(graph.cited[at]!);
  }
  return graph.statements.flatMap((statement, at) => {
    const document = statement.document === null ? undefined : documents.get(statement.document);
    if (!document || republished.has(at)) return [];
    return isPublishedByOthers(graph.sources.get(statement.source), document, familyOf) ? [[at]] : [];
  });
}

/** Hops on which the wording changed so. */
function findRewordings(facts: Facts, isSo: (cited: Statement, citing: Statement) => boolean): Witnesses[] {
  const { statements } = facts.graph;
  return findHops(facts, ['hop'], (_, citing, cited) => isSo(statements[cited]!, statements[citing]!));
}

/** The citing and the cited statement of each attribution with one of these roles of which it is so. */
function findHops(
  { graph }: Pick<Facts, 'graph'>,
  roles: readonly AttributionRole[],
  isSo: (attribution: number, citing: number, cited: number) => boolean,
): Witnesses[] {
  const hops: Witnesses[] = [];
  for (const [at, role] of graph.roles.entries()) {
    const [citing, cited] = [graph.citing[at]!, graph.cited[at]!];
    if (roles.includes(role) && isSo(at, citing, cited)) hops.push([citing, cited]);
  }
  return hops;
}

/** One finding of all statements of which it is so, none where it is so of no statement. */
function collect(isSo: readonly boolean[]): number[][] {
  const statements = [...isSo.keys()].filter((at) => isSo[at]);
  return statements.length > 0 ? [statements] : [];
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
