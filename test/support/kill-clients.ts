/** People and programs who write all at once until the server is gone, and what each of them was told is saved. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as makeUid } from 'uuid';
import { writeHearsayClaim } from '../../src/formats/hearsay/writer.ts';
import type { Uid } from '../../src/model/records.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { aRecord } from './records.ts';
import { startProgram } from './run-command.ts';
import { writeMultipart } from './multipart.ts';

export const KINDS = [
  ...['claim of a program', 'claim by the form', 'edit', 'merge', 'import by the page', 'import by the command'],
  'draft',
] as const;
type Kind = (typeof KINDS)[number];

/** A write that was said to be done, and a query with a row where it is. */
export interface Acknowledged {
  kind: Kind;
  sql: string;
  params: readonly unknown[];
}

/** What an editor's browser and program send. */
export interface Writer {
  cookie: string;
  token: string;
}

export interface Records {
  acknowledged: Acknowledged[];
  /** The claims of each import that was begun: all of them are there, or none. */
  imports: Uid[][];
  /** Answers that nobody expects. */
  odd: string[];
}

interface Desk extends Writer {
  base: string;
  gone: AbortSignal;
  records: Records;
}

const WHOLE_CLAIM = `(select count(*) from statement where claim_id = claim.id) = 2
  and (select count(*) from attribution where claim_id = claim.id) = 1`;
const CLAIM = `select 1 from claim where uid = ? and ${WHOLE_CLAIM}`;
const CLAIMS = `select 1 where json_array_length(?) =
  (select count(*) from claim where uid in (select value from json_each(?)) and ${WHOLE_CLAIM})`;

/**
 * Writes with each of them until the server answers no more.
 * @param gone says that it won't: `fetch` itself, once in a hundred kills, waits for ever
 */
export async function writeUntilGone(
  base: string,
  writers: readonly Writer[],
  records: Records,
  gone: AbortSignal,
): Promise<void> {
  const desks = writers.map((writer) => ({ ...writer, base, records, gone }));
  const loops = desks.flatMap((desk) => [sendClaims(desk), typeClaims(desk), keepDraft(desk)]);
  await Promise.all([...loops, mergeSources(desks[0]!), importByPage(desks.at(-1)!)].map(endQuietly));
}

/** The server is gone, or was while it answered. */
async function endQuietly(loop: Promise<void>): Promise<void> {
  try {
    await loop;
  } catch (error) {
    if (!(error instanceof TypeError || (error as Error).name === 'AbortError')) throw error;
  }
}

/** Refused for the moment: somebody else was faster, or the database is locked. */
const PASSING = [409, 429, 503];

/** In milliseconds, before somebody who was refused tries again. */
const PAUSE = 20;

/** Whether the answer was the one that says that it is done. */
async function isDone({ records }: Desk, answer: Response, expected: number, what: string): Promise<boolean> {
  if (answer.status === expected) return true;
  if (!PASSING.includes(answer.status)) records.odd.push(`${what}: ${answer.status} ${await answer.text()}`);
  await sleep(PAUSE);
  return false;
}

async function post(
  { base, cookie, gone }: Desk,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const headers = { cookie, 'Sec-Fetch-Site': 'same-origin' };
  const body = new URLSearchParams(fields);
  return fetch(base + path, { method: 'POST', redirect: 'manual', headers, body, signal: gone });
}

export function writeClaim(key: string, shorthand = 'ians->tass') {
  const record = aRecord(key, shorthand);
  const stamp = { exportedAt: '2025-06-18T09:00:00Z', url: 'https://other.example/claims/1' };
  return { uid: record.claim.uid, line: JSON.stringify(writeHearsayClaim(record, analyse(record), stamp)) };
}

/** A program that sends a claim, which its editor then corrects twice. */
async function sendClaims(desk: Desk): Promise<void> {
  for (;;) {
    const { uid, line: body } = writeClaim(makeUid());
    const headers = { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${desk.base}/api/claims`, { method: 'POST', headers, body, signal: desk.gone });
    const number = /\/claims\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1];
    if (!(await isDone(desk, answer, 201, 'POST /api/claims'))) continue;
    desk.records.acknowledged.push({ kind: 'claim of a program', sql: CLAIM, params: [uid] });
    for (const revision of [1, 2]) {
      const reason = `correction ${revision} of ${uid}`;
      const fields = { text: `Corrected: ${uid} ${revision}.`, language: 'en', note: reason, reason };
      const edited = await post(desk, `/claims/${number}/edit`, { ...fields, revision: String(revision) });
      if (!(await isDone(desk, edited, 303, 'POST /claims/:id/edit'))) break;
      const sql = `select 1 from claim join history on subject_uid = uid
        where uid = ? and claim.revision > ? and history.revision = ? + 1 and reason = ?`;
      desk.records.acknowledged.push({ kind: 'edit', sql, params: [uid, revision, revision, reason] });
    }
  }
}

/** An editor who types a chain, looks at the preview and saves it. */
async function typeClaims(desk: Desk): Promise<void> {
  for (;;) {
    const uid = makeUid();
    const path = `/drafts/${uid}`;
    const text = `Typed: ${uid}.`;
    const card = (at: number, source: string, kind: string) => ({
      ...{ [`card-${at}-source`]: source, [`card-${at}-pick`]: 'new', [`card-${at}-pickedFor`]: source },
      [`card-${at}-kind`]: kind,
    });
    const cards = { ...card(0, `Paper ${uid}`, 'outlet'), ...card(1, `Speaker ${uid}`, 'person') };
    const typed = { claim: '', draft: '0', mode: 'cards', text, language: 'en', ...cards, action: 'continue' };
    if (!(await isDone(desk, await post(desk, path, typed), 303, 'POST /drafts/:uid'))) continue;
    const preview = await fetch(desk.base + path, { headers: { cookie: desk.cookie }, signal: desk.gone });
    if (!(await isDone(desk, preview, 200, 'GET /drafts/:uid'))) continue;
    const fields = { ...readHidden(await preview.text()), action: 'save' };
    const saved = await post(desk, path, fields);
    const location = saved.headers.get('location') ?? '';
    // Others changed what it would save: it is shown again.
    if (!(await isDone(desk, saved, 303, 'a preview')) || location === path) continue;
    const number = /^\/claims\/(\d+)/.exec(location)?.[1];
    const sql = `select 1 from claim where id = ? and text = ? and ${WHOLE_CLAIM}`;
    desk.records.acknowledged.push({ kind: 'claim by the form', sql, params: [number, text] });
  }
}

const readHidden = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => {
      return [name!, value!.replaceAll('&#x3D;', '=')];
    }),
  );

/** An editor who types on in one draft, and begins another where it is not known what became of that. */
async function keepDraft(desk: Desk): Promise<void> {
  for (;;) {
    const uid = makeUid();
    for (let revision = 0; ; revision += 1) {
      const text = `Draft ${revision} of ${uid}.`;
      const fields = { claim: '', draft: String(revision), mode: 'cards', text, language: 'en', action: 'open' };
      const kept = await post(desk, `/drafts/${uid}`, fields);
      if (!(await isDone(desk, kept, 303, 'POST /drafts/:uid'))) break;
      const sql = `select 1 from draft where uid = ? and (revision > ? or (revision = ? and fields ->> 'text' = ?))`;
      desk.records.acknowledged.push({ kind: 'draft', sql, params: [uid, revision + 1, revision + 1, text] });
      // Somebody types.
      await sleep(50);
    }
  }
}

/** An editor who finds two sources to be one, each in a claim of its own. */
async function mergeSources(desk: Desk): Promise<void> {
  for (;;) {
    const key = makeUid();
    const names = [`One ${key}`, `Two ${key}`];
    const numbers: string[] = [];
    for (const name of names) {
      const made = await post(desk, '/sources/new', { name, kind: 'agency', namesake: 'yes' });
      if (!(await isDone(desk, made, 303, 'POST /sources/new'))) break;
      numbers.push(/^\/sources\/(\d+)/.exec(made.headers.get('location')!)![1]!);
    }
    const [one, other] = numbers;
    if (one === undefined || other === undefined) continue;
    const path = `/sources/${one}/merge`;
    const preview = await post(desk, path, { other: names[1]! });
    if (!(await isDone(desk, preview, 200, 'a preview'))) continue;
    const fields = { ...readHidden(await preview.text()), action: 'merge', reason: `one ${key}` };
    const merged = await post(desk, path, fields);
    if (!(await isDone(desk, merged, 303, 'POST /sources/:id/merge'))) continue;
    const sql = 'select 1 from source where id = ? and merged_into = ?';
    desk.records.acknowledged.push({ kind: 'merge', sql, params: [one, other] });
  }
}

const IN_ONE = 3;

/** An editor who pastes claims of somebody else's, looks at what would come in, and takes them. */
async function importByPage(desk: Desk): Promise<void> {
  const headers = { cookie: desk.cookie, 'Sec-Fetch-Site': 'same-origin' };
  const send = async (fields: Readonly<Record<string, string>>): Promise<Response> => {
    const { type, body } = await writeMultipart(fields);
    const all = { ...headers, 'content-type': type };
    return fetch(`${desk.base}/import`, {
      method: 'POST',
      redirect: 'manual',
      headers: all,
      body: new Uint8Array(body),
      signal: desk.gone,
    });
  };
  for (;;) {
    const claims = Array.from({ length: IN_ONE }, () => writeClaim(makeUid(), 'yonhap->council'));
    const shown = await send({ text: claims.map(({ line }) => line).join('\n') });
    if (!(await isDone(desk, shown, 200, 'a preview'))) continue;
    const uids = claims.map(({ uid }) => uid);
    desk.records.imports.push(uids);
    const done = await send({ ...readHidden(await shown.text()), action: 'import' });
    if (!(await isDone(desk, done, 303, 'POST /import'))) continue;
    const list = JSON.stringify(uids);
    desk.records.acknowledged.push({ kind: 'import by the page', sql: CLAIMS, params: [list, list] });
  }
}

/** Imports a file beside the server, which may be killed meanwhile. */
export async function importByCommand(database: string, folder: string, records: Records): Promise<void> {
  const claims = Array.from({ length: 20 }, () => writeClaim(makeUid(), 'ap->mayor'));
  const file = join(folder, 'beside.ndjson');
  writeFileSync(file, claims.map(({ line }) => line).join('\n'));
  const uids = claims.map(({ uid }) => uid);
  records.imports.push(uids);
  const { ended } = startProgram('src/cli/import.ts', [file], { env: { DATABASE: database } });
  const { code, stderr } = await ended;
  const list = JSON.stringify(uids);
  if (code === 0) records.acknowledged.push({ kind: 'import by the command', sql: CLAIMS, params: [list, list] });
  else if (!/locked|same time/u.test(stderr)) records.odd.push(`import: ${stderr}`);
}
