/**
 * The analysis of a small claim in the most simple-minded way, as the domain defines it: everything is listed and gone
 * through. Nothing here is fast, and nothing knows how `src/provenance` does it.
 */
import { deriveLag, isSurelyBefore, parseDate } from '../../src/model/dates.ts';
import {
  isDisputed,
  isDocumentRead,
  type Analysis,
  type Attribution,
  type ClaimGraph,
  type End,
  type EndKind,
  type Hops,
  type ReportAnalysis,
  type SideAnalysis,
  type Source,
  type Statement,
  type Support,
  type Uid,
} from '../../src/model/records.ts';
import { listFindings } from './brute-force-findings.ts';

/** A statement, or all statements of a circle in the order of their uids. */
export type Station = readonly Statement[];

/** The asserting or the contesting statements, without the void ones. */
export interface Side {
  statements: readonly Statement[];
  hops: readonly Attribution[];
  stations: readonly Station[];
  circles: readonly Station[];
  reports: readonly Statement[];
  ends: ReadonlyMap<Statement, EndKind>;
  /** All of them, shortest first. */
  chains: readonly (readonly Station[])[];
}

/** A claim, looked at from everywhere. */
export interface Facts {
  graph: ClaimGraph;
  asserting: Side;
  contesting: Side;
  void: ReadonlySet<Uid>;
  replies: readonly Attribution[];
  support: ReadonlyMap<Uid, Support>;
}

/** As `analyse`, but with all chains, and without the findings that need wordings. */
export function analyseByBruteForce(graph: ClaimGraph): Analysis {
  const facts = collectFacts(graph);
  const { asserting, contesting } = facts;
  const statementsBy = <T>(value: (statement: Statement) => T): Map<Uid, T> =>
    new Map(graph.statements.map((statement) => [statement.uid, value(statement)]));
  const dateOf = (uid: Uid) => parseDate(statementOf(graph, uid).statedAt);
  return {
    ...analyseSide(facts, asserting),
    contested: contesting.statements.length === 0 ? null : analyseSide(facts, contesting),
    breakPoints: listBreakPoints(graph, asserting),
    replies: facts.replies.map(({ uid }) => uid),
    findings: listFindings(facts),
    support: facts.support,
    lag: new Map(graph.attributions.map(({ uid, citing, cited }) => [uid, deriveLag(dateOf(citing), dateOf(cited))])),
    distances: statementsBy((statement) => {
      const side = [asserting, contesting].find(({ statements }) => statements.includes(statement));
      return side ? (measure(side, statement, SETTLED)?.fewest ?? null) : null;
    }),
    read: statementsBy((statement) => isRead(graph, statement)),
    void: facts.void,
  };
}

function collectFacts(graph: ClaimGraph): Facts {
  const isVoid = findVoid(graph);
  const sideOf = (uid: Uid): string => (statementOf(graph, uid).stance === 'asserts' ? 'asserting' : 'contesting');
  const valid = graph.attributions.filter(
    (edge) => !isDisputed(edge) && !isVoid.has(edge.citing) && !isVoid.has(edge.cited),
  );
  const collect = (name: string): Side => {
    const statements = sort(graph.statements.filter(({ uid }) => sideOf(uid) === name && !isVoid.has(uid)));
    const hops = valid.filter(
      ({ citing, cited }) => sideOf(citing) === name && sideOf(cited) === name && citing !== cited,
    );
    return collectSide(graph, statements, hops);
  };
  return {
    graph,
    asserting: collect('asserting'),
    contesting: collect('contesting'),
    void: isVoid,
    replies: valid.filter(({ citing, cited }) => sideOf(citing) !== sideOf(cited)),
    support: new Map(graph.attributions.map((edge) => [edge.uid, findSupport(graph, edge)])),
  };
}

/** Those that have no document and are cited, but only by disputed attributions or from other void statements. */
function findVoid({ statements, attributions }: ClaimGraph): Set<Uid> {
  const found = new Set<Uid>();
  for (;;) {
    const next = statements.find(({ uid, document }) => {
      const citations = attributions.filter(({ citing, cited }) => cited === uid && citing !== uid);
      const falls = (edge: Attribution): boolean => isDisputed(edge) || found.has(edge.citing);
      return !found.has(uid) && document === null && citations.length > 0 && citations.every(falls);
    });
    if (!next) return found;
    found.add(next.uid);
  }
}

function collectSide(graph: ClaimGraph, statements: readonly Statement[], hops: readonly Attribution[]): Side {
  const reaches = (one: Statement, other: Statement): boolean => listBelow(hops, one.uid).has(other.uid);
  const stationOf = (one: Statement): Station =>
    statements.filter((other) => one === other || (reaches(one, other) && reaches(other, one)));
  const stations = statements.map(stationOf).filter((station, place) => station[0] === statements[place]);
  const reports = statements.filter(({ uid }) => !hops.some(({ cited }) => cited === uid));
  const bare = statements.filter(({ uid }) => !hops.some(({ citing }) => citing === uid));
  const ends = new Map(bare.map((statement) => [statement, findEndKind(graph, hops, statement)]));
  const side = { statements, hops, stations, circles: stations.filter(({ length }) => length > 1), reports, ends };
  const chains = reports.flatMap((report) => listChains(side, report));
  return { ...side, chains: chains.sort((a, b) => a.length - b.length) };
}

function findEndKind(graph: ClaimGraph, hops: readonly Attribution[], statement: Statement): EndKind {
  if (!isNamed(graph, statement.source)) return 'unnamed';
  if (listEarlierAttributing(graph, hops, statement).length > 0) return 'dropped';
  if (['witnessed', 'own-act', 'document', 'inferred'].includes(statement.basis)) return 'origin';
  return isRead(graph, statement) ? 'unsourced' : 'open';
}

/** The statements of the same source and stance, surely earlier, in which it named somebody; the earliest first. */
export function listEarlierAttributing(graph: ClaimGraph, hops: readonly Attribution[], end: Statement): Statement[] {
  const dateOf = ({ statedAt }: Statement) => parseDate(statedAt);
  return sort(graph.statements)
    .filter(
      (earlier) =>
        earlier.source === end.source &&
        earlier.stance === end.stance &&
        isSurelyBefore(dateOf(earlier), dateOf(end)) &&
        hops.some(({ citing, manner }) => citing === earlier.uid && manner !== 'copies'),
    )
    .sort((a, b) => dateOf(a)!.end - dateOf(b)!.end);
}

/** Every path of stations from the statement's own to an end. */
export function listChains(side: Omit<Side, 'chains'>, from: Statement): Station[][] {
  const station = side.stations.find((each) => each.includes(from))!;
  if (side.ends.has(from)) return [[station]];
  const below = side.stations.filter((other) => other !== station && isJoined(side.hops, station, other));
  return below.flatMap((other) => listChains(side, other[0]!).map((chain) => [station, ...chain]));
}

function isJoined(hops: readonly Attribution[], upper: Station, lower: Station): boolean {
  return hops.some((hop) => has(upper, hop.citing) && has(lower, hop.cited));
}

/** All that a statement rests on through hops; itself only when they lead back to it. */
export function listBelow(hops: readonly Attribution[], uid: Uid): Set<Uid> {
  const found = new Set<Uid>();
  for (;;) {
    const next = hops.find(({ citing, cited }) => (citing === uid || found.has(citing)) && !found.has(cited));
    if (!next) return found;
    found.add(next.cited);
  }
}

/** Every statement that rests on one, in the order of their uids. */
export function listDownstreamByBruteForce(graph: ClaimGraph, uid: Uid): Uid[] {
  const { asserting, contesting } = collectFacts(graph);
  const hops = [...asserting.hops, ...contesting.hops];
  const others = sort(graph.statements).filter((statement) => statement.uid !== uid);
  return uidsOf(others.filter((statement) => listBelow(hops, statement.uid).has(uid)));
}

/** The hops of both sides and the replies. */
export function listJoinsByBruteForce(graph: ClaimGraph): Attribution[] {
  const { asserting, contesting, replies } = collectFacts(graph);
  return [...asserting.hops, ...contesting.hops, ...replies];
}

const SETTLED: readonly EndKind[] = ['origin', 'unsourced', 'unnamed'];

function analyseSide(facts: Facts, side: Side): SideAnalysis {
  const { reports, ends, circles, chains } = side;
  const analyses = reports.map((report) => analyseReport(facts, side, report));
  const measured = analyses.flatMap(({ hops }) => hops ?? []);
  const settled = measured.filter(({ open }) => !open);
  const counted = [...ends].filter(([, kind]) => ['origin', 'unsourced', 'open'].includes(kind));
  return {
    hops: settled.length > 0 ? span(settled) : span(measured),
    reports: analyses,
    ends: [...ends].map(([{ uid }, kind]): End => ({ statement: uid, kind })),
    independentSources: new Set(counted.map(([{ source }]) => findFamily(facts.graph, source))).size,
    chokePoints: listChokePoints(side).flatMap(uidsOf),
    circles: circles.map(uidsOf),
    chainCount: BigInt(chains.length),
    chains: chains.map((chain) => ({ hops: chain.length - 1, statements: chain.flatMap(uidsOf) })),
  };
}

function span(all: readonly Hops[]): Hops | null {
  const [fewest, most] = [all.map((hops) => hops.fewest), all.map((hops) => hops.most)];
  if (all.length === 0) return null;
  return { fewest: Math.min(...fewest), most: Math.max(...most), open: all.every(({ open }) => open) };
}

function analyseReport(facts: Facts, side: Side, report: Statement): ReportAnalysis {
  return {
    statement: report.uid,
    hops: measure(side, report, SETTLED) ?? measure(side, report, ['open']),
    weakestHop: findWeakestHop(facts, side, report),
  };
}

/** How far it is from a statement to the ends of these kinds. */
function measure(side: Side, from: Statement, kinds: readonly EndKind[]): Hops | null {
  const chains = listChains(side, from).filter((chain) => kinds.includes(side.ends.get(chain.at(-1)![0]!)!));
  return span(chains.map(({ length }) => ({ fewest: length - 1, most: length - 1, open: kinds.includes('open') })));
}

function findWeakestHop({ support }: Facts, side: Side, report: Statement): Uid | null {
  const weak = listChains(side, report).flatMap((chain) =>
    chain.flatMap((station, place) =>
      side.hops
        .filter(({ citing, cited }) => has(station, citing) && has([...station, ...(chain[place + 1] ?? [])], cited))
        .filter(({ uid }) => support.get(uid) !== 'read')
        .map(({ uid, citing, cited }) => ({ uid, place, length: chain.length, ends: `${citing} ${cited}` })),
    ),
  );
  weak.sort((a, b) => a.place - b.place || a.length - b.length || (a.ends < b.ends ? -1 : 1));
  return weak[0]?.uid ?? null;
}

/** The stations on every chain. An end on every chain is the sole one. */
export function listChokePoints({ stations, chains, reports, ends }: Side): Station[] {
  if (chains.length === 0) return [];
  const isPlain = ([first]: Station): boolean => !reports.includes(first!) && !ends.has(first!);
  return stations.filter((station) => isPlain(station) && chains.every((chain) => chain.includes(station)));
}

function listBreakPoints(graph: ClaimGraph, { statements, chains }: Side): Uid[][] {
  const named = [...new Set(statements.map(({ source }) => source))].filter((uid) => isNamed(graph, uid)).sort();
  const breaks = (sources: readonly Uid[]): boolean => {
    const others = chains.filter(([first]) => !sources.includes(first![0]!.source));
    const isGone = (station: Station): boolean => station.some(({ source }) => sources.includes(source));
    return others.length > 0 && others.every((chain) => chain.some(isGone));
  };
  const singles = named.map((source) => [source]).filter(breaks);
  if (singles.length > 0) return singles;
  return named.flatMap((one, place) => named.slice(place + 1).map((other) => [one, other])).filter(breaks);
}

export function statementOf({ statements }: ClaimGraph, uid: Uid): Statement {
  return statements.find((statement) => statement.uid === uid)!;
}

function sourceOf({ sources }: ClaimGraph, uid: Uid): Source | undefined {
  return sources.find((source) => source.uid === uid);
}

export function isNamed(graph: ClaimGraph, uid: Uid): boolean {
  return (sourceOf(graph, uid)?.kind ?? 'unnamed') !== 'unnamed';
}

/**
 * The topmost parent. Of sources that are each other's parents, the one with the smallest uid. Null for who is unnamed or
 * missing.
 */
export function findFamily(graph: ClaimGraph, uid: Uid): Uid | null {
  if (!isNamed(graph, uid)) return null;
  const parentOf = (child: Uid): Uid | null => sourceOf(graph, child)?.parent ?? null;
  const path = [uid];
  for (;;) {
    const parent = parentOf(path.at(-1)!);
    if (parent === null) return path.at(-1)!;
    if (path.includes(parent)) return path.slice(path.indexOf(parent)).sort()[0]!;
    path.push(parent);
  }
}

/** Whether it must itself publish what it says. */
export function isPress(graph: ClaimGraph, uid: Uid): boolean {
  return ['agency', 'outlet'].includes(sourceOf(graph, uid)?.kind ?? '');
}

/** Whether the statement's document was published by the family of its source. */
export function isOwnPublication(graph: ClaimGraph, { source, document }: Statement): boolean {
  const found = graph.documents.find(({ uid }) => uid === document);
  return found !== undefined && findFamily(graph, found.publisher) === findFamily(graph, source);
}

function isRead(graph: ClaimGraph, statement: Statement): boolean {
  const document = graph.documents.find(({ uid }) => uid === statement.document);
  if (!document || !isDocumentRead(document)) return false;
  return !isPress(graph, statement.source) || isOwnPublication(graph, statement);
}

function findSupport(graph: ClaimGraph, { citing, evidence }: Attribution): Support {
  const statement = statementOf(graph, citing);
  if (isRead(graph, statement) && evidence.some(({ document }) => document === statement.document)) return 'read';
  return evidence.length > 0 ? 'second-hand' : 'unsupported';
}

function has(station: Station, uid: Uid): boolean {
  return station.some((statement) => statement.uid === uid);
}

export function uidsOf(statements: readonly Statement[]): Uid[] {
  return statements.map(({ uid }) => uid);
}

export function sort(statements: readonly Statement[]): Statement[] {
  return [...statements].sort((a, b) => (a.uid < b.uid ? -1 : 1));
}
