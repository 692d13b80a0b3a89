import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { Config } from './config.ts';
import { Busy } from './web/http/errors.ts';
import type { HeavyPage, HeavyPageJob, MakeHeavyPage } from './web/http/route.ts';
import type { AskStories, StoryJob } from './web/records/story-jobs.ts';

/** Makes pages of large claims in a thread, with a database connection of its own. */
export const createHeavyPages = (config: Config): MakeHeavyPage =>
  createThread<HeavyPageJob, HeavyPage>({
    script: new URL('heavy-page-thread.js', import.meta.url),
    data: { config },
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

interface ThreadOptions {
  /** The module that it runs: it answers each message with one. JavaScript, since a thread has to ask for TypeScript itself. */
  script: URL;
  /** What the module is told at its start. */
  data?: unknown;
  /** In milliseconds: how long one job may take. */
  longest: number;
  /** In milliseconds: how long the thread waits for another job. */
  idle: number;
  /** The most memory that its JavaScript may take. */
  megabytes: number;
  /** The most jobs that wait for it. */
  waiting: number;
}

/**
 * Gives jobs to a thread of its own, one at a time, so that everybody else is answered meanwhile. Equal jobs share an
 * answer. The thread is started when there is something to do, and ended when there was nothing for a while, when a job
 * takes too long or when it takes too much memory; the next job starts another.
 * @returns asks for a job. It throws Busy when too many wait or the job was stopped, and what the thread throws
 */
function createThread<Job, Answer>(options: ThreadOptions): (job: Job) => Promise<Answer> {
  const limit = pLimit(1);
  const open = new Map<string, Promise<Answer>>();
  const run = createRunner<Job, Answer>(options);
  return (job) => {
    const key = JSON.stringify(job);
    const known = open.get(key);
    if (known) return known;
    if (limit.pendingCount >= options.waiting) return Promise.reject(new Busy());
    const answer = limit(() => run(job)).finally(() => open.delete(key));
    open.set(key, answer);
    return answer;
  };
}

/** In milliseconds: what the first job gets besides. Starting takes a second where nothing else runs, on a busy machine twenty. */
const STARTING = 60_000;

interface Waiting<Answer> {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

function createRunner<Job, Answer>({ script, data, longest, idle, megabytes }: ThreadOptions) {
  let worker: Worker | null = null;
  let waiting: Waiting<Answer> | null = null;
  let idling: NodeJS.Timeout | undefined;

  function end(reason: Error): void {
    void worker?.terminate();
    worker = null;
    waiting?.reject(reason);
  }

  function start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: megabytes };
    const started = new Worker(script, { workerData: data, execArgv: [], resourceLimits });
    // It keeps no process that wants to end.
    started.unref();
    started.on('message', (answer: Answer) => waiting?.resolve(answer));
    const endThis = (reason: Error): void => {
      if (worker === started) end(reason);
    };
    started.on('error', (error: NodeJS.ErrnoException) => {
      endThis(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Busy(true) : error);
    });
    started.on('exit', () => endThis(new Busy(true)));
    return started;
  }

  return async (job: Job): Promise<Answer> => {
    clearTimeout(idling);
    const starting = worker ? 0 : STARTING;
    const current = (worker ??= start());
    const late = setTimeout(() => end(new Busy(true)), starting + longest);
    try {
      return await new Promise<Answer>((resolve, reject) => {
        waiting = { resolve, reject };
        current.postMessage(job);
      });
    } finally {
      waiting = null;
      clearTimeout(late);
      idling = setTimeout(() => end(new Busy()), idle).unref();
    }
  };
}
