/** The search indexes of claims and documents: FTS5, fed with words that `cutWords` cut. Drizzle-kit knows no virtual tables. */
import { desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { claim } from '../../db/schema.ts';
import { cutWords } from '../provenance/fold.ts';
import type { ClaimStatus, Uid } from '../provenance/model.ts';
import type { Db, Write } from './engine.ts';
import { inList } from './sources.ts';

export const claimSearch = sqliteTable('claim_search', { rowid: integer().primaryKey(), words: text().notNull() });
export const claimWord = sqliteTable('claim_word', { term: text().notNull(), doc: integer().notNull() });
export const documentSearch = sqliteTable('document_search', {
  rowid: integer().primaryKey(),
  words: text().notNull(),
});
export const documentWord = sqliteTable('document_word', { term: text().notNull(), doc: integer().notNull() });

/** The writes that make a claim be found by its words. */
export function planIndex(id: SQL<number>, words: string, exists: boolean, db: Db): Write[] {
  return planWords(claimSearch, id, words, exists, db);
}

/** The writes that make a document be found by the words of its title. */
export function planTitle(id: SQL<number>, title: string, exists: boolean, db: Db): Write[] {
  return planWords(documentSearch, id, title, exists, db);
}

type WordIndex = typeof claimSearch | typeof documentSearch;

function planWords(index: WordIndex, id: SQL<number>, words: string, exists: boolean, db: Db): Write[] {
  const row = db.insert(index).values({ rowid: id, words: cutWords(words).join(' ') });
  return exists ? [db.delete(index).where(eq(index.rowid, id)), row] : [row];
}

/**
 * How many hits a search has, counted no further than `most`, and the number of the oldest of these: to look at no more
 * of a common word's hits than that, whoever may see them.
 */
export function prepareOldest(db: Db, name: 'claim_search' | 'document_search', most: number) {
  const { rowid } = name === 'claim_search' ? claimSearch : documentSearch;
  const looked = db
    .select({ hit: sql<number>`${rowid}`.as('hit') })
    .from(name === 'claim_search' ? claimSearch : documentSearch)
    .where(sql`${sql.identifier(name)} match ${sql.placeholder('match')}`)
    .orderBy(desc(rowid))
    .limit(most)
    .as('looked');
  return db
    .select({ oldest: sql<number>`min(${looked.hit})`, count: sql<number>`count(*)` })
    .from(looked)
    .prepare();
}

/** A claim whose words are much the same. */
export interface SimilarClaim {
  id: number;
  uid: Uid;
  text: string;
  status: ClaimStatus;
  /** The words both have among the words either has, 0 to 1 (Jaccard). */
  likeness: number;
}

/** Hits read at the most: the rarest words that have no more together are looked up. */
const HITS_READ = 500;
/** Below this, two claims are not "near-identical". */
const LIKE = 0.5;

/**
 * Claims that say nearly the same, the likest first. Only the rarest words are looked up, so the cost stays the same
 * however many claims there are.
 * @param hitsRead so many claims are compared at the most
 */
export async function findSimilarClaims(
  db: Db,
  said: string,
  limit: number,
  hitsRead = HITS_READ,
): Promise<SimilarClaim[]> {
  const words = new Set(cutWords(said));
  const list = JSON.stringify([...words]);
  const counted = await db.select().from(claimWord).where(inList(claimWord.term, 'list')).prepare().execute({ list });
  let hits = 0;
  const rare = counted.sort((a, b) => a.doc - b.doc).filter(({ doc }) => (hits += doc) <= hitsRead);
  // Words that stand in a great many claims tell little; with nothing else to go by, the newest few are looked at.
  const terms = rare.length > 0 ? rare : counted.slice(0, 1);
  if (terms.length === 0) return [];
  const query = terms.map(({ term }) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
  const ids = db
    .select({ id: claimSearch.rowid })
    .from(claimSearch)
    .where(sql`claim_search match ${query}`)
    .orderBy(desc(claimSearch.rowid))
    .limit(hitsRead);
  const { id, uid, text: claimText, status } = claim;
  const rows = await db.select({ id, uid, text: claimText, status }).from(claim).where(inArray(claim.id, ids));
  return rows
    .map((row) => ({ ...row, likeness: measureLikeness(words, new Set(cutWords(row.text))) }))
    .filter(({ likeness }) => likeness >= LIKE)
    .sort((a, b) => b.likeness - a.likeness || b.id - a.id)
    .slice(0, limit);
}

function measureLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  const either = a.size + b.size - both;
  return either === 0 ? 0 : both / either;
}
