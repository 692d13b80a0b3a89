/**
 * Rows of a table of hops, with columns in any order. Only `claim` and `citing_source` are required; a row without
 * `cited_source` is a statement that cites nobody. Empty cells are unknown. Places, roles, `support` and `lag` are derived and not read.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { EMPTY_ROW, HOP_COLUMNS, unescapeFormula, type HopColumn, type HopRow } from './columns.ts';

/** What is wrong in a row, as a spreadsheet counts them (the column names are row 1), in which column; row 0 is the file. */
export interface RowProblem {
  row: number;
  column: string;
  message: string;
}

export interface NumberedRow {
  row: number;
  cells: HopRow;
}

export type RowReading =
  { ok: true; rows: NumberedRow[]; notices: RowProblem[] } | { ok: false; problems: RowProblem[] };

/** The cells of a table below its column names; rows without any value are left out. */
export interface Table {
  columns: string[];
  rows: { row: number; cells: string[] }[];
}

export type TableReading = { ok: true; table: Table } | { ok: false; problems: RowProblem[] };

/** Larger imports belong in `hearsay.claim/1`, one claim per line. */
const MOST_ROWS = 20_000;
const LARGEST_ROW = 200_000;
const NEEDED: readonly HopColumn[] = ['claim', 'citing_source'];

/** A first line by which Excel is told what is between cells; it shows no such row. */
const SEPARATOR_LINE = /^\ufeff?"?sep=([,;|\t])"?\r?\n/iu;

/** Whether a text is meant as a table: by its name, or by one of the required columns. */
export function isTable(text: string, name: string): boolean {
  if (/\.(csv|tsv)$/iu.test(name) || SEPARATOR_LINE.test(text)) return true;
  const [first = ''] = text.replace(/^\ufeff/u, '').split(/[\r\n]/u, 1);
  const columns = first.split(findDelimiter(first)).map((cell) => foldHeader(cell.replaceAll('"', '')));
  return columns.length > 1 && NEEDED.some((column) => columns.includes(column));
}

/** The cells of a text, with spaces around them taken off. */
export function readTable(text: string): TableReading {
  if (text.trim() === '') return refuse('', 'is empty');
  const separator = SEPARATOR_LINE.exec(text);
  const body = separator ? text.slice(separator[0].length) : text.replace(/^\ufeff/u, '');
  try {
    const [columns = [], ...rest] = parse(body, {
      delimiter: separator?.[1] ?? findDelimiter(body),
      max_record_size: LARGEST_ROW,
      relax_column_count: true,
      to: MOST_ROWS + 2,
    });
    const rows = rest.flatMap((record, at) => {
      const cells = record.map((cell) => cell.replace(/\r\n?/gu, '\n'));
      return cells.every((cell) => cell.trim() === '') ? [] : [{ row: at + 2, cells }];
    });
    if (rows.length === 0) return refuse('', 'has no rows below the column names');
    if (rows.length > MOST_ROWS) return refuse('', `has more than ${MOST_ROWS.toLocaleString('en')} rows: split it`);
    return { ok: true, table: { columns, rows } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { records } = error as CsvError & { records?: number };
    return { ok: false, problems: [{ row: (records ?? -1) + 1, column: '', message: describeCsvError(error) }] };
  }
}

/** The rows of a table of hops. What it has besides is noted, and not read. */
export function readHopRows({ columns: names, rows }: Table): RowReading {
  const columns = names.map(foldHeader);
  const problems = [...checkColumns(columns, names), ...checkCells(columns, rows)];
  if (problems.length > 0) return { ok: false, problems };
  const places = HOP_COLUMNS.flatMap((column) => {
    const at = columns.indexOf(column);
    return at < 0 ? [] : [{ column, at }];
  });
  return {
    ok: true,
    rows: rows.map(({ row, cells }) => {
      const given = places.map(({ column, at }) => [column, cleanCell(column, cells[at] ?? '')] as const);
      return { row, cells: { ...EMPTY_ROW, ...Object.fromEntries(given) } };
    }),
    notices: listUnread(columns, names),
  };
}

function refuse(column: string, message: string): TableReading {
  return { ok: false, problems: [{ row: 0, column, message }] };
}

function foldHeader(name: string): string {
  return unescapeFormula(name)
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, '_');
}

/** Comma, semicolon or tab, which depends on the country: the one that cuts the first line into most columns. */
function findDelimiter(text: string): string {
  const [first = ''] = text.split(/[\r\n]/u, 1);
  const count = (mark: string): number => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

const KNOWN = new Set<string>(HOP_COLUMNS);
const NAMED_COLUMNS = 6;

function checkColumns(columns: readonly string[], names: readonly string[]): RowProblem[] {
  const problem = (column: string, message: string): RowProblem => ({ row: 1, column, message });
  if (!columns.some((column) => KNOWN.has(column))) {
    const named = names.filter((name) => name.trim() !== '').slice(0, NAMED_COLUMNS);
    const message = `are the names of no columns of the format: it needs ${NEEDED.join(' and ')}`;
    return [problem(named.join(', '), message)];
  }
  return [
    ...NEEDED.filter((column) => !columns.includes(column)).map((column) => problem(column, 'is missing')),
    ...columns
      .filter((name, at) => KNOWN.has(name) && columns.indexOf(name) < at)
      .map((name) => problem(name, 'appears twice')),
  ];
}

/** A value beyond the named columns is a cell that has slipped. */
function checkCells(columns: readonly string[], rows: Table['rows']): RowProblem[] {
  return rows
    .filter(({ cells }) => cells.some((cell, at) => cell.trim() !== '' && (columns[at] ?? '') === ''))
    .map(({ row }) => ({ row, column: '', message: 'has more cells than there are columns' }));
}

function listUnread(columns: readonly string[], names: readonly string[]): RowProblem[] {
  return names
    .filter((_, at) => columns[at] !== '' && !KNOWN.has(columns[at]!))
    .map((name) => ({
      row: 0,
      column: '',
      message: `the column “${name.trim()}” is not one of the format and not kept`,
    }));
}

/** Lists, with lines that mean something. */
const LISTS: readonly HopColumn[] = ['claim_topics', 'claim_relations'];

/** May have several lines. */
const LONG = /_wording$|_reason$|^excerpt$/u;

/** A name or a title that a spreadsheet broke into lines is one line. */
function cleanCell(column: HopColumn, cell: string): string {
  if (LISTS.includes(column)) return cell.trim() === '' ? '' : unescapeFormula(cell);
  const text = unescapeFormula(cell.trim()).trim();
  return LONG.test(column) ? text : text.replace(/\s*[\n\t\u2028\u2029]\s*/gu, ' ');
}

function describeCsvError({ code, message }: CsvError): string {
  const reasons: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: 'has a quotation mark that is never closed',
    CSV_MAX_RECORD_SIZE: 'is too long: a quotation mark may be missing',
    CSV_INVALID_CLOSING_QUOTE: 'has a letter right after a closing quotation mark',
    INVALID_OPENING_QUOTE: 'has a quotation mark within a cell: put the cell between quotation marks, and double it',
  };
  return reasons[code] ?? message;
}
