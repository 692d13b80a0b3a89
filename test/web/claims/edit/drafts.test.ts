/** What is typed into a form of claims and chains is kept, and saved once. */
import { runInNewContext } from 'node:vm';
import { v7 as makeUid } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { addPerson, signIn } from '../../../support/people.ts';
import { read } from '../../signed-in.ts';
import { LIMITS } from '../../../../src/model/limits.ts';
import { UNKNOWN_OF_SOURCE } from '../../../../src/model/records.ts';
import { analyse } from '../../../../src/provenance/analysis.ts';
import type { Answer } from '../../open-app.ts';
import {
  acceptPreview,
  CLAIM,
  FIRST,
  followDraft,
  fresh,
  loadAt,
  openNewsroom,
  recordFirst,
  cards,
  STORY,
  type App,
  type Fields,
} from './desk.ts';

let app: App;
let cookie: string;
beforeEach(async () => {
  ({ app, cookie } = await openNewsroom());
});

const send = (path: string, fields: Fields) => app.post(path, { claim: '', draft: '0', ...fields }, cookie);
const see = (path: string) => app.get(path).set('Cookie', cookie);
const newDraft = () => `/drafts/${makeUid()}`;
const countClaims = async () => (await app.store.claims.listIds(0, 100)).length;

/** The number that a shown form carries, so that another tab is noticed. */
const revisionIn = (text: string) => /name="draft" value="(\d+)"/.exec(text)![1]!;

describe('keeping what was typed', () => {
  it('the form of a new claim is sent to a draft of its own', async () => {
    const [one, other] = [await see('/claims/new'), await see('/claims/new')];
    const path = (text: string) => /action="(\/drafts\/[0-9a-f-]{36})"/.exec(text)![1]!;
    expect(path(one.text)).not.toBe(path(other.text));
    expect(revisionIn(one.text)).toBe('0');
  });

  it('every button answers with a redirect to the draft, which shows what was typed however often it is loaded', async () => {
    const path = newDraft();
    const typed = { ...CLAIM, text: 'A half sentence', ...cards({ source: 'IANS' }, { source: 'Somebody' }) };
    await send(path, typed);
    for (const action of ['insert-1', 'continue', 'back']) {
      const answer = await send(path, { ...typed, draft: revisionIn((await see(path)).text), action });
      expect([action, answer.status]).toEqual([action, 303]);
      expect(answer.headers.location).toMatch(new RegExp(`^${path}`));
    }
    for (const { text } of [await see(path), await see(path)]) {
      expect(text).toContain('value="A half sentence"');
      expect(text).toMatch(/name="card-1-source"[^>]*value="Somebody"/);
    }
  });

  it('a form that is shown again with mistakes answers 422, with all of them', async () => {
    const path = newDraft();
    await send(path, { ...CLAIM, text: '', ...cards({ source: '', date: 'soon' }), action: 'continue' });
    const { status, text } = await see(path);
    expect(status).toBe(422);
    for (const field of ['text', 'card-0-source', 'card-0-date']) expect(text).toContain(`href="#f-${field}"`);
  });

  it('a button that changes a card comes back to it', async () => {
    const typed = { ...CLAIM, ...cards({ source: 'A' }, { source: 'B' }, { source: 'C' }) };
    const places = { 'remove-2': 1, 'insert-1': 1, 'insert-3': 3, 'up-2': 1, 'down-0': 1, 'remove-0': 0 };
    for (const [action, place] of Object.entries(places)) {
      const { headers } = await send(newDraft(), { ...typed, action });
      expect([action, headers.location]).toEqual([action, expect.stringMatching(new RegExp(`#card-${place}$`))]);
      expect((await followDraft(app, { headers } as Answer, cookie)).text).toContain(`id="card-${place}"`);
    }
  });

  it('the preview sends only its choices, and the draft keeps the rest', async () => {
    const path = newDraft();
    await send(path, { ...FIRST, action: 'continue' });
    const preview = await see(path);
    expect(preview.text).toContain('value="preview"');
    expect(preview.text).not.toContain('name="card-0-source"');
    await send(path, { page: 'preview', draft: revisionIn(preview.text), action: 'back' });
    const form = await see(path);
    expect(form.text).toMatch(/name="card-1-source"[^>]*value="TASS"/);
    await send(path, { ...FIRST, draft: revisionIn(form.text), action: 'continue' });
    await send(path, acceptPreview(await see(path)));
    expect(await countClaims()).toBe(1);
  });

  it('two tabs with one draft overwrite nothing: the later one goes on in a draft of its own', async () => {
    const path = newDraft();
    await send(path, { ...CLAIM, text: 'First.', ...cards({ source: 'A' }), action: 'insert-1' });
    const revision = revisionIn((await see(path)).text);
    await send(path, {
      ...CLAIM,
      text: 'In this tab.',
      ...cards({ source: 'A' }),
      draft: revision,
      action: 'insert-1',
    });
    const other = await send(path, {
      ...CLAIM,
      text: 'In the other tab.',
      ...cards({ source: 'A' }),
      draft: revision,
      action: 'insert-1',
    });
    expect(other.headers.location).not.toContain(path);
    expect((await see(path)).text).toContain('value="In this tab."');
    expect((await followDraft(app, other, cookie)).text).toContain('value="In the other tab."');
  });

  it('the same button pressed twice makes no second draft', async () => {
    const path = newDraft();
    const typed = { ...CLAIM, ...cards({ source: 'A' }), action: 'insert-1' };
    for (const answer of [await send(path, typed), await send(path, typed)]) {
      expect(answer.headers.location).toBe(`${path}#card-1`);
    }
    expect(read(await see('/claims/new')).text).toContain('1 unsaved draft');
  });

  it('somebody’s drafts are listed on the first form, the newest first, and can be discarded', async () => {
    expect((await see('/claims/new')).text).not.toContain('unsaved draft');
    const [one, other] = [newDraft(), newDraft()];
    await send(one, { ...CLAIM, text: 'A claim to finish', ...cards({ source: 'A' }), action: 'insert-1' });
    await send(other, { ...CLAIM, text: '', ...cards({ source: 'IANS' }, { source: 'TASS' }), action: 'insert-1' });
    const page = read(await see('/claims/new'));
    expect(page.text).toContain('2 unsaved drafts');
    expect(page.hrefs).toEqual(expect.arrayContaining([one, other]));
    expect(page.text).toContain('IANS < TASS');
    await send(one, { action: 'discard' });
    expect((await see(one)).status).toBe(404);
    expect(read(await see('/claims/new')).hrefs).not.toContain(one);
  });

  it('a draft is its editor’s alone', async () => {
    const path = newDraft();
    await send(path, { ...CLAIM, text: 'Mine.', ...cards({ source: 'A' }), action: 'insert-1' });
    await addPerson(app.store, 'bo@news.example', 'editor', 'Bo');
    const bo = await signIn(app.store, 'bo@news.example');
    expect((await app.get(path).set('Cookie', bo)).status).toBe(404);
    expect((await app.get(path)).headers.location).toMatch(/^\/sign-in/);
    expect(read(await app.get('/claims/new').set('Cookie', bo)).text).not.toContain('Mine.');
    await app.post(path, { ...CLAIM, text: 'Theirs.', claim: '', draft: '0', action: 'insert-1' }, bo);
    expect((await see(path)).text).toContain('value="Mine."');
  });

  it('what is no draft, or is for no claim, is not found', async () => {
    for (const path of ['/drafts/x', '/drafts/1', newDraft()]) expect((await see(path)).status, path).toBe(404);
    expect((await send(newDraft(), { ...FIRST, claim: '999' })).status).toBe(404);
    expect((await send('/drafts/x', FIRST)).status).toBe(404);
  });
});

describe('the bookmarklet', () => {
  const page = {
    url: 'https://news.example/a?b=1&c=ü',
    title: 'Ferry “sinks” & rises',
    text: 'quoting «TASS», it said',
  };

  it('opens the form with the address, title and selected words of the page one is on', async () => {
    const [, href] = /<a href="(javascript:[^"]+)">Add to Hearsay/.exec((await see('/account')).text)!;
    const code = href!
      .replace('javascript:', '')
      .replaceAll('&#x27;', "'")
      .replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
    let opened = '';
    runInNewContext(code, {
      ...{ location: { href: page.url }, document: { title: page.title }, getSelection: () => page.text },
      open: (address: string) => void (opened = address),
    });
    expect(opened).toMatch(/^http:\/\/hearsay\.test\/claims\/new\?/);
    const { status, text } = await see(opened.replace('http://hearsay.test', ''));
    expect(status).toBe(200);
    const values = [...text.matchAll(/name="story-(?:url|title)"[^>]*value="([^"]*)"/g)]
      .map(([, value]) => value)
      .sort();
    expect(values).toEqual(['Ferry “sinks” &amp; rises', 'https://news.example/a?b&#x3D;1&amp;c&#x3D;ü']);
    expect(text).toContain('quoting «TASS», it said</textarea>');
  });

  it('tells what is too long, and cuts nothing', async () => {
    const url = `https://news.example/${'a'.repeat(LIMITS.url)}`;
    const { status, text } = await see(`/claims/new?url=${url}&text=${'b'.repeat(LIMITS.excerpt + 1)}`);
    expect(status).toBe(422);
    expect(text).toContain(`value="${url}"`);
    for (const field of ['story-url', 'words']) expect(text).toContain(`href="#f-${field}"`);
    expect(text).toContain(`this has ${url.length.toLocaleString('en')}`);
  });

  it('is for editors, and what it gives is checked like anything typed', async () => {
    await addPerson(app.store, 'reader@news.example', 'reader', 'Rae');
    const rae = await signIn(app.store, 'reader@news.example');
    expect((await app.get('/account').set('Cookie', rae)).text).not.toContain('javascript:');
    const out = await app.get(`/claims/new?url=${encodeURIComponent(page.url)}`);
    expect(decodeURIComponent(out.headers.location!)).toContain('/claims/new?url=');
    const hostile = await see(
      `/claims/new?url=${encodeURIComponent('javascript:alert(1)')}&title=<script>&text=a&text=b`,
    );
    expect(hostile.status).toBe(200);
    expect(hostile.text).not.toContain('<script>&');
    expect(hostile.text).not.toMatch(/href="javascript:/);
  });
});

describe('saving a draft', () => {
  /** The preview of a draft, and what its Save button sends. */
  const preview = async (path: string, fields: Fields) => {
    await send(path, { ...fields, action: 'continue' });
    const shown = await see(path);
    expect(shown.status).toBe(200);
    return acceptPreview(shown);
  };

  it('a draft that is sent twice is saved once, and both answers lead to the claim', async () => {
    const path = newDraft();
    const accepted = await preview(path, FIRST);
    const answers = await Promise.all([send(path, accepted), send(path, accepted), send(path, accepted)]);
    answers.push(await send(path, accepted), await send(path, { ...FIRST, text: 'Changed after Back.' }));
    const loaded = await Promise.all(answers.map((answer) => loadAt(app, answer)));
    expect(new Set(loaded.map(({ id }) => id)).size).toBe(1);
    expect(await countClaims()).toBe(1);
    expect((await see(path)).headers.location).toMatch(/^\/claims\/1-/);
  });

  it('only what the preview showed is saved', async () => {
    const path = newDraft();
    const blind = await send(path, FIRST);
    expect(blind.headers.location).toBe(path);
    const accepted = await preview(newDraft(), FIRST);
    const other = newDraft();
    await preview(other, { ...FIRST, text: 'Another claim.' });
    await send(other, { ...acceptPreview(await see(other)), seen: accepted.seen! });
    expect(read(await see(other)).text).toContain('This is not what the preview showed');
    expect(await countClaims()).toBe(0);
    expect((await send(other, acceptPreview(await see(other)))).headers.location).toMatch(/^\/claims\/1-another-claim/);
  });

  it('a source that somebody else adds meanwhile is shown in a new preview', async () => {
    const path = newDraft();
    const accepted = await preview(path, { ...CLAIM, ...cards({ source: 'Reuters' }) });
    const uid = makeUid();
    const source = { ...UNKNOWN_OF_SOURCE, uid, name: 'Reuters', kind: 'agency' } as const;
    const by = { at: '2025-06-18T10:00:00Z', actor: 'Bo', reason: null };
    await app.store.sources.save({ base: null, record: source }, by);
    await send(path, accepted);
    expect(await countClaims()).toBe(0);
    const again = await see(path);
    expect(read(again).text).toContain('This is not what the preview showed');
    const saved = await loadAt(app, await send(path, acceptPreview(again)));
    expect(saved.record.sources.map((one) => one.uid)).toEqual([uid]);
  });

  it('a chain that is sent twice is added once', async () => {
    const first = await recordFirst(app, cookie);
    const path = newDraft();
    const chain = {
      claim: String(first.id),
      ...STORY,
      ...cards({ source: 'ians', cue: 'citing' }, fresh('Yonhap', 'agency')),
    };
    const accepted = await preview(path, chain);
    for (const answer of [await send(path, accepted), await send(path, accepted)]) {
      expect((await loadAt(app, answer)).record.statements).toHaveLength(4);
    }
    expect((await loadAt(app, await send(path, accepted))).revision).toBe(first.revision + 1);
  });

  it('a claim that somebody else changed meanwhile is shown again before the chain is added', async () => {
    const { id } = await recordFirst(app, cookie);
    const path = newDraft();
    const chain = { claim: String(id), ...cards(fresh('Reuters', 'agency', { cue: 'citing' }), { source: 'tass' }) };
    const accepted = await preview(path, chain);
    const { record, revision } = (await app.store.claims.load(id))!;
    const by = { at: '2025-06-18T10:00:00Z', actor: 'Bo', reason: null };
    const note = { ...record, claim: { ...record.claim, note: 'Changed.' } };
    await app.store.claims.save({ base: { id, revision }, record: note, texts: new Map() }, by);
    const late = await followDraft(app, await send(path, accepted), cookie);
    expect(read(late).text).toContain('This is not what the preview showed');
    const saved = await loadAt(app, await send(path, acceptPreview(late)));
    expect(saved.record.claim.note).toBe('Changed.');
    expect(saved.record.statements).toHaveLength(4);
  });

  it('a chain typed for a new claim can be added to one that says nearly the same', async () => {
    const { id } = await recordFirst(app, cookie);
    const path = newDraft();
    const typed = {
      ...CLAIM,
      text: `${CLAIM.text} Again.`,
      ...cards(fresh('Reuters', 'agency', { cue: 'citing' }), { source: 'tass' }),
    };
    const accepted = await preview(path, typed);
    // What wasn't shown isn't saved, so the other claim's preview comes first.
    await send(path, { ...accepted, join: `claim-${id}` });
    const joined = await see(path);
    expect(read(joined).text).toContain('already in this claim');
    const saved = await loadAt(app, await send(path, acceptPreview(joined)));
    expect(saved.id).toBe(id);
    expect(saved.record.statements).toHaveLength(4);
  });

  it('a circle is entered as it was typed, in any order and length', async () => {
    for (const [line, length] of [
      ['IANS < TASS < IANS', 2],
      ['IANS < Yonhap < TASS < Yonhap', 3],
      ['Bild > IANS > TASS > Bild', 3],
    ] as const) {
      const path = newDraft();
      const accepted = await preview(path, { ...CLAIM, text: `The claim of ${line}`, mode: 'cards', line });
      const { record } = await loadAt(app, await send(path, accepted));
      expect([line, record.statements.length, record.attributions.length]).toEqual([line, length, length]);
      expect(analyse(record).circles.map((circle) => circle.length)).toEqual([
        length - Number(line.startsWith('IANS < Yonhap')),
      ]);
    }
  });

  it('which card a statement is the same as is chosen by card', async () => {
    const path = newDraft();
    const dated = cards({ source: 'IANS', date: '2025-06-04' }, { source: 'TASS' }, { source: 'IANS' });
    await send(path, { ...CLAIM, ...dated, action: 'continue' });
    const shown = await see(path);
    expect(shown.text).toMatch(/name="card-2-statement" type="radio" value="card-0" checked/);
    const apart = { ...acceptPreview(shown), 'card-2-statement': 'new' };
    await send(path, apart);
    const again = await see(path);
    expect(again.text).toMatch(/name="card-2-statement" type="radio" value="new" checked/);
    const { record } = await loadAt(app, await send(path, acceptPreview(again)));
    expect(record.statements).toHaveLength(3);
    expect(analyse(record).circles).toEqual([]);
  });

  it('a draft with mistakes is not spent by saving it', async () => {
    const path = newDraft();
    const wrong = await followDraft(app, await send(path, { ...FIRST, text: '' }), cookie);
    expect(wrong.status).toBe(422);
    await send(path, { ...FIRST, draft: revisionIn(wrong.text), action: 'continue' });
    const { id } = await loadAt(app, await send(path, acceptPreview(await see(path))));
    expect(id).toBe(1);
  });
});
