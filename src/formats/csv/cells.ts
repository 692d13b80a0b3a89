/** Cells of a CSV file (RFC 4180) that a spreadsheet may open. */

/** Spreadsheets run what begins with these; the wide forms are what an East Asian keyboard types. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/u;

/** A cell that no spreadsheet runs: an apostrophe stands before what would be a formula (OWASP, "CSV Injection"). */
export function defuseCell(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

/** The value that `defuseCell` was given. */
export function readCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
