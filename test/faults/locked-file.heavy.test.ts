/** Another program holds the file, and a file or a folder that nobody may write. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as makeUid } from 'uuid';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../support/run-command.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import {
  expectReading,
  expectRefusedForm,
  expectRefusedProgram,
  expectWholeEnd,
  fillDatabase,
  openDesks,
  type Desk,
} from './desk.ts';

const folder = makeTempFolder();
const TEMPLATE = join(folder, 'template.sqlite');
let writer: Awaited<ReturnType<typeof fillDatabase>>;
const serveDesk = openDesks();
const cleanUp: (() => void)[] = [];

beforeAll(async () => {
  writer = await fillDatabase(TEMPLATE);
});
afterEach(() => {
  for (const one of cleanUp.splice(0)) one();
});

function copyTemplate(name: string): string {
  const path = join(folder, name);
  copyFileSync(TEMPLATE, path);
  return path;
}

const serve = (database: string): Promise<Desk> => serveDesk(database, writer);

/** Starts a server that is to refuse, and gives what it says. */
async function refuse(database: string, uid?: number): Promise<string> {
  const user = uid === undefined ? {} : { uid };
  const { code, stdout, stderr } = await runProgram('src/main.ts', [], {
    env: { DATABASE: database, PORT: '0' },
    ...user,
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  return stderr;
}

describe('a file that another program keeps locked', () => {
  test('is read on; a form and a program are told after ten seconds, and all goes on once it is free', async () => {
    const database = copyTemplate('locked.sqlite');
    const desk = await serve(database);
    const other = new Database(database);
    cleanUp.push(() => other.close());
    other.exec('begin immediate');
    const begun = performance.now();
    const [form, draft, program] = await Promise.all([
      desk.edit('Typed “by hand”.'),
      desk.keepDraft(makeUid(), 'Typed “by hand”.'),
      desk.sendClaim('late'),
      expectReading(desk),
    ]);
    expect(performance.now() - begun).toBeGreaterThan(9_000);
    await expectRefusedForm(form, 'Nothing was saved: the database is busy', 'Typed “by hand”.');
    await expectRefusedForm(draft, 'Nothing was saved. What you typed is kept on this page.', 'Typed “by hand”.');
    await expectRefusedProgram(program, 'Another program keeps the database locked. Nothing was saved.');
    const waiting = desk.edit('Saved as soon as it is free.');
    other.exec('rollback');
    expect((await waiting).status).toBe(303);
    await expectWholeEnd(desk, database);
  });

  test('stops the start in a line, where even reading is locked', async () => {
    const database = copyTemplate('kept.sqlite');
    const other = new Database(database);
    cleanUp.push(() => other.close());
    other.pragma('locking_mode = exclusive');
    other.exec('begin exclusive; commit');
    expect(await refuse(database)).toBe(`DATABASE ${database} can't be used: database is locked\n`);
  });
});

describe.skipIf(process.getuid?.() !== 0)('what may not be written', () => {
  const NOBODY = 54_321;

  test('a read-only file or folder stops the start in a line that names it, and is left as it was', async () => {
    const place = join(folder, 'own');
    mkdirSync(place);
    const database = join(place, 'own.sqlite');
    copyFileSync(TEMPLATE, database);
    execFileSync('chmod', ['-R', 'a+rX', folder]);
    expect(await refuse(database, NOBODY)).toBe(`DATABASE ${database} can't be used: ${place} is not writable\n`);
    execFileSync('chmod', ['a+rwx', place]);
    expect(await refuse(database, NOBODY)).toBe(`DATABASE ${database} can't be used: ${database} is not writable\n`);
    expect(readdirSync(place)).toEqual(['own.sqlite']);
  });

  test('a disk that is mounted read-only stops the start in a line', async () => {
    const place = join(folder, 'mounted');
    mkdirSync(place);
    copyFileSync(TEMPLATE, join(place, 'served.sqlite'));
    execFileSync('mount', ['--bind', place, place]);
    cleanUp.push(() => execFileSync('umount', ['-l', place]));
    execFileSync('mount', ['-o', 'remount,bind,ro', place]);
    const database = join(place, 'served.sqlite');
    expect(await refuse(database)).toBe(`DATABASE ${database} can't be used: ${place} is not writable\n`);
  });
});
