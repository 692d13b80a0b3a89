/**
 * The evidence in a document as Web Annotations (https://www.w3.org/TR/annotation-model/): a collection and its pages
 * (5.1, 5.2) of annotations (3.1), each linking an excerpt to the hop that it shows. The excerpt is selected by its words
 * (4.2.4) and, where known, also by its position (4.2.5), in code points.
 */
import { parseDate, writeStamp } from '../../model/dates.ts';
import { writeKindAndVersion } from '../../wording/documents.ts';
import type { Document, Evidence, Manner, Uid } from '../../model/records.ts';

export interface AnnotatedExcerpt extends Omit<Evidence, 'document'> {
  /** The hop on its claim's page, absolute. */
  hopUrl: string;
  hop: { uid: Uid; manner: Manner; citing: string; cited: string; isDisputed: boolean };
  /** Which of the hop's excerpts it is, from 0. */
  position: number;
  /** When it was recorded, UTC to the second. */
  recordedAt: string;
}

export interface AnnotationPage {
  total: number;
  /** Only the first page gives its start index: others may leave it out (5.2), and it would have to be counted. */
  isFirst: boolean;
  excerpts: readonly AnnotatedExcerpt[];
  collectionUrl: string;
  pageUrl: string;
  nextUrl: string | null;
}

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** The collection, including its first page. @param pageOf the document's page */
export function writeAnnotationCollection(document: Document, pageOf: string, page: AnnotationPage): object {
  const more = writeKindAndVersion(document);
  return {
    '@context': CONTEXT,
    id: page.collectionUrl,
    type: 'AnnotationCollection',
    label: `Evidence in: ${document.title}${more === null ? '' : ` (${more})`}`,
    total: page.total,
    ...(page.total === 0 ? {} : { first: writePage(document, pageOf, page) }),
  };
}

export function writeAnnotationPage(document: Document, pageOf: string, page: AnnotationPage): object {
  return {
    '@context': CONTEXT,
    ...writePage(document, pageOf, page),
    partOf: { id: page.collectionUrl, type: 'AnnotationCollection', total: page.total },
  };
}

function writePage(document: Document, pageOf: string, page: AnnotationPage): object {
  return {
    id: page.pageUrl,
    type: 'AnnotationPage',
    ...(page.isFirst ? { startIndex: 0 } : {}),
    ...(page.nextUrl === null ? {} : { next: page.nextUrl }),
    items: page.excerpts.map((excerpt) => writeAnnotation(document, pageOf, excerpt)),
  };
}

function writeAnnotation(document: Document, pageOf: string, excerpt: AnnotatedExcerpt): object {
  const { hop, hopUrl, position, recordedAt, exact, prefix, suffix, start, end } = excerpt;
  const { url } = document;
  const state = writeState(document);
  return {
    id: `urn:uuid:${hop.uid}#evidence-${position + 1}`,
    type: 'Annotation',
    motivation: 'linking',
    created: recordedAt,
    body: [
      { id: hopUrl, type: 'Text', format: 'text/html' },
      {
        type: 'TextualBody',
        value: `${hop.citing} ${hop.manner} ${hop.cited}${hop.isDisputed ? ' (disputed)' : ''}`,
        format: 'text/plain',
        purpose: 'describing',
      },
    ],
    target: {
      type: 'SpecificResource',
      source: url ?? pageOf,
      selector: [
        {
          type: 'TextQuoteSelector',
          exact,
          ...(prefix === null ? {} : { prefix }),
          ...(suffix === null ? {} : { suffix }),
        },
        ...(start === null || end === null ? [] : [{ type: 'TextPositionSelector', start, end }]),
      ],
      ...(state === null ? {} : { state }),
    },
  };
}

/** The document as it was when it was read (4.3.1). A day is a stretch of time there: dates are to the second, in UTC. */
function writeState({ retrievedAt, archivedUrl }: Document): object | null {
  const date = parseDate(retrievedAt);
  if (date === null && archivedUrl === null) return null;
  const dates =
    date === null
      ? {}
      : date.precision === 'minute'
        ? { sourceDate: writeStamp(new Date(date.start)) }
        : { sourceDateStart: writeStamp(new Date(date.start)), sourceDateEnd: writeStamp(new Date(date.end - 1)) };
  return { type: 'TimeState', ...dates, ...(archivedUrl === null ? {} : { cached: archivedUrl }) };
}
