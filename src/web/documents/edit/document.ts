import { v7 as makeUid } from 'uuid';
import { extractProse } from '../../../extraction/prose.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import {
  documentAddress,
  editDocumentPath,
  newDocumentPath,
  readDocumentPath,
  requestArchiveUrl,
} from '../../../urls/records.ts';
import { documentsAddress } from '../../../urls/site.ts';
import { layOutForm, interpreterOf, readLine, seeOther, type Form } from '../../forms/forms.ts';
import { DATE_HINT } from '../../forms/interpreters/dates.ts';
import { KIND_OPTIONS, VERSION_HINT } from '../../forms/document-fields.ts';
import { buildQuestion, hideAnswer } from '../../forms/source-names.ts';
import { cutTime } from '../../../wording/dates.ts';
import { buildReasonField, handleRecordForm, readRevision } from '../../forms/write.ts';
import { loadDocumentAt } from '../visible-document.ts';
import { buildFetched, fetchInto } from './fetched.ts';
import {
  checkDocument,
  DOCUMENT_FIELDS,
  DOCUMENT_LABELS,
  EMPTY_DOCUMENT,
  fillDocument,
  flattenDocument,
  PUBLISHER_FIELDS,
  readDocumentValues,
  replacementField,
  type DocumentDetails,
  type DocumentValues,
  type ExcerptReplacement,
} from './submission.ts';
import { writeTitle } from '../../../wording/names.ts';
import type { Document } from '../../../model/records.ts';
import { hashText } from '../../../text/characters.ts';
import { readPastRecord } from '../../records/history.ts';
import { locateSaved } from '../../records/save-notice.ts';
import { refreshLater } from '../../http/other-thread.ts';
import { WAS_HTML } from '../../records/web-pages.ts';

export const documentForm = handleRecordForm({
  load: async ({ store }, request): Promise<StoredDocument | null> =>
    request.params.id === undefined ? null : loadDocumentAt(store, request),
  async fill(store, stored) {
    if (!stored) return EMPTY_DOCUMENT;
    const { publisherId, document } = stored;
    const publisher = (await store.sources.load(publisherId))!;
    const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
    return fillDocument(document, publisher.source, text);
  },
  async fillSeen(store, { revision, document }, seen, typed) {
    const past = await readPastRecord(store, document, revision, seen);
    if (!past) return null;
    const [publisher] = await store.sources.loadFamilies([past.publisher]);
    const isText = past.sha256 === document.sha256;
    const text = isText ? (await store.documents.readTexts([document.uid])).get(document.uid) : guessText(past, typed);
    return publisher ? fillDocument(past, publisher, text ?? null) : null;
  },
  locate: ({ revision, document: { uid } }) => ({ revision, subject: uid, uid }),
  read({ body, by }) {
    const typed = readDocumentValues(body);
    return startsReading(body, typed) ? { ...typed, retrievedAt: cutTime(by.at) } : typed;
  },
  async check({ site, store, target, body }, values) {
    if (readLine(body, 'action') === 'fetch')
      return { ok: false, isUnfinished: true, ...(await fetchInto(site, values, target)) };
    const prose = keepsText(target, values) ? null : extractProse(values.text);
    if (prose !== null) {
      const details = { question: null, known: null, lost: values.instead, fetched: null };
      const issues = [{ field: 'text', message: `${WAS_HTML} Check it, then save` }];
      return { ok: false, isUnfinished: true, values: { ...values, text: prose }, issues, details };
    }
    return { values, ...(await checkDocument(store, values, target, makeUid)) };
  },
  async save({ site, store, target, body, by }, draft) {
    await store.documents.save({ base: target && target.revision, ...draft }, by);
    refreshLater(site);
    const { uid, title } = draft.record;
    const [saved] = await store.documents.loadByUids([uid]);
    const { id, revision } = saved!;
    if (readLine(body, 'action') === 'read') return seeOther(readDocumentPath(id));
    return seeOther(
      locateSaved(
        documentAddress({ id, title }).html,
        target && target.revision,
        revision,
        target && readRevision(body),
      ),
    );
  },
  labels: DOCUMENT_LABELS,
  flatten: flattenDocument,
  show(stored, { values, reason }, { issues, details }, differences, { fetchPage }) {
    const form = layOutForm(issues);
    const name = stored?.document.title ?? '';
    const path = stored ? editDocumentPath(stored.id) : newDocumentPath;
    const model = {
      errors: form.errors,
      ...{ path, name, differences },
      revision: stored?.revision ?? null,
      cancel: stored ? documentAddress({ id: stored.id, title: name }).html : documentsAddress().html,
      document: { ...buildDocumentFields(form, values, details), canFetch: fetchPage !== null },
      reason: buildReasonField(form, reason),
    };
    const title = stored ? `Edit a document: ${name}` : 'Add a document';
    return { kind: 'form', view: 'documents/edit', title, path, issues, model };
  },
});

const keepsText = (target: StoredDocument | null, { text }: DocumentValues): boolean =>
  target !== null && text !== '' && hashText(text) === target.document.sha256;

/** History keeps no texts, only their hashes: what was typed is the older text, or else nobody knows that one. */
const guessText = ({ sha256 }: Document, { text }: DocumentValues): string =>
  text !== '' && hashText(text) === sha256 ? text : UNKNOWN_TEXT;

/** Nobody can type it, so the text counts as changed by both. */
const UNKNOWN_TEXT = '\0';

/** Whoever enters a text to be read had the document before them that day, unless they say otherwise. */
const startsReading = (body: unknown, { text, retrievedAt }: DocumentValues): boolean =>
  readLine(body, 'action') === 'read' && text.trim() !== '' && retrievedAt === '';

function buildDocumentFields(
  form: Form,
  values: DocumentValues,
  { question, known, lost, fetched }: DocumentDetails = { question: null, known: null, lost: [], fetched: null },
) {
  const { publisher } = values;
  const text = (
    name: Exclude<keyof typeof DOCUMENT_LABELS, 'publisher' | 'text'>,
    hint?: string,
    type: 'text' | 'url' = 'text',
  ) =>
    form.text({
      name,
      label: name === 'title' ? DOCUMENT_LABELS.title : `${DOCUMENT_LABELS[name]} (optional)`,
      value: values[name],
      type,
      width: SHORT.includes(name) ? 'short' : 'wide',
      interpret: interpreterOf(DOCUMENT_FIELDS[name]),
      ...(hint === undefined ? {} : { hint }),
    });
  return {
    publisher: form.text({
      name: PUBLISHER_FIELDS.name,
      label: DOCUMENT_LABELS.publisher,
      value: publisher.name,
      hint: 'The source that published it, by name or alias',
      suggest: 'sources',
    }),
    question: question && buildQuestion(form, PUBLISHER_FIELDS, publisher, question),
    kind: form.select({
      name: 'kind',
      label: DOCUMENT_LABELS.kind,
      value: values.kind,
      options: KIND_OPTIONS,
    }),
    title: text('title'),
    url: text('url', 'Its address on the web', 'url'),
    fetched: fetched && buildFetched(fetched),
    known: known && {
      href: documentAddress({ id: known.id, title: known.document.title }).html,
      title: known.document.title,
      lang: writeTitle(known.document).lang,
    },
    version: text('version', VERSION_HINT),
    archivedUrl: text(
      'archivedUrl',
      'A permanent copy, such as one in a web archive. Once the Wayback Machine has saved the page, paste the address it gives',
      'url',
    ),
    archiveHref: requestArchiveUrl(values.url),
    publishedAt: text('publishedAt', DATE_HINT),
    retrievedAt: text('retrievedAt', 'When somebody here had it before them. Leave empty if nobody here has read it.'),
    language: text('language', 'Its name or its tag, such as Korean or ko'),
    text: form.area({
      name: 'text',
      label: `${DOCUMENT_LABELS.text} (optional)`,
      value: values.text,
      rows: 14,
      hint: 'Up to 200,000 characters. Excerpts are checked against it. Readers see only the excerpts.',
    }),
    lost: lost.map((row, at) => layOutReplacement(form, row, at)),
    hidden: hideAnswer(PUBLISHER_FIELDS, publisher, question !== null),
  };
}

const SHORT: readonly string[] = ['version', 'publishedAt', 'retrievedAt', 'language'];

function layOutReplacement(form: Form, { was, now, isAccepted }: ExcerptReplacement, at: number) {
  return {
    was: { name: replacementField(at, 'was'), value: was },
    now: form.area({
      name: replacementField(at, 'now'),
      label: 'Replacement',
      value: now,
      rows: 2,
      hint: 'Exactly as in the text. The closest match is suggested.',
    }),
    accept: form.check({
      name: replacementField(at, 'take'),
      label: 'Use these words as the excerpt, wherever it is shown',
      checked: isAccepted,
    }),
  };
}
