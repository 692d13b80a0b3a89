/** What a source that was typed means, or every issue at once. */
import { checkCountry, checkLanguage, checkText, checkUrl, checkWikidata } from '../../../formats/checks.ts';
import { foldText } from '../../../text/words.ts';
import { LIMITS } from '../../../model/limits.ts';
import {
  PARENT_RELATIONS,
  SOURCE_KINDS,
  type ParentRelation,
  type Source,
  type SourceKind,
  type Uid,
} from '../../../model/records.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { judgeField } from '../../forms/forms.ts';
import type { Checked } from '../../forms/write.ts';
import { findSource, makeSource, type Question } from '../../forms/source-names.ts';
import { aliasField, dropEmpty, PARENT_FIELDS, type AliasValues, type SourceValues } from './values.ts';

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
  const issues = [
    ...judgeOwn(values),
    ...checkNamesakes(values, namesakes),
    ...judgeAliases(values.aliases),
    ...parent.issues,
  ];
  if (issues.length > 0) return { ok: false, issues, details: { question: parent.question, namesakes } };
  const record = {
    uid,
    name: values.name,
    kind: values.kind as SourceKind,
    // Codes are upper case, and few type them so.
    country: values.country.toUpperCase() || null,
    parent: parent.uid,
    parentRelation: parent.uid === null ? null : (values.relation as ParentRelation),
    aliases: dropEmpty(values.aliases).map(({ name, language }) => ({ name, language: language || null })),
    homepage: values.homepage || null,
    wikidata: values.wikidata.toUpperCase() || null,
  };
  return { ok: true, value: { record, newSources: parent.newSources } };
}

function judgeOwn(values: SourceValues): Issue[] {
  const among = (list: readonly string[]) => (value: string) =>
    list.includes(value) ? null : `must be one of ${list.join(', ')}`;
  const judge = (
    field: 'name' | 'kind' | 'country' | 'homepage' | 'wikidata' | 'relation',
    label: string,
    missing: string | null,
    check: (value: string) => string | null,
  ) => judgeField({ field, label, value: values[field], missing, check });
  const hasParent = values.parent.name !== '';
  return [
    ...judge('name', 'Name', 'Enter its name', checkName),
    ...judge('kind', 'Kind', 'Choose what kind of source it is', among(SOURCE_KINDS)),
    ...judge('country', 'Country', null, (value) => checkCountry(value.toUpperCase())),
    ...judge('homepage', 'Homepage', null, (value) => checkUrl(value, LIMITS.url)),
    ...judge('wikidata', 'The item', null, (value) => checkWikidata(value.toUpperCase())),
    ...judge(
      'relation',
      'Relation',
      hasParent ? 'Say how it belongs to the one above it' : null,
      among(PARENT_RELATIONS),
    ),
  ];
}

const checkName = (value: string): string | null => checkText(value, { most: LIMITS.sourceName, lines: false });

function judgeAliases(rows: readonly AliasValues[]): Issue[] {
  const seen = new Set<string>();
  const issues = rows.flatMap(({ name, language }, row): Issue[] => {
    const field = aliasField(row, 'name');
    const key = `${name} ${language}`;
    const isTwice = name !== '' && seen.has(key);
    seen.add(key);
    return [
      ...judgeField({
        ...{ field, label: 'Alias', value: name, check: checkName },
        missing: language === '' ? null : 'Enter the alias, or take its language out',
      }),
      ...(isTwice ? [{ field, message: `“${name}” is there twice` }] : []),
      ...judgeField({
        ...{ field: aliasField(row, 'language'), label: 'Language', value: language, missing: null },
        check: checkLanguage,
      }),
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
  if (name === '' || kind === 'unnamed' || isSame || checkName(name) !== null) return [];
  return (await store.sources.findByName(name)).filter(({ source }) => source.uid !== before?.uid);
}

function checkNamesakes({ name, namesake }: SourceValues, namesakes: readonly StoredSource[]): Issue[] {
  if (namesakes.length === 0 || namesake === 'yes') return [];
  return [{ field: 'namesake', message: `“${name}” is known here already: say whether this is another one` }];
}

interface Parent {
  uid: Uid | null;
  newSources: readonly Source[];
  issues: readonly Issue[];
  question: Question | null;
}

async function resolveParent(store: Store, { parent }: SourceValues, uid: Uid, makeUid: () => Uid): Promise<Parent> {
  const none: Parent = { uid: null, newSources: [], issues: [], question: null };
  if (parent.name === '') return none;
  const found = await findSource(store, parent, { except: [uid] });
  if ('make' in found) {
    const fresh = makeSource(makeUid(), parent.name, found.make);
    return { ...none, uid: fresh.uid, newSources: [fresh] };
  }
  if (!('is' in found)) {
    const { field, message, question } = found;
    return { ...none, question, issues: [{ field: PARENT_FIELDS[field], message }] };
  }
  const above = await store.sources.loadFamilies([found.is]);
  const isLoop = above.some((one) => one.uid === uid);
  return { ...none, uid: found.is, issues: isLoop ? [{ field: PARENT_FIELDS.name, message: LOOP }] : [] };
}
