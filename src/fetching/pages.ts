import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { LIMITS } from '../model/limits.ts';
import type { FetchedPage, FetchPage } from '../model/web-pages.ts';
import type { ReadPage } from '../formats/web-page/reader.ts';
import { FetchError, requestPage, type Reach, type Resource } from './request.ts';

const AT_ONCE = 4;
const WAITING = 8;
const MEGABYTES = 512;

export interface FetcherOptions extends Reach {
  /** In milliseconds. Most pages take less than two seconds, most of that for the thread to start. */
  readingTime?: number;
}

/** Makes the fetcher of a server. Only tests give options. */
export function createPageFetcher({ readingTime = 10_000, ...reach }: FetcherOptions = {}): FetchPage {
  const limit = pLimit(AT_ONCE);
  const fetchPage = async (address: string): Promise<FetchedPage> => {
    try {
      const resource = await requestPage(address, AbortSignal.timeout(LIMITS.fetchTime), reach);
      const read = await readInThread(resource, readingTime);
      return read.ok ? { ok: true, url: resource.url, page: read.page } : read;
    } catch (error) {
      if (error instanceof FetchError) return { ok: false, problem: error.problem };
      throw error;
    }
  };
  return async (address) => {
    if (limit.pendingCount >= WAITING) return { ok: false, problem: { kind: 'busy' } };
    return limit(() => fetchPage(address));
  };
}

/**
 * Reads a page in a thread of its own, which is ended when it takes too long or too much memory: a page of 100,000 nested
 * elements keeps a parser busy for minutes, and the server would answer nobody in the meantime.
 */
function readInThread(resource: Resource, time: number): Promise<ReadPage> {
  const worker = new Worker(new URL('page-thread.js', import.meta.url), {
    workerData: resource,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  return new Promise<ReadPage>((resolve) => {
    const give = (read: ReadPage): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(read);
    };
    const giveUp = (): void => give({ ok: false, problem: { kind: 'unreadable' } });
    const timer = setTimeout(giveUp, time);
    worker.once('message', give).once('error', giveUp).once('exit', giveUp);
  });
}
