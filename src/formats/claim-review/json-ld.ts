/**
 * Things in JSON-LD that speaks schema.org, as much as can be known of them without their context: members and types by
 * their plain names, `schema:author` and `https://schema.org/author` alike.
 */
import { isObject, listValues } from './values.ts';

/** Deeper than a feed of reviews goes, and no deeper than is safe. */
const DEEPEST = 24;

export interface JsonLdNode {
  types: ReadonlySet<string>;
  members: ReadonlyMap<string, unknown>;
}

/** The things with a type asked for, each with its place, and all things by their names. */
export interface FoundNodes {
  nodes: readonly { path: string; value: Record<string, unknown> }[];
  /** By `@id`: what is said of it first. */
  named: ReadonlyMap<string, Record<string, unknown>>;
  /** Places that lie too deep to be looked at. */
  tooDeep: readonly string[];
}

/** @param value parsed JSON, anything at all. Things within one that is found are not looked for. */
export function findNodes(value: unknown, type: string): FoundNodes {
  const nodes: { path: string; value: Record<string, unknown> }[] = [];
  const named = new Map<string, Record<string, unknown>>();
  const tooDeep: string[] = [];
  const walk = (at: unknown, path: string, depth: number, isWithin: boolean): void => {
    if (typeof at !== 'object' || at === null) return;
    if (depth > DEEPEST) {
      tooDeep.push(path);
      return;
    }
    if (Array.isArray(at)) {
      at.forEach((one, place) => walk(one, `${path}[${place}]`, depth + 1, isWithin));
      return;
    }
    const object = at as Record<string, unknown>;
    const isFound = listTypes(object).has(type);
    if (isFound && !isWithin) nodes.push({ path: path === '' ? 'the review' : path, value: object });
    const id = object['@id'];
    if (typeof id === 'string' && Object.keys(object).length > 1 && !named.has(id)) named.set(id, object);
    for (const [name, member] of Object.entries(object)) {
      if (typeof member === 'object') {
        walk(member, path === '' ? name : `${path}.${name}`, depth + 1, isWithin || isFound);
      }
    }
  };
  walk(value, '', 0, false);
  return { nodes, named, tooDeep };
}

/** A name without the vocabulary it is of. */
const shorten = (name: string): string => name.replace(/^(https?:\/\/schema\.org\/|schema:)/u, '');

function listTypes(value: Record<string, unknown>): Set<string> {
  const types = listValues(value['@type']);
  return new Set(types.flatMap((type) => (typeof type === 'string' ? [shorten(type)] : [])));
}

/** What is said of a thing, here or, if this only names it, elsewhere. Null for what is no thing. */
export function readNode(value: unknown, named: FoundNodes['named']): JsonLdNode | null {
  const id = isObject(value) && Object.keys(value).length === 1 ? value['@id'] : value;
  const said = typeof id === 'string' ? named.get(id) : value;
  const object = said ?? value;
  if (!isObject(object) || '@value' in object) return null;
  const members = new Map<string, unknown>();
  for (const [name, member] of Object.entries(object)) {
    const plain = shorten(name);
    if (!plain.startsWith('@') && !members.has(plain)) members.set(plain, member);
  }
  return { types: listTypes(object), members };
}
