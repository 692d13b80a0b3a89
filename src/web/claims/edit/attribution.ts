/** `/attributions/:uid/edit`: one hop of a claim with its evidence, which can be changed or removed. */
import { LIMITS } from '../../../model/limits.ts';
import {
  MANNERS,
  type Attribution,
  type ClaimRecord,
  type Uid,
  type Evidence,
  type Document,
} from '../../../model/records.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { NotFound } from '../../http/errors.ts';
import {
  layOutForm,
  type Form,
  readLine,
  hasField,
  readField,
  type Difference,
  type Problems,
  defineFields,
  type FieldValues,
  listLabels,
  fillFields,
  readFields,
  type Checked,
  checkFields,
  listIssues,
} from '../../forms/forms.ts';
import type { FormReply } from '../../http/route.ts';
import { buildReasonField, handleRecordForm, type Typed } from '../../forms/write.ts';
import { claimAddress, editAttributionPath } from '../../../urls/records.ts';
import { previewEffect } from './effect.ts';
import { loadOwner, saveClaim } from './claim-write.ts';
import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import { z } from 'zod';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import {
  buildDocumentChoice,
  chooseDocument,
  EMPTY_CHOICE,
  findDocument,
  listDocuments,
  readDocumentChoice,
  type DocumentChoice,
  type DocumentQuestion,
} from './chain/documents.ts';
import { locateExcerpt } from './chain/resolver.ts';
import { writeName, joinName } from '../../../wording/names.ts';
import { MANNER_WORDS } from '../../../wording/values.ts';
import { DATE_HINT, interpretDate } from '../../forms/interpreters/dates.ts';
import {
  buildQuestion,
  hideAnswer,
  nameFields,
  NO_SOURCE,
  readName,
  resolveName,
  type NamedSource,
  type Question,
  type TypedName,
  readNamesakes,
} from '../../forms/source-names.ts';
import { v7 as makeUid } from 'uuid';

interface PieceValues {
  document: DocumentChoice;
  exact: string;
}

const { attribution, evidence } = RECORD_RULES;

const ATTRIBUTION_FIELDS = defineFields({
  citing: { label: 'Citing statement', rule: z.string(), missing: 'Choose the citing statement' },
  cited: { label: 'Cited statement', rule: z.string(), missing: 'Choose the cited statement' },
  manner: { label: 'Manner', rule: attribution.manner, missing: `Manner must be one of ${MANNERS.join(', ')}` },
  cue: { label: 'Cue', rule: attribution.cue },
  note: { label: 'Note', rule: attribution.note, isMultiline: true },
  disputedAt: { label: 'Disputed on', rule: attribution.disputedAt.unwrap(), interpret: interpretDate },
  disputeReason: { label: 'Why it is disputed', rule: attribution.disputeReason.unwrap(), isMultiline: true },
});

const DISPUTER_FIELDS = nameFields('disputedBy');

const PIECE_FIELDS = defineFields({
  exact: { label: 'Excerpt', rule: evidence.exact, missing: 'Enter the words that show it' },
});

interface AttributionValues extends FieldValues<typeof ATTRIBUTION_FIELDS> {
  disputedBy: TypedName;
  pieces: readonly PieceValues[];
}

const ATTRIBUTION_LABELS = { ...listLabels(ATTRIBUTION_FIELDS), evidence: 'Evidence', disputedBy: 'Disputed by' };

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
  fill: (_store, { record, attribution }) => writeAttributionValues(record, attribution),
  async fillSeen(store, { id, attribution: { uid } }, seen) {
    const past = await store.claims.loadAt(id, seen);
    const then = past?.record.attributions.find((record) => record.uid === uid);
    return past && then ? writeAttributionValues(past.record, then) : null;
  },
  read: ({ body }) => readAttributionValues(body),
  isRemoval: (body) => readLine(body, 'action') === 'remove',
  locate: ({ revision, record: { claim }, attribution: { uid } }) => ({ revision, subject: claim.uid, uid }),
  async check({ store, target: { record, attribution }, body }, values) {
    if (readLine(body, 'action') === 'remove') {
      return { ok: true, values, value: removeAttribution(record, attribution.uid) };
    }
    return { values, ...(await changeAttribution(store, record, attribution, values)) };
  },
  preview: (context, _typed, record) =>
    previewEffect(context, record, editAttributionPath(context.target.attribution.uid)),
  save: (context, record, { values }) => saveClaim(context, record, readNamesakes(values.disputedBy)),
  labels: ATTRIBUTION_LABELS,
  fields: { evidence: 'piece-0-exact' },
  labelOf: { pieces: 'evidence' },
  flatten: flattenAttribution,
  show: showForm,
});

function showForm(
  { id, revision, record, attribution }: Target,
  { values, reason }: Typed<AttributionValues>,
  { issues, details }: Problems<Details>,
  differences: readonly Difference[],
): FormReply {
  const form = layOutForm(issues);
  const path = editAttributionPath(attribution.uid);
  const { text } = record.claim;
  const names = new Map(record.sources.map((source) => [source.uid, joinName(writeName(source))]));
  const statements = record.statements.map(({ uid: value, source, statedAt, stance }) => {
    return {
      value,
      text: [names.get(source), statedAt, stance === 'asserts' ? null : stance]
        .filter((part) => part !== null && part !== undefined)
        .join(' · '),
    };
  });
  const near = listDocuments(record);
  const isFull = values.pieces.length >= LIMITS.evidence;
  const pieces = isFull ? values.pieces : [...values.pieces, { document: EMPTY_CHOICE, exact: '' }];
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
      options: MANNERS.map((value) => ({ value, text: MANNER_WORDS[value] })),
    }),
    cue: form.text({
      name: 'cue',
      label: ATTRIBUTION_LABELS.cue,
      value: values.cue,
      hint: 'The words that attribute it: “citing”, “quoted … as saying”',
    }),
    note: form.area({ name: 'note', label: ATTRIBUTION_LABELS.note, value: values.note, rows: 2 }),
    pieces: pieces.map((piece, at) => ({
      number: at + 1,
      document: buildDocumentChoice(
        form,
        { name: pieceDocument(at), label: 'Document', hint: 'Its title or its address' },
        piece.document,
        near,
        details?.documents.get(pieceDocument(at)) ?? null,
        false,
      ),
      exact: form.area({
        name: `piece-${at}-exact`,
        label: 'Excerpt',
        value: piece.exact,
        rows: 2,
        hint: 'The exact words. To remove this piece, clear both fields.',
      }),
      passage: details?.passages.get(at) ?? null,
    })),
    dispute: layOutDispute(form, values, details?.question ?? null),
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'editing/edit-attribution', title: `Edit an attribution: ${text}`, path, issues, model };
}

function layOutDispute(form: Form, values: AttributionValues, question: Question | null) {
  const { disputedBy, disputedAt, disputeReason } = values;
  return {
    by: form.text({
      name: DISPUTER_FIELDS.name,
      label: ATTRIBUTION_LABELS.disputedBy,
      value: disputedBy.name,
      suggest: 'sources',
    }),
    question: question && buildQuestion(form, DISPUTER_FIELDS, disputedBy, question),
    hidden: hideAnswer(DISPUTER_FIELDS, disputedBy, question !== null),
    at: form.text({
      name: 'disputedAt',
      label: ATTRIBUTION_LABELS.disputedAt,
      value: disputedAt,
      hint: DATE_HINT,
      interpret: ATTRIBUTION_FIELDS.disputedAt.interpret,
    }),
    reason: form.area({
      name: 'disputeReason',
      label: ATTRIBUTION_LABELS.disputeReason,
      value: disputeReason,
      rows: 2,
    }),
  };
}

const pieceDocument = (at: number): string => `piece-${at}-document`;

/** An attribution as its form shows it. */
function writeAttributionValues(record: ClaimRecord, attribution: Attribution): AttributionValues {
  const disputer = record.sources.find(({ uid }) => uid === attribution.disputedBy);
  const name = disputer?.name ?? '';
  const named = new Map(listDocuments(record).map((one) => [one.document.uid, one]));
  const pieces = attribution.evidence.map(({ document, exact }) => {
    return { document: chooseDocument(named.get(document)!), exact };
  });
  const disputedBy = { name, pick: disputer?.uid ?? '', pickedFor: name, kind: '' };
  return { ...fillFields(ATTRIBUTION_FIELDS, attribution), disputedBy, pieces };
}

function readAttributionValues(body: unknown): AttributionValues {
  const pieces: PieceValues[] = [];
  for (let at = 0; hasField(body, `piece-${at}-exact`); at += 1) {
    const piece = {
      document: readDocumentChoice(body, pieceDocument(at)),
      exact: readField(body, `piece-${at}-exact`),
    };
    if (piece.document.typed !== '' || piece.exact.trim() !== '') pieces.push(piece);
  }
  return { ...readFields(ATTRIBUTION_FIELDS, body), disputedBy: readName(DISPUTER_FIELDS, body), pieces };
}

function flattenAttribution({ pieces, disputedBy, ...rest }: AttributionValues) {
  return {
    ...rest,
    disputedBy: disputedBy.name,
    evidence: pieces.map(({ document, exact }) => `${document.typed}: ${exact}`).join('\n'),
  };
}

interface Details {
  /** By the piece's position: the passage nearest to an excerpt that is not in the text. */
  passages: ReadonlyMap<number, string>;
  /** By field: a document that is not found by what was typed. */
  documents: ReadonlyMap<string, DocumentQuestion>;
  /** About who disputes it. */
  question: Question | null;
}

function removeAttribution(record: ClaimRecord, uid: Uid): ClaimRecord {
  return { ...record, attributions: record.attributions.filter((there) => there.uid !== uid) };
}

async function changeAttribution(
  store: Store,
  record: ClaimRecord,
  attribution: Attribution,
  values: AttributionValues,
): Promise<Checked<ClaimRecord, Details>> {
  const found = await Promise.all(values.pieces.map((piece, at) => findPiece(store, record, piece, at, attribution)));
  const own = checkFields(ATTRIBUTION_FIELDS, values);
  const disputer = await resolveDisputer(store, record, values);
  const tooMany = { field: 'piece-0-exact', message: `A hop can have at most ${LIMITS.evidence} pieces of evidence` };
  const issues = [
    ...(values.pieces.length > LIMITS.evidence ? [tooMany] : []),
    ...listIssues(own),
    ...checkEnds(record, attribution.uid, values),
    ...found.flatMap((piece) => piece.issues),
    ...disputer.issues,
  ];
  if (!own.ok || issues.length > 0) {
    const passages = found.flatMap(({ passage }, at) => (passage === null ? [] : [[at, passage] as const]));
    const asked = found.flatMap(({ question }, at) => (question ? [[pieceDocument(at), question] as const] : []));
    return {
      ok: false,
      issues,
      details: { passages: new Map(passages), documents: new Map(asked), question: disputer.question },
    };
  }
  const changed = {
    ...attribution,
    ...own.value,
    disputedBy: disputer.uid,
    evidence: found.flatMap((piece) => piece.evidence ?? []),
  };
  const attributions = record.attributions.map((there) => (there.uid === changed.uid ? changed : there));
  const documents = found.flatMap(({ document }) => document ?? []);
  const parents = disputer.newSources.flatMap(({ parent }) => parent ?? []);
  const above = disputer.uid === null ? [] : await store.sources.loadFamilies([disputer.uid, ...parents]);
  const sources = new Map([...record.sources, ...above, ...disputer.newSources].map((source) => [source.uid, source]));
  return {
    ok: true,
    value: { ...record, attributions, sources: [...sources.values()], documents: [...record.documents, ...documents] },
  };
}

/** One of the claim's own unnamed sources may be meant. */
async function resolveDisputer(
  store: Store,
  { sources }: ClaimRecord,
  { disputedBy }: AttributionValues,
): Promise<NamedSource> {
  if (disputedBy.name === '') return NO_SOURCE;
  return resolveName(store, DISPUTER_FIELDS, disputedBy, makeUid, { mentioned: sources });
}

/** Both statements must be the claim's, and not joined by another attribution. */
function checkEnds({ statements, attributions }: ClaimRecord, own: Uid, { citing, cited }: AttributionValues): Issue[] {
  const issues = Object.entries({ citing, cited }).flatMap(([field, end]) => {
    if (end === '' || statements.some(({ uid }) => uid === end)) return [];
    const { label } = ATTRIBUTION_FIELDS[field as 'citing' | 'cited'];
    return [{ field, message: `${label} is not a statement of this claim` }];
  });
  if (citing === cited)
    issues.push({ field: 'cited', message: 'Choose another statement: a statement can’t cite itself' });
  const twin = attributions.some((there) => there.uid !== own && there.citing === citing && there.cited === cited);
  if (twin) issues.push({ field: 'cited', message: 'A hop already joins these two statements' });
  return issues;
}

interface FoundPiece {
  evidence: Evidence | null;
  document: Document | null;
  issues: readonly Issue[];
  passage: string | null;
  question: DocumentQuestion | null;
}

async function findPiece(
  store: Store,
  record: ClaimRecord,
  piece: PieceValues,
  at: number,
  { evidence }: Attribution,
): Promise<FoundPiece> {
  const field = `piece-${at}-exact`;
  const wrong = listIssues(checkFields(PIECE_FIELDS, { exact: piece.exact }, () => field));
  const found = await findDocument(store, pieceDocument(at), piece.document, listDocuments(record), null);
  const { document, text, question } = found;
  const none = { evidence: null, document: null, issues: [], passage: null, question };
  const missing = { field: pieceDocument(at), message: 'Enter the document that has these words' };
  const unknown = piece.document.typed === '' ? [missing] : found.issues;
  if (!document || wrong.length > 0) return { ...none, issues: [...(document ? [] : unknown), ...wrong] };
  // An unchanged excerpt keeps its position in the text.
  const same = evidence.find((there) => there.document === document.uid && there.exact === piece.exact);
  if (same) return { ...none, document, evidence: same };
  return { document, question, ...locateExcerpt(piece.exact, document, text, field) };
}
