/** Whether the full-text indexes hold of a record what they should. They keep no texts, so they are asked for each phrase. */
import { eq, getTableName, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db, Write } from '../engine.ts';
import { claimSearch, claimStems, documentSearch, sourceSearch, sourceWords } from '../search/word-indexes.ts';

/** Each index with the records whose numbers it holds. */
export const SEARCH_INDEXES = [
  { table: claimSearch, of: 'claim' },
  { table: claimStems, of: 'claim' },
  { table: sourceSearch, of: 'source' },
  { table: sourceWords, of: 'source' },
  { table: documentSearch, of: 'document' },
] as const;

type SearchIndex = (typeof SEARCH_INDEXES)[number]['table'];

/** Tokens a phrase has at most; phrases of one text share a token, so that their order is asked for too. */
const PHRASE = 40;

/** Phrases a query has at most. */
const PHRASES = 50;

/** In characters, all that `trigram` cuts a text into. */
const TRIGRAM = 3;

/**
 * Whether an index holds these texts of a record, and nothing else: as many tokens, and each phrase of them.
 * @param texts by column
 */
export async function hasEntry(
  db: Db,
  index: SearchIndex,
  id: number,
  texts: Readonly<Record<string, string>>,
): Promise<boolean> {
  const cut = index === sourceSearch ? cutTrigrams : cutBlanks;
  const columns = Object.entries(texts).map(([column, text]) => ({ column, ...cut(text) }));
  const sizes = await readSizes(db, index, id);
  if (sizes === null || columns.some(({ size }, at) => size !== sizes[at])) return false;
  const phrases = columns.flatMap(({ column, phrases: list }) => list.map((phrase) => quote(column, phrase)));
  for (let at = 0; at < phrases.length; at += PHRASES) {
    const match = phrases.slice(at, at + PHRASES).join(' AND ');
    const name = getTableName(index as SQLiteTable);
    const found = await db
      .select({ one: sql`1` })
      .from(index as typeof claimSearch)
      .where(sql`${sql.identifier(name)} match ${match} and ${eq(index.rowid, id)}`);
    if (found.length === 0) return false;
  }
  return true;
}

const quote = (column: string, phrase: string): string => `{${column}} : "${phrase.replaceAll('"', '""')}"`;

interface Cut {
  size: number;
  phrases: string[];
}

/** As the tokenizer `ascii` cuts. */
function cutBlanks(text: string): Cut {
  const tokens = text.match(/[0-9A-Za-z\u0080-\u{10ffff}]+/gu) ?? [];
  return { size: tokens.length, phrases: cutRuns(tokens, 1).map((run) => run.join(' ')) };
}

function cutTrigrams(text: string): Cut {
  const letters = [...text];
  const size = Math.max(0, letters.length - TRIGRAM + 1);
  return { size, phrases: size === 0 ? [] : cutRuns(letters, TRIGRAM).map((run) => run.join('')) };
}

/** Runs of `PHRASE`, each of which begins with the last `shared` of the one before. */
function cutRuns(tokens: readonly string[], shared: number): string[][] {
  const runs: string[][] = [];
  for (let at = 0; at === 0 ? tokens.length > 0 : at + shared < tokens.length; at += PHRASE - shared) {
    runs.push(tokens.slice(at, at + PHRASE));
  }
  return runs;
}

/** How many tokens each column has, as FTS5 notes it: https://www.sqlite.org/fts5.html#fts5_data_structures. */
async function readSizes(db: Db, index: SearchIndex, id: number): Promise<number[] | null> {
  const sizes = sql.identifier(`${getTableName(index as SQLiteTable)}_docsize`);
  const [row] = await db.values<[string]>(sql`select hex(sz) from ${sizes} where id = ${id}`);
  return row ? readVarints(Buffer.from(row[0], 'hex')) : null;
}

/** SQLite's numbers of one to nine bytes; none here has more than four. */
function readVarints(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      numbers.push(value);
      value = 0;
    }
  }
  return numbers;
}

/** The numbers that an index holds and no record has. */
export async function listStrayEntries(db: Db, { table, of }: (typeof SEARCH_INDEXES)[number]): Promise<number[]> {
  const sizes = sql.identifier(`${getTableName(table as SQLiteTable)}_docsize`);
  const rows = await db.values<[number]>(
    sql`select id from ${sizes} where not exists (select 1 from ${sql.identifier(of)} as record where record.id = ${sizes}.id)
      limit ${STRAY}`,
  );
  return rows.map(([id]) => id);
}

/** Told at a time. */
const STRAY = 1000;

export function planEntryOut(db: Db, index: SearchIndex, id: number): Write {
  return db.delete(index as typeof claimSearch).where(eq(index.rowid, id));
}
