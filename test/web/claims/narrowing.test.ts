/** What is left of a claim without one of its sources, and one report's chains alone: the form, the page and the files. */
import { describe, expect, it } from 'vitest';
import type { ClaimGraph, Uid } from '../../../src/model/records.ts';
import { analyseRecord, type Showing } from '../../../src/web/claims/show/claim-index.ts';
import { buildClaimModel } from '../../../src/web/claims/show/page-model.ts';
import { graph, uidOf } from '../../support/graph.ts';
import { readHtml } from '../html.ts';
import { aRecord, openApp, openSample, putIn } from '../open-app.ts';
import { read } from '../signed-in.ts';

const by = (key: string): Uid => uidOf('source', key);
const st = (key: string): Uid => uidOf('statement', key);

const NAMES = { ians: 'IANS', yonhap: 'Yonhap', tass: 'TASS', council: 'Security Council of Russia' };
const GOLDEN = graph('ians->yonhap ians->tass yonhap->tass tass->council', {
  names: NAMES,
  kinds: { council: 'government' },
  bases: { council: 'own-act' },
});

async function openOne(claim = GOLDEN) {
  const opened = openApp();
  await putIn(opened.store, aRecord(claim, { text: 'A.' }));
  return opened;
}

const offer = (claim: ClaimGraph, showing: Showing = {}) =>
  buildClaimModel(analyseRecord(aRecord(claim)), { page: '/claims/1-a', ...showing }).narrowing;

describe('the form that narrows a claim', () => {
  it('the form lists the sources without which no report reaches an end before the others', () => {
    const groups = offer(GOLDEN)?.groups?.map(({ label, sources }) => [label, sources.map(({ text }) => text).sort()]);
    expect(groups).toEqual([
      ['Without it, no report by others reaches an end', ['Security Council of Russia', 'TASS']],
      ['Other sources', ['IANS', 'Yonhap']],
    ]);
    const fan = Array.from({ length: 150 }, (_, place) => `r${place}->wire`).join(' ');
    const [first, others] = offer(graph(fan))!.groups!;
    expect(first!.sources.map(({ text }) => text)).toEqual(['wire']);
    expect(others!.sources).toHaveLength(99);
  });

  it('the form offers the sources that assert the claim, once each, and nobody else', () => {
    const claim = graph('a@1->b->f a@2->b c->d a@1->e', {
      stances: { c: 'denies', d: 'doubts' },
      disputed: 'a@1->e',
    });
    const groups = offer(claim)!.groups!;
    expect(groups.flatMap(({ sources }) => sources.map(({ value }) => value)).sort()).toEqual(['a', 'b', 'f'].map(by));
  });

  it('the form offers the reports by their names where there are several', () => {
    expect(offer(GOLDEN)?.reports).toBeNull();
    const claim = graph('a@1->b a@2->b c->b', { dates: { 'a@1': '2025-06-04', 'a@2': '2025-06-17' } });
    expect(offer(claim)?.reports?.map(({ value, text }) => [value, text])).toEqual([
      [st('a@1'), 'a (4 June 2025)'],
      [st('a@2'), 'a (17 June 2025)'],
      [st('c'), 'c'],
    ]);
  });

  it('the form offers the reports of a denial as such', () => {
    const claim = graph('a->b a@2->c', { stances: { 'a@2': 'denies', c: 'denies' } });
    expect(offer(claim)?.reports?.map(({ text }) => text)).toEqual(['a', 'a, reports a denial']);
  });

  it('the form offers the reports that a narrowed page leaves out once one of them was selected', () => {
    const claim = graph('a->b->c d->c');
    const showing = { chosen: new Set(['a', 'b', 'c'].map(st)) };
    expect(offer(claim, showing)?.reports).toBeNull();
    const selection = { focus: null, depth: null, from: st('a'), without: null };
    expect(offer(claim, { ...showing, selection })?.reports?.map(({ value }) => value)).toEqual([st('a'), st('d')]);
  });

  it('the form of a large claim offers a hundred reports and sources, and what was selected', () => {
    const claim = graph(Array.from({ length: 150 }, (_, place) => `r${place}->wire`).join(' '));
    const last = [...claim.statements].filter(({ uid }) => uid !== st('wire')).at(-1)!;
    const selection = { focus: null, depth: null, from: last.uid, without: last.source };
    const count = (showing: Showing) => {
      const { reports, groups } = offer(claim, showing)!;
      const sources = groups!.flatMap((group) => group.sources);
      return [reports!, sources].map((options) => [options.length, options.find(({ selected }) => selected)?.value]);
    };
    expect(count({})).toEqual([
      [100, undefined],
      [100, undefined],
    ]);
    expect(count({ selection }).map(([, selected]) => selected)).toEqual([last.uid, last.source]);
  });

  it('the form shows what was selected', () => {
    const claim = graph('a->b c->b');
    const selection = { focus: null, depth: null, from: st('c'), without: by('b') };
    const { reports, groups } = offer(claim, { selection })!;
    const selected = [...reports!, ...groups!.flatMap(({ sources }) => sources)].filter((option) => option.selected);
    expect(selected.map(({ value }) => value)).toEqual([st('c'), by('b')]);
  });

  it('the form names the sources, or pairs of them, without which no report reaches an end', () => {
    const say = (shorthand: string) =>
      offer(graph(shorthand))
        ?.breakPoints?.map(({ text }) => text)
        .join('');
    expect(say('a->b->c d->c')).toBe('Without c, no report reaches an end.');
    expect(say('a->b->c')).toBe('Without b, or without c, no report reaches an end.');
    expect(say('a->b a->c')).toBe('Without both b and c, no report reaches an end.');
    expect(say('a->b->c->d->e')).toBe('Without any one of 4 sources, no report reaches an end.');
    expect(say('a->b c->d e->f')).toBeUndefined();
    // Who speaks as well as being cited: their own report is lost with them.
    expect(say('a@1->b a@2 c->a@1')).toMatch(/ no report by anybody else reaches an end\.$/);
  });

  it('a claim of one source, or of one hop, has no form', () => {
    expect(offer(graph('a'))).toBeNull();
    expect(offer(graph('a->b'))).toBeNull();
    expect(offer(graph('a->b', { stances: { a: 'denies', b: 'denies' } }))).toBeNull();
  });
});

describe('a claim without one of its sources', () => {
  /** The words at the top of the page, before its drawing. */
  const readHead = (text: string) =>
    readHtml(text.slice(text.indexOf('<h1>'), text.indexOf('id="drawing"'))).text.trim();

  it('the page gives number, chain, counts and sentence without the source, and says without whom', async () => {
    const { get } = await openOne();
    const head = readHead((await get(`/claims/1-a?without=${by('yonhap')}`)).text);
    expect(head).toContain('2 hops without Yonhap');
    expect(head).toContain('IANS → cites TASS → cites Security Council of Russia');
    expect(head).toContain('1 report at most 1 independent source Without Yonhap,');
    expect(head).toContain("Without Yonhap, IANS's report is 2 hops from its origin, the Security Council of Russia.");
    expect(head).not.toMatch(/2 to 3 hops|2 chains/);
  });

  it('the page says so when no report is left that reaches an end', async () => {
    const { get } = await openOne();
    const head = readHead((await get(`/claims/1-a?without=${by('tass')}`)).text);
    expect(head).toContain('No end reached without TASS 0 reports no independent sources');
    expect(head).toContain('Without TASS, no report reaches an end.');
    expect(head).not.toContain('→');
  });

  it('the page keeps every statement and hop in its evidence, and leads back to the whole claim', async () => {
    const { get } = await openOne();
    const page = read(await get(`/claims/1-a?without=${by('tass')}`));
    expect(page.ids.filter((id) => id.startsWith('s-'))).toHaveLength(4);
    expect(page.ids.filter((id) => id.startsWith('h-'))).toHaveLength(4);
    expect(page.hrefs).toContain('/claims/1-a#drawing');
    for (const ending of ['svg', 'png']) expect(page.hrefs).toContain(`/claims/1-a.${ending}?without=${by('tass')}`);
    const whole = read(await get('/claims/1-a'));
    expect(whole.hrefs).not.toContain('/claims/1-a#drawing');
  });

  it.each([
    ['without=x', 'takes the uid of a source that speaks in this claim'],
    [`without=${by('nobody')}`, 'takes the uid of a source that speaks in this claim'],
    // A statement is no source.
    [`without=${st('tass')}`, 'takes the uid of a source that speaks in this claim'],
    [`without=${by('tass')}&without=${by('ians')}`, 'must be one value, not several'],
  ])('page, drawing and JSON refuse what can’t be taken out: ?%s', async (query, message) => {
    const { get } = await openOne();
    for (const path of ['/claims/1-a', '/claims/1.svg', '/claims/1.png']) {
      const answer = await get(`${path}?${query}`);
      expect(answer.status, path).toBe(400);
      expect(readHtml(answer.text).text, path).toContain(`without ${message}`);
    }
    const { status, body } = await get(`/claims/1.json?${query}`);
    expect([status, body]).toMatchObject([400, { error: { issues: [{ field: 'without', message }] } }]);
  });

  it('a source that takes no part in the claim’s chains can be taken out, and nothing is lost', async () => {
    const claim = graph('a->b c->d', { names: { a: 'A', b: 'B', c: 'C' }, stances: { c: 'denies', d: 'denies' } });
    const { get } = await openOne(claim);
    const head = readHead((await get(`/claims/1-a?without=${by('c')}`)).text);
    expect(head).toContain('At least 1 hop without C');
    expect(head).toContain("Without C, A's report goes back at least 1 hop: the trail ends at B");
  });

  it('the uid of a source may be in capitals', async () => {
    const { get } = await openOne();
    const { status, text } = await get(`/claims/1-a?without=${by('yonhap').toUpperCase()}`);
    expect([status, readHead(text).includes('2 hops without Yonhap')]).toEqual([200, true]);
  });

  it('what a form sends empty counts as not given', async () => {
    const { get } = await openOne();
    const whole = readHead((await get('/claims/1-a')).text);
    expect(readHead((await get('/claims/1-a?from=&without=')).text)).toBe(whole);
    const without = await get(`/claims/1-a?from=&without=${by('yonhap')}`);
    expect(readHead(without.text)).toContain('2 hops without Yonhap');
    expect((await get('/claims/1.svg?without=')).status).toBe(200);
  });

  it('a wrong address leads to the right one and keeps what is taken out', async () => {
    const { get } = await openOne();
    const query = `without=${by('tass')}`;
    for (const path of ['/claims/1', '/claims/1-old-words']) {
      const { status, headers } = await get(`${path}?${query}`);
      expect([status, headers.location]).toEqual([302, `/claims/1-a?${query}`]);
    }
    const { status, headers } = await get(`/claims/1-old-words.svg?${query}`);
    expect([status, headers.location]).toEqual([302, `/claims/1-a.svg?${query}`]);
  });
});

describe('the drawing of a claim without one of its sources', () => {
  it('page and SVG mark the source as taken out, and are described by the sentence of what is left', async () => {
    const { get } = await openOne();
    const draw = async (query: string) => {
      const page = (await get(`/claims/1-a${query}`)).text;
      const file = ((await get(`/claims/1.svg${query}`)).body as Buffer).toString();
      return [...[...page.matchAll(/<svg class="drawing .*?<\/svg>/gs)].map(([svg]) => svg), file];
    };
    const drawings = await draw(`?without=${by('yonhap')}`);
    expect(drawings.length).toBeGreaterThan(2);
    for (const drawing of drawings) {
      expect(drawing.split('TAKEN OUT')).toHaveLength(2);
      expect(drawing).toMatch(/TAKEN OUT((?!<\/g>).)*>Yonhap</s);
      expect(drawing).toContain(">Without Yonhap, IANS's report is 2 hops from its origin,");
    }
    for (const whole of await draw('')) expect(whole).not.toContain('TAKEN OUT');
  });
});

describe('the form on the page', () => {
  it('the form is sent to the drawing of its claim, with a label for each of its fields', async () => {
    const { get } = await openSample();
    const { text } = await get('/claims/17').redirects(1);
    const form = /<form class="narrowing".*?<\/form>/s.exec(text)![0];
    expect(form).toMatch(/ method="get" action="\/claims\/17-[^"?]*#drawing"/);
    for (const name of ['from', 'without']) {
      expect(form).toContain(`<label for="${name}">`);
      expect(form).toContain(`<select id="${name}" name="${name}"><option value="">`);
    }
    expect(form).toContain('<label for="from">Show only</label>');
  });

  it('one report’s chains are shown alone by what the form sends', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b->c e->c'), { text: 'A.' }));
    const page = read(await get(`/claims/1-a?from=${st('a')}&without=`));
    expect(page.text).toContain('Only the chains of a are shown.');
    expect(page.ids.filter((id) => id.startsWith('s-')).sort()).toEqual(['a', 'b', 'c'].map((key) => `s-${st(key)}`));
  });
});
