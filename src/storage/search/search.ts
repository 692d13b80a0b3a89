import type { ClaimStatus, Source } from '../../model/records.ts';
import type { Db } from '../engine.ts';
import { prepareDocumentLists, type DocumentListItem } from '../documents/list.ts';
import { prepareSourceFinder } from '../sources/finder.ts';
import { prepareSourceLists, type SourceListItem } from '../sources/list.ts';
import type { ClaimListItem } from '../types.ts';
import { prepareClaimReader } from '../claims/claims.ts';
import { prepareClaimItems } from '../claims/items.ts';
import {
  cutPage,
  type FoundPage,
  type SearchQuery,
  prepareClaimSearch,
  prepareDocumentSearch,
  prepareSourceSearch,
} from './ranking.ts';
import { claimWord, documentWord } from './word-indexes.ts';
import { and, gte, sql, lt, asc } from 'drizzle-orm';
import { choosePassage, type FoundPassage } from './passages.ts';
import { cutSearchTokens, readTerms } from './terms.ts';
import { countSlips } from '../../text/likeness.ts';
import { foldText } from '../../text/words.ts';

export interface FoundClaims extends FoundPage<ClaimListItem> {
  /** By the number of a claim that was found by the name of a source in it: that source. */
  through: ReadonlyMap<number, Source>;
  /** By the number of a claim that was found by what is said in it: where. */
  within: ReadonlyMap<number, FoundPassage>;
}

export type Suggestions = Awaited<ReturnType<ReturnType<typeof prepareSearch>['suggest']>>;

/** How many sources with a matching name lead to their claims and documents: those that speak most. */
const CALLED_SO = 5;
const [TRIED, SHOWN] = [8, 3];

/** `typed` is read as `readTerms` does; `published` leaves out what readers don't see. */
export function prepareSearch(db: Db) {
  const rankSources = prepareSourceSearch(db);
  const rankClaims = prepareClaimSearch(db);
  const rankDocuments = prepareDocumentSearch(db);
  const listHints = prepareSpellings(db);
  const readClaims = prepareClaimItems(db);
  const sources = prepareSourceLists(db);
  const documents = prepareDocumentLists(db);
  const finder = prepareSourceFinder(db);
  const readClaim = prepareClaimReader(db);

  async function findPassages(ids: readonly number[], typed: string): Promise<Map<number, FoundPassage>> {
    const found = new Map<number, FoundPassage>();
    for (const id of ids) {
      const passage = choosePassage((await readClaim(id))!.record, readTerms(typed));
      if (passage) found.set(id, passage);
    }
    return found;
  }

  async function listCalled(typed: string, published: boolean): Promise<readonly number[]> {
    return (await rankSources(typed, { published })).ids.slice(0, CALLED_SO);
  }

  async function findsAnything(typed: string, status: ClaimStatus, published: boolean): Promise<boolean> {
    const called = await listCalled(typed, published);
    if (called.length > 0 || (await rankClaims(typed, status, [])).ids.length > 0) return true;
    return (await rankDocuments(typed, { published }, [])).ids.length > 0;
  }

  return {
    /** Claims of one status that contain it, or in which a source with that name speaks. */
    async findClaims({ typed, status, ...page }: SearchQuery & { status: ClaimStatus }): Promise<FoundClaims> {
      const ranking = await rankClaims(typed, status, await listCalled(typed, status === 'published'));
      const cut = cutPage(ranking, page);
      const throughIds = new Map(
        cut.items.flatMap((id) => (ranking.through.has(id) ? [[id, ranking.through.get(id)!]] : [])),
      );
      const named = await sources.readItems([...new Set(throughIds.values())]);
      const sourceOf = new Map(named.map(({ stored }) => [stored.id, stored.source]));
      const through = new Map([...throughIds].map(([id, sourceId]) => [id, sourceOf.get(sourceId)!]));
      const within = await findPassages(
        cut.items.filter((id) => ranking.said.has(id)),
        typed,
      );
      return { ...cut, items: await readClaims(cut.items), through, within };
    },

    /** Sources by their names and aliases, neither unnamed nor merged ones. */
    async findSources({
      typed,
      published,
      ...page
    }: SearchQuery & { published: boolean }): Promise<FoundPage<SourceListItem>> {
      const cut = cutPage(await rankSources(typed, { published }), page);
      return { ...cut, items: await sources.readItems(cut.items) };
    },

    /** Documents by their titles and by the names of their publishers. */
    async findDocuments({
      typed,
      published,
      ...page
    }: SearchQuery & { published: boolean }): Promise<FoundPage<DocumentListItem>> {
      const ranking = await rankDocuments(typed, { published }, await listCalled(typed, published));
      const cut = cutPage(ranking, page);
      return { ...cut, items: await documents.readItems(cut.items) };
    },

    /** For a search without results: other spellings, each of which finds something, and sources with similar names. */
    async suggest(typed: string, { published, status }: { published: boolean; status: ClaimStatus }) {
      const spellings: string[] = [];
      for (const hint of (await listHints(typed)).slice(0, TRIED)) {
        if (spellings.length < SHOWN && (await findsAnything(hint, status, published))) spellings.push(hint);
      }
      const near = (await finder.findNearest(typed, CALLED_SO)).map(({ id }) => id);
      const seen = published ? await sources.pickPublic(near) : new Set(near);
      return { spellings, sources: await sources.readItems(near.filter((id) => seen.has(id))) };
    },
  };
}

/** How many words of the index are compared with each one typed. */
const COMPARED = 1_500;

/** How many replacements are tried per word. */
const WORDS_TRIED = 3;

/** Longer queries get no suggestions. */
const WORDS = 6;

/** Suggests words of the indexes that are spelled almost like those typed. */
function prepareSpellings(db: Db) {
  const wordsOf = (table: typeof claimWord | typeof documentWord) =>
    db
      .select({ word: table.term })
      .from(table)
      .where(and(gte(table.term, sql.placeholder('from')), lt(table.term, sql.placeholder('end'))))
      .orderBy(asc(table.term))
      .limit(COMPARED)
      .prepare();
  const queries = [wordsOf(claimWord), wordsOf(documentWord)];

  async function findNear(word: string): Promise<string[]> {
    const characters = Array.from(word);
    // The indexes have no whole words of scripts without cases and spaces, but pairs of their letters.
    if (characters.length < 3 || cutSearchTokens(word).length > 1) return [];
    // Most slips come later than the first two letters, and a beginning is one range of the index.
    const from = characters.slice(0, 2).join('');
    const range = { from, end: `${from}\u{10ffff}` };
    const rows = (await Promise.all(queries.map((query) => query.execute(range)))).flat();
    const most = characters.length < 6 ? 1 : 2;
    return [...new Set(rows.map((row) => row.word))]
      .filter((near) => near !== word)
      .map((near) => ({ near, slips: countSlips(characters, Array.from(near), most) }))
      .filter(({ slips }) => slips <= most)
      .sort((a, b) => a.slips - b.slips || a.near.localeCompare(b.near, 'en'))
      .slice(0, WORDS_TRIED)
      .map(({ near }) => near);
  }

  /**
   * The query with words replaced, the likeliest first. Before readers see one, check that it finds something public: the
   * indexes contain drafts too.
   */
  return async function listHints(typed: string): Promise<string[]> {
    const words = readTerms(typed).flatMap((term) => term.words);
    if (words.length === 0 || words.length > WORDS) return [];
    const near = await Promise.all(words.map(findNear));
    const one = near.flatMap((candidates, at) => candidates.map((word) => words.with(at, word).join(' ')));
    const all = words.map((word, at) => near[at]![0] ?? word).join(' ');
    return [...new Set([...one, all])].filter((text) => text !== foldText(typed));
  };
}
