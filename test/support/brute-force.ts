/**
 * The definitions of src/provenance/README.md once more, by the plainest means there are, to compare the real ones with:
 * reachability statement by statement, and every path through the graph spelled out. Shares no code with them on purpose.
 * For graphs of a dozen statements.
 */
import type { ClaimGraph, Hops, Statement, Uid } from '../../src/model/records.ts';

export interface BruteForce {
  circles: Uid[][];
  reports: { statement: Uid; hops: Hops | null; seenTo: number; weakestLinks: Uid[] }[];
  hops: Hops | null;
  /** By statement: the fewest hops to an origin. */
  distances: Map<Uid, number | null>;
  origins: Uid[];
  /** Every chain: its stations, sorted members joined by "+". */
  chains: string[][];
  chokePoints: Uid[];
  dropped: Uid[];
  independentOrigins: number;
  /** By family: the statements that come back or are come back to. */
  echoes: Uid[][];
  downstream: Map<Uid, Set<Uid>>;
}

export function bruteForce(graph: ClaimGraph): BruteForce {
  const uids = graph.statements.map(({ uid }) => uid);
  const reaches = closeOver(graph, uids);
  const areOneStation = (a: Uid, b: Uid): boolean => a === b || (reaches(a, b) && reaches(b, a));
  const stationOf = new Map(
    uids.map((uid) => [
      uid,
      uids
        .filter((other) => areOneStation(uid, other))
        .sort()
        .join('+'),
    ]),
  );
  const stations = [...new Set(stationOf.values())];
  const cited = new Map(stations.map((station) => [station, new Set<string>()]));
  for (const hop of graph.attributions) {
    const [from, to] = [stationOf.get(hop.citing)!, stationOf.get(hop.cited)!];
    if (from !== to) cited.get(from)!.add(to);
  }
  const origins = uids.filter((uid) => !graph.attributions.some((hop) => hop.citing === uid));
  const reports = uids.filter((uid) => !graph.attributions.some((hop) => hop.cited === uid));

  /** Every way from a station, going on to its end and stopping at every station on the way. */
  const waysFrom = (station: string): string[][] => [
    [station],
    ...[...cited.get(station)!].flatMap((next) => waysFrom(next).map((way) => [station, ...way])),
  ];
  const ways = reports.map((report) => waysFrom(report));
  const keepChains = (several: string[][]): string[][] => several.filter((way) => origins.includes(way.at(-1)!));
  const chains = keepChains(ways.flat());
  const dropped = findDropped(graph, origins);

  return {
    distances: new Map(uids.map((uid) => [uid, span(keepChains(waysFrom(stationOf.get(uid)!)))?.fewest ?? null])),
    circles: stations.filter((station) => station.includes('+')).map((station) => station.split('+')),
    reports: reports.map((statement, place) => {
      const hops = span(keepChains(ways[place]!));
      return { statement, hops, ...measureSeen(graph, ways[place]!, hops) };
    }),
    hops: span(chains),
    origins,
    chains,
    chokePoints: findChokePoints(stations, chains, reports, origins),
    dropped,
    independentOrigins: countFamilies(graph, origins, dropped),
    echoes: findEchoes(graph, reaches, areOneStation),
    downstream: new Map(
      uids.map((uid) => [uid, new Set(uids.filter((other) => other !== uid && reaches(other, uid)))]),
    ),
  };
}

/** Whether one statement leads to another by one attribution or more (Warshall's algorithm). */
function closeOver(graph: ClaimGraph, uids: readonly Uid[]): (from: Uid, to: Uid) => boolean {
  const pairs = new Set(graph.attributions.map(({ citing, cited }) => `${citing} ${cited}`));
  for (const middle of uids) {
    for (const from of uids) {
      for (const to of uids) {
        if (pairs.has(`${from} ${middle}`) && pairs.has(`${middle} ${to}`)) pairs.add(`${from} ${to}`);
      }
    }
  }
  return (from, to) => pairs.has(`${from} ${to}`);
}

function span(chains: readonly string[][]): Hops | null {
  const lengths = chains.map((chain) => chain.length - 1);
  return lengths.length === 0 ? null : { fewest: Math.min(...lengths), most: Math.max(...lengths) };
}

function findChokePoints(
  stations: readonly string[],
  chains: readonly string[][],
  reports: readonly Uid[],
  origins: readonly Uid[],
): Uid[] {
  if (chains.length === 0) return [];
  const onEvery = stations.filter((station) => chains.every((chain) => chain.includes(station)));
  return onEvery
    .flatMap((station) => station.split('+'))
    .filter((uid) => !reports.includes(uid) && !origins.includes(uid));
}

function measureSeen(
  graph: ClaimGraph,
  ways: readonly string[][],
  hops: Hops | null,
): { seenTo: number; weakestLinks: Uid[] } {
  const documents = new Map(graph.statements.map(({ uid, document }) => [uid, document]));
  const unseenAt = (station: string): Uid[] => {
    const leaving = graph.attributions.filter(({ citing }) => station.split('+').includes(citing));
    return leaving
      .filter(({ citing, evidence }) => !evidence.map(({ document }) => document).includes(documents.get(citing)!))
      .map(({ uid }) => uid);
  };
  const interrupted = ways.filter((way) => unseenAt(way.at(-1)!).length > 0);
  const longest = Math.max(...ways.map((way) => way.length - 1));
  if (interrupted.length === 0) return { seenTo: hops?.most ?? longest, weakestLinks: [] };
  const seenTo = Math.min(...interrupted.map((way) => way.length - 1));
  const nearest = interrupted.filter((way) => way.length - 1 === seenTo);
  return { seenTo, weakestLinks: nearest.flatMap((way) => unseenAt(way.at(-1)!)) };
}

/** The random graphs write dates to the day only, in 2025: order is that of their texts. */
function findDropped(graph: ClaimGraph, origins: readonly Uid[]): Uid[] {
  const dropsWhat = (later: Statement, earlier: Statement): boolean =>
    !origins.includes(earlier.uid) &&
    earlier.source === later.source &&
    earlier.stance === later.stance &&
    earlier.statedAt !== null &&
    later.statedAt !== null &&
    earlier.statedAt < later.statedAt;
  return graph.statements
    .filter((later) => origins.includes(later.uid) && graph.statements.some((earlier) => dropsWhat(later, earlier)))
    .map(({ uid }) => uid);
}

/** Climbs as many times as there are sources; the random graphs hold no loops. */
function familyOf(graph: ClaimGraph, statement: Uid): Uid | null {
  const find = (uid: Uid) => graph.sources.find((source) => source.uid === uid)!;
  let source = find(graph.statements.find(({ uid }) => uid === statement)!.source);
  if (source.kind === 'unnamed') return null;
  for (const _ of graph.sources) source = source.parent === null ? source : find(source.parent);
  return source.uid;
}

function countFamilies(graph: ClaimGraph, origins: readonly Uid[], dropped: readonly Uid[]): number {
  const counting = origins.filter((uid) => {
    const { stance } = graph.statements.find((statement) => statement.uid === uid)!;
    return stance === 'asserts' && !dropped.includes(uid);
  });
  return new Set(counting.map((uid) => familyOf(graph, uid)).filter((family) => family !== null)).size;
}

/** Walks from a statement of a family to somebody else's and on to another station's statement of the family. */
function findEchoes(
  graph: ClaimGraph,
  reaches: (from: Uid, to: Uid) => boolean,
  areOneStation: (a: Uid, b: Uid) => boolean,
): Uid[][] {
  const uids = graph.statements.map(({ uid }) => uid);
  const families = new Map(uids.map((uid) => [uid, familyOf(graph, uid)]));
  const comesBack = (a: Uid, b: Uid): boolean =>
    families.get(a) === families.get(b) &&
    !areOneStation(a, b) &&
    uids.some((other) => families.get(other) !== families.get(a) && reaches(a, other) && reaches(other, b));
  return [...new Set(families.values())]
    .filter((family) => family !== null)
    .map((family) => uids.filter((uid) => families.get(uid) === family))
    .map((members) => members.filter((a) => members.some((b) => comesBack(a, b) || comesBack(b, a))))
    .filter((members) => members.length > 0);
}
