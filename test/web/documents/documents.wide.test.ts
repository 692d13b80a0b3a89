/** The pages of documents, and the forms by which editors add and change them. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readHearsayClaim } from '../../../src/formats/hearsay/reader.ts';
import { uidOf } from '../../support/graph.ts';
import { cleanName } from '../../../src/text/invisible.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { openSample, type Answer, type openApp } from '../open-app.ts';
import { read, readIssues } from '../signed-in.ts';
import { EDIT, openStoryDesk, PLAIN, TEXT } from './story-desk.ts';
import { foldText } from '../../../src/text/words.ts';
import { hashText } from '../../../src/text/characters.ts';
import { oneIn } from '../../support/thorough.ts';

type Fields = Record<string, string>;

interface Listed {
  id: number;
  title: string;
  kind: string | null;
  language: string | null;
  publishedAt: string | null;
  pageUrl: string;
  url: string | null;
}

interface ListJson {
  documents: Listed[];
  next: string | null;
}

/** An excerpt of “A long week on the wrong side of the water”. */
const REPORTED =
  'Commuters between Orrin and Karrow Point should plan for a long week: the Orrin Bridge will remain closed for at least three days, Karrow News Agency reported on Thursday.';

describe('documents of the sample', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  let documents: ListJson['documents'];
  let cookie: string;
  beforeAll(async () => {
    sample = await openSample();
    documents = ((await sample.get('/documents.json')).body as ListJson).documents;
    await addPerson(sample.store, 'ed@news.example', 'editor', 'Ed');
    cookie = await signIn(sample.store, 'ed@news.example');
  });

  const open = (title: RegExp) => new URL(documents.find((one) => title.test(one.title))!.pageUrl).pathname;

  it('the document list is well-formed, the last published first and filtered by publisher', async () => {
    const page = read(await sample.get('/documents'));
    expect(page.count('tr role="row"')).toBe(documents.length + 1);
    expect(page.text).toMatch(
      /A long week on the wrong side of the water Article Orrin Courier 21 August 2025 English/,
    );
    const dates = documents.map(({ publishedAt }) => publishedAt ?? '');
    expect(dates).toEqual([...dates].sort().reverse());
    const { id } = (await sample.store.sources.findByName('IANS'))[0]!;
    const own = read(await sample.get(`/documents?publisher=${id}`));
    expect(own.text).toContain('Documents published by IANS');
    expect(own.count('tr role="row"')).toBe(3);
    for (const unknown of ['x', '999', 'IAN']) {
      expect((await sample.get(`/documents?publisher=${unknown}`)).status).toBe(400);
    }
    expect(read(await sample.get('/documents?publisher=IAN')).hrefs).toContain(`/documents?publisher=${id}`);
    expect(read(await sample.get('/documents?publisher=ians')).text).toContain('Documents published by IANS');
  });

  it('a language that is none is no failure', async () => {
    for (const query of ['language=a+b', 'language=%3Cb%3E&kind=nothing', 'language=../etc']) {
      expect((await sample.get(`/documents?${query}`)).status, query).toBeLessThan(500);
    }
  });

  it('the document list is filtered, sorted by its headings and counted, in JSON too', async () => {
    const list = async (query: string): Promise<Listed[]> =>
      ((await sample.get(`/documents.json?${query}`)).body as { documents: Listed[] }).documents;
    const english = documents.filter(({ language }) => language === 'en');
    expect(english.length).toBeLessThan(documents.length);
    expect(await list('language=EN')).toEqual(english);
    const [{ title, kind }] = english as [Listed];
    const word = title.split(' ').find((some) => /^\w{4,}$/.test(some))!;
    const wanted = english.filter((one) => one.kind === kind && foldText(one.title).includes(foldText(word)));
    const query = `q=${word.toUpperCase()}&kind=${kind}&language=en`;
    expect(await list(query)).toEqual(wanted);
    const page = read(await sample.get(`/documents?${query}`));
    expect(page.text).toContain(`${wanted.length} document${wanted.length === 1 ? '' : 's'}, newest first`);
    expect(page.text).toContain(`Words in the title: ${word.toUpperCase()} ✕ remove`);
    expect(page.hrefs).toEqual(
      expect.arrayContaining([`/documents?kind=${kind}&language=en`, `/documents?${query}&sort=title`, '/documents']),
    );
    expect(page.problems()).toEqual([]);
    const titles = (await list('sort=title')).map((one) => foldText(one.title));
    expect(titles).toEqual([...titles].sort());
    const { text } = await sample.get('/documents?sort=title');
    expect(text).toMatch(/aria-sort="ascending"><a [^>]*>Document</);
    expect(read(await sample.get('/documents?language=xx')).text).toContain('No document meets all of these filters.');
    expect(read(await sample.get('/documents?kind=lie')).text).toContain('Kind: must be one of article');
  });

  it('the page of every document is well-formed for readers and for editors', async () => {
    for (const { pageUrl, title } of oneIn(4, documents)) {
      const path = new URL(pageUrl).pathname;
      for (const answer of [await sample.get(path), await sample.get(path).set('Cookie', cookie)]) {
        expect(answer.status, title).toBe(200);
        expect(read(answer).title).toBe(`${title} – Hearsay`);
      }
    }
  });

  it('an excerpt is marked within its sentence and links to its hop and to the live page', async () => {
    const path = open(/^A long week/);
    const answer = await sample.get(path);
    const page = read(answer);
    expect(answer.text).toContain(`<mark>${REPORTED}</mark>`);
    expect(page.text).toContain('In a statement sent to this newspaper');
    expect(page.text).not.toContain('The city council meets on Friday');
    expect(page.text).toMatch(/Orrin Courier \w+ Karrow News Agency “ reported ” , in:/);
    const words = 'https://orrincourier.example/news/long-week#:~:text=Commuters';
    expect(page.hrefs.some((href) => href.startsWith(words))).toBe(true);
    const hop = page.hrefs.find((href) => /^\/claims\/\d+-[^#]*#h-/.test(href))!;
    const [claim, anchor] = hop.split('#');
    expect(read(await sample.get(claim!)).ids).toContain(anchor);
  });

  it('a document page links excerpts to the archived copy and lists the claims that rest on the document', async () => {
    const path = open(/^Ship hits pier/);
    const page = read(await sample.get(path));
    expect(page.hrefs.filter((href) => /^https:\/\/archive\.example\/.*#:~:text=/.test(href))).toHaveLength(3);
    expect(page.text).toMatch(
      /Claims that use it .*A bulk carrier struck pier 7 [^.]*\. 1 statement, 2 excerpts 2 hops/,
    );
    const { body } = await sample.get(`${path}.json`);
    expect((body as { claims: object[] }).claims).toMatchObject([
      { statements: 1, excerpts: 1, hops: { fewest: 1, most: 1 } },
      { statements: 1, excerpts: 2, hops: { fewest: 2, most: 2 } },
    ]);
  });

  it('the whole text of a document is for editors only, and in JSON when asked for', async () => {
    const path = open(/^A long week/);
    const ending = 'The city council meets on Friday to discuss extra buses.';
    const page = await sample.get(path).set('Cookie', cookie);
    expect(page.text).toContain(ending);
    expect(page.text).toMatch(new RegExp(`<mark><a href="/claims/[^"]*#h-[^"]*">${REPORTED}</a></mark><sup>`));
    for (const query of ['', '?text=1']) {
      expect((await sample.get(path + query)).text).not.toContain(ending);
      expect((await sample.get(`${path}.json${query}`)).text).not.toContain('city council');
    }
    expect((await sample.get(`${path}.json`).set('Cookie', cookie)).text).not.toContain('city council');
    const whole = await sample.get(`${path}.json?text=1`).set('Cookie', cookie);
    expect((whole.body as { text: string }).text).toContain(ending);
    const wrong = await sample.get(`${path.replace(/-.*/, '-x')}.json?text=1`).set('Cookie', cookie);
    expect([wrong.status, wrong.headers.location]).toEqual([302, `${path}.json?text=1`]);
  });

  it('the text of a document is in its claim’s JSON for editors who ask, and can be read back', async () => {
    const path = `/claims/${sample.claims.findIndex(({ documents }) => documents.some(({ title }) => /^A long week/.test(title))) + 1}.json`;
    const ending = 'The city council meets on Friday to discuss extra buses.';
    const whole = await sample.get(`${path}?text=1`).set('Cookie', cookie);
    expect(whole.text).toContain(ending);
    expect(readHearsayClaim(whole.body)).toMatchObject({ ok: true });
    expect((await sample.get(path).set('Cookie', cookie)).text).not.toContain(ending);
    expect((await sample.get(`${path}?text=1`)).text).not.toContain(ending);
  });

  it('the JSON of a document has its excerpts and their hops', async () => {
    const { body } = await sample.get(`${open(/^A long week/)}.json`);
    expect(body).toMatchObject({
      document: {
        ...{ url: 'https://orrincourier.example/news/long-week', publisher: { name: 'Orrin Courier' } },
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
      total: 3,
      excerpts: [
        {
          exact: REPORTED,
          attribution: { cue: 'reported', url: expect.stringMatching(/#h-/) as string },
          citing: { name: 'Orrin Courier' },
          cited: { name: 'Karrow News Agency' },
        },
        {},
        {},
      ],
    });
  });
});

describe('a document', () => {
  let app: ReturnType<typeof openApp>;
  let cookie: string;
  const post = (path: string, fields: Fields): PromiseLike<Answer> => app.post(path, fields, cookie);
  const see = (path: string) => app.get(path).set('Cookie', cookie);

  const STORY = uidOf('document', 'ians-story');

  beforeEach(async () => {
    ({ app, cookie } = await openStoryDesk());
  });

  const find = async () => (await app.store.documents.loadByUids([STORY]))[0]!;

  it('a document in no published claim is for editors only', async () => {
    const answer = await post('/documents/new', { ...PLAIN, url: '', title: 'Hidden', text: 'A secret text.' });
    expect(answer.status).toBe(303);
    const path = answer.headers.location!.replace('?done=1', '');
    expect(path).toMatch(/^\/documents\/\d+-hidden$/);
    for (const address of [path, `${path}.json`, `/documents/${/\d+/.exec(path)![0]}`]) {
      expect((await app.get(address)).status, address).toBe(404);
    }
    const page = read(await see(path));
    expect(page.text).toContain('In no published claim: editors only.');
    expect(page.text).toContain('A secret text.');
    expect((await app.get('/documents.json')).text).not.toContain('Hidden');
    expect((await see('/documents.json')).text).toContain('Hidden');
    expect((await app.get(`${path}/history`)).status).toBe(303);
    expect((await app.get(`${path}/history.json`)).status).toBe(401);
  });

  it('a document page does not show readers a draft’s excerpts', async () => {
    await post('/documents/1/edit', { ...EDIT, text: TEXT });
    const shown = await app.get('/documents/1-a-story');
    expect(read(shown).text).toContain('1 excerpt:');
    expect(shown.text).not.toMatch(/A draft|Busan, TASS/);
    expect((await app.get('/documents/1.json')).text).not.toMatch(/A draft|Busan, TASS/);
    const page = await see('/documents/1-a-story');
    expect(read(page).text).toContain('A draft. draft');
    // “Busan, TASS” and “TASS said” overlap.
    expect(page.text).toMatch(
      />Busan, <\/a><\/mark><mark><a [^>]*>TASS<\/a><\/mark><sup>.*?1<\/a><\/sup><mark><a [^>]*> said<\/a><\/mark><sup>/,
    );
  });

  it('a document has one address, and others redirect to it', async () => {
    for (const wrong of ['1', '1-', '1-other']) {
      const answer = await app.get(`/documents/${wrong}`);
      expect([answer.status, answer.headers.location], wrong).toEqual([302, '/documents/1-a-story']);
    }
    expect((await app.get('/documents/1.json')).status).toBe(200);
    expect((await app.get('/documents/1-other.json')).headers.location).toBe('/documents/1-a-story.json');
    expect((await app.get('/documents/99')).status).toBe(404);
  });

  it('a new document is saved with all its fields and its new publisher', async () => {
    read(await see('/documents/new'));
    const text = 'Line one.\r\nLine two: 한국어 😀';
    const answer = await post('/documents/new', {
      ...{
        publisher: 'Courier',
        'publisher-pick': 'new',
        'publisher-pickedFor': 'Courier',
        'publisher-kind': 'outlet',
      },
      ...{ title: 'Fresh', url: 'https://courier.example/1', archivedUrl: 'https://archive.example/1' },
      ...{ publishedAt: '2025-06-17T09:12+09:00', retrievedAt: '2025-06', language: 'ko', text, reason: 'Found.' },
    });
    expect(answer.status).toBe(303);
    const { document } = (await app.store.documents.load(2))!;
    const kept = text.replace('\r\n', '\n');
    expect(document).toMatchObject({
      ...{ title: 'Fresh', publishedAt: '2025-06-17T09:12+09:00', retrievedAt: '2025-06', language: 'ko' },
      sha256: hashText(kept),
    });
    expect((await app.store.sources.loadByUids([document.publisher]))[0]!.source.name).toBe('Courier');
    expect((await app.store.documents.readTexts([document.uid])).get(document.uid)).toBe(kept);
    expect((await see('/documents/2/edit')).text).toContain(`\n${kept}</textarea>`);
  });

  it('the form of a document shows every mistake at its field and what was typed', async () => {
    const typed = {
      ...{ publisher: 'Nobody we know', title: '', url: 'ftp://x.example', archivedUrl: 'javascript:1' },
      ...{ publishedAt: 'soon', retrievedAt: '2025-13', language: '!!', text: 'a\u0000b' },
    };
    const answer = await post('/documents/new', typed);
    expect(answer.status).toBe(422);
    const named = readIssues(answer).map(([field]) => field);
    expect(named).toEqual([
      ...['url', 'title', 'publisher-pick', 'publishedAt', 'retrievedAt', 'language', 'archivedUrl', 'text'],
    ]);
    // As the fields stand on the page.
    const places = named.map((field) => answer.text.indexOf(` id="f-${field}"`));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(read(answer).title).toBe('Error: Add a document – Hearsay');
    for (const value of ['Nobody we know', 'ftp://x.example', 'soon', '!!']) {
      expect(answer.text).toContain(`value="${value}"`);
    }
    const long = await post('/documents/new', { ...PLAIN, url: '', text: '😀'.repeat(200_001) });
    expect(readIssues(long)).toEqual([['text', 'Text must be at most 200,000 characters, not 200,001']]);
    const most = await post('/documents/new', { ...PLAIN, url: '', text: '😀'.repeat(200_000) });
    expect(most.status).toBe(303);
    expect((await see(most.headers.location!)).status).toBe(200);
  });

  it('a new document with a known address is refused with a link to the known one', async () => {
    const url = 'http://www.news.example/story/?utm_source=feed#top';
    const answer = await post('/documents/new', { ...PLAIN, url });
    expect(readIssues(answer)).toEqual([
      ['url', expect.stringMatching(/^This is already here, as “A story”. If the page has changed/)],
    ]);
    expect(answer.text).toContain('href="/documents/1-a-story"');
    // Its own address, written otherwise, is no other document's.
    expect((await post('/documents/1/edit', { ...EDIT, url })).status).toBe(303);
  });

  it('each version of a page is a document, and names the others', async () => {
    const page = { ...PLAIN, url: 'https://news.example/story', kind: 'press-release' };
    const versions = ['2025-05-03', 'r1294837', '2025'];
    for (const version of versions) expect((await post('/documents/new', { ...page, version })).status).toBe(303);
    const again = await post('/documents/new', { ...page, version: 'r1294837' });
    expect(readIssues(again).map(([field]) => field)).toEqual(['url']);
    const shown = read(await see('/documents/2-a-story'));
    expect(shown.text).toContain('Press release, version of 3 May 2025');
    expect(shown.text).toMatch(/Also at this address.*version r1294837.*version 2025.*A story/);
    expect((await app.store.documents.load(2))!.document).toMatchObject({ version: '2025-05-03', retrievedAt: null });
    expect(read(await app.get('/documents/1-a-story')).text).not.toContain('Also at this address');
    const wrong = await post('/documents/new', { ...page, kind: 'leaflet', version: 'x'.repeat(101) });
    expect(readIssues(wrong).map(([field]) => field)).toEqual(['version', 'kind']);
  });

  it('a document that is entered to be read was retrieved that day, and one that is only named was not read', async () => {
    const story = { ...PLAIN, url: '', text: 'Rain, TASS said.', action: 'read' };
    expect((await post('/documents/new', story)).status).toBe(303);
    expect((await post('/documents/new', { ...story, retrievedAt: '2024' })).status).toBe(303);
    expect((await post('/documents/new', { ...story, text: '' })).status).toBe(303);
    const entered = await Promise.all([2, 3, 4].map(async (id) => (await app.store.documents.load(id))!.document));
    expect(entered.map(({ retrievedAt }) => retrievedAt)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      '2024',
      null,
    ]);
    expect(read(await see('/documents/4-a-story')).text).toContain('Not read by us');
    expect(read(await see('/documents/2-a-story')).text).not.toContain('Not read by us');
    expect(read(await see('/documents')).text).toContain('not read by us');
  });

  it('archived copies tell versions apart that have no name', async () => {
    const page = { ...PLAIN, url: 'https://news.example/wiki' };
    const copies = [1, 2].map((n) => ({ ...page, archivedUrl: `https://archive.example/${n}` }));
    for (const copy of copies) expect((await post('/documents/new', copy)).status).toBe(303);
    for (const known of [page, ...copies]) expect((await post('/documents/new', known)).status).toBe(422);
  });

  it('history tells a changed kind and version in words', async () => {
    expect((await post('/documents/1/edit', { ...EDIT, kind: 'dataset', version: '2025-05' })).status).toBe(303);
    expect(read(await see('/documents/1/history')).text).toMatch(/Kind.*data set.*Version.*2025-05/);
  });

  it('a document’s text can be removed, while its excerpts and hash stay', async () => {
    await post('/documents/1/edit', { ...EDIT, text: TEXT });
    expect((await post('/documents/1/edit', { ...PLAIN, revision: '2', text: ' ' })).status).toBe(303);
    expect((await find()).document.sha256).toBe(hashText(TEXT));
    expect((await app.store.documents.readTexts([STORY])).size).toBe(0);
    const page = await app.get('/documents/1-a-story');
    expect(page.text).toContain('<mark>TASS said</mark>');
    const history = read(await see('/documents/1/history'));
    expect(history.text).toMatch(/Revision 3 .*Text removed: kept here .*Revision 2 .*Text added: kept here/);
  });

  it('the second of two editors of a document keeps what was typed and sees both versions', async () => {
    expect((await post('/documents/1/edit', { ...EDIT, title: 'Theirs', reason: 'Better.' })).status).toBe(303);
    const answer = await post('/documents/1/edit', { ...EDIT, title: 'Mine', text: TEXT });
    expect(answer.status).toBe(409);
    const page = read(answer);
    expect(page.text).toContain('Title Mine Theirs');
    expect(answer.text).toContain('value="Mine"');
    expect(answer.text).toContain(`\n${TEXT}</textarea>`);
    expect(answer.text).toContain('name="revision" value="2"');
    expect((await find()).document.title).toBe('Theirs');
    const history = read(await see('/documents/1/history'));
    expect(history.text).toMatch(/Revision 2 .*Ed Better\. Title removed: A story added: Theirs/);
    expect((await see('/documents/1/history.json')).body).toMatchObject({ revisions: [{ reason: 'Better.' }, {}] });
  });

  it('the form of a document keeps hostile input as it is or refuses it by its field', async () => {
    const fields = ['title', 'url', 'archivedUrl', 'publishedAt', 'language', 'text', 'reason', 'publisher'];
    for (const [i, input] of oneIn(12, HOSTILE).entries()) {
      for (const hit of [fields, ['title', 'text', 'reason']]) {
        const typed = Object.fromEntries(hit.map((field) => [field, input]));
        const answer = await post('/documents/new', { ...PLAIN, url: '', ...typed });
        expect([303, 422], `${i}: ${JSON.stringify(input)}`).toContain(answer.status);
        expect(answer.text).not.toMatch(/<script>alert|onerror=alert\(1\)>/);
        if (answer.status === 422) expect(readIssues(answer).length).toBeGreaterThan(0);
        else {
          const page = await see(answer.headers.location!);
          expect(page.status).toBe(200);
          const { document } = (await app.store.documents.load(Number(/\d+/.exec(answer.headers.location!)![0])))!;
          const lines = input.replace(/\r\n?/g, '\n');
          expect(document.title).toBe(cleanName(lines.trim()));
          expect((await app.store.documents.readTexts([document.uid])).get(document.uid)).toBe(lines);
        }
      }
    }
  });
});
