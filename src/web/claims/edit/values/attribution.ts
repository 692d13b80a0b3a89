/** One hop as it was typed, and what it means: the attribution with its pieces of evidence, or every issue. */
import { locateEvidence, findNearestPassage, findPassage } from '../../../../text/excerpts.ts';
import { z } from 'zod';
import { RECORD_RULES } from '../../../../formats/hearsay/schema.ts';
import { LIMITS } from '../../../../model/limits.ts';
import {
  MANNERS,
  type Attribution,
  type ClaimRecord,
  type Document,
  type Evidence,
  type Uid,
} from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import type { Issue } from '../../../../model/issues.ts';
import {
  checkFields,
  defineFields,
  fillFields,
  listIssues,
  listLabels,
  readFields,
  type FieldValues,
  type Checked,
} from '../../../forms/fields.ts';
import { hasField, readField, readLine } from '../../../forms/forms.ts';
import { EMPTY_ROW } from './chain.ts';
import { NO_STORY, resolveDocument } from './document-resolver.ts';

export interface PieceValues {
  document: string;
  exact: string;
}

const { attribution, evidence } = RECORD_RULES;

export const ATTRIBUTION_FIELDS = defineFields({
  citing: { label: 'Who cites', rule: z.string(), missing: 'Choose who cites' },
  cited: { label: 'Whom it cites', rule: z.string(), missing: 'Choose whom it cites' },
  manner: { label: 'Manner', rule: attribution.manner, missing: `Manner must be one of ${MANNERS.join(', ')}` },
  cue: { label: 'Cue', rule: attribution.cue },
  note: { label: 'Note', rule: attribution.note, isMultiline: true },
});

const PIECE_FIELDS = defineFields({
  exact: { label: 'Excerpt', rule: evidence.exact, missing: 'Enter the words that show it' },
});

export interface AttributionValues extends FieldValues<typeof ATTRIBUTION_FIELDS> {
  pieces: readonly PieceValues[];
}

export const ATTRIBUTION_LABELS = { ...listLabels(ATTRIBUTION_FIELDS), evidence: 'Evidence' };

/** An attribution as its form shows it. */
export async function writeAttributionValues(store: Store, attribution: Attribution): Promise<AttributionValues> {
  const { evidence } = attribution;
  const stored = await store.documents.loadByUids(new Set(evidence.map((piece) => piece.document)));
  const numbers = new Map(stored.map(({ id, document }) => [document.uid, String(id)]));
  const pieces = evidence.map((piece) => ({ document: numbers.get(piece.document)!, exact: piece.exact }));
  return { ...fillFields(ATTRIBUTION_FIELDS, attribution), pieces };
}

export function readAttributionValues(body: unknown): AttributionValues {
  const pieces: PieceValues[] = [];
  for (let at = 0; hasField(body, `piece-${at}-exact`); at += 1) {
    const piece = { document: readLine(body, `piece-${at}-document`), exact: readField(body, `piece-${at}-exact`) };
    if (piece.document !== '' || piece.exact.trim() !== '') pieces.push(piece);
  }
  return { ...readFields(ATTRIBUTION_FIELDS, body), pieces };
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
  const own = checkFields(ATTRIBUTION_FIELDS, values);
  const tooMany = { field: 'piece-0-exact', message: `Evidence must be at most ${LIMITS.evidence} pieces` };
  const issues = [
    ...(values.pieces.length > LIMITS.evidence ? [tooMany] : []),
    ...listIssues(own),
    ...checkEnds(record, attribution.uid, values),
    ...found.flatMap((piece) => piece.issues),
  ];
  if (!own.ok || issues.length > 0) {
    const passages = found.flatMap(({ passage }, at) => (passage === null ? [] : [[at, passage] as const]));
    return { ok: false, issues, details: new Map(passages) };
  }
  const changed = { ...attribution, ...own.value, evidence: found.flatMap((piece) => piece.evidence ?? []) };
  const attributions = record.attributions.map((there) => (there.uid === changed.uid ? changed : there));
  const documents = found.flatMap(({ document }) => document ?? []);
  return { ok: true, value: { ...record, attributions, documents: [...record.documents, ...documents] } };
}

/** Both statements are the claim's, and no others of its hops join them. */
function checkEnds({ statements, attributions }: ClaimRecord, own: Uid, { citing, cited }: AttributionValues): Issue[] {
  const issues = Object.entries({ citing, cited }).flatMap(([field, end]) => {
    if (end === '' || statements.some(({ uid }) => uid === end)) return [];
    const { label } = ATTRIBUTION_FIELDS[field as 'citing' | 'cited'];
    return [{ field, message: `${label} is no statement of this claim` }];
  });
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
  const wrong = listIssues(checkFields(PIECE_FIELDS, { exact: piece.exact }, () => field));
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
