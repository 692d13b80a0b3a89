/** Sources and documents that programs read and send. */
import { describe, expect, it } from 'vitest';
import type { Document, Source } from '../../../src/model/records.ts';
import { UNKNOWN_OF_SOURCE } from '../../../src/model/records.ts';
import { hashText } from '../../../src/text/characters.ts';
import { graph } from '../../support/graph.ts';
import { uidFrom } from '../../support/records.ts';
import { aRecord, putIn } from '../open-app.ts';
import { openDesk, problemOf } from './desk.ts';

const KBS: Source = { ...UNKNOWN_OF_SOURCE, uid: uidFrom('kbs'), name: 'KBS', kind: 'outlet' };
const STORY: Document = {
  ...{ uid: uidFrom('story'), publisher: KBS.uid, kind: 'article', title: 'A bridge', url: 'https://kbs.example/1' },
  ...{ version: null, archivedUrl: null, publishedAt: '2025-06-17', retrievedAt: null, language: 'ko', sha256: null },
};

async function openRecords() {
  const desk = await openDesk();
  const post = (kind: 'sources' | 'documents', body: object, condition?: string) => {
    const asked = desk.ask('post', `/api/${kind}`).set('Authorization', `Bearer ${desk.write}`);
    asked.set('Content-Type', 'application/json');
    if (condition !== undefined) asked.set('If-Match', condition);
    return asked.send(JSON.stringify(body));
  };
  const read = (path: string) => desk.get(`/api/${path}`).set('Authorization', `Bearer ${desk.write}`);
  return { ...desk, post, read };
}

describe('a source at the API', () => {
  it('is created, read back the same, unchanged when it is sent again, and updated by its version', async () => {
    const { post, read, store } = await openRecords();
    const made = await post('sources', KBS);
    expect([made.status, made.headers.location]).toEqual([201, `http://hearsay.test/api/sources/${KBS.uid}`]);
    expect(made.body).toEqual({ result: 'created', id: 1, uid: KBS.uid, url: 'http://hearsay.test/sources/1-kbs' });
    const seen = await read(`sources/${KBS.uid}`);
    expect([seen.body, seen.headers.etag]).toEqual([KBS, made.headers.etag]);
    expect((await post('sources', KBS)).body).toMatchObject({ result: 'unchanged' });
    const mine = { ...KBS, country: 'KR', aliases: [{ name: '한국방송공사', language: 'ko' }] };
    expect((await post('sources', mine)).status).toBe(428);
    const first = await post('sources', mine, seen.headers.etag);
    expect([first.status, first.body]).toMatchObject([200, { result: 'updated' }]);
    const late = await post('sources', { ...KBS, country: 'JP' }, seen.headers.etag);
    expect(late.status).toBe(412);
    expect(problemOf(late).issues).toContainEqual({
      field: 'country',
      message: 'is "KR" here and "JP" in what was sent',
    });
    expect((await read(`sources/${KBS.uid}`)).body).toEqual(mine);
    const { revisions } = await store.history.list(KBS.uid, { before: null, limit: 9 });
    expect(revisions.map(({ actor }) => actor)).toEqual(['Kim Min (night desk)', 'Kim Min (night desk)']);
  });

  it('of programs that race with one version one wins', async () => {
    const { post, read } = await openRecords();
    const made = await post('sources', KBS);
    const countries = ['KR', 'JP', 'CN', 'US'];
    const answers = await Promise.all(
      countries.map((country) => post('sources', { ...KBS, country }, made.headers.etag)),
    );
    const won = answers.flatMap(({ status }, at) => (status === 200 ? [countries[at]] : []));
    expect(won).toHaveLength(1);
    for (const { status } of answers) expect([200, 409, 412]).toContain(status);
    expect((await read(`sources/${KBS.uid}`)).body).toMatchObject({ country: won[0] });
  });

  it('is asked about where its name is another’s, or much like it, as its form asks', async () => {
    const { post } = await openRecords();
    await post('sources', KBS);
    const again = { ...KBS, uid: uidFrom('again'), name: 'ＫＢＳ' };
    const asked = await post('sources', again);
    expect(asked.status).toBe(422);
    expect(problemOf(asked).issues).toEqual([
      {
        field: 'namesake',
        message: `“ＫＢＳ” is known here already: say whether this is another one, by “namesake”: true. Here: KBS (${KBS.uid})`,
      },
    ]);
    expect((await post('sources', { ...again, namesake: true })).status).toBe(201);
  });

  it('is refused with every member that is wrong, by the name of the member', async () => {
    const { post } = await openRecords();
    await post('sources', KBS);
    const wrong = { ...KBS, uid: 'x', country: 'Korea', aliases: [{ name: '', language: null }], colour: 'red' };
    const fields = async (body: object) => problemOf(await post('sources', body)).issues.map(({ field }) => field);
    expect((await fields(wrong)).sort()).toEqual(['aliases[0].name', 'colour', 'country', 'uid']);
    const below = { ...KBS, uid: uidFrom('below'), name: 'KBS World' };
    expect(await fields({ ...below, parent: KBS.uid })).toEqual(['parentRelation']);
    expect(await fields({ ...below, parent: uidFrom('none'), parentRelation: 'part-of' })).toEqual(['parent']);
    expect(await fields({ ...below, parentRelation: 'part-of' })).toEqual(['parentRelation']);
    expect((await post('sources', { ...below, parent: KBS.uid, parentRelation: 'part-of' })).status).toBe(201);
    expect(await fields({ ...KBS, parent: below.uid, parentRelation: 'part-of' })).toEqual(['parent']);
    const twice = [1, 2].map(() => ({ name: 'K', language: 'ko' }));
    expect(await fields({ ...KBS, aliases: twice })).toEqual(['aliases[1].name']);
    expect(await fields([])).toEqual(['']);
  });

  it('that was merged is answered with the one that speaks for it, and takes nothing', async () => {
    const { post, read, store } = await openRecords();
    const other = { ...KBS, uid: uidFrom('other'), name: 'Korean Broadcasting' };
    await post('sources', KBS);
    await post('sources', other);
    const [kept, gone] = [(await store.sources.load(1))!, (await store.sources.load(2))!];
    await store.sources.merge(gone, kept, { at: '2025-06-20T12:00:00Z', actor: 'Kim', reason: null });
    expect((await read(`sources/${other.uid}`)).body).toMatchObject({ uid: KBS.uid });
    expect(problemOf(await post('sources', other)).issues).toEqual([
      { field: 'uid', message: `was merged into ${KBS.uid}: send that one` },
    ]);
  });

  it('is for readers only where a published claim names it', async () => {
    const { get, post, store } = await openRecords();
    await post('sources', KBS);
    expect((await get(`/api/sources/${KBS.uid}`)).status).toBe(404);
    const record = aRecord(graph('a->b'));
    await putIn(store, record);
    const [source] = record.sources;
    expect((await get(`/api/sources/${source!.uid}`)).body).toEqual(source);
  });
});

describe('a document at the API', () => {
  it('is created, read back, and changed by its version; a text that is not sent stays', async () => {
    const { post, read, get } = await openRecords();
    expect(problemOf(await post('documents', STORY)).issues).toEqual([
      { field: 'publisher', message: 'is no source that is here: send that one first' },
    ]);
    await post('sources', KBS);
    const made = await post('documents', { ...STORY, text: 'The bridge fell. Nobody was hurt.' });
    expect(made.body).toMatchObject({ result: 'created', url: 'http://hearsay.test/documents/1-a-bridge' });
    const seen = await read(`documents/${STORY.uid}`);
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    expect(seen.body).toEqual({ ...STORY, sha256: hash });
    expect((await read(`documents/${STORY.uid}?text=1`)).body).toMatchObject({
      text: 'The bridge fell. Nobody was hurt.',
    });
    expect((await get(`/api/documents/${STORY.uid}?text=1`)).status).toBe(404);
    expect((await post('documents', STORY)).body).toMatchObject({ result: 'unchanged' });
    const mine = { ...STORY, title: 'The bridge' };
    expect((await post('documents', mine)).status).toBe(428);
    expect((await post('documents', mine, made.headers.etag)).body).toMatchObject({ result: 'updated' });
    const late = await post('documents', { ...STORY, title: 'A fall', text: null }, made.headers.etag);
    expect([late.status, problemOf(late).issues.map(({ field }) => field)]).toEqual([412, ['title', 'text']]);
    expect((await post('documents', { ...mine, text: null }, '*')).body).toMatchObject({ result: 'updated' });
    expect((await read(`documents/${STORY.uid}?text=1`)).body).toMatchObject({ text: null, title: 'The bridge' });
  });

  it('is asked about where its address is known, as its form asks, and where its text loses excerpts', async () => {
    const { post, store } = await openRecords();
    const record = aRecord(graph('a->b', { seen: 'a->b' }));
    const [document] = record.documents;
    const [edge] = record.attributions;
    const text = 'They said the bridge is shut.';
    const evidence = [{ document: document!.uid, exact: 'the bridge is shut', ...{ prefix: null, suffix: null } }];
    const piece = { ...evidence[0]!, start: 10, end: 28 };
    await store.claims.import(
      [
        {
          ...{ place: 'a', url: null, texts: new Map([[document!.uid, text]]) },
          record: {
            ...record,
            documents: [{ ...document!, sha256: hashText(text) }],
            attributions: [{ ...edge!, evidence: [piece] }],
          },
        },
      ],
      { at: '2025-06-18T09:00:00Z', actor: 'Kim', reason: null },
    );
    const other = { ...STORY, publisher: document!.publisher, url: document!.url };
    expect(problemOf(await post('documents', other)).issues.map(({ field }) => field)).toEqual(['url']);
    const { sha256: _, ...own } = document!;
    const changed = { ...own, text: 'They say that the bridge is closed.' };
    const lost = await post('documents', changed, '*');
    expect(problemOf(lost).issues).toMatchObject([
      { field: 'text', message: expect.stringContaining('“the bridge is shut”') as string },
    ]);
    const instead = { 'the bridge is shut': 'the bridge is closed' };
    expect((await post('documents', { ...changed, instead }, '*')).body).toMatchObject({ result: 'updated' });
    const loaded = (await store.claims.load(1))!;
    expect(loaded.record.attributions[0]!.evidence[0]!.exact).toBe('the bridge is closed');
  });
});
