/** `/claims/new`: a claim with its first chain. */
import { v7 as makeUid } from 'uuid';
import type { ClaimRecord } from '../../../model/records.ts';
import { layOutForm } from '../../forms/forms.ts';
import { buildReasonField } from '../../forms/write.ts';
import { buildChainModel } from './chain/model.ts';
import { joinRecord, parseChain, type CheckedChain } from './chain/resolver.ts';
import type { ChainValues } from './chain/values.ts';
import { redirectToClaim } from './claim-write.ts';
import { buildClaimFields, checkClaim, EMPTY_CLAIM, readClaim, type ClaimFields, type ClaimValues } from './claim.ts';
import type { DraftForm } from './draft-form.ts';
import { showPreview } from './preview.ts';

const SIMILAR = 5;

interface NewClaimValues {
  claim: ClaimValues;
  chain: ChainValues;
}

interface NewClaim extends CheckedChain {
  record: ClaimRecord;
}

export const claimDraft: DraftForm<null, NewClaimValues, NewClaim> = {
  load: () => Promise.resolve(null),
  begin: (chain) => ({ claim: EMPTY_CLAIM, chain }),

  async parse({ site: { store }, body, by }) {
    const typed = readClaim(body);
    const claim = checkClaim(typed);
    const chain = await parseChain(store, body, null, by);
    const values = { claim: typed, chain: chain.values };
    if (chain.ok && claim.ok) {
      const record = joinRecord(makeRecord(claim.value), chain.value);
      return { ok: true, values, value: { ...chain.value, record } };
    }
    if (chain.ok) return { ok: false, values, issues: claim.ok ? [] : claim.issues };
    if ('isUnfinished' in chain || claim.ok) return { ...chain, values };
    return { ...chain, values, issues: [...claim.issues, ...chain.issues] };
  },

  show({ path, carries }, { values, reason }, { issues, details }) {
    const form = layOutForm(issues);
    const model = {
      errors: form.errors,
      ...{ path, carries, drafts: [] },
      claim: buildClaimFields(form, values.claim),
      chain: buildChainModel(form, values.chain, details),
      reason: buildReasonField(form, reason),
    };
    return { kind: 'form', view: 'editing/new-claim', title: 'Add a claim', path, issues, model };
  },

  async preview({ site: { store }, path, carries }, { values }, { record, joined }) {
    const choices = values.chain.rows.map((row) => row.statement);
    const similar = await store.claims.findSimilar(record.claim.text, SIMILAR);
    return showPreview({ record, now: null, joined, choices, similar, path, carries, cancel: '/claims' }, []);
  },

  async save({ site: { store }, by }, { record, chain, namesakes }, spends) {
    await store.claims.save({ base: null, record, texts: chain.texts, namesakes }, by, spends);
    return redirectToClaim(store, record.claim, null);
  },
};

function makeRecord(fields: ClaimFields): ClaimRecord {
  // The store stamps it when it is written.
  const claim = { uid: makeUid(), status: 'draft', relations: [], ...fields, createdAt: '', updatedAt: '' } as const;
  return { claim, sources: [], documents: [], statements: [], attributions: [] };
}
