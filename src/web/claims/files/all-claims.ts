/** `/export.ndjson`: everything that is published, one claim of `hearsay.claim/1` a line. */
import { setImmediate } from 'node:timers/promises';
import { writeHearsayClaim } from '../../../formats/hearsay/writer.ts';
import { analyse } from '../../../provenance/analysis.ts';
import { locateClaim } from '../../../formats/index.ts';
import { Busy } from '../../http/errors.ts';
import type { Reply, Site } from '../../http/route.ts';

/** So many at a time: each reads the whole database. */
const MOST_OPEN = 2;

/** Claims looked up at a time; one is in memory. */
const ROUND = 100;

const open = new WeakMap<Site['store'], number>();

/** @throws Busy when others take it just now */
export function exportAll(site: Site): Reply {
  const { store } = site;
  const count = open.get(store) ?? 0;
  if (count >= MOST_OPEN) throw new Busy();
  open.set(store, count + 1);
  return {
    kind: 'stream',
    type: 'application/x-ndjson',
    fileName: 'hearsay.ndjson',
    chunks: writePublished(site),
    close: () => open.set(store, open.get(store)! - 1),
  };
}

async function* writePublished({ store, clock, config }: Site): AsyncGenerator<string> {
  const exportedAt = `${clock().toISOString().slice(0, 19)}Z`;
  for (let after = 0; ;) {
    const ids = await store.claims.listIds(after, ROUND, 'published');
    for (const id of ids) {
      // Others are answered between any two claims.
      await setImmediate();
      const loaded = await store.claims.load(id);
      // It may have been withdrawn since.
      if (loaded?.record.claim.status !== 'published') continue;
      const { url } = locateClaim(loaded, config.baseUrl);
      const { record } = loaded;
      yield `${JSON.stringify(writeHearsayClaim(record, analyse(record), { exportedAt, url }))}\n`;
    }
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
