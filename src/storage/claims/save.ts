import type { ClaimRecord, Source, Uid } from '../../model/records.ts';
import { analyse } from '../../provenance/analysis.ts';
import { planTextIn } from '../documents/texts.ts';
import { planDocument, prepareDocuments } from '../documents/documents.ts';
import type { Db, Engine, Write } from '../engine.ts';
import { Conflict } from '../errors.ts';
import { guardCatalogue, readCatalogueRevision } from '../guards.ts';
import type { WriteContext } from '../history/history.ts';
import { prepareClaimReader } from './reader.ts';
import { redirectMerged } from '../sources/merge/redirects.ts';
import { planSources, prepareSources } from '../sources/sources.ts';
import type { WriteStamp, ClaimDraft } from '../drafts.ts';
import { listChanges, planClaim } from './writes.ts';

/**
 * Writes claims as an editor wants them, all in one commit with the sources and documents they name that are not here
 * yet. Those that are here stay as they are. A draft that changes nothing writes nothing.
 * What still names a source that was merged names the one that speaks for it.
 * @param given each of another claim
 * @returns the claims' uids
 * @throws Conflict when one of the claims was written since the revision the editor saw, a family changed at this
 * moment, or a key is taken
 */
export async function saveClaims(engine: Engine, given: readonly ClaimDraft[], by: WriteStamp): Promise<Uid[]> {
  const records = await redirectMerged(
    engine.db,
    given.map(({ record }) => record),
  );
  const drafts = given.map((draft, i) => ({ ...draft, record: records[i]! }));
  const context: WriteContext = { db: engine.db, ...by };
  const catalogueRevision = await readCatalogueRevision(engine.db);
  const plans: Write[] = [];
  const changed: ClaimDraft[] = [];
  for (const draft of drafts) {
    const plan = await planDraft(draft, context);
    if (plan.length > 0) changed.push(draft);
    for (const write of plan) plans.push(write);
  }
  if (changed.length > 0) {
    const newcomers = await planNewRecords(changed, context);
    await engine.commit([guardCatalogue(engine.db, catalogueRevision), ...newcomers, ...plans]);
  }
  return drafts.map(({ record }) => record.claim.uid);
}

async function planDraft(draft: ClaimDraft, context: WriteContext): Promise<Write[]> {
  const { db } = context;
  const before = draft.base === null ? null : await prepareClaimReader(db)(draft.base.id);
  if (draft.base && before?.revision !== draft.base.revision)
    throw new Conflict('history.subject_uid, history.revision');
  const record = stamp(draft.record, before?.record ?? null, context.at);
  // The editor may have loaded the families long ago: what is derived is of those that are here now.
  const analysis = analyse({ ...record, sources: await readSources(db, record.sources) });
  return planClaim(before, record, analysis, context);
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

/** Each record once, however many of the drafts name it. */
async function planNewRecords(drafts: readonly ClaimDraft[], context: WriteContext): Promise<Write[]> {
  const known = new Set<Uid>();
  const sources = new Map(drafts.flatMap(({ record }) => record.sources.map((source) => [source.uid, source])));
  const documents = new Map(drafts.flatMap(({ record }) => record.documents.map((item) => [item.uid, item])));
  const texts = new Map(drafts.flatMap((draft) => [...draft.texts]));
  for (const { source } of await prepareSources(context.db).readByUids(sources.keys())) known.add(source.uid);
  for (const { document } of await prepareDocuments(context.db).readByUids(documents.keys())) known.add(document.uid);
  const fresh = <T extends { uid: Uid }>(records: ReadonlyMap<Uid, T>): T[] =>
    [...records.values()].filter(({ uid }) => !known.has(uid));
  return [
    ...planSources(
      fresh(sources).map((after) => ({ before: null, after })),
      context,
    ),
    ...fresh(documents).flatMap((document) => {
      const text = texts.get(document.uid);
      const put = text === undefined ? [] : planTextIn(document.uid, text, context.db);
      return [...planDocument(null, document, context), ...put];
    }),
  ];
}
