/** `/claims/:id/history`: who changed what of a claim, when and why. */
import type { Request } from 'express';
import type { ClaimState } from '../../../provenance/revisions.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { absoluteUrl, claimAddress, historyAddress, revisionAddress } from '../../../urls/records.ts';
import { writeDate } from '../../../wording/dates.ts';
import { writeCount } from '../../../wording/values.ts';
import { beforeQuery, readQuery } from '../../records/queries.ts';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { hasRole } from '../../http/visitor.ts';
import { describeStatus } from '../show/page-model.ts';
import { correctWords, loadVisibleClaim, readVisibleClaim } from '../visible-claim.ts';
import { describeChanges, phraseStatus, type ChangesDescription } from './changes/changes.ts';
import {
  describe,
  leaveOutTexts,
  loadChangeNames,
  makeChangeContext,
  makeComparison,
  phrase,
  writePlain,
  type ChangeNames,
  type Compare,
} from './changes/phrases.ts';
import { readHistoryPage, type HistoryPage, type Shown, type Step } from './changes/steps.ts';

/** The most records of a revision whose changes are described here: the rest is on the revision's page. */
const MOST_RECORDS = 20;

export async function showHistory(
  site: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const named = await readVisibleClaim(site, request, visitor);
  const { text } = named;
  const { before = null } = readQuery(request.query, beforeQuery);
  const address = historyAddress(named, before);
  const redirect = correctWords(request, format, named, address);
  if (redirect) return redirect;
  const now = await loadVisibleClaim(site, request, visitor);
  const page = await readHistoryPage(site.store, now, before, hasRole(visitor, 'editor'));
  const changes = page.steps.flatMap(({ step }) => step.changes);
  const names = await loadChangeNames(site.store, page.steps[0]?.step.after ?? now.record, changes);
  return {
    kind: 'page',
    view: 'history/list',
    title: `History: ${text}`,
    address,
    model: () => buildHistoryModel(now, page, names, before),
    json: () => writeHistory(now, page, names, site.config.baseUrl),
  };
}

function buildHistoryModel(now: LoadedClaim, page: HistoryPage, names: ChangeNames, before: number | null) {
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
    // Null when there are none, or when this page doesn't reach back to them.
    earlierDrafts: page.earlierDrafts === 0 ? null : writeCount(page.earlierDrafts, 'earlier draft revision'),
    newerHref: before === null ? null : historyAddress(claim).html,
    olderHref: page.next === null ? null : historyAddress(claim, page.next).html,
  };
}

/** Consecutive hidden revisions become one entry. */
function foldHidden(steps: HistoryPage['steps']) {
  const folded: { step: Step | null; shown: Shown; hidden: number }[] = [];
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
) {
  const { revision: number, actor, reason } = step.revision;
  return {
    ...{ number, actor, reason },
    title: `Revision ${number}`,
    ...dateStep(step),
    description: describeStep(step, shown, names, compare, MOST_RECORDS),
    // The version of a withdrawal is not for readers.
    href: shown === 'withdrawal' ? null : revisionAddress(claim, number).html,
  };
}

/**
 * When a revision was made. One that was imported is dated as in its file, as are the claim's page and its citation;
 * `imported` says when it came in.
 */
export function dateStep({ revision: { at }, after: { claim } }: Step) {
  return { at: writeDate(claim.updatedAt)!, imported: claim.updatedAt === at ? null : writeDate(at)! };
}

/** @param most the most records whose changes are described */
export function describeStep(
  step: Step,
  shown: Shown,
  names: ChangeNames,
  compare: Compare,
  most: number,
): ChangesDescription {
  const { after, changes, statusBefore } = step;
  if (shown === 'whole') return describeChanges(makeChangeContext(names, after, changes, compare), changes, most);
  const described = [describe(phraseStatus(statusBefore, after.claim.status))];
  if (shown === 'publication') described.push(describe(phrase`${countRecords(after)}`));
  return { changes: described, more: 0 };
}

function countRecords({ statements, attributions }: ClaimState): string {
  const joined = writeCount(attributions.length, 'attribution');
  return `It had ${writeCount(statements.length, 'statement')} and ${joined} then.`;
}

/**
 * The same for programs: `changes` holds the records before and after, or null where only the sentences are shown.
 * Hidden revisions are left out, and counted in `notShown` and `earlierDrafts`.
 */
function writeHistory(now: LoadedClaim, page: HistoryPage, names: ChangeNames, baseUrl: string): object {
  const { uid, text, status } = now.record.claim;
  const claim = { id: now.id, text };
  const shown = page.steps.filter((entry) => entry.shown !== 'hidden');
  return {
    claim: { uid, url: absoluteUrl(baseUrl, claimAddress(claim).html), text, status, revision: now.revision },
    revisions: shown.map(({ step, shown: how }) => {
      const { revision, at, actor, action, reason } = step.revision;
      const { changes } = describeStep(step, how, names, leaveOutTexts, MOST_RECORDS);
      const url = how === 'withdrawal' ? null : absoluteUrl(baseUrl, revisionAddress(claim, revision).html);
      const sentences = changes.map(({ sentence }) => writePlain(sentence));
      return { revision, url, at, actor, action, reason, sentences, changes: how === 'whole' ? step.changes : null };
    }),
    notShown: page.steps.length - shown.length,
    earlierDrafts: page.earlierDrafts,
    next: page.next === null ? null : historyAddress(claim, page.next).json,
  };
}
