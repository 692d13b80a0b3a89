/** `/claims/:id/chains/new`: another chain for a claim, joined to the statements that are there. */
import type { LoadedClaim } from '../../../storage/types.ts';
import { layOutForm, readLine, type Problems } from '../../forms/forms.ts';
import { buildReasonField, handleWrite, readRevision, type FormHandlers, type Typed } from '../../forms/write.ts';
import type { FormReply } from '../../http/route.ts';
import { addChainPath, claimAddress } from '../../../urls/records.ts';
import { buildChainModel } from './chain-model.ts';
import { loadClaimAt, redirectToClaim } from './claim-write.ts';
import { showPreview, type Preview } from './preview.ts';
import { EMPTY_CHAIN, type ChainValues, type ChainDetails } from './chain-values.ts';
import { joinRecord, parseChain, type CheckedChain } from './chain-resolver.ts';
const submit = handleWrite<LoadedClaim, ChainValues, CheckedChain, ChainDetails>({
  load: loadClaimAt,
  parse: ({ store, target, body, by }) => parseChain(store, body, target.record, by),
  show: ({ target }, typed, problems) => showForm(target, typed, problems),
  preview({ target, body }, typed, value) {
    return readLine(body, 'action') === 'save' ? null : showPreview(preview(target, typed, value, body), []);
  },
  async save({ store, target, body, by }, value) {
    const base = { id: target.id, revision: readRevision(body) };
    await store.claims.save({ base, record: joinRecord(target.record, value), texts: value.chain.texts }, by);
    return redirectToClaim(store, target.record.claim);
  },
  showConflict({ target, body }, typed, value) {
    const message =
      'Somebody else has changed this claim in the meantime. Check how your chain joins the new version, then save.';
    return showPreview(preview(target, typed, value, body), [{ field: '', message }]);
  },
});

export const chainForm: FormHandlers = {
  async show(site, request) {
    return showForm(await loadClaimAt(site, request), { values: EMPTY_CHAIN, reason: '' }, { issues: [] });
  },
  submit,
};

function showForm(
  claim: LoadedClaim,
  { values, reason }: Typed<ChainValues>,
  { issues, details }: Problems<ChainDetails>,
): FormReply {
  const form = layOutForm(issues);
  const { path, text, address } = placeOf(claim);
  const model = {
    errors: form.errors,
    ...{ path, text, address },
    revision: claim.revision,
    chain: buildChainModel(form, values, details),
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'editing/add-chain', title: `Add a chain: ${text}`, path, issues, model };
}

function preview(claim: LoadedClaim, { values }: Typed<ChainValues>, value: CheckedChain, body: unknown): Preview {
  const { path, address } = placeOf(claim);
  return {
    record: joinRecord(claim.record, value),
    now: claim.record,
    joined: value.joined,
    choices: values.rows.map((row) => row.statement),
    similar: [],
    body: { ...(body as object), revision: String(claim.revision) },
    path,
    cancel: address,
  };
}

function placeOf({ id, record }: LoadedClaim) {
  const { text } = record.claim;
  return { path: addChainPath(id), text, address: claimAddress({ id, text }).html };
}
