/** `/claims/:id/edit`: the claim itself, and its status. */
import { layOutForm } from '../../forms/forms.ts';
import { buildReasonField, handleRecordForm } from '../../forms/write.ts';
import { claimAddress, editClaimPath } from '../../../urls/records.ts';
import { loadClaimAt, saveClaim } from './claim-write.ts';
import { buildClaimFields, CLAIM_LABELS, fillClaim, parseClaim } from './claim-fields.ts';

export const claimForm = handleRecordForm({
  load: loadClaimAt,
  fill: (_store, { record }) => fillClaim(record.claim),
  parse: ({ body }) => parseClaim(body),
  save(context, value) {
    const { record } = context.target;
    return saveClaim(context, { ...record, claim: { ...record.claim, ...value } }, ({ claim }) => {
      return { ...claim, updatedAt: null };
    });
  },
  labels: CLAIM_LABELS,
  flatten: (values) => values,
  show({ id, revision, record }, { values, reason }, { issues }, differences) {
    const form = layOutForm(issues);
    const path = editClaimPath(id);
    const { text } = record.claim;
    const model = {
      errors: form.errors,
      ...{ path, revision, differences },
      address: claimAddress({ id, text }).html,
      claim: buildClaimFields(form, values),
      reason: buildReasonField(form, reason),
    };
    return { kind: 'form', view: 'editing/edit-claim', title: `Edit: ${text}`, path, issues, model };
  },
});
