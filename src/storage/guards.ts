/**
 * Guards of a commit: what was read to make it must still be so. Each sets a revision to null when it has moved on,
 * which no table takes, and the engine tells it as a Conflict.
 */
import { eq, sql } from 'drizzle-orm';
import { catalogue, claim } from '../../db/schema.ts';
import type { Db, Write } from './engine.ts';

/** How often existing sources and documents have changed. Read it before them, and guard what is derived from them. */
export async function readCatalogueRevision(db: Db): Promise<number> {
  const rows = await db.select({ revision: catalogue.revision }).from(catalogue).where(eq(catalogue.id, 1));
  return rows[0]!.revision;
}

/** Lets a commit through only if no source or document has changed since: families are part of what is derived. */
export function guardCatalogue(db: Db, revision: number): Write {
  const same = sql`case when ${catalogue.revision} = ${revision} then ${catalogue.revision} end`;
  return db.update(catalogue).set({ revision: same }).where(eq(catalogue.id, 1));
}

/** Lets a commit through only if the claim was not written since; for a write that is no revision itself. */
export function guardClaim(db: Db, id: number, revision: number): Write {
  const same = sql`case when ${claim.revision} = ${revision} then ${claim.revision} end`;
  return db.update(claim).set({ revision: same }).where(eq(claim.id, id));
}
