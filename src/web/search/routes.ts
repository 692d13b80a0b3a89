/** `/search`: claims, sources and documents by their words. */
import type { Request } from 'express';
import type { Store } from '../../storage/store.ts';
import { Invalid } from '../http/errors.ts';
import { readLine } from '../forms/forms.ts';
import type { Format, Reply, Route, Site, Visitor } from '../http/route.ts';
import { hasRole } from '../http/visitor.ts';
import { buildSearchModel, type SearchSelection, type SearchResults, writeSearchResults } from './search-model.ts';
import { searchAddress, type SearchType } from '../../urls/site.ts';
import { parseQuery, readQuery, searchQuery } from '../records/queries.ts';
import { refuseHidden } from '../records/selections.ts';
import { describeTwin } from '../records/schemas.ts';
import { searchSchema } from '../records/twins.ts';

export const searchRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/search',
    json: '/search.json',
    role: 'reader',
    fresh: 'base',
    handler: showSearch,
    operation: describeTwin(
      { id: 'search', group: 'This site', summary: 'Claims, sources and documents by their words', query: searchQuery },
      'What was found of each kind.',
      searchSchema,
    ),
  },
];

/** How many of each kind are shown beside each other, and of one kind on a page of its own. */
const [FEW, PAGE] = [5, 25];

async function showSearch(
  { store, config }: Site,
  { query }: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const mayEdit = hasRole(visitor, 'editor');
  const selection = readSelection(query, mayEdit);
  const words = parseQuery(searchQuery.pick({ q: true }), query);
  if (!words.ok) {
    const { issues } = words;
    const model = buildSearchModel(selection, null, issues, mayEdit);
    return { kind: 'form', view: 'search/show', title: 'Search', path: searchAddress().html, issues, model };
  }
  // Nothing typed is no mistake: the page shows its form.
  const results = selection.q === '' ? null : await find(store, selection, mayEdit);
  return {
    kind: 'page',
    view: 'search/show',
    title: selection.q === '' ? 'Search' : `Search: ${selection.q}`,
    address: searchAddress({ ...selection, q: selection.q || null }),
    model: () => buildSearchModel(selection, results, [], mayEdit),
    json: () => writeSearchResults(selection, results, config.baseUrl),
  };
}

/** @throws Invalid, Forbidden; its words are checked apart, for the form to say what is wrong with them */
function readSelection(query: unknown, mayEdit: boolean): SearchSelection {
  const { type = null, status, after = null } = readQuery(query, searchQuery.omit({ q: true }));
  if (after !== null && type === null) {
    throw new Invalid([{ field: 'after', message: 'goes with a type: each list goes on by itself' }]);
  }
  refuseHidden({ status }, mayEdit);
  return { q: readLine(query, 'q'), type, status, after };
}

async function find({ search }: Store, selection: SearchSelection, mayEdit: boolean): Promise<SearchResults> {
  const { q: typed, type, status, after } = selection;
  const query = { typed, published: !mayEdit, status, after, limit: type === null ? FEW : PAGE };
  const wants = (kind: SearchType): boolean => type === null || type === kind;
  const [claims, sources, documents] = await Promise.all([
    wants('claims') ? search.findClaims(query) : null,
    wants('sources') ? search.findSources(query) : null,
    wants('documents') ? search.findDocuments(query) : null,
  ]);
  const isEmpty = [claims, sources, documents].every((found) => !found || found.count === 0);
  return { claims, sources, documents, suggestions: isEmpty ? await search.suggest(typed, query) : null };
}
