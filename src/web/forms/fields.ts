/** Forms as data: what each field is called, and the rule for it, which files and the API follow too. */
import type { z } from 'zod';
import type { Issue } from '../../model/issues.ts';
import { describeIssue } from '../../wording/issues.ts';
import { readField, readLine } from './forms.ts';

export interface Field {
  /** What it is called where versions are compared; messages begin with it, unless there is a `subject`. */
  label: string;
  subject?: string;
  /** What is typed, as it is stored. It is asked only when something was typed. */
  rule: z.ZodType;
  /** What to say when nothing was typed: "Enter a name". Without it the field may stay empty, and is null then. */
  missing?: string;
  /** Whether it takes several lines. White space around a single line is nobody's wish. */
  isMultiline?: boolean;
}

type Fields = Readonly<Record<string, Field>>;

/** What was typed, by field. */
export type FieldValues<F extends Fields> = { -readonly [Name in keyof F]: string };

/** What it means, by field. */
export type FieldResults<F extends Fields> = {
  [Name in keyof F]: F[Name] extends { missing: string } ? z.output<F[Name]['rule']> : z.output<F[Name]['rule']> | null;
};

/** Keeps the fields' own types. */
export function defineFields<const F extends Fields>(fields: F): F {
  return fields;
}

/** What each is called. */
export function listLabels<F extends Fields>(fields: F): Record<keyof F, string> {
  return mapFields(fields, ({ label }) => label);
}

/**
 * Every field as it was typed.
 * @param nameOf what a field is called in the form
 */
export function readFields<F extends Fields>(fields: F, body: unknown, nameOf = keepName): FieldValues<F> {
  return mapFields(fields, ({ isMultiline }, name) => (isMultiline ? readField : readLine)(body, nameOf(name)));
}

/** A record as its form shows it: what is null or not there is empty. */
export function fillFields<F extends Fields>(
  fields: F,
  record: { readonly [Name in keyof F]: string | number | null },
): FieldValues<F> {
  return mapFields(fields, (_field, name) => String(record[name as keyof F] ?? ''));
}

/** What was typed as it is stored, or every issue with it. */
export function checkFields<F extends Fields>(
  fields: F,
  values: Readonly<FieldValues<F>>,
  nameOf = keepName,
): Checked<FieldResults<F>> {
  const issues: Issue[] = [];
  const value = mapFields(fields, ({ label, subject = label, rule, missing }, name) => {
    const typed = values[name as keyof F];
    const field = nameOf(name);
    if (typed.trim() === '') {
      if (missing !== undefined) issues.push({ field, message: missing });
      return null;
    }
    const parsed = rule.safeParse(typed, { reportInput: true });
    if (parsed.success) return parsed.data;
    const reasons = parsed.error.issues.flatMap((issue) => describeIssue(issue, ''));
    issues.push(...reasons.map(({ message }) => ({ field, message: `${subject} ${message}` })));
    return null;
  }) as FieldResults<F>;
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value };
}

/** The issues of one part of a form, to be listed with those of others. */
export function listIssues(checked: Checked<unknown, unknown>): readonly Issue[] {
  return checked.ok ? [] : checked.issues;
}

const keepName = (name: string): string => name;

function mapFields<F extends Fields, Result>(
  fields: F,
  map: (field: Field, name: string) => Result,
): Record<keyof F, Result> {
  const entries = Object.entries(fields).map(([name, field]) => [name, map(field, name)] as const);
  return Object.fromEntries(entries) as Record<keyof F, Result>;
}

/** What keeps a form from being saved. */
export interface Problems<Details = undefined> {
  issues: readonly Issue[];
  /** What its page shows beside the issues, such as "which source do you mean?". */
  details?: Details | undefined;
}

/** What was typed, checked: what it means, or every issue with it. */
export type Checked<Value, Details = undefined> = { ok: true; value: Value } | ({ ok: false } & Problems<Details>);
