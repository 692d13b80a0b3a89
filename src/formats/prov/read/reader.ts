import { isElement, NAMESPACES, PROV_KINDS, TIMES } from '../model.ts';
import type { ProvBundle, ProvKind, ProvRecord, ProvValue } from '../model.ts';
import { clip, expandName, isObject, PREDECLARED, readPrefixes, readValue, UnreadableProv } from '../names.ts';
import type { Prefixes } from '../names.ts';
import { readTime, tellTime } from '../times.ts';
import type { Issue } from '../../../model/issues.ts';

export type ProvReading = { ok: true; bundles: ProvBundle[] } | { ok: false; problems: Issue[] };

/** Problems past this many help nobody. */
export const PROBLEMS_LISTED = 100;

/** More than any claim of ours has: 10,000 statements with their publications and 50,000 attributions. */
const MOST_RECORDS = 500_000;

/** Whether this is meant as PROV-JSON: an object with members of its own, and not one of our formats. */
export function isProvJson(value: unknown): boolean {
  if (!isObject(value) || 'format' in value) return false;
  return Object.keys(value).some((key) => key === 'prefix' || key === 'bundle' || isKind(key));
}

/** What is read so far. */
interface Progress {
  problems: Issue[];
  count: number;
}

/**
 * Reads a document of PROV-JSON.
 * @param value parsed JSON, anything at all
 * @returns the document's own records and those of its bundles, or every problem with the record it is in
 */
export function readProvJson(value: unknown): ProvReading {
  if (!isObject(value)) return { ok: false, problems: [{ field: '', message: 'must be an object' }] };
  const progress: Progress = { problems: [], count: 0 };
  const prefixes = attempt(progress, 'prefix', () => readPrefixes(value.prefix, PREDECLARED)) ?? PREDECLARED;
  const bundles = [readBundle(null, value, prefixes, progress), ...readBundles(value.bundle, prefixes, progress)];
  if (progress.count > MOST_RECORDS) {
    progress.problems.unshift({ field: '', message: `must have at most ${MOST_RECORDS.toLocaleString('en')} records` });
  }
  const { problems } = progress;
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, PROBLEMS_LISTED) } : { ok: true, bundles };
}

function readBundles(value: unknown, outer: Prefixes, progress: Progress): ProvBundle[] {
  if (value === undefined) return [];
  if (!isObject(value)) {
    progress.problems.push({ field: 'bundle', message: 'must be an object' });
    return [];
  }
  return Object.entries(value).flatMap(([name, content]) => {
    const field = `bundle ${clip(name)}`;
    return (
      attempt(progress, field, () => {
        if (!isObject(content)) throw new UnreadableProv('must be an object');
        if ('bundle' in content) throw new UnreadableProv('must not have bundles of its own (PROV-DM, 5.4)');
        const prefixes = readPrefixes(content.prefix, outer);
        return readBundle(expandName(name, prefixes), content, prefixes, progress, `${field}, `);
      }) ?? []
    );
  });
}

function readBundle(
  id: string | null,
  content: Record<string, unknown>,
  prefixes: Prefixes,
  progress: Progress,
  place = '',
): ProvBundle {
  const records: ProvRecord[] = [];
  for (const [kind, section] of Object.entries(content)) {
    if (kind === 'prefix' || kind === 'bundle') continue;
    attempt(progress, `${place}${clip(kind)}`, () => {
      if (!isKind(kind)) throw new UnreadableProv('is no record kind of PROV-JSON');
      if (!isObject(section)) throw new UnreadableProv('must be an object');
      for (const [name, written] of Object.entries(section)) {
        // Several records may have one name (2.2).
        for (const one of Array.isArray(written) ? (written as unknown[]) : [written]) {
          progress.count += 1;
          if (progress.count > MOST_RECORDS) return;
          attempt(progress, `${place}${kind} ${clip(name)}`, () => {
            for (const record of readRecord(kind, name, one, prefixes)) records.push(record);
          });
        }
      }
    });
  }
  return { id, records };
}

/** `hasOwn`: a section may be called `constructor`. */
const isKind = (kind: string): kind is ProvKind => Object.hasOwn(PROV_KINDS, kind);

/** What it gives; null, and a problem of this field, when it can't be read. */
function attempt<T>({ problems }: Progress, field: string, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadableProv)) throw error;
    if (problems.length < PROBLEMS_LISTED) problems.push({ field, message: error.message });
    return null;
  }
}

/** One record; a membership of several entities is as many (3.4.6). */
function readRecord(kind: ProvKind, name: string, written: unknown, prefixes: Prefixes): ProvRecord[] {
  if (!isObject(written)) throw new UnreadableProv('must be an object');
  const isBlank = name.startsWith('_:');
  if (isBlank && isElement(kind)) throw new UnreadableProv('must have a name that is not blank');
  const id = isBlank ? null : expandName(name, prefixes);
  const { needs, takes } = PROV_KINDS[kind];
  const known = [...needs, ...takes];
  const formal: Record<string, string> = {};
  const attributes: [string, ProvValue][] = [];
  let more: string[] = [];
  for (const [key, value] of Object.entries(written)) {
    const uri = expandName(key, prefixes);
    const argument = uri.startsWith(NAMESPACES.prov) ? uri.slice(NAMESPACES.prov.length) : '';
    if (known.includes(argument)) {
      const [first, ...rest] = readArguments(argument, value, prefixes);
      const isList = kind === 'hadMember' && argument === 'entity';
      if (first === undefined || (rest.length > 0 && !isList)) throw new UnreadableProv(`must have one ${key}`);
      formal[argument] = first;
      if (isList) more = rest;
    } else {
      const values = Array.isArray(value) ? (value as unknown[]) : [value];
      for (const one of values) attributes.push([uri, readValue(one, prefixes)]);
    }
  }
  const missing = needs.find((argument) => formal[argument] === undefined);
  if (missing !== undefined) throw new UnreadableProv(`must have prov:${missing}`);
  return [
    { kind, id, formal, attributes },
    ...more.map((entity): ProvRecord => ({ kind, id, formal: { ...formal, entity }, attributes })),
  ];
}

function readArguments(argument: string, value: unknown, prefixes: Prefixes): string[] {
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  return values.map((one) => {
    // Some write names and times as typed values.
    const plain = isObject(one) ? one.$ : one;
    if (!TIMES.includes(argument)) return expandName(plain, prefixes);
    if (typeof plain !== 'string' || !readTime(plain)) {
      throw new UnreadableProv(tellTime(plain));
    }
    return plain;
  });
}
