import {
  type Attribution,
  type Document,
  type Evidence,
  type Source,
  type Statement,
  type Uid,
  type UNDISPUTED,
} from '../../model/records.ts';
import { groupBy } from '../../model/grouping.ts';
import type { Issue } from '../../model/issues.ts';
import { foldText } from '../../text/words.ts';
import { readHearsayClaim, type IncomingClaim } from '../hearsay/reader.ts';
import {
  findDocumentKey,
  gatherCatalogue,
  makeTableSource,
  type CellPlace,
  type KnownRecords,
  type RowsCatalogue,
} from './catalogue.ts';
import {
  DOCUMENT_OWNERS,
  HOP_SIDES,
  readRelationsCell,
  splitTopics,
  type DOCUMENT_COLUMNS,
  type HopColumn,
  type HopSide,
} from './columns.ts';
import type { NumberedRow, RowProblem } from './reader.ts';

export type ClaimsReading =
  | { ok: true; claims: { row: number; value: IncomingClaim }[]; notices: readonly RowProblem[] }
  | { ok: false; problems: RowProblem[] };

export interface ReadingContext {
  known: KnownRecords;
  /** UTC, to the second. */
  now: string;
  makeUid: () => Uid;
}

/**
 * The claims that rows describe, or every problem by row and column. Known sources and documents stay as they are. A claim without a status becomes a draft; one without a
 * language is English.
 */
export function readClaimsOfRows(rows: readonly NumberedRow[], context: ReadingContext): ClaimsReading {
  const catalogue = gatherCatalogue(rows, context.known, context.makeUid);
  const problems = [...catalogue.problems];
  const records = {
    sources: new Map([...context.known.families, ...catalogue.sources.values()].map((source) => [source.uid, source])),
    documents: new Map([...catalogue.documents.values()].map((document) => [document.uid, document])),
  };
  const claims: { row: number; value: IncomingClaim }[] = [];
  for (const group of groupRows(rows)) {
    const { row } = group[0]!;
    const draft = gatherClaim(group, catalogue, context.makeUid);
    problems.push(...draft.problems);
    const rowsOfClaim = new Set(group.map((one) => one.row));
    const isBroken = [...draft.problems, ...catalogue.problems].some((problem) => rowsOfClaim.has(problem.row));
    // Otherwise whatever is missing because of them would be reported too.
    if (isBroken || namesBroken(group, catalogue)) continue;
    const file = writeFile(group, draft, records, context);
    const reading = readHearsayClaim(file);
    if (reading.ok) claims.push({ row, value: reading.value });
    else problems.push(...reading.problems.map((problem) => placeProblem(problem, file, row, draft, catalogue)));
  }
  if (problems.length === 0) return { ok: true, claims, notices: catalogue.notices };
  return { ok: false, problems: problems.sort((a, b) => a.row - b.row) };
}

/** Whether a claim names a source or a document that another row has a problem with. */
function namesBroken(rows: readonly NumberedRow[], { sources, documents }: RowsCatalogue): boolean {
  return rows.some(({ cells }) => {
    const keys = DOCUMENT_OWNERS.map((owner) => findDocumentKey(cells, owner));
    const isMissing = (name: string, kind: string): boolean =>
      name !== '' && kind !== 'unnamed' && !sources.has(foldText(name));
    return (
      keys.some((key) => key !== null && !documents.has(key)) ||
      HOP_SIDES.some((side) => isMissing(cells[`${side}_source`], cells[`${side}_source_kind`])) ||
      isMissing(cells.disputed_by, cells.disputed_by_kind)
    );
  });
}

/** A row without a claim belongs to the claim above: people leave repeated cells empty. */
function groupRows(rows: readonly NumberedRow[]): NumberedRow[][] {
  let last = '';
  const keyed = rows.map((row) => {
    last = row.cells.claim_uid || row.cells.claim || last;
    return { row, key: last };
  });
  return [...groupBy(keyed, ({ key }) => key).values()].map((group) => group.map(({ row }) => row));
}

/** Everything that the rows name, with the families of its sources, by uid. */
interface Records {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
}

/** The claim as `hearsay.claim/1`, whose reader then checks every value. */
function writeFile(
  rows: readonly NumberedRow[],
  draft: ClaimDraft,
  records: Records,
  { now, makeUid }: ReadingContext,
) {
  const first = (column: HopColumn): string => rows.find(({ cells }) => cells[column] !== '')?.cells[column] ?? '';
  const documents = [...draft.documents].map((uid) => records.documents.get(uid)!);
  return {
    format: 'hearsay.claim/1',
    claim: {
      uid: first('claim_uid') || makeUid(),
      text: first('claim'),
      language: first('claim_language') || 'en',
      aboutDate: first('claim_about') || null,
      status: first('claim_status') || 'draft',
      topics: splitTopics(first('claim_topics')),
      relations: readRelationsCell(first('claim_relations')),
      note: null,
      createdAt: now,
      updatedAt: now,
    },
    sources: [...draft.unnamed.map(({ value }) => value), ...keepNamed(draft, documents, records)],
    documents,
    statements: [...draft.statements.values()].map(({ value }) => value),
    attributions: [...draft.hops.values()].map(({ value }) => value),
  };
}

/** The sources that the claim names, with their families. */
function keepNamed(draft: ClaimDraft, documents: readonly Document[], { sources }: Records): Source[] {
  const kept = new Set<Source>();
  const keep = (uid: Uid | null): void => {
    const source = uid === null ? undefined : sources.get(uid);
    if (!source || kept.has(source)) return;
    kept.add(source);
    keep(source.parent);
  };
  for (const { value } of draft.statements.values()) keep(value.source);
  for (const { value } of draft.hops.values()) keep(value.disputedBy);
  for (const { publisher } of documents) keep(publisher);
  return [...kept];
}

const CLAIM_MEMBERS: Readonly<Record<string, string>> = {
  uid: 'claim_uid',
  language: 'claim_language',
  aboutDate: 'claim_about',
  status: 'claim_status',
  topics: 'claim_topics',
  relations: 'claim_relations',
};
const DOCUMENT_MEMBERS: Readonly<Record<string, (typeof DOCUMENT_COLUMNS)[number]>> = {
  ...{ kind: 'kind', url: 'url', version: 'version', archivedUrl: 'archived_url' },
  ...{ publishedAt: 'date', retrievedAt: 'retrieved', language: 'language' },
};
const HOP_MEMBERS: Readonly<Record<string, string>> = {
  uid: 'hop_uid',
  manner: 'manner',
  cue: 'cue',
  disputedAt: 'disputed',
  disputedBy: 'disputed_by',
  disputeReason: 'dispute_reason',
  evidence: 'excerpt',
};

/** The cell that a problem of the claim's file comes from. */
function placeProblem(
  { field, message: text }: Issue,
  file: ReturnType<typeof writeFile>,
  firstRow: number,
  draft: ClaimDraft,
  catalogue: RowsCatalogue,
): RowProblem {
  const [, list, index, member = '', piece] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?(?:\[(\d+)\])?/u.exec(field) ?? [];
  const at = Number(index);
  const [statements, hops] = [[...draft.statements.values()], [...draft.hops.values()]];
  // Other records are named by their rows too.
  const message = text.replace(/(statements|attributions|sources|documents)\[(\d+)\]/gu, (_, kind: string, other) => {
    const place = Number(other);
    if (kind === 'statements') return `row ${statements[place]!.row}`;
    if (kind === 'attributions') return `row ${hops[place]!.row}`;
    const uid = kind === 'sources' ? file.sources[place]!.uid : file.documents[place]!.uid;
    return `row ${(draft.unnamed.find(({ value }) => value.uid === uid) ?? catalogue.places.get(uid))?.row ?? firstRow}`;
  });
  if (list === 'statements') {
    const { row, side } = statements[at]!;
    return { row, column: member === '' ? `${side}_source` : nameStatementColumn(side, member), message };
  }
  if (list === 'attributions') {
    const { row, pieces } = hops[at]!;
    return { row: pieces[Number(piece)] ?? row, column: HOP_MEMBERS[member] ?? 'cited_source', message };
  }
  if (list === 'sources') {
    const { row, column } = draft.unnamed[at] ?? catalogue.places.get(file.sources[at]!.uid)!;
    return { row, column, message };
  }
  if (list === 'documents') {
    const { row, column, owner } = catalogue.places.get(file.documents[at]!.uid)!;
    const name = DOCUMENT_MEMBERS[member];
    return { row, column: name ? `${owner}_document_${name}` : column, message };
  }
  return { row: firstRow, column: CLAIM_MEMBERS[member] ?? 'claim', message };
}

/** Values as their cells have them. */
type Unchecked<T> = { -readonly [K in keyof T]: unknown };
type StatementDraft = Unchecked<Statement> & { uid: Uid; source: Uid };
type HopDraft = Unchecked<Attribution> & { uid: Uid; disputedBy: Uid | null; evidence: Partial<Evidence>[] };

interface ClaimDraft {
  statements: Map<string, { side: HopSide; row: number; value: StatementDraft }>;
  /** `pieces` is the row of each piece of evidence. */
  hops: Map<string, { row: number; value: HopDraft; pieces: number[] }>;
  unnamed: (CellPlace & { value: Source })[];
  documents: Set<Uid>;
  problems: RowProblem[];
}

/** The statements and hops of one claim's rows, each once. */
function gatherClaim(rows: readonly NumberedRow[], catalogue: RowsCatalogue, makeUid: () => Uid): ClaimDraft {
  const draft: ClaimDraft = { statements: new Map(), hops: new Map(), unnamed: [], documents: new Set(), problems: [] };
  for (const row of rows) {
    const citing = addStatement(draft, row, 'citing', catalogue, makeUid);
    const cited = addStatement(draft, row, 'cited', catalogue, makeUid);
    if (row.cells.citing_source === '') {
      draft.problems.push({ row: row.row, column: 'citing_source', message: 'is missing' });
    } else if (citing && cited) addHop(draft, row, citing, cited, catalogue, makeUid);
    else if (row.cells.cited_source === '' && row.cells.excerpt + row.cells.cue !== '') {
      const message = 'is missing: there is a cue or an excerpt for it';
      draft.problems.push({ row: row.row, column: 'cited_source', message });
    }
  }
  return draft;
}

/** Adds one side of a row, or what it adds to a statement of an earlier row. @returns its uid; null when there is none */
function addStatement(
  draft: ClaimDraft,
  { row, cells }: NumberedRow,
  side: HopSide,
  catalogue: RowsCatalogue,
  makeUid: () => Uid,
): Uid | null {
  const name = cells[`${side}_source`];
  if (name === '') return null;
  const isUnnamed = cells[`${side}_source_kind`] === 'unnamed';
  const documentKey = findDocumentKey(cells, side);
  const document = documentKey === null ? null : (catalogue.documents.get(documentKey)?.uid ?? null);
  const date = cells[`${side}_date`];
  const stance = cells[`${side}_stance`] || 'asserts';
  const key = cells[`${side}_uid`] || JSON.stringify([isUnnamed, foldText(name), stance, document ?? `at ${date}`]);
  if (document !== null) draft.documents.add(document);
  const given = {
    statedAt: date || null,
    wording: cells[`${side}_wording`] || null,
    language: cells[`${side}_wording_language`] || null,
    retractedAt: cells[`${side}_retracted`] || null,
    retractionReason: cells[`${side}_retraction_reason`] || null,
  };
  const there = draft.statements.get(key);
  if (there) {
    for (const [member, value] of Object.entries(given)) {
      const before = there.value[member as keyof typeof given];
      if (before === null) there.value[member as keyof typeof given] = value;
      else if (value !== null && value !== before) {
        const message = `differs from row ${there.row}, which has the same statement`;
        draft.problems.push({ row, column: nameStatementColumn(side, member), message });
      }
    }
    return there.value.uid;
  }
  const said = { name, english: cells[`${side}_source_english`], isUnnamed };
  const source = addSource(draft, said, { row, column: `${side}_source` }, catalogue, makeUid);
  // The catalogue's problem already says what is wrong with the name.
  if (source === undefined) return null;
  const uid = cells[`${side}_uid`] || makeUid();
  const basis = cells[`${side}_basis`] || 'unknown';
  draft.statements.set(key, { side, row, value: { uid, source, ...given, document, stance, basis } });
  return uid;
}

/** Each mention of an unnamed source is a source of its own. */
function addSource(
  draft: ClaimDraft,
  { name, english, isUnnamed }: { name: string; english: string; isUnnamed: boolean },
  { row, column }: CellPlace,
  catalogue: RowsCatalogue,
  makeUid: () => Uid,
): Uid | undefined {
  if (!isUnnamed) return catalogue.sources.get(foldText(name))?.uid;
  const value = makeTableSource(makeUid(), name, english, 'unnamed');
  draft.unnamed.push({ row, column, value });
  return value.uid;
}

function addHop(
  draft: ClaimDraft,
  { row, cells }: NumberedRow,
  citing: Uid,
  cited: Uid,
  catalogue: RowsCatalogue,
  makeUid: () => Uid,
): void {
  const key = `${citing} ${cited}`;
  let hop = draft.hops.get(key);
  if (!hop) {
    const uid = cells.hop_uid || makeUid();
    const words = { manner: cells.manner || 'cites', cue: cells.cue || null, note: null };
    const value = { uid, citing, cited, ...words, ...readDispute(draft, { row, cells }, catalogue, makeUid) };
    hop = { row, value: { ...value, evidence: [] }, pieces: [] };
    draft.hops.set(key, hop);
  }
  if (cells.excerpt === '') return;
  const place = findDocumentKey(cells, 'excerpt') ?? findDocumentKey(cells, 'citing');
  const document = place === null ? undefined : catalogue.documents.get(place)?.uid;
  if (place === null) {
    const message = 'is missing: say which document the excerpt is from';
    draft.problems.push({ row, column: 'excerpt_document_title', message });
  }
  if (document === undefined) return;
  draft.documents.add(document);
  hop.value.evidence.push({ document, exact: cells.excerpt, prefix: null, suffix: null, start: null, end: null });
  hop.pieces.push(row);
}

function readDispute(
  draft: ClaimDraft,
  { row, cells }: NumberedRow,
  catalogue: RowsCatalogue,
  makeUid: () => Uid,
): Pick<HopDraft, keyof typeof UNDISPUTED> {
  const isUnnamed = cells.disputed_by_kind === 'unnamed';
  const said = { name: cells.disputed_by, english: cells.disputed_by_english, isUnnamed };
  const by = said.name === '' ? null : addSource(draft, said, { row, column: 'disputed_by' }, catalogue, makeUid);
  return { disputedAt: cells.disputed || null, disputedBy: by ?? null, disputeReason: cells.dispute_reason || null };
}

const STATEMENT_COLUMNS: Readonly<Record<string, string>> = {
  statedAt: 'date',
  language: 'wording_language',
  retractedAt: 'retracted',
  retractionReason: 'retraction_reason',
};

function nameStatementColumn(side: HopSide, member: string): string {
  return `${side}_${STATEMENT_COLUMNS[member] ?? member}`;
}
