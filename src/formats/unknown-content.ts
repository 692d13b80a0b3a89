/** What a file that no import format recognizes seems to be, in words for whoever sent it. */
import { isObject } from './claim-review/json-ld.ts';

type Guess = readonly [(value: Record<string, unknown>) => boolean, string];

const has =
  (...names: readonly string[]): Guess[0] =>
  (value) =>
    names.every((name) => name in value);

/** The first that fits is named. */
const GUESSES: readonly Guess[] = [
  [
    has('claims', 'next'),
    'Hearsay’s list of claims, which has no chains: take each claim’s own JSON, or /export.ndjson',
  ],
  [has('items', 'next'), 'a list of Hearsay’s API, which has no chains: take each claim’s own JSON, or /export.ndjson'],
  [(value) => isObject(value.error) && 'status' in value.error, 'Hearsay’s answer to a request that failed'],
  [has('error'), 'an error message'],
  [has('wasDerivedFrom'), 'PROV-JSON, which Hearsay writes and does not read'],
  [(value) => isObject(value.bundle) || isObject(value.entity), 'PROV-JSON, which Hearsay writes and does not read'],
  [has('openapi'), 'a description of an API'],
  [has('$schema'), 'a JSON Schema'],
  [({ version }) => typeof version === 'string' && version.includes('jsonfeed.org'), 'a JSON Feed'],
  [({ type }) => type === 'FeatureCollection', 'GeoJSON'],
  [({ type }) => typeof type === 'string' && type.startsWith('Annotation'), 'Web Annotations'],
  [has('nodes', 'edges'), 'a graph of nodes and edges'],
  [has('nodes', 'links'), 'a graph of nodes and links'],
];

const MEMBERS_NAMED = 4;

/** @param value parsed JSON, anything at all */
export function describeUnknownJson(value: unknown): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty list';
    const [first] = value as unknown[];
    return `a list of ${value.length.toLocaleString('en')}, the first of which is ${describeUnknownJson(first)}`;
  }
  if (!isObject(value)) return value === null ? 'null' : `a ${typeof value}`;
  const guess = GUESSES.find(([fits]) => fits(value));
  if (guess) return guess[1];
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  const named = names.slice(0, MEMBERS_NAMED).map((name) => (name.length > 30 ? `${name.slice(0, 30)}…` : name));
  const more = names.length > MEMBERS_NAMED ? ', …' : '';
  return `an object with ${named.join(', ')}${more}`;
}

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^<!doctype html|^<html/iu, 'a web page'],
  [/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:rss|feed|rdf:RDF)\b/iu, 'a news feed in XML'],
  [/^(?:<\?xml[^>]*>\s*)?<graphml\b/iu, 'GraphML, which Hearsay writes and does not read'],
  [/^<\?xml|^<[a-z][\w:-]*[\s>]/iu, 'XML'],
  [/^document\b[^]*\bprefix\b/iu, 'PROV-N, which Hearsay writes and does not read'],
  [/^(?:@prefix|@base|PREFIX)\s/u, 'RDF in Turtle'],
  [/^<[^>]+>\s+<[^>]+>\s/u, 'RDF in N-Triples'],
  [/^(?:strict\s+)?(?:di)?graph\b[^{]*\{/iu, 'a graph in DOT'],
  [/^%PDF-/u, 'a PDF'],
  [/^PK[^\w\s]{2}/u, 'a spreadsheet or another zipped file: save the table as “CSV UTF-8”'],
];

/** Null for a text that may be JSON or a table. @param start the first characters of a text */
export function describeUnknownText(start: string): string | null {
  const text = start.trimStart();
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
