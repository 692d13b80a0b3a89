/** The tree of a claim as its page shows it: nested lists, given as rows that say what opens and closes after them. */
import { measureGraph, type MeasuredGraph } from '../../../provenance/graph/hops.ts';
import type { Attribution, ReportAnalysis, Uid } from '../../../model/records.ts';
import { continuationAnchor, drawingAnchor, focusAddress, hopAnchor, statementAnchor } from '../../../urls/records.ts';
import { writeCount, writeHops, writeNumber, HOP_WORDS, MANNER_WORDS, SUPPORT_WORDS } from '../../../wording/values.ts';
import { find, groupByEnd, type ClaimIndex } from './claim-index.ts';
import {
  citesByHop,
  tellDispute,
  describeStatement,
  mention,
  countRows,
  findCueLanguage,
  type TreeContents,
  type Mention,
} from './graph-model.ts';
import { SIDES, toUids, type Side } from '../../../provenance/graph/graph.ts';
import { describeCue, markNames } from '../../../wording/names.ts';

/** Nobody can follow an indented list that is deeper. */
const DEEPEST = 30;
export const LINES_SHOWN = 200;

export interface TreeModel {
  sections: readonly {
    /** Where the contesting side begins. */
    contesting: boolean;
    anchor: string | null;
    continuedFrom: Mention | null;
    rows: readonly TreeRow[];
  }[];
  cut: string | null;
}

/** Lays a claim out from its reports to its ends, side by side, as much of it as was chosen. */
export function layOutTree(index: ClaimIndex): TreeContents & { model: TreeModel } {
  const whole = walkTree(narrowGraph(index), DEEPEST);
  const sections = cutTree(whole, LINES_SHOWN);
  // What is named beside a reply stands in a place of its own.
  const listed = sections.flatMap(({ lines }) => lines.filter(({ turn }) => turn !== 'apart'));
  const shown = new Set(listed.map(({ statement }) => statement));
  const between = whole.flatMap(({ lines }) => lines.flatMap(({ hop }) => hop ?? []));
  const hops = index.isSelected ? between : [...new Set([...between, ...index.record.attributions])];
  const evident = new Set(hops.slice(0, countRows(index, between.length)));
  const written = new Set<Uid>();
  return {
    shown,
    hops,
    hopsBetween: between.length,
    model: {
      sections: sections.map(({ side, continuedFrom, lines }) => ({
        contesting: side === 'contesting' && continuedFrom === null,
        anchor: continuedFrom === null ? null : continuationAnchor(continuedFrom),
        continuedFrom: continuedFrom === null ? null : mention(index, continuedFrom, shown),
        rows: nestLines(lines, (uid) => countSources(index, uid) > 1).map((nested) =>
          writeRow(index, nested, written, shown, evident),
        ),
      })),
      cut: describeCut(index, whole, shown.size),
    },
  };
}

/** The claim as if it had no other statements than the chosen ones: where it begins and ends is measured anew. */
function narrowGraph(index: ClaimIndex): TreeGraph {
  const { record, chosen, roles, analysis } = index;
  if (chosen === null) return index;
  const attributions = record.attributions.filter(({ citing, cited }) => chosen.has(citing) && chosen.has(cited));
  const statements = record.statements.filter(({ uid }) => chosen.has(uid));
  return {
    ...{ roles, analysis, cites: groupByEnd(attributions, 'citing') },
    measured: measureGraph({ ...record, statements, attributions }),
  };
}

interface NestedLine extends TreeLine {
  opens: boolean;
  closes: { fork: boolean }[];
}

/** Finds which lists open and close where, from the depths alone. */
function nestLines(lines: readonly TreeLine[], isFork: (statement: Uid) => boolean): NestedLine[] {
  const open: { fork: boolean }[] = [];
  return lines.map((line, place) => {
    const next = lines[place + 1]?.depth ?? 0;
    const opens = next > line.depth;
    if (opens) open.push({ fork: isFork(line.statement) });
    return { ...line, opens, closes: open.splice(next).reverse() };
  });
}

export type TreeRow = ReturnType<typeof writeRow>;

function writeRow(
  index: ClaimIndex,
  line: NestedLine,
  written: Set<Uid>,
  shown: ReadonlySet<Uid>,
  evident: ReadonlySet<Attribution>,
) {
  const { statement: uid, hop, turn, opens, closes } = line;
  const isFirst = turn !== 'apart' && !written.has(uid);
  if (isFirst) written.add(uid);
  const href = shown.has(uid) ? `#${statementAnchor(uid)}` : focusAddress(index.page, uid, statementAnchor(uid));
  const report = index.reports.get(uid);
  const sources = countSources(index, uid);
  return {
    // Null where the statement stands in full further up.
    anchor: isFirst ? statementAnchor(uid) : null,
    statement: describeStatement(index, uid),
    hop: hop && writeHop(index, hop, evident.has(hop)),
    reach: report && citesByHop(index, uid) ? describeReach(index, report) : null,
    turn,
    hidden: isFirst ? describeHidden(index, uid) : null,
    // Where a turn other than `listed` leads.
    turnHref: turn === 'continued' || turn === 'below' ? `#${continuationAnchor(uid)}` : href,
    // Where the statement stands in full.
    href,
    opens,
    fork: opens && sources > 1 ? `cites ${writeCount(sources, 'statement')}` : null,
    closes,
  };
}

function countSources({ cites, chosen }: ClaimIndex, uid: Uid): number {
  return (cites.get(uid) ?? []).filter(({ cited }) => chosen?.has(cited) ?? true).length;
}

function describeHidden(index: ClaimIndex, uid: Uid) {
  const { cites, citedBy, chosen, page } = index;
  if (chosen === null) return null;
  const up = (cites.get(uid) ?? []).filter(({ cited }) => !chosen.has(cited)).length;
  const down = (citedBy.get(uid) ?? []).filter(({ citing }) => !chosen.has(citing)).length;
  const parts = [
    up > 0 ? `cites ${writeNumber(up)} more` : null,
    down > 0 ? `cited by ${writeNumber(down)} more` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : { text: parts.join(', '), href: focusAddress(page, uid, drawingAnchor) };
}

function writeHop(index: ClaimIndex, hop: Attribution, isShown: boolean) {
  return {
    verb: MANNER_WORDS[hop.manner],
    cue: describeCue(hop.cue, findCueLanguage(index, hop), hop.manner),
    ...describeRole(index, hop),
    dispute: tellDispute(index, hop),
    href: isShown ? `#${hopAnchor(hop.uid)}` : null,
  };
}

function describeRole({ roles, analysis, names }: ClaimIndex, { uid, cited }: Attribution) {
  const role = find(roles, uid);
  const support = find(analysis.support, uid);
  if (role === 'hop') return { support, supportWords: HOP_WORDS[support] };
  if (role === 'reply') return { support: role, supportWords: `answers ${names.get(cited)!}: no hop` };
  return { support: role, supportWords: role === 'disputed' ? 'disputed: no hop' : 'no hop' };
}

/** "2 to 3 hops back; the weakest hop is TASS to the Security Council of Russia, second-hand". */
export function describeReach(index: ClaimIndex, report: ReportAnalysis) {
  return markNames(writeReach(index, report), index.record.sources);
}

function writeReach({ analysis, attributions, names, endWords }: ClaimIndex, report: ReportAnalysis): string {
  const { statement, hops, weakestHop } = report;
  const end = endWords.get(statement);
  if (end !== undefined) return end.toLowerCase();
  const reach = hops ? `${writeHops(hops)} back` : writeHops(null);
  if (weakestHop === null) return hops ? `${reach}; every hop was read` : reach;
  const hop = find(attributions, weakestHop);
  const support = SUPPORT_WORDS[find(analysis.support, weakestHop)].toLowerCase();
  return `${reach}; the weakest hop is ${names.get(hop.citing)!} to ${names.get(hop.cited)!}: ${support}`;
}

function describeCut(index: ClaimIndex, whole: readonly TreeSection[], statements: number): string | null {
  const all = index.record.statements.length;
  const lines = whole.reduce((sum, section) => sum + section.lines.length, 0);
  if (lines > LINES_SHOWN) {
    return `${writeNumber(LINES_SHOWN)} of ${writeNumber(lines)} lines shown, with ${writeNumber(statements)} of ${writeCount(all, 'statement')}. All are in the JSON.`;
  }
  if (index.chosen === null) return null;
  return `${writeNumber(statements)} of ${writeCount(all, 'statement')} shown, the same as in the drawing. All are in the JSON.`;
}

/** What a line does with the statement's own sources. */
type Turn =
  /** They follow, one level further in. */
  | 'listed'
  /** It has none. */
  | 'ends'
  /** They are listed in a section of their own, further down: the list would be too deep. */
  | 'continued'
  /** It turned up before, and so did its sources. */
  | 'above'
  /** It turned up before, and its sources are still to come, in a section of their own. */
  | 'below'
  /** It turned up before, in the circle that this line closes. */
  | 'circle'
  /** No hop leads here: it stands in a place of its own. */
  | 'apart';

interface TreeLine {
  statement: Uid;
  /** The hop that leads here; null at the top. */
  hop: Attribution | null;
  depth: number;
  turn: Turn;
}

export interface TreeSection {
  side: Side;
  /** The statement whose sources it lists; null for the section at the top of its side. */
  continuedFrom: Uid | null;
  lines: TreeLine[];
}

type Step = Omit<TreeLine, 'turn'>;

/**
 * Walks the whole graph depth first, each side from its reports to its ends, every attribution exactly once: a
 * statement's sources are listed where it first turns up and nowhere else, and never past an attribution that is no hop,
 * unless nothing else leads there. Not recursive, since a chain may be 10,000 statements long.
 * @param deepest the most levels of one section
 */
export function walkTree(graph: TreeGraph, deepest: number): TreeSection[] {
  const { measured } = graph;
  const walked = {
    ...graph,
    circleOf: mapCircles(measured),
    deepest,
    met: new Set<Uid>(),
    waiting: new Set<Uid>(),
    queue: [],
  };
  const sections = SIDES.flatMap((side) => walkSide(walked, side));
  const [first] = sections;
  const rest = measured.graph.statements.map(({ uid }) => uid).filter((uid) => !walked.met.has(uid));
  // Void statements that cite one another in a circle.
  if (rest.length > 0) sections.push(...walkFromRoots(walked, first?.side ?? 'asserting', rest));
  return sections.length > 0 ? sections : [{ side: 'asserting', continuedFrom: null, lines: [] }];
}

function walkSide(walked: Walk, side: Side): TreeSection[] {
  const roots = listRoots(walked.measured, side);
  return roots.length === 0 ? [] : walkFromRoots(walked, side, roots);
}

function walkFromRoots(walked: Walk, side: Side, roots: readonly Uid[]): TreeSection[] {
  const top: TreeLine[] = [];
  const queue: Uid[] = [];
  const walk = { ...walked, queue };
  walkSection(
    walk,
    roots.map((statement) => ({ statement, hop: null, depth: 0 })),
    top,
  );
  const sections: TreeSection[] = [{ side, continuedFrom: null, lines: top }];
  // The queue grows while it is being read.
  for (const uid of queue) {
    const lines: TreeLine[] = [];
    walked.waiting.delete(uid);
    walkSection(walk, stepOn(walk, uid, 0), lines);
    sections.push({ side, continuedFrom: uid, lines });
  }
  return sections;
}

/**
 * Where readers begin: the reports, then one statement of each circle that nothing outside it cites. Every statement of
 * the side can be reached from one of these.
 */
function listRoots({ graph, components }: MeasuredGraph, side: Side): Uid[] {
  const { reports, cycles } = components.sides[side];
  const circles = cycles.filter((circle) => components.citedBy[circle]!.length === 0);
  return toUids(
    graph,
    [...reports, ...circles].map((component) => components.members[component]![0]!),
  );
}

function mapCircles({ graph, components }: MeasuredGraph): ReadonlyMap<Uid, number> {
  return new Map(
    SIDES.flatMap((side) => components.sides[side].cycles).flatMap((circle) =>
      toUids(graph, components.members[circle]!).map((uid) => [uid, circle] as const),
    ),
  );
}

/** What is walked: a claim's graph, or the part of it that is shown. */
type TreeGraph = Pick<ClaimIndex, 'cites' | 'measured' | 'roles' | 'analysis'>;

interface Walk extends TreeGraph {
  circleOf: ReadonlyMap<Uid, number>;
  deepest: number;
  met: Set<Uid>;
  /** Met, with sources that a later section will list. */
  waiting: Set<Uid>;
  queue: Uid[];
}

/** Writes lines for these steps and all that follows from them. */
function walkSection(walk: Walk, steps: Step[], lines: TreeLine[]): void {
  const stack = steps.reverse();
  for (let step = stack.pop(); step; step = stack.pop()) {
    if (step.hop === null && walk.met.has(step.statement)) continue;
    const turn = chooseTurn(walk, step);
    lines.push({ ...step, turn });
    if (turn === 'apart') continue;
    walk.met.add(step.statement);
    if (turn === 'listed') stack.push(...stepOn(walk, step.statement, step.depth + 1).reverse());
    if (turn === 'continued') {
      walk.waiting.add(step.statement);
      walk.queue.push(step.statement);
    }
  }
}

function stepOn({ cites }: Pick<Walk, 'cites'>, uid: Uid, depth: number): Step[] {
  return (cites.get(uid) ?? []).map((hop) => ({ statement: hop.cited, hop, depth }));
}

function chooseTurn(walk: Walk, { statement, hop, depth }: Step): Turn {
  const { cites, circleOf, deepest, met, waiting, roles, analysis } = walk;
  if (hop && roles.get(hop.uid) !== 'hop' && !analysis.void.has(statement)) return 'apart';
  if (!cites.has(statement)) return 'ends';
  if (!met.has(statement)) return depth + 1 < deepest ? 'listed' : 'continued';
  const circle = circleOf.get(statement);
  if (circle !== undefined && hop && circle === circleOf.get(hop.citing)) return 'circle';
  return waiting.has(statement) ? 'below' : 'above';
}

/** The first lines of the tree, for a page that can't show them all. */
function cutTree(sections: readonly TreeSection[], most: number): TreeSection[] {
  const cut: TreeSection[] = [];
  let left = most;
  for (const section of sections) {
    const { lines } = section;
    if (left > 0) cut.push({ ...section, lines: lines.slice(0, left) });
    left -= lines.length;
  }
  return cut;
}
