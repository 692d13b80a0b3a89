import { mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { source } from '../../db/schema.ts';
import { createLocalEngine, openClient } from '../../src/storage/better-sqlite3.ts';
import type { Engine } from '../../src/storage/engine.ts';
import { Conflict, Damaged, Locked, Refused, UnusableDatabase, Unwritable } from '../../src/storage/errors.ts';
import { migrate } from '../../src/storage/migrations.ts';
import { createStore, openStore } from '../../src/storage/store.ts';
import { aRecord } from '../support/records.ts';
import { freshStore, putIn } from '../support/store.ts';
import { putText } from '../support/texts.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { guardCatalogue, guardClaim, readCatalogueRevision } from '../../src/storage/history/revision-counters.ts';

const folder = makeTempFolder();
const at = (...names: string[]): string => join(folder, ...names);

describe('a path that can’t be used for a database', () => {
  writeFileSync(at('text.sqlite'), 'This is no database, but it is long enough to be taken for one. '.repeat(20));
  writeFileSync(at('file'), 'x');
  mkdirSync(at('folder.sqlite'));
  symlinkSync(at('nowhere', 'gone.sqlite'), at('dangling.sqlite'));

  test.each([
    ['a folder that is not there', at('missing', 'db.sqlite'), 'there is no folder'],
    ['a folder', at('folder.sqlite'), 'it is a folder'],
    ['a file that is no database', at('text.sqlite'), 'file is not a database'],
    ['a folder that is a file', at('file', 'db.sqlite'), 'unable to open database file'],
    ['a link that leads nowhere', at('dangling.sqlite'), 'unable to open database file'],
  ])('opening a database is refused in one line that names DATABASE: %s', (_, path, reason) => {
    const open = () => openClient(path);
    expect(open).toThrow(UnusableDatabase);
    expect(open).toThrow(`DATABASE ${path} can't be used: `);
    expect(open).toThrow(reason);
    expect(open).not.toThrow('\n');
  });

  test('a missing database file is not created where it should exist', () => {
    expect(() => openClient(at('typo.sqlite'), { create: false })).toThrow('there is no such file');
    expect(readdirSync(folder)).not.toContain('typo.sqlite');
    openClient(at('made.sqlite')).close();
    openClient(at('made.sqlite'), { create: false }).close();
  });

  test('a file that is no database is left as it was', () => {
    const before = readFileSync(at('text.sqlite'));
    expect(() => openClient(at('text.sqlite'))).toThrow(UnusableDatabase);
    expect(readFileSync(at('text.sqlite'))).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('text.sqlite'))).toEqual(['text.sqlite']);
  });
});

describe('a database file', () => {
  test('is readable by its owner alone, with its side files', async () => {
    const store = await openStore(at('own.sqlite'));
    await putIn(store, aRecord('one', 'ians->tass'));
    for (const ending of ['', '-wal', '-shm']) {
      expect(statSync(at(`own.sqlite${ending}`)).mode & 0o777, ending).toBe(0o600);
    }
    await store.close();
  });

  test('is closed even where the WAL can’t be written back, and loses nothing', async () => {
    const client = openClient(at('tight.sqlite'));
    migrate(client);
    const store = createStore(createLocalEngine(client));
    await putIn(store, aRecord('one', 'ians->tass'));
    vi.spyOn(client, 'pragma').mockImplementation(() => {
      throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    });
    await store.close();
    expect(client.open).toBe(false);
    const again = await openStore(at('tight.sqlite'));
    expect(await again.claims.countAll()).toBe(1);
    await again.close();
  });

  test('with another text than was kept shows it to nobody', async () => {
    const { store, client } = freshStore();
    const id = await putText(store, 'kept', 'As it was.');
    const { uid } = (await store.documents.load(id))!.document;
    expect(await store.documents.readTexts([uid])).toEqual(new Map([[uid, 'As it was.']]));
    client.exec("update document_text set text = 'As it is.'");
    await expect(store.documents.readTexts([uid])).rejects.toThrow(Damaged);
  });
});

describe('a store that can’t be opened', () => {
  test('a store that can’t be opened leaves its file free for others', async () => {
    const other = new Database(at('other.sqlite'));
    other.exec("create table source (x); insert into source values ('of another program')");
    other.close();
    await expect(openStore(at('other.sqlite'))).rejects.toThrow('table `source` already exists');
    expect(readdirSync(folder).filter((name) => name.startsWith('other.sqlite'))).toEqual(['other.sqlite']);
  });
});

const aSource = (engine: Engine, uid: string) =>
  engine.db.insert(source).values({ uid, name: uid, nameKey: uid, lookKey: uid, shownKey: uid, kind: 'agency' });

describe('a commit', () => {
  const count = sql`(select count(*) from source)`;

  test('a commit writes all or nothing', async () => {
    const { engine, client } = freshStore();
    const writes = [aSource(engine, 'a'), aSource(engine, 'b'), aSource(engine, 'a')];
    await expect(engine.commit(writes)).rejects.toThrow(Conflict);
    expect(client.prepare('select count(*) from source').pluck().get()).toBe(0);
    await engine.commit(writes.slice(0, 2));
    expect(client.prepare('select count(*) from source').pluck().get()).toBe(2);
  });

  test('a failed commit names the key that was taken and tells conflicts from other refusals', async () => {
    const { engine, store } = freshStore();
    await putIn(store, aRecord('one', 'ians->tass'));
    const twice = engine.commit([aSource(engine, 'a'), aSource(engine, 'a')]);
    await expect(twice).rejects.toMatchObject({ name: 'Conflict', constraint: 'source.uid' });
    const bad = engine.db.update(source).set({ kind: 'robot' as never });
    await expect(engine.commit([bad])).rejects.toThrow(Refused);
    const loop = engine.db.update(source).set({ parentId: 1, parentRelation: 'part-of' });
    await expect(engine.commit([loop])).rejects.toThrow("source_family: a source can't be above itself");
    const nameless = engine.db.update(source).set({ name: null as never });
    await expect(engine.commit([nameless])).rejects.toThrow(Refused);
    const wrong = engine.db.update(source).set({ name: sql`${count} + nonsense` });
    await expect(engine.commit([wrong])).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
  });

  test('a guarded commit is refused when what it guards was changed since it was read', async () => {
    const { engine, store, client } = freshStore();
    await putIn(store, aRecord('one', 'ians->tass'));
    const revision = await readCatalogueRevision(engine.db);
    await engine.commit([guardCatalogue(engine.db, revision), guardClaim(engine.db, 1, 1), aSource(engine, 'a')]);
    expect(await readCatalogueRevision(engine.db)).toBe(revision);
    client.exec("update source set name = 'changed' where id = 1");
    const late = engine.commit([guardCatalogue(engine.db, revision), aSource(engine, 'b')]);
    await expect(late).rejects.toMatchObject({ name: 'Conflict', constraint: 'catalogue.revision' });
    const older = engine.commit([guardClaim(engine.db, 1, 0), aSource(engine, 'b')]);
    await expect(older).rejects.toMatchObject({ name: 'Conflict', constraint: 'claim.revision' });
    expect(client.prepare("select count(*) from source where uid = 'b'").pluck().get()).toBe(0);
  });

  test('commits prepare each statement once and keep only a limited number', async () => {
    const { engine, client } = freshStore();
    const prepare = vi.spyOn(client, 'prepare');
    const selects = Array.from({ length: 200 }, (_, i) => ({
      toSQL: () => ({ sql: `delete from claim where id = ${i}`, params: [] }),
    }));
    await engine.commit(selects);
    expect(prepare).toHaveBeenCalledTimes(200);
    await engine.commit(selects);
    expect(prepare).toHaveBeenCalledTimes(200);
    await engine.commit([...selects.slice(0, 1), { toSQL: () => ({ sql: 'delete from history', params: [] }) }]);
    expect(prepare).toHaveBeenCalledTimes(201);
  });

  test('a commit on a full disk or a locked file is reported as such and leaves nothing half written', async () => {
    const client = openClient(at('full.sqlite'));
    migrate(client);
    const engine = createLocalEngine(client, { patience: 50 });
    const store = createStore(engine);
    await putIn(store, aRecord('before', 'ians->tass'));
    client.pragma(`max_page_count = ${client.pragma('page_count', { simple: true }) as number}`);
    const large = aRecord('large', '', { claim: { note: 'x'.repeat(100_000) } });
    await expect(putIn(store, large)).rejects.toThrow(Unwritable);
    expect(await store.claims.countAll()).toBe(1);
    client.pragma('max_page_count = 1000000');
    await putIn(store, large);

    const other = openClient(at('full.sqlite'));
    other.exec('begin immediate');
    await expect(putIn(store, aRecord('busy', ''))).rejects.toThrow(Locked);
    other.exec('rollback');
    await putIn(store, aRecord('busy', ''));

    // Nor does closing wait for the other.
    other.exec('begin immediate');
    const begun = performance.now();
    await store.close();
    await store.close();
    expect(performance.now() - begun).toBeLessThan(30_000);
    other.exec('rollback');
    expect(other.prepare('select count(*) from claim').pluck().get()).toBe(3);
    other.close();
  });
});
