/** What an address asks for more closely. */
import type { Request } from 'express';
import { Invalid } from './errors.ts';
import { parseId } from '../../urls/records.ts';

/**
 * A number in the query string; null where it is not there.
 * @param takes what it is, for whoever gets it wrong: "the number of a claim, such as 12"
 * @throws Invalid
 */
export function readNumber({ query }: Request, name: string, takes: string): number | null {
  const value = query[name];
  if (value === undefined) return null;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? parseId(value) : null;
  if (number === null) throw new Invalid([{ field: name, message: `takes ${takes}` }]);
  return number;
}
