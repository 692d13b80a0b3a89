/** The process: it starts, serves, and stops. What else starts and stops it: `serve.heavy` and `main.heavy`. */
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPort } from './support/ports.ts';
import { startProgram } from './support/run-command.ts';
import { makeTempFolder } from './support/temp-folder.ts';

it('a first start prints a single link for the first admin, serves, and ends with 0 when told to', async () => {
  const DATABASE = join(makeTempFolder(), 'hearsay.sqlite');
  const port = await findPort();
  const { child, ended } = startProgram('src/main.ts', [], { env: { DATABASE, PORT: String(port) } });
  let said = '';
  child.stdout!.on('data', (text: string) => (said += text));
  const LINK = /^Nobody has an account yet\..* http:\S+\/welcome\?token=([\w-]{43})$/m;
  while (!LINK.test(said)) {
    const early = ended.then((how) => Promise.reject(new Error(JSON.stringify(how))));
    await Promise.race([once(child.stdout!, 'data'), early]);
  }
  const [line, token] = LINK.exec(said)!;
  const welcome = await fetch(`http://127.0.0.1:${port}/welcome?token=${token}`);
  expect([welcome.status, await welcome.text()]).toEqual([200, expect.stringContaining('<h1>')]);
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const log = stdout.split('\n').filter((text) => text !== '' && text !== line);
  for (const text of log) expect(text).toMatch(/^\{"level":30,/);
  expect(log.join('')).not.toContain(token);
  expect(log.at(-1)).toContain('"stopped"');
  const secret = `${DATABASE}.secret`;
  expect(statSync(secret).mode & 0o777).toBe(0o600);
  expect(stdout).not.toContain(readFileSync(secret, 'utf8').trim());
  expect(existsSync(`${DATABASE}-wal`)).toBe(false);
});
