/** The log of a server whose output is full, or read by nobody. */
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram, type Running } from './support/run-command.ts';
import { makeTempFolder } from './support/temp-folder.ts';

describe('a server', () => {
  const running: Running[] = [];
  afterEach(() => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
  });

  async function serve(name: string, port: number, stdout: 'pipe' | number): Promise<Running> {
    const DATABASE = join(makeTempFolder(), `${name}.sqlite`);
    const env = { DATABASE, PORT: String(port) };
    const started = startProgram('src/main.ts', [], { env, stdio: ['ignore', stdout, 'pipe'] });
    running.push(started);
    // It can't say that it listens.
    for (;;) {
      if (started.child.exitCode !== null) throw new Error(JSON.stringify(await started.ended));
      if (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)) return started;
      await sleep(50);
    }
  }

  async function expectAnswers(port: number, count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const { status, body } = await fetch(`http://127.0.0.1:${port}/robots.txt`);
      await body?.cancel();
      expect(status).toBe(200);
    }
  }

  it('answers and stops while the disk of its log is full', async () => {
    const { child, ended } = await serve('full', 39_211, openSync('/dev/full', 'w'));
    await expectAnswers(39_211, 50);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^The log can't be written, so its lines are dropped: ENOSPC.*\n$/);
  });

  it('answers and stops while nobody reads its log', async () => {
    const { child } = await serve('stalled', 39_212, 'pipe');
    child.stdout!.pause();
    // Some 250 bytes a line: more than the pipe and the reader's own buffer hold.
    await expectAnswers(39_212, 1000);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('answers and stops once the reader of its log is gone', async () => {
    const { child } = await serve('gone', 39_213, 'pipe');
    child.stdout!.destroy();
    await expectAnswers(39_213, 50);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });
});
