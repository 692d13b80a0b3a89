import type { Request } from 'express';
import type { z } from 'zod';
import { describeIssue } from '../../wording/issues.ts';
import { Invalid } from '../http/errors.ts';

/**
 * What an address asks for, by the schema that OpenAPI tells of. What it doesn't know is refused: a filter that is
 * mistyped and passed over would answer another question.
 * @throws Invalid with every issue at once
 */
export function readQuery<Schema extends z.ZodObject>({ query }: Request, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(query, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Invalid(parsed.error.issues.flatMap((issue) => describeIssue(issue, 'is not known here')));
}
