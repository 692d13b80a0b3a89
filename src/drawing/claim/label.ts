/** The words on a hop's line: the cue, and how we know of it. */
import type { TextLine } from './card-layout.ts';
import { FONTS, LINE_HEIGHTS, measure, type TextRole } from '../text/fonts.ts';
import type { HopWords } from '../model.ts';
import { wrapText } from '../text/line-breaks.ts';
import type { TextWithLanguage } from '../../wording/name-views.ts';

export interface Label {
  width: number;
  height: number;
  lines: readonly TextLine[];
  /** Where the hop is told in full; null when that is nowhere. */
  href: string | null;
}

const WIDEST = 90;
/** Between the words and the ends of the line that they interrupt. */
const AROUND = 5;
const MOST_LINES = 3;

/** Sets a hop's words in a column, centred. */
export function composeLabel({ cue, how, href }: HopWords): Label {
  const said: [TextRole, TextWithLanguage][] = how
    ? [
        ['cue', cue],
        ['how', how],
      ]
    : [['cue', cue]];
  const rows = said.flatMap(([role, { text, lang }]) =>
    wrapText(text, FONTS[role], WIDEST, MOST_LINES).map((line) => ({ role, text: line, lang })),
  );
  const width = Math.ceil(Math.max(...rows.map(({ text, role }) => measure(text, role)))) + 2 * AROUND;
  let y = 1;
  const lines = rows.map((row): TextLine => {
    y += LINE_HEIGHTS[row.role];
    const baseline = Math.round(10 * (y - (LINE_HEIGHTS[row.role] - FONTS[row.role].size * 0.72) / 2)) / 10;
    return { ...row, x: 0, y: baseline, width, align: 'middle' };
  });
  return { width, height: Math.ceil(y) + 2, lines, href };
}
