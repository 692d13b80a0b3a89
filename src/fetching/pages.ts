import pLimit from 'p-limit';
import { LIMITS } from '../model/limits.ts';
import type { FetchedPage, FetchPage } from '../model/web-pages.ts';
import type { ReadPage } from '../formats/web-page/reader.ts';
import { FetchError, requestPage, type Reach, type Resource } from './request.ts';

const AT_ONCE = 4;
const WAITING = 8;

/** Reads a page where it holds nobody up: it throws where that takes too long or too much memory. */
export type ReadElsewhere = (resource: Resource) => Promise<ReadPage>;

/** Makes the fetcher of a server. Only tests reach further. */
export function createPageFetcher(read: ReadElsewhere, reach: Reach = {}): FetchPage {
  const limit = pLimit(AT_ONCE);
  const fetchPage = async (address: string): Promise<FetchedPage> => {
    try {
      const resource = await requestPage(address, AbortSignal.timeout(LIMITS.fetchTime), reach);
      const page = await read(resource).catch(() => UNREADABLE);
      return page.ok ? { ok: true, url: resource.url, page: page.page } : page;
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

const UNREADABLE: ReadPage = { ok: false, problem: { kind: 'unreadable' } };
