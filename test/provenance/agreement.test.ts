import { describe, expect, test } from 'vitest';
import type { Analysis, ClaimGraph } from '../../src/model/records.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { analyseByBruteForce } from '../support/brute-force.ts';
import { checkLaw, findDifference, tellAnalysis } from '../support/compare-analyses.ts';
import { graph, keysOf, type GraphOptions } from '../support/graph.ts';
import { anyGraph } from '../support/random-graph.ts';

/** The speakers of the two IANS stories. */
const SPEAKERS: GraphOptions = {
  kinds: { council: 'government', russia: 'government', chief: 'person', korea: 'government', msmt: 'organisation' },
  parents: { tass: 'russia', council: 'russia', kcna: 'korea', chief: 'korea' },
};

const UNNAMED: GraphOptions = { kinds: { report: 'unnamed', spec: 'unnamed' } };

/** A claim of the two stories, which were read here: they show IANS's own hops, and all others only by hearsay. */
function tell(shorthand: string, options: GraphOptions = {}): ClaimGraph {
  const words = shorthand.split(' ');
  const hops = words.flatMap((word) =>
    word
      .split('->')
      .slice(0, -1)
      .map((citing, i) => `${citing}->${word.split('->')[i + 1]}`),
  );
  const ofIans = (word: string): boolean => word.startsWith('ians@');
  const statements = words.flatMap((word) => word.split('->'));
  const dates = Object.fromEntries(statements.filter(ofIans).map((key) => [key, `2025-06-${key.slice(5, 7)}`]));
  return graph(shorthand, {
    ...SPEAKERS,
    dates,
    documents: Object.fromEntries(statements.filter(ofIans).map((key) => [key, `${key.slice(0, 7)}-story`])),
    publishers: { 'ians@04-story': 'ians', 'ians@17-story': 'ians' },
    seen: hops.filter(ofIans).join(' '),
    relayed: hops.filter((hop) => !ofIans(hop)).join(' '),
    ...options,
  });
}

interface Case {
  graph: ClaimGraph;
  /** Some members of the analysis, in shorthand. */
  expected: Record<string, string>;
}

const CASES: Record<string, Case> = {
  'the golden example: 2 to 3 hops by way of TASS': {
    graph: tell('ians@17->tass->council ians@17->yonhap->tass', { bases: { council: 'own-act' } }),
    expected: {
      'asserting hops': '2–3',
      'asserting ends': '[council origin]',
      'asserting independentSources': '1',
      'asserting chains': '[2: ians@17 tass council | 3: ians@17 yonhap tass council]',
      'asserting chokePoints': '[tass]',
      'asserting weakestHops': '[ians@17: tass->council]',
      support: '[ians@17->tass: read | ians@17->yonhap: read | tass->council: second-hand | yonhap->tass: second-hand]',
      distances: '[council: 0 | ians@17: 2 | tass: 1 | yonhap: 2]',
      read: '[council: false | ians@17: true | tass: false | yonhap: false]',
      breakPoints: '[council | tass]',
      contested: 'null',
      findings: '[info choke-point: tass | info second-hand-hop: tass council | info second-hand-hop: yonhap tass]',
    },
  },
  'Shoigu arrived for the second time: an open end': {
    graph: tell('ians@17->tass'),
    expected: {
      'asserting hops': 'at least 1–1',
      'asserting ends': '[tass open]',
      'asserting weakestHops': '[ians@17: none]',
      distances: '[ians@17: null | tass: null]',
      breakPoints: '[tass]',
      findings: '[caution open-end: tass]',
    },
  },
  'Shoigu arrived on 4 June: an attribution dropped': {
    graph: tell('ians@04->report ians@17', UNNAMED),
    expected: {
      'asserting hops': '1–1',
      'asserting ends': '[ians@17 dropped | report unnamed]',
      'asserting reportHops': '[ians@04 1–1 | ians@17 null]',
      'asserting independentSources': '0',
      breakPoints: '[]',
      findings: '[warning attribution-dropped: ians@04 ians@17 | caution unnamed-end: report]',
    },
  },
  'on Putin’s instructions: two reports, one family, open': {
    graph: tell('ians@04->tass ians@17->tass'),
    expected: {
      'asserting hops': 'at least 1–1',
      'asserting chokePoints': '[]',
      'asserting independentSources': '1',
      breakPoints: '[tass]',
      findings: '[caution single-origin: tass | caution open-end: tass]',
    },
  },
  'Kim and Shoigu to discuss: 2 hops, the second by hearsay': {
    graph: tell('ians@04->tass->council', { bases: { council: 'own-act' } }),
    expected: {
      'asserting hops': '2–2',
      'asserting weakestHops': '[ians@04: tass->council]',
      breakPoints: '[council | tass]',
      findings: '[info second-hand-hop: tass council]',
    },
  },
  'Ri Chang-dae met Shoigu: an open end': {
    graph: tell('ians@04->yonhap'),
    expected: { 'asserting hops': 'at least 1–1', findings: '[caution open-end: yonhap]' },
  },
  'they discussed the deployment: an unnamed end': {
    graph: tell('ians@04->report', UNNAMED),
    expected: { 'asserting hops': '1–1', findings: '[caution unnamed-end: report]' },
  },
  'Kim may visit Russia: two unnamed ends': {
    graph: tell('ians@04->spec@04 ians@17->spec@17', UNNAMED),
    expected: {
      'asserting hops': '1–1',
      'asserting ends': '[spec@04 unnamed | spec@17 unnamed]',
      'asserting independentSources': '0',
      findings: '[caution unnamed-end: spec@04 | caution unnamed-end: spec@17]',
    },
  },
  'defence technology: the same unnamed words in both stories': {
    graph: tell('ians@04->spec ians@17->spec', UNNAMED),
    expected: { 'asserting independentSources': '0', findings: '[caution unnamed-end: spec]' },
  },
  'cooperation in breach of UN resolutions: one report, contested by one family': {
    graph: tell('ians@04->msmt ians@04-denial->kcna->chief', {
      stances: { 'ians@04-denial': 'denies', kcna: 'denies', chief: 'denies' },
      bases: { msmt: 'document', chief: 'own-act' },
    }),
    expected: {
      replies: '[]',
      'asserting hops': '1–1',
      'asserting ends': '[msmt origin]',
      'asserting reportHops': '[ians@04 1–1]',
      'asserting independentSources': '1',
      'contested hops': '2–2',
      'contested ends': '[chief origin]',
      'contested independentSources': '1',
      'contested chokePoints': '[kcna]',
      findings: '[caution contested: chief ians@04-denial kcna | info second-hand-hop: kcna chief]',
    },
  },
  'the MSMT’s report is a fabrication: 2 hops within one family': {
    graph: tell('ians@04->kcna->chief', { bases: { chief: 'inferred' } }),
    expected: {
      'asserting hops': '2–2',
      'asserting independentSources': '1',
      findings: '[info second-hand-hop: kcna chief]',
    },
  },

  'each kind of end': {
    graph: graph('a->b a->c a->d a->e a@2', {
      kinds: { e: 'unnamed' },
      bases: { b: 'witnessed', c: 'told', d: 'told', e: 'own-act', 'a@2': 'own-act' },
      documents: { c: 'c-story' },
      dates: { a: '2025-06-04', 'a@2': '2025-06-17' },
    }),
    expected: {
      'asserting ends': '[a@2 dropped | b origin | c unsourced | d open | e unnamed]',
      'asserting hops': '1–1',
      'asserting independentSources': '3',
    },
  },
  'whatever the precision of dates, an attribution is dropped by whoever surely gave it before': {
    graph: graph('a@1->b a@2->b a@3', {
      dates: { 'a@1': '2025-06-16T23:00Z', 'a@2': '2025-06-16', 'a@3': '2025-06-17' },
      bases: { b: 'own-act' },
      seen: 'a@1->b a@2->b',
    }),
    expected: { findings: '[warning attribution-dropped: a@2 a@3]' },
  },
  'a settled end counts before an open one that is nearer': {
    graph: graph('a->b a->c->d x->y', { bases: { d: 'witnessed' } }),
    expected: { 'asserting reportHops': '[a 2–2 | x at least 1–1]', 'asserting hops': '2–2' },
  },
  'a story read in what another family published is not read, nor does it show a hop': {
    graph: graph('a->b c->d p->q', {
      seen: 'a->b c->d p->q',
      publishers: { 'a-story': 'x', 'c-story': 'm', 'p-story': 'x' },
      parents: { c: 'f', m: 'f' },
      kinds: { p: 'person' },
    }),
    expected: {
      read: '[a: false | b: false | c: true | d: false | p: true | q: false]',
      support: '[a->b: second-hand | c->d: read | p->q: read]',
      findings:
        '[caution open-end: b | caution open-end: d | caution open-end: q | caution other-publisher: a | info second-hand-hop: a b]',
    },
  },
  'a document that an import only names is not read': {
    graph: graph('a->b', { seen: 'a->b', unread: 'a-story' }),
    expected: { read: '[a: false | b: false]', support: '[a->b: second-hand]' },
  },
  'whom a disputed attribution alone speaks of is void, with all that it is said to rest on': {
    graph: graph('a->b->c->d', { disputed: 'b->c', documents: { b: 'b-story' } }),
    expected: {
      void: '[c | d]',
      'asserting ends': '[b unsourced]',
      'asserting hops': '1–1',
      distances: '[a: 1 | b: 0 | c: null | d: null]',
      findings: '[caution unsupported-hop: a b | caution disputed-hop: b c]',
    },
  },
  'a disputed statement that has a document, or that somebody else cites, is not void': {
    graph: graph('a->b x->y z->y', { disputed: 'a->b x->y', documents: { b: 'b-story' } }),
    expected: { void: '[]', 'asserting reportHops': '[a at least 0–0 | b 0–0 | x at least 0–0 | z at least 1–1]' },
  },
  'a statement that cites itself vouches for nothing': {
    graph: graph('a->b->b', { disputed: 'a->b' }),
    expected: { void: '[b]' },
  },
  'a denial that is void contests nothing': {
    graph: graph('a b->c', { stances: { b: 'asserts', c: 'denies' }, disputed: 'b->c' }),
    expected: { void: '[c]', contested: 'null' },
  },
  'a reply is no hop': {
    graph: graph('a->b->c', { stances: { b: 'denies', c: 'doubts' } }),
    expected: {
      replies: '[a->b]',
      'asserting hops': 'at least 0–0',
      'contested hops': 'at least 1–1',
      findings:
        '[warning turned: a b | caution open-end: a | caution open-end: c | caution unsupported-hop: b c | caution contested: b c]',
    },
  },
  'a denial turns the claim only when it passes it on as its own': {
    graph: graph('a->s b->s c->s d->s e->s f->s', {
      stances: Object.fromEntries([...'abcdef'].map((key) => [key, 'denies'])),
      manners: Object.fromEntries(
        (['quotes', 'paraphrases', 'cites', 'translates', 'republishes', 'copies'] as const).map((manner, place) => [
          `${'abcdef'[place]}->s`,
          manner,
        ]),
      ),
      documents: { s: 's-story', ...Object.fromEntries([...'abcdef'].map((key) => [key, `${key}-story`])) },
    }),
    expected: {
      findings: '[warning turned: d s | warning turned: e s | warning turned: f s | caution contested: a b c d e f]',
    },
  },
  'a circle is one station': {
    graph: graph('a->b->c->b c->d->e', { bases: { e: 'witnessed' }, seen: 'a->b d->e' }),
    expected: {
      'asserting hops': '3–3',
      'asserting chains': '[3: a b+c d e]',
      'asserting chokePoints': '[b | c | d]',
      'asserting weakestHops': '[a: b->c]',
      distances: '[a: 3 | b: 2 | c: 2 | d: 1 | e: 0]',
      breakPoints: '[b | c | d | e]',
    },
  },
  'a way that leads nowhere takes nothing from the choke points': {
    graph: graph('a->m->n->m a->z->c->d'),
    expected: { 'asserting chains': '[3: a z c d]', 'asserting chokePoints': '[c | z]' },
  },
  'of two hops as far and on chains as long, the first by its statements is the weakest': {
    graph: graph('r->b->d->x r->c->a->x', { seen: 'r->b->d r->c->a' }),
    expected: { 'asserting weakestHops': '[r: a->x]' },
  },
  'circles that lead nowhere': {
    graph: graph('a->b->c->b d->e->d x->y->x y->z', { seen: 'a->b', relayed: 'b->c' }),
    expected: {
      'asserting reportHops': '[a null]',
      'asserting hops': 'null',
      'asserting chainCount': '0',
      'asserting weakestHops': '[a: none]',
      findings:
        '[warning circle: b c | warning circle: d e | warning circle: x y | warning no-end: a d e | caution open-end: z | ' +
        'caution unsupported-hop: c b | caution unsupported-hop: d e | caution unsupported-hop: e d | ' +
        'caution unsupported-hop: x y | caution unsupported-hop: y x | caution unsupported-hop: y z | info second-hand-hop: b c]',
    },
  },
  'no source alone breaks all chains, but two do': {
    graph: graph('a->b->d a->c->e', { bases: { d: 'witnessed', e: 'witnessed' } }),
    expected: { breakPoints: '[b+c | b+e | c+d | d+e]' },
  },
  'what takes out every report does not count': {
    graph: graph('a->c b->d'),
    expected: { breakPoints: '[a+d | b+c | c+d]' },
  },
  'a family that turns up again, with somebody else between': {
    graph: graph('a@1->b->a@2 c->m->n', {
      parents: { c: 'f', m: 'f', n: 'f' },
      bases: { 'a@2': 'witnessed' },
      documents: { n: 'n-story' },
    }),
    expected: {
      findings:
        '[caution echo: a@1 a@2 | caution unsupported-hop: a@1 b | caution unsupported-hop: b a@2 | ' +
        'caution unsupported-hop: c m | caution unsupported-hop: m n]',
    },
  },
  'a family that turns up again on both sides, each side for itself': {
    graph: graph('a@1->b@1->a@2 a@3->b@2->a@4', {
      stances: { 'a@3': 'denies', 'b@2': 'doubts', 'a@4': 'denies' },
      seen: 'a@1->b@1->a@2 a@3->b@2->a@4',
      bases: { 'a@2': 'witnessed', 'a@4': 'own-act' },
    }),
    expected: { findings: '[caution echo: a@1 a@2 | caution echo: a@3 a@4 | caution contested: a@3 a@4 b@2]' },
  },
  'one family at both ends of two reports': {
    graph: graph('a->c b->d', {
      parents: { c: 'f', d: 'f' },
      seen: 'a->c b->d',
      bases: { c: 'own-act', d: 'own-act' },
    }),
    expected: { 'asserting independentSources': '1', findings: '[caution single-origin: c d]' },
  },
  'an end that only a circle leads to is no report’s': {
    graph: graph('a->c b->c x->y->x y->z', { bases: { c: 'own-act', z: 'own-act' } }),
    expected: {
      'asserting independentSources': '2',
      findings:
        '[warning circle: x y | caution single-origin: c | caution unsupported-hop: a c | caution unsupported-hop: b c | ' +
        'caution unsupported-hop: x y | caution unsupported-hop: y x | caution unsupported-hop: y z]',
    },
  },
  'what rests on a retracted statement': {
    graph: graph('a->b->c x->c', {
      statements: { b: { retractedAt: '2025-06-20' } },
      bases: { c: 'witnessed' },
      seen: 'a->b b->c x->c',
    }),
    expected: { findings: '[warning retracted: b a | caution single-origin: c]' },
  },
  'who cites what was only said later': {
    graph: graph('a->b->c', {
      dates: { a: '2025-06-04', b: '2025-06-17', c: '2025-06' },
      bases: { c: 'witnessed' },
      seen: 'a->b b->c',
    }),
    expected: { findings: '[warning cites-later: a b]', lag: '[a->b: -P13D | b->c: null]' },
  },
  'republished, so no finding that another family published it': {
    graph: graph('a->b c', {
      documents: { a: 'one', b: 'two', c: 'three' },
      publishers: { one: 'm', two: 'a', three: 'm' },
      manners: { 'a->b': 'republishes' },
      bases: { b: 'witnessed', c: 'witnessed' },
      relayed: 'a->b',
    }),
    expected: { findings: '[caution other-publisher: c | info second-hand-hop: a b]' },
  },
};

const ANALYSTS: Record<string, (claim: ClaimGraph) => Analysis> = { analyse, 'brute force': analyseByBruteForce };

describe.each(Object.entries(ANALYSTS))('worked out by hand and by %s', (_, analyst) => {
  test.each(Object.entries(CASES))('%s', (_, { graph, expected }) => {
    const found = tellAnalysis(analyst(graph));
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]))).toEqual(expected);
  });
});

describe('sources and families are looked at 32 at a time, and yet', () => {
  const name = (letter: string, count: number): string[] =>
    Array.from({ length: count }, (_, place) => `${letter}${10 + place}`);

  test('each source of a chain of 70 is a break point, but for its report', () => {
    const { breakPoints } = analyse(graph(name('s', 70).join('->')));
    expect(breakPoints.map(keysOf)).toEqual(
      name('s', 70)
        .slice(1)
        .map((key) => [key]),
    );
  });

  test('any two sources of two chains of 35 are', () => {
    const [left, right] = [name('x', 35), name('y', 35)];
    const { breakPoints } = analyse(graph(`a->${left.join('->')} a->${right.join('->')}`));
    expect(breakPoints.map(keysOf)).toEqual(left.flatMap((one) => right.map((other) => [one, other])));
  });

  test('each of 40 families that turn up again echoes', () => {
    const { findings } = analyse(graph([...name('s', 40), ...name('s', 40).map((key) => `${key}@`)].join('->')));
    const echoes = findings.filter(({ kind }) => kind === 'echo');
    expect(echoes.map(({ statements }) => keysOf(statements))).toEqual(name('s', 40).map((key) => [key, `${key}@`]));
  });
});

test('analyse and brute force agree on 300 random graphs', () => {
  checkLaw(anyGraph, 300, (claim) => findDifference(analyse(claim), analyseByBruteForce(claim)));
});
