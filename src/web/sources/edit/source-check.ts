/** What a source that was typed means, or every issue at once. */
import { foldText } from '../../../text/words.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Source, Uid } from '../../../model/records.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { checkFields, listIssues, type Checked } from '../../forms/fields.ts';
import { NO_SOURCE, resolveName, type NamedSource, type Question } from '../../forms/source-names.ts';
import {
  ALIAS_FIELDS,
  aliasField,
  dropEmpty,
  PARENT_FIELDS,
  SOURCE_FIELDS,
  type AliasValues,
  type SourceValues,
} from './values.ts';

/** What the form shows beside the issues. */
export interface SourceDetails {
  /** Which source the parent is. */
  question: Question | null;
  /** Sources that have this name already. */
  namesakes: readonly StoredSource[];
}

export interface SourceWrite {
  record: Source;
  newSources: readonly Source[];
}

export const LOOP = 'Choose another: this one is below the source itself, and a family has no loops';

/**
 * @param before the source as it is now; null for a new one
 * @param makeUid gives a new uid with each call
 */
export async function checkSource(
  store: Store,
  values: SourceValues,
  before: Source | null,
  makeUid: () => Uid,
): Promise<Checked<SourceWrite, SourceDetails>> {
  const uid = before?.uid ?? makeUid();
  const parent = await resolveParent(store, values, uid, makeUid);
  const namesakes = await findNamesakes(store, values, before);
  const own = checkFields(SOURCE_FIELDS, values);
  const aliases = dropEmpty(values.aliases);
  const isUnrelated = values.parent.name !== '' && values.relation === '';
  const issues = [
    ...listIssues(own),
    ...(isUnrelated ? [{ field: 'relation', message: 'Say how it belongs to the one above it' }] : []),
    ...checkNamesakes(values, namesakes),
    ...checkAliases(values.aliases),
    ...parent.issues,
  ];
  if (!own.ok || issues.length > 0) return { ok: false, issues, details: { question: parent.question, namesakes } };
  const { relation, ...fields } = own.value;
  const record = {
    uid,
    ...fields,
    parent: parent.uid,
    parentRelation: parent.uid === null ? null : relation,
    aliases: aliases.map(({ name, language }) => ({ name, language: language || null })),
  };
  return { ok: true, value: { record, newSources: parent.newSources } };
}

function checkAliases(rows: readonly AliasValues[]): Issue[] {
  const seen = new Set<string>();
  const issues = rows.flatMap(({ name, language }, row): Issue[] => {
    const field = aliasField(row, 'name');
    const key = `${name} ${language}`;
    const isTwice = name !== '' && seen.has(key);
    seen.add(key);
    const isNameless = name === '' && language !== '';
    return [
      ...(isNameless ? [{ field, message: 'Enter the alias, or take its language out' }] : []),
      ...(isTwice ? [{ field, message: `“${name}” is there twice` }] : []),
      ...listIssues(checkFields(ALIAS_FIELDS, { name, language }, (part) => aliasField(row, part))),
    ];
  });
  if (dropEmpty(rows).length <= LIMITS.aliases) return issues;
  return [...issues, { field: aliasField(0, 'name'), message: `Aliases must be at most ${LIMITS.aliases}` }];
}

/** Others that have this name already, where it is new here. An unnamed source's words are no name. */
async function findNamesakes(
  store: Store,
  { name, kind }: SourceValues,
  before: Source | null,
): Promise<StoredSource[]> {
  const isSame = before !== null && foldText(before.name) === foldText(name);
  if (name === '' || kind === 'unnamed' || isSame || !SOURCE_FIELDS.name.rule.safeParse(name).success) return [];
  return (await store.sources.findByName(name)).filter(({ source }) => source.uid !== before?.uid);
}

function checkNamesakes({ name, namesake }: SourceValues, namesakes: readonly StoredSource[]): Issue[] {
  if (namesakes.length === 0 || namesake === 'yes') return [];
  return [{ field: 'namesake', message: `“${name}” is known here already: say whether this is another one` }];
}

async function resolveParent(
  store: Store,
  { parent }: SourceValues,
  uid: Uid,
  makeUid: () => Uid,
): Promise<NamedSource> {
  if (parent.name === '') return NO_SOURCE;
  const found = await resolveName(store, PARENT_FIELDS, parent, makeUid, { except: [uid] });
  const above = found.uid === null || found.newSources.length > 0 ? [] : await store.sources.loadFamilies([found.uid]);
  const isLoop = above.some((one) => one.uid === uid);
  return isLoop ? { ...found, issues: [{ field: PARENT_FIELDS.name, message: LOOP }] } : found;
}
