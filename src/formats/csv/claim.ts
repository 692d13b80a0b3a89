/** What the rows of one claim tell: its statements and hops, each once. */
import { foldText } from '../../text/words.ts';
import type { Attribution, Evidence, Source, Statement, Uid } from '../../model/records.ts';
import type { NumberedRow, RowProblem } from './reader.ts';
import { findDocumentKey, type Cell, type RowsCatalogue } from './catalogue.ts';

export type Side = 'citing' | 'cited';
type Told<T> = { -readonly [K in keyof T]: unknown };
type ToldStatement = Told<Statement> & { uid: Uid; source: Uid };
type ToldHop = Told<Attribution> & { uid: Uid; evidence: Partial<Evidence>[] };

/** The parts of one claim, unjudged: every value is as a cell has it. */
export interface Draft {
  statements: Map<string, { side: Side; row: number; value: ToldStatement }>;
  /** `pieces` tells the row of each piece of evidence. */
  hops: Map<string, { row: number; value: ToldHop; pieces: number[] }>;
  unnamed: (Cell & { value: Source })[];
  documents: Set<Uid>;
  problems: RowProblem[];
}

/** @param makeUid gives a new uid with each call */
export function gatherClaim(rows: readonly NumberedRow[], catalogue: RowsCatalogue, makeUid: () => Uid): Draft {
  const draft: Draft = { statements: new Map(), hops: new Map(), unnamed: [], documents: new Set(), problems: [] };
  for (const row of rows) {
    const citing = addStatement(draft, row, 'citing', catalogue, makeUid);
    const cited = addStatement(draft, row, 'cited', catalogue, makeUid);
    if (row.cells.citing_source === '') {
      draft.problems.push({ row: row.row, column: 'citing_source', message: 'is missing' });
    } else if (citing && cited) addHop(draft, row, citing, cited, catalogue, makeUid);
    else if (row.cells.cited_source === '' && row.cells.excerpt + row.cells.cue !== '') {
      draft.problems.push({
        row: row.row,
        column: 'cited_source',
        message: 'is missing: there are words that cite it',
      });
    }
  }
  return draft;
}

/** The statement of one side of a row, with what the row adds to it. Its uid; null when the row has none. */
function addStatement(
  draft: Draft,
  { row, cells }: NumberedRow,
  side: Side,
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
  const told = {
    statedAt: date || null,
    wording: cells[`${side}_wording`] || null,
    language: cells[`${side}_wording_language`] || null,
  };
  const there = draft.statements.get(key);
  if (there) {
    for (const [member, value] of Object.entries(told)) {
      const before = there.value[member as keyof typeof told];
      if (before === null) there.value[member as keyof typeof told] = value;
      else if (value !== null && value !== before) {
        const column = nameStatementColumn(side, member);
        draft.problems.push({
          row,
          column,
          message: `differs from row ${there.row}, which tells of the same statement`,
        });
      }
    }
    return there.value.uid;
  }
  const source = isUnnamed
    ? addUnnamed(draft, name, { row, column: `${side}_source` }, makeUid)
    : catalogue.sources.get(foldText(name))?.uid;
  // Without a source there is a problem already, which tells what is wrong with the name.
  if (source === undefined) return null;
  const uid = cells[`${side}_uid`] || makeUid();
  const basis = cells[`${side}_basis`] || 'unknown';
  const rest = { document, stance, basis, retractedAt: null, retractionReason: null };
  draft.statements.set(key, { side, row, value: { uid, source, ...told, ...rest } });
  return uid;
}

/** An unnamed source is one mention, never found again. */
function addUnnamed(draft: Draft, name: string, { row, column }: Cell, makeUid: () => Uid): Uid {
  const empty = { country: null, parent: null, parentRelation: null, aliases: [], homepage: null, wikidata: null };
  const value: Source = { uid: makeUid(), name, kind: 'unnamed', ...empty };
  draft.unnamed.push({ row, column, value });
  return value.uid;
}

function addHop(
  draft: Draft,
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
    const manner = cells.manner || 'cites';
    hop = { row, value: { uid, citing, cited, manner, cue: cells.cue || null, note: null, evidence: [] }, pieces: [] };
    draft.hops.set(key, hop);
  }
  if (cells.excerpt === '') return;
  const place = findDocumentKey(cells, 'excerpt') ?? findDocumentKey(cells, 'citing');
  const document = place === null ? undefined : catalogue.documents.get(place)?.uid;
  if (place === null) {
    const message = 'is missing: it must be told where the excerpt stands';
    draft.problems.push({ row, column: 'excerpt_document_title', message });
  }
  if (document === undefined) return;
  draft.documents.add(document);
  hop.value.evidence.push({ document, exact: cells.excerpt, prefix: null, suffix: null, start: null, end: null });
  hop.pieces.push(row);
}

const STATEMENT_COLUMNS: Readonly<Record<string, string>> = { statedAt: 'date', language: 'wording_language' };

/** The column that a member of a statement is told in. */
export function nameStatementColumn(side: Side, member: string): string {
  return `${side}_${STATEMENT_COLUMNS[member] ?? member}`;
}
