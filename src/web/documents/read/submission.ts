/** `/documents/:id/read`, sent: hops put in or taken out, the look before saving, and saving. */
import type { Request } from 'express';
import { v7 as makeUid } from 'uuid';
import { Conflict } from '../../../storage/errors.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { readLine, seeOther } from '../../forms/forms.ts';
import { readRevision } from '../../forms/revision-fields.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { signWrite } from '../../forms/stamp.ts';
import { buildLookModel, revisionField } from './preview-model.ts';
import { openStory } from './story.ts';
import { planClaims, type PlannedClaim } from './claim-plan.ts';
import { changeHops, readReadingValues } from './values.ts';
import { showForm, showTextless } from './reading.ts';
import { readDocumentPath, savedReadingPath } from '../../../urls/records.ts';

export async function takeReading(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { store } = site;
  const opened = await openStory(store, request);
  const { stored, story } = opened;
  if (story === null) return showTextless(opened);
  const body: unknown = request.body;
  const typed = readReadingValues(body);
  const action = readLine(body, 'action');
  const form = (values: typeof typed, issues: readonly Issue[], open: number | null = null) =>
    showForm(store, stored.id, story, values, { issues, open });
  if (action === 'back') return form(typed, []);
  const change = changeHops(typed, body);
  if (change) return form(change.values, [], change.changed);
  const plan = await planClaims(store, story, typed, makeUid);
  if (!plan.ok) return form(typed, plan.issues);
  const look = { id: stored.id, story, plan, body };
  if (action !== 'save') return showLook(look, []);
  try {
    if (!plan.claims.every((claim) => isAsSeen(claim, body)))
      throw new Conflict('history.subject_uid, history.revision');
    const drafts = plan.claims.map(({ base, record }) => ({ base, record, texts: new Map<string, string>() }));
    await store.claims.saveAll(drafts, signWrite(site, visitor, `read from document ${stored.id}`));
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const again = await planClaims(store, story, typed, makeUid);
    if (!again.ok) return { ...(await form(typed, again.issues)), status: 409 };
    return { ...showLook({ ...look, plan: again }, CHANGED), status: 409 };
  }
  return seeOther(await writeSavedPath(store, stored.id, plan.claims));
}

const CHANGED: readonly Issue[] = [
  { field: '', message: 'Somebody else changed one of these claims meanwhile. Look again how it is now, and save.' },
];

/** Whether a claim that is joined is still the one that the editor looked at. */
function isAsSeen({ base }: PlannedClaim, body: unknown): boolean {
  return base === null || readRevision(body, revisionField(base.id)) === base.revision;
}

function showLook(look: Parameters<typeof buildLookModel>[0], issues: readonly Issue[]): FormReply {
  const path = readDocumentPath(look.id);
  return {
    kind: 'form',
    view: 'reading/look',
    title: 'Look before saving',
    path,
    issues,
    model: buildLookModel(look, issues),
  };
}

async function writeSavedPath(store: Store, id: number, claims: readonly PlannedClaim[]): Promise<string> {
  const made: number[] = [];
  for (const { base, record } of claims) {
    const number = base === null ? await store.claims.findId(record.claim.uid) : null;
    if (number !== null) made.push(number);
  }
  const joined = claims.flatMap(({ base }) => (base === null ? [] : [base.id]));
  return savedReadingPath(id, made, joined);
}
