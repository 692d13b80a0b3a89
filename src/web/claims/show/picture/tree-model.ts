/** The tree of a claim as its page shows it: nested lists, told as rows that say what opens and closes after them. */
import { measureGraph } from '../../../../provenance/graph/hops.ts';
import type { Attribution, ReportAnalysis, Uid } from '../../../../model/records.ts';
import {
  continuationAnchor,
  drawingAnchor,
  focusAddress,
  hopAnchor,
  statementAnchor,
} from '../../../../urls/records.ts';
import { writeCount, writeHops, writeNumber, HOP_WORDS } from '../../../../wording/values.ts';
import { find, groupByEnd, type ClaimIndex } from '../claim-index.ts';
import { countRows, findCueLanguage } from '../hops-model.ts';
import { describeStatement, mention } from '../statement-model.ts';
import { cutTree, walkTree, type TreeLine, type TreeGraph, type TreeSection, type Tree, type TreeRow } from './tree.ts';

/** Deeper than this nobody can follow an indented list. */
const DEEPEST = 30;
/** A page shows so many lines. */
export const LINES_SHOWN = 200;

/** Lays a claim out from its reports to its origins, as much of it as was chosen. */
export function layOutTree(index: ClaimIndex): Tree {
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

/** Tells from the depths alone which lists open and close where. */
function nestLines(lines: readonly TreeLine[], isFork: (statement: Uid) => boolean): NestedLine[] {
  const open: { fork: boolean }[] = [];
  return lines.map((line, place) => {
    const next = lines[place + 1]?.depth ?? 0;
    const opens = next > line.depth;
    if (opens) open.push({ fork: isFork(line.statement) });
    return { ...line, opens, closes: open.splice(next).reverse() };
  });
}

function writeRow(index: ClaimIndex, line: NestedLine, written: Set<Uid>, evident: ReadonlySet<Attribution>): TreeRow {
  const { statement: uid, hop, turn, opens, closes } = line;
  const isFirst = !written.has(uid);
  written.add(uid);
  const report = index.reports.get(uid);
  const sources = countSources(index, uid);
  return {
    anchor: isFirst ? statementAnchor(uid) : null,
    statement: describeStatement(index, uid),
    hop: hop && writeHop(index, hop, evident.has(hop)),
    reach: report && index.cites.has(uid) ? writeReach(report) : null,
    turn,
    hidden: isFirst ? describeHidden(index, uid) : null,
    turnHref: `#${turn === 'continued' || turn === 'below' ? continuationAnchor(uid) : statementAnchor(uid)}`,
    opens,
    fork: opens && sources > 1 ? `cites ${writeCount(sources, 'statement')}` : null,
    closes,
  };
}

/** The statements it cites, as far as they are shown. */
function countSources({ cites, chosen }: ClaimIndex, uid: Uid): number {
  return (cites.get(uid) ?? []).filter(({ cited }) => chosen?.has(cited) ?? true).length;
}

function describeHidden(index: ClaimIndex, uid: Uid): TreeRow['hidden'] {
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

function writeHop(index: ClaimIndex, hop: Attribution, isShown: boolean): TreeRow['hop'] {
  return {
    verb: hop.manner,
    cue: hop.cue === null ? null : { text: hop.cue, lang: findCueLanguage(index, hop) },
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
