import { LINE_HEIGHTS, measure, type TextLine, type TextRole, wrapText, FONTS } from '../text.ts';
import type { Uid } from '../../model/records.ts';
import type { Box, Point, HopWords, CardWords, FoldWords, Kind, LineKind } from '../model.ts';
import { joinNames, listOriginal, type TextWithLanguage, type ShownName } from '../../wording/names.ts';
import { drawCrossOut, drawLine, drawOutline } from '../shapes.ts';
import { drawText, element, findBaseline, round, paint, tintGroup, type Medium } from '../svg.ts';
import { writeHops, writeNumber } from '../../wording/values.ts';

const BADGE_PADDING = 12;

export function drawCard(medium: Medium, card: Card, { x, y }: Point, badgeAt: 'middle' | 'end'): string {
  const { words, width, height, lines, cues, more } = card;
  const face = [drawOutline(medium, words, { width, height }), ...lines.map((line) => drawText(medium, line, words))];
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
    ...cues.map((cue) => drawCue(medium, cue, width)),
    moreLink,
    badge,
  );
}

/** The line that an attribution is drawn with, and its words, which lead to what shows it. */
function drawCue(medium: Medium, { hop, href, line, lines, y, height }: PlacedCue, width: number): string {
  const { x } = lines[0]!;
  const sample = { x: x - SAMPLE_ROOM, y: round(y + LINE_HEIGHTS.cue / 2 + AROUND_CUE) };
  const drawn = [
    drawLine(medium, line, `M${sample.x},${sample.y}h20`) +
      drawCrossOut(medium, line, { x: sample.x + 10, y: sample.y }),
    ...lines.map((text) => drawText(medium, text)),
  ].join(' ');
  const isPage = medium === 'page';
  const area = isPage ? element('rect', { x: 0, y: round(y), width, height, class: 'd-area' }) : '';
  return element(href === null ? 'g' : 'a', { href, 'data-hop': isPage ? hop : null }, area, drawn);
}

function writeMeeting({ words }: Card): string {
  return `${words.meeting} paths meet`;
}

/** Where a card's badge is, across its upper edge; null without one. */
export function placeMeeting(card: Card, at: 'middle' | 'end'): Box | null {
  if (card.words.meeting < 2) return null;
  const width = Math.ceil(measure(writeMeeting(card), 'badge')) + 2 * BADGE_PADDING;
  // It keeps off a folded corner.
  const last = card.width - width - 20;
  const x = at === 'middle' ? Math.max(0, Math.min((card.width - width) / 2, last)) : last - 6;
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

const AROUND_LABEL = 5;
const MOST_LABEL_LINES = 6;

/** @param widest its words are wrapped at this width */
export function composeLabel({ cue, how, href }: HopWords, widest: number) {
  const wrap = (role: TextRole, said: ShownName) =>
    listOriginal(said).flatMap(({ text, lang }) =>
      wrapText(text, FONTS[role], widest, MOST_LABEL_LINES).map((line) => ({ role, text: line, lang })),
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

/** What stands on a line whose words are on the citing card: a point for it to go through, as small as Graphviz has any. */
export const NO_LABEL: Label = { width: 0.72, height: 14, lines: [], href: null };

export type Card = ReturnType<typeof composeCard>;

/** Room between the outline and the words; slanted and round sides need more. */
const PADDING: Readonly<Record<Kind, number>> = { document: 14, origin: 18, person: 18, unnamed: 14 };
/** The same on cards that have little room. */
const SMALL_PADDING: Readonly<Record<Kind, number>> = { document: 10, origin: 16, person: 15, unnamed: 11 };
const NARROWEST_ROOMY = 170;

const PADDING_TOP = 11;
const PADDING_BOTTOM = 11;
const SAMPLE_ROOM = 26;
/** Above and below a cue, which is a link: with one line it is as high as a finger needs. */
const AROUND_CUE = 4.5;
const MOST_NAME_LINES = 5;
const MOST_ABOUT_LINES = 4;
const MOST_CUE_LINES = 9;

/** An attribution as its citing statement's card tells it. */
export interface CueOnCard {
  hop: Uid;
  href: string | null;
  line: LineKind;
  said: TextWithLanguage;
  /** The cue itself where the text only says what it does. */
  original: TextWithLanguage | null;
}

type PlacedCue = Omit<CueOnCard, 'said' | 'original'> & { lines: readonly TextLine[]; y: number; height: number };

/**
 * Sets a statement's words on a card of this width.
 * @param cues the attributions that lead on from it, when the card is to tell them
 */
export function composeCard(words: CardWords, width: number, cues: readonly CueOnCard[] = []) {
  const padding = (width < NARROWEST_ROOMY ? SMALL_PADDING : PADDING)[words.kind];
  const room = width - 2 * padding;
  const lines: TextLine[] = [];
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
  if (cues.length > 0) y += 2;
  const placedCues = cues.map(({ hop, href, line, said, original }): PlacedCue => {
    const top = y;
    const before = lines.length;
    y += AROUND_CUE;
    for (const { text, lang } of original ? [said, original] : [said]) {
      write('cue', wrapText(text, FONTS.cue, room - SAMPLE_ROOM, MOST_CUE_LINES), lang, SAMPLE_ROOM);
    }
    y += AROUND_CUE;
    return { hop, href, line, lines: lines.splice(before), y: top, height: round(y - top) };
  });
  if (words.more > 0) wrap('more', { text: `+${writeNumber(words.more)} more`, lang: 'en' }, 1);
  // A line of its own: it leads elsewhere than the card.
  const more = words.more > 0 ? lines.pop()! : null;
  const height = Math.round(y + PADDING_BOTTOM);
  return { words, width, height, isBadged: words.meeting > 1, lines, cues: placedCues, more };
}

function wrapTag(tag: readonly string[], room: number): string[] {
  const line = tag.join(' · ');
  if (measure(line, 'tag') <= room) return [line];
  return tag.flatMap((part) => wrapText(part, FONTS.tag, room, 2));
}

export type Fold = ReturnType<typeof composeFold>;

const FOLD_HEIGHT = 40;
const AROUND_FOLD = 9;

/** A fold as a node of its own: as wide as its words, and as high as a finger needs. */
export function composeFold(words: FoldWords) {
  const text = `+${writeHops({ fewest: words.hops, most: words.hops, open: false })}`;
  return {
    words,
    text,
    width: Math.ceil(measure(text, 'more')) + 2 * AROUND_FOLD,
    height: FOLD_HEIGHT,
    isBadged: false,
  };
}

/** Its words, and below them the line of the weakest hop among those that it stands for. */
export function drawFold(medium: Medium, { words, text, width, height }: Fold, { x, y }: Point): string {
  const line = drawLine(medium, words.line, `M${AROUND_FOLD},${height - 11}h${width - 2 * AROUND_FOLD}`);
  const name = `${text}, with ${joinNames(words.names)}`;
  return element(
    'a',
    { href: words.href, 'aria-label': name, transform: `translate(${round(x)},${round(y)})` },
    element('rect', { width, height, rx: 8, ...paint(medium, 'fold') }),
    drawText(medium, { role: 'more', text, lang: 'en', x: 0, y: 18, width, align: 'middle' }),
    line,
  );
}
