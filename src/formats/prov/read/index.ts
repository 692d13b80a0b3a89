/** The records of one bundle by what is asked of them. */
import { inNamespace, type ProvBundle, type ProvKind, type ProvRecord, type ProvValue } from '../model.ts';
import { readTime } from '../times.ts';

/** A thing of PROV with all that was said of it. */
export interface Thing {
  uri: string;
  types: ReadonlySet<string>;
  /** By attribute. */
  values: ReadonlyMap<string, readonly ProvValue[]>;
}

interface Growing {
  uri: string;
  types: Set<string>;
  values: Map<string, ProvValue[]>;
}

export interface ProvIndex {
  things: ReadonlyMap<string, Thing>;
  /** By kind, in order. */
  relations: (kind: ProvKind) => readonly ProvRecord[];
}

/** Entities, activities and agents may be described several times, and all of it holds (PROV-CONSTRAINTS, 22 and 23). */
export function indexRecords({ records }: ProvBundle): ProvIndex {
  const things = new Map<string, Growing>();
  const kinds = new Map<ProvKind, ProvRecord[]>();
  for (const record of records) {
    const list = kinds.get(record.kind);
    if (list) list.push(record);
    else kinds.set(record.kind, [record]);
    if (record.id === null) continue;
    const thing: Growing = things.get(record.id) ?? { uri: record.id, types: new Set(), values: new Map() };
    things.set(record.id, thing);
    for (const [name, value] of record.attributes) {
      if (name === PROV_TYPE) thing.types.add(value.kind === 'name' ? value.uri : value.text);
      const values = thing.values.get(name);
      if (values) values.push(value);
      else thing.values.set(name, [value]);
    }
  }
  return { things, relations: (kind) => kinds.get(kind) ?? [] };
}

const PROV_TYPE = inNamespace('prov', 'type');

/** What is named but not described is there all the same. */
export function findThing({ things }: ProvIndex, uri: string): Thing {
  return things.get(uri) ?? { uri, types: new Set(), values: new Map() };
}

/** The first value of an attribute, as a text. */
export function firstText({ values }: Thing, name: string): string | null {
  const [value] = values.get(name) ?? [];
  if (value === undefined) return null;
  return value.kind === 'name' ? value.uri : value.text;
}

/** All texts of an attribute, with their languages. */
export function allTexts({ values }: Thing, name: string): { text: string; language: string | null }[] {
  return (values.get(name) ?? []).flatMap((value) =>
    value.kind === 'name' ? [] : [{ text: value.text, language: value.kind === 'text' ? value.language : null }],
  );
}

/** A whole number that an attribute gives; `NaN`, which no check lets through, for anything else. */
export function firstNumber(thing: Thing, name: string): number | null {
  const text = firstText(thing, name);
  if (text === null) return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

/** When an activity was over, or else began. */
export function findActivityTime({ relations }: ProvIndex): (activity: string) => string | null {
  const times = new Map<string, string>();
  for (const { id, formal } of relations('activity')) {
    const time = formal.endTime ?? formal.startTime;
    if (id !== null && time !== undefined) times.set(id, time);
  }
  return (activity) => {
    const time = times.get(activity);
    return time === undefined ? null : (readTime(time)?.date ?? null);
  };
}
