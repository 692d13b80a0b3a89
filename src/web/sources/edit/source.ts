/** `/sources/new` and `/sources/:id/edit`. */
import type { Request } from 'express';
import { v7 as makeUid } from 'uuid';
import { Conflict, Refused } from '../../../storage/errors.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { Store } from '../../../storage/store.ts';
import { compareValues, CONFLICT, type Difference } from '../../forms/conflict.ts';
import type { Issue } from '../../../model/issues.ts';
import { layOutForm, seeOther } from '../../forms/forms.ts';
import { buildReasonField, parseReason, readRevision } from '../../forms/revision-fields.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { signWrite } from '../../forms/stamp.ts';
import { editSourcePath, newSourcePath, sourceAddress } from '../../../urls/records.ts';
import { buildSourceFields } from './form-model.ts';
import { judgeSource, LOOP, NO_OBSTACLES, type Obstacles } from './source-check.ts';
import { refreshLater } from '../../http/refresh-later.ts';
import { loadSourceAt, loadUnmerged } from '../visible-source.ts';
import {
  changeAliases,
  dropEmpty,
  EMPTY_SOURCE,
  PARENT_FIELDS,
  readSourceValues,
  writeSourceValues,
  type SourceValues,
} from './values.ts';
import { sourcesAddress } from '../../../urls/site.ts';

const LABELS = {
  name: 'Name',
  kind: 'Kind',
  country: 'Country',
  homepage: 'Homepage',
  wikidata: 'Wikidata item',
  aliases: 'Aliases',
  parent: 'Part of, or controlled by',
  relation: 'Relation',
} as const;

interface Typed {
  values: SourceValues;
  reason: string;
}

export function showNewSource(): Reply {
  return showForm(null, { values: EMPTY_SOURCE, reason: '' }, NO_OBSTACLES, []);
}

export async function showEditSource({ store }: Site, request: Request): Promise<Reply> {
  const stored = await loadUnmerged(store, request);
  return showForm(stored, { values: await writeValues(store, stored), reason: '' }, NO_OBSTACLES, []);
}

async function writeValues(store: Store, { source }: StoredSource): Promise<SourceValues> {
  const [parent = null] = source.parent === null ? [] : await store.sources.loadByUids([source.parent]);
  return writeSourceValues(source, parent && parent.source);
}

function showForm(
  stored: StoredSource | null,
  { values, reason }: Typed,
  obstacles: Obstacles,
  differences: readonly Difference[],
): FormReply {
  const { issues } = obstacles;
  const form = layOutForm(issues);
  const name = stored?.source.name ?? '';
  const title = stored ? `Edit a source: ${name}` : 'Add a source';
  const path = stored ? editSourcePath(stored.id) : newSourcePath;
  const model = {
    errors: form.errors,
    ...{ path, name, differences },
    revision: stored?.revision ?? null,
    cancel: stored ? sourceAddress({ id: stored.id, name }).html : sourcesAddress().html,
    source: buildSourceFields(form, values, obstacles),
    reason: buildReasonField(form, reason),
  };
  return { kind: 'form', view: 'sources/edit', title, path, issues, model };
}

export async function takeNewSource(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  return takeSource(site, request, visitor, null);
}

export async function takeEditSource(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const stored = await loadSourceAt(site.store, request);
  if (stored.mergedInto === null) return takeSource(site, request, visitor, stored);
  const heir = await site.store.sources.loadHeir(stored);
  const shown = { values: readSourceValues(request.body), reason: parseReason(request.body).typed };
  const message = `Somebody merged this source into “${heir.source.name}” meanwhile. Saving writes what you typed to that one.`;
  return showBoth(site.store, heir, shown, [{ field: '', message }]);
}

async function takeSource(
  site: Site,
  { body }: Request,
  visitor: Visitor | null,
  stored: StoredSource | null,
): Promise<Reply> {
  const { store } = site;
  const rows = readSourceValues(body);
  const values = { ...rows, aliases: dropEmpty(rows.aliases) };
  const { reason, typed, issues } = parseReason(body);
  const shown = { values, reason: typed };
  const changed = changeAliases(rows, body);
  if (changed) return showForm(stored, { ...shown, values: changed }, NO_OBSTACLES, []);
  const judged = await judgeSource(store, values, stored?.source ?? null, makeUid);
  if (!judged.ok || issues.length > 0) {
    const obstacles = judged.ok ? NO_OBSTACLES : judged;
    return showForm(stored, shown, { ...obstacles, issues: [...obstacles.issues, ...issues] }, []);
  }
  const { record, newcomers } = judged;
  try {
    const base = stored && readRevision(body);
    await store.sources.save({ base, record, newcomers }, signWrite(site, visitor, reason));
  } catch (error) {
    return tellFailure(error, store, stored, shown);
  }
  refreshLater(site);
  const [saved] = await store.sources.loadByUids([record.uid]);
  return seeOther(sourceAddress({ id: saved!.id, name: record.name }).html);
}

async function tellFailure(
  error: unknown,
  store: Store,
  stored: StoredSource | null,
  shown: Typed,
): Promise<FormReply> {
  // Another editor was faster with the other half of the loop.
  if (error instanceof Refused && error.message.startsWith('source_family')) {
    const issues = [{ field: PARENT_FIELDS.name, message: LOOP }];
    return showForm(stored, shown, { ...NO_OBSTACLES, issues }, []);
  }
  if (!(error instanceof Conflict) || !stored) throw error;
  return showBoth(store, (await store.sources.load(stored.id))!, shown, CONFLICT);
}

/** What was typed beside what is there now. */
async function showBoth(store: Store, now: StoredSource, shown: Typed, issues: readonly Issue[]): Promise<FormReply> {
  const differences = compareValues(LABELS, flatten(shown.values), flatten(await writeValues(store, now)));
  return { ...showForm(now, shown, { ...NO_OBSTACLES, issues }, differences), status: 409 };
}

function flatten({ aliases, parent, ...rest }: SourceValues): Record<keyof typeof LABELS, string> {
  const names = dropEmpty(aliases).map(({ name, language }) => (language === '' ? name : `${name} (${language})`));
  return { ...rest, parent: parent.name, aliases: names.join('\n') };
}
