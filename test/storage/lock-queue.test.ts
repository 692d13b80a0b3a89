import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { source } from '../../db/schema.ts';
import { createLocalEngine, openClient } from '../../src/storage/better-sqlite3.ts';
import { Locked } from '../../src/storage/errors.ts';
import { migrate } from '../../src/storage/migrations.ts';
import { createStore } from '../../src/storage/store.ts';
import { addPerson, anAddress, PASSWORD } from '../support/people.ts';
import { aRecord } from '../support/records.ts';
import { putIn } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();

/** A store, and another program that may lock its database. */
async function openTwo(name: string, patience?: number) {
  const client = openClient(join(folder, `${name}.sqlite`));
  migrate(client);
  const engine = createLocalEngine(client, patience === undefined ? {} : { patience });
  const store = createStore(engine);
  await putIn(store, aRecord('first', 'ians->tass'));
  const kim = await addPerson(store, 'kim@paper.example');
  const other = openClient(join(folder, `${name}.sqlite`));
  return { store, engine, other, kim };
}

const UID = '01976c00-0000-7000-8000-000000000001';
const draft = { uid: UID, claim: null, fields: {}, updatedAt: '2025-06-18T09:00:00Z' };

describe('while another program writes', () => {
  it('everybody else is answered, and what waits is written afterwards', async () => {
    const { store, other, kim } = await openTwo('waits');
    await store.drafts.add(kim, draft);
    const found = await store.drafts.load(kim, UID);
    if (found?.kind !== 'open') throw new Error('no draft');
    const longest = { pause: 0, last: performance.now(), isOver: false };
    const ticking = (async () => {
      while (!longest.isOver) {
        await setImmediate();
        const now = performance.now();
        longest.pause = Math.max(longest.pause, now - longest.last);
        longest.last = now;
      }
    })();
    other.exec('begin immediate');
    const done: string[] = [];
    const waiting = [
      putIn(store, aRecord('second', 'yonhap->tass')).then(() => done.push('commit')),
      // Written by Drizzle itself, and by better-auth.
      store.drafts.change(kim, found.draft, { ...draft, fields: { a: 'b' } }).then(() => done.push('query')),
      store.accounts
        .signIn({ email: 'kim@paper.example', password: PASSWORD, address: anAddress() })
        .then(({ kind }) => done.push(kind)),
    ];
    for (let n = 0; n < 200; n += 1) expect((await store.claims.load(1))?.record.claim.text).toBe('What first says.');
    expect(done).toEqual([]);
    other.exec('rollback');
    await Promise.all(waiting);
    expect(done.sort()).toEqual(['commit', 'in', 'query']);
    longest.isOver = true;
    await ticking;
    expect(await store.claims.countAll()).toBe(2);
    expect(await store.drafts.load(kim, UID)).toMatchObject({ draft: { fields: { a: 'b' }, revision: 2 } });
    // SQLite would have waited on the thread for five seconds.
    expect(longest.pause).toBeLessThan(2000);
    await store.close();
  });

  it('writes are tried in the order in which they came', async () => {
    const { engine, other, store } = await openTwo('order');
    other.exec('begin immediate');
    const names = ['a', 'b', 'c'];
    const done: string[] = [];
    const waiting = names.map((uid) => {
      const row = { uid, name: uid, nameKey: uid, shownKey: uid, lookKey: uid, kind: 'agency' as const };
      return engine.commit([engine.db.insert(source).values(row)]).then(() => done.push(uid));
    });
    other.exec('rollback');
    await Promise.all(waiting);
    expect(done).toEqual(names);
    await store.close();
  });

  it('a write that waited too long is refused, and nothing of it was written', async () => {
    const { store, other, kim } = await openTwo('refused', 30);
    other.exec('begin immediate');
    await expect(putIn(store, aRecord('second', 'a->b'))).rejects.toThrow(Locked);
    await expect(store.drafts.add(kim, draft)).rejects.toThrow(Locked);
    const attempt = { email: 'kim@paper.example', password: PASSWORD, address: anAddress() };
    await expect(store.accounts.signIn(attempt)).rejects.toThrow(Locked);
    // A wrong password writes nothing, so it waits for nobody.
    expect(await store.accounts.signIn({ ...attempt, password: 'not the password' })).toEqual({ kind: 'wrong' });
    other.exec('rollback');
    expect(await store.claims.countAll()).toBe(1);
    await putIn(store, aRecord('second', 'a->b'));
    await store.close();
  });

  it('a read waits too where even reading is locked', async () => {
    const { store, other } = await openTwo('reading', 30);
    await store.close();
    // Nobody else may have the file open for this.
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('begin exclusive; commit');
    const client = new Database(join(folder, 'reading.sqlite'));
    const late = createLocalEngine(client, { patience: 30 });
    await expect(late.db.select().from(source)).rejects.toMatchObject({ cause: expect.any(Locked) as Locked });
    other.close();
    expect(await late.db.select().from(source)).toHaveLength(2);
    await late.close();
  });
});
