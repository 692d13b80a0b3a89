/** A file of which a page is broken: what needs it says so, all else goes on, and whoever runs it can find out. */
import { closeSync, copyFileSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as makeUid } from 'uuid';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/storage/store.ts';
import { aRecord } from '../support/records.ts';
import { runProgram } from '../support/run-command.ts';
import { putIn } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { readHtml } from '../web/html.ts';
import { fillDatabase, openDesks, type Desk } from './desk.ts';

const folder = makeTempFolder();
const TEMPLATE = join(folder, 'template.sqlite');
const LAST = 61;
let writer: Awaited<ReturnType<typeof fillDatabase>>;
const serveDesk = openDesks();

beforeAll(async () => {
  writer = await fillDatabase(TEMPLATE);
  const store = await openStore(TEMPLATE);
  await putIn(store, ...Array.from({ length: LAST - 1 }, (_, i) => aRecord(`other ${i}`, 'ians->tass')));
  await store.close();
});

function copyTemplate(name: string): string {
  const path = join(folder, name);
  copyFileSync(TEMPLATE, path);
  return path;
}

/** Breaks the page on which the statements of claim 1 are: the first leaf, which the root names. */
function breakStatements(path: string): void {
  const client = new Database(path);
  const size = client.pragma('page_size', { simple: true }) as number;
  const root = client.prepare("select rootpage from sqlite_schema where name = 'statement'").pluck().get() as number;
  client.close();
  // https://sqlite.org/fileformat.html#b_tree_pages
  const page = readFileSync(path).subarray((root - 1) * size);
  expect(page[0]).toBe(2);
  const leaf = page.readUInt32BE(page.readUInt16BE(12));
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size, 7), 0, size, (leaf - 1) * size);
  closeSync(file);
}

test('a broken page is told to whoever needs it, and all else is served', async () => {
  const database = copyTemplate('damaged.sqlite');
  breakStatements(database);
  const desk: Desk = await serveDesk(database, writer);
  await desk.says('is damaged: ');
  for (const path of ['/', '/claims', `/claims/${LAST}.json`, '/search?q=other', '/readyz', '/sources/1']) {
    expect([path, (await desk.get(path)).status]).toEqual([path, 200]);
  }
  // No reason for a supervisor to start the server again.
  const health = await desk.get('/healthz');
  expect([health.status, await health.json()]).toMatchObject([200, { ok: true, database: 'is damaged' }]);

  const shown = await desk.get('/claims/1');
  expect(shown.status).toBe(500);
  const page = readHtml(await shown.text());
  expect(page.problems()).toEqual([]);
  expect(page.text).toContain('The database is damaged A part of the database that is needed for this is damaged');
  expect(page.text).toMatch(/The request id: [\da-f-]{36}/);
  const twin = await desk.get('/claims/1.json');
  expect(twin.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await twin.json()).toMatchObject({
    ...{ status: 500, error: { title: 'The database is damaged' } },
    detail: expect.stringMatching(/^A part of the database .* Nothing was saved\.$/) as string,
  });
  const edited = await desk.edit('Typed “by hand”.');
  expect(edited.status).toBe(500);
  const form = await edited.text();
  expect(readHtml(form).text).toContain('A part of the database that is needed for this is damaged');
  expect(form).toContain('Typed “by hand”.');
  // What does not need it is saved.
  expect((await desk.keepDraft(makeUid(), 'Typed.')).status).toBe(303);

  desk.child.kill('SIGTERM');
  const { stdout, ...end } = await desk.ended;
  expect(end).toMatchObject({ code: 0, signal: null, stderr: '' });
  const errors = stdout.split('\n').filter((line) => line.includes('"level":50'));
  expect(errors.some((line) => line.includes('is damaged: ') && line.includes('Restore a backup'))).toBe(true);
  expect(errors.some((line) => /"\/claims\/1\b.*SQLITE_CORRUPT/.test(line))).toBe(true);
});

test('the commands say what is damaged, and save what can be read', async () => {
  const database = copyTemplate('commands.sqlite');
  breakStatements(database);
  const run = (program: string, ...args: string[]) => runProgram(program, args, { env: { DATABASE: database } });
  const doctor = await run('src/cli/doctor.ts');
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toMatch(/^the file: /m);
  expect(doctor.stdout).toMatch(/\d+ faults found\. “npm run doctor -- --repair” makes anew what is derived\.\n$/);
  const repaired = await run('src/cli/doctor.ts', '--repair');
  expect(repaired.code).toBe(1);
  expect(repaired.stdout).toMatch(
    /What is left was recorded, not derived: restore a backup, or correct it by hand\.\n$/,
  );
  expect(await run('src/cli/backup.ts', join(folder, 'copy.sqlite'))).toMatchObject({
    ...{ code: 1, stdout: '' },
    stderr: expect.stringMatching(
      /^.*commands\.sqlite can't be copied to .*: database disk image is malformed\n$/,
    ) as string,
  });
  const out = join(folder, 'all.ndjson');
  const exported = await run('src/cli/export.ts', '--all', '--out', out);
  expect(exported.code).toBe(1);
  expect(exported.stderr).toMatch(
    /The export is not whole: claims 1, .* can't be read\. All others are in .*unfinished\.\n$/,
  );
  expect(readFileSync(`${out}.unfinished`, 'utf8')).toContain(`/claims/${LAST}`);
});

test('a file without its end and one that is no database stop the start in a line', async () => {
  const short = copyTemplate('short.sqlite');
  truncateSync(short, 40_960);
  const text = join(folder, 'text.sqlite');
  writeFileSync(text, 'No database. '.repeat(1000));
  for (const [database, reason] of [
    [short, 'database disk image is malformed'],
    [text, 'file is not a database'],
  ] as const) {
    const { code, stdout, stderr } = await runProgram('src/main.ts', [], { env: { DATABASE: database, PORT: '0' } });
    expect({ code, stdout, stderr }).toEqual({
      ...{ code: 1, stdout: '' },
      stderr: `DATABASE ${database} can't be used: ${reason}\n`,
    });
  }
});
