/** The wide drawing: from the reports on the left to the ends on the right, the contesting side below by itself. */
import type { Uid } from '../../model/records.ts';
import { compareUids } from '../../provenance/graph/graph.ts';
import type { Visibility } from '../fit.ts';
import type { CardSize, LayOutGraph } from '../graphviz.ts';
import type { Box, Curve, HopWords, Picture, PictureSide, Point } from '../model.ts';
import { drawArrow, drawCrossOut, drawLegend, drawLine } from '../shapes.ts';
import { drawText, element, frameDrawing, paint, round, writeCurve, type FormName, type Medium } from '../svg.ts';
import { FONTS, LINE_HEIGHTS, wrapText } from '../text.ts';
import { heightOfLanes, layOutAsides, type Aside } from './asides.ts';
import { composeCard, composeFold, composeLabel, drawCard, drawFold, NO_LABEL, type Card, type Label } from './card.ts';
import { tellBesideLines } from './cues.ts';
import { layOutLines, type HopLine } from './lines.ts';

/** As much as the legend needs. */
const NARROWEST = 440;

interface WideFrame {
  name: FormName;
  medium: Medium;
  showing: Visibility | null;
  note: string | null;
}

export function drawWide(picture: Picture, layout: WideLayout, { name, medium, showing, note }: WideFrame): string {
  const width = widthOf(layout);
  const legend = drawLegend(medium, picture, width - 2 * AROUND, note);
  const top = Math.ceil(layout.height) + 14;
  return frameDrawing(picture, medium, { name, width, height: Math.ceil(top + legend.height), showing }, [
    ...layout.bands.map(({ box }) => element('rect', { ...box, rx: 10, ...paint(medium, 'apart') })),
    ...layout.bands.map((band) => drawSideHeading(medium, band)),
    ...layout.columns.map((column) => drawColumn(medium, column)),
    ...layout.asides.map((aside) => drawAside(medium, aside)),
    ...layout.asideLabels.map(({ label, box, hop }) => drawAsideLabel(medium, label, box, hop)),
    ...layout.lines.map((line) => drawHop(medium, line)),
    ...layout.labels.flatMap(({ label, box, hop }) =>
      label.lines.length === 0 ? [] : [drawLabel(medium, label, box, hop)],
    ),
    ...layout.folds.map(({ fold, box }) => drawFold(medium, fold, box)),
    ...layout.cards.map(({ card, box }) => drawCard(medium, card, box, 'middle')),
    element('g', { transform: `translate(${AROUND},${top})` }, legend.svg),
  ]);
}

export function widthOf({ width }: Pick<WideLayout, 'width'>): number {
  return Math.ceil(Math.max(width, NARROWEST));
}

function drawColumn(medium: Medium, { heading, box }: WideLayout['columns'][number]): string {
  const lines = heading === null ? [] : wrapText(heading, FONTS.heading, box.width - 8, MOST_HEADING_LINES);
  // One line stands in the middle of the room for two.
  const first = box.y + (lines.length > 1 ? 17 : 24);
  return [
    element('rect', { ...box, rx: 8, ...paint(medium, 'band') }),
    ...lines.map((text, at) =>
      drawText(medium, {
        ...{ role: 'heading', text, lang: 'en', align: 'middle' },
        ...{ x: box.x, y: first + at * LINE_HEIGHTS.heading, width: box.width },
      }),
    ),
  ].join('');
}

function drawSideHeading(medium: Medium, { heading, box }: WideLayout['bands'][number]): string {
  return drawText(medium, {
    ...{ role: 'side', text: heading, lang: 'en', align: 'start' },
    // Lines from the other side come in left of it.
    ...{ x: box.x + IN_BAND + 2 * AROUND, y: box.y + 23, width: 0 },
  });
}

/** What carries nothing on is drawn below all that does. */
function drawAside(medium: Medium, { hop, line, curve, crossing }: Aside): string {
  const drawn = drawLine(medium, line, writeCurve(curve)) + drawCrossOut(medium, line, crossing);
  return medium === 'file' ? drawn : element('g', { 'data-hop': hop }, drawn);
}

/** Other lines run behind its words. */
function drawAsideLabel(medium: Medium, label: Label, box: Box, hop: Uid | null): string {
  const { x, y, width, height } = box;
  return element('rect', { x, y, width, height, ...paint(medium, 'canvas') }) + drawLabel(medium, label, box, hop);
}

/** In a page the script finds a hop by its uid, and a pointer needs no steady hand. */
function drawHop(medium: Medium, { hop, line, before, after }: HopLine): string {
  const drawn =
    drawLine(medium, line, writeCurve(before)) +
    drawArrow(medium, line, after) +
    drawCrossOut(medium, line, middleOf(before));
  if (medium === 'file') return drawn;
  const hit = element('path', { d: writeCurve(before) + writeCurve(after), class: 'd-hit' });
  return element('g', { 'data-hop': hop }, drawn, hit);
}

/** A point on the curve, halfway through its middle bend. */
function middleOf(curve: Curve): Point {
  const bend = 3 * Math.floor((curve.length - 1) / 6);
  const [a, b, c, d] = curve.slice(bend, bend + 4) as [Point, Point, Point, Point];
  const mix = (axis: 'x' | 'y'): number => (a[axis] + 3 * b[axis] + 3 * c[axis] + d[axis]) / 8;
  return { x: mix('x'), y: mix('y') };
}

function drawLabel(medium: Medium, { lines, href }: Label, box: Box, hop: Uid | null): string {
  const { x, y, width, height } = box;
  const texts = lines
    .map((line) => drawText(medium, { ...line, x: round(x + line.x), y: round(y + line.y) }))
    .join(' ');
  const hit = element('rect', { x, y, width, height, class: 'd-area' });
  if (medium === 'file') return href === null ? texts : element('a', { href }, texts);
  return element(href === null ? 'g' : 'a', { href, 'data-hop': hop }, hit, texts);
}

export type WideLayout = ReturnType<typeof layOutWide>;

/** How much room the columns take. */
export interface Measures {
  cardWidth: number;
  /** Of the words on a line; null where they are on the citing card. */
  labelWidth: number | null;
  between: number;
}

/** Around the cards of a column, and so around the whole drawing. */
const AROUND = 12;
const HEADING = 44;
const MOST_HEADING_LINES = 2;
const BELOW = 16;
/** Between the band of those who deny or doubt a claim and their columns. */
const IN_BAND = 8;
const BAND_HEADING = 34;
const BETWEEN_SIDES = 14;

/** Lays out each side by itself, one below the other, and in between what leads from one to the other. */
export function layOutWide(picture: Picture, placeCards: LayOutGraph, measures: Measures) {
  const cards = composeCards(picture, measures);
  const folds = new Map([...picture.folds].map(([uid, words]) => [uid, composeFold(words)]));
  const sides: LaidSide[] = [];
  const bands: { heading: string; box: Box }[] = [];
  const asides = picture.hops.filter(({ course }) => course === 'aside');
  const corridor = { top: 0, lanes: new Set(asides.map(({ citing }) => citing)).size };
  let y = 0;
  for (const [place, { heading, columns }] of picture.sides.entries()) {
    if (heading !== null && place > 0) y += BETWEEN_SIDES;
    const corner = heading === null ? { x: 0, y } : { x: IN_BAND, y: y + BAND_HEADING };
    const side = layOutSide(
      picture,
      columns,
      new Map<Uid, CardSize>([...cards, ...folds]),
      placeCards,
      measures,
      corner,
    );
    sides.push(side);
    if (heading !== null) {
      const height = BAND_HEADING + side.height + IN_BAND;
      bands.push({
        heading,
        box: { x: 0.5, y: y + 0.5, width: side.width + 2 * IN_BAND - 1, height: Math.ceil(height) },
      });
    }
    y = corner.y + side.height + (heading === null ? 0 : IN_BAND + 1);
    if (place === 0 && corridor.lanes > 0) {
      corridor.top = y;
      y += heightOfLanes(corridor.lanes);
    }
  }
  const right = [...sides.map((side) => side.width), ...bands.map(({ box }) => box.width + 1)];
  const width = Math.max(...right, 0);
  const boxes = new Map(sides.flatMap(({ cardBoxes }) => [...cardBoxes]));
  return {
    width,
    height: y,
    bands,
    columns: sides.flatMap(({ columns }) => columns),
    cards: [...cards].map(([uid, card]) => ({ card, box: boxes.get(uid)! })),
    folds: [...folds].map(([uid, fold]) => ({ fold, box: boxes.get(uid)! })),
    labels: sides.flatMap(({ labels }) => labels),
    lines: sides.flatMap(({ lines }) => lines),
    ...layOutAsides(asides, boxes, corridor.top, width),
  };
}

function composeCards(picture: Picture, { cardWidth, labelWidth }: Measures): Map<Uid, Card> {
  return new Map(
    [...picture.cards].map(([uid, words]) => [
      uid,
      composeCard(words, cardWidth, labelWidth === null ? tellBesideLines(picture, uid) : []),
    ]),
  );
}

function setLabel(hop: HopWords, { labelWidth }: Measures): Label {
  return labelWidth === null ? NO_LABEL : composeLabel(hop, labelWidth);
}

/** The width that a picture will have, which takes no layout: each column is as wide as the widest in it. */
export function measureWidth(picture: Picture, measures: Measures): number {
  const sides = picture.sides.map(({ heading, columns }) => {
    const ranks = columns.flatMap(({ statements }) => {
      const hops = picture.hops.filter(({ citing, course }) => course !== 'aside' && statements.includes(citing));
      return [
        statements.map((uid) => (picture.cards.has(uid) ? measures.cardWidth : foldWidth(picture, uid))),
        hops.map((hop) => setLabel(hop, measures).width),
      ];
    });
    const used = ranks.filter((rank) => rank.length > 0).map((rank) => Math.max(...rank));
    const around = 2 * AROUND + (heading === null ? 0 : 2 * IN_BAND);
    return used.reduce((sum, width) => sum + width, 0) + (used.length - 1) * measures.between + around;
  });
  return widthOf({ width: Math.max(...sides, 0) });
}

function foldWidth({ folds }: Picture, uid: Uid): number {
  return composeFold(folds.get(uid)!).width;
}

type LaidSide = ReturnType<typeof layOutSide>;

function layOutSide(
  picture: Picture,
  columns: PictureSide['columns'],
  allCards: ReadonlyMap<Uid, CardSize>,
  placeCards: LayOutGraph,
  measures: Measures,
  corner: Point,
) {
  const cards = new Map(
    columns.flatMap(({ statements }) => statements.map((uid) => [uid, allCards.get(uid)!] as const)).sort(compareKeys),
  );
  const hops = picture.hops.filter(({ citing, course }) => course !== 'aside' && cards.has(citing));
  const labels = new Map(hops.map((hop) => [hop.uid, setLabel(hop, measures)]));
  const placed = placeCards({ columns, hops }, cards, labels, measures.between);
  const move = <T extends Point>(at: T): T => {
    return { ...at, x: round(at.x + corner.x + AROUND), y: round(at.y + corner.y + HEADING) };
  };
  const cardBoxes = new Map([...placed.cards].map(([uid, box]) => [uid, move(box)]));
  const labelBoxes = new Map([...placed.labels].map(([uid, box]) => [uid, move(box)]));
  const height = placed.height + HEADING + BELOW;
  return {
    width: placed.width + 2 * AROUND,
    height,
    cardBoxes,
    columns: columns.map(({ heading, statements }) => {
      const boxes = statements.map((uid) => cardBoxes.get(uid)!);
      const left = Math.min(...boxes.map(({ x }) => x));
      const right = Math.max(...boxes.map(({ x, width }) => x + width));
      const box = { x: left - AROUND, y: corner.y, width: right - left + 2 * AROUND, height: Math.ceil(height) };
      return { heading, box };
    }),
    labels: hops.map(({ uid }) => ({ label: labels.get(uid)!, box: labelBoxes.get(uid)!, hop: uid })),
    lines: layOutLines({ columns, hops }, picture.cards, {
      ...{ cards: cardBoxes, labels: labelBoxes },
      lines: new Map([...placed.lines].map(([uid, [before, after]]) => [uid, [before.map(move), after.map(move)]])),
    }),
  };
}

function compareKeys([a]: readonly [Uid, unknown], [b]: readonly [Uid, unknown]): number {
  return compareUids(a, b);
}
