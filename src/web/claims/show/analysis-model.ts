/** What was derived from a claim, in words: its findings, retractions, reports, ends, chains and break points. */
import type { Attribution, FindingKind, Uid, Chain, SideAnalysis } from '../../../model/records.ts';
import {
  writeNumber,
  SEVERITY_WORDS,
  writeFindingKind,
  writeCount,
  writeHops,
  writeIndependentSources,
} from '../../../wording/values.ts';
import { describeFindings, groupFindings, type DescribedFinding } from '../../../wording/findings.ts';
import { hopAnchor, reportAddress } from '../../../urls/records.ts';
import { find, type ClaimIndex } from './claim-index.ts';
import { mention, countRows, type TreeContents } from './graph-model.ts';
import { findingDefinition, termDefinition } from '../../../urls/site.ts';
import { writeDate } from '../../../wording/dates.ts';
import { compareUids, listDownstream } from '../../../provenance/graph/graph.ts';
import { describeReach } from './tree-model.ts';
import { joinNames, markNames, nameSource } from '../../../wording/names.ts';

/** Of each kind; the rest is folded away, up to so many, where the claim is shown whole. */
const FINDINGS_OPEN = 5;
const FINDINGS_SHOWN = 10;
const WITNESSES_SHOWN = 8;

/** The findings by kind, the gravest first, with their witnesses linked to their lines in the tree. */
export function listFindings(index: ClaimIndex, tree: TreeContents) {
  const described = describeFindings(index.record, index.analysis, index.measured.graph);
  const hops = new Set(tree.hops.slice(0, countRows(index, tree.hopsBetween)));
  const most = index.chosen === null ? FINDINGS_SHOWN : FINDINGS_OPEN;
  return {
    total: writeNumber(described.length),
    groups: groupFindings(described).map(({ kind, severity, sentence, findings }) => {
      // Of one finding its own message is the sentence of its kind.
      const views = findings
        .slice(0, most)
        .map((finding) => describeFinding(index, finding, findings.length > 1, tree.shown, hops));
      return {
        severity,
        severityWord: SEVERITY_WORDS[severity],
        kind: writeFindingKind(kind),
        definitionHref: findingDefinition(kind),
        sentence: markNames(sentence, index.record.sources),
        findings: views.slice(0, FINDINGS_OPEN),
        folded: views.slice(FINDINGS_OPEN),
        more: findings.length > most ? writeNumber(findings.length - most) : null,
      };
    }),
  };
}

function describeFinding(
  index: ClaimIndex,
  { kind, message, statements }: DescribedFinding,
  isOneOfMany: boolean,
  shown: ReadonlySet<Uid>,
  hops: ReadonlySet<Attribution>,
) {
  return {
    message,
    sentence: isOneOfMany && !SAID_BY_WITNESSES.has(kind) ? markNames(message, index.record.sources) : null,
    isPair: ON_ATTRIBUTIONS.has(kind),
    hopHref: findHop(index, kind, statements, hops),
    witnesses: statements.slice(0, WITNESSES_SHOWN).map((uid) => mention(index, uid, shown)),
    moreWitnesses: Math.max(0, statements.length - WITNESSES_SHOWN),
  };
}

/** Of several of these the sentence above them says all but who. */
const SAID_BY_WITNESSES: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'choke-point',
  'circle',
  'unnamed-end',
  'open-end',
  'unsupported-hop',
  'second-hand-hop',
  'turned',
]);

/** Their witnesses are the citing, then the cited statement. */
const ON_ATTRIBUTIONS: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'unsupported-hop',
  'second-hand-hop',
  'cites-later',
  'turned',
  'disputed-hop',
  'certainty-raised',
  'number-changed',
]);

function findHop(
  { cites }: ClaimIndex,
  kind: FindingKind,
  [citing, cited]: readonly Uid[],
  shown: ReadonlySet<Attribution>,
): string | null {
  if (!ON_ATTRIBUTIONS.has(kind) || citing === undefined) return null;
  const hop = cites.get(citing)?.find((attribution) => attribution.cited === cited);
  return hop && shown.has(hop) ? `#${hopAnchor(hop.uid)}` : null;
}

/** Each costs a walk through the claim. */
const RETRACTED_SHOWN = 5;
const RESTING_SHOWN = 12;

/** The retracted statements and what rests on them, nearest first; null when nothing was retracted. */
export function listRetracted(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const retracted = index.record.statements
    .filter(({ uid, retractedAt }) => retractedAt !== null && !index.analysis.void.has(uid))
    .sort((a, b) => compareUids(a.uid, b.uid));
  if (retracted.length === 0) return null;
  return {
    statements: retracted.slice(0, RETRACTED_SHOWN).map(({ uid, retractedAt, retractionReason }) => {
      const resting = listDownstream(index.record, uid, index.measured.graph);
      return {
        statement: { ...mention(index, uid, shown), retracted: false },
        date: writeDate(retractedAt),
        reason: retractionReason,
        summary: summarizeResting(resting.length),
        resting: resting.slice(0, RESTING_SHOWN).map((other) => mention(index, other, shown)),
        more: Math.max(0, resting.length - RESTING_SHOWN),
      };
    }),
    cut:
      retracted.length > RETRACTED_SHOWN
        ? `${writeNumber(RETRACTED_SHOWN)} of ${writeNumber(retracted.length)} retracted statements shown; all are in the JSON.`
        : null,
  };
}

function summarizeResting(resting: number): string {
  if (resting === 0) return 'Nothing here rests on it.';
  return `${writeCount(resting, 'statement')} ${resting === 1 ? 'rests' : 'rest'} on it:`;
}

/** The rest of the listed chains is folded away. */
const CHAINS_OPEN = 10;
/** Fewer chains of a claim that is not shown whole: few of their statements are on the page. */
const CHAINS_OF_PART = 20;
/** A longer chain is shown by its first and last statements. */
const BEGINNING = 8;
const END = 4;

/** The listed chains of a side, shortest first; only those of one report when it was selected. */
export function listChains(index: ClaimIndex, side: SideAnalysis, shown: ReadonlySet<Uid>) {
  const { chosen } = index;
  const from = side.reports.some(({ statement }) => statement === index.from) ? index.from : null;
  const own = from === null ? side.chains : side.chains.filter(({ statements }) => statements[0] === from);
  const listed = chosen === null || from !== null ? own : own.slice(0, CHAINS_OF_PART);
  const views = listed.map((chain) => describeChain(index, chain, shown));
  return {
    total: writeNumber(side.chainCount),
    summary:
      from === null ? summarizeChains(side.chainCount, views.length) : summarizeChainsOfReport(side, views.length),
    chains: views.slice(0, CHAINS_OPEN),
    folded: views.slice(CHAINS_OPEN),
    foldedStart: CHAINS_OPEN + 1,
  };
}

function summarizeChains(all: bigint, listed: number): string {
  if (all === 0n) return 'No chain leads from a report to an end.';
  if (all === 1n) return 'One chain leads from a report to an end.';
  const lead = `${writeCount(all, 'chain')} lead from a report to an end`;
  return BigInt(listed) < all
    ? `${lead}. The ${writeNumber(listed)} shortest are listed.`
    : `${lead}, the shortest first.`;
}

function summarizeChainsOfReport({ chainCount, chains }: SideAnalysis, own: number): string {
  const listed = `${writeNumber(own)} ${own === 1 ? 'begins' : 'begin'} with this report`;
  return BigInt(chains.length) < chainCount
    ? `Of the ${writeNumber(chains.length)} shortest of ${writeCount(chainCount, 'chain')}, ${listed}.`
    : `Of ${writeCount(chainCount, 'chain')}, ${listed}.`;
}

function describeChain(index: ClaimIndex, { hops, statements }: Chain, shown: ReadonlySet<Uid>) {
  const isLong = statements.length > BEGINNING + END + 1;
  const mentionAll = (uids: readonly Uid[]) => uids.map((uid) => mention(index, uid, shown));
  return {
    hops: writeCount(hops, 'hop'),
    beginning: mentionAll(isLong ? statements.slice(0, BEGINNING) : statements),
    skipped: isLong ? statements.length - BEGINNING - END : 0,
    end: isLong ? mentionAll(statements.slice(-END)) : [],
  };
}

/** Reports, and ends, of a side; fewer where the claim is not shown whole. */
const LISTED = 20;
const LISTED_OF_PART = 8;

export function listReports(index: ClaimIndex, { reports }: SideAnalysis, shown: ReadonlySet<Uid>) {
  const most = index.chosen === null ? LISTED : LISTED_OF_PART;
  return {
    total: writeNumber(reports.length),
    reports: reports.slice(0, most).map((report) => ({
      statement: mention(index, report.statement, shown),
      reach: describeReach(index, report),
      // The page with this report's chains alone.
      onlyHref:
        reports.length > 1 && report.statement !== index.from ? reportAddress(index.page, report.statement) : null,
    })),
    cut:
      reports.length > most
        ? `${writeNumber(most)} of ${writeNumber(reports.length)} reports shown; all are in the JSON.`
        : null,
  };
}

/** Where the chains of a side stop, and how each does. */
export function listEnds(index: ClaimIndex, { ends }: SideAnalysis, shown: ReadonlySet<Uid>) {
  const most = index.chosen === null ? LISTED : LISTED_OF_PART;
  return {
    total: writeNumber(ends.length),
    ends: ends.slice(0, most).map(({ statement }) => ({
      statement: mention(index, statement, shown),
      words: find(index.endWords, statement).toLowerCase(),
    })),
    cut:
      ends.length > most
        ? `${writeNumber(most)} of ${writeNumber(ends.length)} ends shown; all are in the JSON.`
        : null,
  };
}

const BREAK_POINTS_SHOWN = 8;

/** "Without TASS no report reaches an end.", each with its own sentence. */
export function listBreakPoints({ analysis, record, statements, measured: { graph } }: ClaimIndex) {
  const speakers = new Set(analysis.reports.map(({ statement }) => find(statements, statement).source));
  return {
    sentences: analysis.breakPoints.slice(0, BREAK_POINTS_SHOWN).map((set) => {
      const names = joinNames(set.map((uid) => nameSource(graph.sources.get(uid))));
      const whose = set.some((uid) => speakers.has(uid)) ? 'no report by anybody else' : 'no report';
      return markNames(`Without ${names} ${whose} reaches an end.`, record.sources);
    }),
    more: Math.max(0, analysis.breakPoints.length - BREAK_POINTS_SHOWN),
  };
}

export function listMeasures(side: SideAnalysis) {
  return [
    { name: 'Hops', value: writeHops(side.hops), href: termDefinition('hops') },
    { name: 'Reports', value: writeNumber(side.reports.length), href: termDefinition('report') },
    {
      name: 'Independent sources',
      value: writeIndependentSources(side.independentSources),
      href: termDefinition('independent sources'),
    },
    { name: 'Chains', value: writeNumber(side.chainCount), href: termDefinition('chain') },
  ];
}

/** The measures of those who deny or doubt the claim; null when nobody does. */
export function listContestedSide(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const { contested } = index.analysis;
  if (!contested) return null;
  return {
    measures: listMeasures(contested),
    reports: listReports(index, contested, shown),
    ends: listEnds(index, contested, shown),
    chains: listChains(index, contested, shown),
  };
}
