/**
 * PROV-JSON (W3C Member Submission, https://www.w3.org/Submission/2013/SUBM-prov-json-20130424/), as it is written:
 * prefixes (2.1), identifiers (2.2), attributes and typed values (2.3), records (3), bundles (3.6).
 */
import { DECLARED, shortenName, TIMES, type ProvRecord, type ProvValue } from './model.ts';

/** A name that is an attribute's value. Older readers say `xsd:QName`; we write what PROV-DM has. */
const NAME_TYPE = 'prov:QUALIFIED_NAME';

type JsonValue = string | { $: string; type?: string; lang?: string };
type JsonRecord = Record<string, JsonValue | JsonValue[]>;
type JsonSections = Record<string, Record<string, JsonRecord>>;

/** Records as a document of PROV-JSON. */
export function writeProvJson(records: readonly ProvRecord[]): object {
  return { prefix: Object.fromEntries(DECLARED), ...writeSections(records) };
}

/** How a document of many bundles is put together, one bundle at a time. */
export const provJsonBundles = {
  open: `{"prefix":${JSON.stringify(Object.fromEntries(DECLARED))},"bundle":{\n`,
  between: ',\n',
  close: '\n}}\n',
};

/** One bundle with its name, to stand between those marks. */
export function writeProvJsonBundle(id: string, records: readonly ProvRecord[]): string {
  return `${JSON.stringify(shortenName(id))}:${JSON.stringify(writeSections(records))}`;
}

function writeSections(records: readonly ProvRecord[]): JsonSections {
  const sections: JsonSections = {};
  for (const [place, record] of records.entries()) {
    const section = (sections[record.kind] ??= {});
    // A relation without a name has one within the document: a blank one.
    section[record.id === null ? `_:r${place + 1}` : shortenName(record.id)] = writeRecord(record);
  }
  return sections;
}

function writeRecord({ formal, attributes }: ProvRecord): JsonRecord {
  const written: JsonRecord = {};
  for (const [name, value] of Object.entries(formal)) {
    written[`prov:${name}`] = TIMES.includes(name) ? value! : shortenName(value!);
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
