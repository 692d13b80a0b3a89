/** Reads query strings. */
import type { Request } from 'express';
import { Invalid } from './errors.ts';
import { parseId } from '../../urls/records.ts';
import type { z } from 'zod';
import { describeIssue } from '../../wording/issues.ts';

/**
 * A number in the query string; null where it is not there.
 * @param takes what it is, for whoever gets it wrong: "the number of a claim, such as 12"
 * @throws Invalid
 */
export function readRecordNumber({ query }: Request, name: string, takes: string): number | null {
  const value = query[name];
  if (value === undefined) return null;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? parseId(value) : null;
  if (number === null) throw new Invalid([{ field: name, message: `takes ${takes}` }]);
  return number;
}

/**
 * Parses a query by the schema that OpenAPI describes. An unknown parameter is refused: ignoring a mistyped filter would
 * answer another question.
 * @throws Invalid with every issue at once
 */
export function readQuery<Schema extends z.ZodObject>({ query }: Request, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(query, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Invalid(parsed.error.issues.flatMap((issue) => describeIssue(issue, 'is not known here')));
}
