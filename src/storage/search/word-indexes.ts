/** The FTS5 indexes. They are not in db/schema.ts because drizzle-kit knows no virtual tables. */
import { eq } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { foldText } from '../../text/words.ts';
import type { Db, Write } from '../engine.ts';
import { planInsert, toSql, type RecordNumber } from '../inserts.ts';
import type { ClaimGraph, Source } from '../../model/records.ts';
import { listSaid } from './passages.ts';
import { cutSearchTokens, cutStems, stemTokens } from './terms.ts';

export const claimSearch = sqliteTable('claim_search', { rowid: integer().primaryKey(), words: text().notNull() });
export const claimWord = sqliteTable('claim_word', { term: text().notNull(), doc: integer().notNull() });
export const documentSearch = sqliteTable('document_search', {
  rowid: integer().primaryKey(),
  words: text().notNull(),
});
export const documentWord = sqliteTable('document_word', { term: text().notNull(), doc: integer().notNull() });

/** Of each claim the stems of its text, and of all that is said in its hops and statements. */
export const claimStems = sqliteTable('claim_stems', {
  rowid: integer().primaryKey(),
  own: text().notNull(),
  said: text().notNull(),
});

/** What the indexes hold of a claim, as text between whose words stand blanks. */
export interface ClaimWords {
  words: string;
  own: string;
  said: string;
}

export function cutClaimWords(claimText: string, graph: Pick<ClaimGraph, 'statements' | 'attributions'>): ClaimWords {
  const tokens = cutSearchTokens(claimText);
  return { words: tokens.join(' '), own: stemTokens(tokens).join(' '), said: joinSaid(graph) };
}

export function planClaimWords(id: RecordNumber, { words, own, said }: ClaimWords, exists: boolean, db: Db): Write[] {
  return [
    ...planWords(claimSearch, id, words, exists, db),
    ...(exists ? [db.delete(claimStems).where(eq(claimStems.rowid, toSql(id)))] : []),
    planInsert(claimStems, [{ rowid: id, own, said }]),
  ];
}

/** A text as the indexes of words hold it. */
export const cutWords = (text: string): string => cutSearchTokens(text).join(' ');

/** In characters: cutting them at each write of the claim takes 50 ms. */
const MOST_SAID = 100_000;

/** The end of a passage: no phrase goes on past it. Passages are sorted: a claim is indexed alike however it came in. */
const BETWEEN = ' \ue000 ';

function joinSaid(graph: Pick<ClaimGraph, 'statements' | 'attributions'>): string {
  let room = MOST_SAID;
  const stems: string[] = [];
  for (const passage of [...new Set(listSaid(graph))].sort()) {
    room -= passage.length;
    if (room < 0) break;
    stems.push(cutStems(passage).join(' '));
  }
  return stems.join(BETWEEN);
}

export function planTitleWords(id: RecordNumber, title: string, exists: boolean, db: Db): Write[] {
  return planWords(documentSearch, id, cutWords(title), exists, db);
}

type WordIndex = typeof claimSearch | typeof documentSearch;

function planWords(index: WordIndex, id: RecordNumber, words: string, exists: boolean, db: Db): Write[] {
  const row = planInsert(index, [{ rowid: id, words }]);
  return exists ? [db.delete(index).where(eq(index.rowid, toSql(id))), row] : [row];
}

/** Trigrams of each source's names. */
export const sourceSearch = sqliteTable('source_search', { rowid: integer().primaryKey(), names: text().notNull() });

/** In how many sources' names each trigram is. */
export const sourceTrigram = sqliteTable('source_trigram', { term: text().notNull(), doc: integer().notNull() });

/** Words of each source's names. */
export const sourceWords = sqliteTable('source_words', { rowid: integer().primaryKey(), words: text().notNull() });

/** What the indexes hold of a source's names. */
export function cutNames({ name, aliases }: Source): { names: string; words: string } {
  const names = [name, ...aliases.map((alias) => alias.name)];
  return { names: names.map(foldText).join('\n'), words: cutWords(names.join('\n')) };
}

export function planNames(id: RecordNumber, source: Source, exists: boolean, db: Db): Write[] {
  const { names, words } = cutNames(source);
  const rows = [planInsert(sourceSearch, [{ rowid: id, names }]), planInsert(sourceWords, [{ rowid: id, words }])];
  if (!exists) return rows;
  const tables = [sourceSearch, sourceWords] as const;
  return [...tables.map((table) => db.delete(table).where(eq(table.rowid, toSql(id)))), ...rows];
}
