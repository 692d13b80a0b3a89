/** Opens the store, listens, and stops gracefully. An argument is the SQLite file to use instead of DATABASE. */
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { createApp, watchDamage } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { createPageFetcher } from './fetching/pages.ts';
import { createBackups, startSchedule } from './backups.ts';
import { createLog, type LogDestination } from './log.ts';
import { checkPath } from './storage/better-sqlite3.ts';
import { nameDatabase, readAddresses } from './storage/cluster/nodes.ts';
import { UnusableDatabase } from './storage/errors.ts';
import { BrokenMigration } from './storage/migrations.ts';
import { keepSecret, UnusableSecret } from './storage/accounts/secret.ts';
import { openStore, type Store } from './storage/store.ts';
import { createHeavyPages, createPageReader, createStoryThread, startDamageCheck } from './threads.ts';
import { welcomePath } from './urls/site.ts';
import { VERSION } from './version.ts';
import { interpretLanguage } from './web/forms/interpreters/languages.ts';
import { createMetrics } from './web/operations/metrics.ts';

/** How long open requests get to finish, in milliseconds. */
const GRACE = 10_000;

const database = process.argv[2];
try {
  await start();
} catch (error) {
  if (![ConfigError, UnusableDatabase, UnusableSecret, BrokenMigration].some((kind) => error instanceof kind))
    throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const config = readConfig(database === undefined ? process.env : { ...process.env, DATABASE: database });
  const { log, destination } = createLog(config.logLevel);
  const secret = config.secret === null ? findSecret(config.database) : { value: config.secret, isNew: false };
  const store = await openStore(config.database, {
    ...{ baseUrl: config.baseUrl, secret: secret.value },
    sessions: { idle: 60 * config.sessionIdle, longest: 60 * config.sessionLongest },
  });
  if (secret.isNew && (await store.accounts.hasAny())) {
    log.warn(`the secret of ${config.database} was missing: there is a new one, and everybody is signed out`);
  }
  const server = createLimitedServer(config);
  // A database in memory can't be opened twice.
  const file = config.database === ':memory:' ? null : config.database;
  const isCluster = readAddresses(config.database) !== null;
  const backups = createBackups(config, log);
  const damage = watchDamage();
  let stopDamageCheck = (): Promise<void> => Promise.resolve();
  let stopping = false;
  server.on(
    'request',
    createApp({
      ...{ store, config, clock: () => new Date(), log, fetchPage: createPageFetcher(createPageReader()), backups },
      makeHeavyPage: file === null ? null : createHeavyPages(config, destination),
      metrics: config.hasMetrics
        ? createMetrics({ server, file: isCluster ? null : file, countDroppedLines: destination.countDropped, damage })
        : null,
      damage,
      isStopping: () => stopping,
      askStories: createStoryThread(),
    }),
  );
  const connections = watchConnections(server);
  // The names of all languages take a third of a second to list: now, while nobody waits.
  interpretLanguage('English');
  try {
    await listen(server, config.port, config.host);
  } catch (error) {
    await store.close();
    throw new ConfigError(`Can't listen on PORT ${config.port} of HOST ${config.host}: ${(error as Error).message}`);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stopping = true;
      log.info(`${signal}: finishing open requests`);
      void stop(server, connections).then(async () => {
        await stopDamageCheck();
        await store.close();
        log.info('stopped');
        await destination.flush();
        // What may still wait is no reason to go on: an unread log, a thread that reads a page.
        process.exit();
      });
    });
  }
  if (backups) startSchedule(backups, config.backupEvery);
  if (file !== null && !isCluster) stopDamageCheck = startDamageCheck(file, log, damage);
  // Comes after the signal handlers: a supervisor that waits for this line may stop the process at once.
  log.info(`Hearsay ${VERSION} uses ${nameDatabase(config.database)} and listens on ${config.baseUrl}`);
  await welcomeFirstAdmin(store, config.baseUrl, destination);
}

/** A server that lets go of those who send or take nothing, or too slowly. */
function createLimitedServer({ maxConnections, requestTimeout }: Config): Server {
  const timeout = 1000 * requestTimeout;
  const server = createServer({ requestTimeout: timeout, connectionsCheckingInterval: 5000 });
  server.maxConnections = maxConnections;
  // Node itself would wait for ever for a reader who takes nothing of the answer.
  return server.setTimeout(timeout);
}

/** @throws ConfigError for a cluster, beside which there is no place to keep one */
function findSecret(database: string): ReturnType<typeof keepSecret> {
  if (readAddresses(database)) {
    throw new ConfigError('SECRET must be set where DATABASE is a cluster, to the same for every server that uses it');
  }
  // Before a secret is created beside it, because the folder may be missing.
  checkPath(database);
  return keepSecret(database);
}

/** Prints the link to create the first account on the terminal, not in the log, where it would be kept. */
async function welcomeFirstAdmin({ accounts }: Store, baseUrl: string, terminal: LogDestination): Promise<void> {
  const made = await accounts.makeLink({ purpose: 'first-admin' }, 'first start', new Date());
  if (made.kind !== 'made') return;
  terminal.write(
    `Nobody has an account yet. Create the first admin within 60 minutes: ${baseUrl}${welcomePath(made.token)}\n`,
  );
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A live set of the open connections. */
function watchConnections(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}

/** Refuses new connections, and gives open requests the grace period to finish. */
async function stop(server: Server, connections: ReadonlySet<Socket>): Promise<void> {
  // Repeatedly, since a connection becomes idle when its request ends. Node counts those that never sent a byte, which
  // browsers open ahead, as busy.
  const idle = setInterval(() => {
    server.closeIdleConnections();
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  }, 50);
  let cut: NodeJS.Timeout | undefined;
  await new Promise((resolve) => {
    server.close(resolve);
    cut = setTimeout(() => {
      for (const socket of connections) socket.destroy();
      // Not even for those who are slow to go.
      resolve(undefined);
    }, GRACE);
  });
  clearInterval(idle);
  clearTimeout(cut);
}
