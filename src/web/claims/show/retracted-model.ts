/** What rests on a retracted statement, for the top of the page. */
import { listDownstream, compareUids } from '../../../provenance/graph/graph.ts';
import type { Uid } from '../../../model/records.ts';
import { writeCount, writeNumber } from '../../../wording/values.ts';
import { writeDate, type DateView } from '../../../wording/dates.ts';
import type { ClaimIndex } from './claim-index.ts';
import { mention, type Mention } from './statement-model.ts';

/** Each costs a walk through the claim. */
const RETRACTED_SHOWN = 5;
const RESTING_SHOWN = 12;

export interface RetractedView {
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
        summary: summarise(resting.length),
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

function summarise(resting: number): string {
  if (resting === 0) return 'Nothing here rests on it.';
  return `${writeCount(resting, 'statement')} ${resting === 1 ? 'rests' : 'rest'} on it:`;
}
