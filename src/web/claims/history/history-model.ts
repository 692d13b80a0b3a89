/** The history of a claim as its page shows it, and as JSON. */
import type { ClaimState } from '../../../provenance/revisions.ts';
import { absoluteUrl, claimAddress, historyAddress, revisionAddress } from '../../../urls/records.ts';
import { writeCount } from '../../../wording/values.ts';
import { writeDate, type DateView } from '../../../wording/dates.ts';
import { makeChangeContext, type ChangeNames } from './changes/names.ts';
import type { Shown, Step, HistoryPage } from './changes/steps.ts';
import { describeChanges, type ChangesDescription, phraseStatus } from './changes/changes.ts';
import { leaveOutTexts, makeComparison, phrase, writePlain, type Compare } from './changes/phrases.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { describeStatus, type StatusNotice } from '../show/page-model.ts';
/** So many records are told of each revision: the rest is on its own page. */
const RECORDS_TOLD = 20;

export interface RevisionEntry {
  number: number;
  title: string;
  at: DateView;
  actor: string;
  reason: string | null;
  telling: ChangesDescription;
  /** The claim as it was then; null where that is not for this visitor. */
  href: string | null;
}

export interface HistoryModel {
  text: string;
  language: string;
  claimHref: string;
  notice: StatusNotice | null;
  /** Revisions, or so many that are not shown. */
  entries: readonly { revision: RevisionEntry | null; hidden: string | null }[];
  /** "3 earlier draft revisions"; null when there are none, or when this page doesn't reach back to them. */
  earlierDrafts: string | null;
  newerHref: string | null;
  olderHref: string | null;
}

export function buildHistoryModel(
  now: LoadedClaim,
  page: HistoryPage,
  names: ChangeNames,
  before: number | null,
): HistoryModel {
  const { text, language, status } = now.record.claim;
  const claim = { id: now.id, text };
  const compare = makeComparison();
  return {
    ...{ text, language },
    claimHref: claimAddress(claim).html,
    notice: describeStatus(status),
    entries: foldHidden(page.steps).map(({ step, shown, hidden }) => ({
      revision: step && describeRevision(claim, step, shown, names, compare),
      hidden: hidden === 0 ? null : `${writeCount(hidden, 'revision')} while the claim was not published`,
    })),
    earlierDrafts: page.earlierDrafts === 0 ? null : writeCount(page.earlierDrafts, 'earlier draft revision'),
    newerHref: before === null ? null : historyAddress(claim).html,
    olderHref: page.next === null ? null : historyAddress(claim, page.next).html,
  };
}

interface Folded {
  step: Step | null;
  shown: Shown;
  hidden: number;
}

/** Hidden revisions that follow each other stand as one. */
function foldHidden(steps: HistoryPage['steps']): Folded[] {
  const folded: Folded[] = [];
  for (const { step, shown } of steps) {
    const last = folded.at(-1);
    if (shown !== 'hidden') folded.push({ step, shown, hidden: 0 });
    else if (last?.shown === 'hidden') last.hidden += 1;
    else folded.push({ step: null, shown, hidden: 1 });
  }
  return folded;
}

function describeRevision(
  claim: { id: number; text: string },
  step: Step,
  shown: Shown,
  names: ChangeNames,
  compare: Compare,
): RevisionEntry {
  const { revision: number, at, actor, reason } = step.revision;
  return {
    ...{ number, actor, reason },
    title: `Revision ${number}`,
    at: writeDate(at)!,
    telling: describeStep(step, shown, names, compare, RECORDS_TOLD),
    href: shown === 'withdrawal' ? null : revisionAddress(claim, number).html,
  };
}

/** @param most so many records are told */
export function describeStep(
  step: Step,
  shown: Shown,
  names: ChangeNames,
  compare: Compare,
  most: number,
): ChangesDescription {
  const { after, changes, statusBefore } = step;
  if (shown === 'whole') return describeChanges(makeChangeContext(names, after, changes, compare), changes, most);
  const told = [{ sentence: phraseStatus(statusBefore, after.claim.status), texts: [] }];
  if (shown === 'publication') told.push({ sentence: phrase`${countRecords(after)}`, texts: [] });
  return { told, more: 0 };
}

function countRecords({ statements, attributions }: ClaimState): string {
  const hops = writeCount(attributions.length, 'hop');
  return `It had ${writeCount(statements.length, 'statement')} and ${hops} then.`;
}

/**
 * The same for programs: `changes` holds the records before and after, or null where only the sentences are told.
 * Revisions that are not shown are left out, and counted in `notShown` and `earlierDrafts`.
 */
export function writeHistory(now: LoadedClaim, page: HistoryPage, names: ChangeNames, baseUrl: string): object {
  const { uid, text, status } = now.record.claim;
  const claim = { id: now.id, text };
  const shown = page.steps.filter((entry) => entry.shown !== 'hidden');
  return {
    claim: { uid, url: absoluteUrl(baseUrl, claimAddress(claim).html), text, status, revision: now.revision },
    revisions: shown.map(({ step, shown: how }) => {
      const { revision, at, actor, action, reason } = step.revision;
      const { told } = describeStep(step, how, names, leaveOutTexts, RECORDS_TOLD);
      const url = how === 'withdrawal' ? null : absoluteUrl(baseUrl, revisionAddress(claim, revision).html);
      const sentences = told.map(({ sentence }) => writePlain(sentence));
      return { revision, url, at, actor, action, reason, sentences, changes: how === 'whole' ? step.changes : null };
    }),
    notShown: page.steps.length - shown.length,
    earlierDrafts: page.earlierDrafts,
    next: page.next === null ? null : historyAddress(claim, page.next).json,
  };
}
