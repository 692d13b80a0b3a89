/** Words that travel: the passages of a document's text that stand in others, and the attributions lost on the way. */
import {
  findAttributionsDroppedInReuse,
  type AttributionDroppedInReuse,
} from '../../../extraction/dropped-in-reuse.ts';
import { isSurelyBefore, parseDate } from '../../../model/dates.ts';
import { alignReuse, type Passage } from '../../../text/reuse/alignment.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { RelatedDocuments } from '../../../storage/documents/related-documents.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { Store } from '../../../storage/store.ts';
import { readOnce } from '../read/story.ts';

/** A document with its text. */
export interface DocumentText {
  stored: StoredDocument;
  publisher: StoredSource;
  text: string;
}

/** Two documents that share passages. Where the dates do not tell which came first, the other stands as the earlier. */
export interface SharedText {
  /** Where the other one stands in time. */
  other: 'earlier' | 'later' | 'unknown';
  earlier: DocumentText;
  later: DocumentText;
  passages: readonly Passage[];
}

export interface Reuse {
  /** Those that share most come first. */
  shared: readonly SharedText[];
  /** What was looked up, and what was passed over since it is everywhere. */
  lookup: Omit<RelatedDocuments, 'related'>;
  /** Documents that may share passages and were not compared: there was too much text. */
  skipped: number;
}

/** So many documents are compared at the most. */
const MOST_RELATED = 20;

/**
 * The passages that a document shares with others. The one that is likest is compared in any case.
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

/** An attribution that the earlier text has and the later one has not. */
export interface DroppedBetween extends AttributionDroppedInReuse {
  shared: SharedText;
  /** The names on the earlier text's way to who said it, from its publisher. */
  chain: readonly string[];
}

export interface DroppedFindings {
  dropped: readonly DroppedBetween[];
  /** Documents whose attributions could not be looked for: in another language, or too long. */
  unread: readonly SharedText[];
}

/** So many characters are read for attributions. It takes some two seconds at the most, mostly a tenth of one. */
const MOST_READ = 200_000;

/** Finds the attributions that were dropped, between texts of which it is certain which came first. */
export function findDropped(shared: readonly SharedText[]): DroppedFindings {
  const read = new Set<number>();
  let length = 0;
  const [dropped, unread]: [DroppedBetween[], SharedText[]] = [[], []];
  for (const one of shared.filter(({ other }) => other !== 'unknown')) {
    const { earlier, later, passages } = one;
    const fresh = [earlier, later].filter(({ stored }) => !read.has(stored.id));
    const more = fresh.reduce((sum, { text }) => sum + text.length, 0);
    if (length + more > MOST_READ || !isEnglish(earlier) || !isEnglish(later)) {
      unread.push(one);
      continue;
    }
    length += more;
    for (const { stored } of fresh) read.add(stored.id);
    const reading = readOnce(earlier.text, earlier.publisher.source);
    const its = readOnce(later.text, later.publisher.source);
    for (const found of findAttributionsDroppedInReuse(earlier.text, reading, later.text, its, passages)) {
      const chain = reading.chains.find(({ attributions }) => attributions.includes(found.attribution.id))!;
      dropped.push({ ...found, shared: one, chain: chain.names });
    }
  }
  return { dropped, unread };
}

/** The reader knows no other language. A text whose language is not known is read as English. */
function isEnglish({ stored }: DocumentText): boolean {
  return /^en(-|$)/i.test(stored.document.language ?? 'en');
}

/** So many passages of two documents are shown. */
export const PASSAGES = 30;
