/** What is typed into a form of claims and chains is kept, and saved once. */
import { runInNewContext } from 'node:vm';
import { v7 as makeUid } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { addPerson, signIn } from '../../../support/people.ts';
import { read } from '../../signed-in.ts';
import {
  CLAIM,
  FIRST,
  followDraft,
  fresh,
  loadAt,
  openNewsroom,
  recordFirst,
  rows,
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
    const typed = { ...CLAIM, text: 'A half sentence', ...rows({ source: 'IANS' }, { source: 'Somebody' }) };
    await send(path, typed);
    for (const action of ['add-row', 'continue', 'back']) {
      const answer = await send(path, { ...typed, draft: revisionIn((await see(path)).text), action });
      expect([action, answer.status]).toEqual([action, 303]);
      expect(answer.headers.location).toMatch(new RegExp(`^${path}`));
    }
    for (const { text } of [await see(path), await see(path)]) {
      expect(text).toContain('value="A half sentence"');
      expect(text).toMatch(/name="row-1-source"[^>]*value="Somebody"/);
    }
  });

  it('a form that is shown again with mistakes answers 422, with all of them', async () => {
    const path = newDraft();
    await send(path, { ...CLAIM, text: '', ...rows({ source: '', date: 'soon' }), action: 'continue' });
    const { status, text } = await see(path);
    expect(status).toBe(422);
    for (const field of ['text', 'row-0-source', 'row-0-date']) expect(text).toContain(`href="#f-${field}"`);
  });

  it('a button that changes a row comes back to it', async () => {
    const typed = { ...CLAIM, ...rows({ source: 'A' }, { source: 'B' }, { source: 'C' }) };
    expect((await send(newDraft(), { ...typed, action: 'remove-row-1' })).headers.location).toMatch(/#row-1$/);
    expect((await send(newDraft(), { ...typed, action: 'add-row' })).headers.location).toMatch(/#chain$/);
  });

  it('the preview sends only its choices, and the draft keeps the rest', async () => {
    const path = newDraft();
    await send(path, { ...FIRST, action: 'continue' });
    const preview = await see(path);
    expect(preview.text).toContain('value="preview"');
    expect(preview.text).not.toContain('name="row-0-source"');
    await send(path, { page: 'preview', draft: revisionIn(preview.text), action: 'back' });
    const form = await see(path);
    expect(form.text).toMatch(/name="row-1-source"[^>]*value="TASS"/);
    await send(path, { page: 'preview', draft: revisionIn(form.text), action: 'save' });
    expect(await countClaims()).toBe(1);
  });

  it('two tabs with one draft overwrite nothing: the later one goes on in a draft of its own', async () => {
    const path = newDraft();
    await send(path, { ...CLAIM, text: 'First.', ...rows({ source: 'A' }), action: 'add-row' });
    const revision = revisionIn((await see(path)).text);
    await send(path, { ...CLAIM, text: 'In this tab.', ...rows({ source: 'A' }), draft: revision, action: 'add-row' });
    const other = await send(path, {
      ...CLAIM,
      text: 'In the other tab.',
      ...rows({ source: 'A' }),
      draft: revision,
      action: 'add-row',
    });
    expect(other.headers.location).not.toContain(path);
    expect((await see(path)).text).toContain('value="In this tab."');
    expect((await followDraft(app, other, cookie)).text).toContain('value="In the other tab."');
  });

  it('the same button pressed twice makes no second draft', async () => {
    const path = newDraft();
    const typed = { ...CLAIM, ...rows({ source: 'A' }), action: 'add-row' };
    for (const answer of [await send(path, typed), await send(path, typed)]) {
      expect(answer.headers.location).toBe(`${path}#chain`);
    }
    expect(read(await see('/claims/new')).text).toContain('1 unsaved draft');
  });

  it('somebody’s drafts are listed on the first form, the newest first, and can be discarded', async () => {
    expect((await see('/claims/new')).text).not.toContain('unsaved draft');
    const [one, other] = [newDraft(), newDraft()];
    await send(one, { ...CLAIM, text: 'A claim to finish', ...rows({ source: 'A' }), action: 'add-row' });
    await send(other, { ...CLAIM, text: '', ...rows({ source: 'IANS' }, { source: 'TASS' }), action: 'add-row' });
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
    await send(path, { ...CLAIM, text: 'Mine.', ...rows({ source: 'A' }), action: 'add-row' });
    await addPerson(app.store, 'bo@news.example', 'editor', 'Bo');
    const bo = await signIn(app.store, 'bo@news.example');
    expect((await app.get(path).set('Cookie', bo)).status).toBe(404);
    expect((await app.get(path)).headers.location).toMatch(/^\/sign-in/);
    expect(read(await app.get('/claims/new').set('Cookie', bo)).text).not.toContain('Mine.');
    await app.post(path, { ...CLAIM, text: 'Theirs.', claim: '', draft: '0', action: 'add-row' }, bo);
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
    const values = [...text.matchAll(/name="story-(?:url|title)"[^>]*value="([^"]*)"/g)].map(([, value]) => value);
    expect(values).toEqual(['https://news.example/a?b&#x3D;1&amp;c&#x3D;ü', 'Ferry “sinks” &amp; rises']);
    expect(text).toContain('quoting «TASS», it said</textarea>');
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
  it('a draft that is sent twice is saved once, and both answers lead to the claim', async () => {
    const path = newDraft();
    const answers = await Promise.all([send(path, FIRST), send(path, FIRST), send(path, FIRST)]);
    answers.push(await send(path, FIRST), await send(path, { ...FIRST, text: 'Changed after Back.' }));
    const loaded = await Promise.all(answers.map((answer) => loadAt(app, answer)));
    expect(new Set(loaded.map(({ id }) => id)).size).toBe(1);
    expect(await countClaims()).toBe(1);
    expect((await see(path)).headers.location).toMatch(/^\/claims\/1-/);
  });

  it('a chain that is sent twice is added once', async () => {
    const first = await recordFirst(app, cookie);
    const path = newDraft();
    const chain = {
      ...{ claim: String(first.id), revision: String(first.revision), action: 'save' },
      ...STORY,
      ...rows({ source: 'ians', cue: 'citing' }, fresh('Yonhap', 'agency')),
    };
    for (const answer of [await send(path, chain), await send(path, chain)]) {
      expect((await loadAt(app, answer)).record.statements).toHaveLength(4);
    }
    expect((await loadAt(app, await send(path, chain))).revision).toBe(first.revision + 1);
  });

  it('a claim that somebody else changed meanwhile is shown again before the chain is added', async () => {
    const { id } = await recordFirst(app, cookie);
    const path = newDraft();
    const chain = { claim: String(id), ...rows(fresh('Reuters', 'agency', { cue: 'citing' }), { source: 'tass' }) };
    await send(path, { ...chain, revision: '1', action: 'continue' });
    const { record, revision } = (await app.store.claims.load(id))!;
    const by = { at: '2025-06-18T10:00:00Z', actor: 'Bo', reason: null };
    const note = { ...record, claim: { ...record.claim, note: 'Changed.' } };
    await app.store.claims.save({ base: { id, revision }, record: note, texts: new Map() }, by);
    const late = await followDraft(
      app,
      await send(path, { page: 'preview', draft: '1', revision: '1', action: 'save' }),
      cookie,
    );
    expect(read(late).text).toContain('Somebody else has changed this claim in the meantime');
    const carried = { draft: revisionIn(late.text), revision: /name="revision" value="(\d+)"/.exec(late.text)![1]! };
    const saved = await loadAt(
      app,
      await send(path, { page: 'preview', ...carried, claim: String(id), action: 'save' }),
    );
    expect(saved.record.claim.note).toBe('Changed.');
    expect(saved.record.statements).toHaveLength(4);
  });

  it('a chain typed for a new claim can be added to one that says nearly the same', async () => {
    const { id } = await recordFirst(app, cookie);
    const path = newDraft();
    const typed = {
      ...CLAIM,
      text: `${CLAIM.text} Again.`,
      ...rows(fresh('Reuters', 'agency', { cue: 'citing' }), { source: 'tass' }),
    };
    const preview = await followDraft(app, await send(path, { ...typed, action: 'continue' }), cookie);
    expect(preview.text).toContain(`value="join-${id}"`);
    const joined = await followDraft(
      app,
      await send(path, { page: 'preview', draft: revisionIn(preview.text), action: `join-${id}` }),
      cookie,
    );
    const carried = {
      draft: revisionIn(joined.text),
      revision: /name="revision" value="(\d+)"/.exec(joined.text)![1]!,
    };
    const saved = await loadAt(
      app,
      await send(path, { page: 'preview', ...carried, claim: String(id), action: 'save' }),
    );
    expect([saved.id, await countClaims()]).toEqual([id, 1]);
    expect(saved.record.statements).toHaveLength(4);
  });

  it('a draft with mistakes is not spent by saving it', async () => {
    const path = newDraft();
    const wrong = await followDraft(app, await send(path, { ...FIRST, text: '' }), cookie);
    expect(wrong.status).toBe(422);
    const { id } = await loadAt(app, await send(path, { ...FIRST, draft: revisionIn(wrong.text) }));
    expect(id).toBe(1);
  });
});
