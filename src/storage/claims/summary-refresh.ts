import { eq, sql } from 'drizzle-orm';
import { staleClaim } from '../../../db/schema.ts';
import { analyse } from '../../provenance/analysis.ts';
import type { Engine, Write } from '../engine.ts';
import { Conflict } from '../errors.ts';
import { guardCatalogue, guardClaim, readCatalogueRevision } from '../guards.ts';
import { prepareClaimReader } from './reader.ts';
import { planSummary } from './summary.ts';

/** Claims a round: a stop in between loses at most one claim's work, since each is a commit of its own. */
const ROUND = 100;

/**
 * Derives anew the summaries of claims that a changed family touches, as `stale_claim` lists them.
 * @returns how many were derived
 */
export async function refreshSummaries(engine: Engine): Promise<number> {
  const { db } = engine;
  const waiting = db.select().from(staleClaim).limit(ROUND).prepare();
  const readClaim = prepareClaimReader(db);

  async function planRefresh(claimId: number): Promise<Write[]> {
    const catalogueRevision = await readCatalogueRevision(db);
    const { revision, record } = (await readClaim(claimId))!;
    return [
      guardClaim(db, claimId, revision),
      guardCatalogue(db, catalogueRevision),
      ...planSummary(sql<number>`${claimId}`, record, analyse(record), true, { db }),
      db.delete(staleClaim).where(eq(staleClaim.claimId, claimId)),
    ];
  }

  for (let done = 0; ;) {
    const rows = await waiting.execute();
    if (rows.length === 0) return done;
    for (const { claimId } of rows) {
      try {
        await engine.commit(await planRefresh(claimId));
        done += 1;
      } catch (error) {
        // It, or a family, was changed meanwhile: it stays on the list and is read again.
        if (!(error instanceof Conflict)) throw error;
      }
    }
  }
}
