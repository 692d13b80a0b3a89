/** `POST /api/claims`: a claim of `hearsay.claim/1` comes in. */
import type { Request } from 'express';
import { readHearsayClaim, type IncomingClaim } from '../../formats/hearsay/reader.ts';
import { Conflict } from '../../storage/errors.ts';
import type { ImportOutcome, ImportResult } from '../../storage/import/claims.ts';
import { Unusable } from '../http/errors.ts';
import { writeClaimItem } from '../records/json.ts';
import { refreshLater } from '../http/route.ts';
import type { DataReply, Format, Site, Visitor } from '../http/route.ts';
import { signWrite } from '../forms/write.ts';
import { absoluteUrl, claimAddress } from '../../urls/records.ts';

/** Whoever sends the same claim twice at once is told twice that it is here: the second try finds it. */
const TRIES = 3;

/**
 * Makes the claim be here as it was sent, by its uid: it is made (201), becomes as it was sent, or is so already (200).
 * Sending it again changes nothing.
 * @throws Unusable with every member that is wrong, Conflict
 */
export async function submitClaim(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<DataReply> {
  const reading = readHearsayClaim(request.body);
  if (!reading.ok) throw new Unusable(reading.problems);
  const outcome = await importClaim(site, reading.value, visitor);
  if (!outcome.ok) throw new Unusable(outcome.problems.map(({ field, message }) => ({ field, message })));
  refreshLater(site);
  return replyReceipt(site, reading.value, outcome.value);
}

async function importClaim(site: Site, incoming: IncomingClaim, visitor: Visitor | null): Promise<ImportOutcome> {
  const by = signWrite(site, visitor, null);
  for (let rest = TRIES - 1; ; rest -= 1) {
    try {
      return await site.store.claims.import([{ ...incoming, place: 'body' }], by);
    } catch (error) {
      if (!(error instanceof Conflict) || rest === 0) throw error;
    }
  }
}

async function replyReceipt(
  { store, config }: Site,
  { record }: IncomingClaim,
  { created, updated, shared }: ImportResult,
): Promise<DataReply> {
  const id = await store.claims.findId(record.claim.uid);
  const [item] = await store.claims.readItems(id === null ? [] : [id]);
  if (!item) throw new Error(`Claim ${record.claim.uid} was taken and is not here.`);
  const result = created > 0 ? 'created' : updated + shared > 0 ? 'updated' : 'unchanged';
  const location = absoluteUrl(config.baseUrl, claimAddress(item).json);
  return {
    kind: 'data',
    status: result === 'created' ? 201 : 200,
    type: 'application/json',
    cache: 'private, no-store',
    headers: result === 'created' ? { Location: location } : {},
    body: { result, claim: writeClaimItem(item, config.baseUrl), shared },
  };
}
