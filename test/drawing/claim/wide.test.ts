import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeMeeting } from '../../../src/drawing/claim/card.ts';
import type { Box, Point } from '../../../src/drawing/model.ts';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { makeLayeredGraph } from '../../bench/layered-graph.ts';
import { graph } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { layOut } from '../draw.ts';

type Laid = Awaited<ReturnType<typeof layOut>>;
interface Named {
  name: string;
  box: Box;
}

/** Boxes may not even touch; a line may run along an edge, but not within. */
const INSIDE = 1;

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isIn({ x, y }: Point, box: Box): boolean {
  const isAcross = x > box.x + INSIDE && x < box.x + box.width - INSIDE;
  return isAcross && y > box.y + INSIDE && y < box.y + box.height - INSIDE;
}

function listBoxes({ wide }: Laid): { cards: Named[]; labels: Named[]; badges: Named[] } {
  const badges = wide.cards.flatMap(({ card, box }) => {
    const badge = placeMeeting(card, 'middle');
    return badge ? [{ name: card.words.uid, box: { ...badge, x: box.x + badge.x, y: box.y + badge.y } }] : [];
  });
  return {
    cards: wide.cards.map(({ card, box }) => ({ name: card.words.uid, box })),
    labels: [...wide.labels, ...wide.asideLabels].map(({ hop, box }, at) => ({ name: hop ?? `lane ${at}`, box })),
    badges,
  };
}

/** All that lies on something else, in words. */
function findOverlaps(laid: Laid): string[] {
  const { cards, labels, badges } = listBoxes(laid);
  const troubles: string[] = [];
  const all = [...cards, ...labels];
  for (const [at, a] of all.entries()) {
    for (const b of all.slice(at + 1)) if (overlaps(a.box, b.box)) troubles.push(`${a.name} lies on ${b.name}`);
  }
  for (const badge of badges) {
    const others = all.filter(({ name }) => name !== badge.name);
    for (const other of others)
      if (overlaps(badge.box, other.box)) troubles.push(`badge of ${badge.name} on ${other.name}`);
  }
  for (const line of laid.wide.lines) {
    const points = [...sampleCurve(line.before, 24), ...sampleCurve(line.after, 24)];
    for (const { name, box } of [...all, ...badges]) {
      const inside = points.filter((point) => isIn(point, box));
      if (inside.length === 0) continue;
      // A hexagon's slanted side stands in from its box, and lines end on it.
      const isEnd = name === line.citing || name === line.cited;
      if (isEnd && inside.every(({ x }) => Math.min(x - box.x, box.x + box.width - x) <= 14)) continue;
      troubles.push(`line ${line.hop} runs through ${name}`);
    }
  }
  for (const { hop, curve } of laid.wide.asides) {
    const points = sampleCurve(curve, 24);
    // The labels of its corridor lie on the lines.
    for (const { name, box } of [
      ...cards,
      ...badges,
      ...laid.wide.labels.map(({ hop: name, box }) => ({ name, box })),
    ]) {
      if (points.some((point) => isIn(point, box))) troubles.push(`${hop} runs through ${name}`);
    }
  }
  for (const { name, box } of all) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > laid.wide.width || box.y + box.height > laid.wide.height) {
      troubles.push(`${name} is off the drawing`);
    }
  }
  return [...troubles, ...findNarrowOverlaps(laid)];
}

function findNarrowOverlaps({ narrow }: Laid): string[] {
  const troubles: string[] = [];
  for (const [at, { card, box, dot }] of narrow.cards.entries()) {
    const next = narrow.cards[at + 1];
    if (next && next.box.y < box.y + box.height) troubles.push(`${card.words.uid} reaches into the next card`);
    if (dot.x + 7 > box.x) troubles.push(`the dot of ${card.words.uid} lies on its card`);
  }
  return troubles;
}

/** What each card and label says keeps within it. */
function findSpills({ wide, narrow }: Laid): string[] {
  const composed = [...wide.cards, ...narrow.cards].map(({ card }) => card);
  return composed.flatMap(({ words, width, height, lines }) =>
    lines
      .filter((line) => line.x < 0 || line.x + line.width > width || line.y > height - 4)
      .map((line) => `${words.uid}: ${line.text}`),
  );
}

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

const headings = ({ picture }: Laid): string[] =>
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
      ...['Denials and doubts', '1 hop from an end', 'Trail ends here'],
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

/** Names and cues of every length and script in place of single letters. */
function withWords(random: ClaimGraph): ClaimGraph {
  const names = [
    'IANS',
    'Security Council of the Russian Federation',
    '연합뉴스',
    'وكالة المرفأ للأنباء',
    'Х'.repeat(60),
    'i',
  ];
  const cues = ['citing', 'quoted the council’s secretary as saying on Tuesday', '据……消息', 'بحسب ما أفادت', null];
  return {
    ...random,
    sources: random.sources.map((source, at) => ({ ...source, name: names[at % names.length]! })),
    attributions: random.attributions.map((edge, at) => ({ ...edge, cue: cues[at % cues.length]! })),
  };
}

/** Points along a curve, dense enough to tell what it passes through. */
function sampleCurve(curve: readonly Point[], steps = 12): Point[] {
  const points: Point[] = curve.slice(0, 1);
  for (let at = 0; at + 3 < curve.length; at += 3) {
    const [a, b, c, d] = curve.slice(at, at + 4) as [Point, Point, Point, Point];
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      const mix = (p: number, q: number, r: number, s: number): number =>
        (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
      points.push({ x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) });
    }
  }
  return points;
}
