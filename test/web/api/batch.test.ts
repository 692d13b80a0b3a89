/** Many claims as NDJSON: an answer a line, resumed where it broke off. */
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ClaimRecord } from '../../../src/model/records.ts';
import { graph } from '../../support/graph.ts';
import { recordOf } from '../../support/records.ts';
import { asSent, openDesk } from './desk.ts';

interface LineAnswer {
  line: number;
  uid: string | null;
  status: number;
  result: string | null;
  url: string | null;
  etag: string | null;
  problem: { type: string; error: { issues: { field: string; message: string }[] } } | null;
}

const STAMPS = { createdAt: '2025-06-01T00:00:00Z', updatedAt: '2025-06-01T00:00:00Z' };
const claims = [1, 2, 3, 4].map((at) =>
  recordOf(`line ${at}`, graph('ians->tass'), { text: `Claim ${at}.`, ...STAMPS }),
);
const changed = (record: ClaimRecord, note: string): object => asSent({ ...record, claim: { ...record.claim, note } });

async function openBatch() {
  const desk = await openDesk();
  const post = (lines: readonly (object | string)[], headers: Record<string, string> = {}) => {
    const body = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
    const asked = desk.ask('post', '/api/claims/batch').set('Authorization', `Bearer ${desk.write}`);
    asked.set('Content-Type', 'application/x-ndjson');
    for (const [name, value] of Object.entries(headers)) asked.set(name, value);
    return asked.send(body);
  };
  const send = async (lines: readonly (object | string)[], headers: Record<string, string> = {}) => {
    const answer = await post(lines, headers);
    const text = Buffer.isBuffer(answer.body) ? answer.body.toString() : answer.text;
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LineAnswer);
  };
  return { ...desk, post, send };
}

describe('a batch of claims', () => {
  it('has an answer for each line in their order, as each claim would have alone', async () => {
    const { send, send: again, post, store } = await openBatch();
    const [first, second, third] = claims.map(asSent) as [object, object, object];
    const wrong = { ...second, statements: [] };
    const answers = await send([first, '', '{"format":', wrong, 'null', second, first, third]);
    expect(answers.map(({ line, status, result }) => [line, status, result])).toEqual([
      [1, 201, 'created'],
      [3, 400, null],
      [4, 422, null],
      [5, 422, null],
      [6, 201, 'created'],
      [7, 200, 'unchanged'],
      [8, 201, 'created'],
    ]);
    expect(answers[0]).toMatchObject({
      uid: claims[0]!.claim.uid,
      url: 'http://hearsay.test/claims/1-claim-1',
      etag: '"1"',
    });
    expect(answers[2]).toMatchObject({ uid: claims[1]!.claim.uid, etag: null });
    expect(answers[2]!.problem!.type).toBe('http://hearsay.test/api#problem-unusable');
    expect(answers[2]!.problem!.error.issues.map(({ field }) => field)).toContain('attributions[0].citing');
    expect(await store.claims.countAll()).toBe(3);
    expect((await again([first, second, third])).map(({ result }) => result)).toEqual(Array(3).fill('unchanged'));
    expect((await post([first])).headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
  });

  it('changes what its sender saw, and nothing else', async () => {
    const { send } = await openBatch();
    const [record] = claims as [ClaimRecord];
    await send([asSent(record)]);
    const answers = await send([
      changed(record, 'Without a version.'),
      { ifMatch: '"7"', claim: changed(record, 'Late.') },
      { ifMatch: '"1"', claim: changed(record, 'Mine.') },
      { ifMatch: 2, claim: changed(record, 'Mine.') },
    ]);
    expect(answers.map(({ status }) => status)).toEqual([428, 412, 200, 400]);
    expect(answers[1]!.problem!.error.issues).toEqual([
      { field: 'claim.note', message: 'is null here and "Late." in what was sent' },
    ]);
    expect(answers[2]).toMatchObject({ result: 'updated', etag: '"2"' });
  });

  it('that is sent again with its key is written once and answered as it was', async () => {
    const { send, store } = await openBatch();
    const key = { 'Idempotency-Key': 'night-1' };
    const first = await send(claims.slice(0, 2).map(asSent), key);
    const whole = await send(claims.map(asSent), key);
    expect(whole.map(({ status, result }) => [status, result])).toEqual(Array(4).fill([201, 'created']));
    expect(whole.slice(0, 2)).toEqual(first);
    expect(await store.claims.countAll()).toBe(4);
    const other = await send([asSent(claims[3]!)], key);
    expect(other[0]).toMatchObject({ status: 422 });
  });

  it('is answered while it is still being sent, goes on after a broken connection, and is one at a time', async () => {
    const { app, write, store, post } = await openBatch();
    const server: Server = createServer(app).listen(0);
    try {
      const { port } = server.address() as AddressInfo;
      const headers = { Authorization: `Bearer ${write}`, 'Content-Type': 'application/x-ndjson' };
      const sending = httpRequest({ port, method: 'POST', path: '/api/claims/batch', headers });
      sending.on('error', () => undefined);
      const answered = new Promise<string>((resolve) => {
        sending.on('response', (response) => response.once('data', (data: Buffer) => resolve(data.toString())));
      });
      sending.write(`${JSON.stringify(asSent(claims[0]!))}\n`);
      expect(JSON.parse(await answered)).toMatchObject({ line: 1, status: 201 });
      const other = await post([asSent(claims[1]!)]);
      expect([other.status, other.headers['retry-after']]).toEqual([429, '5']);
      sending.write(JSON.stringify(asSent(claims[1]!)).slice(0, 40));
      sending.destroy();
      await expect.poll(async () => (await post(claims.slice(1).map(asSent))).status, { timeout: 30_000 }).toBe(200);
      expect(await store.claims.countAll()).toBe(4);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('is NDJSON, and sent by who may write', async () => {
    const { ask, post, read } = await openBatch();
    const byType = (type: string) => post([asSent(claims[0]!)], { 'Content-Type': type });
    expect((await byType('application/json')).status).toBe(415);
    const reading = ask('post', '/api/claims/batch').set('Authorization', `Bearer ${read}`);
    expect((await reading.set('Content-Type', 'application/x-ndjson').send('{}')).status).toBe(403);
    expect((await ask('post', '/api/claims/batch').send('{}')).status).toBe(401);
  });
});
