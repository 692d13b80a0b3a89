import { v7 as makeUid } from 'uuid';
import { PARENT_RELATIONS, SOURCE_KINDS } from '../../../model/records.ts';
import { Refused } from '../../../storage/errors.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import { editSourcePath, newSourcePath, sourceAddress } from '../../../urls/records.ts';
import { sourcesAddress } from '../../../urls/site.ts';
import { writeName } from '../../../wording/names.ts';
import { RELATION_WORDS, SOURCE_KIND_WORDS } from '../../../wording/values.ts';
import { layOutForm, listLabels, readLine, seeOther, type Form } from '../../forms/forms.ts';
import { buildQuestion, hideAnswer } from '../../forms/source-names.ts';
import {
  buildReasonField,
  handleRecordForm,
  readRevision,
  showBoth,
  type FormHandlers,
  type RecordForm,
} from '../../forms/write.ts';
import { readPastRecord } from '../../records/history.ts';
import { locateSaved } from '../../records/save-notice.ts';
import { refreshLater } from '../../http/other-thread.ts';
import { loadSourceAt, loadUnmerged } from '../visible-source.ts';
import {
  ALIAS_FIELDS,
  aliasField,
  changeAliases,
  checkSource,
  dropEmpty,
  EMPTY_SOURCE,
  fillSource,
  LOOP,
  offerAlias,
  PARENT_FIELDS,
  readSourceValues,
  SOURCE_FIELDS,
  type SourceDetails,
  type SourceValues,
  type SourceWrite,
} from './submission.ts';

const { name, kind, country, homepage, wikidata, relation } = listLabels(SOURCE_FIELDS);
const SOURCE_LABELS = {
  ...{ name, kind, country, homepage, wikidata },
  ...{ aliases: 'Aliases', parent: 'Part of, or controlled by', relation },
};

const form: RecordForm<StoredSource | null, SourceValues, SourceWrite, SourceDetails, keyof typeof SOURCE_LABELS> = {
  load: async ({ store }, request) => (request.params.id === undefined ? null : loadSourceAt(store, request)),
  async fill(store, stored) {
    if (!stored) return EMPTY_SOURCE;
    const { source } = stored;
    const [parent = null] = source.parent === null ? [] : await store.sources.loadByUids([source.parent]);
    return fillSource(source, parent && parent.source);
  },
  async fillSeen(store, { revision, source }, seen) {
    const past = await readPastRecord(store, source, revision, seen);
    const above = past?.parent ?? null;
    const [parent = null] = above === null ? [] : await store.sources.loadByUids([above]);
    return past && fillSource(past, parent && parent.source);
  },
  locate: ({ revision, source: { uid } }) => ({ revision, subject: uid, uid }),
  read({ body }) {
    const rows = readSourceValues(body);
    return changeAliases(rows, body) ? rows : { ...rows, aliases: dropEmpty(rows.aliases) };
  },
  async check({ store, target, body }, values) {
    const changed = changeAliases(values, body);
    if (changed) return { ok: false, values: changed, issues: [], isUnfinished: true };
    return { values, ...(await checkSource(store, values, target?.source ?? null, makeUid)) };
  },
  async save({ site, store, target, body, by }, draft, typed) {
    try {
      await store.sources.save({ base: target && target.revision, ...draft }, by);
    } catch (error) {
      // Another editor just made the other half of the loop.
      if (!(error instanceof Refused) || !error.message.startsWith('source_family')) throw error;
      return form.show(target, typed, { issues: [{ field: PARENT_FIELDS.name, message: LOOP }] }, [], site);
    }
    refreshLater(site);
    const { uid, name } = draft.record;
    const [saved] = await store.sources.loadByUids([uid]);
    const path = sourceAddress({ id: saved!.id, name }).html;
    return seeOther(locateSaved(path, target && target.revision, saved!.revision, target && readRevision(body)));
  },
  labels: SOURCE_LABELS,
  fields: { aliases: aliasField(0, 'name') },
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
    return showBoth(form, { site, target }, typed, [{ field: '', message }]);
  },
};

function flatten({ aliases, parent, ...rest }: SourceValues): Record<keyof typeof SOURCE_LABELS, string> {
  const names = dropEmpty(aliases).map(({ name, language }) => (language === '' ? name : `${name} (${language})`));
  return { ...rest, parent: parent.name, aliases: names.join('\n') };
}

function buildSourceFields(
  form: Form,
  values: SourceValues,
  { question, namesakes }: SourceDetails = { question: null, namesakes: [] },
) {
  const { parent } = values;
  const text = (name: 'country' | 'homepage' | 'wikidata', label: string, hint: string) =>
    form.text({
      ...{ name, label: `${label} (optional)`, value: values[name], hint, interpret: SOURCE_FIELDS[name].interpret },
      width: name === 'homepage' ? 'wide' : 'short',
    });
  const choose = { value: '', text: 'choose' };
  return {
    name: form.text({ name: 'name', label: 'Name', value: values.name, hint: 'As it calls itself, in its own script' }),
    /** The box says that it is another source than those that are called so, or much like it. */
    namesakes:
      namesakes.length === 0
        ? null
        : {
            known: uniteKnown(namesakes).map(({ id, source }) => ({
              name: writeName(source),
              href: sourceAddress({ id, name: source.name }).html,
              kind: SOURCE_KIND_WORDS[source.kind],
            })),
            other: form.check({
              name: 'namesake',
              label: 'This is another source',
              checked: values.namesake === 'yes',
            }),
          },
    kind: form.select({
      name: 'kind',
      label: 'Kind',
      value: values.kind,
      options: [choose, ...SOURCE_KINDS.map((value) => ({ value, text: SOURCE_KIND_WORDS[value] }))],
    }),
    country: text('country', 'Country', 'Its name or its code, such as South Korea or KR'),
    homepage: text('homepage', 'Homepage', 'Its address on the web, such as yna.co.kr'),
    wikidata: text('wikidata', 'Wikidata item', 'Its number or its address, such as Q42'),
    aliases: buildAliases(form, values),
    parent: form.text({
      name: PARENT_FIELDS.name,
      label: 'Part of, or controlled by (optional)',
      value: parent.name,
      hint: 'The source above it. The two are then one family.',
      suggest: 'sources',
    }),
    question: question && buildQuestion(form, PARENT_FIELDS, parent, question),
    relation: form.select({
      name: 'relation',
      label: 'Relation',
      value: values.relation,
      options: [choose, ...PARENT_RELATIONS.map((value) => ({ value, text: RELATION_WORDS[value] }))],
    }),
    hidden: hideAnswer(PARENT_FIELDS, parent, question !== null),
  };
}

/** Each once, though it may be found by several names. */
function uniteKnown(namesakes: SourceDetails['namesakes']): StoredSource[] {
  return [...new Map(namesakes.flatMap(({ known }) => known).map((stored) => [stored.id, stored])).values()];
}

function buildAliases(form: Form, values: SourceValues) {
  return offerAlias(values.aliases).map(({ name, language }, row) => ({
    number: row + 1,
    name: form.text({ name: aliasField(row, 'name'), label: `Alias ${row + 1}`, value: name }),
    language: form.text({
      name: aliasField(row, 'language'),
      label: `Language ${row + 1}`,
      value: language,
      width: 'short',
      interpret: ALIAS_FIELDS.language.interpret,
    }),
    removal: name === '' && language === '' ? null : `remove-alias-${row}`,
  }));
}
