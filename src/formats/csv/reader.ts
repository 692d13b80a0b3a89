/**
 * Rows of a table of hops, with columns in any order. Only `claim` and `citing_source` are required; a row without
 * `cited_source` is a statement that cites nobody. Empty cells are unknown. Places, roles, `support` and `lag` are derived and not read.
 */
import { CsvError, parse, type Info } from 'csv-parse/sync';
import { EMPTY_ROW, HOP_COLUMNS, unescapeFormula, type HopColumn, type HopRow } from './columns.ts';

/** What is wrong in a row (1 is the first line of the file), in which column; row 0 is the file. */
export interface RowProblem {
  row: number;
  column: string;
  message: string;
}

/** `row` is the line of the file in which it begins. */
export interface NumberedRow {
  row: number;
  cells: HopRow;
}

export type RowReading = { ok: true; rows: NumberedRow[] } | { ok: false; problems: RowProblem[] };

/** Larger imports belong in `hearsay.claim/1`, one claim per line. */
const MOST_ROWS = 20_000;
const LARGEST_ROW = 200_000;
const NEEDED: readonly HopColumn[] = ['claim', 'citing_source'];

/** Whether a text is meant as a table of hops: by its name, or by one of the required columns. */
export function isHopTable(text: string, name: string): boolean {
  if (/\.(csv|tsv)$/iu.test(name)) return true;
  const [first = ''] = text.replace(/^\ufeff/u, '').split(/[\r\n]/u, 1);
  const columns = first.split(findDelimiter(first)).map((cell) => foldHeader(cell.replaceAll('"', '')));
  return columns.length > 1 && NEEDED.some((column) => columns.includes(column));
}

export function readHopRows(text: string): RowReading {
  if (text.trim() === '') return refuse('', 'is empty');
  let columns: string[] = [];
  try {
    const records = parse(text, {
      bom: true,
      delimiter: findDelimiter(text),
      columns: (header: string[]) => (columns = header.map(foldHeader)),
      info: true,
      max_record_size: LARGEST_ROW,
      relax_column_count_less: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: MOST_ROWS + 1,
    }) as unknown as { info: Info; record: Record<string, string> }[];
    const problems = checkColumns(columns);
    if (problems.length > 0) return { ok: false, problems };
    if (records.length === 0) return refuse('', 'has no rows below the column names');
    if (records.length > MOST_ROWS) return refuse('', `has more than ${MOST_ROWS.toLocaleString('en')} rows: split it`);
    return { ok: true, rows: records.map(({ info, record }) => ({ row: info.lines, cells: readCells(record) })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    return { ok: false, problems: [{ row: lines ?? 0, column: '', message: describeCsvError(error) }] };
  }
}

function refuse(column: string, message: string): RowReading {
  return { ok: false, problems: [{ row: 0, column, message }] };
}

function foldHeader(name: string): string {
  return unescapeFormula(name).trim().toLowerCase().replaceAll(' ', '_');
}

/** Comma, semicolon or tab, which depends on the country: the one that cuts the first line into most columns. */
function findDelimiter(text: string): string {
  const [first = ''] = text.split(/[\r\n]/u, 1);
  const count = (mark: string): number => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function checkColumns(columns: readonly string[]): RowProblem[] {
  const known = new Set<string>(HOP_COLUMNS);
  const problem = (column: string, message: string): RowProblem => ({ row: 1, column, message });
  return [
    ...NEEDED.filter((column) => !columns.includes(column)).map((column) => problem(column, 'is missing')),
    ...columns.filter((name) => !known.has(name)).map((name) => problem(name, 'is not a column of the format')),
    ...columns.filter((name, at) => columns.indexOf(name) < at).map((name) => problem(name, 'appears twice')),
  ];
}

function readCells(record: Record<string, string>): HopRow {
  const given = HOP_COLUMNS.flatMap((column) => {
    const cell = record[column];
    return cell === undefined || cell === '' ? [] : [[column, unescapeFormula(cell)] as const];
  });
  return { ...EMPTY_ROW, ...Object.fromEntries(given) };
}

function describeCsvError({ code, message }: CsvError): string {
  const reasons: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: 'has a quotation mark that is never closed',
    CSV_RECORD_INCONSISTENT_COLUMNS: 'has more cells than there are columns',
    CSV_MAX_RECORD_SIZE: 'is too long: a quotation mark may be missing',
    CSV_INVALID_CLOSING_QUOTE: 'has a letter right after a closing quotation mark',
    INVALID_OPENING_QUOTE: 'has a quotation mark within a cell: put the cell between quotation marks, and double it',
  };
  return reasons[code] ?? message;
}
