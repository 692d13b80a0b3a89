import type { ClaimRecord, Uid } from '../provenance/model.ts';
import { analyse } from '../provenance/analyse.ts';
import { planDocument, prepareDocuments } from './documents.ts';
import type { Engine } from './engine.ts';
import { Conflict } from './errors.ts';
import type { WriteContext } from './history.ts';
import { prepareClaimReader } from './read-claim.ts';
import { planSources, prepareSources } from './sources.ts';
import type { By, ClaimDraft } from './store.ts';
import { listChanges, planClaim } from './write-claim.ts';

/**
 * Writes a claim as an editor wants it, in one commit with the sources and documents it names that are not here yet.
 * Those that are here stay as they are. A draft that changes nothing writes nothing.
 * @returns the claim's uid
 * @throws Conflict when the claim was written since the revision the editor saw, or when a key is taken
 */
export async function saveClaim(engine: Engine, draft: ClaimDraft, by: By): Promise<Uid> {
  const { db } = engine;
  const context: WriteContext = { db, ...by };
  const before = draft.base === null ? null : await prepareClaimReader(db)(draft.base.id);
  if (draft.base && before?.revision !== draft.base.revision)
    throw new Conflict('history.subject_uid, history.revision');
  const record = stamp(draft.record, before?.record ?? null, by.at);
  const plan = planClaim(before, record, analyse(record), context);
  if (plan.length > 0) await engine.commit([...(await planNewcomers(draft, context)), ...plan]);
  return record.claim.uid;
}

/** `updatedAt` tells of changes; setting it is none. */
function stamp(record: ClaimRecord, before: ClaimRecord | null, at: string): ClaimRecord {
  if (!before) return { ...record, claim: { ...record.claim, createdAt: at, updatedAt: at } };
  const { createdAt, updatedAt } = before.claim;
  const same = { ...record, claim: { ...record.claim, createdAt, updatedAt } };
  return listChanges(before, same).length === 0 ? same : { ...same, claim: { ...same.claim, updatedAt: at } };
}

async function planNewcomers({ record, texts }: ClaimDraft, context: WriteContext) {
  const known = new Set<Uid>();
  for (const { source } of await prepareSources(context.db).readByUids(record.sources.map(({ uid }) => uid))) {
    known.add(source.uid);
  }
  for (const { document } of await prepareDocuments(context.db).readByUids(record.documents.map(({ uid }) => uid))) {
    known.add(document.uid);
  }
  const sources = record.sources.filter(({ uid }) => !known.has(uid)).map((after) => ({ before: null, after }));
  const documents = record.documents.filter(({ uid }) => !known.has(uid));
  return [
    ...planSources(sources, context),
    ...documents.flatMap((document) => planDocument(null, document, texts.get(document.uid) ?? null, context)),
  ];
}
