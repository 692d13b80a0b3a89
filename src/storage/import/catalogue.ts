/** The sources and documents of an import: each is known here, or new, or not used after all. */
import { isDeepStrictEqual } from 'node:util';
import { LIMITS } from '../../model/limits.ts';
import type { ClaimRecord, Source, Uid } from '../../model/records.ts';
import { planDocument } from '../documents/documents.ts';
import type { Db, Write } from '../engine.ts';
import type { PlanContext } from '../history/history.ts';
import { isInsert, joinInserts } from '../inserts.ts';
import { planSources, prepareSources } from '../sources/sources.ts';
import type { ClaimToImport } from '../types.ts';
import { mergeDocument, mergeSource, type Choice, type Merged, type Offer } from './offers.ts';
import type { ImportDifference, ImportPlanRecord } from './plan.ts';
import type { Present, Union } from './records.ts';

/** Gives the union the known sources and documents with what is taken over. @returns where the file says otherwise */
export function chooseShared(union: Union, present: Present, choice: Choice): ImportDifference[] {
  const differences: ImportDifference[] = [];
  const tell = (kind: ImportDifference['kind'], id: number, name: string, { offers, left }: Merged<unknown>): void => {
    if (offers.length > 0) differences.push({ kind, id, name, offers, left });
  };
  for (const [uid, { id, source }] of present.sources) {
    const merged = mergeSource(source, union.sources.get(uid)!, choice);
    union.sources.set(uid, merged.record);
    const { length } = merged.record.aliases;
    if (length > LIMITS.aliases) {
      const message = `would be ${length} together with those already here; at most ${LIMITS.aliases} are kept`;
      union.problems.push({ place: source.name, field: 'aliases', message });
    }
    tell('source', id, source.name, merged);
  }
  for (const [uid, { id, document }] of present.documents) {
    const after = union.documents.get(uid)!;
    const merged = mergeDocument(document, after, choice);
    const [was = null, text] = [present.texts.get(uid), union.texts.get(uid)];
    const offer: Offer = { key: `${uid} text`, member: 'text', before: was, after: text };
    const isOther = text !== undefined && text !== was;
    const isTaken = isOther && (choice === 'all' || choice.has(offer.key));
    if (isOther && !isTaken) union.texts.delete(uid);
    union.documents.set(uid, isTaken ? { ...merged.record, sha256: after.sha256 } : merged.record);
    const more = isOther ? [offer] : [];
    tell('document', id, document.title, {
      record: null,
      offers: [...merged.offers, ...more],
      left: [...merged.left, ...(isTaken ? [] : more)],
    });
  }
  return differences;
}

/** Leaves out of the union what nobody names and is new. */
export function keepUsed({ sources, documents }: Union, present: Present, used: readonly ClaimRecord[]): void {
  const uids = new Set(used.flatMap((record) => [...record.sources, ...record.documents].map(({ uid }) => uid)));
  for (const uid of sources.keys()) if (!uids.has(uid) && !present.sources.has(uid)) sources.delete(uid);
  for (const uid of documents.keys()) if (!uids.has(uid) && !present.documents.has(uid)) documents.delete(uid);
}

/** The families of known sources: a file may not know them. */
export async function readAbove(db: Db, { sources }: Present): Promise<Map<Uid, Source>> {
  const families = await prepareSources(db).readFamilies([...sources.values()].map(({ id }) => id));
  return new Map([...families.values()].map(({ source }) => [source.uid, source]));
}

/** The claim with the sources, their families and the documents as they will be. */
export function takeFrom(union: Union, above: ReadonlyMap<Uid, Source>, one: ClaimToImport): ClaimToImport {
  const { record, texts } = one;
  const sources = new Map<Uid, Source>();
  for (const { uid } of record.sources) {
    for (let at: Uid | null = uid; at !== null && !sources.has(at); at = sources.get(at)!.parent) {
      sources.set(at, union.sources.get(at) ?? above.get(at)!);
    }
  }
  return {
    ...one,
    texts: new Map([...texts].filter(([uid]) => union.texts.has(uid))),
    record: {
      ...record,
      sources: [...sources.values()],
      documents: record.documents.map(({ uid }) => union.documents.get(uid)!),
    },
  };
}

/** New sources first, then what changes in known ones, then the parents of the new ones. */
function planAll(pairs: Parameters<typeof planSources>[0], context: PlanContext): Write[] {
  const [fresh, known] = [true, false].map((isNew) => pairs.filter(({ before }) => (before === null) === isNew));
  const writes = planSources(fresh!, context);
  return [
    ...joinInserts(writes.filter(isInsert)),
    ...planSources(known!, context),
    ...writes.filter((write) => !isInsert(write)),
  ];
}

/** The writes for sources and documents that are new or have changed, and what they are. Texts go in apart. */
export function planCatalogue(
  union: Union,
  present: Present,
  fresh: ReadonlyMap<Uid, string>,
  context: PlanContext,
): { writes: Write[]; shared: ImportPlanRecord[] } {
  const sources = [...union.sources.values()]
    .map((after) => ({ before: present.sources.get(after.uid) ?? null, after }))
    .filter(({ before, after }) => !isDeepStrictEqual(before?.source, after));
  const documents = [...union.documents.values()]
    .map((after) => ({ before: present.documents.get(after.uid) ?? null, after }))
    .filter(({ before, after }) => fresh.has(after.uid) || !isDeepStrictEqual(before?.document, after));
  const planDocuments = (isNew: boolean): Write[] =>
    documents
      .filter(({ before }) => (before === null) === isNew)
      .flatMap(({ before, after }) => planDocument(before, after, context));
  const describeStep = (before: { id: number } | null) =>
    before ? ({ step: 'updated', id: before.id } as const) : ({ step: 'created', id: null } as const);
  return {
    writes: [
      ...planAll(sources, context),
      ...joinInserts(planDocuments(true).filter(isInsert)),
      ...planDocuments(false),
    ],
    shared: [
      ...sources.map(({ before, after }): ImportPlanRecord => {
        return { kind: 'source', ...describeStep(before), name: after.name, sourceKind: after.kind };
      }),
      ...documents.map(({ before, after }): ImportPlanRecord => {
        return { kind: 'document', ...describeStep(before), name: after.title, sourceKind: null };
      }),
    ],
  };
}
