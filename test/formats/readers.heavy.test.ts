/**
 * What Hearsay writes is read by what other people wrote to read it: the sample, and 500 claims whose names, titles and
 * excerpts look like markup, formulas, escapes and commands, or hold what few expect. A reader that this machine lacks is
 * skipped, and the run says so at its end; in CI that is a failure.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import jsonld from 'jsonld';
import { XmlDocument } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { drawClaimFile } from '../../src/drawing/claim/claim.ts';
import { drawBadge } from '../../src/drawing/images.ts';
import { writeBadge } from '../../src/wording/values.ts';
import { writeClaimDot } from '../../src/drawing/graphviz.ts';
import { writeHopCsv } from '../../src/formats/csv/writer.ts';
import { writeGraphMl } from '../../src/formats/graph.ts';
import { readHearsayClaim } from '../../src/formats/hearsay/reader.ts';
import { RECORD_RULES, writeClaimJsonSchema } from '../../src/formats/hearsay/schema.ts';
import { writeHearsayClaim } from '../../src/formats/hearsay/writer.ts';
import { describeClaimInProv } from '../../src/formats/prov/claim.ts';
import { writeProvJson } from '../../src/formats/prov/writer.ts';
import { writeAtomFeed } from '../../src/formats/web/atom.ts';
import { writeOembedXml } from '../../src/formats/web/oembed.ts';
import { writeSchemaOrg } from '../../src/formats/web/schema-org.ts';
import type { ClaimRecord } from '../../src/model/records.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { request } from '../drawing/draw.ts';
import { HOSTILE } from '../support/hostile.ts';
import { drawByGraphviz, isThere, readByPython } from '../support/other-readers.ts';
import { checkProv } from '../support/python-prov.ts';
import { aRecord, uidFrom } from '../support/records.ts';
import { readSample } from '../support/sample.ts';

const URL = 'https://hearsay.example/claims/12-a-claim';
const MANY = 500;

/** Beside those of `HOSTILE`: for tables, YAML, XML and DOT. */
const MORE = [
  ...['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("https://evil.example")', '\t=1', 'a;b', 'a,b', '"', '""', "'=1"],
  ...['- a: b', '--- x', '%YAML', '!!python/object', '*alias', '&anchor', '{a: b}', '[a]', '#', '? a', '|', '>'],
  ...[']]>', '<![CDATA[x]]>', '--', '-->', '<?xml?>', '<!DOCTYPE x [<!ENTITY y "z">]>', '&bogus;', '&#0;', '&#x1F;'],
  ...[
    '\\N',
    '\\G',
    '\\',
    '\\"',
    '\\n',
    '//',
    '/* x */',
    'a -> b',
    'digraph {',
    '};',
    '<b>x</b>',
    '%%',
    '%s',
    '\\u0041',
  ],
  ...[
    '\u202Eevil',
    '\u2067abc\u2069',
    '\u200F',
    'a\u0301',
    '\u{1F469}\u200D\u{1F692}',
    '\uFFFF',
    '\uFDD0',
    '\u{10FFFF}',
  ],
];

/** Those that a record may hold, in the order of a claim. */
const fit = (rule: z.ZodType): string[] => [...MORE, ...HOSTILE].filter((text) => rule.safeParse(text).success);
const NAMES = fit(RECORD_RULES.source.name);
const TITLES = fit(RECORD_RULES.document.title);
const CUES = fit(RECORD_RULES.attribution.cue);
const TEXTS = fit(RECORD_RULES.statement.wording);
const EXCERPTS = fit(RECORD_RULES.evidence.exact);
const CONTEXTS = fit(RECORD_RULES.evidence.prefix);
const NOTES = fit(RECORD_RULES.claim.note);
const CLAIMS = fit(RECORD_RULES.claim.text);
const TOPICS = fit(RECORD_RULES.claim.topics.element);
const GRAPHS = ['a->b', 'a->b->c a->c', 'a->b x->b', 'a->b->a', 'a', 'a->b->c->d'];

const at = (list: readonly string[], place: number): string => list[place % list.length]!;

/** Names repeat after some hundred claims, each time beside others. */
function makeHostile(place: number): ClaimRecord {
  const plain = aRecord(`hostile ${place}`, at(GRAPHS, place), { seen: place % 6 === 4 ? '' : 'a->b' });
  const shift = Math.floor(place / 7);
  const address = `https://a.example/?q=${encodeURIComponent(at(NAMES, place)).slice(0, 900)}&x='1'`;
  return {
    claim: {
      ...plain.claim,
      ...{ text: at(CLAIMS, place), note: at(NOTES, place + 3), topics: [at(TOPICS, place)] },
    },
    sources: plain.sources.map((source, n) => ({
      ...source,
      name: at(NAMES, place + n * 13 + shift),
      aliases: [{ name: at(NAMES, place + n + 40), language: n % 2 === 0 ? 'en' : null }],
      homepage: address,
    })),
    documents: plain.documents.map((document, n) => ({ ...document, title: at(TITLES, place + n), url: address })),
    statements: plain.statements.map((statement, n) => ({
      ...statement,
      wording: at(TEXTS, place + n),
      language: 'en',
    })),
    attributions: plain.attributions.map((edge, n) => ({
      ...edge,
      ...{ cue: at(CUES, place + n), note: at(NOTES, place + n + 9) },
      evidence: edge.evidence.map((piece) => ({
        ...piece,
        ...{ exact: at(EXCERPTS, place + n), prefix: at(CONTEXTS, place + 2), suffix: null, start: null, end: null },
      })),
    })),
  };
}

const sample = await readSample();
const hostile = Array.from({ length: MANY }, (_, place) => makeHostile(place));
const all: readonly ClaimRecord[] = [...sample, ...hostile];

/** So many were read by each. */
const counts: Record<string, number> = {};
afterAll(() => {
  console.log(
    `Read by others: ${Object.entries(counts)
      .map(([reader, count]) => `${reader} ${count}`)
      .join(', ')}`,
  );
});

/** XML has no place for these: they are written as the replacement character. */
const carried = (text: string): string => text.replace(/[\ufffe\uffff]/gu, '\ufffd');

const outline = ({ statements, attributions }: ClaimRecord) => ({
  nodes: statements.map(({ uid }) => uid).sort(),
  edges: attributions.map(({ citing, cited }) => [citing, cited]).sort(),
});

/** Each text that is no well-formed XML, with what libxml2 says. */
function listBroken(texts: readonly string[]): string[] {
  return texts.flatMap((text, place) => {
    try {
      XmlDocument.fromString(text).dispose();
      return [];
    } catch (error) {
      return [`${place}: ${(error as Error).message}`];
    }
  });
}

describe('claims with hostile names', () => {
  it('are claims that an import takes', () => {
    const refused = hostile.flatMap((record) => {
      const reading = readHearsayClaim(
        JSON.parse(
          JSON.stringify(writeHearsayClaim(record, analyse(record), { exportedAt: '2025-06-18T09:00:00Z', url: URL })),
        ),
      );
      return reading.ok ? [] : [JSON.stringify(reading.problems)];
    });
    expect(refused).toEqual([]);
  });
});

it('ajv finds hearsay.claim/1 valid by its schema', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(writeClaimJsonSchema('https://hearsay.example/schemas/hearsay.claim-1.json'));
  for (const record of all) {
    const file: unknown = JSON.parse(
      JSON.stringify(writeHearsayClaim(record, analyse(record), { exportedAt: '2025-06-18T09:00:00Z', url: URL })),
    );
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  }
  counts.ajv = all.length;
});

describe.skipIf(!isThere('prov'))('python3-prov', () => {
  it('reads PROV-JSON, finds it valid and gives it back equal', () => {
    const checked = checkProv(all.map((record) => writeProvJson(describeClaimInProv(record, URL))));
    expect(checked.flatMap(({ problems }, place) => problems.map((problem) => `${place}: ${problem}`))).toEqual([]);
    expect(checked).toHaveLength(all.length);
    counts['python3-prov'] = checked.length;
  });
});

describe.skipIf(!isThere('networkx'))('networkx', () => {
  it('reads the same graph from GraphML', () => {
    const answers = readByPython<ReturnType<typeof outline> & { names: string[] }>(
      'networkx',
      all.map((record) => writeGraphMl(record, analyse(record))),
    );
    for (const [place, record] of all.entries()) {
      const { problem, found } = answers[place]!;
      expect([place, problem]).toEqual([place, null]);
      const { names, ...rest } = found!;
      expect(rest).toEqual(outline(record));
      const nameOf = new Map(record.sources.map(({ uid, name }) => [uid, carried(name)]));
      const meant = record.statements.map(({ source }) => nameOf.get(source)!);
      expect(names.map((name) => name.trim()).sort()).toEqual(meant.map((name) => name.trim()).sort());
    }
    counts.networkx = answers.length;
  });
});

describe.skipIf(!isThere('pydot'))('pydot', () => {
  it('reads the same graph from DOT', () => {
    const answers = readByPython<ReturnType<typeof outline>>(
      'pydot',
      all.map((record) => writeClaimDot(record, analyse(record))),
    );
    for (const [place, record] of all.entries()) {
      expect([place, answers[place]]).toEqual([place, { problem: null, found: outline(record) }]);
    }
    counts.pydot = answers.length;
  });
});

describe.skipIf(!isThere('graphviz'))('Graphviz', () => {
  it('draws DOT as well-formed SVG', () => {
    const drawn = drawByGraphviz(all.map((record) => writeClaimDot(record, analyse(record))));
    expect(drawn).toHaveLength(all.length);
    expect(listBroken(drawn)).toEqual([]);
    counts.Graphviz = drawn.length;
  });
});

const feed = writeAtomFeed({
  ...{ title: 'Hearsay: claims', url: 'https://hearsay.example/claims', feedUrl: 'https://hearsay.example/feed.atom' },
  entries: all.map(({ claim }, place) => ({
    ...{ uid: uidFrom(`entry ${place}`), text: claim.text, language: claim.language, summary: claim.note ?? 'None.' },
    ...{ categories: claim.topics, url: URL, jsonUrl: `${URL}.json` },
    ...{ publishedAt: '2025-06-18T09:00:00Z', updatedAt: '2025-06-19T09:00:00Z' },
  })),
  emptySince: '1970-01-01T00:00:00Z',
});

describe.skipIf(!isThere('feedparser'))('feedparser', () => {
  it('reads every entry of the Atom feed, with its dates', () => {
    const [{ problem, found }] = readByPython<{ titles: string[]; dated: boolean }>('feedparser', [feed]) as [
      ReturnType<typeof readByPython<{ titles: string[]; dated: boolean }>>[number],
    ];
    expect(problem).toBeNull();
    const plain = (text: string): string => carried(text).replace(/\s+/gu, ' ').trim();
    expect(found!.titles.map(plain)).toEqual(all.map(({ claim }) => plain(claim.text)));
    expect(found!.dated).toBe(true);
    counts.feedparser = found!.titles.length;
  });
});

describe.skipIf(!isThere('csv'))('Python’s csv', () => {
  it('reads tables of hops as rows of one width', () => {
    const answers = readByPython<{ widths: number[]; rows: number }>(
      'csv',
      all.map((record) => writeHopCsv(record, analyse(record))),
    );
    for (const [place, { problem, found }] of answers.entries()) {
      expect([place, problem, found?.widths.length]).toEqual([place, null, 1]);
      expect(found!.rows).toBeGreaterThan(1);
    }
    counts.csv = answers.length;
  });
});

it('libxml2 reads every SVG, GraphML, feed and oEmbed', async () => {
  const drawings: string[] = [];
  for (const record of all) drawings.push(await drawClaimFile(request(record)), drawBadge(writeBadge(analyse(record))));
  const graphs = all.map((record) => writeGraphMl(record, analyse(record)));
  const frames = all.map(({ claim }) =>
    writeOembedXml({
      frame: { src: URL, title: claim.text, width: 600, height: 400 },
      ...{ provider: { name: 'Hearsay', url: 'https://hearsay.example/' }, cacheAge: 60 },
    }),
  );
  const texts = [...drawings, ...graphs, feed, ...frames];
  expect(listBroken(texts)).toEqual([]);
  counts.libxml2 = texts.length;
});

it('jsonld expands schema.org JSON-LD and loses nothing', async () => {
  const options = { url: URL, whole: `${URL}.jsonld`, most: 10_000 };
  const documents = all.map((record) => writeSchemaOrg(record, analyse(record), options));
  const schema = 'http://schema.org/';
  const documentLoader = (url: string) => {
    if (url !== 'https://schema.org') throw new Error(`Nothing may be loaded from ${url}.`);
    return Promise.resolve({ documentUrl: url, document: { '@context': { '@vocab': schema } } });
  };
  // What would be dropped is an error.
  const offline = { safe: true, documentLoader };
  const expanded = (await jsonld.expand(documents as jsonld.JsonLdDocument, offline)) as unknown as {
    '@graph': Record<string, { '@value': string }[]>[];
  }[];
  const texts = expanded.map((document) => document['@graph'][0]![`${schema}text`]![0]!['@value']);
  expect(texts).toEqual(all.map(({ claim }) => claim.text));
  counts.jsonld = documents.length;
});
