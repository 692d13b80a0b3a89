import { parseFeed } from '@rowanmanning/feed-parser';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { writeAtomFeed, type FeedEntry } from '../../../src/formats/web/atom.ts';
import { uidFrom } from '../../support/records.ts';
import { writeSitemap, writeSitemapIndex } from '../../../src/web/feeds/sitemap.ts';

const ENTRY: FeedEntry = {
  uid: uidFrom('a'),
  text: 'A < B & "C" \ufffe 쇼이구',
  language: 'ko',
  summary: '2 to 3 hops from its origin.',
  categories: ['choke-point', 'a & b'],
  url: 'http://hearsay.test/claims/1-a',
  jsonUrl: 'http://hearsay.test/claims/1-a.json',
  publishedAt: '2025-06-18T09:00:00Z',
  updatedAt: '2025-06-19T09:00:00Z',
};
const FEED = {
  title: 'Hearsay',
  url: 'http://hearsay.test/claims',
  feedUrl: 'http://hearsay.test/feed.atom?source=1&finding=echo',
  emptySince: '2025-01-01T00:00:00Z',
};

describe('Atom feed', () => {
  it('an Atom feed is read by a feed reader', () => {
    const feed = parseFeed(writeAtomFeed({ ...FEED, entries: [ENTRY, { ...ENTRY, uid: uidFrom('b'), text: 'B' }] }));
    expect(feed.meta).toMatchObject({ type: 'atom', version: '1.0' });
    expect(feed).toMatchObject({ title: 'Hearsay', self: FEED.feedUrl, url: FEED.url });
    expect(feed.updated?.toISOString()).toBe('2025-06-19T09:00:00.000Z');
    expect(feed.items).toHaveLength(2);
    expect(feed.items[0]).toMatchObject({
      id: `urn:uuid:${ENTRY.uid}`,
      title: 'A < B & "C" \ufffd 쇼이구',
      url: ENTRY.url,
      description: ENTRY.summary,
    });
    expect(feed.items[0]!.published?.toISOString()).toBe('2025-06-18T09:00:00.000Z');
    expect(feed.items[0]!.categories.map(({ term }) => term)).toEqual(['choke-point', 'a & b']);
  });

  it('an Atom feed and its entries have what RFC 4287 requires', () => {
    const xml = XmlDocument.fromString(writeAtomFeed({ ...FEED, entries: [{ ...ENTRY, text: 'Of &lt; and &#38;' }] }));
    const names = { a: 'http://www.w3.org/2005/Atom' };
    for (const path of ['/a:feed', '/a:feed/a:entry']) {
      for (const name of ['id', 'title', 'updated']) expect(xml.find(`${path}/a:${name}`, names)).toHaveLength(1);
    }
    expect(xml.find('/a:feed/a:author/a:name', names)).toHaveLength(1);
    expect(xml.get('/a:feed/a:entry/a:title/@xml:lang', names)?.content).toBe('ko');
    expect(xml.get('/a:feed/a:entry/a:title', names)?.content).toBe('Of &lt; and &#38;');
  });

  it('an Atom feed without entries is valid', () => {
    const feed = parseFeed(writeAtomFeed({ ...FEED, entries: [] }));
    expect(feed.updated?.toISOString()).toBe('2025-01-01T00:00:00.000Z');
    expect(feed.items).toEqual([]);
  });
});

describe('sitemap', () => {
  const names = { s: 'http://www.sitemaps.org/schemas/sitemap/0.9' };

  it('a sitemap lists each address, with the time of its last change where known', () => {
    const pages = [
      { url: 'http://hearsay.test/?a=1&b=2', changedAt: null },
      { url: 'http://hearsay.test/claims/1-a', changedAt: '2025-06-18T09:00:00Z' },
    ];
    const xml = XmlDocument.fromString(writeSitemap(pages));
    expect(xml.find('/s:urlset/s:url/s:loc', names).map(({ content }) => content)).toEqual(pages.map(({ url }) => url));
    expect(xml.find('//s:lastmod', names).map(({ content }) => content)).toEqual(['2025-06-18T09:00:00Z']);
  });

  it('a sitemap index lists its sitemaps', () => {
    const xml = XmlDocument.fromString(writeSitemapIndex(['http://hearsay.test/sitemap-1.xml']));
    expect(xml.get('/s:sitemapindex/s:sitemap/s:loc', names)?.content).toBe('http://hearsay.test/sitemap-1.xml');
  });
});
