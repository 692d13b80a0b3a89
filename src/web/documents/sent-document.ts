/** `/api/documents/{uid}`: one document, read and sent by programs. It is checked as the form of a document is. */
import type { Issue } from '../../model/issues.ts';
import type { StoredDocument } from '../../storage/documents/documents.ts';
import type { Store } from '../../storage/store.ts';
import type { WriteStamp } from '../../storage/types.ts';
import { absoluteUrl, documentAddress } from '../../urls/records.ts';
import { apiDocumentPath } from '../../urls/site.ts';
import { signWrite } from '../forms/write.ts';
import { describeDifference, tryAgain } from '../http/conditions.ts';
import { NotFound, Unusable } from '../http/errors.ts';
import { refreshLater } from '../http/other-thread.ts';
import type { DataReply, Handler, Site } from '../http/route.ts';
import { asksForTexts, hasRole } from '../http/visitor.ts';
import { sentDocumentSchema } from '../records/schemas.ts';
import { compareMembersOf, demandChange, readSent, replyRecord, replyWritten } from '../records/sent-record.ts';
import { checkDocument, fillDocument } from './edit/submission.ts';

/** With its text for editors who ask for it. */
export const showDocumentRecord: Handler = async ({ store }, request, _format, visitor) => {
  const [stored] = await store.documents.loadByUids([String(request.params.uid)]);
  if (!stored || !(hasRole(visitor, 'editor') || (await store.documents.isPublic(stored.id)))) throw new NotFound();
  const { document, revision } = stored;
  const text = asksForTexts(request, visitor) ? { text: await readText(store, document.uid) } : {};
  return replyRecord({ ...document, ...text }, revision);
};

/** Creates the document (201) or updates it to what was sent (200), by its uid; sending it again changes nothing. */
export const submitDocument: Handler = (site, request, _format, visitor) => {
  const by = signWrite(site, visitor, null);
  const sent = readSent(sentDocumentSchema, request.body);
  return tryAgain(() => writeDocument(site, sent, request.get('If-Match') ?? null, by));
};

type SentDocument = ReturnType<typeof readSent<typeof sentDocumentSchema>>;

/** @throws Unusable with every member that is wrong, Unconditional, Outdated, Conflict */
async function writeDocument(
  site: Site,
  sent: SentDocument,
  condition: string | null,
  by: WriteStamp,
): Promise<DataReply> {
  const { store, config } = site;
  const { uid } = sent;
  const [before = null]: (StoredDocument | null)[] = await store.documents.loadByUids([uid]);
  const kept = before && (await readText(store, uid));
  const values = await fillValues(store, sent, kept);
  const checked = await checkDocument(store, values, before, () => uid);
  if (!checked.ok) throw new Unusable(checked.issues.map(nameMember));
  const { record, text } = checked.value;
  const differences = before ? [...compareMembersOf(before.document, record), ...compareTexts(kept, text)] : [];
  const isChanged = await demandChange(before, differences, condition);
  if (isChanged) {
    await store.documents.save({ base: before && before.revision, ...checked.value }, by);
    refreshLater(site);
  }
  const [saved] = await store.documents.loadByUids([uid]);
  const url = absoluteUrl(config.baseUrl, documentAddress({ id: saved!.id, title: record.title }).html);
  const location = absoluteUrl(config.baseUrl, apiDocumentPath(uid));
  return replyWritten({ before, isChanged, saved: saved!, uid, url, location });
}

async function readText({ documents }: Store, uid: string): Promise<string | null> {
  return (await documents.readTexts([uid])).get(uid) ?? null;
}

/** A text that is not sent stays as it is. @throws Unusable for a publisher that is not here */
async function fillValues(
  store: Store,
  { text, instead = {}, sha256: _, ...document }: SentDocument,
  kept: string | null,
) {
  const [publisher] = await store.sources.loadByUids([document.publisher]);
  if (!publisher)
    throw new Unusable([{ field: 'publisher', message: 'is no source that is here: send that one first' }]);
  const given = text === undefined ? kept : text;
  return {
    ...fillDocument({ ...document, sha256: null }, publisher.source, given),
    instead: Object.entries(instead).map(([was, now]) => ({ was, now, isAccepted: true })),
  };
}

function compareTexts(here: string | null, sent: string | null): Issue[] {
  if (here === sent) return [];
  const tell = (text: string | null): string | null => text && `${text.slice(0, 60)}…`;
  return [describeDifference('text', tell(here), tell(sent))];
}

/** An issue of the form by the member of the record. */
function nameMember({ field, message }: Issue): Issue {
  return { field: field.replace(/^publisher-.*$/u, 'publisher').replace(/^instead-.*$/u, 'instead'), message };
}
