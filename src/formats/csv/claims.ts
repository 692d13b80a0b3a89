/** Makes claims of rows of hops, and tells what is wrong by row and column. */
import type { Document, Source, Uid } from '../../model/records.ts';
import { gatherClaim, nameStatementColumn, type Draft } from './claim.ts';
import type { HopColumn } from './writer.ts';
import { readHearsayClaim, type IncomingClaim } from '../hearsay/reader.ts';
import type { NumberedRow, RowProblem } from './reader.ts';
import { gatherCatalogue, type KnownRecords, type RowsCatalogue } from './catalogue.ts';
import type { Issue } from '../../model/issues.ts';

export type ClaimsReading =
  { ok: true; claims: { row: number; value: IncomingClaim }[] } | { ok: false; problems: RowProblem[] };

export interface ReadingContext {
  known: KnownRecords;
  /** All above known sources in their families, and they themselves. */
  families: readonly Source[];
  /** UTC, to the second. */
  now: string;
  /** Gives a new uid with each call. */
  makeUid: () => Uid;
}

/**
 * The claims that rows tell, all of them new: a table has not all of a claim that is known. Known sources and documents stay as they are; new ones are made. A claim whose status is
 * not told becomes a draft, and its language is taken for English.
 */
export function readClaimsOfRows(rows: readonly NumberedRow[], context: ReadingContext): ClaimsReading {
  const catalogue = gatherCatalogue(rows, context.known, context.makeUid);
  const problems = [...catalogue.problems];
  const records = {
    sources: new Map([...context.families, ...catalogue.sources.values()].map((source) => [source.uid, source])),
    documents: new Map([...catalogue.documents.values()].map((document) => [document.uid, document])),
  };
  const claims: { row: number; value: IncomingClaim }[] = [];
  for (const group of groupRows(rows)) {
    const [{ row, cells }] = group as [NumberedRow];
    if (context.known.claims.has(cells.claim_uid)) problems.push({ row, column: 'claim_uid', message: KNOWN_CLAIM });
    const draft = gatherClaim(group, catalogue, context.makeUid);
    problems.push(...draft.problems);
    // Whatever is missing by then would be told twice.
    if (problems.length > 0) continue;
    const file = writeFile(group, draft, records, context);
    const reading = readHearsayClaim(file);
    if (reading.ok) claims.push({ row: group[0]!.row, value: reading.value });
    else
      problems.push(...reading.problems.map((problem) => placeProblem(problem, file, group[0]!.row, draft, catalogue)));
  }
  if (problems.length === 0) return { ok: true, claims };
  return { ok: false, problems: problems.sort((a, b) => a.row - b.row) };
}

const KNOWN_CLAIM =
  'is a claim that is here already: a table has not all of a claim, so it brings in new ones only. Leave the cell empty for a new claim';

/** Rows without a claim's words go on with the claim above: people leave repeated cells empty. */
function groupRows(rows: readonly NumberedRow[]): NumberedRow[][] {
  const groups = new Map<string, NumberedRow[]>();
  let last = '';
  for (const row of rows) {
    const key = row.cells.claim_uid || row.cells.claim || last;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
    last = key;
  }
  return [...groups.values()];
}

/** All that the rows name, and all above it, by uid. */
interface Records {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
}

/** The claim in the form of `hearsay.claim/1`, whose reader then judges every value. */
function writeFile(rows: readonly NumberedRow[], draft: Draft, records: Records, { now, makeUid }: ReadingContext) {
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
      topics: [],
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

/** The sources that the claim names, and all above them. */
function keepNamed(draft: Draft, documents: readonly Document[], { sources }: Records): Source[] {
  const kept = new Set<Source>();
  const keep = (uid: Uid | null): void => {
    const source = uid === null ? undefined : sources.get(uid);
    if (!source || kept.has(source)) return;
    kept.add(source);
    keep(source.parent);
  };
  for (const { value } of draft.statements.values()) keep(value.source);
  for (const { publisher } of documents) keep(publisher);
  return [...kept];
}

const CLAIM_COLUMNS: Readonly<Record<string, string>> = {
  uid: 'claim_uid',
  language: 'claim_language',
  aboutDate: 'claim_about',
  status: 'claim_status',
};
const HOP_COLUMNS: Readonly<Record<string, string>> = {
  uid: 'hop_uid',
  manner: 'manner',
  cue: 'cue',
  evidence: 'excerpt',
};

/** Where in the table a problem of the claim's form stands. */
function placeProblem(
  { field, message }: Issue,
  file: ReturnType<typeof writeFile>,
  firstRow: number,
  draft: Draft,
  catalogue: RowsCatalogue,
): RowProblem {
  const [, list, index, member = '', piece] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?(?:\[(\d+)\])?/u.exec(field) ?? [];
  const at = Number(index);
  if (list === 'statements') {
    const { row, side } = [...draft.statements.values()][at]!;
    return { row, column: member === '' ? `${side}_source` : nameStatementColumn(side, member), message };
  }
  if (list === 'attributions') {
    const { row, pieces } = [...draft.hops.values()][at]!;
    return { row: pieces[Number(piece)] ?? row, column: HOP_COLUMNS[member] ?? 'cited_source', message };
  }
  if (list === 'sources') {
    const { row, column } = draft.unnamed[at] ?? catalogue.places.get(file.sources[at]!.uid)!;
    return { row, column, message };
  }
  if (list === 'documents') {
    const { row, column, owner } = catalogue.places.get(file.documents[at]!.uid)!;
    const told = { url: 'url', publishedAt: 'date', language: 'language' }[member];
    return { row, column: told ? `${owner}_document_${told}` : column, message };
  }
  return { row: firstRow, column: CLAIM_COLUMNS[member] ?? 'claim', message };
}
