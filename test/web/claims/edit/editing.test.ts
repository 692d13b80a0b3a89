/** An editor records the worked example's story by hand: the forms of claims, chains, statements and hops. */
import { beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../../../src/provenance/analysis.ts';
import { v7 as makeUid } from 'uuid';
import {
  CLAIM,
  FIRST,
  fresh,
  loadAt,
  openNewsroom,
  recordFirst,
  cards,
  sendDraft,
  STORY,
  type App,
  type Fields,
} from './desk.ts';
import { read } from '../../signed-in.ts';
import type { LoadedClaim } from '../../../../src/storage/types.ts';

describe('adding a claim', () => {
  it('the form of a new claim is shown to editors, and readers are sent to sign in', async () => {
    const { app, cookie } = await openNewsroom();
    const form = await app.get('/claims/new').set('Cookie', cookie);
    expect(form.status).toBe(200);
    for (const name of ['story-text', 'story-url', 'line', 'text']) expect(form.text).toContain(`name="${name}"`);
    const reader = await app.get('/claims/new');
    expect(reader.status).toBe(303);
    expect(reader.headers.location).toMatch(/^\/sign-in/);
    expect((await app.post(`/drafts/${makeUid()}`, FIRST)).status).toBe(401);
  });

  it('both chains of the worked example can be recorded by hand', async () => {
    const { app, cookie } = await openNewsroom();
    const first = await recordFirst(app, cookie);
    expect(first.record.statements).toHaveLength(3);
    const second = {
      ...STORY,
      ...cards(
        { source: 'ians', cue: 'reported citing', excerpt: 'Yonhap reported citing' },
        fresh('Yonhap', 'agency', { cue: 'citing the TASS report', excerpt: 'citing the TASS report' }),
        { source: 'tass' },
      ),
    };
    const path = `/claims/${first.id}/chains/new`;
    const look = await sendDraft(app, path, { ...second, action: 'continue' }, cookie);
    expect(look.status).toBe(200);
    expect(look.text).toContain('2 to 3 hops');
    expect(read(look).text).toContain(
      'How it changes the claim’s measures Hops before: at least 2 hops after: at least 2 to 3 hops Chains before: 1 after: 2',
    );
    expect(look.text.match(/already in this claim/g)).toHaveLength(2);
    const { record } = await loadAt(app, await sendDraft(app, path, { ...second, action: 'save' }, cookie));
    const analysis = analyse(record);
    expect(analysis.hops).toEqual({ fewest: 2, most: 3, open: true });
    expect(record.statements).toHaveLength(4);
    expect(record.attributions).toHaveLength(4);
    // One story, whatever the tracking parameters of its address.
    expect(record.documents).toHaveLength(1);
    expect([...analysis.support.values()].sort()).toEqual(['read', 'read', 'second-hand', 'second-hand']);
  });

  it('the form of a new claim asks which source is meant and what kind a new one is, and keeps what was typed', async () => {
    const { app, cookie } = await openNewsroom();
    await recordFirst(app, cookie);
    const typed = {
      ...CLAIM,
      text: 'Another claim.',
      ...STORY,
      ...cards({ source: 'Tas', cue: 'citing', excerpt: 'citing somebody' }, { source: 'Nobody' }),
    };
    const asked = await sendDraft(app, '/claims/new', { ...typed, action: 'continue' }, cookie);
    // A question is no error.
    expect(asked.status, asked.text.match(/error-summary[^]*?<\/ul>/)?.[0]).toBe(200);
    expect(read(asked).text).toContain('Which do you mean?');
    expect(asked.text).not.toContain('<title>Error:');
    expect(asked.text).toContain('Which source is “Tas”?');
    expect(asked.text).toContain('value="Another claim."');
    expect(asked.text).toContain('value="citing"');
    const [, tass] = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*><bdi>TASS/.exec(asked.text)!;
    const picked = {
      'card-0-pick': tass!,
      'card-0-pickedFor': 'Tas',
      'card-1-pick': 'new',
      'card-1-pickedFor': 'Nobody',
    };
    const again = await sendDraft(app, '/claims/new', { ...typed, ...picked, action: 'continue' }, cookie);
    expect(again.status).toBe(200);
    expect(again.text).toContain('Choose what kind of source “Nobody” is');
    const done = await sendDraft(
      app,
      '/claims/new',
      { ...typed, ...picked, 'card-1-kind': 'person', action: 'save' },
      cookie,
    );
    const { record } = await loadAt(app, done);
    expect(record.sources.map(({ name, kind }) => [name, kind]).sort()).toEqual([
      // Whose story it is.
      ['IANS', 'agency'],
      ['Nobody', 'person'],
      // The family of TASS.
      ['Russian state', 'government'],
      ['TASS', 'agency'],
    ]);
  });

  it('the form of a new claim makes cards of a line and removes cards without losing anything', async () => {
    const { app, cookie } = await openNewsroom();
    const line = {
      ...CLAIM,
      ...cards({}),
      line: 'IANS < Yonhap < TASS < Security Council of Russia',
      action: 'read-line',
    };
    const made = await sendDraft(app, '/claims/new', line, cookie);
    expect(made.status).toBe(200);
    expect(made.text).toMatch(/name="card-3-source"[^>]*value="Security Council of Russia"/);
    expect(made.text).not.toContain('name="card-4-source"');
    const out = {
      ...CLAIM,
      ...cards({ source: 'IANS' }, { source: 'Yonhap' }, { source: 'TASS' }),
      action: 'remove-1',
    };
    const less = await sendDraft(app, '/claims/new', out, cookie);
    expect(less.text).toMatch(/name="card-1-source"[^>]*value="TASS"/);
    expect(less.text).toContain(`value="${CLAIM.text}"`);
  });

  it('the form of a new claim shows every mistake at once, linked to its field', async () => {
    const { app, cookie } = await openNewsroom();
    const wrong = {
      ...CLAIM,
      text: '',
      aboutDate: '2025-02-30',
      ...STORY,
      'story-url': 'javascript:alert(1)',
      ...cards(fresh('IANS', 'agency', { date: 'soon', excerpt: 'x', cue: 'c'.repeat(301) }), fresh('TASS', 'agency')),
      action: 'continue',
    };
    const { status, text } = await sendDraft(app, '/claims/new', wrong, cookie);
    expect(status).toBe(422);
    for (const field of ['text', 'aboutDate', 'story-url', 'card-0-date', 'hop-0-cue']) {
      expect(text).toContain(`href="#f-${field}"`);
      expect(text).toContain(`id="f-${field}-error"`);
    }
    expect(text).toContain('<title>Error:');
    expect(text).toContain('value="javascript:alert(1)"');
  });

  it('an excerpt that is not in the text is refused, with the nearest passage offered', async () => {
    const { app, cookie } = await openNewsroom();
    const text = 'An agency in Seoul said so. It was quoting “the council” on Monday.';
    const typed = (excerpt: string) => ({
      ...CLAIM,
      ...STORY,
      'story-text': text,
      ...cards(fresh('IANS', 'agency', { cue: 'quoting', excerpt }), fresh('The council', 'government')),
    });
    const off = await sendDraft(
      app,
      '/claims/new',
      { ...typed('It quoted the council on Monday'), action: 'save' },
      cookie,
    );
    expect(off.status).toBe(422);
    const passage = 'quoting “the council” on Monday';
    expect(off.text).toContain('Nearest in the text: <q>It was quoting “the council” on</q>');
    const twice = { ...typed('so'), 'story-text': `${text} A day later it said so again.` };
    const unclear = await sendDraft(app, '/claims/new', { ...twice, action: 'save' }, cookie);
    expect(unclear.text).toContain('more than once: add the words before or after it that tell which is meant');
    const taken = { ...typed('It quoted'), 'passage-0': passage, action: 'use-passage-0' };
    expect((await sendDraft(app, '/claims/new', taken, cookie)).text).toContain(`${passage}</textarea>`);
    const done = await sendDraft(app, '/claims/new', { ...typed('quoting "the council"'), action: 'save' }, cookie);
    const [piece] = (await loadAt(app, done)).record.attributions[0]!.evidence;
    expect(piece).toMatchObject({ exact: 'quoting “the council”', start: text.indexOf('quoting') });
  });

  it('near-identical claims are shown before a new claim is saved', async () => {
    const { app, cookie } = await openNewsroom();
    await recordFirst(app, cookie);
    const near = {
      ...{ ...CLAIM, text: 'The visit follows up what was agreed there on 4 June' },
      ...cards({ source: 'IANS' }, { source: 'TASS' }),
      action: 'continue',
    };
    const look = await sendDraft(app, '/claims/new', near, cookie);
    expect(look.text).toContain('Is it one of these claims?');
    expect(look.text).toContain('name="join" type="radio" value="claim-1"');
  });
});

describe('changing a claim', () => {
  let app: App;
  let cookie: string;
  let claim: LoadedClaim;
  beforeAll(async () => {
    ({ app, cookie } = await openNewsroom());
    claim = await recordFirst(app, cookie);
  });
  const reload = async (): Promise<LoadedClaim> => (await app.store.claims.load(claim.id))!;
  const edit = (revision: number, more: Fields): Fields => ({ ...CLAIM, revision: String(revision), ...more });

  it('editing a claim changes it and records the reason', async () => {
    const { revision } = await reload();
    const path = `/claims/${claim.id}/edit`;
    expect((await app.get(path).set('Cookie', cookie)).text).toContain(`name="revision" value="${revision}"`);
    const topics = 'diplomacy, visits, diplomacy';
    const now = await loadAt(app, await app.post(path, edit(revision, { topics, reason: 'topics' }), cookie));
    expect(now.record.claim.topics).toEqual(['diplomacy', 'visits']);
    const { revisions } = await app.store.history.list(claim.record.claim.uid, { before: null, limit: 1 });
    expect(revisions[0]).toMatchObject({ actor: 'Ed', reason: 'topics', revision: revision + 1 });
  });

  it('the second of two editors of a claim sees both versions, keeps what was typed and can save again', async () => {
    const { revision } = await reload();
    const path = `/claims/${claim.id}/edit`;
    await app.post(path, edit(revision, { text: 'Their wording.' }), cookie);
    const late = await app.post(path, edit(revision, { text: 'My wording.' }), cookie);
    expect(late.status).toBe(409);
    expect(late.text).toContain('<bdi>My wording.</bdi>');
    expect(late.text).toContain('<bdi>Their wording.</bdi>');
    expect(late.text).toMatch(/name="text"[^>]*value="My wording."/);
    expect((await reload()).record.claim.text).toBe('Their wording.');
    const [, seen] = /name="revision" value="(\d+)"/.exec(late.text)!;
    await app.post(path, edit(Number(seen), { text: 'My wording.' }), cookie);
    expect((await reload()).record.claim.text).toBe('My wording.');
  });

  it('a rating can be recorded, is shown on the claim page and can be removed', async () => {
    const path = `/claims/${claim.id}/edit`;
    const post = async (more: Fields) => app.post(path, edit((await reload()).revision, more), cookie);
    const rating = { rating: 'Misleading', reviewer: 'Fact Desk', reviewerKind: 'organisation', ratedAt: '2025-06-05' };
    const published = { reviewPublisher: 'The Herald', reviewArchivedUrl: 'https://archive.example/1' };
    const more = {
      ...published,
      reviewUrl: 'https://desk.example/1',
      ratingValue: '2',
      worstRating: '1',
      bestRating: '5',
    };
    const now = await loadAt(app, await post({ ...rating, ...more }));
    expect(now.record.claim.rating).toEqual({
      ...{ text: 'Misleading', reviewer: 'Fact Desk', reviewerKind: 'organisation', reviewerUrl: null },
      ...{ ratedAt: '2025-06-05', reviewUrl: 'https://desk.example/1', value: 2, best: 5, worst: 1 },
      ...{ publisher: 'The Herald', archivedUrl: 'https://archive.example/1' },
    });
    const { text } = await app.get(`/claims/${claim.id}`).redirects(1);
    expect(text.replace(/<[^>]+>/gu, '')).toContain(
      'Rated “Misleading” by Fact Desk, published by The Herald on 5 June 2025 (2, where 1 is worst and 5 best). Read the review Archived copy',
    );
    expect(text).toContain('"@type":"ClaimReview"');
    expect((await app.get(path).set('Cookie', cookie)).text).toMatch(/<details class="fold" open>/u);
    const without = await loadAt(app, await post({}));
    expect(without.record.claim.rating).toBeNull();
    expect((await app.get(`/claims/${claim.id}`).redirects(1)).text).not.toMatch(/ClaimReview|Rated “/u);
  });

  it('the form shows every mistake in a rating at its field and keeps what was typed', async () => {
    const path = `/claims/${claim.id}/edit`;
    const wrong = { reviewerUrl: 'javascript:1', ratedAt: 'soon', ratingValue: 'two', reviewerKind: 'robot' };
    const { status, text } = await app.post(path, edit((await reload()).revision, wrong), cookie);
    expect(status).toBe(422);
    for (const message of [
      'Enter the rating in the reviewer’s words, or clear all of its fields',
      'Enter who gave the rating',
      'The reviewer is must be organisation or person',
      'Address of the reviewer must be an http or https address',
      'Rating as a number must be a number such as 2 or 3.5',
    ]) {
      expect(text).toContain(message);
    }
    expect(text).toMatch(/name="ratedAt"[^>]*value="soon"/u);
    expect(text).toMatch(/<details class="fold" open>/u);
    const beyond = { rating: 'X', reviewer: 'Y', ratingValue: '6', bestRating: '5' };
    const scale = await app.post(path, edit((await reload()).revision, beyond), cookie);
    expect(scale.text).toContain('Rating as a number must not be higher than the best rating');
  });

  it('two editors can change different records of a claim', async () => {
    const { revision, record } = await reload();
    const tass = record.statements[1]!.uid;
    await app.post(`/claims/${claim.id}/edit`, edit(revision, { note: 'A note.' }), cookie);
    const other = { revision: String(revision), ...cards({ source: 'TASS', date: '2025-06-17' }), action: 'save' };
    expect((await app.post(`/statements/${tass}/edit`, other, cookie)).status).toBe(303);
    const now = (await reload()).record;
    expect(now.claim.note).toBe('A note.');
    expect(now.statements.find(({ uid }) => uid === tass)!.statedAt).toBe('2025-06-17');
  });

  it('retracting a statement needs a date', async () => {
    const { revision, record } = await reload();
    const { uid } = record.statements.at(-1)!;
    const path = `/statements/${uid}/edit`;
    const typed = {
      revision: String(revision),
      ...cards({ source: 'Security Council of Russia' }),
      retractionReason: 'It was wrong.',
      action: 'save',
    };
    const undated = await app.post(path, typed, cookie);
    expect(undated.status).toBe(422);
    expect(undated.text).toContain('href="#f-retractedAt"');
    await app.post(path, { ...typed, retractedAt: '2025-06-19' }, cookie);
    expect(analyse((await reload()).record).findings.map(({ kind }) => kind)).toContain('retracted');
  });

  it('editing a hop keeps its evidence in order, and too much evidence is refused', async () => {
    const { revision, record } = await reload();
    const hop = record.attributions[0]!;
    const form = await app.get(`/attributions/${hop.uid}/edit`).set('Cookie', cookie);
    const [, document] = /name="piece-0-document"[^>]*value="([^"]+)"/.exec(form.text)!;
    expect(document).toBe('A report of 17 June (IANS, 17 June 2025)');
    const typed = {
      ...{
        revision: String(revision),
        citing: hop.citing,
        cited: hop.cited,
        manner: 'paraphrases',
        cue: 'citing',
        note: '',
      },
      ...{
        'piece-0-document': document!,
        'piece-0-exact': 'TASS quoted',
        'piece-1-document': document!,
        'piece-1-exact': 'and more',
      },
      action: 'save',
    };
    await app.post(`/attributions/${hop.uid}/edit`, typed, cookie);
    const now = (await reload()).record.attributions.find(({ uid }) => uid === hop.uid)!;
    expect(now.manner).toBe('paraphrases');
    expect(now.evidence.map(({ exact }) => exact)).toEqual(['TASS quoted', 'and more']);
    const many = Array.from({ length: 51 }, (_, n) => ({
      [`piece-${n}-document`]: document!,
      [`piece-${n}-exact`]: 'TASS quoted',
    }));
    const present = String((await reload()).revision);
    const tooMany = Object.assign({ ...typed, revision: present }, ...many) as Fields;
    const refused = await app.post(`/attributions/${hop.uid}/edit`, tooMany, cookie);
    expect(refused.status).toBe(422);
    expect(read(refused).text).toContain('A hop can have at most 50 pieces of evidence');
    expect(refused.text).toContain('name="piece-50-exact"');
    const itself = await app.post(
      `/attributions/${hop.uid}/edit`,
      { ...typed, revision: present, cited: hop.citing },
      cookie,
    );
    expect(itself.status).toBe(422);
    expect(itself.text).toContain('a statement can’t cite itself');
  });

  it('removing a statement removes its hops', async () => {
    const { revision, record } = await reload();
    const tass = record.statements[1]!.uid;
    await app.post(
      `/statements/${tass}/edit`,
      { revision: String(revision), ...cards({ source: 'TASS' }), action: 'remove', confirmed: 'yes' },
      cookie,
    );
    const now = (await reload()).record;
    expect(now.statements).toHaveLength(record.statements.length - 1);
    expect(now.attributions).toEqual([]);
  });

  it('the forms of what does not exist answer with 404', async () => {
    for (const path of [
      '/claims/999/edit',
      '/claims/999/chains/new',
      '/statements/none/edit',
      '/attributions/none/edit',
    ]) {
      expect((await app.get(path).set('Cookie', cookie)).status).toBe(404);
    }
  });
});
