/** A source as it was typed. */
import { LIMITS } from '../../../model/limits.ts';
import type { Source } from '../../../model/records.ts';
import { hasField, readLine } from '../../forms/forms.ts';
import type { TypedName } from '../../forms/source-names.ts';

export interface AliasValues {
  name: string;
  language: string;
}

export interface SourceValues {
  name: string;
  /** `yes` when it is another source than those of the same name. */
  namesake: string;
  kind: string;
  country: string;
  homepage: string;
  wikidata: string;
  aliases: readonly AliasValues[];
  parent: TypedName;
  relation: string;
}

const NO_ALIAS: AliasValues = { name: '', language: '' };

export const EMPTY_SOURCE: SourceValues = {
  ...{ name: '', namesake: '', kind: '', country: '', homepage: '', wikidata: '' },
  aliases: [],
  parent: { name: '', pick: '', pickedFor: '', kind: '' },
  relation: '',
};

/** What the fields that name the parent are called in the form. */
export const PARENT_FIELDS = {
  name: 'parent',
  pick: 'parent-pick',
  pickedFor: 'parent-pickedFor',
  kind: 'parent-kind',
} as const;

/** The name of an alias's field in the form: `alias-0-name`. */
export function aliasField(row: number, name: keyof AliasValues): string {
  return `alias-${row}-${name}`;
}

/** A source as its form shows it. */
export function writeSourceValues(source: Source, parent: Source | null): SourceValues {
  const name = parent?.name ?? '';
  return {
    name: source.name,
    namesake: '',
    kind: source.kind,
    country: source.country ?? '',
    homepage: source.homepage ?? '',
    wikidata: source.wikidata ?? '',
    aliases: source.aliases.map((alias) => ({ name: alias.name, language: alias.language ?? '' })),
    parent: { name, pick: source.parent ?? '', pickedFor: name, kind: '' },
    relation: source.parentRelation ?? '',
  };
}

export function readSourceValues(body: unknown): SourceValues {
  const line = (name: string): string => readLine(body, name);
  return {
    name: line('name'),
    namesake: line('namesake'),
    kind: line('kind'),
    country: line('country'),
    homepage: line('homepage'),
    wikidata: line('wikidata'),
    aliases: readAliases(body),
    parent: {
      name: line(PARENT_FIELDS.name),
      pick: line(PARENT_FIELDS.pick),
      pickedFor: line(PARENT_FIELDS.pickedFor),
      kind: line(PARENT_FIELDS.kind),
    },
    relation: line('relation'),
  };
}

/** Rows are numbered from 0 without a gap. More than there may be are read, and shown again. */
function readAliases(body: unknown): AliasValues[] {
  const aliases: AliasValues[] = [];
  for (let row = 0; hasField(body, aliasField(row, 'name')); row += 1) {
    const [name, language] = [readLine(body, aliasField(row, 'name')), readLine(body, aliasField(row, 'language'))];
    aliases.push({ name, language });
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
