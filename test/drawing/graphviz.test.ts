import { instance } from '@viz-js/viz';
import { describe, expect, it } from 'vitest';
import { writeDot, type DotGraph } from '../../src/drawing/graphviz.ts';

const HOSTILE = [
  'plain',
  'two words',
  'quote " and \\" more',
  'ends with \\',
  '\\N \\G \\E',
  '<b>html</b>',
  'new\nline\r\nand\ttab',
  '"]; evil [label="',
  '연합뉴스 وكالة 澜',
  'nul \u0000 lone \ud800 half',
  '// comment /* */ # hash',
  'a:b:c;{}->--',
];

const graphOf = (names: readonly string[]): DotGraph => ({
  attributes: { rankdir: 'LR' },
  defaults: { node: {}, edge: {} },
  nodes: names.map((name, at) => ({ id: `n${at}`, attributes: { label: name, at } })),
  edges: names.slice(1).map((name, at) => ({ from: `n${at}`, to: `n${at + 1}`, attributes: { tooltip: name } })),
  ranks: [['n1', 'n0'], []],
});

describe('DOT', () => {
  it('DOT is the same whatever the order of nodes, edges and ranks', () => {
    const graph = graphOf(HOSTILE);
    const { nodes, edges, ranks } = graph;
    const turned = { ...graph, nodes: nodes.toReversed(), edges: edges.toReversed(), ranks: ranks.toReversed() };
    expect(writeDot(turned)).toBe(writeDot(graph));
    expect(writeDot(graph)).toContain('{ rank=same; "n0"; "n1" }');
  });

  it('labels in DOT pass through Graphviz unchanged, whatever they contain', async () => {
    const viz = await instance();
    const laidOut = viz.renderJSON(writeDot(graphOf(HOSTILE))) as { objects: { label?: string; name: string }[] };
    expect(laidOut.objects.filter(({ label }) => label !== undefined)).toHaveLength(HOSTILE.length);
    for (const [at, name] of HOSTILE.entries()) {
      const label = laidOut.objects.find(({ name: id }) => id === `n${at}`)!.label!;
      const meant = name.toWellFormed().replace(/\r\n|\p{Cc}/gu, ' ');
      expect(label.replaceAll('\\\\', '\\')).toBe(meant);
    }
  });

  it('ids in DOT pass through Graphviz unchanged, whatever they contain', async () => {
    const viz = await instance();
    const nodes = HOSTILE.map((id) => ({ id, attributes: {} }));
    const edges = HOSTILE.map((to) => ({ from: 'plain', to, attributes: {} }));
    const dot = writeDot({ attributes: {}, defaults: { node: {}, edge: {} }, nodes, edges, ranks: [HOSTILE] });
    const laidOut = viz.renderJSON(dot) as { objects: { name: string; nodes?: unknown }[]; edges: unknown[] };
    expect(laidOut.objects.filter((object) => object.nodes === undefined)).toHaveLength(HOSTILE.length);
    expect(laidOut.edges).toHaveLength(HOSTILE.length);
  });
});
