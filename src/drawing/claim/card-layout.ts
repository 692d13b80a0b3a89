/** A statement's card: its words cut into lines, each with its place on the card. */
import { FONTS, LINE_HEIGHTS, measure, type TextRole } from '../text/fonts.ts';
import type { CardWords, Kind } from '../model.ts';
import { wrapText } from '../text/line-breaks.ts';
import { writeNumber } from '../../wording/drawing.ts';
import type { Support } from '../../model/records.ts';
import type { TextWithLanguage } from '../../wording/name-views.ts';

/** One line of text; `x` and `y` are where its first letter stands on the base line, or its last if it runs left. */
export interface TextLine {
  role: TextRole;
  text: string;
  lang: string | null;
  /** The left end of the room it has. */
  x: number;
  y: number;
  width: number;
  align: 'start' | 'middle' | 'end';
}

/** A stretch of line before a cue that shows how the hop is supported. */
export interface Sample {
  x: number;
  y: number;
  support: Support;
}

export interface Card {
  words: CardWords;
  width: number;
  height: number;
  lines: readonly TextLine[];
  samples: readonly Sample[];
  /** "+3 more", which leads elsewhere than the card; null when nothing was cut. */
  more: TextLine | null;
}

/** Room between the outline and the words; slanted and round sides need more. */
const PADDING: Readonly<Record<Kind, number>> = { document: 14, origin: 18, person: 18, unnamed: 14 };
const PADDING_TOP = 11;
const PADDING_BOTTOM = 11;
/** The size of a folded corner: it ends above the first line. */
export const FOLD = 15;
const SAMPLE_ROOM = 30;
const MOST_NAME_LINES = 4;
const MOST_ABOUT_LINES = 3;
const MOST_CUE_LINES = 3;

/** A hop as its citing statement's card tells it, on a narrow drawing. */
export interface CueOnCard {
  support: Support;
  text: string;
}

/**
 * Sets a statement's words on a card of this width.
 * @param cues the hops that lead on from it, when the card is to tell them
 */
export function composeCard(words: CardWords, width: number, cues: readonly CueOnCard[] = []): Card {
  const padding = PADDING[words.kind];
  const room = width - 2 * padding;
  const lines: TextLine[] = [];
  const samples: Sample[] = [];
  let y = PADDING_TOP + (words.meeting > 1 ? 3 : 0);
  const write = (role: TextRole, texts: readonly string[], lang: string | null, indent = 0): void => {
    for (const text of texts) {
      y += LINE_HEIGHTS[role];
      const baseline = round(y - (LINE_HEIGHTS[role] - FONTS[role].size * 0.72) / 2);
      lines.push({ role, text, lang, x: padding + indent, y: baseline, width: room - indent, align: 'start' });
    }
  };
  const wrap = (role: TextRole, said: TextWithLanguage, most: number): void => {
    write(role, wrapText(said.text, FONTS[role], room, most), said.lang);
  };

  write('tag', wrapTag(words.tag, room), 'en');
  wrap('name', words.name, MOST_NAME_LINES);
  if (words.about) wrap('about', words.about, MOST_ABOUT_LINES);
  y += 2;
  if (words.read) wrap('read', { text: '✓ Read by us', lang: 'en' }, 1);
  else wrap('unread', { text: 'Known only second-hand', lang: 'en' }, 2);
  for (const flag of words.flags) wrap('flag', { text: flag, lang: 'en' }, 2);
  if (cues.length > 0) y += 3;
  for (const { support, text } of cues) {
    samples.push({ x: padding, y: round(y + 10), support });
    write('cue', wrapText(text, FONTS.cue, room - SAMPLE_ROOM, MOST_CUE_LINES), null, SAMPLE_ROOM);
    y += 3;
  }
  if (words.more > 0) wrap('more', { text: `+${writeNumber(words.more)} more`, lang: 'en' }, 1);
  const more = words.more > 0 ? lines.pop()! : null;
  return { words, width, height: Math.round(y + PADDING_BOTTOM), lines, samples, more };
}

/** What it is and when, on one line if it fits. */
function wrapTag(tag: readonly string[], room: number): string[] {
  const line = tag.join(' · ');
  if (measure(line, 'tag') <= room) return [line];
  return tag.flatMap((part) => wrapText(part, FONTS.tag, room, 2));
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
