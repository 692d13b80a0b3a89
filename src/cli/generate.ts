/** npm run generate -- --claims N [--seed S] [FILE]: fills an empty database with an invented newsroom, to see how it runs at size. */
import { Worker } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { createLocalEngine, openClient } from '../storage/better-sqlite3.ts';
import type { Engine } from '../storage/engine.ts';
import { migrate } from '../storage/migrations.ts';
import { CommandError, isProgram, reportFailure } from './command.ts';
import type { NewsroomBatch, NewsroomSize } from './newsroom-plan.ts';
import { startProgress, type Progress } from './progress.ts';

const USAGE = 'usage: npm run generate -- --claims N [--seed S] [FILE]';

const MOST_CLAIMS = 10_000_000;
/** Each has uids of its own. */
const SEEDS = 2 ** 20;

/** Batches that the thread plans while one is written. */
const AHEAD = 2;

/** Commits the batches in order. */
export async function fillDatabase(
  engine: Engine,
  batches: Iterable<NewsroomBatch> | AsyncIterable<NewsroomBatch>,
  progress: Progress,
): Promise<{ claims: number; statements: number }> {
  const total = { claims: 0, statements: 0 };
  for await (const { writes, claims, statements } of batches) {
    await engine.commit(writes.map((write) => ({ toSQL: () => write })));
    total.claims += claims;
    total.statements += statements;
    for (let n = 0; n < claims; n += 1) progress.step();
  }
  return total;
}

/** The batches, planned in a thread: planning takes longer than writing. */
async function* planInThread(size: NewsroomSize): AsyncGenerator<NewsroomBatch> {
  const resourceLimits = { maxYoungGenerationSizeMb: 64 };
  const url = new URL('newsroom-thread.js', import.meta.url);
  const thread = new Worker(url, { workerData: size, execArgv: [], resourceLimits });
  const ready: (NewsroomBatch | null)[] = [];
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  thread.on('message', (batch: NewsroomBatch | null) => {
    ready.push(batch);
    wake?.();
  });
  thread.on('error', (error) => {
    failure = error;
    wake?.();
  });
  try {
    for (let n = 0; n < AHEAD; n += 1) thread.postMessage(null);
    for (;;) {
      while (ready.length === 0 && failure === undefined) await new Promise<void>((resolve) => (wake = resolve));
      if (failure !== undefined) throw failure;
      const batch = ready.shift()!;
      if (batch === null) return;
      thread.postMessage(null);
      yield batch;
    }
  } finally {
    await thread.terminate();
  }
}

/** Invented claims never come among others. */
function checkEmpty(client: ReturnType<typeof openClient>, path: string): void {
  if (client.prepare('select 1 from history limit 1').get() === undefined) return;
  throw new CommandError(`${path} is in use: an invented newsroom goes into an empty database alone.`);
}

function parseNumber(text: string | undefined, { least, most }: { least: number; most: number }): number {
  const number = Number(text);
  if (!/^\d+$/.test(text ?? '') || number < least || number > most) throw new CommandError(USAGE);
  return number;
}

async function generate(args: readonly string[]): Promise<void> {
  const options = { claims: { type: 'string' }, seed: { type: 'string', default: '1' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length > 1) throw new CommandError(USAGE);
  const claims = parseNumber(values.claims, { least: 1, most: MOST_CLAIMS });
  const seed = parseNumber(values.seed, { least: 0, most: SEEDS - 1 });
  const { database } = readConfig({ ...process.env, ...(positionals[0] && { DATABASE: positionals[0] }) });
  const client = openClient(database);
  try {
    migrate(client);
    checkEmpty(client, database);
    // New rows come all over the indexes: each page is written back once for many of them.
    client.pragma('cache_size = -100000');
    client.pragma('wal_autocheckpoint = 16000');
    const start = performance.now();
    const progress = startProgress('Generating', claims);
    const total = await fillDatabase(createLocalEngine(client), planInThread({ claims, seed }), progress);
    progress.stop();
    process.stdout.write(`${describeTotal(total, (performance.now() - start) / 1000)} ${database}\n`);
  } finally {
    client.close();
  }
}

function describeTotal({ claims, statements }: { claims: number; statements: number }, seconds: number): string {
  const { user, system } = process.cpuUsage();
  const each = ((user + system) / 1000 / claims).toFixed(2);
  const pace = Math.round((60 * claims) / seconds).toLocaleString('en');
  const [many, made] = [claims.toLocaleString('en'), statements.toLocaleString('en')];
  return `Generated ${many} claims with ${made} statements (${pace} a minute, ${each} ms of processor time each):`;
}

if (isProgram(import.meta)) await generate(process.argv.slice(2)).catch(reportFailure);
