/** Claims whose words are much the same. */
import { desc, inArray, sql } from 'drizzle-orm';
import { claim } from '../../../db/schema.ts';
import { listFoldedWords, foldText } from '../../text/words.ts';
import type { ClaimStatus, Uid } from '../../model/records.ts';
import { prepareOnce } from '../prepare-once.ts';
import { claimSearch } from '../search/index.ts';

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

/** The look-up of similar claims, prepared once. */
export const prepareSimilarClaims = prepareOnce((db) => {
  const { id, uid, text, status } = claim;
  const quoted = sql`'"' || replace(word.value, '"', '""') || '"'`;
  // Counted no further than can be read: of a word that stands in a great many claims, most hits are never looked at.
  const hitsOf = sql<number>`(select count(*) from (select 1 from claim_search where claim_search match ${quoted} limit ${sql.placeholder('most')}))`;
  const countHits = db
    .select({ term: sql<string>`word.value`, hits: hitsOf })
    .from(sql`json_each(${sql.placeholder('list')}) as word`)
    .prepare();
  const newest = db
    .select({ id: claimSearch.rowid })
    .from(claimSearch)
    .where(sql`claim_search match ${sql.placeholder('match')}`)
    .orderBy(desc(claimSearch.rowid))
    .limit(sql.placeholder('most'));
  const readNewest = db.select({ id, uid, text, status }).from(claim).where(inArray(id, newest)).prepare();

  /**
   * Claims that say nearly the same, the likest first. The cost stays the same however many claims there are.
   * @param hitsRead so many claims are compared at the most
   */
  return async function findSimilar(said: string, limit: number, hitsRead = HITS_READ): Promise<SimilarClaim[]> {
    const words = new Set(listFoldedWords(said));
    const counted = await countHits.execute({ list: JSON.stringify([...words]), most: hitsRead + 1 });
    const known = counted.filter(({ hits }) => hits > 0).sort((a, b) => a.hits - b.hits);
    let sum = 0;
    const rare = known.filter(({ hits }) => (sum += hits) <= hitsRead);
    // Words that stand in a great many claims tell little; with nothing else to go by, the newest few are looked at.
    const terms = rare.length > 0 ? rare : known.slice(0, 1);
    if (terms.length === 0) return [];
    const match = terms.map(({ term }) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
    const rows = await readNewest.execute({ match, most: hitsRead });
    return rows
      .map((row) => ({
        ...row,
        likeness: mayBeLike(words, row.text) ? measureLikeness(words, listFoldedWords(row.text)) : 0,
      }))
      .filter(({ likeness }) => likeness >= LIKE)
      .sort((a, b) => b.likeness - a.likeness || b.id - a.id)
      .slice(0, limit);
  };
});

/** Cutting a text into words takes long; one that doesn't hold enough of them, anywhere in it, need not be cut. */
function mayBeLike(words: ReadonlySet<string>, text: string): boolean {
  const folded = foldText(text);
  let held = 0;
  for (const word of words) if (folded.includes(word)) held += 1;
  return held >= LIKE * words.size;
}

function measureLikeness(a: ReadonlySet<string>, other: readonly string[]): number {
  const b = new Set(other);
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  const either = a.size + b.size - both;
  return either === 0 ? 0 : both / either;
}
