/** Claims as lists show them: all of it was derived when they were written. */
import { asc, eq } from 'drizzle-orm';
import { claim, claimFinding, claimSummary, claimTopic } from '../../../db/schema.ts';
import { FINDING_KINDS } from '../../model/records.ts';
import type { Db } from '../engine.ts';
import { prepareOnce } from '../prepare-once.ts';
import { inList } from '../sources/sources.ts';
import type { ClaimListItem } from '../types.ts';
import { groupBy } from '../../model/grouping.ts';

/** The items' queries, prepared once: three, however many claims there are. */
export const prepareClaimItems = prepareOnce((db: Db) => {
  const { id, uid, text, language, status, createdAt, updatedAt } = claim;
  const rows = db
    .select({ claim: { id, uid, text, language, status, createdAt, updatedAt }, summary: claimSummary })
    .from(claim)
    .innerJoin(claimSummary, eq(claimSummary.claimId, claim.id))
    .where(inList(claim.id, 'list'))
    .prepare();
  const findings = db.select().from(claimFinding).where(inList(claimFinding.claimId, 'list')).prepare();
  const topics = db
    .select()
    .from(claimTopic)
    .where(inList(claimTopic.claimId, 'list'))
    .orderBy(asc(claimTopic.claimId), asc(claimTopic.position))
    .prepare();

  /** The claims of these numbers, in their order; those that are not here are left out. */
  return async function readItems(ids: readonly number[]): Promise<ClaimListItem[]> {
    const query = { list: JSON.stringify(ids) };
    const found = new Map((await rows.execute(query)).map((row) => [row.claim.id, row]));
    const kindsOf = groupBy(await findings.execute(query), ({ claimId }) => claimId);
    const topicsOf = groupBy(await topics.execute(query), ({ claimId }) => claimId);
    return ids.flatMap((each) => {
      const row = found.get(each);
      if (!row) return [];
      const { fewestHops: fewest, mostHops: most, reportCount, independentOrigins } = row.summary;
      const kinds = (kindsOf.get(each) ?? []).map(({ kind }) => kind);
      return {
        ...row.claim,
        hops: fewest === null || most === null ? null : { fewest, most },
        ...{ reportCount, independentOrigins },
        findings: FINDING_KINDS.filter((kind) => kinds.includes(kind)),
        topics: (topicsOf.get(each) ?? []).map(({ topic }) => topic),
      };
    });
  };
});
