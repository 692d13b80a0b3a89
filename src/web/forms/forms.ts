/**
 * What all forms share. They work without JavaScript and follow GOV.UK's patterns: every issue at once, at the top with
 * a link to its field and in the same words at the field, status 422, what was typed kept.
 *
 * A feature defines its fields with the rules that files and the API follow too, and checks what was typed:
 *
 *     const FIELDS = defineFields({ name: { label: 'Name', rule: RECORD_RULES.source.name, missing: 'Enter a name' } });
 *     const values = readFields(FIELDS, body);
 *     const checked = checkFields(FIELDS, values);
 *
 * Its page lays the fields out, with or without issues, and its view shows each with the partial of its kind:
 * `field-text`, `field-area`, `field-select`, `field-radios`, `field-checks` or `field-check`:
 *
 * A field with an `interpret` takes what people write, such as "10 Feb 2009", shows below it what that was understood as, and
 * asks where it may mean two things: with the same `interpret` in the layout.
 *
 *     const form = layOutForm(issues);
 *     const model = { errors: form.errors, name: form.text({ name: 'name', label: 'Name', value: values.name }) };
 */
import type { Issue } from '../../model/issues.ts';
import type { RedirectReply } from '../http/route.ts';
import type { z } from 'zod';
import { describeIssue } from '../../wording/issues.ts';
import type { Interpreter } from './interpreters/interpretation.ts';

/** A form that was read: what it asks for, or every issue with what was typed. */
export type Parsed<Value, Values> =
  { ok: true; value: Value } | { ok: false; issues: readonly Issue[]; values: Values };

/**
 * One field of a form as it was typed, line ends as `\n`; empty when it is missing.
 * @param body of the request; a field that comes twice counts as it came first
 */
export function readField(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value = (body as Record<string, unknown>)[name];
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (typeof first !== 'string') return '';
  // Looking for one is far cheaper than replacing none.
  return first.includes('\r') ? first.replace(/\r\n?/g, '\n') : first;
}

/** A field of one line, without white space around it. */
export function readLine(body: unknown, name: string): string {
  return readField(body, name).trim();
}

/**
 * A field of one line; where what was typed may mean several things, what was chosen of these.
 * @param interpret gives the choices
 */
export function readInterpretedLine(interpret: Interpreter, body: unknown, name: string): string {
  const typed = readLine(body, name);
  const answer = readLine(body, meantField(name));
  if (typed === '' || answer === '') return typed;
  const understood = interpret(typed);
  const choices = 'choices' in understood ? understood.choices : [];
  return choices.find(({ value }) => writeAnswer(value, typed) === answer)?.value ?? typed;
}

const meantField = (name: string): string => `${name}-meant`;

/** It names the text that it is about: another text needs another answer. */
const writeAnswer = (value: string, typed: string): string => `${value} for ${typed}`;

/** Whether a check box was ticked or a submit button of this name was pressed. */
export function hasField(body: unknown, name: string): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name);
}

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

/** The fields by which somebody signs in within another form. */
export const SIGN_IN_FIELDS = { email: 'sign-in-email', password: 'sign-in-password', code: 'sign-in-code' } as const;

const SECRETS: ReadonlySet<string> = new Set(['password', 'current', 'next', 'code', ...Object.values(SIGN_IN_FIELDS)]);

/** What was typed into a form, for a page that has it sent again. Passwords are typed again: no page carries one. */
export function listTyped(body: unknown): [string, unknown][] {
  return Object.entries((body ?? {}) as Record<string, unknown>).filter(([name]) => !SECRETS.has(name));
}

/** The body of a request over the size limit. */
export const TOO_LARGE = Object.freeze({});

/** @param body of a request to a route with `upload` */
export function readFile(body: unknown, name: string): UploadedFile | null {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return null;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === 'object' && value !== null && 'bytes' in value ? (value as UploadedFile) : null;
}

/** The answer to a form that was saved: a redirect, so that reloading sends nothing again. */
export function seeOther(path: string, cookies: readonly string[] = []): RedirectReply {
  return { kind: 'redirect', status: 303, to: { html: path, json: path }, cookies };
}

interface Spec {
  name: string;
  label: string;
  hint?: string;
}

interface TextSpec extends Spec {
  /** Ignored for passwords: they are typed again. */
  value: string;
  type?: 'text' | 'email' | 'password' | 'url' | 'search';
  /** What the browser may fill in, by HTML's names. No field is `off`: browsers then empty it on Back. */
  autocomplete?: string;
  /** How much is expected: `wide`, the default, fills the column. */
  width?: 'wide' | 'short';
  readonly?: boolean;
  /** Whether it is words in a language, to be spell-checked and capitalised. */
  prose?: boolean;
  /** How it is understood, shown below it. */
  interpret?: Interpreter | undefined;
  /** Of a new password: how strong it is, which hearsay.js says while somebody types. */
  strength?: { score: number; words: string };
  /** What hearsay.js suggests while somebody types. */
  suggest?: 'sources';
  /** What the browser offers: values that are known, each with what is said of it. */
  known?: readonly { value: string; text: string }[];
}

type ChoiceSpec = Spec & { options: readonly { value: string; text: string; hint?: string }[] };

export type Form = ReturnType<typeof layOutForm>;
export type TextField = ReturnType<Form['text']>;

/** Lays out the fields of one form for their partials, each with its issues. */
export function layOutForm(issues: readonly Issue[]) {
  const messages = groupMessages(issues);
  const frame = ({ name, label, hint = null }: Omit<Spec, 'hint'> & { hint?: string | null }) => {
    const id = fieldId(name);
    const error = messages.get(name) ?? null;
    const describedBy = [hint === null ? [] : `${id}-hint`, error === null ? [] : `${id}-error`].flat().join(' ');
    return { id, name, label, hint, error, describedBy: describedBy === '' ? null : describedBy };
  };
  return {
    errors: summarize(issues),

    text(spec: TextSpec) {
      const {
        type = 'text',
        autocomplete = null,
        width = 'wide',
        readonly = false,
        prose = false,
        suggest = null,
        strength = null,
        known = [],
      } = spec;
      const value = type === 'password' ? '' : spec.value;
      const field = frame(spec);
      const { echo, meant } = layOutInterpretation(spec);
      const describedBy = [field.describedBy ?? [], echo === null ? [] : `${field.id}-echo`].flat().join(' ') || null;
      const rest = { autocomplete, width, readonly, prose, suggest, strength, known };
      return { ...field, describedBy, type, value, ...rest, echo, meant };
    },

    area: (spec: Spec & { value: string; rows?: number }) => ({
      ...frame(spec),
      value: spec.value,
      rows: spec.rows ?? 5,
    }),

    select: (spec: ChoiceSpec & { value: string }) => ({
      ...frame(spec),
      options: spec.options.map(({ value, text }) => ({ value, text, selected: value === spec.value })),
    }),

    /** The label is the legend, and each choice has a control of its own. */
    radios: (spec: ChoiceSpec & { value: string }) => ({ ...frame(spec), options: layOutChoices(spec, [spec.value]) }),

    checks: (spec: ChoiceSpec & { values: readonly string[] }) => ({
      ...frame(spec),
      options: layOutChoices(spec, spec.values),
    }),

    check: (spec: Spec & { value?: string; checked: boolean }) => ({
      ...frame(spec),
      value: spec.value ?? 'yes',
      checked: spec.checked,
    }),
  };
}

/** What the text was understood as, or the choices where it may mean several things. */
function layOutInterpretation({ name, value, interpret }: TextSpec) {
  const understood = interpret && value !== '' ? interpret(value) : null;
  const echo = understood && 'value' in understood ? understood.echo : null;
  if (!understood || !('choices' in understood)) return { echo, meant: null };
  const options = understood.choices.map(({ value: meant, text }) => ({ value: writeAnswer(meant, value), text }));
  const field = meantField(name);
  return {
    echo,
    meant: { name: field, label: understood.question, options: layOutChoices({ name: field, options }, []) },
  };
}

/** The first choice has the field's own id: the error summary leads there. */
function layOutChoices({ name, options }: Pick<ChoiceSpec, 'name' | 'options'>, chosen: readonly string[]) {
  const id = fieldId(name);
  return options.map(({ value, text, hint = null }, place) => {
    return { id: place === 0 ? id : `${id}-${place + 1}`, value, text, hint, checked: chosen.includes(value) };
  });
}

/** By field: several issues of one field stand in one line. */
export function groupMessages(issues: readonly Issue[]): ReadonlyMap<string, string> {
  const messages = new Map<string, string>();
  for (const { field, message } of issues) {
    const before = messages.get(field);
    messages.set(field, before === undefined ? message : `${before}. ${message}`);
  }
  return messages;
}

/** An issue whose field is empty concerns the whole form, and leads nowhere. */
function summarize(issues: readonly Issue[]) {
  const list = [...groupMessages(issues)].map(([field, message]) => {
    return { message, href: field === '' ? null : `#${fieldId(field)}` };
  });
  return { list };
}

function fieldId(name: string): string {
  return `f-${name}`;
}

interface Field {
  /** Its name where versions are compared; messages begin with it unless there is a `subject`. */
  label: string;
  subject?: string;
  /** Applied only when something was typed. */
  rule: z.ZodType;
  /** The message when nothing was typed: "Enter a name". Without it the field may stay empty, and is null then. */
  missing?: string;
  /** Understands what people write, before the rule is applied. */
  interpret?: Interpreter;
  /** Whether it takes several lines, and keeps white space around them. */
  isMultiline?: boolean;
}

type Fields = Readonly<Record<string, Field>>;

export type FieldValues<F extends Fields> = { -readonly [Name in keyof F]: string };

export type FieldResults<F extends Fields> = {
  [Name in keyof F]: F[Name] extends { missing: string } ? z.output<F[Name]['rule']> : z.output<F[Name]['rule']> | null;
};

export function defineFields<const F extends Fields>(fields: F): F {
  return fields;
}

/** How a field is understood, for its layout. */
export function interpreterOf(field: Field): Interpreter | undefined {
  return field.interpret;
}

export function listLabels<F extends Fields>(fields: F): Record<keyof F, string> {
  return mapFields(fields, ({ label }) => label);
}

export function readFields<F extends Fields>(fields: F, body: unknown, nameOf = keepName): FieldValues<F> {
  return mapFields(fields, ({ isMultiline, interpret }, name) => {
    if (interpret) return readInterpretedLine(interpret, body, nameOf(name));
    return (isMultiline ? readField : readLine)(body, nameOf(name));
  });
}

/** A record as its form shows it: null is empty. */
export function fillFields<F extends Fields>(
  fields: F,
  record: { readonly [Name in keyof F]: string | number | null },
): FieldValues<F> {
  return mapFields(fields, (_field, name) => String(record[name as keyof F] ?? ''));
}

export function checkFields<F extends Fields>(
  fields: F,
  values: Readonly<FieldValues<F>>,
  nameOf = keepName,
): Checked<FieldResults<F>> {
  const issues: Issue[] = [];
  const value = mapFields(fields, ({ label, subject = label, rule, missing, interpret }, name) => {
    const typed = values[name as keyof F];
    const field = nameOf(name);
    if (typed.trim() === '') {
      if (missing !== undefined) issues.push({ field, message: missing });
      return null;
    }
    const understood = interpret ? interpret(typed.trim()) : { value: typed };
    if (!('value' in understood)) {
      const message = 'issue' in understood ? `${subject} ${understood.issue}` : `${understood.question} Choose one`;
      issues.push({ field, message });
      return null;
    }
    const parsed = rule.safeParse(understood.value, { reportInput: true });
    if (parsed.success) return parsed.data;
    const reasons = parsed.error.issues.flatMap((issue) => describeIssue(issue, ''));
    issues.push(...reasons.map(({ message }) => ({ field, message: `${subject} ${message}` })));
    return null;
  }) as FieldResults<F>;
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value };
}

/**
 * Issues in the order of their fields, as the error summary lists them.
 * @param order names, each for the fields that begin with it too: `publisher` for `publisher-pick`
 */
export function sortIssues(issues: readonly Issue[], order: readonly string[]): Issue[] {
  const place = ({ field }: Issue): number => order.indexOf(field.split('-')[0]!);
  return [...issues].sort((one, other) => place(one) - place(other));
}

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

/** Why a form can't be saved. */
export interface Problems<Details = undefined> {
  issues: readonly Issue[];
  /** Shown on its page beside the issues, such as "which source do you mean?". */
  details?: Details | undefined;
  /** What somebody else changed as well: then the answer is 409. */
  differences?: readonly Difference[];
}

/** A field as two editors have it. */
export interface Difference {
  label: string;
  typed: string;
  now: string;
}

/** The values to be stored, or every issue with what was typed. */
export type Checked<Value, Details = undefined> = { ok: true; value: Value } | ({ ok: false } & Problems<Details>);
