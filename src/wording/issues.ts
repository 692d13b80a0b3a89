import type { z } from 'zod';
import type { Issue } from '../model/issues.ts';

/**
 * An issue of zod's in words that readers of a form understand. Schemas are parsed with `reportInput`.
 * @param unknown the message for a member that the schema doesn't know
 */
export function describeIssue(issue: z.core.$ZodIssue, unknown: string): Issue[] {
  const field = writePath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: writePath([...issue.path, key]),
      message: unknown,
    }));
  }
  return [{ field, message: describeReason(issue) }];
}

function describeReason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') {
    const wanted = issue.code === 'invalid_type' ? nameType(issue.expected) : nameValues(issue.values);
    const isMissing = issue.input === undefined;
    return isMissing ? `is missing: it must be ${wanted}, or null where it may be unknown` : `must be ${wanted}`;
  }
  if (issue.code === 'too_big' && issue.origin === 'array') return `must have at most ${String(issue.maximum)} entries`;
  if (issue.code === 'too_big') return `must be at most ${String(issue.maximum)}`;
  if (issue.code === 'too_small') return `must be at least ${String(issue.minimum)}`;
  return issue.message;
}

function nameValues(values: readonly z.core.util.Primitive[]): string {
  return `${values.length > 1 ? 'one of ' : ''}${values.map((value) => String(value)).join(', ')}`;
}

function nameType(expected: string): string {
  const names: Record<string, string> = {
    string: 'text',
    array: 'a list',
    object: 'an object',
    int: 'a whole number',
  };
  return names[expected] ?? `a ${expected}`;
}

function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
