/** Clients that send nothing, too much or too slowly, or take nothing, do not stop others and are let go of. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openStore } from '../src/storage/store.ts';
import { aRecord } from './support/records.ts';
import { startServer, type Running } from './support/run-command.ts';
import { putIn } from './support/store.ts';
import { makeTempFolder } from './support/temp-folder.ts';

const DATABASE = join(makeTempFolder(), 'served.sqlite');
const ENV = { DATABASE, RATE_LIMIT: '0', LOG_LEVEL: 'info' };
/** For an answer to somebody else, in milliseconds; all take a few. */
const PROMPT = 3000;

const running: Running[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  const store = await openStore(DATABASE);
  await putIn(store, aRecord('served', 'ians->tass->council'));
  await store.close();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

const serve = (settings: Record<string, string> = {}) =>
  startServer({ ...ENV, ...settings }, (started) => running.push(started));

/** @returns a connection over which this was sent */
async function open(port: number, sent: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(sent);
  return socket;
}

/** Unlike `once`, an error is no failure: what the server closes may be reset. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** @returns what is read until the server ends the connection */
async function readAll(socket: Socket): Promise<string> {
  let received = '';
  socket.on('data', (chunk: string) => (received += chunk));
  await closed(socket);
  return received;
}

/** Others read pages, kept and made anew, each over a connection of its own. */
async function expectOthersAnswered(port: number): Promise<void> {
  for (const path of ['/claims.json', '/healthz', '/claims', '/claims.json?q=served']) {
    const signal = AbortSignal.timeout(PROMPT);
    const headers = { connection: 'close' };
    const { status, body } = await fetch(`http://127.0.0.1:${port}${path}`, { signal, headers });
    await body?.cancel();
    expect([path, status]).toEqual([path, 200]);
  }
}

const BEGUN = 'GET /claims HTTP/1.1\r\nHost: 127.0.0.1\r\n';
const BEGUN_BODY =
  'POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
  'Content-Length: 1000\r\n\r\nemail=';
/** As many as are taken; their answers of some 100 kB each are more than the kernel keeps for a reader. */
const MANY_REQUESTS = 'GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(100);

test('a thousand connections that send nothing, half a request or half a form do not stop others', async () => {
  const { port } = await serve();
  const sent = ['', BEGUN, BEGUN_BODY, 'G'];
  for (let n = 0; n < 1000; n += 1) await open(port, sent[n % sent.length]!);
  const typing = setInterval(() => sockets.forEach((socket, n) => n % 4 === 1 && socket.write('X: y\r\n')), 50);
  await expectOthersAnswered(port);
  // The client says that it is done in the middle of its request.
  for (const [n, socket] of sockets.entries()) if (n % 4 > 1) socket.end();
  await expectOthersAnswered(port);
  clearInterval(typing);
});

test('huge headers are refused, and do not stop others', async () => {
  const { port } = await serve();
  const huge = `${BEGUN}X: ${'x'.repeat(1_000_000)}`;
  const refused = await Promise.all(Array.from({ length: 200 }, () => open(port, huge)));
  const answers = refused.map(readAll);
  await expectOthersAnswered(port);
  // Some learn it by a reset, since they were still sending.
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^(HTTP\/1\.1 431 |$)/);
  const many = Array.from({ length: 5000 }, (_, n) => `X${n}: y`).join('\r\n');
  expect(await readAll(await open(port, `${BEGUN}${many}`))).toMatch(/^HTTP\/1\.1 431 /);
});

test('readers who take nothing of what they asked for do not stop others', async () => {
  const { port, child } = await serve();
  for (let n = 0; n < 30; n += 1) {
    (await open(port, MANY_REQUESTS)).pause();
    await fetch(`http://127.0.0.1:${port}/healthz`);
  }
  await expectOthersAnswered(port);
  expect(child.exitCode).toBeNull();
});

test('REQUEST_TIMEOUT lets go of each of them', async () => {
  const { port } = await serve({ REQUEST_TIMEOUT: '1' });
  const silent = await open(port, '');
  const begun = await open(port, BEGUN);
  const typing = await open(port, BEGUN);
  const feeding = setInterval(() => typing.write('X: y\r\n'), 100);
  const form = await open(port, BEGUN_BODY);
  const feedingForm = setInterval(() => form.write('x'), 100);
  const taking = await open(port, MANY_REQUESTS);
  taking.pause();
  // Unread, it only learns that it was closed by what it sends.
  const asking = setInterval(() => taking.write('G'), 100);
  const all = [silent, begun, typing, form, taking].map(closed);
  for (const socket of [silent, begun, typing, form]) socket.resume();
  await Promise.race([Promise.all(all), sleep(30_000).then(() => Promise.reject(new Error('still open')))]);
  for (const timer of [feeding, feedingForm, asking]) clearInterval(timer);
  await expectOthersAnswered(port);
});

test('MAX_CONNECTIONS closes what is beyond, until others go', async () => {
  const { port } = await serve({ MAX_CONNECTIONS: '20' });
  for (let n = 0; n < 20; n += 1) await open(port, BEGUN);
  expect(await readAll(await open(port, BEGUN))).toBe('');
  const last = sockets[0]!;
  last.write('\r\n');
  expect(String((await once(last, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /);
  for (const socket of sockets.slice(0, 10)) socket.destroy();
  await sleep(200);
  await expectOthersAnswered(port);
});

/** In milliseconds: how long others wait at most while something goes on. */
async function measureOthers(port: number, until: Promise<unknown>): Promise<number> {
  let isOver = false;
  void until.finally(() => (isOver = true));
  let longest = 0;
  for (let n = 0; !isOver; n += 1) {
    const begun = performance.now();
    const { status, body } = await fetch(`http://127.0.0.1:${port}/claims.json?q=other${n}`);
    await body?.cancel();
    expect(status).toBe(200);
    longest = Math.max(longest, performance.now() - begun);
  }
  return longest;
}

const pipeline = (count: number, key: string): string =>
  Array.from({ length: count }, (_, n) => {
    const last = n === count - 1 ? 'Connection: close\r\n' : '';
    return `GET /claims.json?q=${key}${n} HTTP/1.1\r\nHost: 127.0.0.1\r\n${last}\r\n`;
  }).join('');

test('requests that are sent one behind another are answered in turn, with others in between', async () => {
  const { port } = await serve();
  await expectOthersAnswered(port);
  const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => open(port, pipeline(100, key))));
  const answers = Promise.all(all.map(readAll));
  const longest = await measureOthers(port, answers);
  process.stdout.write(`beside 5 × 100 pipelined requests others waited ${longest.toFixed(0)} ms at most\n`);
  for (const [i, text] of (await answers).entries()) {
    expect(text.match(/HTTP\/1\.1 200 OK\r/g)).toHaveLength(100);
    const asked = [...text.matchAll(/"q":"([a-e]\d+)"|q=([a-e]\d+)/g)].map(([, json, link]) => json ?? link);
    expect([...new Set(asked)]).toEqual(Array.from({ length: 100 }, (_, n) => 'abcde'[i]! + n));
  }
  expect(longest).toBeLessThan(PROMPT);
});

test('a connection that sends a thousand requests without waiting is closed', async () => {
  const { port } = await serve();
  await expectOthersAnswered(port);
  const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => open(port, pipeline(1000, key))));
  const closing = Promise.all(all.map(readAll));
  const longest = await measureOthers(port, closing);
  process.stdout.write(`beside 5 × 1,000 others waited ${longest.toFixed(0)} ms at most\n`);
  expect(longest).toBeLessThan(PROMPT);
});
