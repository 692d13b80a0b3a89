/** `/attributions/:uid/edit`: one hop of a claim with its evidence; it can be taken out. */
import { LIMITS } from '../../../model/limits.ts';
import { MANNERS, type Attribution } from '../../../model/records.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { NotFound } from '../../http/errors.ts';
import { layOutForm, readLine } from '../../forms/forms.ts';
import type { FormReply } from '../../http/route.ts';
import { buildReasonField, handleRecordForm, type Difference, type Typed } from '../../forms/write.ts';
import { claimAddress, editAttributionPath } from '../../../urls/records.ts';
import {
  ATTRIBUTION_LABELS,
  changeAttribution,
  flattenAttribution,
  readAttributionValues,
  removeAttribution,
  writeAttributionValues,
  type AttributionValues,
  type Passages,
} from './values/attribution.ts';
import { loadOwner, saveClaim } from './claim-write.ts';
import type { Problems } from '../../forms/fields.ts';

interface Target extends LoadedClaim {
  attribution: Attribution;
}

export const attributionForm = handleRecordForm({
  async load({ store }, request): Promise<Target> {
    const uid = String(request.params.uid);
    const claim = await loadOwner(store, 'attribution', uid);
    const attribution = claim.record.attributions.find((record) => record.uid === uid);
    if (!attribution) throw new NotFound();
    return { ...claim, attribution };
  },
  fill: (store, { attribution }) => writeAttributionValues(store, attribution),
  async parse({ store, target: { record, attribution }, body }) {
    const values = readAttributionValues(body);
    if (readLine(body, 'action') === 'remove') {
      return { ok: true, values, value: removeAttribution(record, attribution.uid) };
    }
    return { values, ...(await changeAttribution(store, record, attribution, values)) };
  },
  save(context, record) {
    const { uid } = context.target.attribution;
    return saveClaim(context, record, ({ attributions }) => attributions.find((there) => there.uid === uid));
  },
  labels: ATTRIBUTION_LABELS,
  flatten: flattenAttribution,
  show: showForm,
});

function showForm(
  { id, revision, record, attribution }: Target,
  { values, reason }: Typed<AttributionValues>,
  { issues, details: passages }: Problems<Passages>,
  differences: readonly Difference[],
): FormReply {
  const form = layOutForm(issues);
  const path = editAttributionPath(attribution.uid);
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
    citing: form.select({
      name: 'citing',
      label: ATTRIBUTION_LABELS.citing,
      value: values.citing,
      options: statements,
    }),
    cited: form.select({ name: 'cited', label: ATTRIBUTION_LABELS.cited, value: values.cited, options: statements }),
    manner: form.select({
      name: 'manner',
      label: ATTRIBUTION_LABELS.manner,
      value: values.manner,
      options: MANNERS.map((value) => ({ value, text: value })),
    }),
    cue: form.text({
      name: 'cue',
      label: ATTRIBUTION_LABELS.cue,
      value: values.cue,
      hint: 'The words that do it: “citing”, “quoted … as saying”',
    }),
    note: form.area({ name: 'note', label: ATTRIBUTION_LABELS.note, value: values.note, rows: 2 }),
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
      passage: passages?.get(at) ?? null,
    })),
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'editing/edit-attribution', title: `Edit a hop: ${text}`, path, issues, model };
}
