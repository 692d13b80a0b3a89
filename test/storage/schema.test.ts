import type Database from 'better-sqlite3';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import * as schema from '../../db/schema.ts';
import { freshClient } from '../support/store.ts';

const tables = Object.values(schema as Record<string, unknown>).filter((value) => is(value, SQLiteTable));
const configs = tables.map((table) => getTableConfig(table));

interface TableInfo {
  name: string;
  type: string;
  wr: number;
  strict: number;
}

function listTables(client: Database.Database): TableInfo[] {
  const all = client.pragma('table_list') as (TableInfo & { schema: string })[];
  return all.filter(({ schema, name, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'));
}

describe('tables', () => {
  test('all tables are STRICT except that of the migrations', () => {
    const loose = listTables(freshClient()).filter(({ strict }) => strict === 0);
    expect(loose.map(({ name }) => name)).toEqual(['__drizzle_migrations']);
  });

  test('tables with a key of several columns are stored by it, except the history', () => {
    const keyed = listTables(freshClient()).filter(({ wr }) => wr === 1);
    const several = configs.filter(({ name, primaryKeys }) => primaryKeys.length > 0 && name !== 'history');
    const names = several.map(({ name }) => name);
    expect(keyed.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(names).toEqual(
      expect.arrayContaining(['statement', 'attribution', 'evidence', 'claim_topic', 'source_pair']),
    );
  });

  test('the tables of the file are those of the schema', () => {
    const names = listTables(freshClient()).map(({ name }) => name);
    expect(names.sort()).toEqual(['__drizzle_migrations', ...configs.map(({ name }) => name)].sort());
  });
});

describe.each(configs)('table $name', (config) => {
  const client = freshClient();

  test('the columns of a table are those of its schema', () => {
    const key = config.primaryKeys.flatMap(({ columns }) => columns.map(({ name }) => name));
    const rows = client.pragma(`table_xinfo(${config.name})`) as {
      name: string;
      type: string;
      notnull: number;
      dflt_value: string | null;
      pk: number;
    }[];
    const expected = config.columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      notNull: column.notNull,
      default: column.default === undefined ? null : String(column.default as number | string),
      key: column.primary ? 1 : key.indexOf(column.name) + 1,
    }));
    const found = rows.map(({ name, type, notnull, dflt_value, pk }) => {
      return { name, type: type.toUpperCase(), notNull: notnull === 1, default: dflt_value, key: pk };
    });
    expect(found).toEqual(expected);
  });

  test('the indexes of a table are those of its schema', () => {
    const rows = client.pragma(`index_list(${config.name})`) as { name: string; unique: number; origin: string }[];
    const found = rows
      .filter(({ origin }) => origin === 'c')
      .map(({ name, unique }) => {
        const parts = client.pragma(`index_info(${name})`) as { name: string | null }[];
        return { name, unique: unique === 1, columns: parts.map((part) => part.name) };
      });
    const expected = config.indexes.map(({ config: { name, unique, columns } }) => ({
      name,
      unique,
      columns: columns.map((column) => ('name' in column ? column.name : null)),
    }));
    expect(sortByName(found)).toEqual(sortByName(expected));
  });

  test('the foreign keys of a table are those of its schema, and none cascades', () => {
    const rows = client.pragma(`foreign_key_list(${config.name})`) as {
      id: number;
      seq: number;
      table: string;
      from: string;
      to: string;
      on_delete: string;
    }[];
    const found = [...new Set(rows.map(({ id }) => id))].map((id) => {
      const parts = rows.filter((row) => row.id === id).sort((a, b) => a.seq - b.seq);
      const { table, on_delete: onDelete } = parts[0]!;
      return { table, from: parts.map(({ from }) => from), to: parts.map(({ to }) => to), onDelete };
    });
    const names = (columns: readonly SQLiteColumn[]): string[] => columns.map(({ name }) => name);
    const expected = config.foreignKeys.map((key) => {
      const { columns, foreignColumns, foreignTable } = key.reference();
      const { name } = getTableConfig(foreignTable);
      return { table: name, from: names(columns), to: names(foreignColumns), onDelete: 'RESTRICT' };
    });
    const sort = <T>(list: T[]): T[] => list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(sort(found)).toEqual(sort(expected));
  });

  test('the checks of a table are those of its schema', () => {
    const sql = client.prepare('select sql from sqlite_schema where name = ?').pluck().get(config.name) as string;
    const found = [...sql.matchAll(/CONSTRAINT "(\w+)" CHECK/g)].map((match) => match[1]);
    expect(found.sort()).toEqual(config.checks.map(({ name }) => name).sort());
  });
});

function sortByName<T extends { name: string }>(list: T[]): T[] {
  return [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
}
