import { LINE_HEIGHTS, measure, type TextLine, type TextRole, wrapText, FONTS } from '../text.ts';
import type { Box, Point, HopWords, CardWords, Kind, LineKind } from '../model.ts';
import { listOriginal, type TextWithLanguage, type ShownName } from '../../wording/names.ts';
import { drawCrossOut, drawLine, drawOutline } from '../shapes.ts';
import { drawText, element, findBaseline, round, paint, tintGroup, type Medium } from '../svg.ts';
import { writeNumber } from '../../wording/values.ts';

const BADGE_PADDING = 12;

export function drawCard(medium: Medium, card: Card, { x, y }: Point, badgeAt: 'middle' | 'end'): string {
  const { words, width, height, lines, samples, more } = card;
  const face = [
    drawOutline(medium, words, { width, height }),
    ...lines.map((line) => drawText(medium, line, words)),
    ...samples.map((sample) => drawSample(medium, sample)),
  ];
  // The link is named by its words; a space, which isn't drawn, keeps one line from running into the next.
  const content = face.join(' ');
  const linked = words.href === null ? content : element('a', { href: words.href }, content);
  const moreLink = more
    ? element(
        'a',
        { href: words.moreHref, 'aria-label': `${more.text} next to ${words.name.text}` },
        drawText(medium, more, words),
      )
    : '';
  const badge = words.meeting > 1 ? drawMeeting(medium, card, badgeAt) : '';
  return element(
    'g',
    {
      transform: `translate(${round(x)},${round(y)})`,
      'data-statement': medium === 'page' ? words.uid : null,
      ...tintGroup(medium, words),
    },
    linked,
    moreLink,
    badge,
  );
}

function drawSample(medium: Medium, { x, y, line }: LineSample): string {
  return drawLine(medium, line, `M${x},${y}h20`) + drawCrossOut(medium, line, { x: x + 10, y });
}

function writeMeeting({ words }: Card): string {
  return `${words.meeting} paths meet`;
}

/** Where a card's badge is, across its upper edge; null without one. */
export function placeMeeting(card: Card, at: 'middle' | 'end'): Box | null {
  if (card.words.meeting < 2) return null;
  const width = Math.ceil(measure(writeMeeting(card), 'badge')) + 2 * BADGE_PADDING;
  const x = at === 'middle' ? (card.width - width) / 2 : card.width - width - 26;
  return { x: round(x), y: -BADGE_HEIGHT / 2, width, height: BADGE_HEIGHT };
}

function drawMeeting(medium: Medium, card: Card, at: 'middle' | 'end'): string {
  const box = placeMeeting(card, at)!;
  const baseline = box.y + (LINE_HEIGHTS.badge + 8.6) / 2;
  return (
    element('rect', { ...box, rx: BADGE_HEIGHT / 2, ...paint(medium, 'badge-box') }) +
    drawText(medium, {
      ...{ role: 'badge', text: writeMeeting(card), lang: 'en' },
      ...{ x: box.x, y: round(baseline), width: box.width, align: 'middle' },
    })
  );
}

export const BADGE_HEIGHT = 22;

export type Label = ReturnType<typeof composeLabel>;

const WIDEST_LABEL = 90;
const AROUND_LABEL = 5;
const MOST_LABEL_LINES = 3;

export function composeLabel({ cue, how, href }: HopWords) {
  const wrap = (role: TextRole, said: ShownName) =>
    listOriginal(said).flatMap(({ text, lang }) =>
      wrapText(text, FONTS[role], WIDEST_LABEL, MOST_LABEL_LINES).map((line) => ({ role, text: line, lang })),
    );
  const rows = [...wrap('cue', cue), ...(how ? wrap('how', how) : [])];
  const width = Math.ceil(Math.max(...rows.map(({ text, role }) => measure(text, role)))) + 2 * AROUND_LABEL;
  let y = 1;
  const lines = rows.map((row): TextLine => {
    y += LINE_HEIGHTS[row.role];
    return { ...row, x: 0, y: findBaseline(row.role, y), width, align: 'middle' };
  });
  return { width, height: Math.ceil(y) + 2, lines, href };
}

/** A stretch of line before a cue that shows what line it is. */
interface LineSample extends Point {
  line: LineKind;
}

export type Card = ReturnType<typeof composeCard>;

/** Room between the outline and the words; slanted and round sides need more. */
const PADDING: Readonly<Record<Kind, number>> = { document: 14, origin: 18, person: 18, unnamed: 14 };

const PADDING_TOP = 11;
const PADDING_BOTTOM = 11;
const SAMPLE_ROOM = 30;
const MOST_NAME_LINES = 4;
const MOST_ABOUT_LINES = 3;
const MOST_CUE_LINES = 3;

/** An attribution as its citing statement's card tells it, on a narrow drawing. */
export interface CueOnCard {
  line: LineKind;
  text: string;
  /** The cue itself where the text only says what it does. */
  original: TextWithLanguage | null;
}

/**
 * Sets a statement's words on a card of this width.
 * @param cues the attributions that lead on from it, when the card is to tell them
 */
export function composeCard(words: CardWords, width: number, cues: readonly CueOnCard[] = []) {
  const padding = PADDING[words.kind];
  const room = width - 2 * padding;
  const lines: TextLine[] = [];
  const samples: LineSample[] = [];
  let y = PADDING_TOP + (words.meeting > 1 ? 3 : 0);
  const write = (role: TextRole, texts: readonly string[], lang: string | null, indent = 0): void => {
    for (const text of texts) {
      y += LINE_HEIGHTS[role];
      const at = { x: padding + indent, y: findBaseline(role, y), width: room - indent };
      lines.push({ role, text, lang, ...at, align: 'start' });
    }
  };
  const wrap = (role: TextRole, said: TextWithLanguage, most: number): void => {
    write(role, wrapText(said.text, FONTS[role], room, most), said.lang);
  };

  write('tag', wrapTag(words.tag, room), 'en');
  wrap('name', words.name, MOST_NAME_LINES);
  if (words.name.original) wrap('about', words.name.original, 2);
  if (words.about) wrap('about', words.about, MOST_ABOUT_LINES);
  y += 2;
  wrap(words.read ? 'read' : 'unread', { text: words.reading, lang: 'en' }, 2);
  for (const flag of words.flags) wrap('flag', { text: flag, lang: 'en' }, 2);
  if (cues.length > 0) y += 3;
  for (const { line, text, original } of cues) {
    samples.push({ x: padding, y: round(y + 10), line });
    write('cue', wrapText(text, FONTS.cue, room - SAMPLE_ROOM, MOST_CUE_LINES), null, SAMPLE_ROOM);
    if (original)
      write('cue', wrapText(original.text, FONTS.cue, room - SAMPLE_ROOM, MOST_CUE_LINES), original.lang, SAMPLE_ROOM);
    y += 3;
  }
  if (words.more > 0) wrap('more', { text: `+${writeNumber(words.more)} more`, lang: 'en' }, 1);
  // A line of its own: it leads elsewhere than the card.
  const more = words.more > 0 ? lines.pop()! : null;
  return { words, width, height: Math.round(y + PADDING_BOTTOM), lines, samples, more };
}

function wrapTag(tag: readonly string[], room: number): string[] {
  const line = tag.join(' · ');
  if (measure(line, 'tag') <= room) return [line];
  return tag.flatMap((part) => wrapText(part, FONTS.tag, room, 2));
}
