/** `/attributions/:uid/edit`: one hop of a claim with its evidence; it can be taken out. */
import type { Request } from 'express';
import { LIMITS } from '../../../model/limits.ts';
import { MANNERS, type Attribution, type Uid } from '../../../model/records.ts';
import { Conflict } from '../../../storage/errors.ts';
import type { Store } from '../../../storage/store.ts';
import { compareValues, CONFLICT, type Difference } from '../../forms/conflict.ts';
import type { Issue } from '../../../model/issues.ts';
import { NotFound } from '../../http/errors.ts';
import { layOutForm, readLine } from '../../forms/forms.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { buildReasonField, parseReason } from '../../forms/revision-fields.ts';
import { signWrite } from '../../forms/stamp.ts';
import { claimAddress, editAttributionPath } from '../../../urls/records.ts';
import {
  changeAttribution,
  flattenValues,
  LABELS,
  readAttributionValues,
  removeAttribution,
  writeAttributionValues,
  type AttributionValues,
} from './values/attribution.ts';
import { findBase, loadOwner, redirectToClaim } from './redirect.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

async function loadAttribution(
  store: Store,
  request: Request,
): Promise<{ claim: LoadedClaim; attribution: Attribution }> {
  const uid = String(request.params.uid);
  const claim = await loadOwner(store, 'attribution', uid);
  const attribution = claim.record.attributions.find((record) => record.uid === uid);
  if (!attribution) throw new NotFound();
  return { claim, attribution };
}

export async function showEditAttribution({ store }: Site, request: Request): Promise<Reply> {
  const { claim, attribution } = await loadAttribution(store, request);
  return showForm(claim, attribution.uid, await writeAttributionValues(store, attribution), '', [], new Map(), []);
}

function showForm(
  { id, revision, record }: LoadedClaim,
  uid: Uid,
  values: AttributionValues,
  reason: string,
  issues: readonly Issue[],
  passages: ReadonlyMap<number, string>,
  differences: readonly Difference[],
): FormReply {
  const form = layOutForm(issues);
  const path = editAttributionPath(uid);
  const { text } = record.claim;
  const names = new Map(record.sources.map((source) => [source.uid, source.name]));
  const statements = record.statements.map(({ uid: value, source, statedAt, stance }) => {
    return {
      value,
      text: [names.get(source), statedAt, stance === 'asserts' ? null : stance]
        .filter((part) => part !== null && part !== undefined)
        .join(' · '),
    };
  });
  const isFull = values.pieces.length >= LIMITS.evidence;
  const pieces = isFull ? values.pieces : [...values.pieces, { document: '', exact: '' }];
  const model = {
    errors: form.errors,
    ...{ path, revision, text, differences },
    address: claimAddress({ id, text }).html,
    citing: form.select({ name: 'citing', label: LABELS.citing, value: values.citing, options: statements }),
    cited: form.select({ name: 'cited', label: LABELS.cited, value: values.cited, options: statements }),
    manner: form.select({
      name: 'manner',
      label: LABELS.manner,
      value: values.manner,
      options: MANNERS.map((value) => ({ value, text: value })),
    }),
    cue: form.text({
      name: 'cue',
      label: LABELS.cue,
      value: values.cue,
      hint: 'The words that do it: “citing”, “quoted … as saying”',
    }),
    note: form.area({ name: 'note', label: LABELS.note, value: values.note, rows: 2 }),
    pieces: pieces.map((piece, at) => ({
      number: at + 1,
      document: form.text({
        name: `piece-${at}-document`,
        label: 'Document',
        value: piece.document,
        hint: 'Its number or address',
      }),
      exact: form.area({
        name: `piece-${at}-exact`,
        label: 'Excerpt',
        value: piece.exact,
        rows: 2,
        hint: 'The exact words. Empty both fields to take this piece out.',
      }),
      passage: passages.get(at) ?? null,
    })),
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'editing/edit-attribution', title: `Edit a hop: ${text}`, path, issues, model };
}

export async function takeEditAttribution(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { store } = site;
  const { claim, attribution } = await loadAttribution(store, request);
  const { uid } = attribution;
  const values = readAttributionValues(request.body);
  const reason = parseReason(request.body);
  const isRemoval = readLine(request.body, 'action') === 'remove';
  const changed = isRemoval
    ? removeAttribution(claim.record, uid)
    : await changeAttribution(store, claim.record, attribution, values);
  const issues = [...changed.issues, ...reason.issues];
  if (issues.length > 0) return showForm(claim, uid, values, reason.typed, issues, changed.passages, []);
  const base = await findBase(store, claim, request.body, ({ attributions }) =>
    attributions.find((there) => there.uid === uid),
  );
  try {
    await store.claims.save(
      { base, record: changed.record, texts: new Map() },
      signWrite(site, visitor, reason.reason),
    );
    return await redirectToClaim(store, claim.record.claim);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const now = await loadAttribution(store, request);
    const theirs = await writeAttributionValues(store, now.attribution);
    const differences = compareValues(LABELS, flattenValues(values), flattenValues(theirs));
    return { ...showForm(now.claim, uid, values, reason.typed, CONFLICT, new Map(), differences), status: 409 };
  }
}
