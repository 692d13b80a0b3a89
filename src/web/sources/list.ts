/** `/sources`: everybody who speaks, by name. */
import type { Request } from 'express';
import { Invalid } from '../http/errors.ts';
import type { Format, Reply, Site, Visitor } from '../http/route.ts';
import { parseSourceFilters } from '../records/source-filters.ts';
import { hasRole } from '../http/visitor.ts';
import { buildListModel, writeSourceList } from './list-model.ts';
import { sourcesAddress } from '../../urls/site.ts';

const PAGE = 50;

export async function listSources(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const parsed = parseSourceFilters(request.query);
  if (!parsed.ok) throw new Invalid(parsed.issues);
  const asked = parsed.value;
  const mayEdit = hasRole(visitor, 'editor');
  const page = await store.sources.list({ ...asked, published: !mayEdit, limit: PAGE });
  return {
    kind: 'page',
    view: 'sources/list',
    title: asked.after ? 'More sources' : 'Sources',
    address: sourcesAddress(asked),
    model: () => buildListModel(page, asked, mayEdit),
    json: () => writeSourceList(page, asked, config.baseUrl),
  };
}
