/** Whatever was said to be saved is there, however often the server is killed while many write. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { addWriters, examineAll, killServers } from './support/kill-rounds.ts';
import { makeTempFolder } from './support/temp-folder.ts';

/** `KILLS=200` takes half an hour. */
const KILLS = Number(process.env.KILLS ?? 10);

test(`what was acknowledged survives ${KILLS} kills, whole`, { timeout: KILLS * 60_000 }, async () => {
  const folder = makeTempFolder();
  const template = join(folder, 'template.sqlite');
  const database = join(folder, 'served.sqlite');
  const writers = await addWriters(template);
  const openBase = () => {
    for (const ending of ['', '-wal', '-shm']) rmSync(database + ending, { force: true });
    copyFileSync(template, database);
    return Promise.resolve({
      ...{ database, writers, close: () => Promise.resolve() },
      examine: (records: Parameters<typeof examineAll>[1]) => examineAll(database, records),
    });
  };
  await killServers(KILLS, folder, openBase);
});
