/** The wide drawing: from the reports on the left to the origins on the right. */
import type { Uid } from '../../model/records.ts';
import { paint, type Place } from '../colours.ts';
import { drawCard } from './card.ts';
import { drawLegend } from './legend.ts';
import { drawArrow, drawSupportedLine } from '../lines/line.ts';
import { frameDrawing, WIDEST_FITTED } from './frame.ts';
import type { Label } from './label.ts';
import type { HopLine } from '../lines/layout.ts';
import { AROUND, type WideLayout } from './wide-layout.ts';
import type { Box, Picture } from '../model.ts';
import { drawText, element, round, writeCurve } from '../svg.ts';

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
    ...layout.lines.map((line) => drawHop(place, line)),
    ...layout.labels.map(({ label, box, hop }) => drawLabel(place, label, box, hop)),
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

/** In a page the script finds a hop by its uid, and a pointer needs no steady hand. */
function drawHop(place: Place, { hop, citing, cited, support, before, after }: HopLine): string {
  const line = drawSupportedLine(place, support, writeCurve(before)) + drawArrow(place, support, after);
  if (place === 'file') return line;
  const around = { fill: 'none', stroke: 'transparent', 'stroke-width': 14, 'pointer-events': 'stroke' };
  const hit = element('path', { d: writeCurve(before) + writeCurve(after), ...around });
  return element('g', { 'data-hop': hop, 'data-citing': citing, 'data-cited': cited }, line, hit);
}

/** The words on a line lead to where the hop is told. */
function drawLabel(place: Place, { lines, href }: Label, box: Box, hop: Uid): string {
  const { x, y, width, height } = box;
  const texts = lines.map((line) => drawText(place, { ...line, x: round(x + line.x), y: round(y + line.y) })).join(' ');
  const hit = element('rect', { x, y, width, height, fill: 'none', 'pointer-events': 'all' });
  if (place === 'file') return href === null ? texts : element('a', { href }, texts);
  return element(href === null ? 'g' : 'a', { href, 'data-hop': hop }, hit, texts);
}
