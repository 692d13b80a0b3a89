/** How the server starts, refuses to start, and stops. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../src/storage/store.ts';
import { takePort } from './support/ports.ts';
import { aRecord } from './support/records.ts';
import { runProgram, startServer, type Running, type Serving } from './support/run-command.ts';
import { putIn } from './support/store.ts';
import { makeTempFolder } from './support/temp-folder.ts';

const folder = makeTempFolder();
const DATABASE = join(folder, 'served.sqlite');
const running: Running[] = [];

beforeAll(async () => {
  const store = await openStore(DATABASE);
  await putIn(store, aRecord('served', 'ians->tass->council'));
  await store.close();
});
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

const serve = (): Promise<Serving> => startServer({ DATABASE }, (started) => running.push(started));

describe('settings that stop the start', () => {
  const refuse = async (env: Record<string, string>): Promise<string> => {
    const { code, stdout, stderr } = await runProgram('src/main.ts', [], { env: { DATABASE, PORT: '0', ...env } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    return stderr;
  };

  test('a wrong BASE_URL, an occupied port and a database of a newer version each stop the start with one line', async () => {
    const newer = join(folder, 'newer.sqlite');
    await (await openStore(newer)).close();
    const client = new Database(newer);
    client.exec("insert into __drizzle_migrations (hash, created_at) values ('of tomorrow', 99999999999999)");
    client.close();

    const { server, port } = await takePort();
    const cases: [Record<string, string>, string][] = [
      [{ BASE_URL: 'hearsay.example' }, 'BASE_URL must be an address'],
      [{ PORT: String(port) }, `Can't listen on PORT ${port} of HOST 127.0.0.1: listen EADDRINUSE`],
      [{ DATABASE: newer }, 'a newer version of Hearsay wrote it'],
    ];
    await Promise.all(cases.map(async ([env, line]) => expect(await refuse(env)).toContain(line)));
    server.close();
    expect(readdirSync(folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)('a DATABASE that may not be written stops the start', async () => {
    const { code, stderr } = await runProgram('src/main.ts', [], {
      env: { DATABASE: '/etc/hearsay.sqlite' },
      uid: 54_321,
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "DATABASE /etc/hearsay.sqlite can't be used: /etc is not writable\n",
    });
  });
});

/** A connection of somebody who types slowly. */
async function openSlowly(port: number, begun: string): Promise<{ socket: Socket; read: () => Promise<string> }> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  let received = '';
  socket.on('data', (chunk: string) => (received += chunk)).on('error', () => undefined);
  socket.write(begun);
  const closed = once(socket, 'close');
  return {
    socket,
    async read() {
      await closed;
      return received;
    },
  };
}

/** Waits until the server has taken this connection and read all that came over it, by the kernel's table of sockets. */
async function untilRead(pid: number, { localPort, remotePort }: Socket): Promise<void> {
  const hex = (port: number | undefined): string => `:${port!.toString(16).toUpperCase().padStart(4, '0')}`;
  for (;;) {
    const rows = readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
      .split('\n')
      .map((row) => row.trim().split(/\s+/));
    // Both ports: the client's was perhaps used towards another server, whose row still waits here with no inode.
    const row = rows.find(([, local, remote]) => local?.endsWith(hex(remotePort)) && remote?.endsWith(hex(localPort)));
    const [waiting, inode] = [row?.[4]?.split(':')[1], row?.[9]];
    if (waiting === '00000000' && inode !== '0') return;
    await sleep(10);
  }
}

describe('SIGTERM', () => {
  test('SIGTERM lets an open request finish, refuses new ones, writes the WAL back and exits with 0', async () => {
    const { child, ended, port, says } = await serve();
    const { socket, read } = await openSlowly(port, 'GET /claims.json HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    // Something lies in the WAL, as after any write.
    const wal = readdirSync(folder).filter((name) => name.startsWith('served.sqlite-wal'));
    expect(wal).toHaveLength(1);
    await untilRead(child.pid!, socket);
    child.kill('SIGTERM');
    await says('finishing open requests');
    const late = connect(port, '127.0.0.1');
    expect(await once(late, 'error')).toMatchObject([{ code: expect.stringMatching(/REFUSED|RESET/) as string }]);
    expect(child.exitCode).toBeNull();
    socket.write('\r\n');
    const begun = performance.now();
    const answer = await read();
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('What served says.');
    const { code, signal, stdout, stderr } = await ended;
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    // It does not wait until the client lets go of the connection.
    expect(performance.now() - begun).toBeLessThan(4000);
    expect(stdout).toContain('SIGTERM: finishing open requests');
    expect(stdout).toContain('"stopped"');
    expect(readdirSync(folder).filter((name) => /served.*-(wal|shm)$/.test(name))).toEqual([]);
  });

  test('SIGTERM does not wait for idle connections', async () => {
    const { child, ended, port } = await serve();
    const fresh = await openSlowly(port, '');
    const kept = await openSlowly(port, 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await untilRead(child.pid!, fresh.socket);
    await untilRead(child.pid!, kept.socket);
    if (kept.socket.bytesRead === 0) await once(kept.socket, 'data');
    const begun = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
    expect(performance.now() - begun).toBeLessThan(4000);
  });

  test('SIGTERM waits for slow clients no longer than the grace', async () => {
    const { child, ended, port, says } = await serve();
    // One is still typing, one takes its answer byte by byte, and one has all it wants and holds on.
    const typing = await openSlowly(port, 'GET /claims.json HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    const reading = await openSlowly(port, 'GET /export.ndjson HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    reading.socket.pause();
    const feeding = setInterval(() => typing.socket.write('X: y\r\n'), 20);
    await untilRead(child.pid!, typing.socket);
    const begun = performance.now();
    child.kill('SIGTERM');
    await says('finishing open requests');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    clearInterval(feeding);
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  test('a second SIGTERM ends the process at once', async () => {
    const { child, ended, port, says } = await serve();
    const { socket } = await openSlowly(port, 'GET /claims.json HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    await untilRead(child.pid!, socket);
    child.kill('SIGTERM');
    await says('finishing open requests');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGTERM' });
  });
});
