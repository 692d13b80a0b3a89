/** Work for the thread of large claims that no request waits for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Busy, restoreError } from './errors.ts';
import type { HeavyPage, HeavyPageJob, MakeHeavyPage, Site } from './route.ts';

/** How often a thread is asked that has too much to do, and in milliseconds how long it is left alone in between. */
const TRIES = 10;
const WAIT = 3000;

/** Asks again while the thread has too much to do: whoever waits for a page comes first. @throws what the job throws; Busy */
export async function askPatiently(makeHeavyPage: MakeHeavyPage, job: HeavyPageJob): Promise<HeavyPage> {
  for (let tries = 1; ; tries += 1) {
    try {
      const made = await makeHeavyPage(job);
      if (made.kind === 'error') throw restoreError(made.error);
      return made;
    } catch (error) {
      if (!(error instanceof Busy) || tries === TRIES) throw error;
      await sleep(WAIT);
    }
  }
}

/** In place of a route's path: the summary of a claim is derived anew. */
export const REFRESH = 'refresh';

/**
 * Updates the summaries of the claims affected by a changed source or document, after the answer because they may be many;
 * those of large claims in the other thread. If it fails, the list of stale claims stays in the database, and the next change
 * or start continues.
 */
export function refreshLater({ store, log, makeHeavyPage }: Pick<Site, 'store' | 'log' | 'makeHeavyPage'>): void {
  const refreshElsewhere = async (id: number): Promise<boolean> => {
    if (!makeHeavyPage || !(await store.claims.isLarge(id))) return false;
    const rest = { format: 'json', params: { id }, query: {}, visitor: null } as const;
    await askPatiently(makeHeavyPage, { method: 'get', path: REFRESH, ...rest });
    return true;
  };
  store.claims.refreshSummaries(refreshElsewhere).catch((error: unknown) => {
    log.error({ err: error }, 'the claims that a changed source or document touches could not be derived anew');
  });
}
