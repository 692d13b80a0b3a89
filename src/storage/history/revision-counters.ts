/**
 * Revision counters. Cached pages are fresh as long as the counters are unchanged, and guards make a commit fail when
 * something that it was derived from has changed: they set a revision to null, which violates NOT NULL and becomes a
 * Conflict.
 */
import { eq, sql } from 'drizzle-orm';
import { catalogue, claim } from '../../../db/schema.ts';
import type { Db, Write } from '../engine.ts';
import { Conflict } from '../errors.ts';

export interface Revisions {
  /** Of the requested claim; null when there is none. */
  claim: number | null;
  /** Grows when an existing source or document changes, or what a page shows of a related claim. */
  catalogue: number;
  /** Grows when anything changes that readers see of published claims. */
  published: number;
}

/** One query of two rows by key. It takes a claim's number, or null for no claim. */
export function prepareRevisions(db: Db): (claimId: number | null) => Promise<Revisions> {
  const rows = db
    .select({ claim: claim.revision, catalogue: catalogue.revision, published: catalogue.publishedRevision })
    .from(catalogue)
    .leftJoin(claim, eq(claim.id, sql.placeholder('claimId')))
    .where(eq(catalogue.id, 1))
    .prepare();
  return async (claimId) => (await rows.execute({ claimId }))[0]!;
}

/** Read it before sources and documents, and guard what is derived from them with `guardCatalogue`. */
export async function readCatalogueRevision(db: Db): Promise<number> {
  const rows = await db.select({ revision: catalogue.revision }).from(catalogue).where(eq(catalogue.id, 1));
  return rows[0]!.revision;
}

/** Fails the commit if a source or document has changed since: summaries depend on families. */
export function guardCatalogue(db: Db, revision: number): Write {
  const same = sql`case when ${catalogue.revision} = ${revision} then ${catalogue.revision} end`;
  return db.update(catalogue).set({ revision: same }).where(eq(catalogue.id, 1));
}

/** Whether a commit failed by `guardCatalogue`, and nothing else. */
export function isCatalogueMoved(error: unknown): boolean {
  return error instanceof Conflict && error.constraint === 'catalogue.revision';
}

/** Fails the commit if the claim was written since; for writes that are not a revision themselves. */
export function guardClaim(db: Db, id: number, revision: number): Write {
  const same = sql`case when ${claim.revision} = ${revision} then ${claim.revision} end`;
  return db.update(claim).set({ revision: same }).where(eq(claim.id, id));
}
