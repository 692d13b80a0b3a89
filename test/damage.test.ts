/** Damage of the served file is found beside serving. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { openStore } from '../src/storage/store.ts';
import { watchDamage } from '../src/app.ts';
import { startDamageCheck } from '../src/threads.ts';
import { aRecord } from './support/records.ts';
import { putIn } from './support/store.ts';
import { makeTempFolder } from './support/temp-folder.ts';

const folder = makeTempFolder();

/** A database with a claim in it. */
async function makeFile(name: string): Promise<string> {
  const path = join(folder, name);
  const store = await openStore(path);
  await putIn(store, aRecord('one', 'ians->tass'));
  await store.close();
  return path;
}

function damage(path: string): void {
  const client = new Database(path);
  const find = client.prepare("select rootpage from sqlite_schema where name = 'statement_uid'").pluck();
  const [root, size] = [find.get() as number, client.pragma('page_size', { simple: true }) as number];
  client.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size, 7), 0, size, (root - 1) * size);
  closeSync(file);
}

/** What the check makes of a file, and logs. */
async function check(path: string) {
  const damage = watchDamage();
  return new Promise<{ isDamaged: boolean; level: string; msg: string }>((resolve) => {
    const write = (line: string): void => {
      const { level, msg } = JSON.parse(line) as { level: number; msg: string };
      resolve({ isDamaged: damage.isFound(), level: pino.levels.labels[level]!, msg });
    };
    startDamageCheck(path, pino({ level: 'info' }, { write }), damage);
  });
}

it('a whole file is told of, and one that is damaged, which still can be read', async () => {
  const whole = await check(await makeFile('whole.sqlite'));
  expect(whole).toMatchObject({ isDamaged: false, level: 'info' });
  const path = await makeFile('damaged.sqlite');
  damage(path);
  expect(await check(path)).toEqual({
    isDamaged: true,
    level: 'error',
    msg: expect.stringMatching(
      /^DATABASE .*damaged\.sqlite is damaged: .*Restore a backup; “npm run export -- --all”/,
    ) as string,
  });
  const store = await openStore(path);
  expect((await store.claims.load(1))?.record.statements).toHaveLength(2);
  await store.close();
});

it('what can’t be read at all is no damage that was found', async () => {
  const missing = await check(join(folder, 'missing.sqlite'));
  expect(missing).toMatchObject({ isDamaged: false, level: 'error', msg: 'the database could not be read for damage' });
});
