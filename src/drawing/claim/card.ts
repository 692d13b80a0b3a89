/** A card, its badge and what it leads to. */
import type { Card, Sample } from './card-layout.ts';
import { paint, tintGroup, type Place } from '../colours.ts';
import { LINE_HEIGHTS, measure } from '../text/fonts.ts';
import type { Box, Point } from '../model.ts';
import { drawOutline } from '../outlines.ts';
import { BADGE_HEIGHT } from '../graphviz/places.ts';
import { drawSupportedLine } from '../lines/line.ts';
import { drawText, element, round } from '../svg.ts';

const BADGE_PADDING = 12;

/** Draws a card at its place. */
export function drawCard(place: Place, card: Card, { x, y }: Point, badgeAt: 'middle' | 'end'): string {
  const { words, width, height, lines, samples, more } = card;
  const face = [
    drawOutline(place, words, { width, height }),
    ...lines.map((line) => drawText(place, line, words)),
    ...samples.map((sample) => drawSample(place, sample)),
  ];
  // The link is named by its words; a space, which isn't drawn, keeps one line from running into the next.
  const content = face.join(' ');
  const linked = words.href === null ? content : element('a', { href: words.href }, content);
  const moreLink = more
    ? element(
        'a',
        { href: words.moreHref, 'aria-label': `${more.text} next to ${words.name.text}` },
        drawText(place, more, words),
      )
    : '';
  const badge = words.meeting > 1 ? drawBadge(place, card, badgeAt) : '';
  return element(
    'g',
    {
      transform: `translate(${round(x)},${round(y)})`,
      'data-statement': place === 'page' ? words.uid : null,
      ...tintGroup(place, words),
    },
    linked,
    moreLink,
    badge,
  );
}

function drawSample(place: Place, { x, y, support }: Sample): string {
  return drawSupportedLine(place, support, `M${x},${y}h20`);
}

function writeBadge({ words }: Card): string {
  return `${words.meeting} paths meet`;
}

/** Where a card's badge is, across its upper edge; null without one. */
export function placeBadge(card: Card, at: 'middle' | 'end'): Box | null {
  if (card.words.meeting < 2) return null;
  const width = Math.ceil(measure(writeBadge(card), 'badge')) + 2 * BADGE_PADDING;
  const x = at === 'middle' ? (card.width - width) / 2 : card.width - width - 26;
  return { x: round(x), y: -BADGE_HEIGHT / 2, width, height: BADGE_HEIGHT };
}

function drawBadge(place: Place, card: Card, at: 'middle' | 'end'): string {
  const box = placeBadge(card, at)!;
  const baseline = box.y + (LINE_HEIGHTS.badge + 8.6) / 2;
  return (
    element('rect', { ...box, rx: BADGE_HEIGHT / 2, ...paint(place, 'badge-box') }) +
    drawText(place, {
      ...{ role: 'badge', text: writeBadge(card), lang: 'en' },
      ...{ x: box.x, y: round(baseline), width: box.width, align: 'middle' },
    })
  );
}
