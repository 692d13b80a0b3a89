/** What has been changed of a source or a document: who, when, why, and each field before and after. For editors. */
import type { Request } from 'express';
import type { Change } from '../../storage/history/history.ts';
import type { Store } from '../../storage/store.ts';
import { beforeQuery, readQuery } from './queries.ts';
import type { Reply, Site } from '../http/route.ts';
import { absoluteUrl, recordHistoryAddress, type Address } from '../../urls/records.ts';
import { writeDate, type DateView } from '../../wording/dates.ts';
import { writeName, type TextWithLanguage } from '../../wording/names.ts';
import type { Revision, RevisionPage } from '../../storage/types.ts';

const PAGE = 50;

/** One field that was changed; null where there was nothing, or is nothing now. */
export interface FieldChange {
  label: string;
  before: string | null;
  after: string | null;
}

/** How the changes of one kind of record are told. */
interface Telling {
  /** The sources that a change tells of. */
  listSources: (change: Change) => readonly (string | null | undefined)[];
  /** @param names of the sources, by uid */
  tell: (change: Change, names: ReadonlyMap<string, string>) => readonly FieldChange[];
}

interface RecordHistoryModel {
  what: string;
  name: TextWithLanguage;
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
  name: TextWithLanguage;
  address: Address;
}

/** A record's history, some revisions a page. */
export async function showRecordHistory(
  { store, config }: Pick<Site, 'store' | 'config'>,
  request: Request,
  subject: Subject,
  { listSources, tell }: Telling,
): Promise<Reply> {
  const { before = null } = readQuery(request.query, beforeQuery);
  const page = await store.history.list(subject.uid, { before, limit: PAGE });
  const names = await readSourceNames(store, page, listSources);
  return {
    kind: 'page',
    view: 'history/record',
    title: `History of ${subject.name.text}`,
    address: recordHistoryAddress(subject.folder, subject.id, before),
    model: () => buildRecordHistory(subject, page, before, (change) => tell(change, names)),
    json: () => writeRecordHistory(subject, page, config.baseUrl),
  };
}

function buildRecordHistory(
  { folder, what, id, name, address }: Subject,
  { revisions, next }: RevisionPage,
  before: number | null,
  tell: (change: Change) => readonly FieldChange[],
): RecordHistoryModel {
  return {
    ...{ what, name },
    href: address.html,
    entries: revisions.map(({ revision, at, actor, reason, action, changes }) => ({
      number: revision,
      at: writeDate(at),
      ...{ actor, reason },
      isFirst: action === 'create',
      fields: changes.flatMap(tell),
    })),
    newerHref: before === null ? null : recordHistoryAddress(folder, id).html,
    olderHref: next === null ? null : recordHistoryAddress(folder, id, next).html,
  };
}

/** The same for programs: the records before and after. */
function writeRecordHistory({ folder, id, uid, address }: Subject, page: RevisionPage, baseUrl: string): object {
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
async function readSourceNames(
  { sources }: Store,
  page: RevisionPage,
  list: Telling['listSources'],
): Promise<ReadonlyMap<string, string>> {
  const uids = page.revisions
    .flatMap(({ changes }) => changes.flatMap(list))
    .filter((uid) => uid !== null && uid !== undefined);
  const found = await sources.loadFamilies(new Set(uids));
  return new Map(found.map((source) => [source.uid, writeName(source).text]));
}
