import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { Config } from './config.ts';
import { Busy } from './web/http/errors.ts';
import type { HeavyPage, HeavyPageJob, MakeHeavyPage } from './web/http/route.ts';

/** The most requests that wait for the thread. */
const WAITING = 8;

/** In milliseconds: how long one page may take. The largest claims take three seconds where nothing else runs. */
const LONGEST = 30_000;

/** In milliseconds: how long the thread waits for another page. It takes some 100 MB. */
const IDLE = 60_000;

const MEGABYTES = 1024;

/**
 * Makes pages of large claims in a thread, so that everybody else is answered meanwhile. Requests for the same page share
 * it. The thread is ended when a page takes too long or too much memory.
 */
export function createHeavyPages(config: Config): MakeHeavyPage {
  const limit = pLimit(1);
  const making = new Map<string, Promise<HeavyPage>>();
  const thread = createThread(config);
  return (job) => {
    const key = JSON.stringify(job);
    const known = making.get(key);
    if (known) return known;
    if (limit.pendingCount >= WAITING) return Promise.reject(new Busy());
    const made = limit(() => thread.run(job)).finally(() => making.delete(key));
    making.set(key, made);
    return made;
  };
}

interface Waiting {
  resolve: (page: HeavyPage) => void;
  reject: (error: Error) => void;
}

/** A thread that is started when there is something to do, and ended when there was nothing for a while. */
function createThread(config: Config) {
  let worker: Worker | null = null;
  let waiting: Waiting | null = null;
  let idle: NodeJS.Timeout | undefined;

  function end(): void {
    void worker?.terminate();
    worker = null;
    waiting?.reject(new Busy());
  }

  function start(): Worker {
    const url = new URL('heavy-page-thread.js', import.meta.url);
    const resourceLimits = { maxOldGenerationSizeMb: MEGABYTES };
    const started = new Worker(url, { workerData: { config }, execArgv: [], resourceLimits });
    // It keeps no process that wants to end.
    started.unref();
    started.on('message', (page: HeavyPage) => waiting?.resolve(page));
    for (const event of ['error', 'exit']) {
      started.on(event, () => {
        if (worker === started) end();
      });
    }
    return started;
  }

  return {
    /** One at a time. @throws Busy */
    async run(job: HeavyPageJob): Promise<HeavyPage> {
      clearTimeout(idle);
      const current = (worker ??= start());
      const late = setTimeout(end, LONGEST);
      try {
        return await new Promise<HeavyPage>((resolve, reject) => {
          waiting = { resolve, reject };
          current.postMessage(job);
        });
      } finally {
        waiting = null;
        clearTimeout(late);
        idle = setTimeout(end, IDLE).unref();
      }
    },
  };
}
