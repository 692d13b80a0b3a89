/** The log of a server whose output is full, or read by nobody. */
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createDestination } from '../src/log.ts';
import { startProgram, type Running } from './support/run-command.ts';
import { makeTempFolder } from './support/temp-folder.ts';

describe('the destination of the log', () => {
  /** A disk with some room, in bytes. */
  function openDisk() {
    const disk = { room: 0, text: '' };
    const said: unknown[] = [];
    const destination = createDestination(
      (bytes) => {
        const written = bytes.subarray(0, disk.room);
        if (written.length === 0) throw new Error('ENOSPC');
        disk.room -= written.length;
        disk.text += written.toString();
        return written.length;
      },
      { onDrop: (reason) => said.push(reason), onResume: (dropped) => said.push(dropped) },
    );
    return { disk, said, destination };
  }

  it('drops and counts lines while the disk is full, and says so once it has room again', () => {
    const { disk, said, destination } = openDisk();
    for (const line of ['a\n', 'b\n', 'c\n']) destination.write(line);
    expect(said).toEqual(['ENOSPC']);
    disk.room = 100;
    destination.write('d\n');
    destination.write('e\n');
    expect(disk.text).toBe('d\ne\n');
    expect(said).toEqual(['ENOSPC', 3]);
  });

  it('ends a line that was cut short before it begins the next', () => {
    const { disk, said, destination } = openDisk();
    disk.room = 5;
    for (const line of ['first line\n', 'second line\n']) destination.write(line);
    expect(disk.text).toBe('first');
    disk.room = 8;
    destination.write('third line\n');
    disk.room = 100;
    destination.write('fourth line\n');
    expect(disk.text).toBe('first line\nthird line\nfourth line\n');
    expect(said).toEqual(['ENOSPC', 1]);
  });
});

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
