/** What was changed of a source or a document: who, when, why, and each field before and after. For editors. */
import type { Request } from 'express';
import type { Change } from '../../storage/types.ts';
import type { Store } from '../../storage/store.ts';
import type { RevisionPage } from '../../storage/types.ts';
import { absoluteUrl, recordHistoryAddress, type Address } from '../../urls/records.ts';
import { writeDate } from '../../wording/dates.ts';
import { writeName, joinName, type ShownName } from '../../wording/names.ts';
import type { Reply, Site } from '../http/route.ts';
import { beforeQuery, readQuery } from './queries.ts';

const PAGE = 50;

/** One field that was changed; null where there was nothing, or is nothing now. */
export interface FieldChange {
  label: string;
  before: string | null;
  after: string | null;
}

/** The name of a source that a change refers to, by its uid. */
export type NameOf = (uid: string | null | undefined) => string | null;

export interface Subject {
  folder: 'sources' | 'documents';
  what: string;
  id: number;
  uid: string;
  name: ShownName;
  address: Address;
}

export async function showRecordHistory(
  { store, config }: Pick<Site, 'store' | 'config'>,
  request: Request,
  subject: Subject,
  describeChange: (change: Change, nameOf: NameOf) => readonly FieldChange[],
): Promise<Reply> {
  const { before = null } = readQuery(request.query, beforeQuery);
  const page = await store.history.list(subject.uid, { before, limit: PAGE });
  const nameOf = await loadSourceNames(store, page);
  return {
    kind: 'page',
    view: 'history/record',
    title: `History of ${joinName(subject.name)}`,
    address: recordHistoryAddress(subject.folder, subject.id, before),
    model: () => buildRecordHistory(subject, page, before, (change) => describeChange(change, nameOf)),
    json: () => writeRecordHistory(subject, page, config.baseUrl),
  };
}

function buildRecordHistory(
  { folder, what, id, name, address }: Subject,
  { revisions, next }: RevisionPage,
  before: number | null,
  describeChange: (change: Change) => readonly FieldChange[],
) {
  return {
    ...{ what, name },
    href: address.html,
    entries: revisions.map(({ revision, at, actor, reason, action, changes }) => ({
      number: revision,
      at: writeDate(at),
      ...{ actor, reason },
      isFirst: action === 'create',
      fields: changes.flatMap(describeChange),
    })),
    newerHref: before === null ? null : recordHistoryAddress(folder, id).html,
    olderHref: next === null ? null : recordHistoryAddress(folder, id, next).html,
  };
}

function writeRecordHistory({ folder, id, uid, address }: Subject, page: RevisionPage, baseUrl: string): object {
  return {
    record: { uid, url: absoluteUrl(baseUrl, address.html) },
    revisions: page.revisions.map(({ revision, at, actor, action, reason, changes }) => {
      return { revision, at, actor, action, reason, changes };
    }),
    next: page.next === null ? null : recordHistoryAddress(folder, id, page.next).json,
  };
}

/** Compares a record's members as words; a member without a label is left out. */
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

/** The members of sources, merge receipts and documents that hold the uid of a source. */
const SOURCE_MEMBERS = ['parent', 'into', 'publisher'];

/** The names of the sources that the changes refer to, merged ones included. */
export async function loadSourceNames({ sources }: Store, { revisions }: RevisionPage): Promise<NameOf> {
  const records = revisions.flatMap(({ changes }) => changes.flatMap(({ before, after }) => [before, after]));
  const uids = records.flatMap((record) =>
    typeof record === 'object' && record !== null
      ? SOURCE_MEMBERS.map((member) => (record as Record<string, unknown>)[member])
      : [],
  );
  const found = await sources.loadFamilies(new Set(uids.filter((uid) => typeof uid === 'string')));
  const names = new Map(found.map((source) => [source.uid, joinName(writeName(source))]));
  return (uid) => (uid ? (names.get(uid) ?? uid) : null);
}

/** The most revisions that are looked through. */
const MOST_REVISIONS = 200;

/**
 * A source or a document as it was at an earlier revision.
 * @param now its revision
 * @returns null where there is no such revision, or too many have followed it
 */
export async function readPastRecord<Stored extends { uid: string }>(
  { history }: Pick<Store, 'history'>,
  record: Stored,
  now: number,
  then: number,
): Promise<Stored | null> {
  if (then < 1 || then > now || now - then > MOST_REVISIONS) return null;
  if (then === now) return record;
  const { revisions } = await history.list(record.uid, { before: now + 1, limit: now - then });
  const changes = revisions.flatMap((revision) => revision.changes);
  const first = changes.findLast(({ kind, before }) => ['source', 'document'].includes(kind) && before !== null);
  return first ? (first.before as Stored) : record;
}
