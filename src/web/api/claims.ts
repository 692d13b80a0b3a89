/** `/api/claims`: claims of `hearsay.claim/1` that programs send and read back. */
import { readHearsayClaim, type IncomingClaim } from '../../formats/hearsay/reader.ts';
import { writeHearsayClaim } from '../../formats/hearsay/writer.ts';
import { locateClaim } from '../../formats/index.ts';
import { writeStamp } from '../../model/dates.ts';
import type { Issue } from '../../model/issues.ts';
import { analyse } from '../../provenance/analysis.ts';
import type { ImportOptions } from '../../storage/import/claims.ts';
import type { ImportPlan } from '../../storage/import/plan.ts';
import { isSpentKey, makeKey, type KeyToSpend, type SpentKey } from '../../storage/spent-keys.ts';
import { absoluteUrl, claimAddress } from '../../urls/records.ts';
import { signWrite } from '../forms/write.ts';
import { demandVersion, describeDifference, tryAgain, writeTag } from '../http/conditions.ts';
import { Invalid, NotFound, Unusable, Withdrawn } from '../http/errors.ts';
import { hasRole } from '../http/visitor.ts';
import { refreshLater } from '../http/other-thread.ts';
import type { DataReply, Handler, Site, Visitor } from '../http/route.ts';
import { writeClaimItem } from '../records/json.ts';
import { PRIVATE } from '../records/sent-record.ts';

/** One claim by its uid, with the ETag that an update needs. */
export const showClaim: Handler = async ({ store, clock, config }, request, _format, visitor) => {
  const id = await store.claims.findId(String(request.params.uid));
  const loaded = id === null ? null : await store.claims.load(id);
  const mayEdit = hasRole(visitor, 'editor');
  if (!loaded) throw new NotFound();
  if (!mayEdit && loaded.record.claim.status !== 'published') {
    const withdrawal = await store.claims.readWithdrawal(loaded.id);
    throw withdrawal ? new Withdrawn(withdrawal) : new NotFound();
  }
  const { url } = locateClaim(loaded, config.baseUrl);
  const { revision } = loaded;
  const { relations } = loaded.record.claim;
  const hidden = mayEdit ? new Set() : await store.claims.listUnpublished(relations.map((relation) => relation.claim));
  const shown = relations.filter((relation) => !hidden.has(relation.claim));
  const record = { ...loaded.record, claim: { ...loaded.record.claim, relations: shown } };
  const body = writeHearsayClaim(record, analyse(record), { exportedAt: writeStamp(clock()), url });
  const headers = { ETag: writeTag(revision) };
  return { kind: 'data', status: 200, type: 'application/json', cache: PRIVATE, headers, body };
};

/** What a program sends of one claim. */
export interface SentClaim {
  /** Parsed JSON, anything at all. */
  body: unknown;
  /** `If-Match`; null where it is missing. */
  condition: string | null;
  /** `Idempotency-Key`; null where there is none. */
  key: string | null;
}

/** Creates the claim (201) or updates it to what was sent (200), by its uid. */
export const submitClaim: Handler = (site, request, _format, visitor) => {
  const condition = request.get('If-Match') ?? null;
  return sendClaim(site, { body: request.body, condition, key: request.get('Idempotency-Key') ?? null }, visitor);
};

/**
 * Sending it again changes nothing; with the same key it is answered as it was the first time.
 * @throws Invalid, Unusable with every member that is wrong, Unconditional, Outdated, Conflict
 */
export async function sendClaim(
  site: Site,
  { body, condition, key: name }: SentClaim,
  visitor: Visitor | null,
): Promise<DataReply> {
  const by = signWrite(site, visitor, null);
  const key = readKey(name, body, visitor);
  const write = async () => {
    const spent = key && (await site.store.readSpentKey(key.key));
    if (spent) return replyAgain(site, key, spent);
    const reading = readHearsayClaim(body);
    if (!reading.ok) throw new Unusable(reading.problems);
    const issues = checkStamps(reading.value, by.at);
    if (issues.length > 0) throw new Unusable(issues);
    return writeClaim(site, reading.value, condition, key ? { ...by, spends: key } : by);
  };
  return tryAgain(write, (error) => !isSpentKey(error));
}

const LONGEST_KEY = 255;

/** Visible characters alone (draft-ietf-httpapi-idempotency-key-header). Null where there is no key. */
function readKey(key: string | null, body: unknown, visitor: Visitor | null): KeyToSpend | null {
  if (key === null || !visitor) return null;
  if (key.length > LONGEST_KEY || !/^[!-~]+$/u.test(key)) {
    throw new Invalid([
      { field: 'Idempotency-Key', message: `must have 1 to ${LONGEST_KEY} visible ASCII characters` },
    ]);
  }
  return makeKey(visitor.id, key, JSON.stringify(body));
}

/** What was recorded elsewhere was recorded before now. */
function checkStamps({ record: { claim } }: IncomingClaim, now: string): Issue[] {
  return (['createdAt', 'updatedAt'] as const)
    .filter((member) => claim[member] > now)
    .map((member) => ({ field: `claim.${member}`, message: 'is in the future' }));
}

async function writeClaim(
  site: Site,
  incoming: IncomingClaim,
  condition: string | null,
  options: ImportOptions,
): Promise<DataReply> {
  const { store } = site;
  const sent = [{ ...incoming, place: 'body' }];
  const known = { take: 'claims', apart: new Set<string>() } as const;
  const id = await store.claims.findId(incoming.record.claim.uid);
  const seen = id === null ? null : (await store.claims.load(id))!.revision;
  const planned = await store.claims.planImport(sent, { ...options, known });
  if (!planned.ok) throw new Unusable(planned.problems.map(({ field, message }) => ({ field, message })));
  const isUpdate = planned.value.claims.some(({ step }) => step === 'updated');
  const listBoth = () => listDifferences(site, sent, options);
  await demandVersion({ condition, revision: seen, isUpdate, listDifferences: listBoth });
  const outcome = await store.claims.import(sent, { ...options, known, ...(seen === null ? {} : { revision: seen }) });
  if (!outcome.ok) throw new Unusable(outcome.problems.map(({ field, message }) => ({ field, message })));
  refreshLater(site);
  const { created, updated, shared } = outcome.value;
  const result = created > 0 ? 'created' : updated + shared > 0 ? 'updated' : 'unchanged';
  const { identities } = outcome.plan;
  return replyReceipt(site, { claim: incoming.record.claim.uid, result, shared }, { ...planned.value, identities });
}

/** Both versions, member by member. */
async function listDifferences(
  { store }: Site,
  sent: Parameters<Site['store']['claims']['planImport']>[0],
  options: ImportOptions,
): Promise<Issue[]> {
  const planned = await store.claims.planImport(sent, { ...options, known: { take: new Set(), apart: new Set() } });
  if (!planned.ok) return [];
  const differences = planned.value.differences.filter(({ kind }) => kind === 'claim');
  return differences.flatMap(({ left }) =>
    left.map(({ member, before, after }) => describeDifference(member, before, after)),
  );
}

/** What was sent with this key before is answered as it was then; anything else is refused. */
async function replyAgain(site: Site, sent: KeyToSpend, spent: SpentKey): Promise<DataReply> {
  if (sent.body !== spent.body) {
    throw new Unusable([{ field: 'Idempotency-Key', message: 'was used for something else: use a new one' }]);
  }
  return replyReceipt(site, spent, null);
}

async function replyReceipt(
  { store, config }: Site,
  { claim, result, shared }: Pick<SpentKey, 'claim' | 'result' | 'shared'>,
  plan: ImportPlan | null,
): Promise<DataReply> {
  const id = await store.claims.findId(claim);
  const [item] = await store.claims.readItems(id === null ? [] : [id]);
  if (!item) throw new Error(`Claim ${claim} was saved and is not here.`);
  const { claim: revision } = await store.readRevisions(item.id);
  const location = absoluteUrl(config.baseUrl, claimAddress(item).json);
  const known = (plan?.identities.known ?? []).map(({ uid, kind, name, here }) => ({ uid, kind, name, here: here.id }));
  const similar = (plan?.similar ?? []).map(({ other: { id: here, text }, hasSameWords }) => ({
    here,
    text,
    hasSameWords,
  }));
  return {
    kind: 'data',
    status: result === 'created' ? 201 : 200,
    type: 'application/json',
    cache: PRIVATE,
    headers: { ETag: writeTag(revision!), ...(result === 'created' ? { Location: location } : {}) },
    body: { result, claim: writeClaimItem(item, config.baseUrl), shared, known, similar },
  };
}
