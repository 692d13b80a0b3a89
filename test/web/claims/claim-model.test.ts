import { describe, expect, it } from 'vitest';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { analyseRecord } from '../../../src/web/claims/show/claim-index.ts';
import { graph, type GraphOptions } from '../../support/graph.ts';
import { aRecord } from '../open-app.ts';
import { buildClaimModel } from '../../../src/web/claims/show/page-model.ts';

function build(claim: ClaimGraph) {
  return buildClaimModel(analyseRecord(aRecord(claim)));
}

/** A sentence in parts as plain text. */
const say = (parts: readonly { text: string }[] | null | undefined) => parts?.map(({ text }) => text).join('');

const golden = (options: GraphOptions = {}) =>
  build(
    graph('ians->tass ians->yonhap yonhap->tass tass->council', {
      names: { ians: 'IANS', yonhap: 'Yonhap', tass: 'TASS', council: 'Security Council of Russia' },
      kinds: { council: 'government' },
      parents: { tass: 'russia', council: 'russia' },
      bases: { council: 'own-act' },
      dates: { ians: '2025-06-17', tass: '2025-06-04T10:00+03:00' },
      seen: 'ians->tass ians->yonhap',
      relayed: 'yonhap->tass tass->council',
      ...options,
    }),
  );

describe('the worked example', () => {
  it('the page of the worked example begins with its headline and its measures', () => {
    const { headline, measures } = golden();
    const said = say(headline);
    expect(said).toContain('2 to 3 hops from its origin');
    expect(said).toContain('every chain passes through TASS');
    expect(measures).toEqual([
      { name: 'Hops', value: '2 to 3 hops', href: '/about#term-hops' },
      { name: 'Reports', value: '1', href: '/about#term-report' },
      { name: 'Independent sources', value: 'at most 1', href: '/about#term-independent-sources' },
      { name: 'Chains', value: '2', href: '/about#term-chain' },
    ]);
  });

  it('each statement of the worked example has its role, kind and whether it was read', () => {
    const rows = golden().tree.sections[0]!.rows;
    const [report] = rows;
    expect(report?.statement).toMatchObject({ role: 'Report', shape: 'document', read: true, kind: 'news agency' });
    expect(say(report?.reach)).toBe(
      '2 to 3 hops back; the weakest hop is TASS to the Security Council of Russia: second-hand',
    );
    expect(report?.hop).toBeNull();
    const origin = rows.find(({ statement }) => statement.role === 'Origin');
    expect(origin?.statement).toMatchObject({ shape: 'origin', read: false, kind: 'government body' });
    expect(origin?.hop).toMatchObject({ verb: 'cites', support: 'second-hand', supportWords: 'second-hand hop' });
  });

  it('the hops of the worked example are listed in the order of the tree, with support and lag', () => {
    const { hops } = golden().hops;
    expect(hops.map(({ support }) => support.kind).sort()).toEqual(['read', 'read', 'second-hand', 'second-hand']);
    const toTass = hops.find(({ citing, cited }) => citing.name.text === 'IANS' && cited.name.text === 'TASS');
    expect(toTass?.lag).toEqual({ text: '13 days later', iso: 'P13D' });
    const secondHand = hops.find(({ support }) => support.kind === 'second-hand');
    expect(secondHand?.support).toMatchObject({ word: 'Second-hand', reason: 'Known only through' });
    expect(secondHand?.support.via).toHaveLength(1);
  });

  it('the findings and chains of the worked example link to the lines of the tree', () => {
    const { findings, chains, tree } = golden();
    const anchors = tree.sections.flatMap(({ rows }) => rows.map(({ anchor }) => `#${anchor}`));
    expect(findings.total).toBe('3');
    const grouped = findings.groups.map(({ kind, findings: own }) => `${kind} ${own.length}`);
    expect(grouped).toEqual(['choke point 1', 'second-hand hop 2']);
    for (const { findings: own } of findings.groups)
      for (const { witnesses } of own) for (const { href } of witnesses) expect(anchors).toContain(href);
    expect(chains.summary).toBe('2 chains lead from a report to an end, the shortest first.');
    const told = chains.chains.map(
      ({ hops, beginning }) => `${hops}: ${beginning.map((s) => s.name.text).join(' < ')}`,
    );
    expect(told).toEqual([
      '2 hops: IANS < TASS < Security Council of Russia',
      '3 hops: IANS < Yonhap < TASS < Security Council of Russia',
    ]);
  });
});

describe('sides, ends and what is no hop', () => {
  const contested = () =>
    build(
      graph('post->wire post->bulk other->wire harbour->mayor harbour->post', {
        names: { harbour: 'Harbour', mayor: 'Mayor', bulk: 'Bulk', post: 'Post', wire: 'Wire' },
        stances: { harbour: 'denies', mayor: 'denies' },
        bases: { mayor: 'witnessed' },
        disputed: 'post->bulk',
      }),
    );

  it('replies and disputed attributions are listed and named, and not counted as hops', () => {
    const { hops } = contested();
    expect([hops.total, hops.others]).toEqual(['3', '1 reply and 1 disputed attribution']);
    expect(hops.hops.map(({ support }) => support.word).sort()).toEqual([
      ...['Disputed', 'No evidence', 'No evidence', 'No evidence', 'Reply'],
    ]);
    const disputed = hops.hops.find(({ support }) => support.kind === 'disputed');
    expect(disputed?.dispute).toEqual({
      sentence: [{ text: 'Disputed', lang: null }],
      reason: 'It was never said.',
    });
  });

  it('the tree lists those who deny or doubt the claim by themselves, and says what is no hop', () => {
    const { sections } = contested().tree;
    expect(sections.map(({ contesting }) => contesting)).toEqual([false, true]);
    const rows = sections.flatMap((section) => section.rows);
    const told = rows.flatMap(({ statement, hop, turn }) =>
      hop ? [`${statement.name.text}: ${hop.supportWords}, ${turn}`] : [],
    );
    expect(told).toEqual(
      [
        'Wire: hop without evidence, ends',
        'Bulk: disputed: no hop, ends',
        'Wire: hop without evidence, ends',
        'Mayor: hop without evidence, ends',
        'Post: answers Post: no hop, apart',
      ].toSorted((a, b) => told.indexOf(a) - told.indexOf(b)),
    );
    expect(rows.find(({ statement }) => statement.name.text === 'Bulk')?.statement.isVoid).toBe(true);
  });

  it('each side has its own measures, reports and ends', () => {
    const { measures, ends, reports, contested: other } = contested();
    const say = (all: readonly { name: string; value: string }[]) => all.map(({ name, value }) => `${name}: ${value}`);
    expect(say(measures)).toEqual([
      'Hops: at least 1 hop',
      'Reports: 2',
      'Independent sources: at most 1',
      'Chains: 2',
    ]);
    expect(say(other!.measures)).toEqual(['Hops: 1 hop', 'Reports: 1', 'Independent sources: at most 1', 'Chains: 1']);
    const name = (list: readonly { statement: { name: { text: string } } }[]) =>
      list.map(({ statement }) => statement.name.text);
    expect([name(reports.reports), name(ends.ends), ends.ends.map(({ words }) => words)]).toEqual([
      ...[['other', 'Post'], ['Wire'], ['trail ends here']],
    ]);
    expect([name(other!.reports.reports), name(other!.ends.ends), other!.ends.ends.map(({ words }) => words)]).toEqual([
      ...[['Harbour'], ['Mayor'], ['origin']],
    ]);
    expect(build(graph('a->b')).contested).toBeNull();
  });

  it('a source without whom no report reaches an end is named', () => {
    expect(contested().breakPoints.sentences.map(say)).toEqual(['Without Wire no report reaches an end.']);
    expect(build(graph('a->b->c d->c')).breakPoints.sentences.map(say)).toEqual([
      'Without c no report reaches an end.',
    ]);
  });

  it('an end whose attribution is disputed is not said to give no source', () => {
    const { ends } = build(graph('post->lamp->bulk', { documents: { lamp: 'morning' }, disputed: 'lamp->bulk' }));
    expect(ends.ends.map(({ words }) => words)).toEqual(['attribution disputed']);
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
        stances: { a: 'denies', b: 'denies' },
        statements: { b: { retractedAt: '2025-06-20', retractionReason: 'A mistake.', basis: 'inferred' } },
      }),
    ).tree.sections[0]!.rows;
    expect(rows[0]?.statement).toMatchObject({ stance: 'reports a denial', retracted: null });
    expect(rows[1]?.statement).toMatchObject({
      shape: 'unnamed',
      name: { text: '“b”' },
      basis: 'infers it',
      retracted: { date: { text: '20 June 2025' }, reason: 'A mistake.' },
    });
  });

  it('a claim without statements has an empty tree, no hops and no chains', () => {
    const model = build(graph(''));
    expect(model.tree.sections).toEqual([{ contesting: false, anchor: null, continuedFrom: null, rows: [] }]);
    expect(model.chains.summary).toBe('No chain leads from a report to an end.');
    expect(model.time).toBeNull();
    expect(model.hops.hops).toEqual([]);
  });
});

describe('large claims', () => {
  const chain = (length: number) => graph(Array.from({ length }, (_, place) => `s${place}`).join('->'));

  it('a large claim shows its first 200 hops and the number of all', () => {
    const { hops, findings } = build(chain(5000));
    expect(hops.hops).toHaveLength(200);
    expect(hops.cut).toBe('200 of 4,999 hops shown; all are in the JSON.');
    const unsupported = findings.groups.find(({ kind }) => kind === 'unsupported hop')!;
    expect(unsupported.more).toBe('4,989');
    expect(unsupported.findings.length + unsupported.folded.length).toBe(10);
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
    expect(chains.summary).toBe('about 4.8 × 10²⁴ chains lead from a report to an end. The 100 shortest are listed.');
    expect(chains.chains.length + chains.folded.length).toBe(100);
    expect(chains.foldedStart).toBe(11);
  });
});
