/**
 * Which form of a drawing is shown where. The server knows no window, so a page holds several forms, and the stylesheet
 * shows the widest that fits the room there is: none is made smaller, and none is scrolled sideways.
 */

/** Widths from which the stylesheet shows a form that is no wider: what a page of 768, 1024, 1280 pixels and so on has. */
export const ROOMS = [700, 920, 1184, 1480, 1840, 2480] as const;

/** As much as fits a sheet of A4 upright, less its margins, with letters of 7 points. */
export const WIDEST_PRINTED = 890;

/** When a form is shown: within which widths of its room, and whether in print. */
export interface Visibility {
  from: number | null;
  upTo: number | null;
  prints: boolean;
}

/**
 * @param widths of the forms that have one of their own, the widest first
 * @returns one for each of them, and a last one for the narrow form, which fits everywhere
 */
export function shareRooms(widths: readonly number[]): Visibility[] {
  const rooms = widths.map(findRoom);
  const printed = widths.findIndex((width) => width <= WIDEST_PRINTED);
  return [...rooms, null].map((from, at) => ({
    from,
    upTo: rooms[at - 1] ?? null,
    prints: at === (printed === -1 ? widths.length : printed),
  }));
}

function findRoom(width: number): number {
  const room = ROOMS.find((room) => width <= room);
  if (room === undefined) throw new Error(`No page has room for a drawing of ${width} pixels`);
  return room;
}
