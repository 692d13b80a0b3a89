/** What the shape of a claim gives away, in words. */
import type { Attribution, FindingKind, Severity, Uid } from '../../../model/records.ts';
import { writeNumber, SEVERITY_WORDS, writeFindingKind, writeCount } from '../../../wording/values.ts';
import { describeFindings } from '../../../wording/findings.ts';
import { hopAnchor } from '../../../urls/records.ts';
import type { ClaimIndex } from './claim-index.ts';
import { countRows, type TreeContents } from './hops-model.ts';
import { mention, type Mention } from './statement-model.ts';
import { findingDefinition } from '../../../urls/site.ts';
import { type DateView, writeDate } from '../../../wording/dates.ts';
import { compareUids, listDownstream } from '../../../provenance/graph/graph.ts';

const FINDINGS_SHOWN = 50;
/** The rest of these are folded away. */
const FINDINGS_OPEN = 10;
const WITNESSES_SHOWN = 8;

export interface FindingView {
  severity: Severity;
  severityWord: string;
  kind: string;
  /** Where this kind is defined. */
  definitionHref: string;
  /** The hop that it is about; null where it is about statements, or the hop is not on the page. */
  hopHref: string | null;
  message: string;
  witnesses: readonly Mention[];
  moreWitnesses: number;
}

export interface FindingsModel {
  total: string;
  findings: readonly FindingView[];
  folded: readonly FindingView[];
  /** "50 of 4,998 findings shown …"; null when all are. */
  cut: string | null;
}

/** The findings, the gravest first, with their witnesses linked to their lines in the tree. */
export function listFindings(index: ClaimIndex, tree: TreeContents): FindingsModel {
  const findings = describeFindings(index.record, index.analysis);
  const { shown } = tree;
  const hops = new Set(tree.hops.slice(0, countRows(index, tree.hopsBetween)));
  const views = findings.slice(0, FINDINGS_SHOWN).map(({ severity, kind, message, statements }): FindingView => ({
    severity,
    severityWord: SEVERITY_WORDS[severity],
    kind: writeFindingKind(kind),
    definitionHref: findingDefinition(kind),
    hopHref: findHop(index, kind, statements, hops),
    message,
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

interface RetractedView {
  statement: Mention;
  date: DateView | null;
  reason: string | null;
  /** "2 statements rest on it", "Nothing rests on it". */
  summary: string;
  /** The nearest first. */
  resting: readonly Mention[];
  more: number;
}

export interface RetractedModel {
  statements: readonly RetractedView[];
  /** "5 of 9 retracted statements shown."; null when all are. */
  cut: string | null;
}

/** @returns null when nothing was retracted */
export function listRetracted(index: ClaimIndex, shown: ReadonlySet<Uid>): RetractedModel | null {
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
