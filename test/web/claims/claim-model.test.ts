import { describe, expect, it } from 'vitest';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { analyseRecord } from '../../../src/web/claims/show/claim-index.ts';
import { graph, type GraphOptions } from '../../support/graph.ts';
import { aRecord } from '../open-app.ts';
import { buildClaimModel } from '../../../src/web/claims/show/page-model.ts';

function build(claim: ClaimGraph) {
  return buildClaimModel(analyseRecord(aRecord(claim)));
}

const golden = (options: GraphOptions = {}) =>
  build(
    graph('ians->tass ians->yonhap yonhap->tass tass->council', {
      names: { ians: 'IANS', yonhap: 'Yonhap', tass: 'TASS', council: 'Security Council of Russia' },
      kinds: { council: 'government' },
      parents: { tass: 'russia', council: 'russia' },
      dates: { ians: '2025-06-17', tass: '2025-06-04T10:00+03:00' },
      seen: 'ians->tass ians->yonhap',
      relayed: 'yonhap->tass tass->council',
      ...options,
    }),
  );

describe('the worked example', () => {
  it('the page of the worked example begins with its headline and its measures', () => {
    const { headline, measures } = golden();
    const said = headline.map(({ text }) => text).join('');
    expect(said).toContain('2 to 3 hops from its origin');
    expect(said).toContain('every chain passes through TASS');
    expect(measures).toEqual([
      { name: 'Report to origin', value: '2 to 3 hops', href: '/about#term-hops' },
      { name: 'Reports', value: '1', href: '/about#term-report' },
      { name: 'Independent origins', value: 'at most 1', href: '/about#term-independent-origins' },
      { name: 'Chains', value: '2', href: '/about#term-chain' },
    ]);
  });

  it('each statement of the worked example has its role, kind and whether it was read', () => {
    const rows = golden().tree.sections[0]!.rows;
    const [report] = rows;
    expect(report?.statement).toMatchObject({ role: 'Report', shape: 'document', read: true, kind: 'news agency' });
    expect(report?.reach).toBe('2 to 3 hops from its origin; only the first hop has been seen');
    expect(report?.hop).toBeNull();
    const origin = rows.find(({ statement }) => statement.role === 'Origin');
    expect(origin?.statement).toMatchObject({ shape: 'origin', read: false, kind: 'government body' });
    expect(origin?.hop).toMatchObject({ verb: 'cites', support: 'relayed', supportWords: 'hop relayed' });
  });

  it('the hops of the worked example are listed in the order of the tree, with support and lag', () => {
    const { hops } = golden().hops;
    expect(hops.map(({ support }) => support.kind).sort()).toEqual(['relayed', 'relayed', 'seen', 'seen']);
    const toTass = hops.find(({ citing, cited }) => citing.name.text === 'IANS' && cited.name.text === 'TASS');
    expect(toTass?.lag).toEqual({ text: '13 days later', iso: 'P13D' });
    const relayed = hops.find(({ support }) => support.kind === 'relayed');
    expect(relayed?.support).toMatchObject({ word: 'Relayed', reason: 'Known only through' });
    expect(relayed?.support.via).toHaveLength(1);
  });

  it('the findings and chains of the worked example link to the lines of the tree', () => {
    const { findings, chains, tree } = golden();
    const anchors = tree.sections.flatMap(({ rows }) => rows.map(({ anchor }) => `#${anchor}`));
    expect(findings.findings.map(({ kind }) => kind)).toEqual(['choke point', 'relayed hop', 'relayed hop']);
    for (const { witnesses } of findings.findings) for (const { href } of witnesses) expect(anchors).toContain(href);
    expect(chains.summary).toBe('From a report to an origin lead 2 chains, the shortest first.');
    const told = chains.chains.map(
      ({ hops, beginning }) => `${hops}: ${beginning.map((s) => s.name.text).join(' < ')}`,
    );
    expect(told).toEqual([
      '2 hops: IANS < TASS < Security Council of Russia',
      '3 hops: IANS < Yonhap < TASS < Security Council of Russia',
    ]);
  });
});

describe('wordings', () => {
  const withWordings = (citing: [string, string], cited: [string, string]) =>
    build(
      graph('a->b', {
        statements: {
          a: { wording: citing[0], language: citing[1] },
          b: { wording: cited[0], language: cited[1] },
        },
      }),
    ).hops.hops[0]?.wording;

  it('two wordings in one language are compared word by word', () => {
    const wording = withWordings(['closed for five days', 'en'], ['closed for three days', 'en']);
    expect(wording).toMatchObject({ kind: 'changed', lang: 'en' });
    const parts = wording?.kind === 'changed' ? wording.parts : [];
    expect(parts.filter(({ removed }) => removed).map(({ text }) => text.trim())).toEqual(['three']);
    expect(parts.filter(({ added }) => added).map(({ text }) => text.trim())).toEqual(['five']);
  });

  it('two equal wordings are shown as the same', () => {
    expect(withWordings(['closed', 'en'], ['closed', 'en'])).toEqual({ kind: 'same', lang: 'en' });
  });

  it('two wordings in different languages are shown side by side', () => {
    expect(withWordings(['closed', 'en'], ['закрыт', 'ru'])).toEqual({
      kind: 'apart',
      cited: { text: 'закрыт', lang: 'ru' },
      citing: { text: 'closed', lang: 'en' },
    });
  });
});

describe('unusual claims', () => {
  it('a denial, a retraction, a basis and an unnamed source are shown at the statement', () => {
    const rows = build(
      graph('a->b', {
        kinds: { b: 'unnamed' },
        stances: { a: 'denies' },
        statements: { b: { retractedAt: '2025-06-20', retractionReason: 'A mistake.', basis: 'inferred' } },
      }),
    ).tree.sections[0]!.rows;
    expect(rows[0]?.statement).toMatchObject({ stance: 'denies the claim', retracted: null });
    expect(rows[1]?.statement).toMatchObject({
      shape: 'unnamed',
      name: { text: '“b”' },
      basis: 'infers it',
      retracted: { date: { text: '20 June 2025' }, reason: 'A mistake.' },
    });
  });

  it('a claim without statements has an empty tree, no hops and no chains', () => {
    const model = build(graph(''));
    expect(model.tree.sections).toEqual([{ anchor: null, continuedFrom: null, rows: [] }]);
    expect(model.chains.summary).toBe('No chain leads from a report to an origin.');
    expect(model.hops.hops).toEqual([]);
  });
});

describe('large claims', () => {
  const chain = (length: number) => graph(Array.from({ length }, (_, place) => `s${place}`).join('->'));

  it('a large claim shows its first 200 hops and the number of all', () => {
    const { hops, findings } = build(chain(5000));
    expect(hops.hops).toHaveLength(200);
    expect(hops.cut).toBe('200 of 4,999 hops shown; all are in the JSON.');
    expect(findings.cut).toBe('The gravest 50 of 4,999 findings shown; all are in the JSON.');
  });

  it('a long chain shows both of its ends with links to their lines', () => {
    const [only] = build(chain(5000)).chains.chains;
    expect(only?.hops).toBe('4,999 hops');
    expect(only?.skipped).toBe(4988);
    expect(only?.beginning[0]?.href).toMatch(/^#s-/);
    expect(only?.end.at(-1)).toMatchObject({ name: { text: 's4999' } });
    expect(only?.end.at(-1)?.href).toMatch(/^\?focus=([0-9a-f-]{36})#s-\1$/);
  });

  it('only the hundred shortest of very many chains are listed', () => {
    const layers = Array.from({ length: 40 }, (_, layer) =>
      [0, 1, 2, 3].flatMap((from) => [0, 1, 2, 3].map((to) => `l${layer}x${from}->l${layer + 1}x${to}`)),
    );
    const { chains } = build(graph(layers.flat().join(' ')));
    expect(chains.summary).toBe(
      'From a report to an origin lead about 4.8 × 10²⁴ chains. The 100 shortest are listed.',
    );
    expect(chains.chains.length + chains.folded.length).toBe(100);
    expect(chains.foldedStart).toBe(11);
  });
});
