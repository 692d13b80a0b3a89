/** Programs that lose an answer, race, or change what somebody else changed. */
import { describe, expect, it } from 'vitest';
import { graph } from '../../support/graph.ts';
import { recordOf, uidFrom } from '../../support/records.ts';
import type { Claim, ClaimRecord } from '../../../src/model/records.ts';
import { asSent, giveToken, openDesk, problemOf } from './desk.ts';

const record = recordOf('sent', graph('ians->tass'), {
  text: 'It was sent.',
  createdAt: '2025-06-01T00:00:00Z',
  updatedAt: '2025-06-01T00:00:00Z',
});
const withClaim = (members: Partial<Claim>): object => asSent({ ...record, claim: { ...record.claim, ...members } });

async function openProgram() {
  const desk = await openDesk();
  const post = (body: object, headers: Record<string, string> = {}, token = desk.write) => {
    const asked = desk.send(body, token);
    for (const [name, value] of Object.entries(headers)) asked.set(name, value);
    return asked;
  };
  const read = (token = desk.write) =>
    desk.get(`/api/claims/${record.claim.uid}`).set('Authorization', `Bearer ${token}`);
  return { ...desk, post, readClaim: read };
}

describe('an idempotency key', () => {
  const KEY = { 'Idempotency-Key': 'a-1' };

  it('what is sent again after a lost answer is written once, and answered as it was', async () => {
    const { post, store } = await openProgram();
    const lost = await post(asSent(record), KEY);
    const again = await post(asSent(record), KEY);
    expect([lost.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(lost.body);
    expect(again.headers.location).toBe(lost.headers.location);
    expect((await store.history.list(record.claim.uid, { before: null, limit: 9 })).revisions).toHaveLength(1);
  });

  it('two at once with one key are one', async () => {
    const { post, store } = await openProgram();
    const answers = await Promise.all([1, 2, 3].map(() => post(asSent(record), KEY)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await store.claims.countAll()).toBe(1);
  });

  it('an update that is sent again is answered as one, though the version is another by now', async () => {
    const { post } = await openProgram();
    const made = await post(asSent(record));
    const condition = { 'If-Match': made.headers.etag!, 'Idempotency-Key': 'b' };
    const [one, two] = [
      await post(withClaim({ note: 'A note.' }), condition),
      await post(withClaim({ note: 'A note.' }), condition),
    ];
    expect([one.status, two.status, two.body]).toEqual([200, 200, one.body]);
    expect(one.body).toMatchObject({ result: 'updated' });
  });

  it('a key with another body is refused, and somebody else’s key is another', async () => {
    const { post, store } = await openProgram();
    await post(asSent(record), KEY);
    const other = await post(withClaim({ text: 'Otherwise.' }), KEY);
    expect(other.status).toBe(422);
    expect(problemOf(other).issues[0]).toEqual({
      field: 'Idempotency-Key',
      message: 'was used for something else: use a new one',
    });
    const admin = await giveToken(store, 'write', 'admin');
    expect((await post(asSent(record), KEY, admin)).body).toMatchObject({ result: 'unchanged' });
    for (const key of [' ', 'x'.repeat(256)]) {
      expect((await post(asSent(record), { 'Idempotency-Key': key })).status, key).toBe(400);
    }
  });

  it('what was refused spends no key', async () => {
    const { post } = await openProgram();
    expect((await post({ ...asSent(record), statements: [] }, KEY)).status).toBe(422);
    expect((await post(asSent(record), KEY)).status).toBe(201);
  });
});

describe('updates of a claim', () => {
  it('an update needs the version that it changes, and another version here answers with both', async () => {
    const { post, readClaim } = await openProgram();
    await post(asSent(record));
    const seen = await readClaim();
    expect([seen.status, seen.headers.etag]).toEqual([200, '"1"']);
    expect((await post(withClaim({ note: 'Mine.' }))).status).toBe(428);
    const first = await post(withClaim({ note: 'Mine.' }), { 'If-Match': seen.headers.etag! });
    expect([first.status, first.headers.etag]).toEqual([200, '"2"']);
    const late = await post(withClaim({ note: 'Theirs.' }), { 'If-Match': seen.headers.etag! });
    expect(late.status).toBe(412);
    expect(problemOf(late).issues).toEqual([
      { field: 'claim.note', message: 'is "Mine." here and "Theirs." in what was sent' },
    ]);
    expect((await readClaim()).body).toMatchObject({ claim: { note: 'Mine.' } });
    expect((await post(withClaim({ note: 'Theirs.' }), { 'If-Match': '"7", "2"' })).status).toBe(200);
    expect((await post(withClaim({ note: 'Any.' }), { 'If-Match': '*' })).status).toBe(200);
  });

  it('of programs that race with one version one wins, and nothing is lost', async () => {
    const { post, readClaim, store } = await openProgram();
    const made = await post(asSent(record));
    const notes = Array.from({ length: 8 }, (_, at) => `Note ${at}.`);
    const answers = await Promise.all(
      notes.map((note) => post(withClaim({ note }), { 'If-Match': made.headers.etag! })),
    );
    const won = answers.flatMap(({ status }, at) => (status === 200 ? [notes[at]] : []));
    expect(won).toHaveLength(1);
    for (const { status } of answers) expect([200, 409, 412]).toContain(status);
    expect((await readClaim()).body).toMatchObject({ claim: { note: won[0] } });
    expect((await store.history.list(record.claim.uid, { before: null, limit: 99 })).revisions).toHaveLength(2);
  });

  it('a claim that isn’t here has no version to match', async () => {
    const { post, store } = await openProgram();
    expect((await post(asSent(record), { 'If-Match': '"1"' })).status).toBe(412);
    expect(await store.claims.countAll()).toBe(0);
  });

  it('the time of an update is set here, and no time is in the future', async () => {
    const { post, readClaim } = await openProgram();
    const made = await post(asSent(record));
    await post(withClaim({ note: 'A note.', updatedAt: '2025-06-02T00:00:00Z' }), { 'If-Match': made.headers.etag! });
    expect((await readClaim()).body).toMatchObject({
      claim: { createdAt: '2025-06-01T00:00:00Z', updatedAt: '2025-06-20T12:00:00Z' },
    });
    const future = await post(withClaim({ uid: uidFrom('else'), updatedAt: '2031-01-01T00:00:00Z' }));
    expect(problemOf(future)).toMatchObject({
      status: 422,
      issues: [{ field: 'claim.updatedAt', message: 'is in the future' }],
    });
  });

  it('known sources stay as they are, whatever a program sends, and are found by name', async () => {
    const { post, store } = await openProgram();
    const full: ClaimRecord = {
      ...record,
      sources: record.sources.map((one) => ({
        ...one,
        country: 'RU',
        aliases: [{ name: `${one.name} too`, language: null }],
      })),
    };
    const made = await post(asSent(full));
    const bare = { ...record, claim: { ...record.claim, note: 'A note.' } };
    expect((await post(asSent(bare), { 'If-Match': made.headers.etag! })).body).toMatchObject({
      result: 'updated',
      shared: 0,
    });
    const [tass] = await store.sources.findByName('tass');
    expect(tass!.source).toMatchObject({ country: 'RU', aliases: [{ name: 'tass too' }] });
    const renewed = JSON.stringify(asSent({ ...record, claim: { ...record.claim, text: 'Another.' } }));
    const other = await post(
      JSON.parse(
        renewed.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/gu, (one) => uidFrom(`other ${one}`)),
      ) as object,
    );
    expect(other.body).toMatchObject({
      result: 'created',
      shared: 0,
      known: [
        { kind: 'source', name: 'ians' },
        { kind: 'source', name: 'tass' },
      ],
    });
  });

  it('a claim that says nearly the same as one here comes in, and the receipt names that one', async () => {
    const { post } = await openProgram();
    const first = await post(withClaim({ text: 'The minister arrived in Pyongyang on Tuesday.' }));
    expect(first.body).toMatchObject({ result: 'created', similar: [] });
    const sent = JSON.stringify(withClaim({ text: 'The minister arrived in Pyongyang on Monday.' }));
    const renamed = sent.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/gu, (one) => uidFrom(`near ${one}`));
    expect((await post(JSON.parse(renamed) as object)).body).toMatchObject({
      result: 'created',
      similar: [{ here: 1, text: 'The minister arrived in Pyongyang on Tuesday.', hasSameWords: false }],
    });
  });

  it('a claim is read by its uid, a draft by those who may edit', async () => {
    const { post, readClaim, get } = await openProgram();
    await post(withClaim({ status: 'draft' }));
    expect((await readClaim()).body).toMatchObject({ claim: { status: 'draft' } });
    for (const uid of [record.claim.uid, uidFrom('none'), 'x'])
      expect((await get(`/api/claims/${uid}`)).status).toBe(404);
  });
});
