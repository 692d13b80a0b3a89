/** A reader of PROV-N as its grammar stands (https://www.w3.org/TR/prov-n/, section 3): what is not in it, it refuses. */
import { isTime, NAMESPACES, PROV_KINDS } from '../../src/formats/prov/model.ts';
import type { ProvKind, ProvRecord, ProvValue } from '../../src/formats/prov/model.ts';

const NAME = String.raw`[A-Za-z_][\w-]*:[\w/@~&+*?#$!.%-]+`;
const TOKEN = new RegExp(
  String.raw`\s*(?:(?<iri><[^<>"{}|^\x60\\\x00-\x20]*>)|(?<time>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?)|(?<name>'?${NAME}'?)|` +
    String.raw`(?<text>"(?:[^"\\\n\r]|\\[tbnrf"'\\])*")|(?<tag>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)|(?<word>[A-Za-z]\w*)|(?<mark>%%|[-(),;=[\]]))`,
  'uy',
);

const ESCAPED: Record<string, string> = { t: '\t', b: '\b', n: '\n', r: '\r', f: '\f', '"': '"', "'": "'", '\\': '\\' };

/** Records that stand together: a whole document, whose id is null, or a bundle of one. */
interface ProvBundle {
  id: string | null;
  records: readonly ProvRecord[];
}

/** The bundles of a document, its own records first. */
export function parseProvN(text: string): ProvBundle[] {
  const tokens = cut(text);
  const prefixes = new Map<string, string>(
    Object.entries(NAMESPACES).filter(([prefix]) => /^(prov|xsd)$/.test(prefix)),
  );
  const next = (): string => tokens.shift() ?? '';
  const expect = (wanted: string): void => {
    const found = next();
    if (found !== wanted) throw new Error(`There is ${found} where ${wanted} belongs.`);
  };
  const take = (wanted: string): boolean => tokens[0] === wanted && tokens.shift() !== undefined;
  const expand = (name: string): string => {
    const [, prefix, local] = /^([^:]*):(.*)$/su.exec(name)!;
    if (!prefixes.has(prefix!)) throw new Error(`The prefix of ${name} is not declared.`);
    return prefixes.get(prefix!)! + local!;
  };
  const value = (): ProvValue => {
    const written = next();
    if (written.startsWith("'")) return { kind: 'name', uri: expand(written.slice(1, -1)) };
    if (!written.startsWith('"')) throw new Error(`${written} is no literal.`);
    const unescaped = written.slice(1, -1).replace(/\\(.)/gu, (_, escaped: string) => ESCAPED[escaped]!);
    if (take('%%')) return { kind: 'typed', text: unescaped, datatype: expand(next()) };
    const language = tokens[0]?.startsWith('@') ? next().slice(1) : null;
    return { kind: 'text', text: unescaped, language };
  };
  const attributes = (): (readonly [string, ProvValue])[] => {
    const pairs: (readonly [string, ProvValue])[] = [];
    do {
      const name = expand(next());
      expect('=');
      pairs.push([name, value()]);
    } while (take(','));
    expect(']');
    return pairs;
  };
  const expression = (kind: ProvKind): ProvRecord => {
    const { needs, takes } = PROV_KINDS[kind];
    expect('(');
    const list: string[] = [];
    let id: string | null = null;
    let pairs: ProvRecord['attributes'] = [];
    do {
      if (take('[')) pairs = attributes();
      else list.push(next());
      if (take(';')) id = expand(list.pop()!);
    } while (tokens[0] !== ')' && (take(',') || id !== null));
    expect(')');
    if (['entity', 'activity', 'agent'].includes(kind)) id = expand(list.shift()!);
    const names = [...needs, ...takes];
    if (list.length !== needs.length && list.length !== names.length) throw new Error(`${kind} has ${list.length}.`);
    const formal = list.flatMap((item, place) => {
      const name = names[place]!;
      return item === '-' ? [] : [[name, isTime(name) ? item : expand(item)]];
    });
    return { kind, id, formal: Object.fromEntries(formal) as Record<string, string>, attributes: pairs };
  };
  const records = (): ProvRecord[] => {
    const list: ProvRecord[] = [];
    while (tokens[0]! in PROV_KINDS) list.push(expression(next() as ProvKind));
    return list;
  };
  expect('document');
  while (take('prefix')) prefixes.set(next(), next().slice(1, -1));
  const bundles: ProvBundle[] = [{ id: null, records: records() }];
  while (take('bundle')) {
    bundles.push({ id: expand(next()), records: records() });
    expect('endBundle');
  }
  expect('endDocument');
  if (tokens.length > 0) throw new Error(`There is ${tokens[0]} after the end.`);
  return bundles;
}

function cut(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`This is no PROV-N: ${text.slice(at, at + 60)}`);
    tokens.push(match[0].trimStart());
  }
  return tokens;
}
