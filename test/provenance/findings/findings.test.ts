import { describe, expect, test } from 'vitest';
import type { FindingKind, Statement } from '../../../src/model/records.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import { SEVERITY_OF } from '../../../src/provenance/findings/findings.ts';
import { graph, keysOf, tellFindings, type GraphOptions } from '../../support/graph.ts';

/** The witnesses of the findings of one kind. */
function tell(kind: FindingKind, shorthand: string, options: GraphOptions = {}): string[] {
  const found = analyse(graph(shorthand, options)).findings.filter((finding) => finding.kind === kind);
  for (const { severity } of found) expect(severity).toBe(SEVERITY_OF[kind]);
  return found.map(({ statements }) => keysOf(statements).join(' '));
}

const DENIES: GraphOptions = { stances: { d: 'denies', e: 'denies', f: 'doubts' } };

describe('single-origin', () => {
  test('two reports whose chains all end at one family', () => {
    expect(tell('single-origin', 'a->x b->x')).toEqual(['x']);
    expect(tell('single-origin', 'a->x b->y', { parents: { x: 'p', y: 'p' } })).toEqual(['x y']);
    expect(tell('single-origin', 'a->x@1 b->x@2', { bases: { 'x@1': 'own-act' } })).toEqual(['x@1 x@2']);
  });

  test.each([
    ['one report', 'a->x', {}],
    ['one report and one that leads to no end', 'a->x r->c->e->c', {}],
    ['one report and its denial', 'a->x d->x@2', { stances: { d: 'denies', 'x@2': 'denies' } }],
    ['two families', 'a->x b->y', {}],
    ['unnamed ends', 'a->x b->x', { kinds: { x: 'unnamed' } }],
    ['an unnamed end beside a named one', 'a->x b->y', { kinds: { y: 'unnamed' } }],
  ] as [string, string, GraphOptions][])('it is not raised for %s', (_, shorthand, options) => {
    expect(tell('single-origin', shorthand, options)).toEqual([]);
  });

  test('an end that only a circle leads to makes no difference', () => {
    expect(tell('single-origin', 'a->x b->x m->n->m m->y')).toEqual(['x']);
  });
});

describe('choke-point', () => {
  test('only with two chains or more, and a circle counts as one', () => {
    expect(tell('choke-point', 'a->b->c')).toEqual([]);
    expect(tell('choke-point', 'a->b->c d->b')).toEqual(['b']);
    expect(tell('choke-point', 'a->b->c->d->e z->b b->x->c d->c')).toEqual(['b', 'c d']);
  });

  test('the chains of a denial are not counted', () => {
    expect(tell('choke-point', 'a->b->c d->e->f', DENIES)).toEqual([]);
  });
});

describe('circle', () => {
  test('each circle, on either side', () => {
    expect(tell('circle', 'a->b->a x->y->z->x')).toEqual(['a b', 'x y z']);
    expect(tell('circle', 'd->e->d', DENIES)).toEqual(['d e']);
    expect(tell('circle', 'a->d->a', DENIES)).toEqual([]);
  });
});

describe('echo', () => {
  test('a source, or its family, turns up again further up its own chain', () => {
    expect(tell('echo', 'a@17->b->a@04->c')).toEqual(['a@04 a@17']);
    expect(tell('echo', 'a->b->c->d', { parents: { a: 'p', c: 'p' } })).toEqual(['a c']);
  });

  test.each([
    ['neighbours of one family', 'a->b->c', { parents: { a: 'p', b: 'p' } }],
    ['three of one family in a row', 'a->b->c->d', { parents: { a: 'p', b: 'p', c: 'p' } }],
    ['the same family on two chains', 'r->a->o r->b->o', { parents: { a: 'p', b: 'p' } }],
    ['a circle alone', 'a->b->a', {}],
    ['a circle of the family with itself', 'a@1->a@2->a@1 a@2->a@3', {}],
    ['an unnamed source', 'a@1->b->a@2', { kinds: { a: 'unnamed' } }],
    ['a family that turns up on the other side', 'a@1->d->a@2', { stances: { d: 'denies' } }],
    ['a family beyond a disputed hop', 'a@1->b->a@2', { disputed: 'b->a@2', documents: { 'a@2': 'story' } }],
  ] as [string, string, GraphOptions][])('it is not raised for %s', (_, shorthand, options) => {
    expect(tell('echo', shorthand, options)).toEqual([]);
  });

  test('an unnamed source between two statements of one source makes an echo', () => {
    expect(tell('echo', 'a@1->u->a@2', { kinds: { u: 'unnamed' } })).toHaveLength(1);
  });

  test('neighbours of the family on both sides are witnesses too', () => {
    expect(tell('echo', 'a@1->a@2->b->a@3->a@4->c')).toEqual(['a@1 a@2 a@3 a@4']);
  });

  test('it is found through a circle at either end of the chain', () => {
    expect(tell('echo', 'a@1->a@2->b->a@2')).toEqual(['a@1 a@2']);
    expect(tell('echo', 'a@1->b->a@1 a@1->a@2')).toEqual(['a@1 a@2']);
  });

  test('there is one for each family, and families are not mixed up', () => {
    const families = Array.from({ length: 70 }, (_, n) => `f${String(n).padStart(2, '0')}`);
    const chains = families.map((family) => `${family}@1->m->${family}@2`);
    const witnesses = families.map((family) => `${family}@1 ${family}@2`);
    expect(tell('echo', chains.join(' '))).toEqual(witnesses);

    // The families after the first 32: each touches one of those, at the same place within its 32.
    const noEcho = 'g@1->m x->g@2';
    const anEcho = 'h@1->f01@1->h@2';
    const noEchoInACircle = 'f02@2->k@1->f02@2 k@2';
    const more = tell('echo', [...chains.slice(0, 32), noEcho, anEcho, noEchoInACircle].join(' '));
    expect(more).toEqual([...witnesses.slice(0, 32), 'h@1 h@2']);
  });
});

describe('findings about ends', () => {
  test('each unnamed and each open end, on either side', () => {
    const kinds = { u: 'unnamed', v: 'unnamed' } as const;
    expect(tell('unnamed-end', 'a->u v w->x', { kinds })).toEqual(['u', 'v']);
    expect(tell('open-end', 'a->u v w->x', { kinds })).toEqual(['x']);
    expect(tell('open-end', 'a->x d->e', { ...DENIES, bases: { x: 'own-act' } })).toEqual(['e']);
    expect(tell('unnamed-end', 'a->u->b', { kinds })).toEqual([]);
    expect(tell('open-end', 'a->x', { bases: { x: 'inferred' } })).toEqual([]);
    expect(tell('open-end', 'a->x', { documents: { x: 'story' } })).toEqual([]);
  });

  test('reports that reach no end, and topmost circles that reach none', () => {
    expect(tell('no-end', 'r->a->b->a s->a t->o')).toEqual(['r s']);
    expect(tell('no-end', 'a->b->a')).toEqual(['a b']);
    expect(tell('no-end', 'a->b->a b->x->y->x')).toEqual(['a b']);
    expect(tell('no-end', 'a->b->a r->x->y->x')).toEqual(['a b r']);
    expect(tell('no-end', 'a->b->a r->o d->e->d', DENIES)).toEqual(['a b', 'd e']);
  });

  test('no-end is not raised for an empty claim, or for a circle that leads to an end', () => {
    expect(tell('no-end', '')).toEqual([]);
    expect(tell('no-end', 'a->b->a b->c')).toEqual([]);
  });

  test('an attribution is dropped only by a certainly later statement of the same source and stance', () => {
    const dropped = (shorthand: string, dates: Record<string, string>, stances = {}) =>
      tell('attribution-dropped', shorthand, { dates, stances });
    const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-17' };
    expect(dropped('a@1->x a@2', dates)).toEqual(['a@1 a@2']);
    expect(dropped('a@1->x a@2', { ...dates, 'a@1': '2025-06' })).toEqual([]);
    expect(dropped('a@1->x a@2', { ...dates, 'a@1': '2025-06-17' })).toEqual([]);
    expect(dropped('a@1->x a@2', { 'a@2': '2025-06-17' })).toEqual([]);
    expect(dropped('a@1->x a@2', { 'a@1': '2025-06-04' })).toEqual([]);
    expect(dropped('a@1->x b', { 'a@1': '2025-06-04', b: '2025-06-17' })).toEqual([]);
    expect(dropped('a@1->x a@2', dates, { 'a@2': 'denies' })).toEqual([]);
    expect(dropped('a@1->x a@2', dates, { 'a@1': 'denies', x: 'denies', 'a@2': 'denies' })).toHaveLength(1);
    expect(dropped('a@1->x a@2->y', dates)).toEqual([]);
    expect(dropped('a@1 a@2->y', dates)).toEqual([]);
  });

  test('who used something without credit before had no attribution to drop', () => {
    const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-17' };
    const drop = (manner: 'copies' | 'cites', shorthand = 'a@1->x a@2') =>
      tell('attribution-dropped', shorthand, { dates, manners: { 'a@1->x': manner } });
    expect(drop('copies')).toEqual([]);
    expect(drop('cites')).toEqual(['a@1 a@2']);
    expect(drop('copies', 'a@1->x a@1->y a@2')).toEqual(['a@1 a@2']);
  });

  test('each statement that drops an attribution stands with the earliest one that gave it', () => {
    const dates = {
      'a@1': '2025-06-05',
      'a@2': '2025-06-04',
      'a@3': '2025-06-17',
      'a@4': '2025-06-18',
      'a@5': '2025-06-04',
    };
    expect(tell('attribution-dropped', 'a@1->x a@2->x a@3 a@4 a@5', { dates })).toEqual(['a@2 a@3', 'a@2 a@4']);
  });

  test('attributions dated by day and by minute are each compared with their own kind', () => {
    // The day of a@1 may end, in the last zone of the world, after a@3; a@2 is an hour before it.
    const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-05T10:00Z', 'a@3': '2025-06-05T11:00Z', 'a@4': '2025-06-05' };
    expect(tell('attribution-dropped', 'a@1->x a@2->x a@3 a@4', { dates })).toEqual(['a@1 a@4', 'a@2 a@3']);
    const both = { 'a@1': '2025-06-04T10:00Z', 'a@2': '2025-06-03', 'a@3': '2025-06-09' };
    expect(tell('attribution-dropped', 'a@1->x a@2->x a@3', { dates: both })).toEqual(['a@2 a@3']);
  });
});

describe('findings about hops', () => {
  test('a hop without evidence, and one known at second hand', () => {
    const options = { seen: 'a->b', relayed: 'b->c' };
    expect(tell('unsupported-hop', 'a->b->c->d', options)).toEqual(['c d']);
    expect(tell('second-hand-hop', 'a->b->c->d', options)).toEqual(['b c']);
  });

  test('replies and disputed attributions are no hops', () => {
    expect(tell('unsupported-hop', 'd->a', DENIES)).toEqual([]);
    expect(tell('second-hand-hop', 'd->a', { ...DENIES, relayed: 'd->a' })).toEqual([]);
    expect(tell('unsupported-hop', 'a->b', { disputed: 'a->b' })).toEqual([]);
  });

  test('a hop or reply to a statement that is certainly later', () => {
    const cites = (dates: Record<string, string>, options: GraphOptions = {}) =>
      tell('cites-later', 'a->d', { ...options, dates });
    const later = { a: '2025-06-04', d: '2025-06-17' };
    expect(cites(later)).toEqual(['a d']);
    expect(cites(later, DENIES)).toEqual(['a d']);
    expect(cites(later, { disputed: 'a->d', documents: { d: 'story' } })).toEqual([]);
    expect(cites({ a: '2025-06-17T09:12+09:00', d: '2025-06-17T09:40+09:00' })).toEqual(['a d']);
    expect(cites({ a: '2025-06-17', d: '2025-06-04' })).toEqual([]);
    expect(cites({ a: '2025-06-17', d: '2025-06-17T23:00Z' })).toEqual([]);
    expect(cites({ a: '2025-06-17', d: '2025' })).toEqual([]);
    expect(cites({ a: '2025-06-17', d: 'later' })).toEqual([]);
  });

  test('an asserting statement that cites a denial, and a denial that passes on what it denies', () => {
    expect(tell('turned', 'a->d', DENIES)).toEqual(['a d']);
    expect(tell('turned', 'a->f', DENIES)).toEqual(['a f']);
    for (const manner of ['republishes', 'translates', 'copies'] as const) {
      expect(tell('turned', 'd->a', { ...DENIES, manners: { 'd->a': manner } })).toEqual(['d a']);
    }
    for (const manner of ['quotes', 'paraphrases', 'cites'] as const) {
      expect(tell('turned', 'd->a', { ...DENIES, manners: { 'd->a': manner } })).toEqual([]);
    }
    expect(tell('turned', 'a->b d->e', DENIES)).toEqual([]);
    expect(tell('turned', 'a->d', { ...DENIES, disputed: 'a->d', documents: { d: 'story' } })).toEqual([]);
  });

  test('each disputed attribution', () => {
    expect(tell('disputed-hop', 'a->b->c d->b', { disputed: 'a->b d->b' })).toEqual(['a b', 'd b']);
    expect(tell('disputed-hop', 'a->b')).toEqual([]);
  });

  const worded = (cited: string, citing: string, more: Partial<Statement> = {}): GraphOptions => ({
    statements: { a: { wording: citing, language: 'en' }, b: { wording: cited, language: 'en', ...more } },
  });

  test('a wording that loses its hedge', () => {
    const raised = worded('Officials may close the bridge on Monday.', 'Officials will close the bridge on Monday.');
    expect(tell('certainty-raised', 'a->b', raised)).toEqual(['a b']);
    expect(tell('certainty-raised', 'a->b', { ...raised, disputed: 'a->b', documents: { b: 'story' } })).toEqual([]);
    expect(tell('certainty-raised', 'b->a', raised)).toEqual([]);
  });

  test('a number that changes on the way', () => {
    const changed = worded('The inspection found 41 damaged bolts.', 'The inspection found 47 damaged bolts.');
    expect(tell('number-changed', 'a->b', changed)).toEqual(['a b']);
    const otherLanguage = worded('The inspection found 41 damaged bolts.', 'The inspection found 47 damaged bolts.', {
      language: 'de',
    });
    expect(tell('number-changed', 'a->b', otherLanguage)).toEqual([]);
  });
});

describe('findings about statements', () => {
  test('all statements that deny or doubt the claim are one finding', () => {
    expect(tell('contested', 'a->b d->e f', DENIES)).toEqual(['d e f']);
    expect(tell('contested', 'a->b')).toEqual([]);
    expect(tell('contested', 'a->d', { ...DENIES, disputed: 'a->d' })).toEqual([]);
  });

  const retracted = (...keys: string[]): Record<string, Partial<Statement>> =>
    Object.fromEntries(keys.map((key) => [key, { retractedAt: '2025-06-18', retractionReason: 'Never happened.' }]));

  test('the retracted statements, then those that rest on them by hops', () => {
    expect(tell('retracted', 'a->b->z m->z n->o', { statements: retracted('z') })).toEqual(['z b m a']);
    expect(tell('retracted', 'a->b->z->y', { statements: retracted('b', 'y') })).toEqual(['b y a z']);
    expect(tell('retracted', 'a->b', { statements: retracted('a') })).toEqual(['a']);
    expect(tell('retracted', 'd->a', { ...DENIES, statements: retracted('a') })).toEqual(['a']);
    expect(tell('retracted', 'a->b', { statements: retracted('b'), disputed: 'a->b' })).toEqual([]);
    expect(tell('retracted', 'a->b')).toEqual([]);
  });

  test('an agency or outlet in a document of another family, unless it was republished', () => {
    const elsewhere: GraphOptions = { documents: { a: 'page' }, publishers: { page: 'critic' } };
    expect(tell('other-publisher', 'a->b', elsewhere)).toEqual(['a']);
    expect(tell('other-publisher', 'a->b', { ...elsewhere, kinds: { a: 'outlet' } })).toEqual(['a']);
    for (const kind of ['person', 'account', 'government', 'organisation', 'unnamed'] as const) {
      expect(tell('other-publisher', 'a->b', { ...elsewhere, kinds: { a: kind } })).toEqual([]);
    }
    expect(tell('other-publisher', 'a->b', { ...elsewhere, parents: { a: 'p', critic: 'p' } })).toEqual([]);
    expect(tell('other-publisher', 'a->b', { documents: { a: 'page' } })).toEqual([]);
    expect(tell('other-publisher', 'a->b c->a', { ...elsewhere, manners: { 'c->a': 'republishes' } })).toEqual([]);
    expect(tell('other-publisher', 'a->b', { ...elsewhere, manners: { 'a->b': 'republishes' } })).toEqual([]);
    expect(tell('other-publisher', 'a->b c->a', { ...elsewhere, manners: { 'c->a': 'quotes' } })).toEqual(['a']);
  });
});

test('findings are ordered by severity, then by kind and witnesses', () => {
  const claim = graph('r->a->o s t->x->y->x', {
    dates: { r: '2025-06-04', a: '2025-06-05' },
    stances: { s: 'doubts' },
    statements: { o: { retractedAt: '2025-06-18' } },
    kinds: { o: 'unnamed' },
    relayed: 'r->a',
    seen: 't->x y->x x->y',
  });
  expect(tellFindings(analyse(claim))).toEqual([
    'circle x y',
    'no-end t',
    'cites-later r a',
    'retracted o a r',
    'unnamed-end o',
    'open-end s',
    'unsupported-hop a o',
    'contested s',
    'second-hand-hop r a',
  ]);
});
