import { isSurelyBefore, parseDate } from '../../../model/dates.ts';
import { alignReuse, type Passage } from '../../../text/reuse/alignment.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { RelatedDocuments } from '../../../storage/documents/related-documents.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { Store } from '../../../storage/store.ts';
import type { Site } from '../../http/route.ts';
import { askOnce, writePublisher } from '../../records/readings.ts';
import type { DroppedInText, PublishedText } from '../../records/story-jobs.ts';

export interface DocumentText {
  stored: StoredDocument;
  publisher: StoredSource;
  text: string;
}

/** Two documents that share passages. If their dates do not show which came first, the other one is called earlier. */
export interface SharedText {
  other: 'earlier' | 'later' | 'unknown';
  earlier: DocumentText;
  later: DocumentText;
  passages: readonly Passage[];
}

export interface Reuse {
  /** Those that share most first. */
  shared: readonly SharedText[];
  /** How much was looked up, and how much left out as too common. */
  lookup: Omit<RelatedDocuments, 'related'>;
  /** How many related documents were not compared, for too much text. */
  skipped: number;
}

const MOST_RELATED = 20;

/**
 * The passages that a document shares with others. The most closely related one is compared in any case.
 * @param most characters that are compared, of both texts together; a million take about a second
 */
export async function findReuse(store: Store, stored: StoredDocument, text: string, most: number): Promise<Reuse> {
  const { related, ...lookup } = await store.documents.findRelated(stored.id, MOST_RELATED);
  const texts = await store.documents.readTexts(related.map((one) => one.stored.document.uid));
  const known = new Map<number, StoredSource>();
  const join = async (of: StoredDocument, its: string): Promise<DocumentText> => {
    const publisher = known.get(of.publisherId) ?? (await store.sources.load(of.publisherId))!;
    known.set(publisher.id, publisher);
    return { stored: of, publisher, text: its };
  };
  const own = await join(stored, text);
  const shared: SharedText[] = [];
  let [length, skipped] = [0, 0];
  for (const one of related) {
    const its = texts.get(one.stored.document.uid) ?? '';
    length += text.length + its.length;
    if (length > most && one !== related[0]) skipped += 1;
    else shared.push(compare(own, await join(one.stored, its)));
  }
  return { shared: shared.filter(({ passages }) => passages.length > 0), lookup, skipped };
}

function compare(own: DocumentText, one: DocumentText): SharedText {
  const [here, there] = [own, one].map(({ stored }) => parseDate(stored.document.publishedAt));
  const isLater = isSurelyBefore(here!, there!);
  const [earlier, later] = isLater ? [own, one] : [one, own];
  const other = isLater ? 'later' : isSurelyBefore(there!, here!) ? 'earlier' : 'unknown';
  return { other, earlier, later, passages: alignReuse(earlier.text, later.text) };
}

export interface DroppedBetween extends DroppedInText {
  shared: SharedText;
}

export interface DroppedFindings {
  dropped: readonly DroppedBetween[];
  /** Not searched: in another language, or too long. */
  unread: readonly SharedText[];
}

/** Characters read for attributions: this takes up to two seconds, mostly 0.1. */
const MOST_READ = 200_000;

/** Attributions dropped between texts whose order is certain. @throws Busy when too many wait, or it takes too long */
export async function findDropped(
  site: Pick<Site, 'askStories'>,
  shared: readonly SharedText[],
): Promise<DroppedFindings> {
  const { readable, unread } = chooseReadable(shared);
  if (readable.length === 0) return { dropped: [], unread };
  const pairs = readable.map(({ earlier, later, passages }) => {
    return { earlier: publish(earlier), later: publish(later), passages };
  });
  const found = await askOnce<'compare'>(site, { kind: 'compare', pairs });
  return { dropped: readable.flatMap((one, i) => found[i]!.map((each) => ({ ...each, shared: one }))), unread };
}

function chooseReadable(shared: readonly SharedText[]): { readable: SharedText[]; unread: SharedText[] } {
  const read = new Set<number>();
  let length = 0;
  const [readable, unread]: [SharedText[], SharedText[]] = [[], []];
  for (const one of shared.filter(({ other }) => other !== 'unknown')) {
    const { earlier, later } = one;
    const fresh = [earlier, later].filter(({ stored }) => !read.has(stored.id));
    const more = fresh.reduce((sum, { text }) => sum + text.length, 0);
    if (length + more > MOST_READ || !isEnglish(earlier) || !isEnglish(later)) {
      unread.push(one);
      continue;
    }
    length += more;
    for (const { stored } of fresh) read.add(stored.id);
    readable.push(one);
  }
  return { readable, unread };
}

const publish = ({ text, publisher }: DocumentText): PublishedText => {
  return { text, publisher: writePublisher(publisher.source) };
};

/** Only English is read; unknown languages are taken for English. */
function isEnglish({ stored }: DocumentText): boolean {
  return /^en(-|$)/i.test(stored.document.language ?? 'en');
}

/** The most passages shown for two documents. */
export const PASSAGES = 30;
