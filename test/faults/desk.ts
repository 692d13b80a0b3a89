/** An editor and a program at a server of its own, whose database something happens to. */
import { once } from 'node:events';
import { afterEach, expect } from 'vitest';
import { openStore } from '../../src/storage/store.ts';
import { writeClaim } from '../support/kill-clients.ts';
import { addWriters, examineAll, noRecords, SECRET } from '../support/kill-rounds.ts';
import { aRecord } from '../support/records.ts';
import { startServer, type Running, type Serving } from '../support/run-command.ts';
import { putIn } from '../support/store.ts';
import { readHtml } from '../web/html.ts';

export interface Desk extends Serving {
  get: (path: string) => Promise<Response>;
  /** Sends the form of claim 1. */
  edit: (text: string, revision?: number) => Promise<Response>;
  /** Keeps a draft, which is a statement of its own rather than a commit. */
  keepDraft: (uid: string, text: string) => Promise<Response>;
  /** Sends a claim as a program, each key another. */
  sendClaim: (key: string) => Promise<Response>;
  /** Asks for a claim as a program. */
  readClaim: (key: string) => Promise<Response>;
}

/** Makes a database with claim 1, published, and those who will write. */
export async function fillDatabase(database: string) {
  const [writer] = await addWriters(database);
  const store = await openStore(database);
  await putIn(store, aRecord('one', 'ians->tass'));
  await store.close();
  return writer!;
}

type Writer = Awaited<ReturnType<typeof fillDatabase>>;

/** Whoever calls it gets desks whose servers are killed after each test, whatever happens. */
export function openDesks() {
  const running: Running[] = [];
  afterEach(() => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
  });
  return (database: string, writer: Writer, nodeArgs?: readonly string[]): Promise<Desk> =>
    serveDesk(database, writer, (started) => running.push(started), nodeArgs);
}

async function serveDesk(
  database: string,
  { cookie, token }: Writer,
  starting: (running: Running) => void,
  nodeArgs: readonly string[] = [],
): Promise<Desk> {
  const env = { DATABASE: database, SECRET, RATE_LIMIT: '0', FETCH: 'off' };
  const serving = await startServer(env, starting, { nodeArgs });
  const base = `http://127.0.0.1:${serving.port}`;
  const program = { authorization: `Bearer ${token}` };
  const send = (path: string, fields: Readonly<Record<string, string>>) => {
    const headers = { cookie, 'Sec-Fetch-Site': 'same-origin' };
    return fetch(base + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
  };
  return {
    ...serving,
    get: (path) => fetch(base + path),
    edit: (text, revision = 1) =>
      send('/claims/1/edit', {
        text,
        language: 'en',
        revision: String(revision),
        reason: 'Because.',
        confirmed: 'yes',
      }),
    keepDraft: (uid, text) =>
      send(`/drafts/${uid}`, { claim: '', draft: '0', mode: 'cards', text, language: 'en', action: 'open' }),
    sendClaim: (key) => {
      const headers = { ...program, 'content-type': 'application/json' };
      return fetch(`${base}/api/claims`, { method: 'POST', headers, body: writeClaim(key).line });
    },
    readClaim: (key) => fetch(`${base}/api/claims/${writeClaim(key).uid}`, { headers: program }),
  };
}

/** Expects a page that refuses for the moment, in these words, with the form as it was typed. */
export async function expectRefusedForm(answer: Response, words: string, typed: string): Promise<void> {
  const text = await answer.text();
  expect([answer.status, answer.headers.get('retry-after')], text).toEqual([503, '5']);
  const page = readHtml(text);
  expect(page.problems()).toEqual([]);
  expect(page.text).toContain(words);
  expect(text).toContain(typed);
}

/** Expects the same as a problem in JSON. */
export async function expectRefusedProgram(answer: Response, detail: string): Promise<void> {
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await answer.json()).toMatchObject({ status: 503, detail });
}

export async function expectReading({ get }: Desk): Promise<void> {
  for (const path of ['/', '/claims', '/claims/1.json', '/search?q=one', '/healthz', '/readyz']) {
    const { status, body } = await get(path);
    await body?.cancel();
    expect([path, status]).toEqual([path, 200]);
  }
}

/** Expects that a server ends as it is told to, and leaves a whole database. */
export async function expectWholeEnd({ child, ended }: Desk, database: string): Promise<void> {
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(await examineAll(database, noRecords())).toEqual([]);
}

export async function untilEnded({ child }: Running): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
