/** The outermost element of a drawing. */
import { escapeXml } from '../../text/xml.ts';
import { paint, type Place } from '../colours.ts';
import { FONT_FAMILY } from '../text/fonts.ts';
import { element } from '../svg.ts';

/** What a drawing is called, and what it shows in a sentence. */
interface Told {
  title: string;
  description: string;
}

interface Frame {
  /** Tells drawings on one page apart. */
  name: 'wide' | 'narrow';
  /** Whether a wide one is made smaller with its page, and never scrolls. */
  shrinks?: boolean;
  /** What it is, when it is not the drawing of a claim. */
  noun?: 'time-line';
  width: number;
  height: number;
}

/** Drawings from a page's width up to this are made smaller to fit; wider ones scroll. */
export const WIDEST_FITTED = 1500;
const NARROWEST_FITTED = 1000;

/**
 * Puts a drawing together: named and described, a claim's by its words and its headline. It is a `graphics-document` (WAI-ARIA
 * Graphics 1.0) and no `img`, whose content is hidden from assistive technology: there are links in it.
 */
export function frameDrawing(told: Told, place: Place, frame: Frame, content: readonly string[]): string {
  const { name, width, height, noun = 'drawing' } = frame;
  const ids = { title: `${noun}-${name}-title`, desc: `${noun}-${name}-desc` };
  const background = place === 'file' ? element('rect', { width, height, ...paint(place, 'canvas') }) : '';
  return element(
    'svg',
    {
      xmlns: place === 'file' ? 'http://www.w3.org/2000/svg' : null,
      class: place === 'page' ? writeClass(frame) : null,
      ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: 'graphics-document' },
      'aria-labelledby': ids.title,
      'aria-describedby': ids.desc,
      'font-family': FONT_FAMILY,
    },
    element('title', { id: ids.title }, escapeXml(told.title)),
    element('desc', { id: ids.desc }, escapeXml(told.description)),
    background,
    ...content,
  );
}

function writeClass({ name, width, shrinks = false }: Frame): string {
  if (shrinks) return `drawing drawing--${name} drawing--shrinks`;
  const fits = width > NARROWEST_FITTED && width <= WIDEST_FITTED;
  return `drawing drawing--${name}${fits ? ' drawing--fits' : ''}`;
}
