/**
 * PROV-JSON (https://www.w3.org/Submission/2013/SUBM-prov-json-20130424/): prefixes (2.1), identifiers (2.2), attributes
 * and typed values (2.3), records (3), bundles (3.6). And PROV-N, the notation for people
 * (https://www.w3.org/TR/prov-n/): expressions (3), attributes and literals (3.7), documents and bundles (3.8, 4).
 */
import { DECLARED, isElement, isTime, PROV_KINDS, shortenName, type ProvRecord, type ProvValue } from './model.ts';

/** The type of a name as a value. Older tools write `xsd:QName`; this is what PROV-DM has. */
const NAME_TYPE = 'prov:QUALIFIED_NAME';

type JsonValue = string | { $: string; type?: string; lang?: string };
type JsonRecord = Record<string, JsonValue | JsonValue[]>;
type JsonSections = Record<string, Record<string, JsonRecord>>;

export function writeProvJson(records: readonly ProvRecord[]): object {
  return { prefix: Object.fromEntries(DECLARED), ...writeSections(records) };
}

/** Around and between the bundles of one document. */
export const provJsonBundles = {
  open: `{"prefix":${JSON.stringify(Object.fromEntries(DECLARED))},"bundle":{\n`,
  between: ',\n',
  close: '\n}}\n',
};

export function writeProvJsonBundle(id: string, records: readonly ProvRecord[]): string {
  return `${JSON.stringify(shortenName(id))}:${JSON.stringify(writeSections(records))}`;
}

function writeSections(records: readonly ProvRecord[]): JsonSections {
  const sections: JsonSections = {};
  for (const [place, record] of records.entries()) {
    const section = (sections[record.kind] ??= {});
    // A relation without an id gets a blank one.
    section[record.id === null ? `_:r${place + 1}` : shortenName(record.id)] = writeRecord(record);
  }
  return sections;
}

function writeRecord({ formal, attributes }: ProvRecord): JsonRecord {
  const written: JsonRecord = {};
  for (const [name, value] of Object.entries(formal)) {
    written[`prov:${name}`] = isTime(name) ? value! : shortenName(value!);
  }
  const values = new Map<string, JsonValue[]>();
  for (const [uri, value] of attributes) {
    const name = shortenName(uri);
    values.set(name, [...(values.get(name) ?? []), writeValue(value)]);
  }
  for (const [name, list] of values) written[name] = list.length === 1 ? list[0]! : list;
  return written;
}

function writeValue(value: ProvValue): JsonValue {
  if (value.kind === 'name') return { $: shortenName(value.uri), type: NAME_TYPE };
  if (value.kind === 'typed') return { $: value.text, type: shortenName(value.datatype) };
  return value.language === null ? value.text : { $: value.text, lang: value.language };
}

export function writeProvN(records: readonly ProvRecord[]): string {
  return `${PROLOGUE}${writeLines(records, '  ')}endDocument\n`;
}

const PROLOGUE = `document\n${DECLARED.map(([prefix, uri]) => `  prefix ${prefix} <${uri}>\n`).join('')}\n`;

/** Around and between the bundles of one document. */
export const provNBundles = { open: PROLOGUE, between: '\n', close: 'endDocument\n' };

export function writeProvNBundle(id: string, records: readonly ProvRecord[]): string {
  return `  bundle ${shortenName(id)}\n${writeLines(records, '    ')}  endBundle\n`;
}

const writeLines = (records: readonly ProvRecord[], indent: string): string =>
  records.map((record) => `${indent}${writeExpression(record)}\n`).join('');

function writeExpression({ kind, id, formal, attributes }: ProvRecord): string {
  const { needs, takes } = PROV_KINDS[kind];
  const write = (name: string): string => {
    const value = formal[name];
    if (value === undefined) return '-';
    return isTime(name) ? value : shortenName(value);
  };
  // Optional arguments are left out all together, or all given, with a mark for each that is absent (3.1.1).
  const optional = takes.some((name) => formal[name] !== undefined) ? takes : [];
  const pairs = attributes.map(([name, value]) => `${shortenName(name)}=${writeLiteral(value)}`);
  const list = [...needs, ...optional].map(write);
  if (pairs.length > 0) list.push(`[${pairs.join(', ')}]`);
  const name = id === null ? '' : shortenName(id);
  if (isElement(kind)) return `${kind}(${[name, ...list].join(', ')})`;
  return `${kind}(${name === '' ? '' : `${name}; `}${list.join(', ')})`;
}

function writeLiteral(value: ProvValue): string {
  if (value.kind === 'name') return `'${shortenName(value.uri)}'`;
  const text = quote(value.text);
  if (value.kind === 'typed') return `${text} %% ${shortenName(value.datatype)}`;
  return value.language === null ? text : `${text}@${value.language}`;
}

const ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** PROV-N uses SPARQL's STRING_LITERAL2, which is one line. */
const quote = (text: string): string => `"${text.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character]!)}"`;
