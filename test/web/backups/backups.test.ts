import { describe, expect, it } from 'vitest';
import type { Backups } from '../../../src/web/http/route.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { NOW, openApp } from '../open-app.ts';
import { read } from '../signed-in.ts';

const COPY = { name: 'hearsay-20250618T090000Z.sqlite', size: 12_345_678, madeAt: new Date('2025-06-18T09:00:00Z') };

async function openWith(backups?: Partial<Backups>) {
  const made: Backups = {
    list: () => [COPY],
    make: () => Promise.resolve(),
    readState: () => ({ isRunning: false, failure: null }),
    ...backups,
  };
  const config = { backupDir: '/var/backups/hearsay', database: '/var/lib/hearsay.sqlite' };
  const app = openApp(backups ? { backups: made, config } : {});
  await addPerson(app.store, 'ada@news.example', 'admin', 'Ada');
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  const cookies = [await signIn(app.store, 'ada@news.example'), await signIn(app.store, 'ed@news.example')] as const;
  return { ...app, admin: cookies[0], editor: cookies[1] };
}

describe('/backups', () => {
  it('lists the copies, the schedule, the place of the secret and the way back, for admins', async () => {
    const app = await openWith({});
    const page = read(await app.get('/backups').set('Cookie', app.admin));
    expect(page.title).toBe('Backups – Hearsay');
    expect(page.text).not.toContain('damaged');
    app.parts.damage.note();
    const warned = read(await app.get('/backups').set('Cookie', app.admin));
    expect(warned.text).toContain('The database is damaged: the log says where.');
    expect(page.text).toContain('A backup is made every 24 hours; the newest 14 are kept.');
    expect(page.text).toMatch(/18 June 2025.* hearsay-20250618T090000Z\.sqlite 12 MB/);
    expect(page.text).toContain('/var/lib/hearsay.sqlite.secret');
    expect(page.text).toContain('npm run restore -- /var/backups/hearsay/hearsay-20250618T090000Z.sqlite');
    const twin = await app.get('/backups.json').set('Cookie', app.admin);
    expect(twin.body).toMatchObject({
      every: 1440,
      keep: 14,
      running: false,
      failure: null,
      backups: [{ size: COPY.size }],
    });
    expect((await app.get('/backups').set('Cookie', app.editor)).status).toBe(403);
    expect((await app.post('/backups', {}, app.editor)).status).toBe(403);
    expect((await app.get('/users').set('Cookie', app.admin)).text).toContain('href="/backups"');
  });

  it('a backup is made by the button, and one that takes long is waited for elsewhere', async () => {
    let made = 0;
    const app = await openWith({ make: () => ((made += 1), Promise.resolve()) });
    const done = await app.post('/backups', {}, app.admin);
    expect([done.status, done.headers.location, made]).toEqual([303, '/backups?done=made', 1]);
    expect(read(await app.get('/backups?done=made').set('Cookie', app.admin)).text).toContain('The backup was made.');
    const slow = await openWith({
      make: () => new Promise(() => undefined),
      readState: () => ({ isRunning: true, failure: null }),
    });
    expect((await slow.post('/backups', {}, slow.admin)).headers.location).toBe('/backups');
    const page = read(await slow.get('/backups').set('Cookie', slow.admin));
    expect(page.text).toContain('A backup is being made.');
    expect(page.text).not.toContain('Make a backup');
  });

  it('a failure is shown until a backup succeeds, and so is a folder that is gone', async () => {
    const failure = { at: NOW, message: 'database or disk is full' };
    const app = await openWith({ readState: () => ({ isRunning: false, failure }) });
    const page = read(await app.get('/backups?done=made').set('Cookie', app.admin));
    expect(page.text).toMatch(/The backup of 20 June 2025.* failed: database or disk is full\./);
    expect(page.text).not.toContain('The backup was made.');
    const gone = await openWith({
      list: () => {
        throw new Error('ENOENT: no such file or directory');
      },
    });
    expect(read(await gone.get('/backups').set('Cookie', gone.admin)).text).toContain('ENOENT');
  });

  it('without a folder the page says how to set one', async () => {
    const app = await openWith();
    const page = read(await app.get('/backups').set('Cookie', app.admin));
    expect(page.text).toContain('No folder is set for them. Set BACKUP_DIR');
    expect((await app.post('/backups', {}, app.admin)).status).toBe(404);
  });
});
