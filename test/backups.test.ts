/** The server's own backups. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { createBackups, startSchedule } from '../src/backups.ts';
import { readConfig } from '../src/config.ts';
import { openStore } from '../src/storage/store.ts';
import { aRecord } from './support/records.ts';
import { putIn } from './support/store.ts';
import { makeTempFolder } from './support/temp-folder.ts';

const log = pino({ level: 'silent' });
const NOW = new Date('2025-06-18T09:00:00Z');

describe('backups', () => {
  const folder = makeTempFolder();
  const database = join(folder, 'served.sqlite');

  test('are off without a folder, and need one that can be written', () => {
    expect(createBackups(readConfig({ DATABASE: database }), log)).toBeNull();
    const open = (dir: string) => () => createBackups(readConfig({ DATABASE: database, BACKUP_DIR: dir }), log);
    expect(open(join(folder, 'missing'))).toThrow(/^BACKUP_DIR .*missing can't be used: there is no such folder$/);
    expect(() => createBackups(readConfig({ DATABASE: ':memory:', BACKUP_DIR: folder }), log)).toThrow('is a file');
    expect(() => readConfig({ BACKUP_KEEP: '0' })).toThrow('BACKUP_KEEP must be a whole number from 1 to 9999');
  });

  test('are made in a thread while the server answers, and a failure is told until the next one is made', async () => {
    const store = await openStore(database);
    await putIn(store, aRecord('one', 'ians->tass'));
    const dir = makeTempFolder();
    const backups = createBackups(readConfig({ DATABASE: database, BACKUP_DIR: dir }), log, () => NOW)!;
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const first = backups.make();
    expect(backups.readState().isRunning).toBe(true);
    await Promise.all([first, backups.make()]);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(3);
    expect(backups.list()).toMatchObject([{ name: 'hearsay-20250618T090000Z.sqlite' }]);
    expect(backups.readState()).toEqual({ isRunning: false, failure: null });
    rmSync(dir, { recursive: true });
    await backups.make();
    expect(backups.readState()).toMatchObject({ isRunning: false, failure: { at: NOW } });
    expect(backups.readState().failure!.message).toContain('there is no folder');
    await store.close();
  });

  test('are made by the schedule, only when one is due', async () => {
    const dir = makeTempFolder();
    const config = readConfig({ DATABASE: database, BACKUP_DIR: dir, BACKUP_EVERY: '60' });
    let now = NOW;
    const backups = createBackups(config, log, () => now)!;
    expect(startSchedule(backups, 0)).toBeNull();
    for (const [minutes, count] of [
      [0, 1],
      [30, 1],
      [60, 2],
    ] as const) {
      now = new Date(NOW.getTime() + minutes * 60_000);
      clearInterval(startSchedule(backups, config.backupEvery, () => now)!);
      if (backups.readState().isRunning) await backups.make();
      await vi.waitFor(() => expect(readdirSync(dir)).toHaveLength(count));
    }
  });
});
