/** The process itself: what it says when it starts, and what stops it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../src/storage/store.ts';
import { addPerson } from './support/people.ts';
import { makeTempFolder } from './support/temp-folder.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');
const running: ChildProcess[] = [];

afterEach(() => {
  for (const process of running.splice(0)) process.kill('SIGKILL');
});

/** Starts it and waits until it has said this, or has ended. */
async function start(settings: Record<string, string>, awaited = /listens on/) {
  const env = { PATH: process.env.PATH, PORT: '0', ...settings };
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], { env, stdio: 'pipe' });
  running.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
  const over = once(child, 'close') as Promise<[number | null]>;
  const listens = new Promise<void>((resolve) => {
    child.stdout.on('data', () => {
      if (awaited.test(said.out)) resolve();
    });
  });
  await Promise.race([over, listens]);
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    return (await over)[0];
  };
  return { said, stop, over };
}

describe('the first start', () => {
  const DATABASE = join(makeTempFolder(), 'hearsay.sqlite');
  const LINK =
    /^Nobody has an account yet\. Create the first admin within 60 minutes: https:\/\/hearsay\.example\/welcome\?token=([\w-]{43})$/m;

  it('the first start prints a single link for the first admin and creates the secret', async () => {
    const { said, stop } = await start({ DATABASE, BASE_URL: 'https://hearsay.example' }, LINK);
    expect(said.err).toBe('');
    const [line, token] = LINK.exec(said.out) ?? [];
    expect(token).toBeDefined();
    expect(statSync(`${DATABASE}.secret`).mode & 0o777).toBe(0o600);
    const log = said.out.split('\n').filter((text) => text !== '' && text !== line);
    for (const text of log) expect(text).toMatch(/^\{"level":30,/);
    expect(log.join('')).not.toContain(token);
    expect(await stop()).toBe(0);
    expect(said.out).not.toContain(readFileSync(`${DATABASE}.secret`, 'utf8').trim());
  });

  it('a second start prints a new admin link and keeps the secret while nobody has used the first', async () => {
    const secret = readFileSync(`${DATABASE}.secret`, 'utf8');
    const { said, stop } = await start({ DATABASE, BASE_URL: 'https://hearsay.example' }, LINK);
    expect(said.out).toMatch(LINK);
    await stop();
    expect(readFileSync(`${DATABASE}.secret`, 'utf8')).toBe(secret);
  });

  it('a start says that everybody is signed out where the secret is lost, and only then', async () => {
    const database = join(makeTempFolder(), 'lost.sqlite');
    const store = await openStore(database);
    await addPerson(store, 'kim@paper.example');
    await store.close();
    const LOST = 'everybody is signed out';
    const first = await start({ DATABASE: database });
    expect(await first.stop()).toBe(0);
    expect(first.said.out).toContain(LOST);
    const second = await start({ DATABASE: database });
    expect(await second.stop()).toBe(0);
    expect(second.said.out).not.toContain(LOST);
  });

  it('a start with SECRET given writes no secret file', async () => {
    const database = join(makeTempFolder(), 'given.sqlite');
    const { stop } = await start({ DATABASE: database, SECRET: 'a'.repeat(32) });
    await stop();
    expect(() => statSync(`${database}.secret`)).toThrow('ENOENT');
  });

  it('a SECRET that is too short stops the start and is not printed', async () => {
    const { said, over } = await start({ DATABASE: ':memory:', SECRET: 'hush-hush' });
    expect((await over)[0]).toBe(1);
    expect(said).toEqual({ out: '', err: 'SECRET must be at least 32 characters, not 9\n' });
  });
});
