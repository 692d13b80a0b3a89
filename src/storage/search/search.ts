/** All that is found by what somebody typed. */
import type { ClaimStatus, Source } from '../../model/records.ts';
import type { Db } from '../engine.ts';
import { prepareSourceFinder } from '../sources/finder.ts';
import { prepareDocumentLists, type DocumentListItem } from '../documents/list.ts';
import { prepareSourceLists, type SourceListItem } from '../sources/list.ts';
import { prepareSpellings } from './spellings.ts';
import type { ClaimListItem } from '../types.ts';
import { prepareClaimItems } from '../claims/list.ts';
import {
  cutPage,
  type FoundPage,
  type SearchQuery,
  prepareClaimSearch,
  prepareDocumentSearch,
  prepareSourceSearch,
} from './ranking.ts';

export interface FoundClaims extends FoundPage<ClaimListItem> {
  /** By the number of a claim whose own words are others: the source in it that is called so. */
  through: ReadonlyMap<number, Source>;
}

/** What helps where nothing was found. */
export interface Suggestions {
  /** The same with other words in it. Each finds something. */
  spellings: readonly string[];
  sources: readonly SourceListItem[];
}

/** Searching. What was typed is read as `readTerms` does. `published` leaves out what readers don't see. */
export interface Search {
  /** Claims of one status that hold it, or in which one speaks who is called so. */
  findClaims(query: SearchQuery & { status: ClaimStatus }): Promise<FoundClaims>;
  /** Sources by their names and aliases; never an unnamed one, nor one that was merged into another. */
  findSources(query: SearchQuery & { published: boolean }): Promise<FoundPage<SourceListItem>>;
  /** Documents by their titles and by the names of their publishers. */
  findDocuments(query: SearchQuery & { published: boolean }): Promise<FoundPage<DocumentListItem>>;
  suggest(typed: string, query: { published: boolean; status: ClaimStatus }): Promise<Suggestions>;
}

/** So many sources who are called so lead to their claims and documents: those who speak most. */
const CALLED_SO = 5;
/** Spellings tried, and shown. */
const [TRIED, SHOWN] = [8, 3];

/** The search's queries, prepared once. */
export function prepareSearch(db: Db): Search {
  const rankSources = prepareSourceSearch(db);
  const rankClaims = prepareClaimSearch(db);
  const rankDocuments = prepareDocumentSearch(db);
  const listHints = prepareSpellings(db);
  const readClaims = prepareClaimItems(db);
  const sources = prepareSourceLists(db);
  const documents = prepareDocumentLists(db);
  const finder = prepareSourceFinder(db);

  async function listCalled(typed: string, published: boolean): Promise<readonly number[]> {
    return (await rankSources(typed, { published })).ids.slice(0, CALLED_SO);
  }

  async function findsAnything(typed: string, status: ClaimStatus, published: boolean): Promise<boolean> {
    const called = await listCalled(typed, published);
    if (called.length > 0 || (await rankClaims(typed, status, [])).ids.length > 0) return true;
    return (await rankDocuments(typed, { published }, [])).ids.length > 0;
  }

  return {
    async findClaims({ typed, status, ...page }) {
      const ranking = await rankClaims(typed, status, await listCalled(typed, status === 'published'));
      const cut = cutPage(ranking, page);
      const throughIds = new Map(
        cut.items.flatMap((id) => (ranking.through.has(id) ? [[id, ranking.through.get(id)!]] : [])),
      );
      const named = await sources.readItems([...new Set(throughIds.values())]);
      const sourceOf = new Map(named.map(({ stored }) => [stored.id, stored.source]));
      const through = new Map([...throughIds].map(([id, sourceId]) => [id, sourceOf.get(sourceId)!]));
      return { ...cut, items: await readClaims(cut.items), through };
    },

    async findSources({ typed, published, ...page }) {
      const cut = cutPage(await rankSources(typed, { published }), page);
      return { ...cut, items: await sources.readItems(cut.items) };
    },

    async findDocuments({ typed, published, ...page }) {
      const ranking = await rankDocuments(typed, { published }, await listCalled(typed, published));
      const cut = cutPage(ranking, page);
      return { ...cut, items: await documents.readItems(cut.items) };
    },

    async suggest(typed, { published, status }) {
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
