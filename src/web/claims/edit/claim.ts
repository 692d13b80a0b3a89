/** `/claims/:id/edit`: the claim itself, and its status. */
import type { Request } from 'express';
import { Conflict } from '../../../storage/errors.ts';
import { compareValues, CONFLICT, type Difference } from '../../forms/conflict.ts';
import type { Issue } from '../../../model/issues.ts';
import { layOutForm } from '../../forms/forms.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { buildReasonField, parseReason } from '../../forms/revision-fields.ts';
import { signWrite } from '../../forms/stamp.ts';
import { claimAddress, editClaimPath } from '../../../urls/records.ts';
import { findBase, loadClaimAt, redirectToClaim } from './redirect.ts';
import { buildClaimFields } from './claim-model.ts';
import { parseClaim, writeClaimValues, type ClaimValues } from './values/claim.ts';
import { RATING_LABELS } from './values/rating.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

const LABELS: Readonly<Record<keyof ClaimValues, string>> = {
  text: 'Claim',
  language: 'Language',
  aboutDate: 'When it is about',
  topics: 'Topics',
  note: 'Note',
  status: 'Status',
  ...RATING_LABELS,
};

export async function showEditClaim({ store }: Site, request: Request): Promise<Reply> {
  const claim = await loadClaimAt(store, request);
  return showForm(claim, writeClaimValues(claim.record.claim), '', [], []);
}

function showForm(
  { id, revision, record }: LoadedClaim,
  values: ClaimValues,
  reason: string,
  issues: readonly Issue[],
  differences: readonly Difference[],
): FormReply {
  const form = layOutForm(issues);
  const path = editClaimPath(id);
  const model = {
    errors: form.errors,
    ...{ path, revision, differences },
    address: claimAddress({ id, text: record.claim.text }).html,
    claim: buildClaimFields(form, values),
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'editing/edit-claim', title: `Edit: ${record.claim.text}`, path, issues, model };
}

export async function takeEditClaim(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { store } = site;
  const loaded = await loadClaimAt(store, request);
  const claim = parseClaim(request.body);
  const { reason, typed, issues } = parseReason(request.body);
  if (!claim.ok || issues.length > 0) {
    return showForm(loaded, claim.values, typed, [...(claim.ok ? [] : claim.issues), ...issues], []);
  }
  const record = { ...loaded.record, claim: { ...loaded.record.claim, ...claim.value } };
  const base = await findBase(store, loaded, request.body, ({ claim: row }) => ({ ...row, updatedAt: null }));
  try {
    await store.claims.save({ base, record, texts: new Map() }, signWrite(site, visitor, reason));
    return await redirectToClaim(store, record.claim);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const now = await loadClaimAt(store, request);
    const differences = compareValues(LABELS, claim.values, writeClaimValues(now.record.claim));
    return { ...showForm(now, claim.values, typed, CONFLICT, differences), status: 409 };
  }
}
