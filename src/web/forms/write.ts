/**
 * How every form is saved: load what its address names, parse what was typed, save it, redirect. A form with issues is
 * shown again with all of them (422); where somebody else saved first, with both versions (409). What was typed is kept.
 */
import type { Request } from 'express';
import { textLine } from '../../formats/checks.ts';
import { writeStamp } from '../../model/dates.ts';
import type { Issue } from '../../model/issues.ts';
import { LIMITS } from '../../model/limits.ts';
import { Conflict } from '../../storage/errors.ts';
import type { Store } from '../../storage/store.ts';
import { Forbidden } from '../http/errors.ts';
import type { FormReply, Handler, Reply, Route, Site, Visitor } from '../http/route.ts';
import type { WriteStamp } from '../../storage/types.ts';
import {
  readLine,
  type Form,
  checkFields,
  defineFields,
  listIssues,
  readFields,
  type Checked,
  type Problems,
} from './forms.ts';

export type Submission<Values, Value, Details = undefined> = { values: Values } & (
  | Checked<Value, Details>
  /** A button changed the form itself, such as one that adds a row: it is shown again unchecked. */
  | ({ ok: false; isUnfinished: true } & Problems<Details>)
);

export interface Typed<Values> {
  values: Values;
  reason: string;
}

export interface WriteContext<Target> {
  site: Site;
  store: Store;
  /** The record that the address names, as it is now. */
  target: Target;
  body: unknown;
  by: WriteStamp;
}

interface WriteForm<Target, Values, Value, Details = undefined> {
  /** @throws NotFound */
  load: (site: Site, request: Request, visitor: Visitor | null) => Promise<Target>;
  parse: (
    context: WriteContext<Target>,
  ) => Submission<Values, Value, Details> | Promise<Submission<Values, Value, Details>>;
  show: (context: WriteContext<Target>, typed: Typed<Values>, problems: Problems<Details>) => Reply | Promise<Reply>;
  /** The page shown before saving; null once it has been seen. */
  preview?: (context: WriteContext<Target>, typed: Typed<Values>, value: Value) => Reply | null | Promise<Reply | null>;
  /** @throws Conflict when somebody else saved first */
  save: (context: WriteContext<Target>, value: Value, typed: Typed<Values>) => Promise<Reply>;
  /**
   * Both versions: what was typed, and `target` as somebody else left it. The form carries the newest revision, so that
   * saving again is a decision. Without it, or where it gives null, the conflict is the error page's.
   */
  showConflict?: (
    context: WriteContext<Target>,
    typed: Typed<Values>,
    value: Value,
  ) => Reply | null | Promise<Reply | null>;
}

export function handleWrite<Target, Values, Value, Details>(form: WriteForm<Target, Values, Value, Details>): Handler {
  return async (site, request, _format, visitor) => {
    const body: unknown = request.body;
    const reason = parseReason(body);
    const target = await form.load(site, request, visitor);
    const context = { site, store: site.store, target, body, by: signWrite(site, visitor, reason.reason) };
    const sent = await form.parse(context);
    const typed = { values: sent.values, reason: reason.typed };
    if ('isUnfinished' in sent) return form.show(context, typed, sent);
    const issues = [...(sent.ok ? [] : sent.issues), ...reason.issues];
    if (!sent.ok) return form.show(context, typed, { issues, details: sent.details });
    if (issues.length > 0) return form.show(context, typed, { issues });
    const preview = await form.preview?.(context, typed, sent.value);
    if (preview) return preview;
    try {
      return await form.save(context, sent.value, typed);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const now = { ...context, target: await form.load(site, request, visitor) };
      const both = await form.showConflict?.(now, typed, sent.value);
      if (!both) throw error;
      return both.kind === 'form' ? { ...both, status: 409 } : both;
    }
  };
}

/** A form that shows one record as it is, to be changed; for one that also makes records, `Target` may be null. */
export interface RecordForm<Target, Values, Value, Details, Label extends string> extends Omit<
  WriteForm<Target, Values, Value, Details>,
  'show' | 'showConflict'
> {
  fill: (store: Store, target: Target) => Values | Promise<Values>;
  show: (
    target: Target,
    typed: Typed<Values>,
    problems: Problems<Details>,
    differences: readonly Difference[],
    site: Site,
  ) => FormReply;
  /** Compared when two editors changed the record, in the form's order. */
  labels: Readonly<Record<Label, string>>;
  flatten: (values: Values) => Readonly<Record<NoInfer<Label>, string>>;
}

export interface FormHandlers {
  show: Handler;
  submit: Handler;
}

export function handleRecordForm<Target, Values, Value, Details, Label extends string>(
  form: RecordForm<Target, Values, Value, Details, Label>,
): FormHandlers {
  return {
    async show(site, request, _format, visitor) {
      const target = await form.load(site, request, visitor);
      return form.show(target, { values: await form.fill(site.store, target), reason: '' }, { issues: [] }, [], site);
    },
    submit: handleWrite({
      ...form,
      show: ({ target, site }, typed, problems) => form.show(target, typed, problems, [], site),
      showConflict: (context, typed) => (context.target === null ? null : showBoth(form, context, typed, CONFLICT)),
    }),
  };
}

/** Shows what was typed beside the record as it is now. */
export async function showBoth<Target, Values, Value, Details, Label extends string>(
  form: RecordForm<Target, Values, Value, Details, Label>,
  { site, target }: Pick<WriteContext<Target>, 'site' | 'target'>,
  typed: Typed<Values>,
  issues: readonly Issue[],
): Promise<FormReply> {
  const now = form.flatten(await form.fill(site.store, target));
  const differences = compareValues(form.labels, form.flatten(typed.values), now);
  return { ...form.show(target, typed, { issues }, differences, site), status: 409 };
}

/** A form is shown at the address that it is submitted to. */
export function routeForm(path: string, { show, submit }: FormHandlers): Route[] {
  return [
    { method: 'get', path, json: null, role: 'editor', handler: show },
    { method: 'post', path, json: null, role: 'editor', handler: submit },
  ];
}

const CONFLICT: readonly Issue[] = [
  {
    field: '',
    message:
      'Somebody else has changed this in the meantime. Both versions are below: fix yours, then save it over theirs.',
  },
];

export interface Difference {
  label: string;
  typed: string;
  now: string;
}

function compareValues<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  typed: Readonly<Record<NoInfer<Name>, string>>,
  now: Readonly<Record<NoInfer<Name>, string>>,
): Difference[] {
  return (Object.keys(labels) as Name[]).flatMap((name) =>
    typed[name] === now[name] ? [] : [{ label: labels[name], typed: typed[name], now: now[name] }],
  );
}

/** The revision that the editor saw; 0, which no record has, when the form does not say. */
export function readRevision(body: unknown, name = 'revision'): number {
  const text = readLine(body, name);
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
}

const REASON = defineFields({ reason: { label: 'Reason', rule: textLine(LIMITS.reason) } });

/** The reason for the history, as it was typed and as it is kept. */
export function parseReason(body: unknown): { reason: string | null; typed: string; issues: readonly Issue[] } {
  const values = readFields(REASON, body);
  const checked = checkFields(REASON, values);
  return { reason: checked.ok ? checked.value.reason : null, typed: values.reason, issues: listIssues(checked) };
}

export function buildReasonField(form: Form, value: string) {
  const hint = 'Optional: a few words for the history';
  return form.text({ name: 'reason', label: 'Reason', value, hint, prose: true });
}

/** Who writes, when and why, as history keeps it. Routes let nobody through here who is not signed in. */
export function signWrite({ clock }: Pick<Site, 'clock'>, visitor: Visitor | null, reason: string | null): WriteStamp {
  if (!visitor) throw new Forbidden();
  const { name, token } = visitor;
  // A person, and the token when it was their program.
  const actor = token ? `${name} (${token.name})` : name;
  return { at: writeStamp(clock()), actor, reason };
}
