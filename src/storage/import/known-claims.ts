/** What becomes of a claim that is known here, when a file or a program has it too. */
import { identifyRelation, sortRelations } from '../../model/identity.ts';
import { LIMITS } from '../../model/limits.ts';
import { listNamedSources } from '../../model/named-sources.ts';
import type { Attribution, Claim, ClaimRecord, Uid } from '../../model/records.ts';
import type { StoredClaim } from '../claims/claims.ts';
import { isChanged } from '../claims/writes.ts';
import type { ImportProblem } from '../types.ts';
import { mergeClaim, type Choice } from './offers.ts';
import type { ImportDifference } from './plan.ts';

/** The known claim with what is chosen of the file's; its other differences are told. */
export function takeOver(
  { id, record: before }: StoredClaim,
  after: ClaimRecord,
  { choice, isForeign, at }: { choice: Choice; isForeign: boolean; at: string },
  differences: ImportDifference[],
): ClaimRecord {
  const { record, offers, left } = mergeClaim(before, after, choice, isForeign);
  if (offers.length > 0) differences.push({ kind: 'claim', id, name: before.claim.text, offers, left });
  return left.length < offers.length ? { ...record, claim: { ...record.claim, updatedAt: at } } : record;
}

/** A claim that is sent is changed here and now, where it changes. @param at null where it is stored as it came */
export function stampSent(before: StoredClaim | null, after: ClaimRecord, at: string | null): ClaimRecord {
  if (!before || at === null) return after;
  const { createdAt, updatedAt } = before.record.claim;
  const same = { ...after, claim: { ...after.claim, createdAt, updatedAt } };
  return isChanged(before.record, same) ? { ...same, claim: { ...same.claim, updatedAt: at } } : same;
}

/** What a file does not know of a claim stays as it is known here. */
export function keepUnknown(before: ClaimRecord | null, after: ClaimRecord): ClaimRecord {
  if (!before) return after;
  const known = new Map(before.attributions.map((edge) => [edge.uid, edge]));
  return {
    ...after,
    claim: keepRelations(before.claim, after.claim),
    // Those who dispute may be missing in the file.
    sources: [...new Map([...before.sources, ...after.sources].map((source) => [source.uid, source])).values()],
    attributions: after.attributions.map((edge) => keepDispute(known.get(edge.uid), edge)),
  };
}

/** When and why one source disputes something tells nothing of another's dispute. */
function keepDispute(before: Attribution | undefined, after: Attribution): Attribution {
  if (!before) return after;
  const isAnothers = after.disputedBy !== null && ![null, after.disputedBy].includes(before.disputedBy);
  if (isAnothers) return after;
  return {
    ...after,
    disputedAt: after.disputedAt ?? before.disputedAt,
    disputedBy: after.disputedBy ?? before.disputedBy,
    disputeReason: after.disputeReason ?? before.disputeReason,
  };
}

/** A file that lacks a relation or its note doesn't know it: what is known here stays. */
function keepRelations(before: Claim, after: Claim): Claim {
  const relations = new Map(before.relations.map((known) => [identifyRelation(known), known]));
  for (const relation of after.relations) {
    const key = identifyRelation(relation);
    relations.set(key, { ...relation, note: relation.note ?? relations.get(key)?.note ?? null });
  }
  return { ...after, relations: sortRelations([...relations.values()]) };
}

/** What a known claim would have of each when the file's is added. */
export function checkLimits({ claim, statements, attributions }: ClaimRecord, place: string): ImportProblem[] {
  const counts = [
    ...(['relations', 'topics'] as const).map((name) => [`claim.${name}`, claim[name].length, LIMITS[name]] as const),
    ['statements', statements.length, LIMITS.statements] as const,
    ['attributions', attributions.length, LIMITS.attributions] as const,
    ...attributions.map(({ uid, evidence }) => [`hop ${uid}, evidence`, evidence.length, LIMITS.evidence] as const),
  ];
  return counts
    .filter(([, count, most]) => count > most)
    .map(([field, count, most]) => {
      return { place, field, message: `would be ${count} together with those already here; at most ${most} are kept` };
    });
}

/** The record with the sources and documents that its statements and hops name. */
export function keepNamed(record: ClaimRecord): ClaimRecord {
  const shown = new Set<Uid | null>([
    ...record.statements.map(({ document }) => document),
    ...record.attributions.flatMap(({ evidence }) => evidence.map(({ document }) => document)),
  ]);
  const documents = record.documents.filter(({ uid }) => shown.has(uid));
  const named = new Set<Uid>([...listNamedSources(record), ...documents.map(({ publisher }) => publisher)]);
  const above = new Map(record.sources.map(({ uid, parent }) => [uid, parent]));
  for (const uid of named) {
    const parent = above.get(uid) ?? null;
    if (parent !== null) named.add(parent);
  }
  return { ...record, documents, sources: record.sources.filter(({ uid }) => named.has(uid)) };
}
