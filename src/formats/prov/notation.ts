/**
 * PROV-N, the notation for people (https://www.w3.org/TR/prov-n/): expressions (3), attributes and literals (3.7),
 * documents and bundles (3.8, 4).
 */
import { DECLARED, isElement, PROV_KINDS, shortenName, TIMES, type ProvRecord, type ProvValue } from './model.ts';

/** Records as a document of PROV-N. */
export function writeProvN(records: readonly ProvRecord[]): string {
  return `${PROLOGUE}${writeLines(records, '  ')}endDocument\n`;
}

const PROLOGUE = `document\n${DECLARED.map(([prefix, uri]) => `  prefix ${prefix} <${uri}>\n`).join('')}\n`;

/** How a document of many bundles is put together, one bundle at a time. */
export const provNBundles = { open: PROLOGUE, between: '\n', close: 'endDocument\n' };

/** One bundle with its name, to stand between those marks. */
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
    return TIMES.includes(name) ? value : shortenName(value);
  };
  // What may be left out is left out together, or stands whole with marks for what is not there (3.1.1).
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

/** A STRING_LITERAL2 of SPARQL, which PROV-N takes over: it stands on one line. */
const quote = (text: string): string => `"${text.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character]!)}"`;
