/** Requests that nobody means well with, for any route. */
import type { makeRandom } from '../../src/newsroom/random.ts';
import { HOSTILE } from './hostile.ts';

type Random = ReturnType<typeof makeRandom>;

export interface FuzzedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

export interface Target {
  method: 'get' | 'post';
  /** The addresses of the route and its twin, as it has them: `/claims/:id`. */
  paths: readonly string[];
  isApi: boolean;
  /** By the name of a parameter: values that are here. */
  params: Readonly<Record<string, readonly string[]>>;
  /** Names of query parameters. */
  query: readonly string[];
  /** The fields of its form, as the form has them. */
  fields: Readonly<Record<string, string>>;
  /** A body that the API takes. */
  sent: unknown;
}

const PROTOTYPES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__proto__[admin]',
  'length',
];
const BROKEN = [
  '%',
  '%zz',
  '%c0%af',
  '%ff%fe',
  '%ed%a0%80',
  '%00',
  '%u0041',
  '+',
  ';',
  '%26',
  '..%2f..%2f',
  '%e2%80%ae',
];
const ORDINARY = { enumerable: true, configurable: true, writable: true };
const WRONG_TYPES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, '', ' ', 'x', [], {}, [[]], [null], { length: 1 }],
  ...[{ toString: null }, { then: 1 }, { toJSON: 'x' }, '\ud800', '\u202etxt', '\u0000', 'x'.repeat(50_000)],
];
const TYPES = [
  ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'multipart/form-data', 'text/plain'],
  ...[
    'application/json',
    'application/json; charset=utf-7',
    'application/x-ndjson',
    'application/xml',
    '',
    'x/;=',
    '*/*',
  ],
];
const ACCEPTS = ['text/html', 'application/json', '*/*', 'image/png', 'application/ld+json', ',;q=x', 'text/*;q=0'];

export function createFuzzer(random: Random) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chance = (part: number): boolean => random() < part;
  const long = (): string => pick(['x', '한', '<b>', '\u202e', '𝔘', 'a ']).repeat(pick([300, 3_000, 60_000]));
  const value = (): string => (chance(0.03) ? long() : chance(0.1) ? String(pick(PROTOTYPES)) : pick(HOSTILE));
  const encode = (text: string): string => (chance(0.05) ? pick(BROKEN) : encodeURIComponent(text.toWellFormed()));

  function fillPath({ paths, params }: Target): string {
    return pick(paths).replace(/:([a-z]+)/giu, (_, name: string) => {
      const known = params[name] ?? [];
      return known.length > 0 && chance(0.7) ? pick(known) : encode(value().slice(0, 1_500)) || 'x';
    });
  }

  function writeQuery({ query }: Target): string {
    if (chance(0.3)) return '';
    const count = 1 + Math.floor(random() * 4);
    const name = (): string =>
      query.length > 0 && chance(0.8) ? pick(query) : pick([...PROTOTYPES, 'x', 'q[]', 'a[b]']);
    return `?${Array.from({ length: count }, () => `${encode(name())}=${encode(value().slice(0, 1_500))}`).join('&')}`;
  }

  /** Some of the fields are something else, come twice, or are missing; some are there that no form has. */
  function writeFields({ fields }: Target): [string, string][] {
    const names = Object.keys(fields);
    const list = names.flatMap((name): [string, string][] => {
      if (chance(0.05)) return [];
      const typed = chance(0.15) ? value() : fields[name]!;
      return chance(0.03)
        ? [
            [name, typed],
            [name, value()],
          ]
        : [[name, typed]];
    });
    if (names.length > 0 && chance(0.6)) list.push([pick(names), value()]);
    if (chance(0.2)) list.push([pick([...PROTOTYPES, 'action', 'revision', 'x']), value()]);
    if (chance(0.3) && names.length > 0)
      list.push([pick(names).replace(/\d+/, () => pick(['0', '1', '99', '-1', '1e9'])), value()]);
    return list;
  }

  function writeMultipart(list: readonly [string, string][]): string {
    const parts = list.map(([name, text]) => {
      const file = chance(0.2) ? `; filename="${pick(['a.csv', '', '../x', 'ä"b'])}"` : '';
      return `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${text}\r\n`;
    });
    return `${parts.join('')}--x${chance(0.9) ? '--\r\n' : ''}`;
  }

  /** The same JSON with one value, at any depth, replaced by one of another kind, left out or renamed. */
  function breakJson(whole: unknown): unknown {
    const copy = structuredClone(whole);
    const places: [Record<string, unknown>, string][] = [];
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk(child);
      }
    };
    walk(copy);
    for (let left = 1 + Math.floor(random() * 3); left > 0 && places.length > 0; left -= 1) {
      const [node, key] = pick(places);
      const manner = random();
      if (manner < 0.1) Reflect.deleteProperty(node, key);
      else if (manner < 0.2 && !Array.isArray(node))
        Object.defineProperty(node, pick(PROTOTYPES), { ...ORDINARY, value: node[key] });
      else if (manner < 0.6) node[key] = value();
      else node[key] = pick(WRONG_TYPES);
    }
    return chance(0.05) ? pick(WRONG_TYPES) : copy;
  }

  function writeJson({ sent }: Target): string {
    if (chance(0.05))
      return pick(['{', '[', '', 'nul', '{"a":1,}', '\ufeff{}', '['.repeat(20_000), '{"__proto__":{"x":1}}', '1e999']);
    const text = JSON.stringify(breakJson(sent));
    return chance(0.05) ? text.slice(0, Math.floor(random() * text.length)) : text;
  }

  function writeBody(target: Target): Pick<FuzzedRequest, 'body' | 'headers'> {
    const other = chance(0.08) ? { 'content-type': pick(TYPES) } : {};
    if (target.isApi) {
      const headers: Record<string, string> = { 'content-type': 'application/json', ...other };
      if (chance(0.3))
        headers['if-match'] = pick(['*', '"1"', '"0"', 'W/"1"', '1', '"', '"1", "2"', 'x'.repeat(5_000)]);
      if (chance(0.3))
        headers['idempotency-key'] = pick(['a', 'a b', '', 'x'.repeat(300), `key ${random()}`, String(random())]);
      return { headers, body: writeJson(target) };
    }
    const list = writeFields(target);
    if (chance(0.1))
      return { headers: { 'content-type': 'multipart/form-data; boundary=x', ...other }, body: writeMultipart(list) };
    if (chance(0.03))
      return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(list)) };
    const body = list.map(([name, text]) => `${encode(name)}=${encode(text)}`).join(pick(['&', '&', '&', '&&', ';']));
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...other };
    // Not UTF-8.
    return chance(0.02)
      ? { headers, body: new Uint8Array([...Buffer.from(body), 61, 0xff, 0xfe, 0xc0]) }
      : { headers, body };
  }

  return {
    /** One request for a route. */
    make(target: Target): FuzzedRequest {
      const method = chance(0.02) ? pick(['PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH']) : target.method.toUpperCase();
      const path = fillPath(target) + writeQuery(target);
      const headers: Record<string, string> = { accept: chance(0.8) ? 'text/html' : pick(ACCEPTS) };
      if (chance(0.02)) headers['accept-encoding'] = pick(['gzip', 'br', 'x;q=', '*;q=0']);
      if (chance(0.02)) headers['if-none-match'] = pick(['*', 'W/"x"', '"']);
      if (chance(0.01)) headers.range = 'bytes=0-1,5-';
      if (chance(0.97)) headers['sec-fetch-site'] = 'same-origin';
      if (target.method === 'get' || ['OPTIONS', 'HEAD'].includes(method)) return { method, path, headers, body: null };
      const { headers: own, body } = writeBody(target);
      return { method, path, headers: { ...headers, ...own }, body };
    },
  };
}
