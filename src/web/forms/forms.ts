/**
 * What all forms share. They work without JavaScript and follow GOV.UK's patterns: every issue at once, at the top with
 * a link to its field and in the same words at the field, status 422, what was typed kept.
 *
 * A feature's `form.ts` reads the body and judges it, every issue at once:
 *
 *     const name = readLine(body, 'name');
 *     const issues = judgeField({ field: 'name', label: 'Name', value: name, missing: 'Enter a name', check: checkName });
 *     return issues.length > 0 ? { ok: false, issues, values: { name } } : { ok: true, value: { name } };
 *
 * Its handler answers with a `FormReply` (route.ts): `{ kind: 'form', view, title, path, issues, model }`, and shows the
 * same view with the same function when there are issues and when there are none. Its view model lays the fields out:
 *
 *     const form = layOutForm(issues);
 *     return { errors: form.errors, name: form.text({ name: 'name', label: 'Name', value: values.name }) };
 *
 * Its view puts them into the page:
 *
 *     {{> error-summary errors}}
 *     <h1>…</h1>
 *     <form method="post" action="…" novalidate>
 *     {{> field-text name}}
 *     <button class="button">Save</button>
 *     </form>
 *
 * Partials, one a kind of field: `field-text`, `field-area`, `field-select`, `field-radios`, `field-checks`, `field-check`.
 */
import type { Issue } from '../../model/issues.ts';
import type { RedirectReply } from '../http/route.ts';

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
  return typeof first === 'string' ? first.replace(/\r\n?/g, '\n') : '';
}

/** The same for a field of one line: white space around it is nobody's wish. */
export function readLine(body: unknown, name: string): string {
  return readField(body, name).trim();
}

/** Whether a check box was ticked or a submit button of this name was pressed. */
export function hasField(body: unknown, name: string): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name);
}

/** The answer to a form that was taken: reading on elsewhere, so that reloading sends nothing again. */
export function seeOther(path: string, cookies: readonly string[] = []): RedirectReply {
  return { kind: 'redirect', status: 303, to: { html: path, json: path }, cookies };
}

export interface Judgement {
  /** The field's name in the form. */
  field: string;
  /** What it is called on the page; the message begins with it: "Name must be one line". */
  label: string;
  value: string;
  /** What to say when nothing was typed: "Enter a name"; null where the field may stay empty. */
  missing: string | null;
  /** Gives the reason it refuses, or null: `exchange/checks.ts` has them. */
  check: (value: string) => string | null;
}

/** The issue with one field, or none: to be spread into a list. */
export function judgeField({ field, label, value, missing, check }: Judgement): Issue[] {
  if (value.trim() === '') return missing === null ? [] : [{ field, message: missing }];
  const reason = check(value);
  return reason === null ? [] : [{ field, message: `${label} ${reason}` }];
}

/** What the partials share: `id` of the control, hint and error beside it. */
export interface FieldFrame {
  id: string;
  name: string;
  label: string;
  hint: string | null;
  error: string | null;
  /** For `aria-describedby`: the ids of hint and error. */
  describedBy: string | null;
}

/** For `{{> field-text}}`. */
export interface TextField extends FieldFrame {
  type: TextType;
  value: string;
  autocomplete: string;
  /** How much is expected: `wide` fills the column. */
  width: 'wide' | 'short';
  readonly: boolean;
  /** Whether it is words in a language, to be spell-checked and capitalised. */
  prose: boolean;
  /** What hearsay.js offers while somebody types; null for nothing. */
  suggest: 'sources' | null;
}

/** For `{{> field-area}}`. */
export interface AreaField extends FieldFrame {
  value: string;
  rows: number;
}

/** For `{{> field-select}}`. */
export interface SelectField extends FieldFrame {
  options: readonly { value: string; text: string; selected: boolean }[];
}

/** For `{{> field-radios}}`: `label` is the legend, and each choice has a control of its own. */
export interface RadiosField extends FieldFrame {
  options: readonly { id: string; value: string; text: string; hint: string | null; checked: boolean }[];
}

/** For `{{> field-checks}}`: any of these. */
export type ChecksField = RadiosField;

/** For `{{> field-check}}`: one box, its label beside it. */
export interface CheckField extends FieldFrame {
  value: string;
  checked: boolean;
}

/** For `{{> error-summary}}`: nothing is shown when the list is empty. */
export interface ErrorSummary {
  list: readonly { message: string; href: string | null }[];
}

type TextType = 'text' | 'email' | 'password' | 'url' | 'search';

/** What every field is told: its name in the form and what it is called; a hint when it needs one. */
interface Spec {
  name: string;
  label: string;
  hint?: string;
}

interface Choice {
  value: string;
  text: string;
  hint?: string;
}

export interface TextSpec extends Spec {
  /** Ignored for passwords: they are typed again. */
  value: string;
  type?: TextType;
  /** What the browser may fill in, by HTML's names; `off` unless told. */
  autocomplete?: string;
  width?: 'wide' | 'short';
  readonly?: boolean;
  prose?: boolean;
  suggest?: 'sources';
}

/** Lays the fields of one form out, each with the issues that it has. */
export function layOutForm(issues: readonly Issue[]) {
  const messages = groupMessages(issues);
  const frame = (spec: Spec): FieldFrame => {
    const { name, label } = spec;
    const hint = spec.hint ?? null;
    const id = fieldId(name);
    const error = messages.get(name) ?? null;
    const describedBy = [hint === null ? [] : `${id}-hint`, error === null ? [] : `${id}-error`].flat().join(' ');
    return { id, name, label, hint, error, describedBy: describedBy === '' ? null : describedBy };
  };
  return {
    errors: summarize(issues),

    text(spec: TextSpec): TextField {
      const {
        type = 'text',
        autocomplete = 'off',
        width = 'wide',
        readonly = false,
        prose = false,
        suggest = null,
      } = spec;
      const value = type === 'password' ? '' : spec.value;
      return { ...frame(spec), type, value, autocomplete, width, readonly, prose, suggest };
    },

    area: (spec: Spec & { value: string; rows?: number }): AreaField => ({
      ...frame(spec),
      value: spec.value,
      rows: spec.rows ?? 5,
    }),

    select: (spec: Spec & { value: string; options: readonly Choice[] }): SelectField => ({
      ...frame(spec),
      options: spec.options.map(({ value, text }) => ({ value, text, selected: value === spec.value })),
    }),

    radios: (spec: Spec & { value: string; options: readonly Choice[] }): RadiosField => ({
      ...frame(spec),
      options: layOutChoices(spec, [spec.value]),
    }),

    checks: (spec: Spec & { values: readonly string[]; options: readonly Choice[] }): ChecksField => ({
      ...frame(spec),
      options: layOutChoices(spec, spec.values),
    }),

    check: (spec: Spec & { value?: string; checked: boolean }): CheckField => ({
      ...frame(spec),
      value: spec.value ?? 'yes',
      checked: spec.checked,
    }),
  };
}

/** The error summary leads to the first choice. */
function layOutChoices(
  { name, options }: { name: string; options: readonly Choice[] },
  chosen: readonly string[],
): RadiosField['options'] {
  const id = fieldId(name);
  return options.map(({ value, text, hint = null }, place) => {
    return { id: place === 0 ? id : `${id}-${place + 1}`, value, text, hint, checked: chosen.includes(value) };
  });
}

/** The words for each field: several issues of one field stand in one line. */
export function groupMessages(issues: readonly Issue[]): ReadonlyMap<string, string> {
  const messages = new Map<string, string>();
  for (const { field, message } of issues) {
    const before = messages.get(field);
    messages.set(field, before === undefined ? message : `${before}. ${message}`);
  }
  return messages;
}

/** An issue whose field is empty concerns the whole form, and leads nowhere. */
function summarize(issues: readonly Issue[]): ErrorSummary {
  const list = [...groupMessages(issues)].map(([field, message]) => {
    return { message, href: field === '' ? null : `#${fieldId(field)}` };
  });
  return { list };
}

function fieldId(name: string): string {
  return `f-${name}`;
}
