import { setImmediate } from 'node:timers/promises';
import { CLAIM_FILES, HEARSAY_FORMAT, locateClaim, type ExportFormat } from '../../../formats/index.ts';
import { describeLeftOut } from '../../../formats/left-out.ts';
import { writeClaimJsonSchema } from '../../../formats/hearsay/schema.ts';
import { absoluteUrl, claimFormatPath, nameClaimFile } from '../../../urls/records.ts';
import { exportAllPath, schemaPath } from '../../../urls/site.ts';
import { writeStamp } from '../../../model/dates.ts';
import type { Operation, Reply, Route, Site } from '../../http/route.ts';
import { correctWords, hideRelations, loadVisibleClaim, readVisibleClaim } from '../visible-claim.ts';
import { Busy } from '../../http/errors.ts';
import { describeFile } from '../../records/schemas.ts';

export const exchangeRoutes: readonly Route[] = [
  ...CLAIM_FILES.map((format): Route => {
    const path = `/claims/:id.${format.ending}`;
    const handler = showClaimAs(format);
    const operation = describeFormat(format);
    return { method: 'get', path, json: null, role: 'reader', fresh: 'claim', handler, operation };
  }),
  {
    method: 'get',
    path: exportAllPath,
    json: null,
    role: 'reader',
    handler: exportAll,
    operation: describeFile(
      { id: 'exportAll', group: 'Claims', summary: 'Every published claim, one a line' },
      'Lines of hearsay.claim/1.',
      'application/x-ndjson',
    ),
  },
  {
    method: 'get',
    path: schemaPath,
    json: null,
    role: 'reader',
    handler: showSchema,
    operation: describeFile(
      { id: 'readClaimSchema', group: 'This site', summary: 'The form of hearsay.claim/1' },
      'A JSON Schema, 2020-12.',
      'application/schema+json',
    ),
  },
];

function describeFormat({ name, ending, type, use, leavesOut }: ExportFormat): Operation {
  const id = `readClaimAs${ending.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
  const description = `For ${use} ${describeLeftOut(leavesOut)}`;
  const operation = { id, group: 'Claims', summary: `One claim as ${name}`, description } as const;
  return describeFile(operation, `The claim as ${name}.`, type);
}

/** `/claims/:id.provn` and the like. */
function showClaimAs({ ending, type, write }: ExportFormat): Route['handler'] {
  return async (site, request, _format, visitor) => {
    const named = await readVisibleClaim(site, request, visitor);
    const path = claimFormatPath(named, ending);
    // Like the JSON twin, its address may have the number alone.
    const redirect = correctWords(request, 'json', named, { html: path, json: path });
    if (redirect) return redirect;
    const loaded = await loadVisibleClaim(site, request, visitor);
    const { record } = loaded;
    const { baseUrl } = site.config;
    const { url, page } = locateClaim(loaded, baseUrl);
    const body = write(record, { url, here: absoluteUrl(baseUrl, path), exportedAt: writeStamp(site.clock()) });
    return { kind: 'file', type, page, fileName: nameClaimFile(named, ending), body };
  };
}

function showSchema({ config }: Site): Reply {
  return {
    kind: 'data',
    status: 200,
    type: 'application/schema+json',
    cache: 'public, max-age=3600',
    body: writeClaimJsonSchema(absoluteUrl(config.baseUrl, schemaPath)),
  };
}

/** Streams at a time: each reads the whole database. */
const MOST_OPEN = 2;

/** Ids per query; one claim at a time is in memory. */
const ROUND = 100;

const open = new WeakMap<Site['store'], number>();

/** `/export.ndjson`: every published claim. @throws Busy while `MOST_OPEN` others run */
function exportAll(site: Site): Reply {
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
  const exportedAt = writeStamp(clock());
  for (let after = 0; ;) {
    const ids = await store.claims.listIds(after, ROUND, 'published');
    for (const id of ids) {
      // Lets other requests be answered between claims.
      await setImmediate();
      const loaded = await store.claims.load(id);
      // It may have been withdrawn since.
      if (loaded?.record.claim.status !== 'published') continue;
      const { url } = locateClaim(loaded, config.baseUrl);
      const { record } = await hideRelations(store, loaded);
      yield HEARSAY_FORMAT.many.write(record, { url, here: url, exportedAt });
    }
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
