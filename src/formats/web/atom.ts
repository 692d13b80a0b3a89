import { create } from 'xmlbuilder2';
import type { Uid } from '../../model/records.ts';
import { writeXmlText } from '../../text/xml.ts';

export interface FeedEntry {
  uid: Uid;
  text: string;
  /** BCP 47. */
  language: string;
  summary: string;
  categories: readonly string[];
  /** Absolute. */
  url: string;
  jsonUrl: string;
  /** Both where the feed is, UTC to the second. */
  publishedAt: string;
  updatedAt: string;
}

export interface Feed {
  title: string;
  /** Of the page that lists the same; absolute, like the feed's own. */
  url: string;
  feedUrl: string;
  /** The last published first. */
  entries: readonly FeedEntry[];
  /** The time of change of an empty feed, UTC to the second. */
  emptySince: string;
}

/** The feed as XML. Ids are the claims' uids (4.2.6), which stay when an address changes. */
export function writeAtomFeed({ title, url, feedUrl, entries, emptySince }: Feed): string {
  const feed = create({ version: '1.0', encoding: 'UTF-8' }).ele('http://www.w3.org/2005/Atom', 'feed');
  const write = (element: typeof feed, name: string, text: string): void => {
    element.ele(name).txt(writeXmlText(text)).up();
  };
  write(feed, 'id', feedUrl);
  write(feed, 'title', title);
  write(
    feed,
    'updated',
    entries.map(({ updatedAt }) => updatedAt).reduce((a, b) => (a > b ? a : b), emptySince),
  );
  feed.ele('link', { rel: 'self', type: 'application/atom+xml', href: feedUrl });
  feed.ele('link', { rel: 'alternate', type: 'text/html', href: url });
  write(feed.ele('author'), 'name', 'Hearsay');
  write(feed, 'generator', 'Hearsay');
  for (const { uid, text, language, summary, categories, ...rest } of entries) {
    const entry = feed.ele('entry');
    write(entry, 'id', `urn:uuid:${uid}`);
    entry.ele('title', { 'xml:lang': language }).txt(writeXmlText(text));
    entry.ele('link', { rel: 'alternate', type: 'text/html', href: rest.url });
    entry.ele('link', { rel: 'alternate', type: 'application/json', href: rest.jsonUrl });
    write(entry, 'published', rest.publishedAt);
    write(entry, 'updated', rest.updatedAt);
    write(entry, 'summary', summary);
    for (const term of categories) entry.ele('category', { term: writeXmlText(term) });
  }
  return `${feed.end({ prettyPrint: true })}\n`;
}
