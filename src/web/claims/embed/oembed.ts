/** `/oembed`: how to embed a claim, for programs that were given the address of its page (https://oembed.com). */
import type { Request } from 'express';
import { frameClaim, writeOembedJson, writeOembedXml, type Embedding } from '../../../formats/web/oembed.ts';
import type { Issue } from '../../../model/issues.ts';
import { Invalid, NotFound, NotOffered } from '../../http/errors.ts';
import type { Reply, Site } from '../../http/route.ts';
import { claimAddress } from '../../../urls/records.ts';
import { parseClaimUrl } from '../../../urls/site.ts';
import { analyseRecord } from '../show/claim-index.ts';
import { demandSight } from '../visible-claim.ts';
import { drawEmbedded, fitFrame, type Room } from './frame.ts';
import { parseUrl } from '../../../model/url.ts';

/** In seconds. A claim's words and numbers change; its frame hardly does. */
const CACHE_AGE = 86_400;
const WIDEST = 10_000;

const FORMATS: Readonly<Record<string, { type: string; write: (embedding: Embedding) => string }>> = {
  json: { type: 'application/json', write: writeOembedJson },
  xml: { type: 'text/xml', write: writeOembedXml },
};

/** @throws Invalid, NotOffered for another format (2.3.3), NotFound for anything that is no published claim of ours, Withdrawn */
export async function showOembed({ store, config }: Site, request: Request): Promise<Reply> {
  const { url, format, room } = parseOembedQuery(request.query);
  const id = parseClaimUrl(url, config.baseUrl);
  const loaded = id === null ? null : await store.claims.load(id);
  if (!loaded) throw new NotFound();
  await demandSight(store, { id: loaded.id, status: loaded.record.claim.status }, null);
  const claim = { id: loaded.id, text: loaded.record.claim.text };
  const shown = { ...analyseRecord(loaded.record), page: claimAddress(claim).html };
  const frame = frameClaim(claim, config.baseUrl, fitFrame(shown, await drawEmbedded(shown), room));
  const provider = { name: 'Hearsay', url: config.baseUrl };
  return { kind: 'file', type: format.type, body: format.write({ frame, provider, cacheAge: CACHE_AGE }) };
}

function parseOembedQuery({ url, format = 'json', maxwidth, maxheight }: Request['query']) {
  const room: Room = { width: readSize(maxwidth), height: readSize(maxheight) };
  const issues: Issue[] = [
    ...(typeof url === 'string' && parseUrl(url) ? [] : [{ field: 'url', message: URL_TAKES }]),
    ...(typeof format === 'string' ? [] : [{ field: 'format', message: 'must be json or xml, given once' }]),
    ...(maxwidth !== undefined && room.width === null ? [{ field: 'maxwidth', message: SIZE_TAKES }] : []),
    ...(maxheight !== undefined && room.height === null ? [{ field: 'maxheight', message: SIZE_TAKES }] : []),
  ];
  if (issues.length > 0 || typeof url !== 'string' || typeof format !== 'string') throw new Invalid(issues);
  if (!Object.hasOwn(FORMATS, format)) throw new NotOffered();
  return { url, format: FORMATS[format]!, room };
}

const URL_TAKES = 'must be the whole address of a claim’s page on this site';
const SIZE_TAKES = `must be a whole number of pixels from 1 to ${WIDEST.toLocaleString('en')}`;

function readSize(value: unknown): number | null {
  if (typeof value !== 'string' || !/^[1-9]\d{0,4}$/.test(value)) return null;
  return Number(value) <= WIDEST ? Number(value) : null;
}
