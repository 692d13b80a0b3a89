import { describe, expect, it } from 'vitest';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { analyseRecord, indexClaim } from '../../../src/web/claims/show/claim-index.ts';
import {
  layOutTree,
  LINES_SHOWN,
  walkTree,
  type TreeSection,
  type TreeRow,
} from '../../../src/web/claims/show/tree-model.ts';
import { graph, keyOf } from '../../support/graph.ts';
import { aRecord } from '../open-app.ts';

const index = (claim: ClaimGraph) => indexClaim(analyseRecord(aRecord(claim)));

/** Each line as its depth in dots, its statement, and its turn. */
function tell(sections: readonly TreeSection[]): string[] {
  return sections.flatMap(({ continuedFrom, lines }) => [
    ...(continuedFrom === null ? [] : [`from ${keyOf(continuedFrom)}`]),
    ...lines.map(({ statement, depth, turn }) => `${'.'.repeat(depth)}${keyOf(statement)} ${turn}`),
  ]);
}

/** The marks that a row opens and closes, as the view writes them. */
function nest(rows: readonly TreeRow[]): string {
  return rows
    .map(({ opens, fork, closes }) => {
      const begin = opens ? `<li>${fork ? '<details>' : ''}<ul>` : '<li></li>';
      return begin + closes.map((close) => `</ul>${close.fork ? '</details>' : ''}</li>`).join('');
    })
    .join('');
}

function expectBalance(marks: string): void {
  const open: string[] = [];
  for (const [, close, name] of marks.matchAll(/<(\/?)(\w+)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else open.push(name!);
  }
  expect(open).toEqual([]);
}

describe('walking the tree', () => {
  it('the tree lists each hop once, and the sources of a statement at its first line', () => {
    const golden = index(graph('ians->yonhap yonhap->tass tass->council ians->tass'));
    const lines = tell(walkTree(golden, 30));
    expect(lines).toEqual(['ians listed', '.yonhap listed', '..tass listed', '...council ends', '.tass above']);
  });

  it('the tree says where a circle closes', () => {
    expect(tell(walkTree(index(graph('a->b b->c c->b c->d')), 30))).toEqual([
      'a listed',
      '.b listed',
      '..c listed',
      '...b circle',
      '...d ends',
    ]);
  });

  it('the tree begins in a circle that nothing else cites, and not in one behind it', () => {
    const lines = tell(walkTree(index(graph('a->b b->a b->c c->d d->c')), 30));
    expect(lines.filter((line) => !line.startsWith('.'))).toHaveLength(1);
    expect(lines[0]).toMatch(/^[ab] listed$/);
    expect(lines).toHaveLength(6);
  });

  it('the tree goes on in another section when it gets too deep', () => {
    expect(tell(walkTree(index(graph('a->b->c->d->e a->c')), 3))).toEqual([
      'a listed',
      '.b listed',
      '..c continued',
      '.c below',
      'from c',
      'd listed',
      '.e ends',
    ]);
  });

  it('the tree lists each side by itself, and names what a reply or a disputed attribution leads to beside it', () => {
    const claim = graph('a->b c->d c->b a->e b->c', {
      stances: { c: 'denies', d: 'denies' },
      disputed: 'a->e b->c',
      documents: { c: 'c-story' },
    });
    const sections = walkTree(index(claim), 30);
    expect(sections.map(({ side }) => side)).toEqual(['asserting', 'contesting']);
    expect(tell(sections)).toEqual([
      'a listed',
      '.b listed',
      '..c apart',
      '.e ends',
      'c listed',
      '.d ends',
      '.b apart',
    ]);
    const rows = layOutTree(index(claim)).model.sections.flatMap((section) => section.rows);
    expect(rows.flatMap(({ anchor }) => anchor ?? [])).toHaveLength(5);
  });

  it('the tree lists what only disputed attributions lead to, in circles too', () => {
    const lines = tell(walkTree(index(graph('x->y->x a', { disputed: 'x->y y->x' })), 30));
    expect(lines.map((line) => line.replaceAll('.', '').split(' ')[0]).sort()).toEqual(['a', 'x', 'x', 'y']);
  });

  it('the tree has as many lines as a long chain has statements', () => {
    const long = Array.from({ length: 10_000 }, (_, place) => `s${place}`).join('->');
    const sections = walkTree(index(graph(long)), 30);
    const lines = sections.flatMap((section) => section.lines);
    expect(lines).toHaveLength(10_000);
    expect(Math.max(...lines.map(({ depth }) => depth))).toBe(29);
    expect(lines.map(({ statement }) => keyOf(statement)).join('->')).toBe(long);
  });
});

describe('the rows of the tree', () => {
  it('the rows of the tree open and close their lists', () => {
    const { model } = layOutTree(index(graph('a->b b->c b->d a->e f->c g')));
    expect(model.cut).toBeNull();
    const marks = model.sections.map(({ rows }) => nest(rows)).join('');
    expectBalance(marks);
    expect(model.sections[0]?.rows[0]?.fork).toBe('cites 2 statements');
  });

  it('only the first line of a statement has its anchor', () => {
    const { rows } = layOutTree(index(graph('a->b c->b'))).model.sections[0]!;
    expect(rows.map(({ anchor }) => anchor !== null)).toEqual([true, true, true, false]);
    expect(rows[3]?.turn).toBe('ends');
  });

  it('the rows of a very large tree stop at a limit and say so', () => {
    const fan = Array.from({ length: 3000 }, (_, place) => `r${place}->wire`).join(' ');
    const { model, shown, hops } = layOutTree(index(graph(fan)));
    expect(model.sections.flatMap(({ rows }) => rows)).toHaveLength(LINES_SHOWN);
    expect(model.cut).toBe('200 of 6,000 lines shown, with 101 of 3,001 statements. All are in the JSON.');
    expect(shown.size).toBe(101);
    expect(hops).toHaveLength(3000);
    expectBalance(model.sections.map(({ rows }) => nest(rows)).join(''));
  });

  it('the rows of the tree are balanced where a deep branch is cut off', () => {
    const long = Array.from({ length: 1000 }, (_, place) => `s${place}`).join('->');
    const { model } = layOutTree(index(graph(long)));
    expect(model.sections).toHaveLength(7);
    for (const { rows } of model.sections) expectBalance(nest(rows));
  });
});
