/** What was derived from a claim, in words: its findings, retractions, reports and chains. */
import type { Attribution, FindingKind, Uid, Analysis, Chain } from '../../../model/records.ts';
import { writeNumber, SEVERITY_WORDS, writeFindingKind, writeCount } from '../../../wording/values.ts';
import { describeFindings } from '../../../wording/findings.ts';
import { hopAnchor, reportAddress } from '../../../urls/records.ts';
import type { ClaimIndex } from './claim-index.ts';
import { mention, countRows, type TreeContents } from './graph-model.ts';
import { findingDefinition } from '../../../urls/site.ts';
import { writeDate } from '../../../wording/dates.ts';
import { compareUids, listDownstream } from '../../../provenance/graph/graph.ts';
import { writeReach } from './tree-model.ts';
import { markNames } from '../../../wording/names.ts';

const FINDINGS_SHOWN = 50;
/** The rest of these are folded away. */
const FINDINGS_OPEN = 10;
const WITNESSES_SHOWN = 8;

/** The findings, the gravest first, with their witnesses linked to their lines in the tree. */
export function listFindings(index: ClaimIndex, tree: TreeContents) {
  const findings = describeFindings(index.record, index.analysis);
  const { shown } = tree;
  const hops = new Set(tree.hops.slice(0, countRows(index, tree.hopsBetween)));
  const views = findings.slice(0, FINDINGS_SHOWN).map(({ severity, kind, message, statements }) => ({
    severity,
    severityWord: SEVERITY_WORDS[severity],
    kind: writeFindingKind(kind),
    definitionHref: findingDefinition(kind),
    hopHref: findHop(index, kind, statements, hops),
    message,
    sentence: markNames(message, index.record.sources),
    witnesses: statements.slice(0, WITNESSES_SHOWN).map((uid) => mention(index, uid, shown)),
    moreWitnesses: Math.max(0, statements.length - WITNESSES_SHOWN),
  }));
  return {
    total: writeNumber(findings.length),
    findings: views.slice(0, FINDINGS_OPEN),
    folded: views.slice(FINDINGS_OPEN),
    cut:
      findings.length > FINDINGS_SHOWN
        ? `The gravest ${writeNumber(FINDINGS_SHOWN)} of ${writeNumber(findings.length)} findings shown; all are in the JSON.`
        : null,
  };
}

const ON_HOPS: readonly FindingKind[] = ['unsupported-hop', 'relayed-hop', 'cites-later'];

/** Findings on hops name the citing, then the cited statement. */
function findHop(
  { cites }: ClaimIndex,
  kind: FindingKind,
  [citing, cited]: readonly Uid[],
  shown: ReadonlySet<Attribution>,
): string | null {
  if (!ON_HOPS.includes(kind) || citing === undefined) return null;
  const hop = cites.get(citing)?.find((attribution) => attribution.cited === cited);
  return hop && shown.has(hop) ? `#${hopAnchor(hop.uid)}` : null;
}

/** Each costs a walk through the claim. */
const RETRACTED_SHOWN = 5;
const RESTING_SHOWN = 12;

/** The retracted statements and what rests on them, nearest first; null when nothing was retracted. */
export function listRetracted(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const retracted = index.record.statements
    .filter(({ retractedAt }) => retractedAt !== null)
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

/** The listed chains, shortest first; only those of one report when it was selected. */
export function listChains(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const { analysis, chosen, from } = index;
  const own = from === null ? analysis.chains : analysis.chains.filter(({ statements }) => statements[0] === from);
  const listed = chosen === null || from !== null ? own : own.slice(0, CHAINS_OF_PART);
  const views = listed.map((chain) => describeChain(index, chain, shown));
  return {
    total: writeNumber(analysis.chainCount),
    summary:
      from === null
        ? summarizeChains(analysis.chainCount, views.length)
        : summarizeChainsOfReport(analysis, views.length),
    chains: views.slice(0, CHAINS_OPEN),
    folded: views.slice(CHAINS_OPEN),
    foldedStart: CHAINS_OPEN + 1,
  };
}

function summarizeChains(all: bigint, listed: number): string {
  if (all === 0n) return 'No chain leads from a report to an origin.';
  if (all === 1n) return 'One chain leads from a report to an origin.';
  const lead = `From a report to an origin lead ${writeCount(all, 'chain')}`;
  return BigInt(listed) < all
    ? `${lead}. The ${writeNumber(listed)} shortest are listed.`
    : `${lead}, the shortest first.`;
}

function summarizeChainsOfReport({ chainCount, chains }: Analysis, own: number): string {
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

const REPORTS_SHOWN = 20;

export function listReports(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const { reports } = index.analysis;
  return {
    total: writeNumber(reports.length),
    reports: reports.slice(0, REPORTS_SHOWN).map((report) => ({
      statement: mention(index, report.statement, shown),
      reach: index.cites.has(report.statement) ? writeReach(report) : 'it cites nobody: it is its own origin',
      // The page with this report's chains alone.
      onlyHref:
        reports.length > 1 && report.statement !== index.from ? reportAddress(index.page, report.statement) : null,
    })),
    cut:
      reports.length > REPORTS_SHOWN
        ? `${writeNumber(REPORTS_SHOWN)} of ${writeNumber(reports.length)} reports shown; all are in the JSON.`
        : null,
  };
}
