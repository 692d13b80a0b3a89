import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { ReadElsewhere } from './fetching/pages.ts';
import type { Resource } from './fetching/request.ts';
import type { ReadPage } from './formats/web-page/reader.ts';
import type { LogDestination } from './log.ts';
import { Busy } from './web/http/errors.ts';
import type { Damage, HeavyPage, HeavyPageJob, MakeHeavyPage } from './web/http/route.ts';
import type { AskStories, StoryJob } from './web/records/story-jobs.ts';

/**
 * Makes pages of large claims in a thread, and answers the forms that change them and whatever is long, with a database
 * connection of its own.
 * @param log takes the thread's lines
 */
export const createHeavyPages = (config: Config, log?: Pick<LogDestination, 'write'>): MakeHeavyPage =>
  createThread<HeavyPageJob, HeavyPage>({
    script: new URL('heavy-page-thread.js', import.meta.url),
    data: { config },
    log,
    // What somebody sends is done as often as it was sent.
    isShared: ({ method }) => method === 'get',
    // The largest claims take three seconds where nothing else runs.
    longest: 30_000,
    // It takes some 100 MB.
    idle: 60_000,
    megabytes: 1024,
    waiting: 8,
  });

/** Reads stories in a thread, which keeps the language model. Only tests give a time, in milliseconds. */
export const createStoryThread = (longest = 20_000): AskStories =>
  createThread<StoryJob, unknown>({
    script: new URL('story-thread.js', import.meta.url),
    // The longest text takes a second where nothing else runs.
    longest,
    // Editors read one story after another.
    idle: 600_000,
    megabytes: 512,
    waiting: 8,
  }) as AskStories;

/**
 * Reads web pages in a thread: one of 100,000 nested elements keeps a parser busy for minutes. Only tests give a time, in
 * milliseconds.
 */
export const createPageReader = (longest = 10_000): ReadElsewhere =>
  createThread<Resource, ReadPage>({
    script: new URL('page-thread.js', import.meta.url),
    isShared: () => false,
    // Most pages take a tenth of a second where nothing else runs.
    longest,
    idle: 60_000,
    megabytes: 512,
    waiting: 8,
  });

/**
 * Reads the file for damage in a thread, while it is served: a gigabyte takes five seconds of a processor.
 * @returns stops it, and resolves once the thread has ended: it keeps the file open
 */
export function startDamageCheck(database: string, log: Logger, damage: Damage): () => Promise<void> {
  const script = new URL('storage/checks/damage-thread.js', import.meta.url);
  const worker = new Worker(script, { workerData: { database }, execArgv: [] });
  worker.unref();
  worker.once('message', (fault: string | null) => {
    if (fault === null) {
      log.info('the database was read, and no damage found');
      return;
    }
    damage.note();
    log.error(
      `DATABASE ${database} is damaged: ${fault.split('\n').join(' ')}. Restore a backup; ` +
        '“npm run export -- --all” writes every claim that can still be read.',
    );
  });
  worker.once('error', (error) => log.error({ err: error }, 'the database could not be read for damage'));
  return async () => void (await worker.terminate());
}

interface ThreadOptions<Job> {
  /**
   * The module that it runs: it says when it is `ready`, and answers each message with one. JavaScript, since a thread has to
   * ask for TypeScript itself.
   */
  script: URL;
  /** What the module is told at its start. */
  data?: unknown;
  /** Takes the lines that it logs. */
  log?: Pick<LogDestination, 'write'> | undefined;
  /** Whether equal jobs may share an answer: all of them by default. */
  isShared?: (job: Job) => boolean;
  /** In milliseconds: how long one job may take, once the thread is ready. */
  longest: number;
  /** In milliseconds: how long the thread waits for another job. */
  idle: number;
  /** The most memory that its JavaScript may take. */
  megabytes: number;
  /** The most jobs that wait for it. */
  waiting: number;
}

/**
 * Gives jobs to a thread of its own, one at a time, so that everybody else is answered meanwhile. Equal jobs may share
 * an answer. The thread is started when there is something to do, and ended when there was nothing for a while, when a job
 * takes too long or when it takes too much memory; the next job starts another.
 * @returns asks for a job. It throws Busy when too many wait or the job was stopped, and what the thread throws
 */
function createThread<Job, Answer>(options: ThreadOptions<Job>): (job: Job) => Promise<Answer> {
  const limit = pLimit(1);
  const open = new Map<string, Promise<Answer>>();
  const run = createRunner<Job, Answer>(options);
  return (job) => {
    const isShared = options.isShared?.(job) ?? true;
    const key = isShared ? JSON.stringify(job) : '';
    const known = isShared ? open.get(key) : undefined;
    if (known) return known;
    if (limit.pendingCount >= options.waiting) return Promise.reject(new Busy());
    const answer = limit(() => run(job));
    if (!isShared) return answer;
    const shared = answer.finally(() => open.delete(key));
    open.set(key, shared);
    return shared;
  };
}

/** In milliseconds: how long a thread may take to get ready. A second where nothing else runs, on a busy machine twenty. */
const STARTING = 60_000;

interface Waiting<Answer> {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

/** What a thread says. */
type Message<Answer> = { kind: 'ready' } | { kind: 'line'; line: string } | { kind: 'answer'; answer: Answer };

interface Thread {
  worker: Worker;
  /** Resolves once it takes jobs. */
  ready: Promise<void>;
}

function createRunner<Job, Answer>({ script, data, log, longest, idle, megabytes }: ThreadOptions<Job>) {
  let thread: Thread | null = null;
  let waiting: Waiting<Answer> | null = null;
  let idling: NodeJS.Timeout | undefined;

  function end(reason: Error): void {
    void thread?.worker.terminate();
    thread = null;
    waiting?.reject(reason);
  }

  function start(): Thread {
    const resourceLimits = { maxOldGenerationSizeMb: megabytes };
    const worker = new Worker(script, { workerData: data, execArgv: [], resourceLimits });
    // It keeps no process that wants to end.
    worker.unref();
    const ready = new Promise<void>((resolve) => {
      worker.on('message', (message: Message<Answer>) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind === 'line') log?.write(message.line);
        else waiting?.resolve(message.answer);
      });
    });
    const endThis = (reason: Error): void => {
      if (thread?.worker === worker) end(reason);
    };
    worker.on('error', (error: NodeJS.ErrnoException) => {
      endThis(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Busy(true) : error);
    });
    worker.on('exit', () => endThis(new Busy(true)));
    return { worker, ready };
  }

  return async (job: Job): Promise<Answer> => {
    clearTimeout(idling);
    const { worker, ready } = (thread ??= start());
    const stop = (): void => end(new Busy(true));
    let late = setTimeout(stop, STARTING);
    try {
      return await new Promise<Answer>((resolve, reject) => {
        waiting = { resolve, reject };
        void ready.then(() => {
          // What was stopped before it was ready says so late.
          if (thread?.worker !== worker) return;
          clearTimeout(late);
          late = setTimeout(stop, longest);
          worker.postMessage(job);
        });
      });
    } finally {
      waiting = null;
      clearTimeout(late);
      idling = setTimeout(() => end(new Busy()), idle).unref();
    }
  };
}
