/** `/sources/:id/history`: for a source that was merged, too. */
import type { Request } from 'express';
import type { Alias, Source } from '../../model/records.ts';
import type { MergeReceipt } from '../../storage/sources/merge/merge.ts';
import { mergeSourcePath, sourceAddress } from '../../urls/records.ts';
import { writeName } from '../../wording/names.ts';
import { RELATION_WORDS, SOURCE_KIND_WORDS } from '../../wording/values.ts';
import type { Store } from '../../storage/store.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import { seeOther } from '../forms/forms.ts';
import { signWrite } from '../forms/write.ts';
import { refreshLater } from '../http/other-thread.ts';
import type { Handler, Reply, Site, Visitor } from '../http/route.ts';
import { locateSaved, noteRecordSaved, readUndone } from '../records/save-notice.ts';
import { compareFields, showRecordHistory, type FieldChange, type NameOf, type Subject } from '../records/history.ts';
import { loadSourceAt, loadUnmerged } from './visible-source.ts';
import type { Change } from '../../storage/types.ts';

const LABELS = {
  name: 'Name',
  kind: 'Kind',
  country: 'Country',
  homepage: 'Homepage',
  wikidata: 'Wikidata item',
  aliases: 'Aliases',
  parent: 'Above it',
  relation: 'Relation',
} as const;

export async function showSourceHistory(site: Site, request: Request): Promise<Reply> {
  const { id, source, mergedInto } = await loadSourceAt(site.store, request);
  const own = sourceAddress({ id, name: source.name });
  const subject: Subject = {
    ...{ folder: 'sources', what: 'source', id, uid: source.uid },
    name: writeName(source),
    // The address of one that was merged leads to the other.
    address: mergedInto === null ? own : { html: mergeSourcePath(id), json: own.json },
  };
  return showRecordHistory(site, request, subject, describeChange);
}

/** What an editor's write did, for the source's page. */
export function noteSourceSaved(store: Store, request: Request, visitor: Visitor | null, { id, source }: StoredSource) {
  const subject = { folder: 'sources', id, uid: source.uid } as const;
  return noteRecordSaved(store, request, visitor, subject, describeChange, source);
}

/** `/sources/:id/history/:revision/undo` */
export const undoSource: Handler = async (site, request, _format, visitor) => {
  const { id, revision, source } = await loadUnmerged(site.store, request);
  const undone = await readUndone(site.store, request, source);
  const record = undone.record as Source;
  await site.store.sources.save({ base: revision, record }, signWrite(site, visitor, undone.reason));
  refreshLater(site);
  return seeOther(locateSaved(sourceAddress({ id, name: record.name }).html, revision, revision + 1));
};

function describeChange({ kind, ...change }: Change, nameOf: NameOf): FieldChange[] {
  if (kind === 'merge') {
    const { before, after } = change as { before: MergeReceipt | null; after: MergeReceipt | null };
    return [{ label: 'Merged into', before: nameOf(before?.into), after: nameOf(after?.into) }];
  }
  const { before, after } = change as { before: Source | null; after: Source | null };
  const write = (source: Source | null) =>
    source && {
      ...source,
      kind: SOURCE_KIND_WORDS[source.kind],
      aliases: writeAliases(source, source === before ? after : before),
      parent: nameOf(source.parent),
      relation: source.parentRelation && RELATION_WORDS[source.parentRelation],
    };
  return compareFields(LABELS, write(before), write(after));
}

/** Those that the other version has not; all of them where only their order was changed. */
function writeAliases({ aliases }: Source, other: Source | null): string | null {
  const write = ({ name, language }: Alias): string => (language === null ? name : `${name} (${language})`);
  const [names, others] = [aliases.map(write), (other?.aliases ?? []).map(write)];
  const own = names.filter((name) => !others.includes(name));
  const isOrder = own.length === 0 && others.every((name) => names.includes(name));
  return (isOrder ? names : own).join('\n') || null;
}
