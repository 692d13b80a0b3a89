/**
 * `/claims/:id/publish`, `/withdraw` and `/restore`: the one way to change a claim's status by hand. Pressing a button
 * twice changes nothing more.
 */
import type { ClaimStatus, Uid } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import type { LoadedClaim, WriteStamp } from '../../../storage/types.ts';
import { claimAddress, publicationPath } from '../../../urls/records.ts';
import { layOutForm, readLine, seeOther } from '../../forms/forms.ts';
import { handleWrite, signWrite, type FormHandlers } from '../../forms/write.ts';
import type { Issue } from '../../../model/issues.ts';
import type { FormReply, Handler, Reply } from '../../http/route.ts';
import { loadClaimAt, redirectToClaim } from './claim-write.ts';

/** A draft becomes public. */
export const publishClaim = handleStatus('draft', 'published');

/** A withdrawn claim becomes public again. */
export const restoreClaim = handleStatus('withdrawn', 'published');

function handleStatus(from: ClaimStatus, to: ClaimStatus): Handler {
  return async (site, request, _format, visitor) => {
    const now = await loadClaimAt(site, request);
    return saveStatus(site.store, now, { from, to }, signWrite(site, visitor, null));
  };
}

async function saveStatus(
  store: Store,
  { id, revision, record }: LoadedClaim,
  { from, to }: { from: ClaimStatus; to: ClaimStatus },
  by: WriteStamp,
): Promise<Reply> {
  const { claim } = record;
  const isMeant = [from, to].includes(claim.status);
  // Pressed on an outdated page, whose claim is now something else again: its page says what.
  if (!isMeant) return seeOther(claimAddress({ id, text: claim.text }).html);
  if (claim.status === from) {
    const draft = {
      base: { id, revision },
      record: { ...record, claim: { ...claim, status: to } },
      texts: new Map<Uid, string>(),
    };
    await store.claims.save(draft, by);
  }
  return redirectToClaim(store, claim, revision);
}

const MISSING = 'Enter the reason: readers will see it';

/** The page asks for the reason, which readers get in place of the claim. */
export const withdrawalForm: FormHandlers = {
  show: async (site, request) => showForm(await loadClaimAt(site, request), '', []),
  submit: handleWrite<LoadedClaim, null, null, undefined>({
    load: loadClaimAt,
    parse({ target, body }) {
      const isMissing = target.record.claim.status === 'published' && readLine(body, 'reason') === '';
      if (isMissing) return { ok: false, values: null, issues: [{ field: 'reason', message: MISSING }] };
      return { ok: true, values: null, value: null };
    },
    show: ({ target }, { reason }, { issues }) => showForm(target, reason, issues),
    save: ({ store, target, by }) => saveStatus(store, target, { from: 'published', to: 'withdrawn' }, by),
  }),
};

function showForm({ id, record }: LoadedClaim, reason: string, issues: readonly Issue[]): FormReply {
  const form = layOutForm(issues);
  const { text, language } = record.claim;
  const path = publicationPath(id, 'withdraw');
  const hint = 'Readers will see it. One line, such as: The agency has withdrawn its report.';
  const model = {
    errors: form.errors,
    ...{ path, text, language },
    address: claimAddress({ id, text }).html,
    reason: form.text({ name: 'reason', label: 'Reason', value: reason, hint, prose: true }),
  };
  return { kind: 'form', view: 'editing/withdraw', title: `Withdraw: ${text}`, path, issues, model };
}
