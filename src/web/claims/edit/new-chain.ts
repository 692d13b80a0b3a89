/** `/claims/:id/chains/new`: another chain for a claim, joined to the statements that are there. */
import type { Request } from 'express';
import { Conflict } from '../../../storage/errors.ts';
import type { Issue } from '../../../model/issues.ts';
import { layOutForm } from '../../forms/forms.ts';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { buildReasonField, parseReason, readRevision } from '../../forms/revision-fields.ts';
import { signWrite } from '../../forms/stamp.ts';
import { addChainPath, claimAddress } from '../../../urls/records.ts';
import { buildChainModel } from './chain-model.ts';
import { EMPTY_CHAIN, type ChainValues } from './values/chain.ts';
import { loadClaimAt, redirectToClaim } from './redirect.ts';
import { buildPreviewModel } from './preview-model.ts';
import { NO_OBSTACLES, type Obstacles } from './values/chain-resolver.ts';
import { joinRecord, takeChain, type ChainStep } from './chain.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

export async function showAddChain({ store }: Site, request: Request): Promise<Reply> {
  return showForm(await loadClaimAt(store, request), EMPTY_CHAIN, '', NO_OBSTACLES);
}

function showForm(claim: LoadedClaim, chain: ChainValues, reason: string, obstacles: Obstacles): Reply {
  const form = layOutForm(obstacles.issues);
  const { path, text, address } = placeOf(claim);
  const model = {
    errors: form.errors,
    ...{ path, text, address },
    revision: claim.revision,
    chain: buildChainModel(form, chain, obstacles),
    reason: buildReasonField(form, reason),
  };
  return {
    kind: 'form',
    view: 'editing/add-chain',
    title: `Add a chain: ${text}`,
    path,
    issues: obstacles.issues,
    model,
  };
}

function placeOf({ id, record }: LoadedClaim) {
  const { text } = record.claim;
  return { path: addChainPath(id), text, address: claimAddress({ id, text }).html };
}

export async function takeAddChain(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { store } = site;
  const claim = await loadClaimAt(store, request);
  const reason = parseReason(request.body);
  const taken = await takeChain(store, request.body, claim.record, reason.issues);
  if (taken.step === 'form') return showForm(claim, taken.values, reason.typed, taken.obstacles);
  if (taken.step === 'preview') return showPreview(claim, taken, request.body, []);
  const record = joinRecord(claim.record, taken.chain, taken.joined);
  const base = { id: claim.id, revision: readRevision(request.body) };
  try {
    await store.claims.save({ base, record, texts: taken.chain.texts }, signWrite(site, visitor, reason.reason));
    return await redirectToClaim(store, record.claim);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const message =
      'Somebody else changed this claim meanwhile. Look again how your chain joins it as it is now, and save.';
    return {
      ...showPreview(await loadClaimAt(store, request), taken, request.body, [{ field: '', message }]),
      status: 409,
    };
  }
}

type Settled = Exclude<ChainStep, { step: 'form' }>;

function showPreview(claim: LoadedClaim, { values, chain, joined }: Settled, body: unknown, issues: readonly Issue[]) {
  const { path, address } = placeOf(claim);
  const form = layOutForm(issues);
  const preview = {
    record: joinRecord(claim.record, chain, joined),
    joined,
    choices: values.rows.map((row) => row.statement),
    similar: [],
    body: { ...(body as object), revision: String(claim.revision) },
    path,
    cancel: address,
  };
  const model = { errors: form.errors, ...buildPreviewModel(form, preview) };
  return { kind: 'form', view: 'editing/preview', title: 'Look before saving', path, issues, model } as const;
}
