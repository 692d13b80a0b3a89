/** `/claims/new`: a claim with its first chain. */
import { v7 as makeUid } from 'uuid';
import type { ClaimRecord } from '../../../model/records.ts';
import { layOutForm, readLine, type Problems } from '../../forms/forms.ts';
import { buildReasonField, handleWrite, type FormHandlers, type Typed } from '../../forms/write.ts';
import type { FormReply } from '../../http/route.ts';
import { newClaimPath } from '../../../urls/records.ts';
import { buildChainModel } from './chain-model.ts';
import { redirectToClaim } from './claim-write.ts';
import { showPreview } from './preview.ts';
import { EMPTY_CHAIN, type ChainValues, type ChainDetails } from './chain-values.ts';
import { joinRecord, parseChain, type CheckedChain } from './chain-resolver.ts';
import { buildClaimFields, EMPTY_CLAIM, parseClaim, type ClaimFields, type ClaimValues } from './claim.ts';
const SIMILAR = 5;

interface NewClaimValues {
  claim: ClaimValues;
  chain: ChainValues;
}

interface NewClaim extends CheckedChain {
  record: ClaimRecord;
}

const submit = handleWrite<null, NewClaimValues, NewClaim, ChainDetails>({
  load: () => Promise.resolve(null),
  async parse({ store, body, by }) {
    const claim = parseClaim(body);
    const chain = await parseChain(store, body, null, by);
    const values = { claim: claim.values, chain: chain.values };
    if (chain.ok && claim.ok) {
      const record = joinRecord(makeRecord(claim.value), chain.value);
      return { ok: true, values, value: { ...chain.value, record } };
    }
    if (chain.ok) return { ok: false, values, issues: claim.ok ? [] : claim.issues };
    if ('isUnfinished' in chain || claim.ok) return { ...chain, values };
    return { ...chain, values, issues: [...claim.issues, ...chain.issues] };
  },
  show: (_context, typed, problems) => showForm(typed, problems),
  async preview({ store, body }, { values }, { record, joined }) {
    if (readLine(body, 'action') === 'save') return null;
    const choices = values.chain.rows.map((row) => row.statement);
    const similar = await store.claims.findSimilar(record.claim.text, SIMILAR);
    return showPreview(
      { record, now: null, joined, choices, similar, body, path: newClaimPath, cancel: '/claims' },
      [],
    );
  },
  async save({ store, by }, { record, chain }) {
    await store.claims.save({ base: null, record, texts: chain.texts }, by);
    return redirectToClaim(store, record.claim);
  },
});

export const newClaimForm: FormHandlers = {
  show: () => showForm({ values: { claim: EMPTY_CLAIM, chain: EMPTY_CHAIN }, reason: '' }, { issues: [] }),
  submit,
};

function showForm({ values, reason }: Typed<NewClaimValues>, { issues, details }: Problems<ChainDetails>): FormReply {
  const form = layOutForm(issues);
  const model = {
    errors: form.errors,
    path: newClaimPath,
    claim: buildClaimFields(form, values.claim),
    chain: buildChainModel(form, values.chain, details),
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'editing/new-claim', title: 'Add a claim', path: newClaimPath, issues, model };
}

function makeRecord(fields: ClaimFields): ClaimRecord {
  // The store stamps it when it is written.
  const claim = { uid: makeUid(), relations: [], ...fields, createdAt: '', updatedAt: '' };
  return { claim, sources: [], documents: [], statements: [], attributions: [] };
}
