import { beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { graph } from '../support/graph.ts';
import { readHtml } from './html.ts';
import { aRecord, openApp, openSample, putIn } from './open-app.ts';
import { isThorough } from '../support/thorough.ts';

describe('pages of the sample', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });

  it('the first page says what Hearsay is and shows the newest claims with their hops', async () => {
    const { status, text } = await sample.get('/');
    const page = readHtml(text);
    expect(status).toBe(200);
    expect(page.title).toBe('Who said it, who told them, and how do we know – Hearsay');
    expect(page.count('h3')).toBeGreaterThanOrEqual(8);
    expect(page.text).toContain('(21 claims)');
    expect(text).toContain('</span> 2 to 6 hops</span>');
  });

  it('the claim list shows hops, reports, independent sources and findings', async () => {
    const page = readHtml((await sample.get('/claims')).text);
    expect(page.count('tr role="row"')).toBe(22);
    expect(page.text).toMatch(/Shoigu's 17 June visit .*? 2 to 3 hops 1 at most 1 choke point and 1 other kind/);
    expect(page.text).toContain('no end reached');
  });

  it('the page of the worked example has its number, chain, sentence, findings and evidence', async () => {
    const answer = await sample.get('/claims/1').redirects(1);
    const page = readHtml(answer.text);
    expect(page.text).toMatch(
      / 2 to 3 hops Shortest chain IANS → cites TASS → cites Security Council of Russia 1 report at most 1 independent source 2 chains /,
    );
    expect(page.text).toContain(
      "IANS's report is 2 to 3 hops from its origin, the Security Council of Russia; every chain passes through TASS; only IANS's own story has been read here.",
    );
    expect(page.text).toContain('quoted … as saying');
    expect(page.text).toContain('its own sources are listed above');
    expect(page.count('div class="attribution ')).toBe(4);
    // TASS is cited twice.
    expect(page.count('div class="line ')).toBe(5);
    expect(page.count('li class="finding finding--info"')).toBe(2);
  });

  it('the page of every claim is well-formed and has a line for each statement and hop', async () => {
    for (const [place, { claim, statements, attributions }] of sample.claims.entries()) {
      const { status, text } = await sample.get(`/claims/${place + 1}`).redirects(1);
      const page = readHtml(text);
      expect(status, claim.text).toBe(200);
      expect(page.problems(), claim.text).toEqual([]);
      expect(page.title).toBe(`${claim.text} – Hearsay`);
      expect(page.ids.filter((id) => id.startsWith('s-'))).toHaveLength(statements.length);
      expect(page.ids.filter((id) => id.startsWith('h-'))).toHaveLength(attributions.length);
    }
  });

  it('the page of an invented claim says so before its evidence', async () => {
    const { text } = await sample.get('/claims/12').redirects(1);
    expect(text.indexOf('Invented')).toBeGreaterThan(0);
    expect(text.indexOf('Invented')).toBeLessThan(text.indexOf('id="evidence"'));
  });

  it('names in other scripts are marked with their language', async () => {
    const { text } = await sample.get('/claims/17').redirects(1);
    expect(text).toContain('<bdi lang="ko">한여울통신</bdi>');
    expect(text).toMatch(/<blockquote dir="auto" lang="ar">/);
  });

  it('changed words between two wordings are also marked for screen readers', async () => {
    const { text } = await sample.get('/claims/13').redirects(1);
    expect(text).toContain('<del><span class="hidden" lang="en">removed: </span>');
    expect(text).toContain('<ins><span class="hidden" lang="en">added: </span>');
  });
});

describe('an empty installation', () => {
  it('the pages of an empty installation say that there are no claims', async () => {
    const { get } = openApp();
    for (const path of ['/', '/claims']) {
      const { status, text } = await get(path);
      expect(status).toBe(200);
      expect(readHtml(text).text).toContain('No claim has been published here yet.');
      expect(readHtml(text).problems()).toEqual([]);
    }
  });
});

describe('the claim list', () => {
  it('the claim list is paged by key', async () => {
    const { store, get } = openApp();
    const texts = Array.from({ length: 30 }, (_, place) => `Claim number ${place + 1}.`);
    await putIn(store, ...texts.map((text) => aRecord(graph(`a@${text.length}${text}`.replaceAll(' ', '')), { text })));
    const first = await get('/claims');
    expect(readHtml(first.text).count('tr role="row"')).toBe(26);
    expect(readHtml(first.text).hrefs).toContain('/claims?after=6');
    const second = await get('/claims?after=6');
    expect(readHtml(second.text).count('tr role="row"')).toBe(6);
    expect(second.text).toContain('Back to the newest claims');
    expect(second.text).not.toContain('rel="next"');
    const past = await get('/claims?after=1');
    expect(readHtml(past.text).text).toContain('There are no older claims.');
  });
});

describe('a claim’s address', () => {
  const text = 'Шойгу прибыл в Пхеньян.';
  const SLUG = encodeURIComponent('шоигу-прибыл-в-пхеньян');

  async function openThree() {
    const opened = openApp();
    await putIn(
      opened.store,
      aRecord(graph('a->b'), { text }),
      aRecord(graph('c->d'), { text: 'A draft.', status: 'draft' }),
      aRecord(graph('e->f'), { text: 'Taken back.', status: 'withdrawn' }),
    );
    return opened;
  }

  it('a claim page is found by its number, and a wrong address redirects to the right one', async () => {
    const { get } = await openThree();
    expect((await get(`/claims/1-${SLUG}`)).status).toBe(200);
    for (const wrong of ['1', '1-', '1-wrong', '1-%00', `1-${SLUG}-`]) {
      const answer = await get(`/claims/${wrong}`);
      expect(answer.status, wrong).toBe(302);
      expect(answer.headers.location).toBe(`/claims/1-${SLUG}`);
    }
  });

  it('the JSON of a claim redirects from a wrong address but not from the number alone', async () => {
    const { get } = await openThree();
    expect((await get('/claims/1.json')).status).toBe(200);
    expect((await get(`/claims/1-${SLUG}.json`)).status).toBe(200);
    const wrong = await get('/claims/1-wrong.json');
    expect(wrong.status).toBe(302);
    expect(wrong.headers.location).toBe(`/claims/1-${SLUG}.json`);
  });

  it('drafts, withdrawn and unknown claims are not found', async () => {
    const { get } = await openThree();
    for (const id of ['2', '3', '2-a-draft', '4', '0', '01', '-1', 'x', '9007199254740993', '9'.repeat(400)]) {
      for (const ending of ['', '.json']) {
        const answer = await get(`/claims/${id}${ending}`);
        expect(answer.status, id + ending).toBe(404);
        // The address that was asked for may be repeated: it is where a reader who signs in comes back to.
        expect(readHtml(answer.text).text).not.toContain('draft');
      }
    }
  });

  it('hostile text in a claim is escaped on every page', async () => {
    const { store, get } = openApp();
    const evil = '<script>alert(1)</script>"\' onload=x {{text}}';
    const claim = graph('a->b', {
      names: { a: evil },
      statements: { a: { wording: evil, language: 'en' } },
      seen: 'a->b',
    });
    await putIn(store, aRecord(claim, { text: evil, note: evil, topics: [evil] }));
    for (const path of ['/', '/claims', '/claims/1']) {
      const { text: page } = await get(path).redirects(1);
      expect(page).not.toContain('<script>');
      expect(page).toContain('&lt;script&gt;');
      expect(readHtml(page).problems()).toEqual([]);
    }
  });

  it('the page of a claim of thousands of statements in a row stays small', async () => {
    const many = isThorough ? 10_000 : 2_000;
    const { store, get } = openApp();
    const long = graph(Array.from({ length: many }, (_, place) => `s${place}`).join('->'));
    const record = aRecord(long, { text: 'A long way.' });
    const loaded = { id: 1, revision: 1, firstUrl: null, record, numbers: new Map() };
    // Storing it is not what is looked at here.
    const load = () => Promise.resolve(loaded);
    const readRefs = () => Promise.resolve([{ id: 1, ...record.claim }]);
    const big = openApp({ store: { ...store, claims: { ...store.claims, load, readRefs } } });
    const { status, text } = await big.get('/claims/1-a-long-way');
    const page = readHtml(text);
    expect(status).toBe(200);
    expect(page.problems()).toEqual([]);
    expect(page.text).toContain(
      `40 of ${many.toLocaleString('en')} statements shown, the same as in the drawing. All are in the JSON.`,
    );
    expect(page.text).toContain(`At least ${(many - 1).toLocaleString('en')} hops`);
    expect(page.ids.filter((id) => id.startsWith('h-'))).toHaveLength(39);
    // A chain is no deeper in the list than a single hop.
    expect(page.depth).toBeLessThan(20);
    expect(text.length).toBeLessThan(240_000);
    expect(analyse(long).hops).toEqual({ fewest: many - 1, most: many - 1, open: true });
    expect((await get('/claims/1')).status).toBe(404);
  });
});
