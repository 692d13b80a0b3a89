import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeLayeredGraph } from '../../bench/layered-graph.ts';
import { graph, uidOf } from '../../support/graph.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { aRecord as aStoredRecord, recordOf } from '../../support/records.ts';
import { openDesk, restate } from './history/desk.ts';
import { readHtml } from '../html.ts';
import { aRecord, openApp, openSample, putIn, type Answer } from '../open-app.ts';
import { read } from '../signed-in.ts';

const st = (key: string) => uidOf('statement', key);

/** The statements that have a line in the tree, and those that a drawing's cards lead to. */
function listShown({ text }: Answer) {
  const tree = text.slice(text.indexOf('id="tree"'), text.indexOf('id="hops"'));
  const drawing = text.slice(text.indexOf('id="drawing"'), text.indexOf('id="findings"'));
  const find = (part: string, form: RegExp) => [...new Set([...part.matchAll(form)].map(([, uid]) => uid!))].sort();
  return { tree: find(tree, / id="s-([^"]*)"/g), drawing: find(drawing, /<a href="#s-([^"]*)"/g) };
}

describe('a narrowed claim page', () => {
  const claim = aRecord(graph('a->b->c->d e->c'), { text: 'A.' });
  const see = async (query: string) => {
    const { store, get } = openApp();
    await putIn(store, claim);
    return get(`/claims/1-a?${query}`);
  };

  it('a narrowed claim page shows the same statements in tree and drawing, and the hops between', async () => {
    const answer = await see(`from=${st('a')}`);
    const page = read(answer);
    const shown = ['a', 'b', 'c', 'd'].map(st).sort();
    expect(listShown(answer)).toEqual({ tree: shown, drawing: shown });
    expect(page.text).toContain('4 of 5 statements shown, the same as in the drawing.');
    expect(page.text).toContain('3 of 4 hops shown: those between the statements shown above.');
    expect(page.text).toContain('Only the chains of a are shown.');
    expect(page.text).toContain('Of 2 chains, 1 begins with this report. 3 hops: a b c d');
    expect(page.hrefs).toContain('/claims/1-a#drawing');
    expect(page.hrefs).toContain(`/claims/1-a?from=${st('e')}#drawing`);
    expect(page.hrefs).not.toContain(`/claims/1-a?from=${st('a')}#drawing`);
  });

  it('a narrowed claim page stays narrowed when it redirects to the right address', async () => {
    const { store, get } = openApp();
    await putIn(store, claim);
    const query = `focus=${st('b')}&depth=1`;
    for (const path of ['/claims/1', '/claims/1-old-words']) {
      const { status, headers } = await get(`${path}?${query}`);
      expect([status, headers.location]).toEqual([301, `/claims/1-a?${query}`]);
    }
  });

  it('a narrowed claim page says where branches are cut and links there', async () => {
    const answer = await see(`focus=${st('b')}&depth=1`);
    expect(listShown(answer).tree).toEqual(['a', 'b', 'c'].map(st).sort());
    expect(read(answer).text).toContain('cites 1 more, cited by 1 more , not shown');
    expect(read(answer).hrefs).toContain(`/claims/1-a?focus=${st('c')}#drawing`);
  });

  it('a narrowed claim page without hops does not say that nobody cites anybody', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b lone'), { text: 'A.' }));
    const { text } = read(await get(`/claims/1-a?focus=${st('lone')}`));
    expect(text).toContain('0 of 1 hops shown: those between the statements shown above.');
    expect(text).not.toContain('Nobody cites anybody');
  });

  it('a narrowed claim page links to the reports that it leaves out', async () => {
    const { hrefs } = read(await see(`from=${st('a')}`));
    expect(hrefs).toContain(`/claims/1-a?focus=${st('e')}#s-${st('e')}`);
  });

  it('a narrowed claim page shows a circle as one, wherever it is cut', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b->c->d->b d->e'), { text: 'A.' }));
    for (const query of ['depth=1', 'depth=2', `focus=${st('c')}&depth=1`]) {
      const answer = await get(`/claims/1-a?${query}`);
      const { tree, drawing } = listShown(answer);
      expect(tree, query).toEqual(drawing);
      expect(
        read(answer).ids.filter((id) => id.startsWith('s-')),
        query,
      ).toHaveLength(tree.length);
    }
  });
});

describe('a claim of 5,000 statements', () => {
  it('the page of a claim of 5,000 statements opens narrowed and stays small', async () => {
    const { store, get } = openApp();
    const record = recordOf('large', makeLayeredGraph(5000), { text: 'A.' });
    const loaded = { id: 1, revision: 1, firstUrl: null, record, numbers: new Map() };
    const named = { id: 1, text: 'A.', language: 'en', status: 'published' as const };
    // Storing it is not what is looked at here.
    const big = openApp({
      store: () => ({
        ...store,
        claims: { ...store.claims, load: () => Promise.resolve(loaded), readRefs: () => Promise.resolve([named]) },
      }),
    });
    const answer = await big.get('/claims/1-a');
    const { tree, drawing } = listShown(answer);
    const page = read(answer);
    expect(tree).toHaveLength(12);
    expect(tree).toEqual(drawing);
    expect(page.hrefs).toContain('/claims/1-a?depth=99#drawing');
    expect(page.text).toMatch(/60 of [\d,]+ attributions shown, first those between the statements shown above/);
    expect(answer.text.length).toBeLessThan(255_000);
    const { status } = await get('/claims/1-a');
    expect(status).toBe(404);
  });
});

describe('retractions', () => {
  it('a claim page shows a retracted statement first, with what rests on it', async () => {
    const { store, get } = openApp();
    const statements = { c: { retractedAt: '2025-06-20', retractionReason: 'A mistake.' } };
    await putIn(store, aRecord(graph('a->b->c->d e->d', { statements }), { text: 'A.' }));
    const page = read(await get('/claims/1-a'));
    expect(page.text).toContain('Retracted 20 June 2025 : the statement of c');
    expect(page.text).toContain('Because: A mistake. 2 statements rest on it: b a');
    expect(page.ids.indexOf('retracted')).toBeLessThan(page.ids.indexOf('drawing'));
    expect(page.text).toMatch(/Hop .* b cites c retracted cites a retracted statement/);
  });

  it('a claim page says so when nothing rests on a retracted statement', async () => {
    const { store, get } = openApp();
    const statements = { a: { retractedAt: '2025-06-20' } };
    await putIn(store, aRecord(graph('a->b', { statements }), { text: 'A.' }));
    expect(read(await get('/claims/1-a')).text).toContain('Nothing here rests on it.');
  });
});

describe('time line', () => {
  const see = async (shorthand: string, dates: Readonly<Record<string, string>>, query = '') => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph(shorthand, { dates }), { text: 'A.' }));
    return get(`/claims/1-a${query}`);
  };

  it('the time line names who was first and shows what came when, with the time between', async () => {
    const answer = await see('a->b->c', { a: '2025-06-17', b: '2025-06-04', c: '2025-06-04' });
    const { text, count } = read(answer);
    expect(text).toContain('First on record: c 4 June 2025 .');
    expect(text).toMatch(
      /4 June 2025 : c .*4 June 2025 , the same day : b .*17 June 2025 , 13 days later : a \(report\) ,/,
    );
    expect(count('svg class="drawing drawing--wide')).toBe(2);
    expect(answer.text).toContain('<time datetime="P13D">13 days later</time>');
  });

  it('the time line says before what an undated statement came, and of several ends that the first is uncertain', async () => {
    const answer = await see('a->b->d a->c', { a: '2025-06-17', c: '2025-06-04' });
    const { text, count } = read(answer);
    expect(text).toContain('Which is the first on record is not certain. It may be any of these: c 4 June 2025 d .');
    expect(text).toMatch(/before 17 June 2025 : d .*before 17 June 2025 : b .*17 June 2025 , 13 days later : a/);
    expect(count('svg class="drawing drawing--wide')).toBe(2);
  });

  it('a claim with fewer than two dates has no time line', async () => {
    for (const dates of [{}, { a: '2025-06-17' }]) {
      const { text, ids } = read(await see('a->b', dates));
      expect(ids).not.toContain('time');
      expect(text).not.toContain('Time line');
    }
  });

  it('a narrowed time line lists its own statements and names the first of all', async () => {
    const dates = { a: '2025-06-17', b: '2025-06-04', e: '2025-06-01' };
    const answer = await see('a->b e->b', dates, `?from=${st('a')}`);
    const time = answer.text.slice(answer.text.indexOf('id="time"'));
    expect(readHtml(time).text).toContain('First on record: b 4 June 2025 .');
    expect(time.match(/<li><strong>/g)).toHaveLength(2);
  });

  it('the time line shows the first 40 of many statements', async () => {
    const keys = Array.from({ length: 60 }, (_, at) => `k${at}`);
    const dates = Object.fromEntries(keys.map((key, at) => [key, `20${String(at + 10)}`]));
    const { text } = read(await see(keys.join(' '), dates));
    expect(text).toContain('The first 40 of 60 statements are shown; all are in the JSON.');
  });
});

describe('claim pages of the sample', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });
  const golden = async () => read(await sample.get('/claims/1').redirects(1));

  it('a claim page shows how to cite the claim in its revision', async () => {
    const { text, hrefs } = await golden();
    const revision = 'http://hearsay.test/claims/1-shoigu-s-17-june-visit-to-pyongyang-follows-up-what-was/history/1';
    expect(text).toContain(`” Hearsay at hearsay.test, revision 1, 18 June 2025 . ${revision}`);
    expect(hrefs).toContain(revision);
    const csl = JSON.parse(
      /<code>(\[.*?\])<\/code>/s
        .exec((await sample.get('/claims/1').redirects(1)).text)![1]!
        .replaceAll('&quot;', '"')
        .replaceAll('&#x27;', "'"),
    ) as object[];
    expect(csl).toMatchObject([
      { type: 'webpage', version: '1', URL: revision, issued: { 'date-parts': [[2025, 6, 18]] } },
    ]);
    // Without JavaScript nothing can be shared.
    expect((await sample.get('/claims/1').redirects(1)).text).toMatch(/<button [^>]*data-share hidden>Share</);
    expect((await sample.get(new URL(revision).pathname)).status).toBe(200);
  });

  it('a claim page links to related published claims with what they share', async () => {
    const { text, hrefs } = await golden();
    expect(text).toMatch(/Related claims In the same document .* IANS report, Seoul, 17 June 2025/);
    const related = hrefs.filter((href) => /^\/claims\/(?!1-)\d+-/.test(href) && !href.includes('#'));
    expect(related.length).toBeGreaterThan(3);
    expect(related.length).toBeLessThanOrEqual(8);
  });

  it('a finding about a hop links to the hop’s evidence', async () => {
    const { text } = await sample.get('/claims/1').redirects(1);
    const findings = text.slice(text.indexOf('id="findings"'), text.indexOf('id="tree"'));
    const led = [...findings.matchAll(/href="#(h-[^"]*)"/g)].map(([, id]) => id!);
    expect(led).toHaveLength(2);
    for (const id of led) expect(text).toContain(`<tr role="row" id="${id}">`);
  });

  it('the claim pages of the sample are small', async () => {
    for (const [at, { attributions }] of sample.claims.entries()) {
      const { text } = await sample.get(`/claims/${at + 1}`).redirects(1);
      // A hop takes some nine kilobytes: two drawings, the tree, the table, the time line and the data block.
      const most = attributions.length <= 6 ? 100 : 136;
      expect(Buffer.byteLength(text), `claim ${at + 1}`).toBeLessThan(most * 1024);
      expect(gzipSync(text).length, `claim ${at + 1}`).toBeLessThan(24 * 1024);
    }
  });
});

describe('related drafts', () => {
  it('related drafts are shown to editors, marked as drafts', async () => {
    const { store, get } = openApp();
    await putIn(
      store,
      aStoredRecord('one', 'a->b', { seen: 'a->b', claim: { text: 'One thing.' } }),
      aStoredRecord('two', 'a->c', { seen: 'a->c', claim: { text: 'Other words altogether.', status: 'draft' } }),
    );
    await addPerson(store, 'kim@desk.example', 'editor', 'Kim Min');
    const cookie = await signIn(store, 'kim@desk.example');
    expect(read(await get('/claims/1-one-thing')).text).not.toContain('Other words');
    expect(read(await get('/claims/1-one-thing').set('Cookie', cookie)).text).toContain(
      'Other words altogether. draft A story',
    );
  });
});

describe('an older version', () => {
  it('an older version of a claim has its drawing, which can be narrowed', async () => {
    const desk = await openDesk();
    await desk.edit(restate('TASS', { statedAt: '2025-06-04' }));
    const path = '/claims/1-the-visit-follows-up/history/1';
    const answer = await desk.get(path);
    const page = read(answer);
    expect(page.ids).toContain('drawing');
    expect(page.count('svg class="drawing drawing--narrow')).toBe(1);
    expect(page.text).not.toContain('This drawing as a file');
    const narrowed = await desk.get(`${path}?depth=1`);
    expect(read(narrowed).hrefs).toContain(`${path}#drawing`);
    expect((await desk.get(`${path}?depth=x`)).status).toBe(400);
  });
});
