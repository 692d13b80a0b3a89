/** The type of a drawing: one entry for each thing that is said in it. */
import { measureText, type Font } from './width.ts';

export const FONTS = {
  tag: { size: 10.5, weight: 700, spacing: 0.03 },
  name: { size: 15, weight: 700 },
  about: { size: 12.5, weight: 400 },
  read: { size: 12, weight: 600 },
  unread: { size: 12, weight: 600 },
  flag: { size: 12, weight: 700 },
  more: { size: 12, weight: 600 },
  cue: { size: 12.5, weight: 400, italic: true },
  how: { size: 11, weight: 400 },
  heading: { size: 12.5, weight: 600 },
  badge: { size: 12, weight: 600 },
  key: { size: 12.5, weight: 400 },
} as const satisfies Readonly<Record<string, Font>>;

export type TextRole = keyof typeof FONTS;

/** From one line to the next, in pixels. */
export const LINE_HEIGHTS: Readonly<Record<TextRole, number>> = {
  tag: 16,
  name: 19,
  about: 16.5,
  read: 19,
  unread: 19,
  flag: 17,
  more: 19,
  cue: 15,
  how: 13.5,
  heading: 17,
  badge: 22,
  key: 17,
};

/**
 * Fonts that are as wide as `text-width.ts` takes them to be; the stylesheet asks for the same. `system-ui` may be
 * anything: it was a third wider on one machine.
 */
export const FONT_FAMILY = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', Roboto, 'Noto Sans', sans-serif";

export function measure(text: string, role: TextRole): number {
  return measureText(text, FONTS[role]);
}
