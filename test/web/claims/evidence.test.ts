import { describe, expect, it } from 'vitest';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { analyseRecord, indexClaim } from '../../../src/web/claims/show/claim-index.ts';
import { layOutEvidence, LINES_SHOWN, type EvidenceRow } from '../../../src/web/claims/show/evidence-model.ts';
import { walkTree, type TreeSection } from '../../../src/web/claims/show/tree-walk.ts';
import { graph, keyOf, type GraphOptions } from '../../support/graph.ts';
import { aRecord } from '../open-app.ts';

const index = (claim: ClaimGraph) => indexClaim(analyseRecord(aRecord(claim)));

/** A list of `length` statements, each citing the next. */
const chain = (length: number) => Array.from({ length }, (_, place) => `s${place}`).join('->');

/** Each line as its depth in dots, its statement, and its turn; a plus where a branch begins. */
function tell(sections: readonly TreeSection[]): string[] {
  return sections.flatMap(({ continuedFrom, lines }) => [
    ...(continuedFrom === null ? [] : [`from ${keyOf(continuedFrom)}`]),
    ...lines.map(
      ({ statement, depth, begins, turn }) => `${'.'.repeat(depth)}${begins ? '+' : ''}${keyOf(statement)} ${turn}`,
    ),
  ]);
}

/** The marks around the rows, as the view writes them. */
function nest(rows: readonly EvidenceRow[]): string {
  return rows
    .map(({ begins, forks, ends, closes }) => {
      const opened = (begins ? '<li>' : '') + '<div></div>' + (forks ? '<details><ul>' : '');
      return opened + (ends ? '</li>' : '') + closes.map(() => '</ul></details></li>').join('');
    })
    .join('');
}

/** A list holds items alone, and an item stands in a list alone. */
function expectBalance(rows: readonly EvidenceRow[]): void {
  const open = ['ul'];
  for (const [, close, name] of nest(rows).matchAll(/<(\/?)(\w+)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else {
      expect(name === 'li').toBe(open.at(-1) === 'ul');
      open.push(name!);
    }
  }
  expect(open).toEqual(['ul']);
}

describe('walking the evidence', () => {
  it('the evidence lists each hop once, and the sources of a statement at its first line', () => {
    const golden = index(graph('ians->yonhap yonhap->tass tass->council ians->tass'));
    expect(tell(walkTree(golden, 30))).toEqual([
      '+ians listed',
      '.+yonhap listed',
      '.tass listed',
      '.council ends',
      '.+tass above',
    ]);
  });

  it('the evidence gets deeper at forks alone', () => {
    expect(tell(walkTree(index(graph('a->b->c->d')), 30))).toEqual(['+a listed', 'b listed', 'c listed', 'd ends']);
    expect(tell(walkTree(index(graph('a->b->c c->d->e c->f g->b')), 30))).toEqual([
      ...['+a listed', 'b listed', 'c listed', '.+d listed', '.e ends', '.+f ends'],
      ...['+g listed', 'b above'],
    ]);
  });

  it('the evidence says where a circle closes', () => {
    expect(tell(walkTree(index(graph('a->b b->c c->b c->d')), 30))).toEqual([
      '+a listed',
      'b listed',
      'c listed',
      '.+b circle',
      '.+d ends',
    ]);
  });

  it('the evidence begins in a circle that nothing else cites, and not in one behind it', () => {
    const [section, ...others] = walkTree(index(graph('a->b b->a b->c c->d d->c')), 30);
    expect(others).toEqual([]);
    expect(section!.lines.filter(({ hop }) => hop === null)).toHaveLength(1);
    expect(keyOf(section!.lines[0]!.statement)).toMatch(/^[ab]$/);
    expect(section!.lines).toHaveLength(6);
  });

  it('the evidence goes on in another section when it gets too deep', () => {
    expect(tell(walkTree(index(graph('a->b b->c c->d->e a->x b->y a->c')), 3))).toEqual([
      '+a listed',
      '.+b listed',
      '..+c continued',
      '..+y ends',
      '.+x ends',
      '.+c below',
      'from c',
      '+d listed',
      'e ends',
    ]);
  });

  it('a section that begins at a fork is no deeper than another', () => {
    expect(tell(walkTree(index(graph('a->b b->c c->d c->e a->x b->y')), 3)).slice(-3)).toEqual([
      'from c',
      '+d ends',
      '+e ends',
    ]);
  });

  it('the evidence lists each side by itself, and names what a reply or a disputed attribution leads to beside it', () => {
    const claim = graph('a->b c->d c->b a->e b->c', {
      stances: { c: 'denies', d: 'denies' },
      disputed: 'a->e b->c',
      documents: { c: 'c-story' },
    });
    const sections = walkTree(index(claim), 30);
    expect(sections.map(({ side }) => side)).toEqual(['asserting', 'contesting']);
    expect(tell(sections)).toEqual([
      ...['+a listed', '.+b listed', '.c apart', '.+e ends'],
      ...['+c listed', '.+d ends', '.+b apart'],
    ]);
    const rows = layOutEvidence(index(claim)).model.sections.flatMap((section) => section.rows);
    expect(rows.flatMap(({ anchor }) => anchor ?? [])).toHaveLength(5);
  });

  it('the evidence lists what only disputed attributions lead to, in circles too', () => {
    const lines = tell(walkTree(index(graph('x->y->x a', { disputed: 'x->y y->x' })), 30));
    expect(lines.map((line) => line.replaceAll(/[.+]/g, '').split(' ')[0]).sort()).toEqual(['a', 'x', 'x', 'y']);
  });

  it('the evidence has as many lines as a long chain has statements, none deeper than another', () => {
    const long = chain(10_000);
    const [section, ...others] = walkTree(index(graph(long)), 30);
    expect(others).toEqual([]);
    expect(section!.lines.map(({ statement }) => keyOf(statement)).join('->')).toBe(long);
    expect(section!.lines.every(({ depth }) => depth === 0)).toBe(true);
  });
});

describe('the rows of the evidence', () => {
  const layOut = (shorthand: string, options?: GraphOptions) => layOutEvidence(index(graph(shorthand, options)));

  it('the rows of the evidence open and close their lists', () => {
    const { model } = layOut('a->b b->c b->d a->e f->c g');
    expect(model.cut).toBeNull();
    expect(model.sections).toHaveLength(1);
    const { rows } = model.sections[0]!;
    expectBalance(rows);
    expect(nest(rows)).toContain('<li><div></div><details><ul><li>');
    const forks = rows.filter(({ forks }) => forks).map(({ statement, fork }) => `${statement.name.text}: ${fork}`);
    expect(forks).toEqual(['a: cites 2 statements', 'b: cites 2 statements']);
  });

  it('a fork with anything but hops is not said to cite them all', () => {
    const { rows } = layOut('a->b a->c', { disputed: 'a->c' }).model.sections[0]!;
    expect(rows[0]?.fork).toBe('2 attributions');
  });

  it('only the first line of a statement has its anchor', () => {
    const { rows } = layOut('a->b c->b').model.sections[0]!;
    expect(rows.map(({ anchor }) => anchor !== null)).toEqual([true, true, true, false]);
    expect(rows[3]?.turn).toBe('ends');
  });

  it('the rows of very much evidence stop at a limit and say so', () => {
    const { model, lines } = layOut(Array.from({ length: 3000 }, (_, place) => `r${place}->wire`).join(' '));
    expect(model.sections.flatMap(({ rows }) => rows)).toHaveLength(LINES_SHOWN);
    expect(model.cut).toBe('200 of 6,000 lines shown, with 101 of 3,001 statements. All are in the JSON.');
    expect([lines.statements.size, lines.attributions.size]).toEqual([101, 100]);
    for (const { rows } of model.sections) expectBalance(rows);
  });

  it('the rows of the evidence are balanced where a long chain or a fork is cut off', () => {
    const long = layOut(chain(1000)).model.sections;
    expect(long.map(({ rows }) => rows.length)).toEqual([LINES_SHOWN]);
    expectBalance(long[0]!.rows);
    const wide = layOut(Array.from({ length: 1000 }, (_, place) => `a->b b->c${place}`).join(' ')).model.sections;
    expect(wide.map(({ rows }) => rows.length)).toEqual([LINES_SHOWN]);
    expectBalance(wide[0]!.rows);
  });

  it('the rows of the evidence are balanced in every section of evidence that forks and forks', () => {
    const forks = Array.from({ length: 40 }, (_, place) => `s${place}->s${place + 1} s${place}->x${place}`);
    const { sections } = layOut(forks.join(' ')).model;
    expect(sections.length).toBeGreaterThan(2);
    for (const { rows } of sections) expectBalance(rows);
  });
});
