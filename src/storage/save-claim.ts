import type { ClaimRecord, Source, Uid } from '../provenance/model.ts';
import { analyse } from '../provenance/analyse.ts';
import { planDocument, prepareDocuments } from './documents.ts';
import type { Db, Engine } from './engine.ts';
import { Conflict } from './errors.ts';
import { guardCatalogue, readCatalogueRevision } from './guards.ts';
import type { WriteContext } from './history.ts';
import { prepareClaimReader } from './read-claim.ts';
import { planSources, prepareSources } from './sources.ts';
import type { By, ClaimDraft } from './store.ts';
import { listChanges, planClaim } from './write-claim.ts';

/**
 * Writes a claim as an editor wants it, in one commit with the sources and documents it names that are not here yet.
 * Those that are here stay as they are. A draft that changes nothing writes nothing.
 * @returns the claim's uid
 * @throws Conflict when the claim was written since the revision the editor saw, a family changed at this moment, or a
 * key is taken
 */
export async function saveClaim(engine: Engine, draft: ClaimDraft, by: By): Promise<Uid> {
  const { db } = engine;
  const context: WriteContext = { db, ...by };
  const catalogueRevision = await readCatalogueRevision(db);
  const before = draft.base === null ? null : await prepareClaimReader(db)(draft.base.id);
  if (draft.base && before?.revision !== draft.base.revision)
    throw new Conflict('history.subject_uid, history.revision');
  const record = stamp(draft.record, before?.record ?? null, by.at);
  // The editor may have loaded the families long ago: what is derived is of those that are here now.
  const analysis = analyse({ ...record, sources: await readSources(db, record.sources) });
  const plan = planClaim(before, record, analysis, context);
  if (plan.length === 0) return record.claim.uid;
  const newcomers = await planNewcomers(draft, context);
  await engine.commit([guardCatalogue(db, catalogueRevision), ...newcomers, ...plan]);
  return record.claim.uid;
}

/** `updatedAt` tells of changes; setting it is none. */
function stamp(record: ClaimRecord, before: ClaimRecord | null, at: string): ClaimRecord {
  if (!before) return { ...record, claim: { ...record.claim, createdAt: at, updatedAt: at } };
  const { createdAt, updatedAt } = before.claim;
  const same = { ...record, claim: { ...record.claim, createdAt, updatedAt } };
  return listChanges(before, same).length === 0 ? same : { ...same, claim: { ...same.claim, updatedAt: at } };
}

/** The sources as they will be: those that are here with their families, and the new ones. */
async function readSources(db: Db, drafted: readonly Source[]): Promise<Source[]> {
  const sources = prepareSources(db);
  const known = await sources.readByUids(drafted.map(({ uid }) => uid));
  const here = [...(await sources.readFamilies(known.map(({ id }) => id))).values()].map(({ source }) => source);
  const uids = new Set(here.map(({ uid }) => uid));
  return [...here, ...drafted.filter(({ uid }) => !uids.has(uid))];
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
