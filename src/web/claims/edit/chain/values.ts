/** A chain as it was typed: rows from report to end, and the story it was read in. */
import type { Issue } from '../../../../model/issues.ts';
import { RECORD_RULES } from '../../../../formats/hearsay/schema.ts';
import {
  hasField,
  readInterpretedLine,
  readField,
  readLine,
  defineFields,
  readFields,
  type FieldValues,
} from '../../../forms/forms.ts';
import { interpretAddress } from '../../../forms/interpreters/addresses.ts';
import { interpretDate } from '../../../forms/interpreters/dates.ts';
import { interpretLanguage } from '../../../forms/interpreters/languages.ts';
import { unquoteName, type Question, type TypedName } from '../../../forms/source-names.ts';
import { listChainNames, interpretChainLine } from './line.ts';

export const MOST_ROWS = 30;

/** One row: a statement, and the words that lead from it to the next row. */
export interface RowValues extends Omit<TypedName, 'name'> {
  source: string;
  date: string;
  /** The address or the number of a known document. */
  document: string;
  wording: string;
  language: string;
  stance: string;
  basis: string;
  manner: string;
  cue: string;
  excerpt: string;
  /** Where the excerpt is from: `own`, `story`, or empty for the first of the two that there is. */
  shown: string;
  /** Which statement of the claim it is: a uid, `new`, or empty. */
  statement: string;
}

const { statement, attribution, evidence, document } = RECORD_RULES;

/** The fields of a row that are stored as typed; the others are resolved. */
export const ROW_FIELDS = defineFields({
  date: { label: 'Date', rule: statement.statedAt, interpret: interpretDate },
  wording: { label: 'Wording', rule: statement.wording, isMultiline: true },
  language: { label: 'Language', rule: statement.language, interpret: interpretLanguage },
  stance: { label: 'Stance', rule: statement.stance },
  basis: { label: 'Basis', rule: statement.basis },
  manner: { label: 'Manner', rule: attribution.manner },
  cue: { label: 'Cue', rule: attribution.cue },
  excerpt: { label: 'Excerpt', rule: evidence.exact, isMultiline: true },
});

/** The document in which the first row's source said it. */
export const STORY_FIELDS = defineFields({
  url: { label: 'Address', rule: document.url, interpret: interpretAddress },
  title: { label: 'Title', rule: document.title },
  kind: { label: 'Kind', rule: document.kind },
  version: { label: 'Version', rule: document.version },
  date: { label: 'Date of the story', rule: document.publishedAt, interpret: interpretDate },
  archivedUrl: { label: 'Archived copy', rule: document.archivedUrl, interpret: interpretAddress },
  language: { label: 'Language', rule: document.language, interpret: interpretLanguage },
  text: { label: 'Text', rule: document.text, isMultiline: true },
});

export type StoryValues = FieldValues<typeof STORY_FIELDS>;

/** The name of a field of the story in the form. */
export const storyField = (name: string): string => `story-${name}`;

export interface ChainValues {
  story: StoryValues;
  rows: readonly RowValues[];
  /** The chain in one line: `IANS < Yonhap < TASS`. */
  line: string;
}

export const EMPTY_CHAIN_ROW: RowValues = {
  ...{ source: '', pick: '', pickedFor: '', kind: '', date: '', document: '' },
  ...{ wording: '', language: '', stance: 'asserts', basis: 'unknown' },
  ...{ manner: 'cites', cue: '', excerpt: '', shown: '', statement: '' },
};

export const EMPTY_CHAIN: ChainValues = { story: readFields(STORY_FIELDS, {}), rows: [EMPTY_CHAIN_ROW], line: '' };

/** Shown by the form beside the issues of a chain. */
export interface ChainDetails {
  /** By row: names that are ambiguous or unknown. */
  questions: ReadonlyMap<number, Question>;
  /** By row: the passage nearest to an excerpt that is not in the text. */
  passages: ReadonlyMap<number, string>;
}

/** The name of a row's field in the form: `row-0-source`. */
export function rowField(row: number, name: keyof RowValues): string {
  return `row-${row}-${name}`;
}

/** Reads all rows: `parseChain` checks that there are not too many. */
export function readChain(body: unknown): ChainValues {
  const rows = Array.from({ length: countRows(body) }, (_, i) => readRow(body, i));
  return {
    story: readFields(STORY_FIELDS, body, storyField),
    rows,
    line: readInterpretedLine(interpretChainLine, body, 'line'),
  };
}

/** Rows are numbered from 0 without a gap. */
function countRows(body: unknown): number {
  let count = 0;
  while (hasField(body, rowField(count, 'source'))) count += 1;
  return count;
}

function readRow(body: unknown, row: number): RowValues {
  const nameOf = (name: string): string => rowField(row, name as keyof RowValues);
  const fields = readFields(ROW_FIELDS, body, nameOf);
  const values = { ...EMPTY_CHAIN_ROW };
  for (const name of Object.keys(EMPTY_CHAIN_ROW) as (keyof RowValues)[]) {
    const typed = name in fields ? fields[name as keyof typeof fields] : readLine(body, nameOf(name));
    values[name] = typed || EMPTY_CHAIN_ROW[name];
  }
  return { ...values, source: unquoteName(values.source) };
}

export function isEmptyRow(row: RowValues): boolean {
  return (['source', 'date', 'document', 'wording', 'cue', 'excerpt'] as const).every(
    (name) => row[name].trim() === '',
  );
}

/** The rows that were filled, and an empty one. */
export function offerRow(rows: readonly RowValues[]): RowValues[] {
  const filled = rows.filter((row) => !isEmptyRow(row));
  return filled.length < MOST_ROWS ? [...filled, EMPTY_CHAIN_ROW] : filled;
}

/** The rows of a chain in one line, from report to end; null for one that may mean two. */
function listLineRows(line: string): RowValues[] | null {
  const understood = interpretChainLine(line);
  if (!('value' in understood)) return null;
  return listChainNames(understood.value).map((source) => ({ ...EMPTY_CHAIN_ROW, source }));
}

/** Turns the line into rows, unless these would be too many or it may mean two chains. */
function readLineAsRows(values: ChainValues): ChainValues {
  const named = listLineRows(values.line);
  const rows = [...values.rows.filter((row) => !isEmptyRow(row)), ...(named ?? [])];
  return named === null || rows.length > MOST_ROWS ? values : { ...values, line: '', rows };
}

/** What is wrong with the line of a chain that is to become rows, or with their number. */
export function checkLength({ rows, line }: ChainValues): Issue[] {
  const named = listLineRows(line);
  if (named === null) return [{ field: 'line', message: 'This line may mean two chains: choose who cites whom' }];
  const count = rows.filter((row) => !isEmptyRow(row)).length + named.length;
  const field = line === '' ? rowField(MOST_ROWS, 'source') : 'line';
  const message = `A chain can have at most ${MOST_ROWS} sources; this one has ${count}`;
  return count > MOST_ROWS ? [{ field, message }] : [];
}

/** The values after a button that changes the rows; null for the buttons that go on with the chain. */
export function changeRows(values: ChainValues, body: unknown): ChainValues | null {
  const action = readLine(body, 'action');
  if (action === 'back') return values;
  if (action === 'add-row') {
    const rows = offerRow(values.rows);
    return { ...values, rows: rows.length < MOST_ROWS ? [...rows, EMPTY_CHAIN_ROW] : rows };
  }
  // With only the line filled, Enter means the line, whichever button it triggers.
  if (action === 'read-line' || (values.line !== '' && values.rows.every(isEmptyRow))) return readLineAsRows(values);
  const removed = /^remove-row-(\d+)$/.exec(action)?.[1];
  if (removed !== undefined) return { ...values, rows: values.rows.filter((_, i) => i !== Number(removed)) };
  const replaced = /^use-passage-(\d+)$/.exec(action)?.[1];
  if (replaced !== undefined) {
    const excerpt = readField(body, `passage-${replaced}`);
    return { ...values, rows: values.rows.map((row, i) => (i === Number(replaced) ? { ...row, excerpt } : row)) };
  }
  return null;
}
