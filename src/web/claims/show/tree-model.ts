/** The tree of a claim as its page shows it: nested lists, given as rows that say what opens and closes after them. */
import { measureGraph, type MeasuredGraph } from '../../../provenance/graph/hops.ts';
import type { Attribution, ReportAnalysis, Uid } from '../../../model/records.ts';
import { continuationAnchor, drawingAnchor, focusAddress, hopAnchor, statementAnchor } from '../../../urls/records.ts';
import { writeCount, writeHops, writeNumber, HOP_WORDS } from '../../../wording/values.ts';
import { find, groupByEnd, type ClaimIndex } from './claim-index.ts';
import {
  describeStatement,
  mention,
  countRows,
  findCueLanguage,
  type TreeContents,
  type Mention,
} from './graph-model.ts';
import { toUids } from '../../../provenance/graph/graph.ts';
import { describeCue } from '../../../wording/names.ts';
/** Nobody can follow an indented list that is deeper. */
const DEEPEST = 30;
export const LINES_SHOWN = 200;

export interface TreeModel {
  sections: readonly { anchor: string | null; continuedFrom: Mention | null; rows: readonly TreeRow[] }[];
  cut: string | null;
}

/** Lays a claim out from its reports to its origins, as much of it as was chosen. */
export function layOutTree(index: ClaimIndex): TreeContents & { model: TreeModel } {
  const whole = walkTree(narrowGraph(index), DEEPEST);
  const sections = cutTree(whole, LINES_SHOWN);
  const shown = new Set(sections.flatMap(({ lines }) => lines.map(({ statement }) => statement)));
  const between = whole.flatMap(({ lines }) => lines.flatMap(({ hop }) => hop ?? []));
  const hops = index.isSelected ? between : [...new Set([...between, ...index.record.attributions])];
  const evident = new Set(hops.slice(0, countRows(index, between.length)));
  const written = new Set<Uid>();
  return {
    shown,
    hops,
    hopsBetween: between.length,
    model: {
      sections: sections.map(({ continuedFrom, lines }) => ({
        anchor: continuedFrom === null ? null : continuationAnchor(continuedFrom),
        continuedFrom: continuedFrom === null ? null : mention(index, continuedFrom, shown),
        rows: nestLines(lines, (uid) => countSources(index, uid) > 1).map((nested) =>
          writeRow(index, nested, written, evident),
        ),
      })),
      cut: describeCut(index, whole, shown.size),
    },
  };
}

/** The claim as if it had no other statements than the chosen ones: where it begins and ends is measured anew. */
function narrowGraph(index: ClaimIndex): TreeGraph {
  const { record, chosen } = index;
  if (chosen === null) return index;
  const attributions = record.attributions.filter(({ citing, cited }) => chosen.has(citing) && chosen.has(cited));
  const statements = record.statements.filter(({ uid }) => chosen.has(uid));
  return {
    cites: groupByEnd(attributions, 'citing'),
    measured: measureGraph({ sources: record.sources, statements, attributions }),
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

function writeRow(index: ClaimIndex, line: NestedLine, written: Set<Uid>, evident: ReadonlySet<Attribution>) {
  const { statement: uid, hop, turn, opens, closes } = line;
  const isFirst = !written.has(uid);
  written.add(uid);
  const report = index.reports.get(uid);
  const sources = countSources(index, uid);
  return {
    // Null where the statement stands in full further up.
    anchor: isFirst ? statementAnchor(uid) : null,
    statement: describeStatement(index, uid),
    hop: hop && writeHop(index, hop, evident.has(hop)),
    reach: report && index.cites.has(uid) ? writeReach(report) : null,
    turn,
    hidden: isFirst ? describeHidden(index, uid) : null,
    // Where a turn other than `listed` leads.
    turnHref: `#${turn === 'continued' || turn === 'below' ? continuationAnchor(uid) : statementAnchor(uid)}`,
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
    verb: hop.manner,
    cue: describeCue(hop.cue, findCueLanguage(index, hop), hop.manner),
    support: find(index.analysis.support, hop.uid),
    supportWords: HOP_WORDS[find(index.analysis.support, hop.uid)],
    href: isShown ? `#${hopAnchor(hop.uid)}` : null,
  };
}

/** "2 to 3 hops from its origin; only the first hop has been seen". */
export function writeReach({ hops, seenTo, weakestLink }: ReportAnalysis): string {
  const reach = hops ? `${writeHops(hops)} from its origin` : writeHops(hops);
  if (weakestLink === null) return `${reach}; every hop has been seen`;
  if (seenTo === 0) return `${reach}; not even the first hop has been seen`;
  const first = seenTo === 1 ? 'the first hop has' : `the first ${writeNumber(seenTo)} hops have`;
  return `${reach}; only ${first} been seen`;
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
  | 'circle';

interface TreeLine {
  statement: Uid;
  /** The hop that leads here; null at the top. */
  hop: Attribution | null;
  depth: number;
  turn: Turn;
}

export interface TreeSection {
  /** The statement whose sources it lists; null for the section at the top. */
  continuedFrom: Uid | null;
  lines: TreeLine[];
}

type Step = Omit<TreeLine, 'turn'>;

/**
 * Walks the whole graph depth first, from each report to the origins, every hop exactly once: a statement's sources are
 * listed where it first turns up and nowhere else. Not recursive, since a chain may be 10,000 statements long.
 * @param deepest the most levels of one section
 */
export function walkTree(graph: TreeGraph, deepest: number): TreeSection[] {
  const { cites, measured } = graph;
  const walked = {
    cites,
    circleOf: mapCircles(measured),
    deepest,
    met: new Set<Uid>(),
    waiting: new Set<Uid>(),
    queue: [] as Uid[],
  };
  const top: TreeLine[] = [];
  const roots = listRoots(measured).map((statement) => ({ statement, hop: null, depth: 0 }));
  walkSection(walked, roots, top);
  const sections: TreeSection[] = [{ continuedFrom: null, lines: top }];
  // The queue grows while it is being read.
  for (const uid of walked.queue) {
    const lines: TreeLine[] = [];
    walked.waiting.delete(uid);
    walkSection(walked, stepOn(walked, uid, 0), lines);
    sections.push({ continuedFrom: uid, lines });
  }
  return sections;
}

/**
 * Where readers begin: the reports, then one statement of each circle that nothing outside it cites. Every statement
 * can be reached from one of these.
 */
function listRoots({ graph, components }: MeasuredGraph): Uid[] {
  const circles = components.cycles.filter((circle) => components.citedBy[circle]!.length === 0);
  return toUids(
    graph,
    [...components.reports, ...circles].map((component) => components.members[component]![0]!),
  );
}

function mapCircles({ graph, components }: MeasuredGraph): ReadonlyMap<Uid, number> {
  return new Map(
    components.cycles.flatMap((circle) =>
      toUids(graph, components.members[circle]!).map((uid) => [uid, circle] as const),
    ),
  );
}

/** What is walked: a claim's graph, or the part of it that is shown. */
type TreeGraph = Pick<ClaimIndex, 'cites' | 'measured'>;

interface Walk {
  cites: ClaimIndex['cites'];
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
    const turn = chooseTurn(walk, step);
    lines.push({ ...step, turn });
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

function chooseTurn({ cites, circleOf, deepest, met, waiting }: Walk, { statement, hop, depth }: Step): Turn {
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
  for (const { continuedFrom, lines } of sections) {
    if (left > 0) cut.push({ continuedFrom, lines: lines.slice(0, left) });
    left -= lines.length;
  }
  return cut;
}
