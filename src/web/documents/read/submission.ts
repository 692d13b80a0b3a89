/** `/documents/:id/read`, sent: hops put in or taken out, the preview, and saving. */
import { v7 as makeUid } from 'uuid';
import { Conflict } from '../../../storage/errors.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { readLine, seeOther } from '../../forms/forms.ts';
import { handleWrite, readRevision, type WriteContext } from '../../forms/write.ts';
import type { FormReply } from '../../http/route.ts';
import { buildReadingPreview, revisionField } from './preview-model.ts';
import { openStory, type OpenStory } from './story.ts';
import { planClaims, type ReadingPlan, type ClaimToSave } from './claim-plan.ts';
import { changeHops, readReadingValues, type ReadingValues } from './values.ts';
import { showReadingForm, showTextless } from './reading.ts';
import { readDocumentPath, savedReadingPath } from '../../../urls/records.ts';

type SoundPlan = ReadingPlan & { ok: true };

interface Details {
  /** The proposal that a button changed: it is shown open. */
  open: number | null;
}

export const submitReading = handleWrite<OpenStory, ReadingValues, SoundPlan, Details>({
  load: ({ store }, request) => openStory(store, request),
  async parse({ store, target: { story }, body }) {
    const values = readReadingValues(body);
    const unfinished = { ok: false, issues: [], isUnfinished: true } as const;
    if (story === null || readLine(body, 'action') === 'back') return { ...unfinished, values };
    const change = changeHops(values, body);
    if (change) return { ...unfinished, values: change.values, details: { open: change.changed } };
    const plan = await planClaims(store, story, values, makeUid);
    return plan.ok ? { ok: true, values, value: plan } : { ok: false, values, issues: plan.issues };
  },
  show({ store, target }, { values }, { issues, details }) {
    const { stored, story } = target;
    if (story === null) return showTextless(target);
    return showReadingForm(store, stored.id, story, values, { issues, open: details?.open ?? null });
  },
  preview: (context, _typed, plan) =>
    readLine(context.body, 'action') === 'save' ? null : showPreview(context, plan, []),
  async save({ store, target: { stored }, body, by }, { claims }) {
    if (!claims.every((claim) => isAsPreviewed(claim, body)))
      throw new Conflict('history.subject_uid, history.revision');
    const drafts = claims.map(({ base, record }) => ({ base, record, texts: new Map<string, string>() }));
    await store.claims.saveAll(drafts, { ...by, reason: `read from document ${stored.id}` });
    return seeOther(await writeSavedPath(store, stored.id, claims));
  },
  async showConflict(context, { values }) {
    const { store, target } = context;
    const { stored, story } = target;
    if (story === null) return null;
    const plan = await planClaims(store, story, values, makeUid);
    if (!plan.ok) return showReadingForm(store, stored.id, story, values, { issues: plan.issues });
    return showPreview(context, plan, CHANGED);
  },
});

const CHANGED: readonly Issue[] = [
  { field: '', message: 'Somebody else changed one of these claims meanwhile. Look again how it is now, and save.' },
];

/** Whether a claim that is joined is still the one that the editor looked at. */
function isAsPreviewed({ base }: ClaimToSave, body: unknown): boolean {
  return base === null || readRevision(body, revisionField(base.id)) === base.revision;
}

function showPreview(
  { target: { stored, story }, body }: WriteContext<OpenStory>,
  plan: SoundPlan,
  issues: readonly Issue[],
): FormReply {
  const preview = { id: stored.id, story: story!, plan, body };
  return {
    kind: 'form',
    view: 'reading/preview',
    title: 'Look before saving',
    path: readDocumentPath(stored.id),
    issues,
    model: buildReadingPreview(preview, issues),
  };
}

async function writeSavedPath(store: Store, id: number, claims: readonly ClaimToSave[]): Promise<string> {
  const made: number[] = [];
  for (const { base, record } of claims) {
    const number = base === null ? await store.claims.findId(record.claim.uid) : null;
    if (number !== null) made.push(number);
  }
  const joined = claims.flatMap(({ base }) => (base === null ? [] : [base.id]));
  return savedReadingPath(id, made, joined);
}
