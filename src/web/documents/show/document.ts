/** `/documents/:id`: the document, and its excerpts that are evidence of hops. */
import type { Request } from 'express';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import {
  addQuery,
  annotationsPath,
  documentAddress,
  sourceAddress,
  outboundUrl,
  editDocumentPath,
  recordHistoryAddress,
  readDocumentPath,
  excerptUrl,
  claimAddress,
  hopAddress,
  absoluteUrl,
} from '../../../urls/records.ts';
import { correctAddress } from '../../http/respond.ts';
import { asksForTexts, hasRole } from '../../http/visitor.ts';
import { loadVisibleDocument } from '../visible-document.ts';
import { noteDocumentSaved } from '../history.ts';
import { findReuse, type Reuse } from '../reuse/finder.ts';
import { writeName, describeCue, markNames, writeTitle } from '../../../wording/names.ts';
import { quoteExcerpt, surroundExcerpt } from '../../../text/sentences.ts';
import { findUnits, markText } from './excerpts.ts';
import { writeDispute } from '../../../wording/disputes.ts';
import { cutTime, writeDate, writeDateInSentence } from '../../../wording/dates.ts';
import { describeHopGlyph } from '../../../wording/hop-glyph.ts';
import { writeKindAndVersion } from '../../../wording/documents.ts';
import { writeLanguage, writeCount, writeNumber, writeHops } from '../../../wording/values.ts';
import type { Excerpt, ClaimOnDocument, ExcerptList, ClaimsOnDocument } from '../../../storage/documents/excerpts.ts';
import { isDocumentRead } from '../../../model/records.ts';
import { groupBy } from '../../../model/grouping.ts';
import { countCharacters } from '../../../text/characters.ts';
import { writeDocument } from '../../records/json.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import { describeReuse } from '../reuse/reuse.ts';

/** The most that a page shows. */
const EXCERPTS = 500;
const CLAIMS = 100;
const VERSIONS = 100;
/** Characters compared with other texts. */
const COMPARED = 300_000;

export async function showDocument(
  { store, config }: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const stored = await loadVisibleDocument(store, request, visitor);
  const { id, publisherId, document } = stored;
  const address = documentAddress({ id, title: document.title });
  const mayEdit = hasRole(visitor, 'editor');
  const isWhole = asksForTexts(request, visitor);
  const redirect = correctAddress(
    request,
    format,
    { folder: 'documents', id, words: document.title },
    isWhole ? addQuery(address, { text: '1' }) : address,
  );
  if (redirect) return redirect;
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  const view: DocumentView = {
    stored,
    publisher: (await store.sources.load(publisherId))!,
    excerpts: await store.documents.listExcerpts(id, { published: !mayEdit, limit: EXCERPTS }),
    claims: await store.documents.listClaimsOn(id, { published: !mayEdit, limit: CLAIMS }),
    text,
    isPublic: !mayEdit || (await store.documents.isPublic(id)),
    versions: await store.documents.listVersions(id, { published: !mayEdit, limit: VERSIONS }),
    reuse: mayEdit && format === 'html' && text !== null ? await findReuse(store, stored, text, COMPARED) : null,
  };
  const saved = await noteDocumentSaved(store, request, visitor, stored);
  return {
    kind: 'page',
    view: 'documents/show',
    title: document.title,
    address,
    alternates: [{ href: annotationsPath({ id, title: document.title }), type: 'application/ld+json' }],
    model: () => ({ ...buildDocumentModel(view, mayEdit), saved }),
    json: () => writeDocumentPage(view, isWhole, config.baseUrl),
  };
}

function buildDocumentModel(view: DocumentView, mayEdit: boolean) {
  const { stored, publisher, excerpts, text } = view;
  const { id, document } = stored;
  const places = excerpts.excerpts.flatMap(({ start, end }) => (start === null || end === null ? [] : [start, end]));
  const units = findUnits(text ?? '', places);
  const groups = groupExcerpts(excerpts.excerpts);
  return {
    title: document.title,
    lang: writeTitle(document).lang,
    publisher: {
      name: writeName(publisher.source),
      href: sourceAddress({ id: publisher.id, name: publisher.source.name }).html,
    },
    isHidden: !view.isPublic,
    kindAndVersion: writeKindAndVersion(document),
    isRead: isDocumentRead(document),
    versions: view.versions.map(describeVersion),
    published: writeDate(document.publishedAt),
    retrieved: writeDate(document.retrievedAt),
    language: document.language && writeLanguage(document.language),
    url: outboundUrl(document.url),
    archivedUrl: outboundUrl(document.archivedUrl),
    sha256: document.sha256,
    total: writeCount(excerpts.total, 'excerpt'),
    annotationsHref: annotationsPath({ id, title: document.title }),
    excerpts: groups.map((group, place) => describeExcerpt(view, group, place + 1, units)),
    cut:
      excerpts.excerpts.length < excerpts.total
        ? `${writeNumber(excerpts.excerpts.length)} of ${writeCount(excerpts.total, 'excerpt')} shown.`
        : null,
    claims: view.claims.items.map(describeClaim),
    claimsCut: view.claims.isCut ? `The newest ${writeNumber(view.claims.items.length)} are shown.` : null,
    editing: mayEdit ? listEditingLinks(id) : null,
    reuse: view.reuse && describeReuse(id, view.reuse),
    text: mayEdit && text !== null ? markWholeText(text, groups, units) : null,
  };
}

function listEditingLinks(id: number) {
  const historyHref = recordHistoryAddress('documents', id).html;
  return { editHref: editDocumentPath(id), historyHref, readHref: readDocumentPath(id) };
}

type Group = readonly [Excerpt, ...Excerpt[]];

function groupExcerpts(excerpts: readonly Excerpt[]): Group[] {
  const groups = groupBy(excerpts, ({ start, exact, prefix, suffix }) => {
    return start === null ? JSON.stringify([prefix, exact, suffix]) : `${start} ${exact}`;
  });
  return [...groups.values()] as [Excerpt, ...Excerpt[]][];
}

function describeExcerpt(
  { stored: { document }, text }: DocumentView,
  group: Group,
  number: number,
  units: ReadonlyMap<number, number>,
) {
  const [{ exact, prefix, suffix, start, end }] = group;
  const { language } = document;
  const isPlaced = text !== null && start !== null && end !== null;
  const surrounded = isPlaced
    ? surroundExcerpt(text, units.get(start)!, units.get(end)!)
    : quoteExcerpt(exact, prefix, suffix);
  return {
    ...surrounded,
    number,
    lang: language,
    hops: group.map((excerpt) => describeHop(excerpt, language)),
    wordsUrl: excerptUrl(document.url, exact),
    archivedWordsUrl: excerptUrl(document.archivedUrl, exact),
  };
}

function describeVersion({ id, document }: StoredDocument) {
  const { title, publishedAt } = document;
  const { lang } = writeTitle(document);
  const href = documentAddress({ id, title }).html;
  const date = writeDateInSentence(publishedAt && cutTime(publishedAt));
  return { href, title, lang, kindAndVersion: writeKindAndVersion(document), date };
}

function describeClaim(claim: ClaimOnDocument) {
  const { text, language, statements, excerpts, hops, glyph, status } = claim;
  const said = statements === 0 ? [] : [writeCount(statements, 'statement')];
  const shown = excerpts === 0 ? [] : [writeCount(excerpts, 'excerpt')];
  return {
    href: claimAddress(claim).html,
    ...{ text, language, counts: [...said, ...shown].join(', '), hops: writeHops(hops) },
    glyph: describeHopGlyph(glyph),
    status: status === 'published' ? null : status,
  };
}

function describeHop({ claim, hop }: Excerpt, language: string | null) {
  return {
    href: hopAddress(claim, hop.uid),
    citing: writeName(hop.citing),
    manner: hop.manner,
    cited: writeName(hop.cited),
    cue: describeCue(hop.cue, language, hop.manner),
    dispute: describeDispute(hop),
    claim: { text: claim.text, language: claim.language },
    status: claim.status === 'published' ? null : claim.status,
  };
}

function describeDispute(hop: Excerpt['hop']) {
  const sentence = writeDispute(hop);
  return (
    sentence && { sentence: markNames(sentence, hop.disputedBy ? [hop.disputedBy] : []), reason: hop.disputeReason }
  );
}

function markWholeText(text: string, groups: readonly Group[], units: ReadonlyMap<number, number>) {
  const spans = groups.flatMap(([{ start, end, claim, hop }], place) => {
    if (start === null || end === null) return [];
    const href = hopAddress(claim, hop.uid);
    return [{ start: units.get(start)!, end: units.get(end)!, number: place + 1, href }];
  });
  return { parts: markText(text, spans), length: writeCount(countCharacters(text), 'character') };
}

/** As JSON. Only editors who ask for it get the text. */
function writeDocumentPage(
  { stored, publisher, excerpts, versions, claims, text }: DocumentView,
  isWhole: boolean,
  baseUrl: string,
): object {
  const { id, document } = stored;
  const { uid, name } = publisher.source;
  const url = absoluteUrl(baseUrl, sourceAddress({ id: publisher.id, name }).html);
  return {
    document: { ...writeDocument(id, document, baseUrl), publisher: { id: publisher.id, uid, url, name } },
    total: excerpts.total,
    excerpts: excerpts.excerpts.map(({ claim, hop, ...piece }) => ({
      ...piece,
      attribution: { uid: hop.uid, url: absoluteUrl(baseUrl, hopAddress(claim, hop.uid)), cue: hop.cue },
      citing: { uid: hop.citing.uid, name: hop.citing.name },
      cited: { uid: hop.cited.uid, name: hop.cited.name },
      disputedAt: hop.disputedAt,
      disputedBy: hop.disputedBy && { uid: hop.disputedBy.uid, name: hop.disputedBy.name },
      disputeReason: hop.disputeReason,
      claim: { id: claim.id, url: absoluteUrl(baseUrl, claimAddress(claim).html), text: claim.text },
    })),
    versions: versions.map(({ id: number, document: other }) => writeDocument(number, other, baseUrl)),
    claims: claims.items.map(({ id: number, text: words, hops, statements, excerpts: shown }) => ({
      id: number,
      url: absoluteUrl(baseUrl, claimAddress({ id: number, text: words }).html),
      ...{ text: words, hops, statements, excerpts: shown },
    })),
    ...(isWhole ? { text } : {}),
  };
}

interface DocumentView {
  stored: StoredDocument;
  publisher: StoredSource;
  excerpts: ExcerptList;
  claims: ClaimsOnDocument;
  /** Other documents with its address. */
  versions: readonly StoredDocument[];
  /** Readers see only the sentences around excerpts. */
  text: string | null;
  /** Whether readers see it. */
  isPublic: boolean;
  /** For editors, if there is a text. */
  reuse: Reuse | null;
}
