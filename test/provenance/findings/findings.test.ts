import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/provenance/analysis.ts';
import type { FindingKind, Statement } from '../../../src/model/records.ts';
import { describeFindings } from '../../../src/wording/findings.ts';
import { graph, keysOf, tellFindings, type GraphOptions } from '../../support/graph.ts';

/** The findings of one kind: severity, witnesses and message. */
function tell(kind: FindingKind, shorthand: string, options: GraphOptions = {}): [string, string, string][] {
  const claim = graph(shorthand, options);
  return describeFindings(claim, analyse(claim))
    .filter((finding) => finding.kind === kind)
    .map(({ severity, statements, message }) => [severity, keysOf(statements).join(' '), message]);
}

const retracted = (...keys: string[]): Record<string, Partial<Statement>> =>
  Object.fromEntries(keys.map((key) => [key, { retractedAt: '2025-06-18', retractionReason: 'Never happened.' }]));

describe('choke-point', () => {
  test('a choke point is a finding only with two chains or more', () => {
    expect(tell('choke-point', 'a->b->c')).toEqual([]);
    expect(tell('choke-point', 'a->b->c d->b')).toEqual([['info', 'b', 'Every chain passes through b.']]);
  });

  test('each choke point is a finding of its own, and a circle counts as one', () => {
    expect(tell('choke-point', 'a->b->c->d->e z->b b->x->c d->c')).toEqual([
      ['info', 'b', 'Every chain passes through b.'],
      ['info', 'c d', 'Every chain passes through the circle of c and d.'],
    ]);
  });
});

describe('circle', () => {
  test('a circle finding names who cites whom, and at most four of them', () => {
    expect(tell('circle', 'a->b->a x->y->z->x')).toEqual([
      ['warning', 'a b', 'Statements by a and b cite one another in a circle.'],
      ['warning', 'x y z', 'Statements by x, y and z cite one another in a circle.'],
    ]);
    expect(tell('circle', 'a->b->c->d->e->f->a')[0]?.[2]).toBe(
      'Statements by a, b, c, d and 2 others cite one another in a circle.',
    );
    expect(tell('circle', 'a->b->c->d->e->a')[0]?.[2]).toContain('a, b, c, d and 1 other cite');
  });
});

describe('echo', () => {
  test('an echo is a source that turns up again further up its own chain', () => {
    const dates = { 'a@17': '2025-06-17', 'a@04': '2025-06-04' };
    expect(tell('echo', 'a@17->b->a@04->c', { dates })).toEqual([
      [
        'caution',
        'a@04 a@17',
        'a (4 June 2025) and a (17 June 2025): the source turns up again further up its own chain.',
      ],
    ]);
  });

  test('an echo of a family names its sources and says that they are one family', () => {
    expect(
      tell('echo', 'a->b->c->d', {
        parents: { a: 'p', c: 'p' },
        kinds: { c: 'government' },
        names: { c: 'Ministry of Truth' },
      }),
    ).toEqual([
      ['caution', 'a c', 'a and the Ministry of Truth, one family, turn up again further up their own chain.'],
    ]);
  });

  test.each([
    ['neighbours of one family', 'a->b->c', { parents: { a: 'p', b: 'p' } }],
    ['three of one family in a row', 'a->b->c->d', { parents: { a: 'p', b: 'p', c: 'p' } }],
    ['the same family on two chains', 'r->a->o r->b->o', { parents: { a: 'p', b: 'p' } }],
    ['a circle alone', 'a->b->a', {}],
    ['a circle of the family with itself', 'a@1->a@2->a@1 a@2->a@3', {}],
    ['an unnamed source', 'a@1->b->a@2', { kinds: { a: 'unnamed' } }],
  ] as [string, string, GraphOptions][])('an echo is not raised for %s', (_, shorthand, options) => {
    expect(tell('echo', shorthand, options)).toEqual([]);
  });

  test('an unnamed source between two statements of one source makes an echo', () => {
    expect(tell('echo', 'a@1->u->a@2', { kinds: { u: 'unnamed' } })).toHaveLength(1);
  });

  test('an echo includes neighbours of the family on both sides', () => {
    expect(tell('echo', 'a@1->a@2->b->a@3->a@4->c')[0]?.[1]).toBe('a@1 a@2 a@3 a@4');
  });

  test('an echo is found through a circle at either end of the chain', () => {
    expect(tell('echo', 'a@1->a@2->b->a@2')[0]?.[1]).toBe('a@1 a@2');
    expect(tell('echo', 'a@1->b->a@1 a@1->a@2')[0]?.[1]).toBe('a@1 a@2');
  });

  test('there is one echo for each family, and families are not mixed up', () => {
    const families = Array.from({ length: 70 }, (_, n) => `f${String(n).padStart(2, '0')}`);
    const chains = families.map((family) => `${family}@1->m->${family}@2`);
    const witnesses = families.map((family) => `${family}@1 ${family}@2`);
    expect(tell('echo', chains.join(' ')).map(([, each]) => each)).toEqual(witnesses);

    // The families after the first 32: each touches one of those, at the same place within its 32.
    const noEcho = 'g@1->m x->g@2';
    const anEcho = 'h@1->f01@1->h@2';
    const noEchoInACircle = 'f02@2->k@1->f02@2 k@2';
    const more = tell('echo', [...chains.slice(0, 32), noEcho, anEcho, noEchoInACircle].join(' '));
    expect(more.map(([, each]) => each)).toEqual([...witnesses.slice(0, 32), 'h@1 h@2']);
  });
});

describe('no-origin', () => {
  test('the finding no-origin names the reports that reach none', () => {
    expect(tell('no-origin', 'r->a->b->a s->a t->o')).toEqual([
      ['warning', 'r s', '2 reports reach no origin: r and s.'],
    ]);
    expect(tell('no-origin', 'r->a->b->a')[0]?.[2]).toBe('1 report reaches no origin: r.');
  });

  test('the finding no-origin names the topmost circles when there is no report', () => {
    expect(tell('no-origin', 'a->b->a b->x->y->x y->o')).toEqual([
      ['warning', 'a b', 'There is no report to start from: statements by a and b cite one another in a circle.'],
    ]);
  });

  test('the finding no-origin is not raised for an empty claim', () => {
    expect(tell('no-origin', '')).toEqual([]);
  });
});

describe('unnamed-origin', () => {
  test('the finding unnamed-origin quotes what the source was called', () => {
    expect(
      tell('unnamed-origin', 'a->u v', {
        kinds: { u: 'unnamed', v: 'unnamed' },
        names: { u: 'officials', v: 'a report' },
      }),
    ).toEqual([
      ['caution', 'u', 'The claim goes back to an unnamed source (“officials”).'],
      ['caution', 'v', 'The claim goes back to an unnamed source (“a report”).'],
    ]);
  });

  test('the finding unnamed-origin is raised only for origins', () => {
    expect(tell('unnamed-origin', 'a->u->b', { kinds: { u: 'unnamed' } })).toEqual([]);
  });
});

describe('findings about hops', () => {
  test('a hop without evidence and a relayed hop are findings', () => {
    const options = { seen: 'a->b', relayed: 'b->c' };
    expect(tell('unsupported-hop', 'a->b->c->d', options)).toEqual([
      ['caution', 'c d', 'No evidence shows that c cites d.'],
    ]);
    expect(tell('relayed-hop', 'a->b->c->d', options)).toEqual([
      ['info', 'b c', 'That b cites c is known only at second hand.'],
    ]);
  });

  test('a hop to a statement that is certainly later is a finding', () => {
    expect(tell('cites-later', 'a->b', { dates: { a: '2025-06-04', b: '2025-06-17' } })).toEqual([
      ['warning', 'a b', 'a, dated 4 June 2025, cites a later statement: b, dated 17 June 2025.'],
    ]);
    const minutes = { a: '2025-06-17T09:12+09:00', b: '2025-06-17T09:40+09:00' };
    expect(
      tell('cites-later', 'a->b', { dates: minutes, names: { a: 'Office of X' }, kinds: { a: 'government' } })[0]?.[2],
    ).toBe(
      'The Office of X, dated 17 June 2025, 09:12 UTC+9, cites a later statement: b, dated 17 June 2025, 09:40 UTC+9.',
    );
    expect(tell('cites-later', 'a->b', { dates: { a: '2025-06-17', b: '2025-06-04' } })).toEqual([]);
    expect(tell('cites-later', 'a->b', { dates: { a: '2025-06-17', b: '2025-06-17T23:00Z' } })).toEqual([]);
    expect(tell('cites-later', 'a->b', { dates: { a: '2025-06-17', b: '2025' } })).toEqual([]);
    expect(tell('cites-later', 'a->b', { dates: { a: '2025-06-17', b: 'later' } })).toEqual([]);
  });
});

describe('findings about statements', () => {
  test('a statement that drops its attribution is a finding', () => {
    const dates = { 'a@04': '2025-06-04', 'a@17': '2025-06-17' };
    expect(tell('attribution-dropped', 'a@04->b a@17', { dates })).toEqual([
      ['warning', 'a@04 a@17', 'a attributed this on 4 June 2025 and states it without attribution on 17 June 2025.'],
    ]);
  });

  test('statements that deny or doubt the claim are one finding', () => {
    expect(tell('contradicted', 'a->b c->d', { stances: { c: 'denies', d: 'denies' } })).toEqual([
      ['caution', 'c d', '2 statements deny the claim (c and d).'],
    ]);
    expect(tell('contradicted', 'a->b', { stances: { a: 'doubts' } })[0]?.[2]).toBe(
      '1 statement doubts the claim (a).',
    );
    expect(tell('contradicted', 'a b c', { stances: { a: 'doubts', b: 'denies', c: 'doubts' } })).toEqual([
      ['caution', 'a b c', '1 statement denies the claim (b); 2 statements doubt the claim (a and c).'],
    ]);
    expect(tell('contradicted', 'a->b')).toEqual([]);
  });

  test('a retracted finding names first the retracted statements, then those that rest on them', () => {
    expect(tell('retracted', 'a->b->z m->z n->o', { statements: retracted('z') })).toEqual([
      ['warning', 'z b m a', '1 statement was retracted (z); 3 other statements rest on it.'],
    ]);
    expect(tell('retracted', 'a->b->z->y', { statements: retracted('b', 'y') })).toEqual([
      ['warning', 'b y a z', '2 statements were retracted (b and y); 2 other statements rest on them.'],
    ]);
    expect(tell('retracted', 'a->b', { statements: retracted('b') })[0]?.[2]).toContain(
      '1 other statement rests on it',
    );
    expect(tell('retracted', 'a->b', { statements: retracted('a') })).toEqual([
      ['warning', 'a', '1 statement was retracted (a); no other statements rest on it.'],
    ]);
    expect(tell('retracted', 'a->b')).toEqual([]);
  });
});

test('findings are ordered by severity, then by kind and witnesses', () => {
  const claim = graph('r->a->o s->a t->x->y->x', {
    dates: { r: '2025-06-04', a: '2025-06-05' },
    stances: { s: 'doubts' },
    statements: retracted('o'),
    kinds: { o: 'unnamed' },
    relayed: 'r->a s->a',
    seen: 't->x y->x x->y',
  });
  expect(tellFindings(analyse(claim))).toEqual([
    'circle x y',
    'no-origin t',
    'cites-later r a',
    'retracted o a r s',
    'unnamed-origin o',
    'unsupported-hop a o',
    'contradicted s',
    'choke-point a',
    'relayed-hop r a',
    'relayed-hop s a',
  ]);
});

test('a missing source is called unknown in findings', () => {
  const claim = { ...graph('a->b->c c->b'), sources: [] };
  expect(describeFindings(claim, analyse(claim)).map(({ message }) => message)).toContain(
    'No evidence shows that an unknown source cites an unknown source.',
  );
});
