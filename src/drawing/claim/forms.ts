/** The forms in which a claim's page holds its drawing: one for each room that pages have, and the rails of a phone. */
import type { Uid } from '../../model/records.ts';
import { ROOMS, WIDEST_PRINTED } from '../fit.ts';
import type { Picture } from '../model.ts';
import { AROUND_FOCUS, foldSteps, WHOLE_RUN } from './fold.ts';
import { layOutNarrow } from './narrow.ts';
import { measureWidth, type Measures, type WideLayout } from './wide.ts';

/** With the cues on the lines, as long as there is room for them. */
const ON_LINES: readonly Measures[] = [
  { cardWidth: 236, labelWidth: 150, between: 30 },
  { cardWidth: 208, labelWidth: 100, between: 28 },
  { cardWidth: 178, labelWidth: 86, between: 18 },
  { cardWidth: 148, labelWidth: 72, between: 12 },
];
const ON_CARDS: Measures = { cardWidth: 148, labelWidth: null, between: 12 };
const CLOSEST: Measures = { cardWidth: 124, labelWidth: null, between: 11 };
const MEASURES: readonly Measures[] = [...ON_LINES, ON_CARDS, CLOSEST];

export interface DrawingForm {
  picture: Picture;
  measures: Measures;
  width: number;
}

const [SMALL, MEDIUM, ...LARGER] = ROOMS;

/**
 * The forms that go from left to right, the widest first: the origin is in sight in each of them. Some claims have too
 * many branches for that; they are drawn as rails, and on a large screen as wide as they need.
 */
export function chooseForms(picture: Picture, focus: Uid | null): DrawingForm[] {
  const large = LARGER.map((room) => fitForm(picture, room, focus)).find((form) => form !== null);
  const small = fitForm(picture, SMALL, focus);
  const medium = chooseMedium(picture, small, focus);
  const forms = [large, medium, small].filter((form) => form !== null && form !== undefined);
  return forms.filter(({ width }, at) => !forms.slice(0, at).some((wider) => wider.width <= findRoom(width)));
}

/** None where the form for a smaller room does: a page is lighter with one drawing less. */
function chooseMedium(picture: Picture, small: DrawingForm | null, focus: Uid | null): DrawingForm | null {
  if (small === null) return fitForm(picture, MEDIUM, focus);
  return small.picture === picture ? null : fitUnfolded(picture, MEDIUM);
}

function findRoom(width: number): number {
  return ROOMS.find((room) => width <= room)!;
}

/** With as much room between and on the cards as there is, and nothing folded unless it must be. */
function fitForm(picture: Picture, room: number, focus: Uid | null): DrawingForm | null {
  const unfolded = fitUnfolded(picture, room);
  if (unfolded) return unfolded;
  const reaches = focus === null ? AROUND_FOCUS.slice(0, 1) : AROUND_FOCUS;
  for (const folded of reaches.flatMap((reach) => [...foldSteps(picture, focus, reach)])) {
    const width = measureWidth(folded, CLOSEST);
    if (width <= room) return stretch({ picture: folded, measures: CLOSEST, width }, room);
  }
  return null;
}

function fitUnfolded(picture: Picture, room: number): DrawingForm | null {
  for (const measures of MEASURES) {
    const width = measureWidth(picture, measures);
    if (width <= room) return stretch({ picture, measures, width }, room);
  }
  return null;
}

/** So many pixels more between columns, and then on cards, where the room has them to spare. */
const MOST_BETWEEN = 8;
const MOST_ON_CARDS = 24;

/** What fits a sheet of paper still does. */
function stretch({ picture, measures, width }: DrawingForm, room: number): DrawingForm {
  const limit = width <= WIDEST_PRINTED ? Math.min(room, WIDEST_PRINTED) : room;
  const grow = (from: Measures, more: Partial<Measures>, most: number, wide: number): number => {
    const step = measureWidth(picture, { ...from, ...more }) - wide;
    return step <= 0 ? 0 : Math.min(most, Math.floor((limit - wide) / step));
  };
  const { between, cardWidth } = measures;
  const airy = { ...measures, between: between + grow(measures, { between: between + 1 }, MOST_BETWEEN, width) };
  const airyWidth = measureWidth(picture, airy);
  const onCards = grow(airy, { cardWidth: cardWidth + 1 }, MOST_ON_CARDS, airyWidth);
  const stretched = { ...airy, cardWidth: cardWidth + onCards };
  return { picture, measures: stretched, width: measureWidth(picture, stretched) };
}

/** A file has no links that open anything, so that nothing is folded in it, however wide it gets. */
export function chooseFileMeasures(picture: Picture): Measures {
  return fitUnfolded(picture, LARGER[0])?.measures ?? CLOSEST;
}

/** Two screens of a phone, less what stands above the drawing. */
const MOST_HEIGHT = 1200;

/** The rails, folded as far as the origin needs to be within two screens. */
export function fitRails(picture: Picture, wide: Pick<WideLayout, 'cards' | 'folds'> | null, focus: Uid | null) {
  let fitted = { picture, layout: layOutNarrow(picture, wide) };
  for (const folded of foldSteps(picture, focus, WHOLE_RUN)) {
    if (fitted.layout.height <= MOST_HEIGHT) break;
    fitted = { picture: folded, layout: layOutNarrow(folded, wide) };
  }
  return fitted;
}
