/** A source between those who cite it and those whom it cites: what is drawn, and its measures. Lengths are CSS pixels. */
import type { TextLine } from '../claim/card-layout.ts';
import { FONTS, LINE_HEIGHTS, type TextRole } from '../text/fonts.ts';
import { round } from '../svg.ts';
import { writeNumber } from '../../wording/drawing.ts';
import { wrapText } from '../text/line-breaks.ts';
import type { TextWithLanguage } from '../../wording/name-views.ts';

/** A source at one end of a flow. */
export interface FlowEnd {
  name: TextWithLanguage;
  href: string;
  /** How often: what the flow's thickness tells. */
  times: number;
  /** The same in words. */
  counts: string;
}

export interface FlowSide {
  heading: string;
  /** What to say when there is nobody. */
  nobody: string;
  /** The most frequent first. */
  ends: readonly FlowEnd[];
  /** How many there are in all, and where they are listed. */
  total: number;
  listHref: string;
}

export interface Flow {
  /** What the drawing is called, and what it shows in a sentence. */
  title: string;
  description: string;
  name: TextWithLanguage;
  citing: FlowSide;
  cited: FlowSide;
}

/** The words of one end, set in lines one below the other from 0 down. */
export interface FlowLabel {
  href: string | null;
  lines: readonly Omit<TextLine, 'x' | 'width' | 'align'>[];
  height: number;
  /** Of its flow; 0 where none leads. */
  thickness: number;
}

/** So many sources stand on a side at the most. */
export const MOST_ENDS = 8;
const MOST_LINES = 2;
/** A flow is so thick for each time, as long as all of a side have room. */
const THICKEST_TIME = 5;
const THINNEST = 1.5;

/** How thick all flows of the fuller side may be together. */
export function scaleFlow({ citing, cited }: Flow, room: number): (times: number) => number {
  const sum = ({ ends }: FlowSide): number => ends.slice(0, MOST_ENDS).reduce((all, { times }) => all + times, 0);
  const time = Math.min(THICKEST_TIME, room / Math.max(1, sum(citing), sum(cited)));
  return (times) => Math.max(THINNEST, Math.round(times * time * 10) / 10);
}

/** Sets the words of a side: a label an end, then how many more there are. */
export function labelSide(side: FlowSide, width: number, scale: (times: number) => number): FlowLabel[] {
  const { ends, total, listHref, nobody } = side;
  const shown = ends.slice(0, MOST_ENDS);
  const rest = total - shown.length;
  const labels = shown.map(({ name, href, times, counts }): FlowLabel => {
    const lines = [...wrapWords('name', name, width), ...wrapWords('about', { text: counts, lang: 'en' }, width)];
    return setLabel(lines, href, scale(times));
  });
  if (shown.length === 0) labels.push(setLabel(wrapWords('about', { text: nobody, lang: 'en' }, width), null, 0));
  if (rest > 0) {
    const text = `and ${writeNumber(rest)} more`;
    labels.push(setLabel(wrapWords('more', { text, lang: 'en' }, width), listHref, 0));
  }
  return labels;
}

interface Line extends TextWithLanguage {
  role: TextRole;
}

/** Some words in as many lines as they need. */
export function wrapWords(role: TextRole, { text, lang }: TextWithLanguage, width: number): Line[] {
  return wrapText(text, FONTS[role], width, MOST_LINES).map((line) => ({ role, text: line, lang }));
}

export function setLabel(words: readonly Line[], href: string | null, thickness: number): FlowLabel {
  let height = 0;
  const lines = words.map((line) => {
    height += LINE_HEIGHTS[line.role];
    return { ...line, y: round(height - (LINE_HEIGHTS[line.role] - FONTS[line.role].size * 0.72) / 2) };
  });
  return { href, lines, height, thickness };
}
