import type { Document, Source, Uid } from '../../src/model/records.ts';
import type { Store } from '../../src/storage/store.ts';
import { aDocument, NEWSROOM, uidFrom } from './records.ts';
import { AT } from './store.ts';
import { hashText } from '../../src/text/characters.ts';

/** Saves a document as the form does, new or once more, and gives its number. */
export async function putText(
  store: Store,
  key: string,
  text: string | null,
  differs: Partial<Document> = {},
  publisher: Source = NEWSROOM,
): Promise<number> {
  const uid: Uid = uidFrom(`document ${key}`);
  const [stored] = await store.documents.loadByUids([uid]);
  const sha256 = text === null ? null : hashText(text);
  const plain = aDocument(uid, { title: `Story ${key}`, publisher: publisher.uid });
  const record = { ...(stored?.document ?? plain), sha256, ...differs };
  const isKnown = (await store.sources.loadByUids([publisher.uid])).length > 0;
  const newSources = isKnown ? [] : [publisher];
  const by = { at: AT, actor: 'test', reason: null };
  await store.documents.save({ base: stored?.revision ?? null, record, text, newSources, instead: new Map() }, by);
  return (await store.documents.loadByUids([uid]))[0]!.id;
}
