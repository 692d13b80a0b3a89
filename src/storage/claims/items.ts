/** Claims as lists show them. */
import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { claim, claimFinding, claimSummary, claimTopic, history } from '../../../db/schema.ts';
import { groupBy } from '../../model/grouping.ts';
import { FINDING_KINDS, type Hops } from '../../model/records.ts';
import { type Db, prepareOnce } from '../engine.ts';
import { inList } from '../sources/sources.ts';
import type { ClaimListItem } from '../types.ts';

/** Reads claims as lists show them, in three queries however many there are. */
export const prepareClaimItems = prepareOnce((db: Db) => {
  const { id, uid, text, language, status, publishedAt, createdAt, updatedAt } = claim;
  const last = alias(history, 'last');
  const rows = db
    .select({
      claim: { id, uid, text, language, status, publishedAt, createdAt, updatedAt },
      added: history.at,
      changed: last.at,
      summary: claimSummary,
    })
    .from(claim)
    .innerJoin(claimSummary, eq(claimSummary.claimId, claim.id))
    .innerJoin(history, and(eq(history.subjectUid, claim.uid), eq(history.revision, 1)))
    .innerJoin(last, and(eq(last.subjectUid, claim.uid), eq(last.revision, claim.revision)))
    .where(inList(claim.id, 'list'))
    .prepare();
  const findings = db.select().from(claimFinding).where(inList(claimFinding.claimId, 'list')).prepare();
  const topics = db
    .select()
    .from(claimTopic)
    .where(inList(claimTopic.claimId, 'list'))
    .orderBy(asc(claimTopic.claimId), asc(claimTopic.position))
    .prepare();

  return async function readItems(ids: readonly number[]): Promise<ClaimListItem[]> {
    const query = { list: JSON.stringify(ids) };
    const [claims, kindRows, topicRows] = await Promise.all([
      rows.execute(query),
      findings.execute(query),
      topics.execute(query),
    ]);
    const found = new Map(claims.map((row) => [row.claim.id, row]));
    const kindsOf = groupBy(kindRows, ({ claimId }) => claimId);
    const topicsOf = groupBy(topicRows, ({ claimId }) => claimId);
    return ids.flatMap((each) => {
      const row = found.get(each);
      if (!row) return [];
      const { reportCount, independentSources, glyph, headline } = row.summary;
      const kinds = (kindsOf.get(each) ?? []).map(({ kind }) => kind);
      return {
        ...row.claim,
        addedAt: row.added,
        changedAt: row.changed,
        hops: readHops(row.summary),
        ...{ reportCount, independentSources, glyph, headline },
        findings: FINDING_KINDS.filter((kind) => kinds.includes(kind)),
        topics: (topicsOf.get(each) ?? []).map(({ topic }) => topic),
      };
    });
  };
});

/** Null for a claim that leads to no end that counts. */
export function readHops({ fewestHops, mostHops, hopsOpen }: typeof claimSummary.$inferSelect): Hops | null {
  if (fewestHops === null || mostHops === null || hopsOpen === null) return null;
  return { fewest: fewestHops, most: mostHops, open: hopsOpen };
}
