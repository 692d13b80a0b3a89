/** One hop as it was typed, and what it means: the attribution with its pieces of evidence, or every issue. */
import { checkText } from '../../../../formats/checks.ts';
import { locateEvidence, findNearestPassage, findPassage } from '../../../../text/excerpts.ts';
import { LIMITS } from '../../../../model/limits.ts';
import {
  MANNERS,
  type Attribution,
  type ClaimRecord,
  type Document,
  type Evidence,
  type Manner,
  type Uid,
} from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import type { Issue } from '../../../../model/issues.ts';
import type { Checked } from '../../../forms/write.ts';
import { hasField, judgeField, readField, readLine } from '../../../forms/forms.ts';
import { EMPTY_ROW } from './chain.ts';
import { NO_STORY, resolveDocument } from './document-resolver.ts';

export interface PieceValues {
  document: string;
  exact: string;
}

export interface AttributionValues {
  citing: string;
  cited: string;
  manner: string;
  cue: string;
  note: string;
  pieces: readonly PieceValues[];
}

/** What the fields are called. */
export const ATTRIBUTION_LABELS = {
  citing: 'Who cites',
  cited: 'Whom it cites',
  manner: 'Manner',
  cue: 'Cue',
  note: 'Note',
  evidence: 'Evidence',
} as const;

/** An attribution as its form shows it. */
export async function writeAttributionValues(
  store: Store,
  { citing, cited, manner, cue, note, evidence }: Attribution,
): Promise<AttributionValues> {
  const stored = await store.documents.loadByUids(new Set(evidence.map((piece) => piece.document)));
  const numbers = new Map(stored.map(({ id, document }) => [document.uid, String(id)]));
  const pieces = evidence.map((piece) => ({ document: numbers.get(piece.document)!, exact: piece.exact }));
  return { citing, cited, manner, cue: cue ?? '', note: note ?? '', pieces };
}

export function readAttributionValues(body: unknown): AttributionValues {
  const pieces: PieceValues[] = [];
  for (let at = 0; hasField(body, `piece-${at}-exact`); at += 1) {
    const piece = { document: readLine(body, `piece-${at}-document`), exact: readField(body, `piece-${at}-exact`) };
    if (piece.document !== '' || piece.exact.trim() !== '') pieces.push(piece);
  }
  const line = (name: string) => readLine(body, name);
  return {
    citing: line('citing'),
    cited: line('cited'),
    manner: line('manner'),
    cue: line('cue'),
    note: readField(body, 'note'),
    pieces,
  };
}

/** The values as they are compared. */
export const flattenAttribution = ({ pieces, ...rest }: AttributionValues) => ({
  ...rest,
  evidence: pieces.map(({ document, exact }) => `${document}: ${exact}`).join('\n'),
});

/** By the place of a piece: the passage nearest to an excerpt that is not in the text. */
export type Passages = ReadonlyMap<number, string>;

export function removeAttribution(record: ClaimRecord, uid: Uid): ClaimRecord {
  return { ...record, attributions: record.attributions.filter((there) => there.uid !== uid) };
}

export async function changeAttribution(
  store: Store,
  record: ClaimRecord,
  attribution: Attribution,
  values: AttributionValues,
): Promise<Checked<ClaimRecord, Passages>> {
  const found = await Promise.all(values.pieces.map((piece, at) => findPiece(store, piece, at, attribution)));
  const issues = [...judgeAttribution(record, attribution.uid, values), ...found.flatMap((piece) => piece.issues)];
  if (issues.length > 0) {
    const passages = found.flatMap(({ passage }, at) => (passage === null ? [] : [[at, passage] as const]));
    return { ok: false, issues, details: new Map(passages) };
  }
  const { citing, cited, manner, cue, note } = values;
  const fresh = {
    uid: attribution.uid,
    citing,
    cited,
    manner: manner as Manner,
    cue: cue || null,
    note: note.trim() === '' ? null : note,
    evidence: found.flatMap(({ evidence }) => evidence ?? []),
  };
  const attributions = record.attributions.map((there) => (there.uid === fresh.uid ? fresh : there));
  const documents = found.flatMap(({ document }) => document ?? []);
  return { ok: true, value: { ...record, attributions, documents: [...record.documents, ...documents] } };
}

function judgeAttribution({ statements, attributions }: ClaimRecord, own: Uid, values: AttributionValues): Issue[] {
  const { citing, cited, manner } = values;
  const known = (value: string) =>
    statements.some(({ uid }) => uid === value) ? null : 'is no statement of this claim';
  const tooMany = { field: 'piece-0-exact', message: `Evidence must be at most ${LIMITS.evidence} pieces` };
  const issues = [
    ...(values.pieces.length > LIMITS.evidence ? [tooMany] : []),
    ...judgeField({
      field: 'citing',
      label: ATTRIBUTION_LABELS.citing,
      value: citing,
      missing: 'Choose who cites',
      check: known,
    }),
    ...judgeField({
      field: 'cited',
      label: ATTRIBUTION_LABELS.cited,
      value: cited,
      missing: 'Choose whom it cites',
      check: known,
    }),
    ...judgeField({
      field: 'cue',
      label: ATTRIBUTION_LABELS.cue,
      value: values.cue,
      missing: null,
      check: (value) => checkText(value, { most: LIMITS.cue, lines: false }),
    }),
    ...judgeField({
      field: 'note',
      label: ATTRIBUTION_LABELS.note,
      value: values.note,
      missing: null,
      check: (value) => checkText(value, { most: LIMITS.note, lines: true }),
    }),
  ];
  if (!(MANNERS as readonly string[]).includes(manner))
    issues.push({ field: 'manner', message: `Manner must be one of ${MANNERS.join(', ')}` });
  if (citing === cited) issues.push({ field: 'cited', message: 'Choose another statement: none cites itself' });
  const twin = attributions.some((there) => there.uid !== own && there.citing === citing && there.cited === cited);
  if (twin) issues.push({ field: 'cited', message: 'These two statements are joined already' });
  return issues;
}

interface FoundPiece {
  evidence: Evidence | null;
  document: Document | null;
  issues: readonly Issue[];
  passage: string | null;
}

async function findPiece(store: Store, piece: PieceValues, at: number, { evidence }: Attribution): Promise<FoundPiece> {
  const none = { evidence: null, document: null, issues: [], passage: null };
  const field = `piece-${at}-exact`;
  const wrong = judgeField({
    field,
    label: 'Excerpt',
    value: piece.exact,
    missing: 'Enter the words that show it',
    check: (value) => checkText(value, { most: LIMITS.excerpt, lines: true }),
  });
  const found = await resolveDocument(store, 1, { ...EMPTY_ROW, document: piece.document }, NO_STORY);
  const { document, text } = found;
  const where = {
    field: `piece-${at}-document`,
    message: found.issues[0]?.message ?? 'Enter the number or the address of the document',
  };
  if (!document || wrong.length > 0) return { ...none, issues: [...(document ? [] : [where]), ...wrong] };
  // What stays as it was keeps its place.
  const same = evidence.find((there) => there.document === document.uid && there.exact === piece.exact);
  if (same) return { ...none, document, evidence: same };
  const exact = text === null ? piece.exact.trim() : findPassage(text, piece.exact);
  if (exact === null) {
    const message = `The excerpt is not in the text of “${document.title}”`;
    return { ...none, issues: [{ field, message }], passage: findNearestPassage(text!, piece.exact) };
  }
  const bare = { document: document.uid, exact, prefix: null, suffix: null, start: null, end: null };
  return { ...none, document, evidence: locateEvidence(bare, text) };
}
