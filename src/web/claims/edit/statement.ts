/** `/statements/:uid/edit`: one statement of a claim, as one row of a chain; it can be retracted, and taken out. */
import type { Request } from 'express';
import { v7 as makeUid } from 'uuid';
import { checkDate, checkText } from '../../../formats/checks.ts';
import { identifyStatement } from '../../../model/identity.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { ClaimRecord, Statement, Uid } from '../../../model/records.ts';
import { Conflict } from '../../../storage/errors.ts';
import type { Store } from '../../../storage/store.ts';
import { compareValues, CONFLICT, type Difference } from '../../forms/conflict.ts';
import type { Issue } from '../../../model/issues.ts';
import { NotFound } from '../../http/errors.ts';
import { judgeField, layOutForm, readField, readLine } from '../../forms/forms.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { buildReasonField, parseReason } from '../../forms/revision-fields.ts';
import { signWrite } from '../../forms/stamp.ts';
import { claimAddress, editStatementPath } from '../../../urls/records.ts';
import { buildRow } from './chain-model.ts';
import { EMPTY_CHAIN, EMPTY_ROW, readChain, rowField, type RowValues } from './values/chain.ts';
import { findBase, loadOwner, redirectToClaim } from './redirect.ts';
import { NO_OBSTACLES, resolveChain, type Obstacles } from './values/chain-resolver.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

interface StatementValues {
  row: RowValues;
  retractedAt: string;
  retractionReason: string;
}

const LABELS = {
  source: 'Source',
  date: 'Date',
  document: 'Document',
  wording: 'Wording',
  language: 'Language of the wording',
  stance: 'Stance',
  basis: 'How it would know',
  retractedAt: 'Retracted on',
  retractionReason: 'Why it was retracted',
} as const;

/** The statement of the address, in its claim. */
async function loadStatement(store: Store, request: Request): Promise<{ claim: LoadedClaim; statement: Statement }> {
  const uid = String(request.params.uid);
  const claim = await loadOwner(store, 'statement', uid);
  return { claim, statement: findStatement(claim.record, uid) };
}

function findStatement({ statements }: ClaimRecord, uid: Uid): Statement {
  const statement = statements.find((record) => record.uid === uid);
  if (!statement) throw new NotFound();
  return statement;
}

export async function showEditStatement({ store }: Site, request: Request): Promise<Reply> {
  const { claim, statement } = await loadStatement(store, request);
  return showForm(claim, statement, await writeValues(store, claim.record, statement), '', NO_OBSTACLES, []);
}

/** A statement as its form shows it. */
async function writeValues(store: Store, { sources }: ClaimRecord, statement: Statement): Promise<StatementValues> {
  const name = sources.find(({ uid }) => uid === statement.source)!.name;
  const [document] = statement.document === null ? [] : await store.documents.loadByUids([statement.document]);
  const row = {
    ...EMPTY_ROW,
    ...{ source: name, pick: statement.source, pickedFor: name },
    date: statement.statedAt ?? '',
    document: document ? String(document.id) : '',
    wording: statement.wording ?? '',
    language: statement.language ?? '',
    ...{ stance: statement.stance, basis: statement.basis },
  };
  return { row, retractedAt: statement.retractedAt ?? '', retractionReason: statement.retractionReason ?? '' };
}

function showForm(
  { id, revision, record }: LoadedClaim,
  statement: Statement,
  { row, retractedAt, retractionReason }: StatementValues,
  reason: string,
  { issues, questions, passages }: Obstacles,
  differences: readonly Difference[],
): FormReply {
  const form = layOutForm(issues);
  const path = editStatementPath(statement.uid);
  const { text } = record.claim;
  const resting = record.attributions.filter(({ citing, cited }) => [citing, cited].includes(statement.uid));
  const model = {
    errors: form.errors,
    ...{ path, revision, text, differences },
    address: claimAddress({ id, text }).html,
    // One statement leads nowhere by itself: its hops have forms of their own.
    row: { ...buildRow(form, row, 0, questions.get(0) ?? null, passages.get(0) ?? null), cue: null },
    retractedAt: form.text({
      name: 'retractedAt',
      label: LABELS.retractedAt,
      value: retractedAt,
      hint: 'Empty unless its source took it back',
    }),
    retractionReason: form.area({
      name: 'retractionReason',
      label: LABELS.retractionReason,
      value: retractionReason,
      rows: 2,
    }),
    hops: resting.length,
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'editing/edit-statement', title: `Edit a statement: ${text}`, path, issues, model };
}

export async function takeEditStatement(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { store } = site;
  const { claim, statement } = await loadStatement(store, request);
  const values = readValues(request.body);
  const reason = parseReason(request.body);
  const isRemoval = readLine(request.body, 'action') === 'remove';
  const changed = isRemoval
    ? { ok: true as const, value: removeStatement(claim.record, statement.uid) }
    : await changeStatement(store, claim.record, statement, values);
  const issues = [...(changed.ok ? [] : changed.issues), ...reason.issues];
  if (!changed.ok || issues.length > 0) {
    return showForm(
      claim,
      statement,
      values,
      reason.typed,
      { ...NO_OBSTACLES, ...(changed.ok ? {} : changed), issues },
      [],
    );
  }
  const base = await findBase(store, claim, request.body, ({ statements }) =>
    statements.find(({ uid }) => uid === statement.uid),
  );
  try {
    await store.claims.save({ base, record: changed.value, texts: new Map() }, signWrite(site, visitor, reason.reason));
    return await redirectToClaim(store, claim.record.claim);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const now = await loadStatement(store, request);
    const theirs = await writeValues(store, now.claim.record, now.statement);
    const differences = compareValues(LABELS, flatten(values), flatten(theirs));
    return {
      ...showForm(now.claim, now.statement, values, reason.typed, { ...NO_OBSTACLES, issues: CONFLICT }, differences),
      status: 409,
    };
  }
}

const flatten = ({ row, ...rest }: StatementValues) => ({ ...row, ...rest });

function readValues(body: unknown): StatementValues {
  const row = readChain(body).rows[0] ?? EMPTY_ROW;
  return { row, retractedAt: readLine(body, 'retractedAt'), retractionReason: readField(body, 'retractionReason') };
}

type Changed = { ok: true; value: ClaimRecord } | ({ ok: false } & Obstacles);

/** The claim with the statement as it was typed, or what stands in the way. */
async function changeStatement(
  store: Store,
  record: ClaimRecord,
  statement: Statement,
  values: StatementValues,
): Promise<Changed> {
  const own = judgeRetraction(values);
  const resolved = await resolveChain(store, { ...EMPTY_CHAIN, rows: [values.row] }, record, makeUid);
  if (!resolved.ok) return { ...resolved, issues: [...resolved.issues, ...own] };
  const { links, sources, documents } = resolved.value;
  const [link] = links;
  const fresh = {
    ...statement,
    ...link!.statement,
    retractedAt: values.retractedAt || null,
    retractionReason: values.retractionReason.trim() === '' ? null : values.retractionReason,
  };
  const twin = record.statements.find(
    ({ uid, ...rest }) => uid !== statement.uid && identifyStatement(rest) === identifyStatement(fresh),
  );
  const message = 'There is a statement of this source with this stance and document or date already';
  const issues = [...own, ...(twin ? [{ field: rowField(0, 'source'), message }] : [])];
  if (issues.length > 0) return { ok: false, ...NO_OBSTACLES, issues };
  const statements = record.statements.map((there) => (there.uid === statement.uid ? fresh : there));
  const known = new Set(record.sources.map(({ uid }) => uid));
  return {
    ok: true,
    value: {
      ...record,
      statements,
      sources: [...record.sources, ...sources.filter(({ uid }) => !known.has(uid))],
      documents: [...record.documents, ...documents],
    },
  };
}

function judgeRetraction({ retractedAt, retractionReason }: StatementValues): Issue[] {
  const text = (value: string) => checkText(value, { most: LIMITS.reason, lines: true });
  const missing = 'Enter when it was retracted: there is a reason, but no date';
  return [
    ...judgeField({
      field: 'retractedAt',
      label: LABELS.retractedAt,
      value: retractedAt,
      missing: retractionReason.trim() === '' ? null : missing,
      check: checkDate,
    }),
    ...judgeField({
      field: 'retractionReason',
      label: LABELS.retractionReason,
      value: retractionReason,
      missing: null,
      check: text,
    }),
  ];
}

/** The claim without the statement and the hops to and from it. History keeps them, and can bring them back. */
function removeStatement(record: ClaimRecord, uid: Uid): ClaimRecord {
  return {
    ...record,
    statements: record.statements.filter((statement) => statement.uid !== uid),
    attributions: record.attributions.filter(({ citing, cited }) => citing !== uid && cited !== uid),
  };
}
