import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeLayeredGraph } from '../../support/large-graphs.ts';
import { graph, uidOf } from '../../support/graph.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { aRecord as aStoredRecord, recordOf } from '../../support/records.ts';
import type { Statement } from '../../../src/model/records.ts';
import { openDesk, restate } from './history/desk.ts';
import { RELATED_SHOWN } from '../../../src/web/claims/show/page-model.ts';
import { readHtml } from '../html.ts';
import { aRecord, openApp, openSample, putIn, type Answer } from '../open-app.ts';
import { read } from '../signed-in.ts';

const st = (key: string) => uidOf('statement', key);
const hopOf = (key: string) => uidOf('attribution', key);

/** The statements and hops that have a line in the evidence, and the statements that a drawing's cards lead to. */
function listShown({ text }: Answer) {
  const evidence = text.slice(text.indexOf('id="evidence"'));
  const drawings = [...text.matchAll(/<svg class="drawing .*?<\/svg>/gs)].slice(0, 2).join('');
  const find = (part: string, form: RegExp) => [...new Set([...part.matchAll(form)].map(([, uid]) => uid!))].sort();
  return {
    evidence: find(evidence, / id="s-([^"]*)"/g),
    hops: find(evidence, / id="h-([^"]*)"/g),
    drawing: find(drawings, /<a href="#s-([^"]*)"/g),
  };
}

describe('a narrowed claim page', () => {
  const claim = aRecord(graph('a->b->c->d e->c'), { text: 'A.' });
  const see = async (query: string) => {
    const { store, get } = openApp();
    await putIn(store, claim);
    return get(`/claims/1-a?${query}`);
  };

  it('a narrowed claim page shows the same statements in evidence and drawing, and the hops between', async () => {
    const answer = await see(`from=${st('a')}`);
    const page = read(answer);
    const shown = ['a', 'b', 'c', 'd'].map(st).sort();
    const hops = ['a->b', 'b->c', 'c->d'].map(hopOf).sort();
    expect(listShown(answer)).toEqual({ evidence: shown, drawing: shown, hops });
    expect(page.text).toContain('4 of 5 statements shown, the same as in the drawing.');
    expect(page.text).toContain('Only the chains of a are shown.');
    expect(page.hrefs).toContain('/claims/1-a#drawing');
    expect(page.hrefs).not.toContain(`/claims/1-a?from=${st('a')}#drawing`);
    const whole = read(await see(''));
    for (const key of ['a', 'e']) expect(whole.hrefs).toContain(`/claims/1-a?from=${st(key)}#drawing`);
  });

  it('a narrowed claim page stays narrowed when it redirects to the right address', async () => {
    const { store, get } = openApp();
    await putIn(store, claim);
    const query = `focus=${st('b')}&depth=1`;
    for (const path of ['/claims/1', '/claims/1-old-words']) {
      const { status, headers } = await get(`${path}?${query}`);
      expect([status, headers.location]).toEqual([302, `/claims/1-a?${query}`]);
    }
  });

  it('a narrowed claim page says where branches are cut and links there', async () => {
    const answer = await see(`focus=${st('b')}&depth=1`);
    expect(listShown(answer).evidence).toEqual(['a', 'b', 'c'].map(st).sort());
    expect(read(answer).text).toContain('cites 1 more, cited by 1 more , not shown');
    expect(read(answer).hrefs).toContain(`/claims/1-a?focus=${st('c')}#drawing`);
  });

  it('a narrowed claim page without hops has none in its evidence, and says how much is shown', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b lone'), { text: 'A.' }));
    const answer = await get(`/claims/1-a?focus=${st('lone')}`);
    expect(listShown(answer)).toEqual({ evidence: [st('lone')], drawing: [st('lone')], hops: [] });
    expect(read(answer).text).toContain('1 of 3 statements shown, the same as in the drawing.');
  });

  it('a narrowed claim page offers the reports that it leaves out', async () => {
    const { text } = await see(`from=${st('a')}`);
    expect(text).toContain(`<option value="${st('a')}" selected>a</option>`);
    expect(text).toContain(`<option value="${st('e')}">e</option>`);
  });

  it('a narrowed claim page shows a circle as one, wherever it is cut', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b->c->d->b d->e'), { text: 'A.' }));
    for (const query of ['depth=1', 'depth=2', `focus=${st('c')}&depth=1`]) {
      const answer = await get(`/claims/1-a?${query}`);
      const { evidence, drawing } = listShown(answer);
      expect(evidence, query).toEqual(drawing);
      expect(
        read(answer).ids.filter((id) => id.startsWith('s-')),
        query,
      ).toHaveLength(evidence.length);
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
    const { evidence, drawing } = listShown(answer);
    const page = read(answer);
    expect(evidence).toHaveLength(12);
    expect(evidence).toEqual(drawing);
    expect(page.hrefs).toContain('/claims/1-a?depth=99#drawing');
    expect(page.text).toContain('12 of 5,000 statements shown, the same as in the drawing.');
    expect(answer.text.length).toBeLessThan(180_000);
    const { status } = await get('/claims/1-a');
    expect(status).toBe(404);
  });
});

describe('retractions', () => {
  const see = async (shorthand: string, statements: Record<string, Partial<Statement>>) => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph(shorthand, { statements }), { text: 'A.' }));
    return read(await get('/claims/1-a'));
  };

  it('a claim page says what was retracted in its sentence, first among its findings, and where it stands', async () => {
    const retracted = { retractedAt: '2025-06-20', retractionReason: 'A mistake.' };
    const { text } = await see('a->b->c->d e->d', { c: retracted });
    expect(text).toContain('The statement by c was retracted on 20 June 2025.');
    expect(text).toMatch(/Findings Warning: retracted The statement by c was retracted; .*?\. c retracted b a /);
    expect(text).toMatch(/ c news agency .*?retracted 20 June 2025 .*?Retracted because: A mistake\./);
    expect(text).toMatch(/ b to c : cites No evidence cites a retracted statement /);
    expect(text).toMatch(/ a to b : cites No evidence goes back to a retracted statement /);
    expect(text).not.toMatch(/ (c to d|e to d) : cites No evidence (cites|goes back)/);
  });

  it('a claim page says of nobody that they go back to a retracted statement that nobody cites', async () => {
    const { text } = await see('a->b', { a: { retractedAt: '2025-06-20' } });
    expect(text).toMatch(
      /Findings .*?retracted The statement by a was retracted; no other statements [^.]*\. a retracted /,
    );
    expect(text).not.toContain('goes back to');
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
    expect(text).toContain('It is not certain which came first on record. It may be any of these: c 4 June 2025 d .');
    expect(text).toMatch(/before 17 June 2025 : d .*before 17 June 2025 : b .*17 June 2025 , 13 days later : a/);
    expect(count('svg class="drawing drawing--wide')).toBe(2);
  });

  it('a claim with fewer than two dates has no time line', async () => {
    for (const dates of [{}, { a: '2025-06-17' }]) {
      const { text, ids } = read(await see('a->b', dates));
      expect(ids).not.toContain('time');
      expect(text).not.toContain('Timeline');
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
    expect(text).toMatch(
      /Related claims In the same document .* From the same sources .* Security Council of Russia , TASS /,
    );
    // Which document it is goes without saying where the claim has one alone.
    const other = read(await sample.get('/claims/3').redirects(1));
    expect(other.text).toMatch(/Related claims In the same document .* IANS report, Seoul, 17 June 2025 /);
    const related = hrefs.filter((href) => /^\/claims\/(?!1-)\d+-/.test(href) && !href.includes('#'));
    expect(related.length).toBeGreaterThan(3);
    expect(related.length).toBeLessThanOrEqual(RELATED_SHOWN);
  });

  it('a finding about a hop links to the hop’s evidence, any other to a statement’s', async () => {
    const { text } = await sample.get('/claims/1').redirects(1);
    const findings = text.slice(text.indexOf('id="findings"'), text.indexOf('id="evidence"'));
    const led = [...findings.matchAll(/href="#([hs])-([^"]*)"/g)].map(([, kind, uid]) => `${kind}-${uid}`);
    expect(led.map((id) => id[0])).toEqual(['s', 'h', 'h']);
    for (const id of led) expect(text).toMatch(new RegExp(`<div class="(line|attribution) [^"]*" id="${id}"`));
  });

  it('the claim pages of the sample are small', async () => {
    for (const [at, { attributions }] of sample.claims.entries()) {
      const { text } = await sample.get(`/claims/${at + 1}`).redirects(1);
      // A hop takes some seven kilobytes: two drawings, the evidence, the time line and the data block.
      const most = attributions.length <= 6 ? 84 : 128;
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
      'Other words altogether. draft ',
    );
  });
});

describe('the order of a claim’s page', () => {
  /** What each part of the page begins with, in order. */
  const PARTS = [
    '<h1>',
    'class="distance-number"',
    'class="lead-chain"',
    'class="counts"',
    'class="lead"',
    'id="drawing"',
    'class="narrowing"',
    'id="findings"',
    'id="evidence"',
    'id="time"',
    'id="related"',
    'class="actions"',
    '/history"',
  ];

  it('number and chain come first, then the sentence, drawing, findings, evidence and all else', async () => {
    const sample = await openSample();
    // One with a timeline, findings and related claims.
    const { text } = await sample.get('/claims/17').redirects(1);
    const body = text.slice(text.indexOf('<main'));
    const places = PARTS.map((part) => [part, body.indexOf(part)] as const);
    expect(places.filter(([, at]) => at === -1)).toEqual([]);
    expect(places.toSorted(([, a], [, b]) => a - b).map(([part]) => part)).toEqual(PARTS);
  });

  it('a claim of one hop has its head, drawing, findings and evidence, and nothing that is empty', async () => {
    const sample = await openSample();
    const page = read(await sample.get('/claims/2').redirects(1));
    const headings = [...(await sample.get('/claims/2').redirects(1)).text.matchAll(/<h2[^>]*>([^<]+)</g)];
    expect(headings.map(([, words]) => words)).toEqual([
      'Drawing',
      'Findings',
      'Evidence, hop by hop',
      'Related claims',
    ]);
    expect(page.ids).not.toContain('contested');
  });

  it('the page of a claim of one hop says no sentence twice', async () => {
    const sample = await openSample();
    const { text } = await sample.get('/claims/2').redirects(1);
    const main = text.slice(text.indexOf('<main'), text.indexOf('class="actions"'));
    // The drawing is a picture: what describes it to a screen reader is the page's sentence.
    const blocks = main
      .replace(/<svg.*?<\/svg>/gs, '')
      .matchAll(/<(p|h\d|li|blockquote|summary|label)\b[^>]*>(.*?)<\/\1>/gs);
    const words = [...blocks].map(([, , inner]) => readHtml(inner!).text.trim());
    const sentences = words
      .flatMap((block) => block.split(/(?<=[.;:])\s/))
      .filter((part) => part.split(' ').length > 3);
    expect(sentences.length).toBeGreaterThan(5);
    expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([]);
  });
});

describe('excerpts', () => {
  it('an excerpt says which statement’s document it is from only where that is not the citing statement’s own', async () => {
    const sample = await openSample();
    const { text } = await sample.get('/claims/1').redirects(1);
    const captions = new Map(
      text
        .split(/(?=<div class="attribution )/)
        .slice(1)
        .map((part) => {
          const row = part.slice(0, part.indexOf('</div>'));
          const hop = readHtml(/<span class="hidden ends">(.*?)<\/span>/.exec(row)![1]!).text.trim();
          return [hop, /<figcaption>(.*?)<\/figcaption>/.exec(row)?.[1] ?? null];
        }),
    );
    const words = [...captions].map(([hop, caption]) => [hop, caption && readHtml(caption).text.trim()]);
    expect(Object.fromEntries(words)).toEqual({
      'IANS to Yonhap :': null,
      'IANS to TASS :': null,
      'Yonhap to TASS :': 'In IANS , 17 June 2025',
      'TASS to Security Council of Russia :': 'In IANS , 17 June 2025',
    });
    const [, uid] = /href="#s-([^"]*)"/.exec(captions.get('Yonhap to TASS :')!)!;
    expect(text).toMatch(new RegExp(`id="s-${uid}">\\s*<p>.*?<bdi>IANS</bdi>`));
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
