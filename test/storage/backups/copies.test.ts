import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openClient } from '../../../src/storage/better-sqlite3.ts';
import { addCopy, CopyError, isCopyDue, listCopies, makeCopy, nameCopy } from '../../../src/storage/backups/copies.ts';
import { restoreCopy } from '../../../src/storage/backups/restore.ts';
import { BrokenMigration } from '../../../src/storage/migrations.ts';
import { openStore } from '../../../src/storage/store.ts';
import { aRecord } from '../../support/records.ts';
import { putIn } from '../../support/store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const at = (name: string): string => join(folder, name);
const NOW = new Date('2025-06-18T09:00:00Z');

async function makeFile(name: string, claims = 1): Promise<string> {
  const store = await openStore(at(name));
  await putIn(store, ...Array.from({ length: claims }, (_, i) => aRecord(`${name} ${i}`, 'ians->tass')));
  await store.close();
  return at(name);
}

const countClaims = (path: string): unknown => {
  const client = new Database(path, { readonly: true });
  const count = client.prepare('select count(*) from claim').pluck().get();
  client.close();
  return count;
};

describe('a copy', () => {
  test('holds what was committed, is its owner’s alone, and replaces one of before', async () => {
    const path = await makeFile('served.sqlite');
    const store = await openStore(path);
    await putIn(store, aRecord('in the WAL', 'a->b'));
    expect(makeCopy(path, at('copy.sqlite'))).toBe(statSync(at('copy.sqlite')).size);
    expect(countClaims(at('copy.sqlite'))).toBe(2);
    expect(statSync(at('copy.sqlite')).mode & 0o777).toBe(0o600);
    await putIn(store, aRecord('later', 'a->b'));
    makeCopy(path, at('copy.sqlite'));
    expect(countClaims(at('copy.sqlite'))).toBe(3);
    await store.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('copy.sqlite'))).toEqual(['copy.sqlite']);
  });

  test('is not made over a database, beside no folder or of what is no database, and leaves nothing', async () => {
    const path = await makeFile('own.sqlite');
    const other = openClient(await makeFile('other.sqlite'));
    other.exec('update claim set revision = revision');
    new Database(at('foreign.sqlite')).exec('create table x (y)').close();
    writeFileSync(at('text.sqlite'), 'No database, but long enough to be taken for one. '.repeat(20));
    for (const [from, to, reason] of [
      [path, path, 'is the database itself'],
      [path, at('other.sqlite'), 'is in use as a database'],
      [path, at('missing/copy.sqlite'), 'there is no folder'],
      [path, folder, 'is not a file'],
      [at('foreign.sqlite'), at('new.sqlite'), 'is no database of Hearsay'],
      [at('text.sqlite'), at('new.sqlite'), 'file is not a database'],
      [at('typo.sqlite'), at('new.sqlite'), 'there is no such file'],
    ] as const) {
      expect(() => makeCopy(from, to), reason).toThrow(reason);
    }
    other.close();
    expect(readdirSync(folder).filter((name) => /unfinished|^new/.test(name))).toEqual([]);
    expect(countClaims(path)).toBe(1);
  });

  test('that was never finished is removed by the next run, unless that one still runs', async () => {
    const path = await makeFile('again.sqlite');
    writeFileSync(at('old.sqlite.4194999.unfinished'), 'half');
    writeFileSync(at('own.sqlite.1.unfinished'), 'of another that runs');
    writeFileSync(at('export.ndjson.unfinished'), 'not ours');
    makeCopy(path, at('whole.sqlite'));
    const left = readdirSync(folder).filter((name) => name.includes('unfinished'));
    expect(left.sort()).toEqual(['export.ndjson.unfinished', 'own.sqlite.1.unfinished']);
  });

  test('in a folder of many is named by its time, and the oldest go', async () => {
    const path = await makeFile('many.sqlite');
    const many = makeTempFolder();
    writeFileSync(join(many, 'notes.txt'), 'not ours');
    const hour = (n: number) => new Date(NOW.getTime() + n * 3_600_000);
    for (const n of [0, 1, 2, 3]) addCopy(path, many, 3, hour(n));
    expect(listCopies(many).map(({ name }) => name)).toEqual([3, 2, 1].map((n) => nameCopy(hour(n))));
    expect(nameCopy(NOW)).toBe('hearsay-20250618T090000Z.sqlite');
    // The clock was set back: the new one stays, although others have later names.
    addCopy(path, many, 3, hour(-5));
    expect(listCopies(many).map(({ name }) => name)).toEqual([3, 2, -5].map((n) => nameCopy(hour(n))));
    expect(existsSync(join(many, 'notes.txt'))).toBe(true);
  });

  test('is due when none is younger than the schedule says, whatever the clock did', () => {
    const copy = (minutes: number) => ({ name: '', size: 1, madeAt: new Date(NOW.getTime() - minutes * 60_000) });
    const hour = 3_600_000;
    expect(isCopyDue([], hour, NOW)).toBe(true);
    expect(isCopyDue([copy(59)], hour, NOW)).toBe(false);
    expect(isCopyDue([copy(60)], hour, NOW)).toBe(true);
    expect(isCopyDue([copy(-600), copy(90)], hour, NOW)).toBe(true);
    expect(isCopyDue([copy(-600), copy(10)], hour, NOW)).toBe(false);
  });
});

describe('restoring a copy', () => {
  test('puts it in place and keeps what was there', async () => {
    const copy = at('good.sqlite');
    makeCopy(await makeFile('source.sqlite', 3), copy);
    const target = await makeFile('target.sqlite');
    const kept = restoreCopy(copy, target, NOW);
    expect(kept).toBe(`${target}.before-hearsay-20250618T090000Z.sqlite`);
    expect([countClaims(target), countClaims(kept!)]).toEqual([3, 1]);
    expect(statSync(target).mode & 0o777).toBe(0o600);
    const store = await openStore(target);
    expect(await store.claims.countAll()).toBe(3);
    await store.close();
    expect(restoreCopy(copy, at('fresh.sqlite'), NOW)).toBeNull();
    expect(countClaims(at('fresh.sqlite'))).toBe(3);
  });

  test('is refused while a server has the file open, and changes nothing', async () => {
    const copy = at('refused-copy.sqlite');
    makeCopy(await makeFile('refused-source.sqlite', 2), copy);
    const target = await makeFile('open.sqlite');
    const served = await openStore(target);
    await served.claims.load(1);
    expect(() => restoreCopy(copy, target, NOW)).toThrow('is open: stop the server and all commands first');
    await putIn(served, aRecord('still', 'a->b'));
    expect(await served.claims.countAll()).toBe(2);
    await served.close();
    expect(readdirSync(folder).filter((name) => /open\.sqlite\./.test(name))).toEqual([]);
    restoreCopy(copy, target, NOW);
    expect(countClaims(target)).toBe(2);
  });

  test('is refused where the copy is damaged or of a newer program', async () => {
    const target = await makeFile('stays.sqlite');
    const damaged = await makeFile('damaged.sqlite');
    const bytes = readFileSync(damaged);
    writeFileSync(damaged, bytes.fill(7, 40_960, 49_152));
    expect(() => restoreCopy(damaged, target, NOW)).toThrow(CopyError);
    const newer = await makeFile('newer.sqlite');
    const client = new Database(newer);
    client.exec("insert into __drizzle_migrations (hash, created_at) values ('of tomorrow', 99999999999999)");
    client.close();
    expect(() => restoreCopy(newer, target, NOW)).toThrow(BrokenMigration);
    expect(() => restoreCopy(target, target, NOW)).toThrow('is the database itself');
    expect(countClaims(target)).toBe(1);
  });

  test('takes the place of a file that can’t be read, unless it may be open', async () => {
    const copy = at('whole-copy.sqlite');
    makeCopy(await makeFile('whole-source.sqlite', 2), copy);
    const target = at('broken.sqlite');
    writeFileSync(target, 'No database any more, but long enough to be taken for one. '.repeat(20));
    writeFileSync(`${target}-shm`, '');
    expect(() => restoreCopy(copy, target, NOW)).toThrow(/can't be read, and may be open: stop the server, move away/);
    const kept = restoreCopy(copy, at('other-broken.sqlite'), NOW);
    expect(kept).toBeNull();
    writeFileSync(at('third.sqlite'), 'No database any more, but long enough to be taken for one. '.repeat(20));
    expect(readFileSync(restoreCopy(copy, at('third.sqlite'), NOW)!, 'utf8')).toContain('No database any more');
    expect(countClaims(at('third.sqlite'))).toBe(2);
  });
});
