/** `/sources`: everybody who speaks, by name. */
import type { Request } from 'express';
import { checkText } from '../../exchange/checks.ts';
import { LIMITS } from '../../provenance/limits.ts';
import { SOURCE_KINDS, type SourceKind } from '../../provenance/model.ts';
import { Invalid } from '../errors.ts';
import type { Format, Reply, Site, Visitor } from '../route.ts';
import { isSourceKind } from '../source-names.ts';
import { sourcesAddress, type SourceKey } from '../urls.ts';
import { hasRole } from '../visitor.ts';
import { buildListModel, writeSourceList, type Asked } from './list-model.ts';

const PAGE = 50;

export async function listSources(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const asked = readAsked(request);
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

function readAsked({ query }: Request): Asked {
  const read = (name: string): string => (typeof query[name] === 'string' ? query[name].trim() : '');
  const [name, kind, after] = [read('q'), read('kind'), read('after')];
  const reason = name === '' ? null : checkText(name, { most: LIMITS.sourceName, lines: false });
  const key = readKey(after);
  const issues = [
    ...(reason === null ? [] : [{ field: 'q', message: reason }]),
    ...(kind === '' || isSourceKind(kind) ? [] : [{ field: 'kind', message: `takes ${SOURCE_KINDS.join(', ')}` }]),
    ...(after === '' || key ? [] : [{ field: 'after', message: 'takes the number and the name of a source' }]),
  ];
  if (issues.length > 0) throw new Invalid(issues);
  return { name: name || null, kind: (kind || null) as SourceKind | null, after: key };
}

/** It carries the name itself: looking it up would tell readers where a source stands that they don't see. */
function readKey(after: string): SourceKey | null {
  const [, id, name] = /^(\d{1,15}) (.*)$/su.exec(after) ?? [];
  return name === undefined ? null : { id: Number(id), name };
}
