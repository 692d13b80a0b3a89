import type { ClaimRecord } from '../../src/model/records.ts';
import type { Engine, Write } from '../../src/storage/engine.ts';
import { planClaim } from '../../src/storage/claims/writes.ts';
import { AT } from './store.ts';
import { prepareClaimReader } from '../../src/storage/claims/claims.ts';

/** What an editor's change would write to a claim as it is now: to be committed when the test says so. */
export async function planChange({ db }: Engine, id: number, after: ClaimRecord, actor = 'test'): Promise<Write[]> {
  const before = await prepareClaimReader(db)(id);
  return planClaim(before, after, after, { db, at: AT, actor, reason: null });
}
