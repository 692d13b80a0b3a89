/** A source as it was typed. */
import { z } from 'zod';
import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Source } from '../../../model/records.ts';
import { defineFields, fillFields, readFields, type FieldValues } from '../../forms/fields.ts';
import { hasField, readLine } from '../../forms/forms.ts';
import { readName, type TypedName } from '../../forms/source-names.ts';

const { source } = RECORD_RULES;

/** Codes are upper case, and few type them so. */
const upperCase = z.string().toUpperCase();

export const SOURCE_FIELDS = defineFields({
  name: { label: 'Name', rule: source.name, missing: 'Enter its name' },
  kind: { label: 'Kind', rule: source.kind, missing: 'Choose what kind of source it is' },
  country: { label: 'Country', rule: upperCase.pipe(source.country.unwrap()) },
  homepage: { label: 'Homepage', rule: source.homepage },
  wikidata: { label: 'Wikidata item', subject: 'The item', rule: upperCase.pipe(source.wikidata.unwrap()) },
  relation: { label: 'Relation', rule: source.parentRelation },
});

export const ALIAS_FIELDS = defineFields({
  name: { label: 'Alias', rule: source.name },
  language: { label: 'Language', rule: source.aliases.element.shape.language },
});

export type AliasValues = FieldValues<typeof ALIAS_FIELDS>;

export interface SourceValues extends FieldValues<typeof SOURCE_FIELDS> {
  /** `yes` when it is another source than those of the same name. */
  namesake: string;
  aliases: readonly AliasValues[];
  parent: TypedName;
}

const NO_ALIAS: AliasValues = { name: '', language: '' };

/** What the fields that name the parent are called in the form. */
export const PARENT_FIELDS = {
  name: 'parent',
  pick: 'parent-pick',
  pickedFor: 'parent-pickedFor',
  kind: 'parent-kind',
} as const;

/** The name of an alias's field in the form: `alias-0-name`. */
export function aliasField(row: number, name: string): string {
  return `alias-${row}-${name}`;
}

export const EMPTY_SOURCE = readSourceValues({});

/** A source as its form shows it. */
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

/** Rows are numbered from 0 without a gap. More than there may be are read, and shown again. */
function readAliases(body: unknown): AliasValues[] {
  const aliases: AliasValues[] = [];
  for (let row = 0; hasField(body, aliasField(row, 'name')); row += 1) {
    aliases.push(readFields(ALIAS_FIELDS, body, (name) => aliasField(row, name)));
  }
  return aliases;
}

function isEmpty({ name, language }: AliasValues): boolean {
  return name === '' && language === '';
}

/** The aliases that were typed, with one empty row after them. */
export function offerAlias(aliases: readonly AliasValues[]): AliasValues[] {
  const filled = dropEmpty(aliases);
  return filled.length < LIMITS.aliases ? [...filled, NO_ALIAS] : filled;
}

export function dropEmpty(aliases: readonly AliasValues[]): AliasValues[] {
  return aliases.filter((alias) => !isEmpty(alias));
}

/** What a submit button asks of the rows themselves; null for the button that saves. */
export function changeAliases(values: SourceValues, body: unknown): SourceValues | null {
  const action = readLine(body, 'action');
  if (action === 'add-alias') return values;
  const removed = /^remove-alias-(\d+)$/.exec(action)?.[1];
  if (removed === undefined) return null;
  return { ...values, aliases: values.aliases.filter((_, row) => row !== Number(removed)) };
}
