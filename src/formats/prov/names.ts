/** Names and values of PROV-JSON, each read with the prefixes of the document or bundle that it stands in. */
import { NAMESPACES, type ProvValue } from './model.ts';
import { readTime, tellTime } from './times.ts';

/** By prefix; the default namespace has an empty one. */
export type Prefixes = ReadonlyMap<string, string>;

/** What can't be read, and why. The reader names the record. */
export class UnreadableProv extends Error {}

/** Known without being declared (PROV-N, 3.7.1; `xsi` is python-prov's). */
export const PREDECLARED: Prefixes = new Map([
  ['prov', NAMESPACES.prov],
  ['xsd', NAMESPACES.xsd],
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
]);

/** So many characters may a name have, whole. */
const LONGEST = 2_000;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The prefixes of a document or a bundle.
 * @param outer what a bundle's own come on top of
 * @throws UnreadableProv
 */
export function readPrefixes(value: unknown, outer: Prefixes): Prefixes {
  if (value === undefined) return outer;
  if (!isObject(value)) throw new UnreadableProv('must be an object');
  const prefixes = new Map(outer);
  for (const [prefix, uri] of Object.entries(value)) {
    if (typeof uri !== 'string' || uri.trim() === '' || uri.length > LONGEST) {
      throw new UnreadableProv(`must give “${prefix}” an address`);
    }
    prefixes.set(prefix === 'default' ? '' : prefix, uri);
  }
  return prefixes;
}

/**
 * The whole URI of a qualified name (PROV-JSON, 2.2). A blank one (`_:…`) has none.
 * @throws UnreadableProv
 */
export function expandName(value: unknown, prefixes: Prefixes): string {
  if (typeof value !== 'string') throw new UnreadableProv('has a name that is no text');
  const [prefix, local] = splitName(value);
  const namespace = prefixes.get(prefix);
  if (namespace === undefined) {
    throw new UnreadableProv(
      prefix === ''
        ? `has the name “${clip(value)}” without a prefix, and there is no default namespace`
        : `has the name “${clip(value)}”, whose prefix “${clip(prefix)}” is not declared`,
    );
  }
  if (namespace.length + local.length > LONGEST) throw new UnreadableProv('has a name of more than 2,000 characters');
  return namespace + local;
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** As much of a text as a message may show. */
export const clip = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/**
 * The value of an attribute (PROV-JSON, 2.3): a plain text, number or truth value, or one with its type or language.
 * A name as a value is `prov:QUALIFIED_NAME`; the older `xsd:QName` means the same.
 * @throws UnreadableProv
 */
export function readValue(value: unknown, prefixes: Prefixes): ProvValue {
  if (typeof value === 'string') return { kind: 'text', text: value, language: null };
  if (typeof value === 'number') {
    const datatype = Number.isInteger(value) ? 'int' : 'double';
    return { kind: 'typed', text: String(value), datatype: NAMESPACES.xsd + datatype };
  }
  if (typeof value === 'boolean') {
    return { kind: 'typed', text: String(value), datatype: `${NAMESPACES.xsd}boolean` };
  }
  if (!isObject(value)) throw new UnreadableProv('has a value that is neither plain nor of the form {"$": …}');
  const { $: content, type, lang } = value;
  if (!['string', 'number', 'boolean'].includes(typeof content)) {
    throw new UnreadableProv('has a value whose “$” is neither a text nor a number nor a truth value');
  }
  const text = String(content);
  if (lang !== undefined && lang !== null) {
    if (typeof lang !== 'string') throw new UnreadableProv('has a value whose “lang” is no text');
    return { kind: 'text', text, language: lang };
  }
  if (type === undefined || type === null) return { kind: 'text', text, language: null };
  const datatype = expandName(type, prefixes);
  if (NAME_TYPES.includes(datatype)) return { kind: 'name', uri: expandName(text, prefixes) };
  if (datatype === `${NAMESPACES.xsd}dateTime` && !readTime(text)) throw new UnreadableProv(tellTime(text));
  return datatype === `${NAMESPACES.xsd}string`
    ? { kind: 'text', text, language: null }
    : { kind: 'typed', text, datatype };
}

const NAME_TYPES = [`${NAMESPACES.prov}QUALIFIED_NAME`, `${NAMESPACES.xsd}QName`];
