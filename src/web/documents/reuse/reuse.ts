/** `/documents/:id/reuse`: the words of a document that stand in others, side by side. It shows texts: for editors only. */
import type { Request } from 'express';
import type { Reply, Site } from '../../http/route.ts';
import { loadDocumentAt } from '../visible-document.ts';
import { findDropped, findReuse } from './finder.ts';
import { writeReuse } from './json.ts';
import { buildReuseModel } from './reuse-model.ts';
import { reuseAddress } from '../../../urls/records.ts';

/** So many characters are compared: for stories all twenty, of the longest texts three. */
const COMPARED = 1_200_000;

export async function showReuse({ store, config }: Site, request: Request): Promise<Reply> {
  const stored = await loadDocumentAt(store, request);
  const { uid, title } = stored.document;
  const text = (await store.documents.readTexts([uid])).get(uid) ?? null;
  const reuse = text === null ? null : await findReuse(store, stored, text, COMPARED);
  const findings = findDropped(reuse?.shared ?? []);
  return {
    kind: 'page',
    view: 'documents/reuse',
    title: `Words that travel: ${title}`,
    address: reuseAddress(stored.id),
    model: () => buildReuseModel(stored, reuse, findings),
    json: () => writeReuse(stored, reuse, findings, config.baseUrl),
  };
}
