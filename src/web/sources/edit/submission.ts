import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import type { Issue } from '../../../model/issues.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Source, Uid } from '../../../model/records.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { Store } from '../../../storage/store.ts';
import { cleanName } from '../../../text/invisible.ts';
import { foldText } from '../../../text/words.ts';
import {
  checkFields,
  defineFields,
  fillFields,
  hasField,
  listIssues,
  sortIssues,
  readFields,
  readLine,
  type Checked,
  type FieldValues,
} from '../../forms/forms.ts';
import { interpretAddress, interpretWikidata } from '../../forms/interpreters/addresses.ts';
import { interpretCountry } from '../../forms/interpreters/countries.ts';
import { interpretLanguage } from '../../forms/interpreters/languages.ts';
import { findStored } from '../../forms/interpreters/interpretation.ts';
import {
  NO_SOURCE,
  nameFields,
  readName,
  readNamesakes,
  resolveName,
  type NamedSource,
  type Question,
  type TypedName,
} from '../../forms/source-names.ts';

const { source } = RECORD_RULES;

export const SOURCE_FIELDS = defineFields({
  name: { label: 'Name', rule: source.name, missing: 'Enter its name' },
  kind: { label: 'Kind', rule: source.kind, missing: 'Choose what kind of source it is' },
  country: { label: 'Country', rule: source.country, interpret: interpretCountry },
  homepage: { label: 'Homepage', rule: source.homepage, interpret: interpretAddress },
  wikidata: { label: 'Wikidata item', subject: 'The item', rule: source.wikidata, interpret: interpretWikidata },
  relation: { label: 'Relation', rule: source.parentRelation },
});

export const ALIAS_FIELDS = defineFields({
  name: { label: 'Alias', rule: source.name },
  language: { label: 'Language', rule: source.aliases.element.shape.language, interpret: interpretLanguage },
});

type AliasValues = FieldValues<typeof ALIAS_FIELDS>;

export interface SourceValues extends FieldValues<typeof SOURCE_FIELDS> {
  /** `yes` when it is another source than those that are called so, or much like it. */
  namesake: string;
  aliases: readonly AliasValues[];
  parent: TypedName;
}

export const PARENT_FIELDS = nameFields('parent');

/** The name of an alias's field in the form: `alias-0-name`. */
export function aliasField(row: number, name: string): string {
  return `alias-${row}-${name}`;
}

export const EMPTY_SOURCE = readSourceValues({});

export function fillSource(source: Source, parent: Source | null): SourceValues {
  const name = parent?.name ?? '';
  return {
    ...fillFields(SOURCE_FIELDS, { ...source, relation: source.parentRelation }),
    namesake: '',
    aliases: source.aliases.map((alias) => fillFields(ALIAS_FIELDS, alias)),
    parent: { name, pick: source.parent ?? '', pickedFor: name, kind: '' },
  };
}

export function readSourceValues(body: unknown): SourceValues {
  return {
    ...readFields(SOURCE_FIELDS, body),
    namesake: readLine(body, 'namesake'),
    aliases: readAliases(body),
    parent: readName(PARENT_FIELDS, body),
  };
}

/** Rows are numbered from 0 without a gap. Rows over the limit are read, to be shown again. */
function readAliases(body: unknown): AliasValues[] {
  const aliases: AliasValues[] = [];
  for (let row = 0; hasField(body, aliasField(row, 'name')); row += 1) {
    aliases.push(readFields(ALIAS_FIELDS, body, (name) => aliasField(row, name)));
  }
  return aliases;
}

/** The aliases that were typed, with one empty row after them. */
export function offerAlias(aliases: readonly AliasValues[]): AliasValues[] {
  const filled = dropEmpty(aliases);
  return filled.length < LIMITS.aliases ? [...filled, { name: '', language: '' }] : filled;
}

export function dropEmpty(aliases: readonly AliasValues[]): AliasValues[] {
  return aliases.filter(({ name, language }) => name !== '' || language !== '');
}

/** The values after a button that changes the rows; null for the button that saves. */
export function changeAliases(values: SourceValues, body: unknown): SourceValues | null {
  const action = readLine(body, 'action');
  if (action === 'add-alias') return values;
  const removed = /^remove-alias-(\d+)$/.exec(action)?.[1];
  if (removed === undefined) return null;
  return { ...values, aliases: values.aliases.filter((_, row) => row !== Number(removed)) };
}

/** Shown by the form beside the issues. */
export interface SourceDetails {
  question: Question | null;
  namesakes: readonly Namesake[];
}

/** Other sources that may be the one that is named, by one of its names as it was typed. */
interface Namesake {
  typed: string;
  /** Whether they are called just so, and don't only look alike. */
  isSame: boolean;
  known: readonly StoredSource[];
}

export interface SourceWrite {
  record: Source;
  newSources: readonly Source[];
  namesakes: readonly Uid[];
}

/** The fields as the form has them. */
const ORDER = ['name', 'namesake', 'kind', 'country', 'homepage', 'wikidata', 'alias', 'parent', 'relation'];

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
  const isUnrelated = values.parent.name !== '' && values.relation === '';
  const found = [
    ...listIssues(own),
    ...(isUnrelated ? [{ field: 'relation', message: 'Say how it belongs to the one above it' }] : []),
    ...checkNamesakes(values, namesakes),
    ...checkAliases(values.aliases),
    ...parent.issues,
  ];
  const issues = sortIssues(found, ORDER);
  if (!own.ok || issues.length > 0) return { ok: false, issues, details: { question: parent.question, namesakes } };
  const { relation, ...fields } = own.value;
  const record = {
    uid,
    ...fields,
    parent: parent.uid,
    parentRelation: parent.uid === null ? null : relation,
    aliases: dropEmpty(values.aliases).map(({ name, language }) => {
      return { name: cleanName(name), language: findStored(interpretLanguage, language) || null };
    }),
  };
  const others = namesakes.flatMap(({ known }) => known.map(({ source }) => source.uid));
  const known = [...others, ...readNamesakes(values.parent)];
  return { ok: true, value: { record, newSources: parent.newSources, namesakes: known } };
}

function checkAliases(rows: readonly AliasValues[]): Issue[] {
  const seen = new Set<string>();
  const issues = rows.flatMap(({ name, language }, row): Issue[] => {
    const field = aliasField(row, 'name');
    const checked = checkFields(ALIAS_FIELDS, { name, language }, (part) => aliasField(row, part));
    // Nothing is folded that is too long for a name.
    const key = checked.ok ? `${foldText(name)} ${checked.value.language}` : '';
    const isTwice = key !== '' && name !== '' && seen.has(key);
    seen.add(key);
    const isNameless = name === '' && language !== '';
    return [
      ...(isNameless ? [{ field, message: 'Enter the alias, or take its language out' }] : []),
      ...(isTwice ? [{ field, message: `“${name}” is there twice` }] : []),
      ...listIssues(checked),
    ];
  });
  if (dropEmpty(rows).length <= LIMITS.aliases) return issues;
  return [...issues, { field: aliasField(0, 'name'), message: `Aliases must be at most ${LIMITS.aliases}` }];
}

/** By each name that the source didn't have before. An unnamed source's words are no name. */
async function findNamesakes(
  store: Store,
  { name, kind, aliases }: SourceValues,
  before: Source | null,
): Promise<Namesake[]> {
  if (kind === 'unnamed') return [];
  const had = before === null ? [] : [before.name, ...before.aliases.map((alias) => alias.name)];
  const keys = new Set(had.map(foldText));
  const found: Namesake[] = [];
  for (const typed of [name, ...aliases.map((alias) => alias.name)]) {
    if (!SOURCE_FIELDS.name.rule.safeParse(typed).success) continue;
    const key = foldText(typed);
    if (keys.has(key)) continue;
    keys.add(key);
    const isOther = ({ source }: StoredSource): boolean => source.uid !== before?.uid;
    const same = (await store.sources.findByName(typed)).filter(isOther);
    const known = same.length > 0 ? same : (await store.sources.findLookAlikes(typed)).filter(isOther);
    if (known.length > 0) found.push({ typed, isSame: same.length > 0, known });
  }
  return found;
}

function checkNamesakes({ namesake }: SourceValues, namesakes: readonly Namesake[]): Issue[] {
  if (namesake === 'yes') return [];
  return namesakes.map(({ typed, isSame }) => {
    const known = isSame ? 'is known here already' : 'is much like the name of a source that is here already';
    return { field: 'namesake', message: `“${typed}” ${known}: say whether this is another one` };
  });
}

async function resolveParent(
  store: Store,
  { parent }: SourceValues,
  uid: Uid,
  makeUid: () => Uid,
): Promise<NamedSource> {
  if (parent.name === '') return NO_SOURCE;
  const found = await resolveName(store, PARENT_FIELDS, parent, makeUid, { except: [uid] });
  const parents = [found.uid, ...found.newSources.map((one) => one.parent)];
  const above = await store.sources.loadFamilies(parents.flatMap((one) => one ?? []));
  const isLoop = above.some((one) => one.uid === uid);
  return isLoop ? { ...found, issues: [{ field: PARENT_FIELDS.name, message: LOOP }] } : found;
}
