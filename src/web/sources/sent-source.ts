/** `/api/sources/{uid}`: one source, read and sent by programs. It is checked as the form of a source is. */
import type { Issue } from '../../model/issues.ts';
import { Refused } from '../../storage/errors.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import type { Store } from '../../storage/store.ts';
import type { WriteStamp } from '../../storage/types.ts';
import { absoluteUrl, sourceAddress } from '../../urls/records.ts';
import { apiSourcePath } from '../../urls/site.ts';
import { signWrite } from '../forms/write.ts';
import { tryAgain } from '../http/conditions.ts';
import { NotFound, Unusable } from '../http/errors.ts';
import { refreshLater } from '../http/other-thread.ts';
import type { DataReply, Handler, Site } from '../http/route.ts';
import { hasRole } from '../http/visitor.ts';
import { sentSourceSchema } from '../records/schemas.ts';
import { compareMembersOf, demandChange, readSent, replyRecord, replyWritten } from '../records/sent-record.ts';
import { checkSource, fillSource, LOOP, type SourceDetails } from './edit/submission.ts';

/** A merged source is answered with the one that speaks for it now. */
export const showSourceRecord: Handler = async ({ store }, request, _format, visitor) => {
  const uid = String(request.params.uid);
  const [own] = await store.sources.loadByUids([uid]);
  const stored = own ?? (await store.sources.findReplacements([uid])).get(uid);
  if (!stored) throw new NotFound();
  const isPublic = hasRole(visitor, 'editor') || (await store.sources.pickPublic([stored.id])).has(stored.id);
  if (!isPublic) throw new NotFound();
  return replyRecord(stored.source, stored.revision);
};

/** Creates the source (201) or updates it to what was sent (200), by its uid; sending it again changes nothing. */
export const submitSource: Handler = (site, request, _format, visitor) => {
  const by = signWrite(site, visitor, null);
  const sent = readSent(sentSourceSchema, request.body);
  return tryAgain(() => writeSource(site, sent, request.get('If-Match') ?? null, by));
};

type SentSource = ReturnType<typeof readSent<typeof sentSourceSchema>>;

/** @throws Unusable with every member that is wrong, Unconditional, Outdated, Conflict */
async function writeSource(
  site: Site,
  { namesake = false, ...sent }: SentSource,
  condition: string | null,
  by: WriteStamp,
): Promise<DataReply> {
  const { store, config } = site;
  const before = await findUnmerged(store, sent.uid);
  const values = { ...fillSource(sent, await findParent(store, sent)), namesake: namesake ? 'yes' : '' };
  const checked = await checkSource(store, values, before && before.source, () => sent.uid);
  if (!checked.ok) throw new Unusable(checked.issues.map((issue) => nameMember(issue, checked.details)));
  const { record } = checked.value;
  const differences = before ? compareMembersOf(before.source, record) : [];
  const isChanged = await demandChange(before, differences, condition);
  if (isChanged) {
    await saveSource(site, { base: before && before.revision, ...checked.value }, by);
    refreshLater(site);
  }
  const [saved] = await store.sources.loadByUids([record.uid]);
  const url = absoluteUrl(config.baseUrl, sourceAddress({ id: saved!.id, name: record.name }).html);
  const location = absoluteUrl(config.baseUrl, apiSourcePath(record.uid));
  return replyWritten({ before, isChanged, saved: saved!, uid: record.uid, url, location });
}

async function findUnmerged(store: Store, uid: string): Promise<StoredSource | null> {
  const [own] = await store.sources.loadByUids([uid]);
  const other = own ? undefined : (await store.sources.findReplacements([uid])).get(uid);
  if (other) throw new Unusable([{ field: 'uid', message: `was merged into ${other.source.uid}: send that one` }]);
  return own ?? null;
}

async function findParent(store: Store, { uid, parent, parentRelation }: SentSource) {
  if (parent === null && parentRelation === null) return null;
  if (parent === null) throw new Unusable([{ field: 'parentRelation', message: 'must be null without a parent' }]);
  if (parent === uid) throw new Unusable([{ field: 'parent', message: LOOP }]);
  const [stored] = await store.sources.loadByUids([parent]);
  if (!stored) throw new Unusable([{ field: 'parent', message: 'is no source that is here: send that one first' }]);
  return stored.source;
}

/** An issue of the form by the member of the record. */
function nameMember({ field, message }: Issue, details: SourceDetails | undefined): Issue {
  if (field === 'namesake') return { field, message: `${message}, by “namesake”: true. Here: ${listKnown(details)}` };
  const member = field
    .replace(/^alias-(\d+)-(\w+)$/u, 'aliases[$1].$2')
    .replace(/^parent-.*$/u, 'parent')
    .replace(/^relation$/u, 'parentRelation');
  return { field: member, message };
}

const listKnown = (details: SourceDetails | undefined): string => {
  const known = (details?.namesakes ?? []).flatMap((namesake) => namesake.known);
  return [...new Set(known.map(({ source }) => `${source.name} (${source.uid})`))].join(', ');
};

async function saveSource({ store }: Site, draft: Parameters<Store['sources']['save']>[0], by: WriteStamp) {
  try {
    await store.sources.save(draft, by);
  } catch (error) {
    // Somebody just made the other half of the loop.
    if (!(error instanceof Refused) || !error.message.startsWith('source_family')) throw error;
    throw new Unusable([{ field: 'parent', message: LOOP }]);
  }
}
