import { setImmediate } from 'node:timers/promises';
import type { Request } from 'express';
import { CLAIM_FILES, HEARSAY_FORMAT, locateClaim, type ExportFormat } from '../../../formats/index.ts';
import { describeLeftOut } from '../../../formats/left-out.ts';
import { writeClaimJsonSchema } from '../../../formats/hearsay/schema.ts';
import { absoluteUrl, claimFormatPath, nameClaimFile } from '../../../urls/records.ts';
import { exportAllPath, schemaPath } from '../../../urls/site.ts';
import { writeStamp } from '../../../model/dates.ts';
import type { Format, Operation, Reply, Route, Site, Visitor } from '../../http/route.ts';
import { correctWords, hideRelations, loadVisibleClaim, readVisibleClaim } from '../visible-claim.ts';
import { noteEvent } from '../../http/security-events.ts';
import { Busy } from '../../http/errors.ts';
import { askPatiently } from '../../http/other-thread.ts';
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

/** Streams at a time: each reads the whole database, as fast as its client reads. */
const PLACES = { all: 10, address: 2 };

/** Ids per query; one claim at a time is in memory. */
const ROUND = 100;

/** By store: the address of each open stream. */
const open = new WeakMap<Site['store'], string[]>();

/** `/export.ndjson`: every published claim. @throws Busy while all places are taken, or this reader's */
async function exportAll(site: Site, request: Request, _format: Format, visitor: Visitor | null): Promise<Reply> {
  const { ip = '' } = request;
  const taken = open.get(site.store) ?? [];
  if (taken.length >= PLACES.all || taken.filter((one) => one === ip).length >= PLACES.address) throw new Busy();
  open.set(site.store, taken);
  taken.push(ip);
  await noteEvent(site, request, { kind: 'everything-exported', account: visitor?.email ?? null });
  return {
    kind: 'stream',
    type: 'application/x-ndjson',
    fileName: 'hearsay.ndjson',
    chunks: writePublished(site),
    close: () => taken.splice(taken.indexOf(ip), 1),
  };
}

async function* writePublished(site: Site): AsyncGenerator<string> {
  const { store, clock, log } = site;
  const exportedAt = writeStamp(clock());
  const damaged: number[] = [];
  for (let after = 0; ;) {
    const ids = await store.claims.listIds(after, ROUND, 'published');
    for (const id of ids) {
      // Lets other requests be answered between claims.
      await setImmediate();
      try {
        yield await writeElsewhere(site, id, exportedAt);
      } catch (error) {
        log.error({ err: error, claim: id }, 'a claim can’t be read, and is missing in an export');
        damaged.push(id);
      }
    }
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
  }
  if (damaged.length === 0) return;
  yield `${JSON.stringify({ error: 'These claims could not be read, and are missing above', claims: damaged })}\n`;
  // The connection is cut after that line: what ends well is whole.
  throw new Error(`${damaged.length} claims could not be exported`);
}

/** In another thread where it is large: then others are answered meanwhile. */
async function writeElsewhere(site: Site, id: number, exportedAt: string): Promise<string> {
  const { store, makeHeavyPage } = site;
  if (!makeHeavyPage || !(await store.claims.isLarge(id))) return writeExportLine(site, id, exportedAt);
  const asked = { method: 'get', path: exportAllPath, format: 'json' } as const;
  const job = { ...asked, params: { id }, query: { exportedAt }, visitor: null };
  const made = await askPatiently(makeHeavyPage, job);
  return made.kind === 'content' ? String(made.content.body) : '';
}

/** A line of `/export.ndjson`; empty for a claim that was withdrawn since. */
export async function writeExportLine({ store, config }: Site, id: number, exportedAt: string): Promise<string> {
  const loaded = await store.claims.load(id);
  if (loaded?.record.claim.status !== 'published') return '';
  const { url } = locateClaim(loaded, config.baseUrl);
  const { record } = await hideRelations(store, loaded);
  return HEARSAY_FORMAT.many.write(record, { url, here: url, exportedAt });
}
