/** What was found, as JSON. */
import type { Found } from '../../storage/search/page.ts';
import { writeClaimItem, writeDocument, writeSource, writeSourceItem } from '../records/json.ts';
import { writeFoundCount } from './found-count.ts';
import type { Asked, Results } from './view-model.ts';
import { searchAddress, type SearchType } from '../../urls/site.ts';

/**
 * Of each kind the items, their count (a number, or text such as "1,000+" where it is a lower bound) and where its list
 * goes on; null for a kind that was not asked for. `suggestions` is null unless nothing was found.
 */
export function writeSearch(asked: Asked, results: Results | null, baseUrl: string): object {
  const list = <Item>(type: SearchType, found: Found<Item> | null | undefined, write: (item: Item) => object) => {
    if (!found) return null;
    const { items, count, isCut, next } = found;
    const address = next === null ? null : searchAddress({ ...asked, type, after: next }).json;
    const counted = writeFoundCount({ count, isCut });
    return { items: items.map(write), count: counted.isExact ? count : counted.text, next: address };
  };
  const suggestions = results?.suggestions ?? null;
  return {
    query: asked.q,
    claims: list('claims', results?.claims, (item) => writeClaimItem(item, baseUrl)),
    sources: list('sources', results?.sources, (item) => writeSourceItem(item, baseUrl)),
    documents: list('documents', results?.documents, ({ stored: { id, document } }) =>
      writeDocument(id, document, baseUrl),
    ),
    suggestions: suggestions && {
      spellings: suggestions.spellings,
      sources: suggestions.sources.map(({ stored: { id, source } }) => writeSource(id, source, baseUrl)),
    },
  };
}
