import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLayeredGraph } from '../../support/large-graphs.ts';
import { graph } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { layOut } from '../draw.ts';
import { findOverlaps, findSpills, withWords } from '../overlaps.ts';

type Laid = Awaited<ReturnType<typeof layOut>>;

/** Every hop leads on, or round a circle; nothing but what is no hop leads aside. */
function isBefore({ picture }: Laid): boolean {
  const columnOf = new Map(
    picture.sides.flatMap(({ columns }) => columns.flatMap(({ statements }, at) => statements.map((uid) => [uid, at]))),
  );
  return picture.hops.every(({ citing, cited, course, line }) => {
    if (course === 'aside') return ['reply', 'disputed', 'idle'].includes(line);
    return course === 'within'
      ? columnOf.get(citing) === columnOf.get(cited)
      : columnOf.get(citing)! < columnOf.get(cited)!;
  });
}

const headings = ({ picture }: Laid): (string | null)[] =>
  picture.sides.flatMap(({ heading, columns }) => [
    ...(heading === null ? [] : [heading]),
    ...columns.map((one) => one.heading),
  ]);

describe('layout', () => {
  it('nothing overlaps in the drawings of 200 random claims', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph, async (random) => {
        const laid = await layOut(withWords(random));
        expect(findOverlaps(laid)).toEqual([]);
        expect(findSpills(laid)).toEqual([]);
        expect(isBefore(laid)).toBe(true);
      }),
      { numRuns: 200, seed: 20250617 },
    );
  });

  it('nothing overlaps in the drawing of the largest claim that is drawn whole', async () => {
    for (const size of [30, 40]) expect(findOverlaps(await layOut(makeLayeredGraph(size)))).toEqual([]);
  });

  it('the columns of a drawing go from the report to the end by the most hops', async () => {
    const golden = 'ians->yonhap->tass->council ians->tass';
    const distances = ['3 hops from an end', '2 hops from an end', '1 hop from an end'];
    expect(headings(await layOut(graph(golden, { bases: { council: 'own-act' } })))).toEqual([...distances, 'Origin']);
    expect(headings(await layOut(graph(golden)))).toEqual([...distances, 'Trail ends here']);
  });

  it('only origins are headed as origins', async () => {
    const bases = { a: 'witnessed', b: 'own-act' } as const;
    expect(headings(await layOut(graph('x->a x->b', { bases })))).toEqual(['1 hop from an end', 'Origins']);
    expect(headings(await layOut(graph('x->a x->c', { bases })))).toEqual(['1 hop from an end', 'Ends']);
  });

  it('those who deny or doubt a claim are drawn apart, with what joins the sides beside all cards', async () => {
    const laid = await layOut(graph('a->b->c d->e d->a b->e', { stances: { d: 'denies', e: 'doubts' } }));
    expect(headings(laid)).toEqual([
      ...['2 hops from an end', '1 hop from an end', 'Trail ends here'],
      ...['Denied or doubted by', '1 hop from an end', 'Trail ends here'],
    ]);
    expect(laid.wide.asides).toHaveLength(2);
    expect(findOverlaps(laid)).toEqual([]);
    const bottom = (keys: string[]) =>
      laid.wide.cards.flatMap(({ card, box }) =>
        keys.includes(card.words.name.text) ? [box.y, box.y + box.height] : [],
      );
    expect(Math.max(...bottom(['a', 'b', 'c']))).toBeLessThan(Math.min(...bottom(['d', 'e'])));
  });

  it('what only a disputed attribution leads to stands past the ends', async () => {
    const laid = await layOut(graph('post->lamp->bulk', { disputed: 'lamp->bulk' }));
    expect(headings(laid)).toEqual(['1 hop from an end', 'Trail ends here', 'Disputed']);
    expect(laid.picture.hops.map(({ line }) => line)).toEqual(['disputed', 'unsupported']);
    expect(findOverlaps(laid)).toEqual([]);
  });

  it('the statements of a circle are drawn in one column', async () => {
    const laid = await layOut(graph('post->a->b->c->a c->tass'));
    expect(laid.picture.sides[0]!.columns.map(({ statements }) => statements.length)).toEqual([1, 3, 1]);
    expect(findOverlaps(laid)).toEqual([]);
    expect(headings(await layOut(graph('a->b->a c->d')))).toEqual(['1 hop from an end', 'Trail ends here']);
    expect(headings(await layOut(graph('post->a->b->a')))).toEqual(['No end reached', 'No end reached']);
  });
});
