/** `/statements/:uid/edit`: one statement of a claim, as one row of a chain; it can be retracted and removed. */
import { v7 as makeUid } from 'uuid';
import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import { identifyStatement } from '../../../model/identity.ts';
import type { ClaimRecord, Statement, Uid } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import {
  layOutForm,
  readLine,
  checkFields,
  defineFields,
  fillFields,
  listIssues,
  listLabels,
  readFields,
  type FieldResults,
  type FieldValues,
  type Checked,
  type Difference,
  type Problems,
} from '../../forms/forms.ts';
import { readNamesakes } from '../../forms/source-names.ts';
import { interpretDate } from '../../forms/interpreters/dates.ts';
import { buildReasonField, handleRecordForm, type Typed } from '../../forms/write.ts';
import { NotFound } from '../../http/errors.ts';
import type { FormReply } from '../../http/route.ts';
import { claimAddress, editStatementPath } from '../../../urls/records.ts';
import { buildCard } from './chain/card-model.ts';
import { chooseDocument, EMPTY_CHOICE, listDocuments } from './chain/documents.ts';
import { resolveNames } from './chain/names.ts';
import { previewEffect } from './effect.ts';
import { loadOwner, saveClaim } from './claim-write.ts';
import { cardField, EMPTY_CARD, NO_DETAILS, readCard, type CardValues, type ChainDetails } from './chain/values.ts';
import { NO_STORY } from './story/values.ts';
import { resolveChain } from './chain/resolver.ts';

const RETRACTION_FIELDS = defineFields({
  retractedAt: { label: 'Retracted on', rule: RECORD_RULES.statement.retractedAt, interpret: interpretDate },
  retractionReason: {
    label: 'Why it was retracted',
    rule: RECORD_RULES.statement.retractionReason,
    isMultiline: true,
  },
});

interface StatementValues extends FieldValues<typeof RETRACTION_FIELDS> {
  card: CardValues;
}

const STATEMENT_LABELS = {
  source: 'Source',
  date: 'Date',
  document: 'Document',
  wording: 'Wording',
  language: 'Language of the wording',
  stance: 'Stance',
  basis: 'How the source would know',
  ...listLabels(RETRACTION_FIELDS),
};

interface Target extends LoadedClaim {
  statement: Statement;
}

export const statementForm = handleRecordForm({
  async load({ store }, request): Promise<Target> {
    const uid = String(request.params.uid);
    const claim = await loadOwner(store, 'statement', uid);
    const statement = claim.record.statements.find((record) => record.uid === uid);
    if (!statement) throw new NotFound();
    return { ...claim, statement };
  },
  fill: (_store, { record, statement }) => writeValues(record, statement),
  async fillSeen(store, { id, statement: { uid } }, seen) {
    const past = await store.claims.loadAt(id, seen);
    const then = past?.record.statements.find((record) => record.uid === uid);
    return past && then ? writeValues(past.record, then) : null;
  },
  read: ({ body }) => readValues(body),
  isRemoval: (body) => readLine(body, 'action') === 'remove',
  locate: ({ revision, record: { claim }, statement: { uid } }) => ({ revision, subject: claim.uid, uid }),
  async check({ store, target: { record, statement }, body }, values) {
    if (readLine(body, 'action') === 'remove')
      return { ok: true, values, value: removeStatement(record, statement.uid) };
    return { values, ...(await changeStatement(store, record, statement, values)) };
  },
  preview: (context, _typed, record) => previewEffect(context, record, editStatementPath(context.target.statement.uid)),
  save: (context, record, { values }) => saveClaim(context, record, readNamesakes(values.card)),
  labels: STATEMENT_LABELS,
  fields: {
    ...{ source: cardField('', 0, 'source'), date: cardField('', 0, 'date'), document: cardField('', 0, 'document') },
    ...{ wording: cardField('', 0, 'wording'), language: cardField('', 0, 'language') },
    ...{ stance: cardField('', 0, 'stance'), basis: cardField('', 0, 'basis') },
  },
  labelOf: { pick: 'source', pickedFor: 'source', kind: 'source' },
  flatten: ({ card, ...rest }) => ({ ...card, document: card.document.typed, ...rest }),
  show: showForm,
});

function writeValues(record: ClaimRecord, statement: Statement): StatementValues {
  const name = record.sources.find(({ uid }) => uid === statement.source)!.name;
  const named = listDocuments(record).find(({ document }) => document.uid === statement.document);
  const card = {
    ...EMPTY_CARD,
    ...{ source: name, pick: statement.source, pickedFor: name },
    date: statement.statedAt ?? '',
    document: named ? chooseDocument(named) : EMPTY_CHOICE,
    wording: statement.wording ?? '',
    language: statement.language ?? '',
    ...{ stance: statement.stance, basis: statement.basis },
  };
  return { card, ...fillFields(RETRACTION_FIELDS, statement) };
}

function showForm(
  { id, revision, record, statement }: Target,
  { values: { card, retractedAt, retractionReason }, reason }: Typed<StatementValues>,
  { issues, details }: Problems<ChainDetails>,
  differences: readonly Difference[],
): FormReply {
  const form = layOutForm(issues);
  const path = editStatementPath(statement.uid);
  const { text } = record.claim;
  const attributions = record.attributions.filter(({ citing, cited }) => [citing, cited].includes(statement.uid));
  const model = {
    errors: form.errors,
    ...{ path, revision, text, differences },
    address: claimAddress({ id, text }).html,
    // Its attributions have forms of their own.
    card: buildCard(form, card, 0, {
      ...{ prefix: '', sources: new Map(), questions: details?.names ?? new Map() },
      ...{ near: listDocuments(record), details: details ?? NO_DETAILS, isFull: true },
    }),
    retractedAt: form.text({
      name: 'retractedAt',
      label: STATEMENT_LABELS.retractedAt,
      value: retractedAt,
      hint: 'Leave empty unless its source retracted it',
      interpret: RETRACTION_FIELDS.retractedAt.interpret,
    }),
    retractionReason: form.area({
      name: 'retractionReason',
      label: STATEMENT_LABELS.retractionReason,
      value: retractionReason,
      rows: 2,
    }),
    attributions: attributions.length,
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'editing/edit-statement', title: `Edit a statement: ${text}`, path, issues, model };
}

function readValues(body: unknown): StatementValues {
  return { card: readCard(body, '', 0), ...readFields(RETRACTION_FIELDS, body) };
}

async function changeStatement(
  store: Store,
  record: ClaimRecord,
  statement: Statement,
  values: StatementValues,
): Promise<Checked<ClaimRecord, ChainDetails>> {
  const own = checkRetraction(values);
  const cards = [values.card];
  const names = await resolveNames(store, [{ prefix: '', cards, claim: record }], [], null, makeUid);
  const near = listDocuments(record);
  const chain = await resolveChain(store, {
    prefix: '',
    cards,
    story: NO_STORY,
    names,
    near,
    made: new Map(),
    makeUid,
  });
  const wrong = [...names.issues, ...chain.issues];
  if (wrong.length > 0) {
    const details = { names: names.questions, documents: chain.questions, passages: chain.passages };
    return { ok: false, issues: [...wrong, ...listIssues(own)], details };
  }
  const { links, documents } = chain;
  const known = await store.sources.loadFamilies(names.uids.values());
  const sources = [...known, ...names.fresh];
  const [link] = links;
  const fresh = { ...statement, ...link!.statement, ...(own.ok ? own.value : {}) };
  const twin = record.statements.find(
    ({ uid, ...rest }) => uid !== statement.uid && identifyStatement(rest) === identifyStatement(fresh),
  );
  const message = 'This source already has a statement with this stance and this document or date';
  const issues = [...listIssues(own), ...(twin ? [{ field: cardField('', 0, 'source'), message }] : [])];
  if (issues.length > 0) return { ok: false, issues };
  const statements = record.statements.map((there) => (there.uid === statement.uid ? fresh : there));
  const here = new Set(record.sources.map(({ uid }) => uid));
  const hereToo = new Set(record.documents.map(({ uid }) => uid));
  return {
    ok: true,
    value: {
      ...record,
      statements,
      sources: [...record.sources, ...sources.filter(({ uid }) => !here.has(uid))],
      documents: [...record.documents, ...documents.filter(({ uid }) => !hereToo.has(uid))],
    },
  };
}

function checkRetraction(values: StatementValues): Checked<FieldResults<typeof RETRACTION_FIELDS>> {
  const checked = checkFields(RETRACTION_FIELDS, values);
  const isUndated = values.retractedAt === '' && values.retractionReason.trim() !== '';
  if (!isUndated) return checked;
  const message = 'Enter the date it was retracted, or clear the reason';
  return { ok: false, issues: [{ field: 'retractedAt', message }, ...listIssues(checked)] };
}

/** Removes the statement and its attributions. They stay in the history, from where they can be restored. */
function removeStatement(record: ClaimRecord, uid: Uid): ClaimRecord {
  return {
    ...record,
    statements: record.statements.filter((statement) => statement.uid !== uid),
    attributions: record.attributions.filter(({ citing, cited }) => citing !== uid && cited !== uid),
  };
}
