/**
 * How every form is saved: load what its address names, parse what was typed, save it, redirect. A form with issues is
 * shown again with all of them (422); where somebody else changed the same fields first, with both values (409); where the
 * database is busy, as it was typed (503).
 */
import type { Request } from 'express';
import { textLine } from '../../formats/checks.ts';
import { writeStamp } from '../../model/dates.ts';
import type { Issue } from '../../model/issues.ts';
import { LIMITS } from '../../model/limits.ts';
import { Conflict, Damaged, isPassing, Unavailable, Unwritable, withoutQuery } from '../../storage/errors.ts';
import type { Store } from '../../storage/store.ts';
import { Forbidden, MAY_BE_SAVED, RETRY_AFTER } from '../http/errors.ts';
import type { FormReply, Handler, Reply, Route, Site, Visitor } from '../http/route.ts';
import type { Revision, WriteStamp } from '../../storage/types.ts';
import type { Uid } from '../../model/records.ts';
import { describeCollisions, findLabels, listDifferent, mergeValues, type ComparedForm } from './merge.ts';
import {
  readLine,
  type Form,
  checkFields,
  defineFields,
  listIssues,
  readFields,
  type Checked,
  type Difference,
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
    if (!sent.ok) return form.show(context, typed, { ...sent, issues });
    if (issues.length > 0) return form.show(context, typed, { issues });
    const preview = await form.preview?.(context, typed, sent.value);
    if (preview) return preview;
    try {
      return await form.save(context, sent.value, typed);
    } catch (thrown) {
      const error = withoutQuery(thrown);
      if (isPassing(error) || error instanceof Damaged) {
        if ([Unwritable, Damaged].some((kind) => error instanceof kind))
          site.log.error({ err: error }, 'nothing can be saved');
        if (error instanceof Damaged) site.damage.note();
        // Where the form can't be read either, the first error says what became of what was sent.
        const shown = await Promise.resolve(form.show(context, typed, { issues: describeDelay(error) })).catch(
          () => null,
        );
        if (!shown) throw error;
        return showUnsaved(shown, error);
      }
      if (!(error instanceof Conflict)) throw error;
      const now = { ...context, target: await form.load(site, request, visitor) };
      const both = await form.showConflict?.(now, typed, sent.value);
      if (!both) throw error;
      return both.kind === 'form' ? { ...both, status: 409 } : both;
    }
  };
}

function describeDelay(error: unknown): Issue[] {
  const isLost = error instanceof Unavailable && error.mayBeWritten;
  const known = `Nothing was saved: the database ${describeReason(error)}`;
  return [{ field: '', message: isLost ? MAY_BE_SAVED : known }];
}

function describeReason(error: unknown): string {
  if (error instanceof Damaged) return 'is damaged. What you typed is below. Tell an admin';
  if (error instanceof Unwritable)
    return 'can’t be written. What you typed is below. Tell an admin, and save it again later';
  const why = error instanceof Unavailable ? 'can’t be reached' : 'is busy';
  return `${why}. What you typed is below. Save it again in a moment`;
}

function showUnsaved(reply: Reply, error: unknown): Reply {
  if (reply.kind !== 'form') return reply;
  // Trying again mends no damage.
  if (error instanceof Damaged) return { ...reply, status: 500 };
  return { ...reply, status: 503, headers: { 'Retry-After': RETRY_AFTER } };
}

/** A form that shows one record as it is, to be changed; for one that also makes records, `Target` may be null. */
export interface RecordForm<Target, Values, Value, Details, Label extends string>
  extends
    ComparedForm<Values, Label>,
    Omit<WriteForm<Target, Values, Value, Details>, 'parse' | 'show' | 'showConflict'> {
  fill: (store: Store, target: Target) => Values | Promise<Values>;
  /** The same as it was at the revision that the editor saw; null where there is none. */
  fillSeen: (store: Store, target: NonNullable<Target>, seen: number, typed: Values) => Promise<Values | null>;
  read: (context: WriteContext<Target>) => Values | Promise<Values>;
  check: (
    context: WriteContext<Target>,
    values: Values,
  ) => Submission<Values, Value, Details> | Promise<Submission<Values, Value, Details>>;
  show: (
    target: Target,
    typed: Typed<Values>,
    problems: Problems<Details>,
    differences: readonly Difference[],
    site: Site,
  ) => FormReply;
  /** Whether the button was pressed that removes the record. */
  isRemoval?: (body: unknown) => boolean;
  /** The record's history, and the record in it. */
  locate: (target: NonNullable<Target>) => { revision: number; subject: Uid; uid: Uid };
}

export interface FormHandlers {
  show: Handler;
  submit: Handler;
}

/** When somebody saves at the same moment, what was typed is merged again. */
const TRIES = 3;

export function handleRecordForm<Target, Values extends object, Value, Details, Label extends string>(
  form: RecordForm<Target, Values, Value, Details, Label>,
): FormHandlers {
  return {
    async show(site, request, _format, visitor) {
      const target = await form.load(site, request, visitor);
      return form.show(target, { values: await form.fill(site.store, target), reason: '' }, { issues: [] }, [], site);
    },
    async submit(site, request, format, visitor) {
      for (let rest = TRIES - 1; ; rest -= 1) {
        try {
          return await submitRecord(form, rest === 0)(site, request, format, visitor);
        } catch (error) {
          if (!(error instanceof Conflict) || rest === 0) throw error;
        }
      }
    },
  };
}

function submitRecord<Target, Values extends object, Value, Details, Label extends string>(
  form: RecordForm<Target, Values, Value, Details, Label>,
  isLast: boolean,
): Handler {
  return handleWrite<Target, Values, Value, Details>({
    ...form,
    async parse(context) {
      const { values, problems } = await mergeTyped(form, context, await form.read(context));
      if (problems) return { ok: false, values, ...problems };
      // Back from the preview.
      if (readLine(context.body, 'confirmed') === 'no') return { ok: false, isUnfinished: true, values, issues: [] };
      return form.check(context, values);
    },
    show: ({ target, site }, typed, problems) => {
      const { differences = [] } = problems;
      const reply = form.show(target, typed, problems, differences, site);
      return differences.length > 0 ? { ...reply, status: 409 } : reply;
    },
    ...(isLast && {
      showConflict: (context, typed) => (context.target === null ? null : showBoth(form, context, typed, CONFLICT)),
    }),
  });
}

/**
 * What was typed, with what others changed since the form was opened; where both changed the same field, problems that
 * show both values.
 */
async function mergeTyped<Target, Values extends object, Value, Details, Label extends string>(
  form: RecordForm<Target, Values, Value, Details, Label>,
  { store, target, body }: WriteContext<Target>,
  typed: Values,
): Promise<{ values: Values; problems: Problems<Details> | null }> {
  const place = target && form.locate(target);
  const seenAt = readRevision(body);
  if (!target || !place || seenAt === place.revision) return { values: typed, problems: null };
  const seen = await form.fillSeen(store, target, seenAt, typed);
  const now = await form.fill(store, target);
  const others = await listOthers(store, place, seenAt);
  if (form.isRemoval?.(body)) {
    // What somebody else changed isn't removed unseen.
    const changed = listDifferent(form, seen ?? typed, now);
    if (changed.length === 0) return { values: typed, problems: null };
    return { values: now, problems: describeCollisions(form, changed, others, { typed: seen ?? typed, now }) };
  }
  const { values, collisions } = mergeValues(seen, typed, now);
  const collided = findLabels(form, collisions);
  if (collided.length === 0) return { values, problems: null };
  return { values, problems: describeCollisions(form, collided, others, { typed, now }) };
}

/** The most revisions in which others are looked for. */
const MOST_REVISIONS = 100;

/** The revisions that changed the record since, newest first. */
async function listOthers(
  store: Store,
  { revision, subject, uid }: { revision: number; subject: Uid; uid: Uid },
  since: number,
): Promise<Revision[]> {
  const limit = Math.min(revision - since, MOST_REVISIONS);
  if (limit < 1) return [];
  const { revisions } = await store.history.list(subject, { before: revision + 1, limit });
  return revisions.filter(({ changes }) => changes.some((change) => change.uid === uid));
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
  const hint = 'A few words for the history';
  return form.text({ name: 'reason', label: 'Reason (optional)', value, hint, prose: true });
}

/** Who writes, when and why, as history keeps it. Routes let nobody through here who is not signed in. */
export function signWrite({ clock }: Pick<Site, 'clock'>, visitor: Visitor | null, reason: string | null): WriteStamp {
  if (!visitor) throw new Forbidden();
  const { name, token } = visitor;
  // A person, and the token when it was their program.
  const actor = token ? `${name} (${token.name})` : name;
  return { at: writeStamp(clock()), actor, reason };
}
