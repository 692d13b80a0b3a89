/** Shared passages: the page that shows what a document shares with others. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Document, Source } from '../../../src/model/records.ts';
import { alignReuse } from '../../../src/text/reuse/alignment.ts';
import { makeWords } from '../../text/reuse/random-words.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { NEWSROOM, uidFrom } from '../../support/records.ts';
import { putText } from '../../support/texts.ts';
import { openWith, read } from '../signed-in.ts';
import { findPoints, findUnits } from '../../../src/web/documents/show/excerpts.ts';
import { cutPassage } from '../../../src/web/documents/reuse/reuse.ts';
import { reuseSchema } from '../../../src/web/records/twins.ts';
import { itThoroughly, oneIn } from '../../support/thorough.ts';

const WORDS = 'the ferry Astra Marel left the quay at Karrow with eleven sailors and not one passenger on board';
const EARLIER = `🚒 It rained. The ferry${WORDS.slice(9)}, a local radio report said on Tuesday. Nobody has seen it.`;
const LATER = `The search went on. Earlier this month, ${WORDS.replace('eleven', 'twelve')}. Divers found nothing.`;

interface Told {
  text: boolean;
  lookedUp: { fingerprints: number; common: number; notCompared: number } | null;
  documents: {
    published: string;
    publisher: string;
    total: number;
    document: Document & { id: number };
    passages: { here: Place; there: Place; sharedWords: number; likeness: number }[];
  }[];
  attributionDropped: { source: string; unnamed: boolean; cue: string[]; earlier: Place; later: Place }[];
  notRead: string[];
}

interface Place {
  start: number;
  end: number;
  excerpt: string;
}

describe('reused words', () => {
  let site: Awaited<ReturnType<typeof openWith>>;
  const put = (key: string, text: string | null, differs: Partial<Document> = {}, publisher?: Source) =>
    putText(site.store, key, text, { language: 'en', ...differs }, publisher);
  const tell = async (id: number) =>
    reuseSchema.parse((await site.see(`/documents/${id}/reuse.json`)).body) as unknown as Told;
  const see = async (id: number) => read(await site.see(`/documents/${id}/reuse`));
  beforeEach(async () => {
    site = await openWith('ed@news.example', 'editor');
  });

  it('a reused passage is shown side by side with its differences marked, from both documents', async () => {
    const radio: Source = { ...NEWSROOM, uid: uidFrom('karrow'), name: 'Karrow Press' };
    const one = await put('one', EARLIER, { publishedAt: '2025-03-04' }, radio);
    const two = await put('two', LATER, { publishedAt: '2025-03-17' });
    const answer = await site.see(`/documents/${two}/reuse`);
    const page = read(answer);
    expect(page.title).toBe('Shared passages: Story two – Hearsay');
    expect(page.text).toContain('Published elsewhere before');
    expect(page.text).not.toContain('Published elsewhere after');
    expect(page.text).toMatch(/Karrow Press , 4 March 2025 : 1 passage\./);
    expect(page.text).toContain('Nearly word for word: 17 words the same, 2 omitted, added or changed');
    expect(answer.text).toContain('<del><span class="hidden" lang="en">removed: </span>eleven</del> sailors');
    expect(answer.text).toContain('<ins><span class="hidden" lang="en">added: </span>twelve</ins> sailors');
    expect(answer.text).toContain('<span class="quiet">, a local radio report said on Tuesday.</span>');
    const other = await see(one);
    expect(other.text).toContain('Published elsewhere after');
    expect(other.text).toContain('This document, Karrow Press');
  });

  it('the JSON of reused passages has their places in code points and short excerpts', async () => {
    const one = await put('one', EARLIER, { publishedAt: '2025-03-04' });
    const two = await put('two', LATER, { publishedAt: '2025-03-17' });
    const told = await tell(one);
    expect(told).toMatchObject({ text: true, lookedUp: { common: 0, notCompared: 0 }, notRead: [] });
    const [{ published, document, total, passages }] = told.documents as [Told['documents'][number]];
    expect([published, document.id, total]).toEqual(['later', two, 1]);
    const [{ here, there, sharedWords }] = passages as [Told['documents'][number]['passages'][number]];
    expect([here.excerpt, sharedWords]).toEqual([`The ferry${WORDS.slice(9)}`, 17]);
    const cut = (text: string, { start, end }: Place) => Array.from(text).slice(start, end).join('');
    expect([cut(EARLIER, here), cut(LATER, there)]).toEqual([here.excerpt, there.excerpt]);
    expect(told.attributionDropped).toMatchObject([{ source: 'a local radio report', unnamed: true, cue: ['said'] }]);
  });

  it('a dropped attribution is shown with both sentences and leads to a claim form with its chain', async () => {
    await put('one', EARLIER, { publishedAt: '2025-03-04' });
    const two = await put('two', LATER, { publishedAt: '2025-03-17' });
    const answer = await site.see(`/documents/${two}/reuse`);
    expect(read(answer).text).toMatch(/Attribution dropped .* Without “a local radio report” in Story two/);
    expect(answer.text).toContain(', <mark>a local radio report</mark> <mark>said</mark> on Tuesday.</blockquote>');
    expect(answer.text).toContain(`Earlier this month, ${WORDS.replace('eleven', 'twelve')}.</blockquote>`);
    expect(answer.text.indexOf('id="dropped"')).toBeLessThan(answer.text.indexOf('id="earlier"'));
    const hidden = [...answer.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!.replaceAll('&lt;', '<')]));
    const path = /action="(\/drafts\/[^"]+)"/.exec(answer.text)![1]!;
    const kept = await site.post(path, fields, site.cookie);
    expect(kept.status).toBe(303);
    const form = await site.see(path);
    expect(form.status).toBe(200);
    expect(form.text).toContain(`The ferry${WORDS.slice(9)}`);
    expect(form.text).toMatch(/name="card-0-source"[^>]*value="Newsroom"/);
    expect(form.text).toMatch(/name="card-1-source"[^>]*value="a local radio report"/);
  });

  it('no order and no dropped attribution is claimed when the dates do not tell which came first', async () => {
    const two = await put('two', LATER, { publishedAt: '2025-03-17' });
    for (const publishedAt of [null, '2025-03', '2025-03-17']) {
      await put('one', EARLIER, { publishedAt });
      const told = await tell(two);
      expect(told).toMatchObject({ documents: [{ published: 'unknown' }], attributionDropped: [] });
    }
    const page = await see(two);
    expect(page.text).toContain('Which came first is not known');
    expect(page.text).not.toContain('Attribution dropped');
  });

  it('a text in another language is not searched for dropped attributions, and the page says so', async () => {
    const one = await put('one', EARLIER, { publishedAt: '2025-03-04', language: 'de' });
    const two = await put('two', LATER, { publishedAt: '2025-03-17' });
    expect(await tell(two)).toMatchObject({ attributionDropped: [], notRead: [uidFrom('document one')] });
    expect((await see(one)).text).toContain('Not checked for dropped attributions: 1 pair of documents');
  });

  it('reused passages are counted on the document’s own page for editors', async () => {
    const one = await put('one', EARLIER, { publishedAt: '2025-03-04' });
    const sent = {
      ...{ publisher: 'Newsroom', title: 'Found', publishedAt: '2025-03-17', language: 'en', text: LATER },
      'publisher-pick': NEWSROOM.uid,
    };
    const saved = await site.post('/documents/new', sent, site.cookie);
    expect(saved.status).toBe(303);
    const page = read(await site.see(saved.headers.location!));
    expect(page.text).toContain('1 passage of its text appears in 1 other document: 1 published before it.');
    expect(page.hrefs).toContain(`/documents/${one + 1}/reuse`);
    await put('one', null);
    expect(read(await site.see(saved.headers.location!)).text).not.toContain('Shared passages');
  });

  it('reused passages are for editors only', async () => {
    const one = await put('one', EARLIER);
    expect((await site.get(`/documents/${one}/reuse`)).status).toBe(303);
    expect((await site.get(`/documents/${one}/reuse.json`)).status).toBe(401);
    const reader = await openWith('member@news.example', 'editor');
    expect((await reader.see('/documents/99/reuse')).status).toBe(404);
    expect((await reader.see('/documents/x/reuse.json')).status).toBe(404);
  });

  it('a document without reused passages or without text says so', async () => {
    const lone = await put('lone', EARLIER);
    expect((await see(lone)).text).toContain('No other text kept here shares a passage');
    const none = await put('none', null);
    expect((await see(none)).text).toContain('The text of this document is not kept here');
    expect(await tell(none)).toMatchObject({ text: false, lookedUp: null, documents: [], attributionDropped: [] });
  });

  it('hostile words in reused passages are escaped', async () => {
    const clean = HOSTILE.map((hostile) => hostile.replaceAll('\0', ''));
    for (const i of oneIn(
      4,
      [...clean.keys()].filter((at) => at % 20 === 0),
    )) {
      const hostile = clean.slice(i, i + 20);
      const text = hostile.map((one) => `${one} ${WORDS}, ${one} said. ${one}`).join('\n');
      const title = hostile[0]!.slice(0, 50).trim() || 'x';
      const one = await put('one', text, { publishedAt: '2025-03-04', title });
      await put('two', `${WORDS} ${hostile.join(' ')}`, { publishedAt: '2025-03-17' });
      const answer = await site.see(`/documents/${one}/reuse`);
      expect([i, answer.status]).toEqual([i, 200]);
      expect(read(answer).text).toContain('Published elsewhere after');
    }
  });

  itThoroughly('reused passages of the longest texts are shown, cut short', async () => {
    const long = makeWords(28_000, 1).join(' ').slice(0, 200_000);
    const changed = long.replace(/\b(\w+) (\w+)\b/gu, (both, a: string, b: string) => (a < 'c' ? `${b} ${a}` : both));
    const one = await put('one', long, { publishedAt: '2025-03-04' });
    await put('two', changed, { publishedAt: '2025-03-05' });
    await put('three', `x ${long.slice(2)}`, { publishedAt: '2025-03-05' });
    // About a second on an idle machine; what is quadratic takes longer than any test may.
    const answer = await site.see(`/documents/${one}/reuse`);
    expect(answer.text.length).toBeLessThan(400_000);
    expect(read(answer).text).toContain('[…]');
    expect((await tell(one)).notRead).toHaveLength(2);
  });
});

describe('a passage with differences', () => {
  it('the differences of a passage mark words and not the punctuation around them', () => {
    const [earlier, later] = [`It said “${WORDS}”.`, `${WORDS.replace(' and not', ', and, sadly, not')}!`];
    const [passage, ...more] = alignReuse(earlier, later);
    expect(more).toEqual([]);
    const { earlier: one, later: other } = cutPassage(earlier, later, passage!);
    expect(one.map(({ text }) => text).join('')).toBe(WORDS);
    expect(one.some(({ removed, added }) => removed || added)).toBe(false);
    expect(other.filter(({ added }) => added).map(({ text }) => text)).toEqual(['sadly']);
  });

  it('the places of a passage are given in code points', () => {
    const text = 'a🚒b👩🏽‍🚒c';
    const units = [...findUnits(text, [0, 1, 2, 3, 4, 7, 8]).entries()];
    const points = findPoints(
      text,
      units.map(([, unit]) => unit),
    );
    expect(units.map(([, unit]) => points.get(unit))).toEqual(units.map(([point]) => point));
  });
});
