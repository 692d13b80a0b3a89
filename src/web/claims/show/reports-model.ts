/** The reports of a claim, each with how far its origins are and how much of the way has been seen. */
import type { Uid } from '../../../model/records.ts';
import { reportAddress } from '../../../urls/records.ts';
import { writeNumber } from '../../../wording/values.ts';
import type { ClaimIndex } from './claim-index.ts';
import { mention, type Mention } from './statement-model.ts';
import { writeReach } from './picture/tree-model.ts';

const REPORTS_SHOWN = 20;

export interface ReportView {
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
