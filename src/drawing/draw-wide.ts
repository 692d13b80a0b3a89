/** The wide drawing: from the reports on the left to the origins on the right. */
import { paint, type Place } from './colours.ts';
import { drawCard } from './draw-card.ts';
import { drawLegend } from './draw-legend.ts';
import { drawArrow, drawSupportedLine } from './draw-line.ts';
import { frameDrawing, WIDEST_FITTED } from './frame.ts';
import type { Label } from './label.ts';
import { AROUND, type WideLayout } from './lay-out-wide.ts';
import type { Box, Picture } from './model.ts';
import { drawText, element, round, writeCurve } from './svg.ts';

const NARROWEST = 640;
/** The legend of a drawing that scrolls is in sight before anybody scrolls. */
const LEGEND_WHEN_SCROLLED = 720;

/** Draws it all, with its legend. */
export function drawWide(picture: Picture, layout: WideLayout, place: Place, note: string | null): string {
  const width = Math.ceil(Math.max(layout.width, NARROWEST));
  const legend = drawLegend(place, width > WIDEST_FITTED ? LEGEND_WHEN_SCROLLED : width - 2 * AROUND, note);
  const top = Math.ceil(layout.height) + 14;
  return frameDrawing(picture, place, { name: 'wide', width, height: Math.ceil(top + legend.height) }, [
    ...layout.columns.map((column) => drawColumn(place, column)),
    ...layout.lines.map(({ support, before, after }) => {
      return drawSupportedLine(place, support, writeCurve(before)) + drawArrow(place, support, after);
    }),
    ...layout.labels.map(({ label, box }) => drawLabel(place, label, box)),
    ...layout.cards.map(({ card, box }) => drawCard(place, card, box, 'middle')),
    element('g', { transform: `translate(${AROUND},${top})` }, legend.svg),
  ]);
}

function drawColumn(place: Place, { heading, box }: WideLayout['columns'][number]): string {
  return (
    element('rect', { ...box, height: Math.ceil(box.height), rx: 8, ...paint(place, 'band') }) +
    drawText(place, {
      ...{ role: 'heading', text: heading, lang: 'en' },
      ...{ x: box.x, y: 22, width: box.width, align: 'middle' },
    })
  );
}

function drawLabel(place: Place, { lines }: Label, { x, y }: Box): string {
  const texts = lines.map((line) => drawText(place, { ...line, x: round(x + line.x), y: round(y + line.y) }));
  return texts.join('');
}
