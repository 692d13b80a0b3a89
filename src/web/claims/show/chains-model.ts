/** The ways from a report to an origin, each as a line of names. */
import type { Analysis, Chain, Uid } from '../../../model/records.ts';
import { writeCount, writeNumber } from '../../../wording/values.ts';
import type { ClaimIndex } from './claim-index.ts';
import { mention, type Mention } from './statement-model.ts';
import { writeReach } from './picture/tree-model.ts';
import { reportAddress } from '../../../urls/records.ts';

/** The rest of the listed chains is folded away; of a long chain both ends are shown. */
const CHAINS_OPEN = 10;
/** Of a claim that is not shown whole no more are listed: few of their statements are on the page. */
const CHAINS_OF_PART = 20;
const BEGINNING = 8;
const END = 4;

export interface ChainView {
  hops: string;
  beginning: readonly Mention[];
  /** So many statements are left out in the middle. */
  skipped: number;
  end: readonly Mention[];
}

export interface ChainsModel {
  total: string;
  /** "From a report to an origin lead 2 chains", and which of them are listed. */
  summary: string;
  chains: readonly ChainView[];
  folded: readonly ChainView[];
  /** The number of the first of these. */
  foldedStart: number;
}

/** The listed chains, shortest first; of one report's, when they were asked for. */
export function listChains(index: ClaimIndex, shown: ReadonlySet<Uid>): ChainsModel {
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

function describeChain(index: ClaimIndex, { hops, statements }: Chain, shown: ReadonlySet<Uid>): ChainView {
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

interface ReportView {
  statement: Mention;
  /** "2 to 3 hops from its origin; only the first hop has been seen". */
  reach: string;
  /** The page with its chains alone; null where that is all there is, or what is shown. */
  onlyHref: string | null;
}

export interface ReportsModel {
  total: string;
  reports: readonly ReportView[];
  /** "20 of 2,000 reports shown …"; null when all are. */
  cut: string | null;
}

/** The reports, in the order of the analysis. */
export function listReports(index: ClaimIndex, shown: ReadonlySet<Uid>): ReportsModel {
  const { reports } = index.analysis;
  return {
    total: writeNumber(reports.length),
    reports: reports.slice(0, REPORTS_SHOWN).map((report) => ({
      statement: mention(index, report.statement, shown),
      reach: index.cites.has(report.statement) ? writeReach(report) : 'it cites nobody: it is its own origin',
      onlyHref:
        reports.length > 1 && report.statement !== index.from ? reportAddress(index.page, report.statement) : null,
    })),
    cut:
      reports.length > REPORTS_SHOWN
        ? `${writeNumber(REPORTS_SHOWN)} of ${writeNumber(reports.length)} reports shown; all are in the JSON.`
        : null,
  };
}
