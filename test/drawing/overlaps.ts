/** What lies on something else in a drawing, by the coordinates. */
import { placeMeeting } from '../../src/drawing/claim/card.ts';
import type { layOutNarrow } from '../../src/drawing/claim/narrow.ts';
import type { WideLayout } from '../../src/drawing/claim/wide.ts';
import type { Box, Point } from '../../src/drawing/model.ts';
import type { ClaimGraph } from '../../src/model/records.ts';

type NarrowLayout = ReturnType<typeof layOutNarrow>;
interface Laid {
  wide: WideLayout;
  narrow: NarrowLayout;
}
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

function listBoxes(wide: WideLayout): { cards: Named[]; labels: Named[]; badges: Named[] } {
  const badges = wide.cards.flatMap(({ card, box }) => {
    const badge = placeMeeting(card, 'middle');
    return badge ? [{ name: card.words.uid, box: { ...badge, x: box.x + badge.x, y: box.y + badge.y } }] : [];
  });
  return {
    cards: [
      ...wide.cards.map(({ card, box }) => ({ name: card.words.uid, box })),
      ...wide.folds.map(({ fold, box }) => ({ name: fold.words.uid, box })),
    ],
    labels: [...wide.labels, ...wide.asideLabels].map(({ hop, box }, at) => ({ name: hop ?? `lane ${at}`, box })),
    badges,
  };
}

/** All that lies on something else, in words. */
export function findOverlaps({ wide, narrow }: Laid): string[] {
  return [...findWideOverlaps(wide), ...findNarrowOverlaps(narrow)];
}

function findWideOverlaps(wide: WideLayout): string[] {
  const { cards, labels, badges } = listBoxes(wide);
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
  for (const line of wide.lines) {
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
  for (const { hop, curve } of wide.asides) {
    const points = sampleCurve(curve, 24);
    // The labels of its corridor lie on the lines.
    for (const { name, box } of [...cards, ...badges, ...wide.labels.map(({ hop: name, box }) => ({ name, box }))]) {
      if (points.some((point) => isIn(point, box))) troubles.push(`${hop} runs through ${name}`);
    }
  }
  for (const { name, box } of all) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > wide.width || box.y + box.height > wide.height) {
      troubles.push(`${name} is off the drawing`);
    }
  }
  return troubles;
}

function findNarrowOverlaps({ stops, rails }: NarrowLayout): string[] {
  const troubles: string[] = [];
  for (const [at, { card, box, dot }] of stops.entries()) {
    const next = stops[at + 1];
    if (next && next.box.y < box.y + box.height) troubles.push(`stop ${at} reaches into the next one`);
    if (card && dot.x + 7 > box.x) troubles.push(`the dot of ${card.words.uid} lies on its card`);
  }
  // No two rails run along one lane beside each other, unless one joins the other.
  const alone = rails.rails.filter(({ joins }) => !joins);
  for (const [at, one] of alone.entries()) {
    for (const other of alone.slice(at + 1)) {
      const [top, bottom] = [Math.max(startOf(one), startOf(other)), Math.min(endOf(one), endOf(other))];
      if (one.lanes[1] === other.lanes[1] && top < bottom) troubles.push(`rails ${at} share a lane`);
    }
  }
  return troubles;
}

const startOf = ({ from, to }: { from: number; to: number }): number => Math.min(from, to);
const endOf = ({ from, to }: { from: number; to: number }): number => Math.max(from, to);

/** What each card and label says keeps within it. */
export function findSpills({ wide, narrow }: Laid): string[] {
  const composed = [...wide.cards, ...narrow.cards].map(({ card }) => card);
  return composed.flatMap(({ words, width, height, lines, cues }) =>
    [...lines, ...cues.flatMap((cue) => cue.lines)]
      .filter((line) => line.x < 0 || line.x + line.width > width || line.y > height - 4)
      .map((line) => `${words.uid}: ${line.text}`),
  );
}

/** Names and cues of every length and script in place of single letters. */
export function withWords(random: ClaimGraph): ClaimGraph {
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
