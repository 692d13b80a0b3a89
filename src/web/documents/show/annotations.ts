/** `/documents/:id/annotations.jsonld`: the excerpts of a document as Web Annotations, a page at a time. */
import {
  writeAnnotationCollection,
  writeAnnotationPage,
  type AnnotatedExcerpt,
  type AnnotationPage,
} from '../../../formats/web/annotations.ts';
import type { ExcerptKey, ExcerptPage } from '../../../storage/documents/excerpts.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import { Invalid } from '../../http/errors.ts';
import type { Handler } from '../../http/route.ts';
import { writeDispute } from '../../../wording/disputes.ts';
import { absoluteUrl, annotationsPath, documentAddress, hopAddress } from '../../../urls/records.ts';
import { hasRole } from '../../http/visitor.ts';
import { loadVisibleDocument } from '../visible-document.ts';
import { correctAddress } from '../../http/respond.ts';

/** What `Accept` and `Content-Type` call it (Web Annotation Protocol, 3.1.1). */
const ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

const PAGE = 200;

export const showAnnotations: Handler = async ({ store, config }, request, _format, visitor) => {
  const stored = await loadVisibleDocument(store, request, visitor);
  const after = parseAfter(request.query.after);
  const words = { id: stored.id, title: stored.document.title };
  const path = annotationsPath(words, after && writeKey(after));
  const named = { folder: 'documents', id: stored.id, words: words.title } as const;
  const redirect = correctAddress(request, 'json', named, { html: path, json: path });
  if (redirect) return redirect;
  const published = !hasRole(visitor, 'editor');
  const found = await store.documents.listExcerptPage(stored.id, { published, after, limit: PAGE });
  if (!found) throw new Invalid([{ field: 'after', message: 'must be an excerpt of this document' }]);
  const page = describePage(stored, found, after, config.baseUrl);
  const pageOf = documentAddress(words).html;
  const write = after === null ? writeAnnotationCollection : writeAnnotationPage;
  const body = write(stored.document, absoluteUrl(config.baseUrl, pageOf), page);
  const text = `${JSON.stringify(body, null, 2)}\n`;
  const fileName = `document-${stored.id}.annotations.jsonld`;
  return { kind: 'file', type: ANNOTATIONS, page: pageOf, fileName, body: text };
};

const writeKey = ({ hop, position }: ExcerptKey): string => `${hop}.${position}`;

function parseAfter(value: unknown): ExcerptKey | null {
  if (value === undefined) return null;
  const [, hop, position] = /^([0-9a-f-]{36})\.(\d{1,4})$/.exec(typeof value === 'string' ? value : '') ?? [];
  if (hop === undefined) throw new Invalid([{ field: 'after', message: 'must come from “next” of the page before' }]);
  return { hop, position: Number(position) };
}

function describePage(
  { id, document }: StoredDocument,
  { total, excerpts, next }: ExcerptPage,
  after: ExcerptKey | null,
  baseUrl: string,
): AnnotationPage {
  const words = { id, title: document.title };
  const locate = (key: string | null): string => absoluteUrl(baseUrl, annotationsPath(words, key));
  return {
    total,
    isFirst: after === null,
    excerpts: excerpts.map(({ claim, hop, ...piece }): AnnotatedExcerpt => {
      const { uid, manner, citing, cited } = hop;
      const isDisputed = writeDispute(hop) !== null;
      const hopUrl = absoluteUrl(baseUrl, hopAddress(claim, uid));
      return { ...piece, hopUrl, hop: { uid, manner, citing: citing.name, cited: cited.name, isDisputed } };
    }),
    collectionUrl: locate(null),
    pageUrl: after === null ? `${locate(null)}#first` : locate(writeKey(after)),
    nextUrl: next && locate(writeKey(next)),
  };
}
