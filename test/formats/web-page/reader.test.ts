import { describe, expect, it } from 'vitest';
import { readWebPage } from '../../../src/formats/web-page/reader.ts';
import type { WebPage } from '../../../src/model/web-pages.ts';
import { PAGES, readPageFile } from './pages.ts';

const URL = 'https://site.example/stories/crane?id=1';

function readCase(name: string): WebPage {
  const read = readWebPage(readPageFile(name), 'text/html', URL);
  if (!read.ok) throw new Error(read.problem.kind);
  return read.page;
}

function readHtml(html: string): WebPage {
  const read = readWebPage(Buffer.from(html), 'text/html; charset=utf-8', URL);
  if (!read.ok) throw new Error(read.problem.kind);
  return read.page;
}

const LONG = `<p>${'The rails have moved, the inspectors said. '.repeat(10)}</p>`;
const head = (html: string): WebPage =>
  readHtml(`<!doctype html><html><head>${html}</head><body><article>${LONG}</article></body></html>`);
const article = (members: Record<string, unknown>): WebPage =>
  head(`<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...members })}</script>`);

describe('the text of a page', () => {
  it.each(PAGES.filter(({ article }) => article.length > 0))(
    '$name: the article is kept, in its order, and nothing beside it',
    ({ name, article, rest }) => {
      const text = readCase(name).text!;
      const places = article.map((words) => [words, text.indexOf(words)] as const);
      expect(places.filter(([, at]) => at === -1)).toEqual([]);
      expect(places.map(([, at]) => at)).toEqual(places.map(([, at]) => at).sort((a, b) => a - b));
      expect(rest.filter((words) => text.includes(words))).toEqual([]);
    },
  );

  it('paragraphs have an empty line between them, lines and cells are apart, and source line ends are spaces', () => {
    const text = readHtml(
      `<html><body><article>${LONG}<p>One\n two<br>three</p><ul><li>a<li>b</ul><table><tr><td>c</td><td>d</td></tr></table>${LONG}</article></body></html>`,
    ).text!;
    expect(text).toMatch(/said\.\n\nOne two\nthree\n\na\n\n?b\n\nc d\n\nThe rails/);
  });

  it('a text that scripts put into the page is taken from its JSON-LD', () => {
    const body = `First paragraph.\n\nSecond ${'and on '.repeat(30)}.`;
    const html = `<html><body><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'T', articleBody: body })}</script><div id="root"></div></body></html>`;
    expect(readHtml(html).text).toBe(body);
    const marked = html.replace('First paragraph.', '<p>First &amp; only paragraph.<\\/p>');
    expect(readHtml(marked).text).toBe(body.replace('First', 'First & only'));
  });

  it('control characters never come into a text or a title', () => {
    const page = readHtml(
      `<html><head><title>A\u0007 title\u202e</title></head><body><article><p>Bell\u0007 and \u0000null.</p>${LONG}</article></body></html>`,
    );
    expect(page.title).toBe('A title');
    // eslint-disable-next-line no-control-regex -- control characters are what it looks for
    expect(page.text).not.toMatch(/[\u0000-\u0009\u007f]/u);
  });
});

describe('pages without an article', () => {
  it.each([
    ['consent-wall', 'consent-wall'],
    ['script-only', 'no-article'],
  ])('%s gives nothing, not even its title, and says why: %s', (name, kind) => {
    expect(readWebPage(readPageFile(name), 'text/html', URL)).toEqual({ ok: false, problem: { kind } });
  });

  it('an empty page, a text and bytes at random give nothing and throw nothing', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('plain words'), Buffer.from([0, 255, 254, 60, 62, 0, 38])]) {
      expect(readWebPage(bytes, '', URL)).toMatchObject({ ok: false });
    }
  });
});

describe('what a page says of itself', () => {
  it('an agency’s page, from JSON-LD', () => {
    const { text: _, ...page } = readCase('agency');
    expect(page).toEqual({
      title: 'Harbour authority says second crane has failed',
      publisher: 'Lowmark Press Agency',
      publishedAt: '2025-06-17T09:12+09:00',
      language: 'en',
      kind: 'article',
      authors: ['Mina Holt'],
      credits: [],
      canonicalUrl: 'https://lowmark.example/wire/2025/harbour-second-crane',
      isForSubscribers: false,
    });
  });

  it('a newspaper’s page names whom it has its story from', () => {
    const page = readCase('newspaper');
    expect(page).toMatchObject({
      publisher: 'The Ellery Post',
      publishedAt: '2025-06-17T14:05Z',
      language: 'en-US',
      authors: ['Jo Aldane', 'Sam Ferro'],
      canonicalUrl: null,
    });
    expect(page.credits).toEqual([
      { kind: 'isBasedOn', name: null, url: 'https://lowmark.example/wire/2025/harbour-second-crane' },
      {
        kind: 'citation',
        name: 'Inspection report of March 2025',
        url: 'https://transport.example/reports/march-2025',
      },
      { kind: 'citation', name: 'Coastal News Service, 16 June 2025', url: null },
      { kind: 'sourceOrganization', name: 'Lowmark Press Agency', url: 'https://lowmark.example/' },
      { kind: 'credit', name: 'Lowmark / Coastal News Service', url: null },
    ]);
  });

  it.each([
    [
      'blog',
      {
        title: 'Die Schienen bewegen sich',
        publisher: 'Kaiblog',
        publishedAt: '2025-06-18T07:40+02:00',
        language: 'de-DE',
        authors: ['Ruth Lindner'],
        kind: 'article',
      },
    ],
    [
      'live-blog',
      {
        title: 'Tern Harbour live: inspectors arrive at the quay',
        publisher: 'Channel Nine News',
        publishedAt: '2025-06-19T06:00Z',
        language: 'en',
        authors: ['Channel Nine desk'],
        kind: 'article',
      },
    ],
    // Its JSON-LD has a comma too many.
    [
      'consent-overlay',
      { publisher: 'Le Courrier du Large', publishedAt: null, language: 'fr', authors: [], kind: null },
    ],
    [
      'korean',
      {
        title: '턴 항 크레인 두 대 모두 멈춰',
        publisher: '해안통신',
        publishedAt: '2025-06-17T11:20+09:00',
        language: 'ko-KR',
      },
    ],
    [
      'press-release',
      {
        title: 'Findings on the cranes at Tern Harbour',
        publisher: 'Ministry of Transport',
        publishedAt: '2025-06-20',
        language: 'en',
        kind: null,
      },
    ],
    [
      'paywall',
      { publisher: 'The Quarterly Ledger', publishedAt: '2025-06-21', isForSubscribers: true, authors: ['Ines Marr'] },
    ],
  ])('%s', (name, said) => {
    expect(readCase(name)).toMatchObject(said);
  });

  it('a date without a zone gives its day alone, and one that is none gives nothing', () => {
    const dates = ['2025-06-17T09:12:00', '2025-06-31', '01/02/2025', '2025-06-17T23:59:59.123Z', 'June 2025', 7, null];
    expect(dates.map((datePublished) => article({ datePublished }).publishedAt)).toEqual([
      '2025-06-17',
      null,
      null,
      '2025-06-17T23:59Z',
      '2025-06',
      null,
      null,
    ]);
  });

  it('the site’s name is no part of the title; other words after a dash are', () => {
    const title = (text: string) =>
      head(`<meta property="og:site_name" content="The Post"><title>${text}</title>`).title;
    expect(title('A crane falls | The Post')).toBe('A crane falls');
    expect(title('A crane falls – again')).toBe('A crane falls – again');
  });

  it('only http and https addresses are taken, made whole by the page’s own', () => {
    expect(head('<link rel="canonical" href="/stories/crane">').canonicalUrl).toBe(
      'https://site.example/stories/crane',
    );
    expect(head('<link rel="canonical" href="javascript:alert(1)">').canonicalUrl).toBeNull();
    expect(article({ isBasedOn: 'javascript:alert(1)' }).credits).toEqual([
      { kind: 'isBasedOn', name: 'javascript:alert(1)', url: null },
    ]);
    expect(article({ isBasedOn: { url: 'data:text/html,x', name: 'A wire' } }).credits).toEqual([
      { kind: 'isBasedOn', name: 'A wire', url: null },
    ]);
  });

  it('JSON-LD of the wrong shape gives nothing rather than an error', () => {
    for (const publisher of [7, null, [], {}, [[]], { name: {} }, { '@id': 'nowhere' }, 'Plain name', true]) {
      const page = article({ publisher, author: publisher, citation: publisher, inLanguage: publisher });
      expect(page.publisher).toBe(publisher === 'Plain name' ? publisher : publisher === 7 ? '7' : null);
    }
  });
});

describe('charsets', () => {
  const bytes = Buffer.concat([
    Buffer.from('<html><body><article><p>Caf'),
    Buffer.from([0xe9]),
    Buffer.from(` au port</p>${LONG}</article></body></html>`),
  ]);
  const text = (contentType: string, page = bytes) => {
    const read = readWebPage(page, contentType, URL);
    return read.ok ? read.page.text! : read.problem.kind;
  };

  it('the charset is the header’s, else the page’s, else UTF-8 where it is valid, else windows-1252', () => {
    expect(text('text/html; charset=ISO-8859-1')).toContain('Café');
    expect(text('text/html; charset="windows-1251"')).toContain('Cafй');
    expect(text('text/html')).toContain('Café');
    expect(text('text/html; charset=unheard-of')).toContain('Café');
    expect(text('text/html', Buffer.from(`<html><body><article><p>Café</p>${LONG}</article></body></html>`))).toContain(
      'Café',
    );
    const marked = Buffer.from(`\ufeff<html><body><article><p>Café</p>${LONG}</article></body></html>`, 'utf16le');
    expect(text('text/html; charset=utf-8', marked)).toContain('Café');
  });
});
