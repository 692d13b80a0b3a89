/** The findings of a small claim in the most simple-minded way; see `brute-force.ts`. */
import { isSurelyBefore, parseDate } from '../../src/model/dates.ts';
import {
  FINDING_KINDS,
  isDisputed,
  SEVERITIES,
  type Attribution,
  type EndKind,
  type Finding,
  type FindingKind,
  type Statement,
  type Uid,
} from '../../src/model/records.ts';
import {
  findFamily,
  isOwnPublication,
  isPress,
  listBelow,
  listChains,
  listChokePoints,
  listEarlierAttributing,
  sort,
  statementOf,
  uidsOf,
  type Facts,
  type Side,
  type Station,
} from './brute-force.ts';

/** All but the kinds that need wordings. */
type BareKind = Exclude<FindingKind, 'certainty-raised' | 'number-changed'>;

const SEVERITY_OF = {
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
} as const satisfies Record<BareKind, Finding['severity']>;

/** Of each kind, the lists of statements that witness one. */
type Witnesses = Record<BareKind, readonly (readonly Uid[])[]>;

/** The findings in their order. */
export function listFindings(facts: Facts): Finding[] {
  const witnesses = collectWitnesses(facts);
  const findings = Object.entries(witnesses).flatMap(([kind, lists]) =>
    lists.map((statements): Finding => {
      return { kind: kind as BareKind, severity: SEVERITY_OF[kind as BareKind], statements };
    }),
  );
  const rank = ({ severity, kind, statements }: Finding): string =>
    [9 - SEVERITIES.indexOf(severity), 10 + FINDING_KINDS.indexOf(kind), ...statements].join(' ');
  return findings.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function collectWitnesses(facts: Facts): Witnesses {
  const { graph, asserting, contesting, support, replies } = facts;
  const sides = [asserting, contesting];
  const hops = sides.flatMap((side) => side.hops);
  const endsOf = (kind: EndKind) =>
    sides.flatMap(({ ends }) => [...ends].filter(([, found]) => found === kind).map(([{ uid }]) => [uid]));
  return {
    'single-origin': findSingleOrigin(facts),
    'choke-point': asserting.chains.length > 1 ? listChokePoints(asserting).map(uidsOf) : [],
    circle: sides.flatMap(({ circles }) => circles.map(uidsOf)),
    echo: sides.flatMap((side) => listEchoes(facts, side)),
    'unnamed-end': endsOf('unnamed'),
    'open-end': endsOf('open'),
    'no-end': sides.map(listEndless).filter((statements) => statements.length > 0),
    'unsupported-hop': hops.filter(({ uid }) => support.get(uid) === 'unsupported').map(endsOfHop),
    'second-hand-hop': hops.filter(({ uid }) => support.get(uid) === 'second-hand').map(endsOfHop),
    'cites-later': [...hops, ...replies].filter((edge) => isBackwards(facts, edge)).map(endsOfHop),
    'attribution-dropped': sides.flatMap((side) =>
      [...side.ends]
        .filter(([, kind]) => kind === 'dropped')
        .map(([end]) => [listEarlierAttributing(graph, side.hops, end)[0]!.uid, end.uid]),
    ),
    contested: contesting.statements.length > 0 ? [uidsOf(contesting.statements)] : [],
    turned: replies.filter((edge) => isTurned(facts, edge)).map(endsOfHop),
    'disputed-hop': graph.attributions.filter(isDisputed).map(endsOfHop),
    retracted: findRetracted(facts, hops),
    'other-publisher': sides.flatMap(({ statements }) =>
      statements.filter((statement) => isElsewhere(facts, hops, statement)).map(({ uid }) => [uid]),
    ),
  };
}

function endsOfHop({ citing, cited }: Attribution): Uid[] {
  return [citing, cited];
}

/** Two or more reports that lead to ends, all of which are of one named family. */
function findSingleOrigin({ graph, asserting: { reports, chains } }: Facts): Uid[][] {
  const leading = reports.filter((report) => chains.some(([first]) => first!.includes(report)));
  const ends = sort([...new Set(chains.map((chain) => chain.at(-1)![0]!))]);
  const families = new Set(ends.map(({ source }) => findFamily(graph, source)));
  return leading.length > 1 && families.size === 1 && !families.has(null) ? [uidsOf(ends)] : [];
}

/**
 * Of each family the statements from which one can walk past somebody else to another station of it, and those that are
 * walked to. Going round in a circle at either end will do.
 */
function listEchoes({ graph }: Facts, { statements, stations, hops }: Side): Uid[][] {
  const familyOf = ({ source }: Statement): Uid | null => findFamily(graph, source);
  const leadsTo = (upper: Station, lower: Station): boolean =>
    upper === lower || listBelow(hops, upper[0]!.uid).has(lower[0]!.uid);
  const families = [...new Set(statements.map(familyOf))].filter((family) => family !== null);
  const echoes = families.map((family) => {
    const own = stations.filter((station) => station.some((statement) => familyOf(statement) === family));
    const others = stations.filter((station) => station.some((statement) => familyOf(statement) !== family));
    const isEcho = (upper: Station, lower: Station): boolean =>
      upper !== lower && others.some((other) => leadsTo(upper, other) && leadsTo(other, lower));
    const echoing = own.filter((one) => own.some((other) => isEcho(one, other) || isEcho(other, one)));
    return uidsOf(sort(echoing.flat().filter((statement) => familyOf(statement) === family)));
  });
  return echoes.filter(({ length }) => length > 0);
}

/** The reports, and the statements of circles that nobody cites, from which no end is reached. */
function listEndless(side: Side): Uid[] {
  const isUncited = (station: Station): boolean =>
    side.hops.every(({ citing, cited }) => !uidsOf(station).includes(cited) || uidsOf(station).includes(citing));
  const endless = side.stations.filter((station) => isUncited(station) && listChains(side, station[0]!).length === 0);
  return uidsOf(sort(endless.flat()));
}

/** Whether it surely was made before what it cites. */
function isBackwards({ graph }: Facts, { citing, cited }: Attribution): boolean {
  const [above, below] = [citing, cited].map((uid) => parseDate(statementOf(graph, uid).statedAt));
  return isSurelyBefore(above!, below!);
}

/** Whether a reply passes the other side's words on as its own. */
function isTurned({ graph }: Facts, { citing, manner }: Attribution): boolean {
  const { stance } = statementOf(graph, citing);
  return stance === 'asserts' || ['republishes', 'translates', 'copies'].includes(manner);
}

function findRetracted({ asserting, contesting }: Facts, hops: readonly Attribution[]): Uid[][] {
  const statements = sort([...asserting.statements, ...contesting.statements]);
  const retracted = statements.filter(({ retractedAt }) => retractedAt !== null);
  if (retracted.length === 0) return [];
  // Nearest first: each round those that cite what was found before it.
  const found = [...retracted];
  for (;;) {
    const known = uidsOf(found);
    const next = statements.filter(
      (one) => !found.includes(one) && hops.some(({ citing, cited }) => citing === one.uid && known.includes(cited)),
    );
    if (next.length === 0) return [known];
    found.push(...next);
  }
}

/** Whether an agency's or outlet's statement stands in what another family published, and nobody says it republished it. */
function isElsewhere({ graph }: Facts, hops: readonly Attribution[], statement: Statement): boolean {
  const { uid, source, document } = statement;
  if (document === null || !isPress(graph, source)) return false;
  const republished = hops.some((hop) => hop.manner === 'republishes' && endsOfHop(hop).includes(uid));
  return !isOwnPublication(graph, statement) && !republished;
}
