/** A disk without room: those who write are told, all others read on, and nothing is lost. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as makeUid } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
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

/** A disk of its own, which only root may have. */
const disk = makeTempFolder();
const isRoot = process.getuid?.() === 0;
const DATABASE = join(disk, 'served.sqlite');
const FILLING = join(disk, 'filling');

/** Takes all that is left but a little. */
function fillDisk(left = 0): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(FILLING, Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

describe.skipIf(!isRoot)('on a full disk', () => {
  const serveDesk = openDesks();
  let writer: Awaited<ReturnType<typeof fillDatabase>>;
  const serve = (): Promise<Desk> => serveDesk(DATABASE, writer);

  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
    writer = await fillDatabase(DATABASE);
  });
  afterEach(() => {
    rmSync(FILLING, { force: true });
  });
  afterAll(() => {
    execFileSync('umount', ['-l', disk]);
  });

  test('a form and a program are refused in words, others read on, and all goes on once there is room', async () => {
    const desk = await serve();
    const { edit, keepDraft, sendClaim } = desk;
    fillDisk();
    // The WAL has room within its blocks for some more.
    const sent: string[] = [];
    for (let i = 0; i < 50; i += 1) {
      const uid = makeUid();
      const answer = await sendClaim(uid);
      if (answer.status === 503) {
        await expectRefusedProgram(
          answer,
          'The database can be read and not written: its disk may be full. Nothing was saved. Tell an admin.',
        );
        break;
      }
      expect(answer.status).toBe(201);
      sent.push(uid);
    }
    const long = `Typed “by hand”. ${'x'.repeat(900)}`;
    await expectRefusedForm(await edit(long), 'Nothing was saved: the database can’t be written.', long);
    const draft = await keepDraft(makeUid(), long);
    await expectRefusedForm(draft, 'its disk may be full. Nothing was saved. Tell an admin.', long);
    await expectReading(desk);
    rmSync(FILLING);
    expect((await edit('Saved after all.')).status).toBe(303);
    expect(await (await desk.get('/claims/1.json')).text()).toContain('Saved after all.');
    for (const uid of sent) expect((await desk.readClaim(uid)).status).toBe(200);
    await expectWholeEnd(desk, DATABASE);
  });

  test('SIGTERM ends the server as ever, and what lies in the WAL is there at the next start', async () => {
    const desk = await serve();
    const uid = makeUid();
    expect((await desk.sendClaim(uid)).status).toBe(201);
    fillDisk();
    await expectWholeEnd(desk, DATABASE);
    rmSync(FILLING);
    const again = await serve();
    expect((await again.readClaim(uid)).status).toBe(200);
    await expectWholeEnd(again, DATABASE);
  });

  test('a server that starts serves readers, or says in a line why it can’t and leaves nothing by halves', async () => {
    fillDisk();
    // As a first start would, it makes a secret.
    const first = await runProgram('src/main.ts', [], { env: { DATABASE, PORT: '0' } });
    expect(first).toMatchObject({ code: 1, stdout: '' });
    expect(first.stderr).toBe(`The secret ${DATABASE}.secret can't be used: ENOSPC: no space left on device, write\n`);
    expect(existsSync(`${DATABASE}.secret`)).toBe(false);
    const desk = await serve();
    await expectReading(desk);
    expect((await desk.edit('No room.', 2)).status).toBe(503);
    await expectWholeEnd(desk, DATABASE);
  });

  test('a backup has no place, says so and leaves nothing', async () => {
    fillDisk(20_000);
    const to = join(disk, 'copy.sqlite');
    const { code, stderr } = await runProgram('src/cli/backup.ts', [to], { env: { DATABASE } });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${DATABASE} can't be copied to ${to}: database or disk is full\n`,
    });
    expect(readdirSync(disk).filter((name) => name.startsWith('copy'))).toEqual([]);
  });

  test('an import by the command brings in nothing and says so', async () => {
    const desk = await serve();
    await expectReading(desk);
    fillDisk();
    const file = 'db/sample/ians/02-shoigu-second-arrival-17-june.json';
    const { code, stderr } = await runProgram('src/cli/import.ts', [file], { env: { DATABASE } });
    const line = 'Nothing was imported. The database refused: database or disk is full (SQLITE_FULL)\n';
    expect({ code, stderr }).toEqual({ code: 1, stderr: line });
    await expectWholeEnd(desk, DATABASE);
  });
});
