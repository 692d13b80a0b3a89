import { writeCount, writeHops, writeNumber, FINDING_NOUNS } from '../../wording/values.ts';
import type { ClaimListItem } from '../../storage/types.ts';

type Summed = Pick<ClaimListItem, 'hops' | 'reportCount' | 'independentOrigins' | 'findings'>;

/**
 * A claim in one sentence, from what lists know of it: "2 to 3 hops from its report to the origin, at most 1 independent
 * origin, found: a choke point and a relayed hop."
 */
export function summarizeClaim({ hops, reportCount, independentOrigins, findings }: Summed): string {
  if (reportCount === 0 && hops === null) return 'No statement has been recorded yet.';
  const reports = reportCount === 1 ? 'its report' : `its ${writeCount(reportCount, 'report')}`;
  const distance = hops === null ? 'No origin reached' : `${writeHops(hops)} from ${reports} to the origin`;
  const origins = independentOrigins === 0 ? 'no' : `at most ${writeNumber(independentOrigins)}`;
  const noun = independentOrigins === 1 ? 'origin' : 'origins';
  const kinds = new Intl.ListFormat('en').format(findings.map((kind) => FINDING_NOUNS[kind]));
  const found = kinds === '' ? '' : `, found: ${kinds}`;
  return `${distance}, ${origins} independent ${noun}${found}.`;
}
