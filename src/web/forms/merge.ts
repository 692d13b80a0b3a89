/**
 * Merges what two editors made of one form, member by member, and says where both changed the same field: both values,
 * who changed it and when.
 */
import { isSame } from '../../model/identity.ts';
import type { Issue } from '../../model/issues.ts';
import type { Revision } from '../../storage/types.ts';
import { writeDateInSentence } from '../../wording/dates.ts';
import type { Difference } from './forms.ts';

export interface Merge<Values> {
  /** What only one of them changed, as that one has it; what both changed, as it was typed. */
  values: Values;
  /** The members that both changed, each to something else: `note`, or `parent.name` for one within a group. */
  collisions: ReadonlySet<string>;
}

/**
 * @param seen as it was when the form was opened; null where nobody knows: then whatever differs collides
 * @param typed by the editor who comes second
 * @param now as it is since the first one saved
 */
export function mergeValues<Values extends object>(seen: Values | null, typed: Values, now: Values): Merge<Values> {
  const collisions = new Set<string>();
  const merge = (was: unknown, mine: unknown, theirs: unknown, member: string): unknown => {
    if (isSame(mine, theirs) || (seen !== null && isSame(theirs, was))) return mine;
    if (seen !== null && isSame(mine, was)) return theirs;
    if (isGroup(mine) && isGroup(theirs)) return mergeMembers(isGroup(was) ? was : {}, mine, theirs, member);
    collisions.add(member);
    return mine;
  };
  const mergeMembers = (was: Group, mine: Group, theirs: Group, group: string | null): Group =>
    Object.fromEntries(
      Object.keys(mine).map((key) => [
        key,
        merge(was[key], mine[key], theirs[key], group === null ? key : `${group}.${key}`),
      ]),
    );
  const values = mergeMembers(seen ?? {}, typed as Group, now as Group, null) as Values;
  return { values, collisions };
}

type Group = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How a form compares two versions of its record. */
export interface ComparedForm<Values, Label extends string> {
  /** In the form's order. */
  labels: Readonly<Record<Label, string>>;
  /** By label: the field where both values are shown, where that is not called the same. */
  fields?: Partial<Readonly<Record<NoInfer<Label>, string>>>;
  /** By member of the values: its label, where that is not called the same. */
  labelOf?: Readonly<Record<string, NoInfer<Label>>>;
  flatten: (values: Values) => Readonly<Record<NoInfer<Label>, string>>;
}

export function listDifferent<Values, Label extends string>(
  { labels, flatten }: ComparedForm<Values, Label>,
  one: Values,
  other: Values,
): Label[] {
  const [left, right] = [flatten(one), flatten(other)];
  return (Object.keys(labels) as Label[]).filter((label) => left[label] !== right[label]);
}

/** Of `claim.note`, the label of `claim` or else of `note`; those that no label is about are left out. */
export function findLabels<Label extends string>(
  { labels, labelOf = {} }: Pick<ComparedForm<never, Label>, 'labels' | 'labelOf'>,
  members: Iterable<string>,
): Label[] {
  const find = (name: string): Label | null =>
    Object.hasOwn(labels, name) ? (name as Label) : Object.hasOwn(labelOf, name) ? labelOf[name]! : null;
  const found = [...members].map((member) =>
    member.split('.').reduce<Label | null>((at, name) => at ?? find(name), null),
  );
  return [...new Set(found.flatMap((label) => label ?? []))];
}

const COLLISION =
  'Somebody else changed the same as you while you were editing, so nothing is saved yet. What only one of you changed is in the form. For the rest both versions are below: keep yours or enter theirs, then save';

/** @param others the revisions since the form was opened, newest first */
export function describeCollisions<Values, Label extends string>(
  { labels, fields, flatten }: ComparedForm<Values, Label>,
  collided: readonly Label[],
  others: readonly Revision[],
  values: { typed: Values; now: Values },
): { issues: Issue[]; differences: Difference[] } {
  const [typed, now] = [flatten(values.typed), flatten(values.now)];
  const issues = collided.map((label) => {
    return { field: fields?.[label] ?? label, message: describeCollision(others, now[label]) };
  });
  return {
    issues: [{ field: '', message: COLLISION }, ...issues],
    differences: collided.map((label) => ({ label: labels[label], typed: typed[label], now: now[label] })),
  };
}

/** The most of somebody else's words that a message repeats: all of them are in the table. */
const MOST_QUOTED = 200;

const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

function describeCollision(others: readonly Revision[], theirs: string): string {
  const quoted = theirs.length > MOST_QUOTED ? `${theirs.slice(0, MOST_QUOTED)}…` : theirs;
  const current = `The current version ${theirs === '' ? 'has nothing there' : `has “${quoted}”`}`;
  const [last] = others;
  if (!last) return `This was changed since you opened the form. ${current}`;
  const actors = [...new Set(others.map(({ actor }) => actor))];
  if (actors.length > 1) return `This was changed by ${OR.format(actors)} since you opened the form. ${current}`;
  const isOne = others.length === 1;
  return `${last.actor} changed this${isOne ? ` ${writeDateInSentence(last.at)!.text}` : ' since you opened the form'}. ${current}`;
}
