/** What has been changed of a source or a document: who, when, why, and each field before and after. For editors. */
import type { Change } from '../storage/history.ts';
import type { Revision, RevisionPage, Store } from '../storage/store.ts';
import { absoluteUrl, recordHistoryAddress, type Address } from './urls.ts';
import { writeDate, type DateView } from './words/dates.ts';
import { writeName, type NameView } from './words/names.ts';

const PAGE = 50;

/** One field that was changed; null where there was nothing, or is nothing now. */
export interface FieldChange {
  label: string;
  before: string | null;
  after: string | null;
}

/** Tells the changes of one revision. */
export type TellChanges = (changes: readonly Change[]) => readonly FieldChange[];

export interface RecordHistoryModel {
  what: string;
  name: NameView;
  href: string;
  entries: readonly {
    number: number;
    at: DateView | null;
    actor: string;
    reason: string | null;
    isFirst: boolean;
    fields: readonly FieldChange[];
  }[];
  newerHref: string | null;
  olderHref: string | null;
}

/** The record whose history it is. */
export interface Subject {
  folder: 'sources' | 'documents';
  what: string;
  id: number;
  uid: string;
  name: NameView;
  address: Address;
}

export function readRevisions({ history }: Store, { uid }: Subject, before: number | null): Promise<RevisionPage> {
  return history.list(uid, { before, limit: PAGE });
}

export function buildRecordHistory(
  { folder, what, id, name, address }: Subject,
  { revisions, next }: RevisionPage,
  before: number | null,
  tell: TellChanges,
): RecordHistoryModel {
  return {
    ...{ what, name },
    href: address.html,
    entries: revisions.map(({ revision, at, actor, reason, action, changes }) => ({
      number: revision,
      at: writeDate(at),
      ...{ actor, reason },
      isFirst: action === 'create',
      fields: tell(changes),
    })),
    newerHref: before === null ? null : recordHistoryAddress(folder, id).html,
    olderHref: next === null ? null : recordHistoryAddress(folder, id, next).html,
  };
}

/** The same for programs: the records before and after. */
export function writeRecordHistory({ folder, id, uid, address }: Subject, page: RevisionPage, baseUrl: string): object {
  return {
    record: { uid, url: absoluteUrl(baseUrl, address.html) },
    revisions: page.revisions.map(({ revision, at, actor, action, reason, changes }: Revision) => {
      return { revision, at, actor, action, reason, changes };
    }),
    next: page.next === null ? null : recordHistoryAddress(folder, id, page.next).json,
  };
}

/** A record's members as words; a member that is not among the labels is not told. */
export function compareFields<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  before: Readonly<Record<NoInfer<Name>, string | null>> | null,
  after: Readonly<Record<NoInfer<Name>, string | null>> | null,
): FieldChange[] {
  return (Object.keys(labels) as Name[]).flatMap((name) => {
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
    return was === is ? [] : [{ label: labels[name], before: was, after: is }];
  });
}

/** The names of the sources that changes tell of, merged ones among them. */
export async function readSourceNames(
  { sources }: Store,
  page: RevisionPage,
  list: (change: Change) => readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const uids = page.revisions
    .flatMap(({ changes }) => changes.flatMap(list))
    .filter((uid) => uid !== null && uid !== undefined);
  const found = await sources.loadFamilies(new Set(uids));
  return new Map(found.map((source) => [source.uid, writeName(source).text]));
}
