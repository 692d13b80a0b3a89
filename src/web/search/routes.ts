/** `/search`: claims, sources and documents by their words. */
import type { Request } from 'express';
import { checkText } from '../../formats/checks.ts';
import { CLAIM_STATUSES, type ClaimStatus } from '../../model/records.ts';
import { isSearchable } from '../../storage/search/terms.ts';
import type { Store } from '../../storage/store.ts';
import type { Issue } from '../../model/issues.ts';
import { Forbidden, Invalid } from '../http/errors.ts';
import { readLine } from '../forms/forms.ts';
import { readRecordNumber } from '../http/query.ts';
import type { Format, FormReply, Reply, Route, Site, Visitor } from '../http/route.ts';
import { hasRole } from '../http/visitor.ts';
import { buildSearchModel, type SearchSelection, type SearchResults, writeSearchResults } from './search-model.ts';
import { searchAddress, type SearchType } from '../../urls/site.ts';
import { searchQuery } from '../records/queries.ts';
import { describeTwin } from '../records/schemas.ts';

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
    ),
  },
];

const TYPES: readonly SearchType[] = ['claims', 'sources', 'documents'];
/** So many characters may be looked for. */
const LONGEST = 200;
/** So many of each kind where all are shown, and of one kind on a page of its own. */
const [FEW, PAGE] = [5, 25];

async function showSearch(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const mayEdit = hasRole(visitor, 'editor');
  const asked = parseSearchSelection(request, mayEdit);
  const issues = judgeWords(asked.q);
  if (issues.length > 0) return replyWrong(asked, issues, mayEdit);
  const results = asked.q === '' ? null : await find(store, asked, mayEdit);
  return {
    kind: 'page',
    view: 'search/show',
    title: asked.q === '' ? 'Search' : `Search: ${asked.q}`,
    address: searchAddress({ ...asked, q: asked.q || null }),
    model: () => buildSearchModel(asked, results, [], mayEdit),
    json: () => writeSearchResults(asked, results, config.baseUrl),
  };
}

function replyWrong(asked: SearchSelection, issues: readonly Issue[], mayEdit: boolean): FormReply {
  const model = buildSearchModel(asked, null, issues, mayEdit);
  return { kind: 'form', view: 'search/show', title: 'Search', path: searchAddress().html, issues, model };
}

function parseSearchSelection(request: Request, mayEdit: boolean): SearchSelection {
  const { query } = request;
  const type = TYPES.find((known) => known === query.type) ?? null;
  if (query.type !== undefined && type === null) {
    throw new Invalid([{ field: 'type', message: `takes one of ${TYPES.join(', ')}` }]);
  }
  const after = readRecordNumber(request, 'after', 'the number of a record of this type, such as 12');
  if (after !== null && type === null) {
    throw new Invalid([{ field: 'after', message: 'goes with a type: each list goes on by itself' }]);
  }
  return { q: readLine(query, 'q'), type, status: readStatus(query.status, mayEdit), after };
}

/** As in the list of claims, readers know from the filter's name that there may be others. */
function readStatus(value: unknown, mayEdit: boolean): ClaimStatus {
  if (value === undefined) return 'published';
  const status = CLAIM_STATUSES.find((known) => known === value);
  if (!status) throw new Invalid([{ field: 'status', message: `takes one of ${CLAIM_STATUSES.join(', ')}` }]);
  if (status === 'published' || mayEdit) return status;
  throw new Forbidden([{ field: 'status', message: 'takes “published”: other claims are for editors, signed in' }]);
}

/** Nothing typed is no mistake: the page shows its form. */
function judgeWords(q: string): Issue[] {
  if (q === '') return [];
  const reason = checkText(q, { most: LONGEST, lines: false });
  if (reason !== null) return [{ field: 'q', message: `What to look for ${reason}` }];
  if (isSearchable(q)) return [];
  return [{ field: 'q', message: 'Type at least two letters or digits, or one Chinese character or Korean syllable' }];
}

async function find({ search }: Store, asked: SearchSelection, mayEdit: boolean): Promise<SearchResults> {
  const { q: typed, type, status, after } = asked;
  const query = { typed, published: !mayEdit, status, after, limit: type === null ? FEW : PAGE };
  const wants = (kind: SearchType): boolean => type === null || type === kind;
  const claims = wants('claims') ? await search.findClaims(query) : null;
  const sources = wants('sources') ? await search.findSources(query) : null;
  const documents = wants('documents') ? await search.findDocuments(query) : null;
  const isEmpty = [claims, sources, documents].every((found) => !found || found.count === 0);
  return { claims, sources, documents, suggestions: isEmpty ? await search.suggest(typed, query) : null };
}
