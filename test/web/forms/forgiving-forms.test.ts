/** What people write in forms, as they see it understood, asked about and stored. */
import { describe, expect, it } from 'vitest';
import { v7 as makeUid } from 'uuid';
import {
  acceptPreview,
  CLAIM,
  followDraft,
  fresh,
  loadAt,
  openNewsroom,
  cards,
  sendDraft,
  STORY,
} from '../claims/edit/desk.ts';
import { read } from '../signed-in.ts';

const DOCUMENT = {
  publisher: 'IANS',
  'publisher-pick': 'new',
  'publisher-pickedFor': 'IANS',
  'publisher-kind': 'agency',
};

describe('the form of a document', () => {
  it('stores what was understood', async () => {
    const { app, cookie } = await openNewsroom();
    const typed = {
      url: 'news.example/story',
      publishedAt: 'Feb. 10, 2009',
      retrievedAt: 'June 2025',
      language: 'Korean',
    };
    const saved = await app.post('/documents/new', { ...DOCUMENT, title: 'A story', ...typed }, cookie);
    expect(saved.status).toBe(303);
    const [stored] = await app.store.documents.findByUrl('https://news.example/story');
    expect(stored!.document).toMatchObject({ publishedAt: '2009-02-10', retrievedAt: '2025-06', language: 'ko' });
    const again = await app.post('/documents/new', { ...DOCUMENT, title: 'The same', ...typed }, cookie);
    expect(again.status).toBe(422);
    expect(read(again).text).toContain('This is already here, as “A story”');
  });

  it('keeps what was typed, says what it was understood as, and asks what may mean two things', async () => {
    const { app, cookie } = await openNewsroom();
    const typed = {
      title: 'A story',
      url: 'news.example',
      language: 'Farsi',
      retrievedAt: '17 Jun 2025',
      publishedAt: '10/02/2009',
    };
    const asked = await app.post('/documents/new', { ...DOCUMENT, ...typed }, cookie);
    expect(asked.status).toBe(422);
    const { text } = read(asked);
    for (const words of Object.values(typed)) expect(asked.text).toContain(`value="${words}"`);
    for (const words of ['https://news.example', 'Persian', '17 June 2025'])
      expect(text).toContain(`Understood as ${words}`);
    expect(asked.text).toContain('href="#f-publishedAt"');
    expect(text).toContain('Which date is “10/02/2009”? Choose one');
    const answer = '2009-02-10 for 10/02/2009';
    expect(asked.text).toContain(`type="radio" value="${answer}"`);
    expect(text).toMatch(/10 February 2009\s+2 October 2009/u);
    // Another date needs another answer.
    const other = { ...DOCUMENT, ...typed, publishedAt: '02/10/2009', 'publishedAt-meant': answer };
    expect((await app.post('/documents/new', other, cookie)).status).toBe(422);
    const invented = { ...DOCUMENT, ...typed, 'publishedAt-meant': '2009-07-07 for 10/02/2009' };
    expect((await app.post('/documents/new', invented, cookie)).status).toBe(422);
    const saved = await app.post('/documents/new', { ...DOCUMENT, ...typed, 'publishedAt-meant': answer }, cookie);
    expect(saved.status).toBe(303);
    const [stored] = await app.store.documents.findByUrl('https://news.example');
    expect(stored!.document).toMatchObject({ publishedAt: '2009-02-10', retrievedAt: '2025-06-17', language: 'fa' });
  });

  it('says at its field what a time lacks', async () => {
    const { app, cookie } = await openNewsroom();
    const typed = { ...DOCUMENT, title: 'A story', publishedAt: '2009-02-10 09:30' };
    const told = await app.post('/documents/new', typed, cookie);
    expect(told.status).toBe(422);
    expect(read(told).text).toContain('Published on must have a time zone with its time, such as 09:30 UTC');
    expect(told.text).toContain('value="2009-02-10 09:30"');
  });
});

describe('the form of a source', () => {
  it('takes names of countries and languages, hosts and addresses of Wikidata', async () => {
    const { app, cookie } = await openNewsroom();
    const typed = { name: 'Yonhap', kind: 'agency', country: 'South Korea', homepage: 'yna.co.kr' };
    const more = {
      wikidata: 'https://www.wikidata.org/wiki/Q482461',
      'alias-0-name': '연합뉴스',
      'alias-0-language': 'Korean',
    };
    const saved = await app.post('/sources/new', { ...typed, ...more }, cookie);
    expect(saved.status).toBe(303);
    const [stored] = await app.store.sources.findByName('Yonhap');
    expect(stored!.source).toMatchObject({ country: 'KR', homepage: 'https://yna.co.kr', wikidata: 'Q482461' });
    expect(stored!.source.aliases).toEqual([{ name: '연합뉴스', language: 'ko' }]);
  });

  it('asks which Korea', async () => {
    const { app, cookie } = await openNewsroom();
    const typed = { name: 'KBS', kind: 'outlet', country: 'Korea' };
    const asked = await app.post('/sources/new', typed, cookie);
    expect(asked.status).toBe(422);
    expect(read(asked).text).toMatch(/Which country is “Korea”\?.*North Korea\s+South Korea/su);
    const saved = await app.post('/sources/new', { ...typed, 'country-meant': 'KR for Korea' }, cookie);
    expect(saved.status).toBe(303);
    expect((await app.store.sources.findByName('KBS'))[0]!.source.country).toBe('KR');
  });
});

describe('the forms of a claim', () => {
  it('stores what was understood of a claim, its rating, its story and its rows', async () => {
    const { app, cookie } = await openNewsroom();
    const rating = {
      rating: 'False',
      reviewer: 'A',
      reviewerKind: 'organisation',
      ratedAt: '1 July 2025',
      reviewUrl: 'a.example/r',
    };
    const typed = { ...CLAIM, language: 'English', aboutDate: '4 to 17 June 2025', ...rating };
    const story = {
      ...STORY,
      'story-url': 'news.example/s',
      'story-date': '17 June 2025, 9.12am KST',
      'story-language': 'Hindi',
    };
    const chain = cards(
      fresh('IANS', 'agency', { wording: 'It did.', language: 'British English' }),
      fresh('TASS', 'agency', { date: 'about June 2025' }),
    );
    const { record } = await loadAt(
      app,
      await sendDraft(app, '/claims/new', { ...typed, ...story, ...chain, action: 'save' }, cookie),
    );
    expect(record.claim).toMatchObject({
      language: 'en',
      aboutDate: '2025-06-04/2025-06-17',
      rating: { ratedAt: '2025-07-01', reviewUrl: 'https://a.example/r' },
    });
    expect(record.documents).toMatchObject([
      { url: 'https://news.example/s', publishedAt: '2025-06-17T09:12+09:00', language: 'hi' },
    ]);
    expect(record.statements.map(({ statedAt, language }) => [statedAt, language])).toEqual(
      expect.arrayContaining([
        ['2025-06-17T09:12+09:00', 'en-GB'],
        ['2025-06~', null],
      ]),
    );
  });

  it('keeps the answers about dates through the preview', async () => {
    const { app, cookie } = await openNewsroom();
    const chain = cards(
      fresh('IANS', 'agency', { date: '10/02/2009' }),
      fresh('TASS', 'agency', { date: '10/02/2009' }),
    );
    const asked = await sendDraft(app, '/claims/new', { ...CLAIM, ...chain, action: 'continue' }, cookie);
    expect(asked.status).toBe(422);
    for (const row of [0, 1]) expect(asked.text).toContain(`name="card-${row}-date-meant"`);
    const answers = {
      'card-0-date-meant': '2009-10-02 for 10/02/2009',
      'card-1-date-meant': '2009-02-10 for 10/02/2009',
    };
    const path = `/drafts/${makeUid()}`;
    const sent = await app.post(path, { ...CLAIM, ...chain, ...answers, action: 'continue' }, cookie);
    const preview = await followDraft(app, sent, cookie);
    expect(preview.status).toBe(200);
    expect(read(preview).text).toContain('2 October 2009');
    const saved = await loadAt(app, await app.post(path, acceptPreview(preview), cookie));
    expect(saved.record.statements.map(({ statedAt }) => statedAt).toSorted()).toEqual(['2009-02-10', '2009-10-02']);
  });
});

describe('a chain in one line', () => {
  const send = async (line: string, more: Record<string, string> = {}) => {
    const { app, cookie } = await openNewsroom();
    return sendDraft(app, '/claims/new', { ...CLAIM, ...cards({}), line, action: 'read-line', ...more }, cookie);
  };
  const listRows = (html: string): string[] =>
    Array.from(html.matchAll(/name="card-\d+-source"[^>]*value="([^"]+)"/gu), ([, name]) => name!);

  it('goes from the report in the rows, whichever way it was written', async () => {
    for (const line of ['IANS < Yonhap < TASS', 'TASS > Yonhap > IANS', '«IANS» citing «Yonhap» citing «TASS»']) {
      const made = await send(line);
      expect(made.status).toBe(200);
      expect(listRows(made.text)).toEqual(['IANS', 'Yonhap', 'TASS']);
    }
  });

  it('is asked about when it may go either way, and nothing is lost', async () => {
    for (const line of ['IANS → TASS', 'IANS -> TASS']) {
      const asked = await send(line);
      expect(asked.status).toBe(422);
      expect(asked.text).toContain('href="#f-line"');
      expect(read(asked).text).toMatch(/Who cites whom\?\s+IANS, citing TASS\s+TASS, citing IANS/u);
      expect(asked.text).toContain(`value="${line.replace('>', '&gt;')}"`);
      const made = await send(line, { 'line-meant': `TASS < IANS for ${line}` });
      expect(made.status).toBe(200);
      expect(listRows(made.text)).toEqual(['TASS', 'IANS']);
    }
  });

  it('takes words that name nobody for an unnamed source, and asks about a name', async () => {
    const { app, cookie } = await openNewsroom();
    const typed = { ...CLAIM, ...cards(fresh('IANS', 'agency'), { source: 'two officials' }), action: 'save' };
    const { record } = await loadAt(app, await sendDraft(app, '/claims/new', typed, cookie));
    expect(record.sources.find(({ name }) => name === 'two officials')?.kind).toBe('unnamed');
    const named = await sendDraft(app, '/claims/new', { ...typed, 'card-1-source': 'Straits Herald' }, cookie);
    expect(named.status).toBe(200);
    expect(named.text).toMatch(/name="card-1-pick" type="radio" value="new" checked/u);
    expect(named.text).toMatch(/<option value="outlet" selected>/u);
  });
});
