import type { ClaimRecord } from '../../src/model/records.ts';
import { describe, expect, it, test } from 'vitest';
import { measureGraph } from '../../src/provenance/graph/hops.ts';
import { viewClaim, MOST_DRAWN } from '../../src/drawing/view.ts';
import type { ClaimGraph } from '../../src/model/records.ts';
import { makeLayeredGraph } from '../support/large-graphs.ts';
import { graph, keyOf, uidOf } from '../support/graph.ts';
import { aRecord } from '../web/open-app.ts';
import { drawAll, request, WHOLE } from './draw.ts';
import { drawClaim } from '../../src/drawing/claim/claim.ts';
import type { Selection } from '../../src/model/queries.ts';
import { measureCost } from '../support/cost.ts';

/** Which statements are shown, in shorthand. */
function show(claim: ClaimGraph, asked: Partial<Selection>): string {
  const measured = measureGraph(claim);
  const { shown } = viewClaim(measured, { ...WHOLE, ...asked });
  return shown.map((position) => keyOf(measured.graph.statements[position]!.uid)).join(' ');
}

const st = (key: string) => uidOf('statement', key);
const LINE = Array.from({ length: 60 }, (_, n) => `s${String(n).padStart(2, '0')}`).join('->');
const small = graph('a->b->c->d e->c f->g');

describe('statements drawn', () => {
  it('a claim of up to forty statements is drawn whole', () => {
    expect(show(small, {})).toBe('a b c d e f g');
    const { more, all } = viewClaim(measureGraph(small), WHOLE);
    expect([more.size, all]).toEqual([0, 7]);
  });

  test.each<[string, Partial<Selection>, string]>([
    ['around a statement', { focus: st('b'), depth: 1 }, 'a b c'],
    ['around a statement, further', { focus: st('b'), depth: 2 }, 'a b c d e'],
    ['what is joined to a statement', { focus: st('f') }, 'f g'],
    ['one report’s chains', { from: st('a') }, 'a b c d'],
    ['one report’s first hops', { from: st('a'), depth: 2 }, 'a b c'],
    ['every report’s first hop', { depth: 1 }, 'a b c e f g'],
    ['around a statement within one report’s chains', { from: st('a'), focus: st('c'), depth: 1 }, 'b c d'],
  ])('a drawing can be narrowed to a part of the claim: %s', (_, asked, shown) => {
    expect(show(small, asked)).toBe(shown);
  });

  it('a larger claim is drawn as whole ways, however long the first is', () => {
    const way = show(graph(`${LINE} other->s00`), {}).split(' ');
    expect(way.length).toBeLessThanOrEqual(MOST_DRAWN);
    expect(way.length).toBeGreaterThan(30);
  });

  it('a claim that is contested is drawn with both sides', () => {
    const contested = graph('a->b c->d c->a', { stances: { c: 'denies', d: 'denies' } });
    expect(show(contested, {})).toBe('a b c d');
    expect(show(contested, { from: st('c') })).toBe('c d');
    expect(show(contested, { focus: st('a'), depth: 1 })).toBe('a b c');
  });

  it('a larger claim with many reports is drawn as reports that meet', () => {
    const reports = Array.from({ length: 50 }, (_, n) => `r${String(n).padStart(2, '0')}->tass`).join(' ');
    const shown = show(graph(`${reports} tass->council`), {});
    expect(shown).toBe(
      'r00 r01 r02 r03 r04 r05 r06 r07 r08 r09 council'.replace('council', 'tass').replace('r00', 'council r00'),
    );
  });

  it('the drawing of a claim that is one circle begins within the circle', () => {
    expect(show(graph('a->b->c->a'), { depth: 1 })).toBe('a b');
  });
});

describe('statements left out', () => {
  it('the statements left out of a drawing are counted next to the card they are joined to', async () => {
    const measured = measureGraph(small);
    const { shown, more } = viewClaim(measured, { ...WHOLE, focus: st('b'), depth: 1 });
    expect(shown.map((position) => more.get(position))).toEqual([0, 0, 2]);
    const { wide, narrow, file } = await drawAll(aRecord(small), { ...WHOLE, focus: st('b'), depth: 1 });
    for (const svg of [wide!, narrow!]) {
      expect(svg).toContain(`href="?focus=${st('c')}#drawing" aria-label="+2 more next to c"`);
      expect(svg.split('>+').length).toBe(svg.split('<svg ').length);
    }
    expect(file).toContain('3 of 7 statements shown.');
  });
});

describe('a claim of 5,000 statements', () => {
  const record = aRecord(makeLayeredGraph(5000));

  it('a claim of 5,000 statements is drawn with at most forty of them', async () => {
    const asked = request(record, { ...WHOLE, focus: record.statements[2500]!.uid, depth: 99 });
    expect((await drawClaim(request(record)))!.cut).toBe('12 of 5,000 statements shown.');
    expect((await drawClaim(asked))!.cut).toBe('40 of 5,000 statements shown.');
  });

  it('drawing a claim of 5,000 statements costs little more than one of 100', async () => {
    const draw = (whole: ClaimRecord) => {
      const asked = request(whole);
      return measureCost(() => drawClaim({ ...asked, view: viewClaim(measureGraph(whole), WHOLE) }), 7);
    };
    const [small, large] = [await draw(aRecord(makeLayeredGraph(100))), await draw(record)];
    expect(large / small).toBeLessThan(12);
  });
});
