/** `/claims/:id/chains/new`: another chain for a claim, joined to the statements that are there. */
import type { LoadedClaim } from '../../../storage/types.ts';
import { claimAddress } from '../../../urls/records.ts';
import { layOutForm } from '../../forms/forms.ts';
import { buildReasonField, readRevision } from '../../forms/write.ts';
import { buildChainModel } from './chain/model.ts';
import { joinRecord, parseChain, type CheckedChain } from './chain/resolver.ts';
import type { ChainValues } from './chain/values.ts';
import { redirectToClaim, requireClaim } from './claim-write.ts';
import type { DraftForm } from './draft-form.ts';
import { showPreview } from './preview.ts';

export const chainDraft: DraftForm<LoadedClaim, ChainValues, CheckedChain> = {
  load: ({ store }, claim) => requireClaim(store, claim),
  begin: (chain) => chain,

  parse: ({ site: { store }, target, body, by }) => parseChain(store, body, target.record, by),

  show({ target, path, carries }, { values, reason }, { issues, details }) {
    const form = layOutForm(issues);
    const { text } = target.record.claim;
    const model = {
      errors: form.errors,
      ...{ path, carries, text, drafts: [] },
      address: claimAddress({ id: target.id, text }).html,
      revision: target.revision,
      chain: buildChainModel(form, values, details),
      reason: buildReasonField(form, reason),
    };
    return { kind: 'form', view: 'editing/add-chain', title: `Add a chain: ${text}`, path, issues, model };
  },

  preview({ target, path, carries }, { values }, value, isOutdated) {
    const { text } = target.record.claim;
    return showPreview(
      {
        record: joinRecord(target.record, value),
        now: target,
        joined: value.joined,
        choices: values.rows.map((row) => row.statement),
        similar: [],
        ...{ path, carries },
        cancel: claimAddress({ id: target.id, text }).html,
      },
      isOutdated ? [{ field: '', message: OUTDATED }] : [],
    );
  },

  async save({ site: { store }, target, body, by }, value, spends) {
    const base = { id: target.id, revision: readRevision(body) };
    const record = joinRecord(target.record, value);
    await store.claims.save({ base, record, texts: value.chain.texts, namesakes: value.namesakes }, by, spends);
    return redirectToClaim(store, target.record.claim, base.revision);
  },
};

const OUTDATED =
  'Somebody else has changed this claim in the meantime. Check how your chain joins it now, then save again.';
