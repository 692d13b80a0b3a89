/** What the shape of a claim gives away, in words. */
import type { Severity, Uid } from '../../provenance/model.ts';
import { writeNumber } from '../words/count.ts';
import { SEVERITY_WORDS, writeFindingKind } from '../words/kinds.ts';
import type { ClaimIndex } from './claim-index.ts';
import { mention, type Mention } from './statement-model.ts';

const FINDINGS_SHOWN = 50;
const WITNESSES_SHOWN = 8;

export interface FindingView {
  severity: Severity;
  severityWord: string;
  kind: string;
  message: string;
  witnesses: readonly Mention[];
  moreWitnesses: number;
}

export interface FindingsModel {
  total: string;
  findings: readonly FindingView[];
  /** "50 of 4,998 findings shown …"; null when all are. */
  cut: string | null;
}

/** The findings, the gravest first, with their witnesses linked to their lines in the tree. */
export function listFindings(index: ClaimIndex, shown: ReadonlySet<Uid>): FindingsModel {
  const { findings } = index.analysis;
  return {
    total: writeNumber(findings.length),
    findings: findings.slice(0, FINDINGS_SHOWN).map(({ severity, kind, message, statements }) => ({
      severity,
      severityWord: SEVERITY_WORDS[severity],
      kind: writeFindingKind(kind),
      message,
      witnesses: statements.slice(0, WITNESSES_SHOWN).map((uid) => mention(index, uid, shown)),
      moreWitnesses: Math.max(0, statements.length - WITNESSES_SHOWN),
    })),
    cut:
      findings.length > FINDINGS_SHOWN
        ? `The gravest ${writeNumber(FINDINGS_SHOWN)} of ${writeNumber(findings.length)} findings shown; all are in the JSON.`
        : null,
  };
}
