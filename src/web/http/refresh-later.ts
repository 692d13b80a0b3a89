import type { Site } from './route.ts';

/**
 * Derives anew the claims that a changed family touches, after the answer: they may be many. If it fails, the list of
 * what is left to do stands in the database, and the next change or start goes on with it.
 */
export function refreshLater({ store, log }: Pick<Site, 'store' | 'log'>): void {
  store.claims.refreshSummaries().catch((error: unknown) => {
    log.error({ err: error }, 'the claims that a changed family touches could not be derived anew');
  });
}
