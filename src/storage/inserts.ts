/**
 * Inserts of many rows as one statement: SQLite reads the rows from a list in JSON. The text of the statement is the same for
 * one row and for a thousand, so that it is prepared once; Drizzle's own builder took longer than SQLite itself.
 */
import { getTableColumns, getTableName, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Uid } from '../model/records.ts';
import type { Write } from './engine.ts';

type RecordTable = 'claim' | 'source' | 'document';

/** The number of a record by its uid: it may be new in the same commit. */
export interface Reference {
  readonly to: RecordTable;
  readonly uid: Uid;
}

export type RecordNumber = number | Reference;

/** The number within other statements. */
export function toSql(record: RecordNumber): SQL<number> {
  if (typeof record === 'number') return sql<number>`${record}`;
  return sql<number>`(select id from ${sql.identifier(record.to)} where uid = ${record.uid})`;
}

type Row<T extends SQLiteTable> = {
  readonly [K in keyof T['$inferInsert']]: T['$inferInsert'][K] | Reference;
};

interface Insert {
  table: string;
  /** Inserts with one key can be one. */
  key: string;
  text: string;
  /** Each as JSON: thousands wait for their commit, and a text is less to keep than a list. */
  rows: readonly string[];
}

export type InsertWrite = Insert & Write;

/** @param rows at least one; all with the same members */
export function planInsert<T extends SQLiteTable>(table: T, rows: readonly Row<T>[]): InsertWrite {
  const columns = getTableColumns(table) as Record<string, SQLiteColumn>;
  const list = rows as readonly Record<string, unknown>[];
  const members = Object.keys(list[0]!).filter((name) => name in columns);
  // What refers to another record may be null in some rows.
  const targets = members.map((name) => list.map((row) => row[name]).find(isReference)?.to ?? null);
  const name = getTableName(table);
  const key = `${name} ${members.join()} ${targets.join()}`;
  const text = texts.get(key) ?? writeInsert(name, members, targets, columns);
  texts.set(key, text);
  const values = list.map((row) => JSON.stringify(members.map((member) => writeValue(columns[member]!, row[member]))));
  return makeInsert({ table: name, key, text, rows: values });
}

const texts = new Map<string, string>();

const makeInsert = (insert: Insert): InsertWrite => {
  return { ...insert, toSQL: () => ({ sql: insert.text, params: [`[${insert.rows.join(',')}]`] }) };
};

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'to' in value;
}

function writeValue(column: SQLiteColumn, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return isReference(value) ? value.uid : column.mapToDriverValue(value);
}

function writeInsert(
  table: string,
  members: readonly string[],
  targets: readonly (RecordTable | null)[],
  columns: Readonly<Record<string, SQLiteColumn>>,
): string {
  const names = members.map((name) => `"${columns[name]!.name}"`);
  const values = targets.map((to, at) => {
    const value = `row.value ->> ${at}`;
    return to === null ? value : `(select id from ${to} where uid = ${value})`;
  });
  return `insert into "${table}" (${names.join(', ')}) select ${values.join(', ')} from json_each(?) as row`;
}

/**
 * The inserts of several new records as one for each table. Whatever has to stand before something else does so in each
 * record's own writes, and then does so in these.
 */
export function joinInserts(inserts: Iterable<InsertWrite>): InsertWrite[] {
  const tables = new Map<string, Map<string, { text: string; rows: string[] }>>();
  for (const { table, key, text, rows } of inserts) {
    const keys = tables.get(table) ?? new Map<string, { text: string; rows: string[] }>();
    tables.set(table, keys);
    const joined = keys.get(key) ?? { text, rows: [] };
    keys.set(key, joined);
    for (const row of rows) joined.rows.push(row);
  }
  return [...tables].flatMap(([table, keys]) =>
    [...keys].map(([key, { text, rows }]) => makeInsert({ table, key, text, rows })),
  );
}

export function isInsert(write: Write): write is InsertWrite {
  return 'rows' in write;
}
