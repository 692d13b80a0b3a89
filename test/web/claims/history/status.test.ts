/** Drafts, published and withdrawn claims: who sees them, where editors find them; and what retractions mark. */
import { describe, expect, it } from 'vitest';
import { graph } from '../../../support/graph.ts';
import { addPerson, signIn } from '../../../support/people.ts';
import { NAMES, openDesk, restate, retell, uidBy } from './desk.ts';
import { aRecord, putIn } from '../../open-app.ts';
import { read } from '../../signed-in.ts';

const CLAIM = '/claims/1-the-visit-follows-up';

describe('hidden claims', () => {
  it.each([
    ['draft', 'Draft: editors only. Readers find nothing at this address until it is published.'],
    ['withdrawn', 'Withdrawn: editors only. Readers don’t see the claim at this address.'],
  ] as const)('the pages of a hidden claim tell editors its status: %s', async (status, words) => {
    const desk = await openDesk(undefined, { claim: { status } });
    for (const path of [CLAIM, `${CLAIM}/history`, `${CLAIM}/history/1`]) {
      const answer = await desk.see(path);
      expect(answer.status).toBe(200);
      expect(answer.headers['cache-control']).toBe('private, no-store');
      expect(read(answer).text).toContain(words);
    }
    expect((await desk.see(`${CLAIM}.json`)).body).toMatchObject({ claim: { status } });
  });

  it('the pages of a draft are not found by readers who are signed in', async () => {
    const desk = await openDesk(undefined, { claim: { status: 'draft' } });
    await addPerson(desk.store, 'reader@desk.example', 'reader');
    const reader = await signIn(desk.store, 'reader@desk.example');
    for (const path of [CLAIM, `${CLAIM}.json`, `${CLAIM}/history`, `${CLAIM}/history/1.json`]) {
      expect((await desk.get(path).set('Cookie', reader)).status).toBe(404);
    }
  });
});

describe('the claim page', () => {
  it('a claim page links editors to its forms and everybody to its history', async () => {
    const desk = await openDesk();
    const { record } = await desk.load();
    const forms = [
      '/claims/1/edit',
      '/claims/1/chains/new',
      ...record.statements.map(({ uid }) => `/statements/${uid}/edit`),
      ...record.attributions.map(({ uid }) => `/attributions/${uid}/edit`),
    ];
    const forEditor = read(await desk.see(CLAIM));
    expect(forEditor.hrefs).toEqual(expect.arrayContaining([...forms, `${CLAIM}/history`]));
    for (const href of new Set(forms)) expect((await desk.see(href)).status, href).toBe(200);
    const forReader = read(await desk.get(CLAIM));
    expect(forReader.hrefs).toContain(`${CLAIM}/history`);
    expect(forReader.hrefs.filter((href) => /edit$|new$/.test(href))).toEqual([]);
    expect(read(await desk.see(`${CLAIM}/history/1`)).hrefs.filter((href) => href.endsWith('/edit'))).toEqual([]);
  });

  it('a claim page marks what goes back to a retracted statement, at statements and hops', async () => {
    const desk = await openDesk();
    expect(read(await desk.get(CLAIM)).text).not.toContain('retracted');
    await desk.edit(restate(NAMES.tass, { retractedAt: '2025-06-18', retractionReason: 'A slip.' }));
    const { text } = await desk.get(CLAIM);
    const { record } = await desk.load();
    const evidence = text.slice(text.indexOf('id="evidence"'));
    const rowOf = (id: string) => {
      const from = evidence.slice(evidence.indexOf(`id="${id}"`));
      return from.slice(0, from.indexOf('</div>'));
    };
    const flagOf = (id: string) => />((?:cites|goes back to) a retracted statement)</.exec(rowOf(id))?.[1] ?? null;
    const flags = Object.values(NAMES).map((name) => flagOf(`s-${uidBy(record, name)}`));
    expect(flags).toEqual(['goes back to a retracted statement', 'goes back to a retracted statement', null, null]);
    const nameOf = (uid: string) => Object.values(NAMES).find((name) => uidBy(record, name) === uid)!;
    const hops = record.attributions.map(({ uid, citing, cited }) => {
      return [`${nameOf(citing)} → ${nameOf(cited)}`, flagOf(`h-${uid}`)];
    });
    expect(Object.fromEntries(hops)).toEqual({
      'IANS → TASS': 'cites a retracted statement',
      'IANS → Yonhap': 'goes back to a retracted statement',
      'Yonhap → TASS': 'cites a retracted statement',
      'TASS → Security Council of Russia': null,
    });
    expect(rowOf(`s-${uidBy(record, NAMES.tass)}`)).toContain('Retracted because: <bdi>A slip.</bdi>');
  });
});

describe('the claim list by status', () => {
  async function openLists() {
    const desk = await openDesk();
    await putIn(
      desk.store,
      aRecord(graph('a'), { text: 'A draft.', status: 'draft' }),
      aRecord(graph('b'), { text: 'Taken back.', status: 'withdrawn' }),
    );
    return desk;
  }

  it('the claim list by status is for editors', async () => {
    const desk = await openLists();
    const texts = async (path: string) => {
      const { body } = await desk.see(path);
      return (body as { claims: { text: string }[] }).claims.map(({ text }) => text);
    };
    expect(await texts('/claims.json?status=draft')).toEqual(['A draft.']);
    expect(await texts('/claims.json?status=withdrawn')).toEqual(['Taken back.']);
    expect(await texts('/claims.json?status=published')).toEqual(['The visit follows up.']);
    expect(await texts('/claims.json')).toEqual(['The visit follows up.']);
    const page = read(await desk.see('/claims?status=draft'));
    expect(page.title).toBe('Drafts, newest first – Hearsay');
    expect(page.text).toContain('A draft.');
    expect(page.hrefs).toEqual(expect.arrayContaining(['/claims', '/claims?status=draft', '/claims?status=withdrawn']));
    await desk.edit(retell({ status: 'draft' }));
    expect(read(await desk.see('/claims')).text).toContain('No claim has been published here yet.');
  });

  it('the claim list refuses to show readers drafts and withdrawn claims', async () => {
    const desk = await openLists();
    for (const status of ['draft', 'withdrawn']) {
      const twin = await desk.get(`/claims.json?status=${status}`);
      expect(twin.status).toBe(403);
      expect(twin.body).toMatchObject({ error: { status: 403, issues: [{ field: 'status' }] } });
      const page = await desk.get(`/claims?status=${status}`);
      expect(page.status).toBe(403);
      expect(read(page).text).not.toContain('A draft.');
    }
    expect((await desk.get('/claims?status=published')).status).toBe(200);
    expect((await desk.get('/claims.json?status=secret')).body).toMatchObject({
      error: { status: 400, issues: [{ field: 'status' }] },
    });
    expect(read(await desk.get('/claims')).hrefs).not.toContain('/claims?status=draft');
  });

  it('the claim list by status is paged by key', async () => {
    const desk = await openDesk();
    const many = Array.from({ length: 30 }, (_, n) =>
      aRecord(graph(`s${n}`), { text: `Draft ${n}.`, status: 'draft' }),
    );
    await putIn(desk.store, ...many);
    const { body } = await desk.see('/claims.json?status=draft');
    expect(body).toMatchObject({ next: '/claims.json?status=draft&after=7' });
    const page = read(await desk.see('/claims?status=draft&after=7'));
    expect(page.count('tr role="row"')).toBe(6);
    expect(page.hrefs).toContain('/claims?status=draft');
  });
});
