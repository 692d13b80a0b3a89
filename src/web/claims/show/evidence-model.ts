/**
 * A claim's evidence, hop by hop, in the order of its chains: the text of the drawing as well. Given as rows that say
 * which lists open and close around them.
 */
import type { Attribution, ReportAnalysis, Uid } from '../../../model/records.ts';
import { measureGraph } from '../../../provenance/graph/hops.ts';
import {
  continuationAnchor,
  drawingAnchor,
  focusAddress,
  reportAddress,
  statementAnchor,
} from '../../../urls/records.ts';
import { markNames } from '../../../wording/names.ts';
import { SUPPORT_WORDS, writeCount, writeHops, writeNumber } from '../../../wording/values.ts';
import { find, groupByEnd, type ClaimIndex } from './claim-index.ts';
import { describeHop } from './hop-model.ts';
import { citesByHop, describeStatement, linkStatement, mention, type Mention } from './statement-model.ts';
import { walkTree, type TreeGraph, type TreeLine, type TreeSection } from './tree-walk.ts';

/** Nobody can follow a list that is indented more often. */
const DEEPEST = 12;
export const LINES_SHOWN = 200;

interface EvidenceModel {
  sections: readonly {
    /** Where the contesting side begins. */
    contesting: boolean;
    anchor: string | null;
    continuedFrom: Mention | null;
    rows: readonly EvidenceRow[];
  }[];
  cut: string | null;
}

/** What of a claim has a line in its evidence. */
export interface Lines {
  statements: ReadonlySet<Uid>;
  attributions: ReadonlySet<Uid>;
}

/** Lays a claim out from its reports to its ends, side by side, as much of it as was chosen. */
export function layOutEvidence(index: ClaimIndex): { model: EvidenceModel; lines: Lines } {
  const whole = walkTree(narrowGraph(index), DEEPEST);
  const sections = cutSections(whole, LINES_SHOWN);
  const all = sections.flatMap(({ lines }) => lines);
  const lines = {
    // What is named beside a reply has its line elsewhere.
    statements: new Set(all.filter(({ turn }) => turn !== 'apart').map(({ statement }) => statement)),
    attributions: new Set(all.flatMap(({ hop }) => hop?.uid ?? [])),
  };
  const written = new Set<Uid>();
  return {
    lines,
    model: {
      sections: sections.map(({ side, continuedFrom, lines: own }) => ({
        contesting: side === 'contesting' && continuedFrom === null,
        anchor: continuedFrom === null ? null : continuationAnchor(continuedFrom),
        continuedFrom: continuedFrom === null ? null : mention(index, continuedFrom, lines.statements),
        rows: own.map((line, at) => ({
          ...nestLine(line, own[at + 1]),
          ...describeLine(index, line, written, lines.statements),
        })),
      })),
      cut: describeCut(index, whole, lines.statements.size),
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

/** The first lines, for a page that can't show them all. */
function cutSections(sections: readonly TreeSection[], most: number): TreeSection[] {
  const cut: TreeSection[] = [];
  let left = most;
  for (const section of sections) {
    if (left > 0) cut.push({ ...section, lines: section.lines.slice(0, left) });
    left -= section.lines.length;
  }
  return cut;
}

/** What opens before a line and closes after it: a branch is an item, a fork a list of branches within one. */
function nestLine({ begins, depth }: TreeLine, next: TreeLine | undefined) {
  const forks = next !== undefined && next.depth > depth;
  const ends = !forks && (next === undefined || next.begins);
  return { begins, forks, ends, closes: Array.from({ length: ends ? depth - (next?.depth ?? 0) : 0 }, () => null) };
}

export type EvidenceRow = ReturnType<typeof nestLine> & ReturnType<typeof describeLine>;

function describeLine(index: ClaimIndex, line: TreeLine, written: Set<Uid>, shown: ReadonlySet<Uid>) {
  const { statement: uid, hop, turn } = line;
  const isFirst = turn !== 'apart' && !written.has(uid);
  if (isFirst) written.add(uid);
  return {
    // Null where the statement is described further up.
    anchor: isFirst ? statementAnchor(uid) : null,
    statement: describeStatement(index, uid),
    hop: hop && describeHop(index, hop, shown),
    report: isFirst ? describeReport(index, uid) : null,
    fork: turn === 'listed' ? describeFork(index, uid) : null,
    turn,
    // Where a turn other than `listed` leads.
    turnHref:
      turn === 'continued' || turn === 'below' ? `#${continuationAnchor(uid)}` : linkStatement(index, uid, shown),
    href: linkStatement(index, uid, shown),
    hidden: isFirst ? describeHidden(index, uid) : null,
  };
}

/** "cites 2 statements"; null where no fork follows. */
function describeFork({ cites, chosen, roles }: ClaimIndex, uid: Uid): string | null {
  const own = (cites.get(uid) ?? []).filter(({ cited }) => chosen?.has(cited) ?? true);
  if (own.length < 2) return null;
  return own.every((attribution) => roles.get(attribution.uid) === 'hop')
    ? `cites ${writeCount(own.length, 'statement')}`
    : writeCount(own.length, 'attribution');
}

/** How far a report is from an end, and its nearest hop that was not read. */
function describeReport(index: ClaimIndex, uid: Uid) {
  const report = index.reports.get(uid);
  if (!report || !citesByHop(index, uid)) return null;
  // Of a single report the page's number says how far it is.
  const isOnly = index.reports.size === 1;
  const parts = [isOnly ? null : writeReach(report), writeWeakestHop(index, report)].filter((part) => part !== null);
  return {
    words: markNames(parts.join('; '), index.record.sources),
    onlyHref: isOnly || uid === index.selection.from ? null : reportAddress(index.page, uid),
  };
}

function writeReach({ hops }: ReportAnalysis): string {
  return hops ? `${writeHops(hops)} back` : 'leads to no end';
}

function writeWeakestHop({ analysis, attributions, names }: ClaimIndex, { weakestHop }: ReportAnalysis): string | null {
  if (weakestHop === null) return null;
  const { uid, citing, cited } = find(attributions, weakestHop);
  const support = SUPPORT_WORDS[find(analysis.support, uid)].toLowerCase();
  return `weakest hop: ${find(names, citing)} to ${find(names, cited)}, ${support}`;
}

function describeHidden({ cites, citedBy, chosen, page }: ClaimIndex, uid: Uid) {
  if (chosen === null) return null;
  const up = (cites.get(uid) ?? []).filter(({ cited }) => !chosen.has(cited)).length;
  const down = (citedBy.get(uid) ?? []).filter(({ citing }: Attribution) => !chosen.has(citing)).length;
  const parts = [
    up > 0 ? `cites ${writeNumber(up)} more` : null,
    down > 0 ? `cited by ${writeNumber(down)} more` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : { text: parts.join(', '), href: focusAddress(page, uid, drawingAnchor) };
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
