/** `/sources/new` and `/sources/:id/edit`. */
import { v7 as makeUid } from 'uuid';
import { Refused } from '../../../storage/errors.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import { listLabels } from '../../forms/fields.ts';
import { layOutForm, readLine, seeOther } from '../../forms/forms.ts';
import {
  buildReasonField,
  handleRecordForm,
  readRevision,
  showBoth,
  type FormHandlers,
  type RecordForm,
} from '../../forms/write.ts';
import { refreshLater } from '../../http/route.ts';
import { loadSourceAt, loadUnmerged } from '../visible-source.ts';
import { buildSourceFields } from './form-model.ts';
import { checkSource, LOOP, type SourceDetails, type SourceWrite } from './source-check.ts';
import {
  changeAliases,
  dropEmpty,
  EMPTY_SOURCE,
  PARENT_FIELDS,
  readSourceValues,
  SOURCE_FIELDS,
  fillSource,
  type SourceValues,
} from './values.ts';
import { editSourcePath, newSourcePath, sourceAddress } from '../../../urls/records.ts';
import { sourcesAddress } from '../../../urls/site.ts';

const { name, kind, country, homepage, wikidata, relation } = listLabels(SOURCE_FIELDS);
const SOURCE_LABELS = {
  ...{ name, kind, country, homepage, wikidata },
  ...{ aliases: 'Aliases', parent: 'Part of, or controlled by', relation },
};

type Form = RecordForm<StoredSource | null, SourceValues, SourceWrite, SourceDetails, keyof typeof SOURCE_LABELS>;

const form: Form = {
  load: async ({ store }, request) => (request.params.id === undefined ? null : loadSourceAt(store, request)),
  async fill(store, stored) {
    if (!stored) return EMPTY_SOURCE;
    const { source } = stored;
    const [parent = null] = source.parent === null ? [] : await store.sources.loadByUids([source.parent]);
    return fillSource(source, parent && parent.source);
  },
  async parse({ store, target, body }) {
    const rows = readSourceValues(body);
    const changed = changeAliases(rows, body);
    if (changed) return { ok: false, values: changed, issues: [], isUnfinished: true };
    const values = { ...rows, aliases: dropEmpty(rows.aliases) };
    return { values, ...(await checkSource(store, values, target?.source ?? null, makeUid)) };
  },
  async save({ site, store, target, body, by }, draft, typed) {
    try {
      await store.sources.save({ base: target && readRevision(body), ...draft }, by);
    } catch (error) {
      // Another editor was faster with the other half of the loop.
      if (!(error instanceof Refused) || !error.message.startsWith('source_family')) throw error;
      return form.show(target, typed, { issues: [{ field: PARENT_FIELDS.name, message: LOOP }] }, []);
    }
    refreshLater(site);
    const { uid, name } = draft.record;
    const [saved] = await store.sources.loadByUids([uid]);
    return seeOther(sourceAddress({ id: saved!.id, name }).html);
  },
  labels: SOURCE_LABELS,
  flatten,
  show(stored, { values, reason }, { issues, details }, differences) {
    const form = layOutForm(issues);
    const name = stored?.source.name ?? '';
    const title = stored ? `Edit a source: ${name}` : 'Add a source';
    const path = stored ? editSourcePath(stored.id) : newSourcePath;
    const model = {
      errors: form.errors,
      ...{ path, name, differences },
      revision: stored?.revision ?? null,
      cancel: stored ? sourceAddress({ id: stored.id, name }).html : sourcesAddress().html,
      source: buildSourceFields(form, values, details),
      reason: buildReasonField(form, reason),
    };
    return { kind: 'form', view: 'sources/edit', title, path, issues, model };
  },
};

const handlers = handleRecordForm(form);

export const sourceForm: FormHandlers = {
  async show(site, request, format, visitor) {
    if (request.params.id !== undefined) await loadUnmerged(site.store, request);
    return handlers.show(site, request, format, visitor);
  },
  async submit(site, request, format, visitor) {
    const { store } = site;
    const stored = await form.load(site, request, visitor);
    if (!stored || stored.mergedInto === null) return handlers.submit(site, request, format, visitor);
    const target = await store.sources.loadReplacement(stored);
    const typed = { values: readSourceValues(request.body), reason: readLine(request.body, 'reason') };
    const message = `Somebody merged this source into “${target.source.name}” meanwhile. Saving writes what you typed to that one.`;
    return showBoth(form, { store, target }, typed, [{ field: '', message }]);
  },
};

function flatten({ aliases, parent, ...rest }: SourceValues): Record<keyof typeof SOURCE_LABELS, string> {
  const names = dropEmpty(aliases).map(({ name, language }) => (language === '' ? name : `${name} (${language})`));
  return { ...rest, parent: parent.name, aliases: names.join('\n') };
}
