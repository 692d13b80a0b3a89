/** DOT, GraphML and Mermaid: read back by what others wrote to read them. */
import { readFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { writeClaimDot } from '../../src/drawing/graphviz.ts';
import { writeGraphMl, writeMermaid } from '../../src/formats/graph.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import type { ClaimRecord } from '../../src/model/records.ts';
import { randomRecord } from '../support/random-record.ts';
import { uidOf } from '../support/graph.ts';
import { aRecord } from '../support/records.ts';
import { readSample } from '../support/sample.ts';
import { runs } from '../support/thorough.ts';

const RANDOM = fc.sample(randomRecord, { numRuns: runs(200), seed: 5 }).map(({ record }) => record);
const sample = await readSample();
const ALL: readonly ClaimRecord[] = [...sample, ...RANDOM];

/** Whose graph it is: statements, and who cites whom. */
const outline = ({ statements, attributions }: ClaimRecord) => ({
  nodes: statements.map(({ uid }) => uid).sort(),
  edges: attributions.map(({ citing, cited }) => `${citing} ${cited}`).sort(),
});

describe('DOT', () => {
  it('DOT is read by Graphviz as the same graph', async () => {
    const viz = await instance();
    for (const record of ALL) {
      const { objects = [], edges = [] } = viz.renderJSON(writeClaimDot(record, analyse(record))) as {
        objects?: { name: string; nodes?: number[] }[];
        edges?: { tail: number; head: number }[];
      };
      const names = objects.map(({ name }) => name);
      const joins = edges.map(({ tail, head }) => `${names[tail]} ${names[head]}`);
      // The contesting side is a cluster.
      const nodes = objects.filter((object) => object.nodes === undefined).map(({ name }) => name);
      expect({ nodes: nodes.sort(), edges: joins.sort() }).toEqual(outline(record));
    }
  });
});

/** What looks like an escape, an entity or a command to somebody's reader. */
const HOSTILE = [
  'a&nbsp;b',
  '&copy;',
  'x&y=2&amp;z',
  '&#0;&#65;',
  '&bogus;',
  '\\N \\G \\',
  '<b>"\'',
  ']]>',
  '\uffff',
  '--> -->',
];

it('what Graphviz draws from DOT is well-formed and says what was recorded, whatever names and addresses hold', async () => {
  const viz = await instance();
  for (const [at, name] of HOSTILE.entries()) {
    const plain = aRecord(`hostile ${at}`, 'ians->tass', { seen: 'ians->tass' });
    const url = `https://a.example/?q=${encodeURI(name).replaceAll('%26', '&')}`;
    const record: ClaimRecord = {
      ...plain,
      claim: { ...plain.claim, text: name },
      sources: plain.sources.map((source) => ({ ...source, name })),
      documents: plain.documents.map((document) => ({ ...document, title: name, url })),
    };
    const svg = XmlDocument.fromString(viz.renderString(writeClaimDot(record, analyse(record)), { format: 'svg' }));
    const find = (path: string) =>
      svg.find(path, { s: 'http://www.w3.org/2000/svg', x: 'http://www.w3.org/1999/xlink' }).map((one) => one.content);
    const meant = name.replace('\uffff', '\ufffd');
    expect(find('//s:text').map((text) => text.replaceAll('\u00a0', ' '))).toContain(meant);
    expect(new Set(find('//@x:href'))).toEqual(new Set([url]));
    expect(find('//s:g[@class="node"]//@x:title')).toContain(meant);
    svg.dispose();
  }
});

it('GraphML has every excerpt of a hop with its document, and numbers as numbers', () => {
  const record = aRecord('three excerpts', 'ians->tass', { seen: 'ians->tass' });
  const [hop] = record.attributions;
  const [document] = record.documents;
  const piece = { document: document!.uid, prefix: null, suffix: null, start: null, end: null };
  const evidence = ['one', 'two', 'three'].map((exact) => ({ ...piece, exact }));
  const graphMl = writeGraphMl({ ...record, attributions: [{ ...hop!, evidence }] }, analyse(record));
  for (const [key, exact] of Object.entries({ excerpt: 'one', excerpt2: 'two', excerpt3: 'three' })) {
    expect(graphMl).toContain(`<data key="edge-${key}">${exact}</data>`);
    expect(graphMl).toContain(`<data key="edge-${key}Document">${document!.title}</data>`);
  }
  expect(graphMl).toContain('<key id="edge-excerpts" for="edge" attr.name="excerpts" attr.type="int"/>');
  expect(graphMl).toContain('<data key="edge-excerpts">3</data>');
  expect(graphMl).toMatch(/<key id="node-distance" for="node" attr.name="distance" attr.type="int"\/>/u);
  expect(graphMl).toMatch(/<data key="graph-reports">1<\/data>/u);
});

it('a disputed hop is called so on its line, and GraphML says by whom', () => {
  const dispute = { disputedAt: '2025-08-27', disputedBy: uidOf('source', 'tass'), disputeReason: 'Never.' };
  const record = aRecord('disputed', 'ians->tass', { attributions: { 'ians->tass': dispute } });
  const graphMl = writeGraphMl(record, analyse(record));
  for (const [key, value] of Object.entries({ ...dispute, disputedBy: 'tass', label: 'cites (disputed)' }))
    expect(graphMl).toContain(`<data key="edge-${key}">${value}</data>`);
  expect(writeClaimDot(record, analyse(record))).toContain('label="cites (disputed)"');
  expect(writeMermaid(record, analyse(record))).toContain('"cites (disputed) (no evidence)"');
});

describe('GraphML', () => {
  const schema = XmlDocument.fromBuffer(readFileSync(new URL('../support/graphml.xsd', import.meta.url)));
  const validator = XsdValidator.fromDoc(schema);
  const names = { g: 'http://graphml.graphdrawing.org/xmlns' };

  it('GraphML is valid, and an XML parser reads the same graph from it', () => {
    for (const record of ALL) {
      const document = XmlDocument.fromString(writeGraphMl(record, analyse(record)));
      validator.validate(document);
      const read = (path: string, write: (of: (name: string) => string) => string): string[] =>
        document
          .find(path, names)
          .map((node) => write((name) => node.get(`@${name}`)?.content ?? ''))
          .sort();
      const nodes = read('//g:node', (of) => of('id'));
      const edges = read('//g:edge', (of) => `${of('source')} ${of('target')}`);
      expect({ nodes, edges }).toEqual(outline(record));
      const sources = document.find('//g:data[@key="node-source"]', names).map(({ content }) => content);
      const spoken = new Set(record.statements.map(({ source }) => source));
      expect(new Set(sources.map((name) => name.trim()))).toEqual(
        new Set(record.sources.filter(({ uid }) => spoken.has(uid)).map(({ name }) => carried(name))),
      );
      document.dispose();
    }
  });

  it('the GraphML schema refuses a node without an id', () => {
    const broken = XmlDocument.fromString(
      `<graphml xmlns="${names.g}"><graph edgedefault="directed"><node/></graph></graphml>`,
    );
    expect(() => validator.validate(broken)).toThrow();
  });

  /** What XML makes of a name: some characters have no place in it. */
  const carried = (name: string): string => name.replace(/[\ufffe\uffff]/gu, '\ufffd').trim();
});

describe('Mermaid', () => {
  it('Mermaid has a line for each statement and hop, and its syntax is escaped in what people typed', () => {
    for (const record of ALL) {
      const [, , , kind, ...lines] = writeMermaid(record, analyse(record)).trimEnd().split('\n');
      expect(kind).toBe('flowchart LR');
      expect(lines).toHaveLength(record.statements.length + record.attributions.length);
      for (const line of lines) {
        expect(line).toMatch(
          /^ {2}s\d+(?:(?:\[|\{\{|\(\[)"(?:[^"]*)"(?:\]|\}\}|\]\))|(?:-->|-\.->)\|"[^"|]*"\| s\d+| (?:-->|-\.->)\|"[^"|]*"\| s\d+)$/u,
        );
      }
    }
  });

  it('Mermaid shows seen and relayed hops by the line and origins by their shape', () => {
    const golden = sample.find(({ claim }) => claim.text.includes('follows up'))!;
    expect(writeMermaid(golden, analyse(golden))).toMatch(/-->\|[^]*-\.->\|/u);
    expect(writeMermaid(golden, analyse(golden))).toContain('{{"Security Council of Russia');
  });
});
