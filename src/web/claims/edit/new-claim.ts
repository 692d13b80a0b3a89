/** `/claims/new`: a claim with its first chain. */
import type { Request } from 'express';
import { v7 as makeUid } from 'uuid';
import type { ClaimRecord } from '../../../model/records.ts';
import { layOutForm } from '../../forms/forms.ts';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { buildReasonField, parseReason } from '../../forms/revision-fields.ts';
import { signWrite } from '../../forms/stamp.ts';
import { newClaimPath } from '../../../urls/records.ts';
import { buildChainModel } from './chain-model.ts';
import { EMPTY_CHAIN, type ChainValues } from './values/chain.ts';
import { buildClaimFields } from './claim-model.ts';
import { EMPTY_CLAIM, parseClaim, type ClaimFields, type ClaimValues } from './values/claim.ts';
import { buildPreviewModel } from './preview-model.ts';
import { NO_OBSTACLES, type Obstacles } from './values/chain-resolver.ts';
import { redirectToClaim } from './redirect.ts';
import { joinRecord, takeChain } from './chain.ts';

/** How many near-identical claims are shown. */
const SIMILAR = 5;

interface Typed {
  claim: ClaimValues;
  chain: ChainValues;
  reason: string;
}

export function showNewClaim(): Reply {
  return showForm({ claim: EMPTY_CLAIM, chain: EMPTY_CHAIN, reason: '' }, NO_OBSTACLES);
}

function showForm(typed: Typed, obstacles: Obstacles): Reply {
  const form = layOutForm(obstacles.issues);
  const model = {
    errors: form.errors,
    path: newClaimPath,
    claim: buildClaimFields(form, typed.claim),
    chain: buildChainModel(form, typed.chain, obstacles),
    reason: buildReasonField(form, typed.reason),
  };
  return {
    kind: 'form',
    view: 'editing/new-claim',
    title: 'Add a claim',
    path: newClaimPath,
    issues: obstacles.issues,
    model,
  };
}

export async function takeNewClaim(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { store } = site;
  const claim = parseClaim(request.body);
  const reason = parseReason(request.body);
  const taken = await takeChain(store, request.body, null, [...(claim.ok ? [] : claim.issues), ...reason.issues]);
  const typed = { claim: claim.values, chain: taken.values, reason: reason.typed };
  if (taken.step === 'form' || !claim.ok)
    return showForm(typed, taken.step === 'form' ? taken.obstacles : NO_OBSTACLES);
  const record = joinRecord(makeRecord(claim.value), taken.chain, taken.joined);
  if (taken.step === 'save') {
    await store.claims.save({ base: null, record, texts: taken.chain.texts }, signWrite(site, visitor, reason.reason));
    return redirectToClaim(store, record.claim);
  }
  const preview = {
    record,
    joined: taken.joined,
    choices: taken.values.rows.map((row) => row.statement),
    similar: await store.claims.findSimilar(record.claim.text, SIMILAR),
    body: request.body as unknown,
    path: newClaimPath,
    cancel: '/claims',
  };
  const model = { errors: layOutForm([]).errors, ...buildPreviewModel(layOutForm([]), preview) };
  return { kind: 'form', view: 'editing/preview', title: 'Look before saving', path: newClaimPath, issues: [], model };
}

function makeRecord(fields: ClaimFields): ClaimRecord {
  // The store stamps it when it is written.
  const claim = { uid: makeUid(), ...fields, createdAt: '', updatedAt: '' };
  return { claim, sources: [], documents: [], statements: [], attributions: [] };
}
