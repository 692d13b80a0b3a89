/** What a page was made from, told by numbers that grow: it is fresh while they are the same. */
import { eq, sql } from 'drizzle-orm';
import { catalogue, claim } from '../../../db/schema.ts';
import type { Db } from '../engine.ts';

export interface Revisions {
  /** Of the claim that was asked for; null when there is none. */
  claim: number | null;
  /** Grows when an existing source or document changes. */
  catalogue: number;
  /** Grows when anything changes that readers see of claims. */
  published: number;
}

/** Prepares the one query, two rows by their keys. Its answer takes the number of a claim, or null for no claim. */
export function prepareRevisions(db: Db): (claimId: number | null) => Promise<Revisions> {
  const rows = db
    .select({ claim: claim.revision, catalogue: catalogue.revision, published: catalogue.publishedRevision })
    .from(catalogue)
    .leftJoin(claim, eq(claim.id, sql.placeholder('claimId')))
    .where(eq(catalogue.id, 1))
    .prepare();
  return async (claimId) => (await rows.execute({ claimId }))[0]!;
}
