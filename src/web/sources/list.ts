import type { Handler } from '../http/route.ts';
import { readSourceSelection, type SourceSelection } from '../records/selections.ts';
import { hasRole } from '../http/visitor.ts';
import { sourcesAddress } from '../../urls/site.ts';
import { writeName, writeAlias } from '../../wording/names.ts';
import { layOutForm } from '../forms/forms.ts';
import type { SourcePage, SourceListItem } from '../../storage/sources/list.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import { SOURCE_KINDS } from '../../model/records.ts';
import { SOURCE_KIND_WORDS, writeNumber } from '../../wording/values.ts';
import { mergeSourcePath, newSourcePath, sourceAddress } from '../../urls/records.ts';
import { writeSourceItem } from '../records/json.ts';

const PAGE = 50;

/** How many groups of sources that may be the same an editor is shown. */
const ALIKE_SHOWN = 20;

export const listSources: Handler = async ({ store, config }, request, _format, visitor) => {
  const selection = readSourceSelection(request.query);
  const mayEdit = hasRole(visitor, 'editor');
  const page = await store.sources.list({ ...selection, published: !mayEdit, limit: PAGE });
  const isWhole = selection.name === null && selection.kind === null && selection.after === null;
  const alike = mayEdit && isWhole ? await store.sources.listLookAlikes(ALIKE_SHOWN + 1) : [];
  return {
    kind: 'page',
    view: 'sources/list',
    title: selection.after ? 'More sources' : 'Sources',
    address: sourcesAddress(selection),
    model: () => buildSourceListModel(page, selection, mayEdit, alike),
    json: () => writeSourceList(page, selection, config.baseUrl),
  };
};

function buildSourceListModel(
  { items, next, nearest }: SourcePage,
  { name, kind, after }: SourceSelection,
  mayEdit: boolean,
  alike: readonly (readonly StoredSource[])[],
) {
  const form = layOutForm([]);
  const kinds = SOURCE_KINDS.map((value) => ({ value, text: SOURCE_KIND_WORDS[value] }));
  return {
    filter: {
      q: form.text({ name: 'q', label: 'Name', value: name ?? '', type: 'search' }),
      kind: form.select({
        name: 'kind',
        label: 'Kind',
        value: kind ?? '',
        options: [{ value: '', text: 'all but unnamed sources' }, ...kinds],
      }),
      path: sourcesAddress().html,
      isOn: name !== null || kind !== null,
    },
    sources: items.map(describeRow),
    // The name in the query, when these sources only have similar ones.
    nearest: nearest ? name : null,
    nextHref: next === null ? null : sourcesAddress({ name, kind, after: next }).html,
    firstHref: after === null ? null : sourcesAddress({ name, kind }).html,
    newHref: mayEdit ? newSourcePath : null,
    // Names that are the same or look the same, for editors.
    alike: alike.slice(0, ALIKE_SHOWN).map((group) => ({ sources: group.map(describeAlike) })),
    isMoreAlike: alike.length > ALIKE_SHOWN,
  };
}

function describeAlike({ id, source }: StoredSource) {
  return {
    name: writeName(source),
    href: sourceAddress({ id, name: source.name }).html,
    kind: SOURCE_KIND_WORDS[source.kind],
    mergeHref: mergeSourcePath(id),
  };
}

function describeRow({ stored: { id, source }, parent, stat }: SourceListItem) {
  return {
    href: sourceAddress({ id, name: source.name }).html,
    name: writeName(source),
    alias: writeAlias(source),
    kind: SOURCE_KIND_WORDS[source.kind],
    parent: parent && {
      name: writeName(parent.source),
      href: sourceAddress({ id: parent.id, name: parent.source.name }).html,
    },
    stat:
      stat.claims === 0
        ? null
        : {
            claims: writeNumber(stat.claims),
            asReport: writeNumber(stat.asReport),
            asMiddle: writeNumber(stat.asMiddle),
            asEnd: writeNumber(stat.asEnd),
            asOrigin: writeNumber(stat.asOrigin),
          },
  };
}

function writeSourceList(
  { items, next, nearest }: SourcePage,
  { name, kind }: SourceSelection,
  baseUrl: string,
): object {
  return {
    sources: items.map((item) => writeSourceItem(item, baseUrl)),
    nearest,
    next: next === null ? null : sourcesAddress({ name, kind, after: next }).json,
  };
}
