import { describe, expect, it } from 'vitest';
import type { Uid } from '../../../src/model/records.ts';
import type { ShownName } from '../../../src/wording/names.ts';
import { analyseRecord, type Showing } from '../../../src/web/claims/show/claim-index.ts';
import { buildClaimModel } from '../../../src/web/claims/show/page-model.ts';
import { graph, uidOf, type GraphOptions } from '../../support/graph.ts';
import { aRecord } from '../open-app.ts';

const build = (shorthand: string, options: GraphOptions = {}, showing: Showing = {}) =>
  buildClaimModel(analyseRecord(aRecord(graph(shorthand, options))), showing);

type Model = ReturnType<typeof build>;

/** A sentence in parts as plain text. */
const say = (parts: readonly { text: string }[] | null | undefined) => parts?.map(({ text }) => text).join('');

const nameAll = (list: readonly { name: ShownName }[]) => list.map(({ name }) => name.text);

const listRows = ({ evidence }: Model) => evidence.sections.flatMap(({ rows }) => rows);
const listHops = (model: Model) => listRows(model).flatMap(({ hop }) => hop ?? []);

/** What a page begins with: number, chain and counts, in words. */
function sayHero({ summary: { number, chain, counts } }: Model) {
  const stations = chain && [...chain.beginning, ...chain.end].map((station) => nameAll(station).join(' ⇄ '));
  return { number, chain: stations?.join(' → ') ?? null, counts: counts.map(({ text }) => text) };
}

const golden = (options: GraphOptions = {}, showing: Showing = {}) =>
  build(
    'ians->tass ians->yonhap yonhap->tass tass->council',
    {
      names: { ians: 'IANS', yonhap: 'Yonhap', tass: 'TASS', council: 'Security Council of Russia' },
      kinds: { council: 'government' },
      parents: { tass: 'russia', council: 'russia' },
      bases: { council: 'own-act' },
      dates: { ians: '2025-06-17', tass: '2025-06-04T10:00+03:00' },
      seen: 'ians->tass ians->yonhap',
      relayed: 'yonhap->tass tass->council',
      ...options,
    },
    showing,
  );

describe('the worked example', () => {
  it('the page of the worked example begins with its number, its shortest chain, its counts and its sentence', () => {
    const model = golden();
    expect(sayHero(model)).toEqual({
      number: '2 to 3 hops',
      chain: 'IANS → TASS → Security Council of Russia',
      counts: ['1 report', 'at most 1 independent source', '2 chains'],
    });
    const { chain, counts, sentence, without } = model.summary;
    expect(chain).toMatchObject({ isShortest: true, skipped: null });
    expect(counts.map(({ href }) => href)).toEqual([
      '/about#term-report',
      '/about#term-independent-sources',
      '/about#term-chain',
    ]);
    expect(say(sentence)).toContain('2 to 3 hops from its origin');
    expect(say(sentence)).toContain('every chain passes through TASS');
    expect(without).toBeNull();
  });

  it('each statement of the worked example has its role, kind and whether it was read', () => {
    const rows = listRows(golden());
    const [report] = rows;
    expect(report?.statement).toMatchObject({ role: 'Report', shape: 'document', read: true, kind: 'news agency' });
    // The page's number says how far the only report is from its end.
    expect(say(report?.report?.words)).toBe('weakest hop: TASS to the Security Council of Russia, second-hand');
    expect(report?.report?.onlyHref).toBeNull();
    expect(report?.hop).toBeNull();
    const origin = rows.find(({ statement }) => statement.role === 'Origin');
    expect(origin?.statement).toMatchObject({ shape: 'origin', read: false, kind: 'government body' });
    expect(origin?.hop).toMatchObject({ manner: 'cites', support: { kind: 'second-hand', word: 'Second-hand' } });
  });

  it('the hops of the worked example have their support, through whom it is known, and their lag', () => {
    const hops = listHops(golden());
    const supports = hops.map(({ support }) => support);
    expect(supports.map(({ kind }) => kind).sort()).toEqual(['read', 'read', 'second-hand', 'second-hand']);
    const toTass = hops.find(({ citing, cited }) => citing.text === 'IANS' && cited.text === 'TASS');
    expect(toTass?.lag).toEqual({ text: '13 days later', iso: 'P13D' });
    for (const { kind, via } of supports) expect(via.map(({ text }) => text)).toEqual(kind === 'read' ? [] : ['IANS']);
  });

  it('the findings and the chain of the worked example link to lines of the evidence', () => {
    const model = golden();
    const { findings, summary } = model;
    const statements = listRows(model).map(({ anchor }) => `#${anchor}`);
    const hops = listHops(model).map(({ anchor }) => `#${anchor}`);
    expect(findings.total).toBe('3');
    const grouped = findings.groups.map(({ kind, findings: own }) => `${kind} ${own.length}`);
    expect(grouped).toEqual(['choke point 1', 'second-hand hop 2']);
    for (const { findings: own } of findings.groups) {
      for (const { isPair, href, witnesses } of own) {
        expect(isPair ? hops : statements).toContain(href);
        for (const witness of witnesses) expect(statements).toContain(witness.href);
      }
    }
    for (const [station] of summary.chain!.beginning) expect(statements).toContain(station!.href);
  });
});

describe('the beginning of a page', () => {
  it.each([
    ['one hop to an open end', 'a->b', { seen: 'a->b' }, 'At least 1 hop', 'a → b', ['1 report', 'at most 1']],
    ['a witness, whom nobody cites', 'a', { bases: { a: 'witnessed' } }, '0 hops', 'a', ['1 report', 'at most 1']],
    ['a circle and nothing else', 'a->b->a', {}, 'No end reached', null, ['0 reports', 'no']],
    ['a circle on the way', 'r->a a->b b->a a->c', {}, 'At least 2 hops', 'r → a ⇄ b → c', ['1 report', 'at most 1']],
    ['a denial alone', 'a', { stances: { a: 'denies' } }, 'Nobody asserts it', null, ['0 reports', 'no']],
    ['an unnamed end', 'a->b', { kinds: { b: 'unnamed' } }, '1 hop', 'a → “b”', ['1 report', 'no']],
  ] as const)(
    'the page begins with its number, chain and counts: %s',
    (_, shorthand, options, number, chain, counts) => {
      const hero = sayHero(build(shorthand, options));
      expect([hero.number, hero.chain]).toEqual([number, chain]);
      expect(hero.counts.map((count) => count.replace(/ independent sources?$/, ''))).toEqual(counts);
    },
  );

  it('a single chain is not called the shortest', () => {
    expect(build('a->b').summary.chain?.isShortest).toBe(false);
    expect(build('a->b a->c').summary.chain?.isShortest).toBe(true);
    // The shorter chain leads to an open end, which the hops are not counted to where there is a settled one.
    const { summary } = build('a->b a->c->d', { bases: { d: 'witnessed' } });
    expect([summary.number, summary.chain?.isShortest]).toEqual(['2 hops', false]);
  });

  it('a claim that nobody has stated is said to be one', () => {
    const model = build('');
    expect(model.summary.chain).toBeNull();
    expect(say(model.summary.sentence)).toBe('No statement has been recorded yet.');
    expect(model.evidence.sections).toEqual([{ contesting: false, anchor: null, continuedFrom: null, rows: [] }]);
    expect([model.findings.groups, model.time, model.narrowing, model.contested]).toEqual([[], null, null, null]);
  });

  it('a long chain shows both of its ends, with links to their lines', () => {
    const { chain } = build(Array.from({ length: 5000 }, (_, place) => `s${place}`).join('->')).summary;
    expect(chain?.beginning.map(nameAll)).toEqual([['s0'], ['s1'], ['s2']]);
    expect(chain?.skipped).toBe('4,995 more');
    expect(chain?.end.map(nameAll)).toEqual([['s4998'], ['s4999']]);
    expect(chain?.beginning[0]?.[0]?.href).toMatch(/^#s-/);
    expect(chain?.end[1]?.[0]?.href).toMatch(/^\?focus=([0-9a-f-]{36})#s-\1$/);
    expect(build('a->b->c->d->e->f->g').summary.chain).toMatchObject({ skipped: null, end: [] });
  });

  it('very many chains are counted as nearly as anybody needs', () => {
    const layers = Array.from({ length: 40 }, (_, layer) =>
      [0, 1, 2, 3].flatMap((from) => [0, 1, 2, 3].map((to) => `l${layer}x${from}->l${layer + 1}x${to}`)),
    );
    expect(sayHero(build(layers.flat().join(' '))).counts[2]).toBe('about 4.8 × 10²⁴ chains');
  });
});

describe('sides, ends and what is no hop', () => {
  const contested = () =>
    build('post->wire post->bulk other->wire harbour->mayor harbour->post', {
      names: { harbour: 'Harbour', mayor: 'Mayor', bulk: 'Bulk', post: 'Post', wire: 'Wire' },
      stances: { harbour: 'denies', mayor: 'denies' },
      bases: { mayor: 'witnessed' },
      disputed: 'post->bulk',
    });

  it('replies and disputed attributions are listed and named as what they are', () => {
    const hops = listHops(contested());
    expect(hops.map(({ support }) => support.word).sort()).toEqual([
      ...['Disputed, not a hop', 'No evidence', 'No evidence', 'No evidence', 'Reply, not a hop'],
    ]);
    const disputed = hops.find(({ support }) => support.kind === 'disputed');
    expect(disputed?.dispute).toEqual({ sentence: [{ text: 'Disputed', lang: null }], reason: 'It was never said.' });
  });

  it('those who deny or doubt the claim are listed by themselves, each hop to where it leads', () => {
    const model = contested();
    expect(model.evidence.sections.map(({ contesting }) => contesting)).toEqual([false, true]);
    const told = listRows(model).flatMap(({ statement, hop, turn }) =>
      hop ? [`${hop.citing.text} → ${statement.name.text}: ${hop.support.word}, ${turn}`] : [],
    );
    expect(told.toSorted()).toEqual([
      'Harbour → Mayor: No evidence, ends',
      'Harbour → Post: Reply, not a hop, apart',
      'Post → Bulk: Disputed, not a hop, ends',
      'Post → Wire: No evidence, ends',
      'other → Wire: No evidence, ends',
    ]);
    expect(listRows(model).find(({ statement }) => statement.name.text === 'Bulk')?.statement.isVoid).toBe(true);
  });

  it('each side has its own number, counts, reports and ends', () => {
    const model = contested();
    expect(sayHero(model)).toMatchObject({
      number: 'At least 1 hop',
      counts: ['2 reports', 'at most 1 independent source', '2 chains'],
    });
    expect(model.contested?.number).toBe('1 hop');
    expect(model.contested?.counts.map(({ text }) => text)).toEqual(['1 report', 'at most 1 independent source']);
    const roles = model.evidence.sections.map(({ rows }) =>
      rows.filter(({ anchor }) => anchor !== null).map(({ statement: { name, role } }) => `${name.text}: ${role}`),
    );
    expect(roles.map((side) => side.toSorted())).toEqual([
      ['Bulk: null', 'Post: Report', 'Wire: Trail ends here', 'other: Report'],
      ['Harbour: Report', 'Mayor: Origin'],
    ]);
    expect(build('a->b').contested).toBeNull();
  });

  it('a report that is an end as well is called both', () => {
    const [row] = listRows(build('a', { bases: { a: 'witnessed' } }));
    expect(row?.statement.role).toBe('Report, origin');
  });

  it('of several reports each says how far it goes back, and offers to be shown alone', () => {
    const words = (model: Model) =>
      listRows(model).flatMap(({ statement, report }) => (report ? [[statement.name.text, say(report.words)]] : []));
    const options = { seen: 'a->b b->c d->c' };
    expect(words(build('a->b->c d->c e', options))).toEqual([
      ['a', 'at least 2 hops back'],
      ['d', 'at least 1 hop back'],
    ]);
    const only = (showing: Showing) =>
      listRows(build('a->b->c d->c', options, showing)).map(({ report }) => report?.onlyHref ?? null);
    const from = (key: string): Uid => uidOf('statement', key);
    const links = ['a', 'd'].map((key) => `/claims/1-x?from=${from(key)}#drawing`);
    expect(only({ page: '/claims/1-x' })).toEqual([links[0], null, null, links[1], null]);
    const selection = { focus: null, depth: null, from: from('a'), without: null };
    expect(only({ page: '/claims/1-x', selection })).toEqual([null, null, null, links[1], null]);
  });

  it('an end whose attribution is disputed is not said to give no source', () => {
    const rows = listRows(build('post->lamp->bulk', { documents: { lamp: 'morning' }, disputed: 'lamp->bulk' }));
    expect(rows.find(({ statement }) => statement.name.text === 'lamp')?.statement.role).toBe('Attribution disputed');
  });
});

describe('findings', () => {
  const groupsOf = (model: Model) => new Map(model.findings.groups.map((group) => [group.kind, group]));

  it('one finding says its sentence once, and leads to the line that it is about', () => {
    const model = build('a->b->c', { seen: 'a->b' });
    const end = `#s-${uidOf('statement', 'c')}`;
    const groups = groupsOf(model);
    expect([...groups.keys()].sort()).toEqual(['open end', 'unsupported hop']);
    expect(groups.get('open end')).toMatchObject({ detailsHref: end, isListed: false });
    expect(say(groups.get('open end')!.sentence)).toBe('A trail ends at c, whose report nobody here has read.');
    // What is about a hop leads to the hop, not to who cites or is cited.
    const hop = `#h-${uidOf('attribution', 'b->c')}`;
    expect(groups.get('unsupported hop')).toMatchObject({ detailsHref: hop, isListed: false });
    for (const { findings } of groups.values()) expect(findings.map(({ sentence }) => sentence)).toEqual([null]);
    const anchors = listRows(model).flatMap(({ anchor, hop: own }) => [`#${anchor}`, `#${own?.anchor}`]);
    expect(anchors).toEqual(expect.arrayContaining([end, hop]));
  });

  it('several findings of a kind are listed, those about hops each with a link to its hop', () => {
    const group = groupsOf(build('a->b->c')).get('unsupported hop')!;
    expect(say(group.sentence)).toBe('There is no evidence for 2 hops.');
    expect(group).toMatchObject({ detailsHref: null, isListed: true });
    const listed = group.findings.map(({ isPair, isShort, href, witnesses }) => {
      return [isPair, isShort, href, nameAll(witnesses).join(' → ')];
    });
    expect(listed).toEqual(
      ['a->b', 'b->c'].map((key) => [true, true, `#h-${uidOf('attribution', key)}`, key.replace('->', ' → ')]),
    );
  });

  it('a retraction is listed with all that goes back to it, even if it is the only one', () => {
    const statements = { c: { retractedAt: '2025-06-20', retractionReason: 'A mistake.' } };
    const group = groupsOf(build('a->b->c->d e->d', { statements })).get('retracted')!;
    expect(group).toMatchObject({ detailsHref: null, isListed: true });
    expect(group.findings.map(({ witnesses }) => nameAll(witnesses))).toEqual([['c', 'b', 'a']]);
  });

  it('a large claim shows the first of its findings, some folded, and the number of the rest', () => {
    const model = build(Array.from({ length: 5000 }, (_, place) => `s${place}`).join('->'));
    const unsupported = groupsOf(model).get('unsupported hop')!;
    expect(unsupported.more).toBe('4,989');
    expect([unsupported.findings.length, unsupported.folded.length]).toEqual([5, 5]);
    expect(listHops(model)).toHaveLength(199);
  });
});

describe('wordings', () => {
  const withWordings = (citing: readonly [string, string], cited: readonly [string | null, string]) =>
    listHops(
      build('a->b', {
        statements: {
          a: { wording: citing[0], language: citing[1] },
          b: { wording: cited[0], language: cited[1] },
        },
      }),
    )[0]?.wording;

  it('two wordings in one language are compared word by word', () => {
    const wording = withWordings(['closed for five days', 'en'], ['closed for three days', 'en']);
    expect(wording?.lang).toBe('en');
    const parts = wording?.parts ?? [];
    expect(parts.filter(({ removed }) => removed).map(({ text }) => text.trim())).toEqual(['three']);
    expect(parts.filter(({ added }) => added).map(({ text }) => text.trim())).toEqual(['five']);
  });

  it('two equal wordings are shown as the same', () => {
    expect(withWordings(['closed', 'en'], ['closed', 'en'])).toEqual({ lang: 'en', parts: null });
  });

  it('two wordings in different languages are not compared: each is shown at its statement', () => {
    expect(withWordings(['closed', 'en'], ['закрыт', 'ru'])).toBeNull();
    expect(withWordings(['closed', 'en'], [null, 'en'])).toBeNull();
  });
});

describe('excerpts', () => {
  it('an excerpt says where it is from only where that is another document than the citing statement’s own', () => {
    const hops = new Map(listHops(golden()).map((hop) => [`${hop.citing.text} → ${hop.cited.text}`, hop.excerpts]));
    expect(hops.get('IANS → TASS')?.map(({ from }) => from)).toEqual([null]);
    expect(hops.get('IANS → Yonhap')?.map(({ from }) => from)).toEqual([null]);
    // Nothing on the page is made in that document, so it is described where it is quoted.
    const [excerpt] = hops.get('Yonhap → TASS')!;
    expect(excerpt?.from).toMatchObject({ publisher: { text: 'IANS' }, item: { title: 'A story' } });
  });

  it('an excerpt from the document of another statement on the page leads to that statement', () => {
    const record = aRecord(graph('a->b->c', { seen: 'a->b' }));
    const attributions = record.attributions.map((hop) =>
      hop.citing === uidOf('statement', 'b') ? { ...hop, evidence: record.attributions[0]!.evidence } : hop,
    );
    const model = buildClaimModel(analyseRecord({ ...record, attributions }));
    const [own, relayed] = listHops(model).map(({ excerpts }) => excerpts[0]?.from);
    expect(own).toBeNull();
    expect(relayed).toMatchObject({ publisher: { text: 'a' }, href: `#s-${uidOf('statement', 'a')}`, item: null });
  });
});

describe('unusual statements', () => {
  it('a denial, a retraction, a basis and an unnamed source are shown at the statement', () => {
    const rows = listRows(
      build('a->b', {
        kinds: { b: 'unnamed' },
        stances: { a: 'denies', b: 'denies' },
        statements: { b: { retractedAt: '2025-06-20', retractionReason: 'A mistake.', basis: 'inferred' } },
      }),
    );
    expect(rows[0]?.statement).toMatchObject({ stance: 'reports a denial', retracted: null, restsOnRetracted: true });
    expect(rows[0]?.statement.role).toBe('Report');
    expect(rows[1]?.statement).toMatchObject({
      shape: 'unnamed',
      name: { text: '“b”' },
      basis: 'infers it',
      retracted: { date: { text: '20 June 2025' }, reason: 'A mistake.' },
      restsOnRetracted: false,
    });
    expect(rows[1]?.hop?.retraction).toBe('cites a retracted statement');
  });
});
