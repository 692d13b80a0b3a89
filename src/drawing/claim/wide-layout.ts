/** A wide drawing with everything in its place: what there is to draw, and to check. */
import type { Support, Uid } from '../../model/records.ts';
import { composeCard, type Card } from './card-layout.ts';
import { composeLabel, type Label } from './label.ts';
import { layLines, type HopLine } from '../lines/layout.ts';
import type { Box, Picture, Point } from '../model.ts';
import type { PlaceCards } from '../graphviz/places.ts';
import { round } from '../svg.ts';

export interface WideLayout {
  width: number;
  height: number;
  columns: readonly { heading: string; box: Box }[];
  cards: readonly { card: Card; box: Box }[];
  labels: readonly { label: Label; box: Box; hop: Uid; support: Support }[];
  lines: readonly HopLine[];
}

const CARD_WIDTH = 208;
/** Around the cards of a column, and so around the whole drawing. */
export const AROUND = 12;
const HEADING = 44;
const BELOW = 16;

/** Finds every card, label and line its place. */
export function layOutWide(picture: Picture, placeCards: PlaceCards): WideLayout {
  const cards = new Map([...picture.cards].map(([uid, words]) => [uid, composeCard(words, CARD_WIDTH)]));
  const labels = new Map(picture.hops.map((hop) => [hop.uid, composeLabel(hop)]));
  const placed = placeCards(picture, cards, labels);
  const height = placed.height + HEADING + BELOW;
  const cardBoxes = new Map([...placed.cards].map(([uid, box]) => [uid, move(box)]));
  const labelBoxes = new Map([...placed.labels].map(([uid, box]) => [uid, move(box)]));
  return {
    width: placed.width + 2 * AROUND,
    height,
    columns: picture.columns.map(({ heading, statements }) => {
      const { x } = cardBoxes.get(statements[0]!)!;
      return { heading, box: { x: x - AROUND, y: 0, width: CARD_WIDTH + 2 * AROUND, height } };
    }),
    cards: [...cards].map(([uid, card]) => ({ card, box: cardBoxes.get(uid)! })),
    labels: picture.hops.map(({ uid, support }) => {
      return { label: labels.get(uid)!, box: labelBoxes.get(uid)!, hop: uid, support };
    }),
    lines: layLines(picture, {
      ...{ cards: cardBoxes, labels: labelBoxes },
      lines: new Map([...placed.lines].map(([uid, [before, after]]) => [uid, [before.map(move), after.map(move)]])),
    }),
  };
}

function move<T extends Point>(at: T): T {
  return { ...at, x: round(at.x + AROUND), y: round(at.y + HEADING) };
}
