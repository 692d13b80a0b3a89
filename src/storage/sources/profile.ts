/** What a source's page shows: its family, whom it cites, who cites it, and the claims in which it speaks. */
import { and, asc, count, desc, eq, gt, isNull, lt, type SQL } from 'drizzle-orm';
import { claim, claimSource, claimSummary, source, sourcePair } from '../../../db/schema.ts';
import { readHops } from '../claims/items.ts';
import type { Db } from '../engine.ts';
import { inList, prepareSources, type StoredSource } from './sources.ts';

/** The most sources of a family that are read below one source. */
export const MOST_BELOW = 200;

type Profiles = ReturnType<typeof prepareSourceProfiles>;
export type PairList = Awaited<ReturnType<Profiles['listPairs']>>;
export type ClaimsOfSource = Awaited<ReturnType<Profiles['listClaims']>>;
export type ClaimOfSource = ClaimsOfSource['items'][number];

export function prepareSourceProfiles(db: Db) {
  const sources = prepareSources(db);
  const children = db
    .select({ id: source.id })
    .from(source)
    .where(and(inList(source.parentId, 'list'), isNull(source.mergedInto)))
    .orderBy(asc(source.shownKey))
    .prepare();

  return {
    /** All above it in its family, from the topmost down to its parent. */
    async readAbove(id: number): Promise<StoredSource[]> {
      const family = await sources.readFamilies([id]);
      const above: StoredSource[] = [];
      for (let at = family.get(id)?.parentId ?? null; at !== null; at = above[0]!.parentId)
        above.unshift(family.get(at)!);
      return above;
    },

    /** All below it in its family, by generation and name; at most `MOST_BELOW`. */
    async readBelow(id: number): Promise<StoredSource[]> {
      const below: number[] = [];
      for (let ids = [id]; ids.length > 0 && below.length < MOST_BELOW;) {
        ids = (await children.execute({ list: JSON.stringify(ids) })).map((row) => row.id);
        below.push(...ids);
      }
      const found = await sources.readFamilies(below);
      return below.slice(0, MOST_BELOW).map((child) => found.get(child)!);
    },

    async readMerged(id: number): Promise<StoredSource[]> {
      const rows = await db
        .select({ id: source.id })
        .from(source)
        .where(eq(source.mergedInto, id))
        .orderBy(asc(source.shownKey));
      const found = await sources.readFamilies(rows.map((row) => row.id));
      return rows.map((row) => found.get(row.id)!);
    },

    /** Whom it cites, or who cites it, in published claims, the most frequent first. */
    async listPairs(id: number, side: 'cites' | 'cited-by', limit: number) {
      const [own, other] =
        side === 'cites' ? [sourcePair.citingId, sourcePair.citedId] : [sourcePair.citedId, sourcePair.citingId];
      const { claims, attributions } = sourcePair;
      const [[all], rows] = await Promise.all([
        db.select({ total: count() }).from(sourcePair).where(eq(own, id)),
        db
          .select({ other, claims, attributions })
          .from(sourcePair)
          .where(eq(own, id))
          .orderBy(desc(attributions), desc(other))
          .limit(limit),
      ]);
      const found = await sources.readFamilies(rows.map((row) => row.other));
      const pairs = rows.map(({ other: it, ...counts }) => ({ stored: found.get(it)!, ...counts }));
      return { total: all!.total, pairs };
    },

    /** The claims in which it speaks, newest first; `published` leaves out the others. */
    async listClaims(
      id: number,
      { published, after, limit }: { published: boolean; after: number | null; limit: number },
    ) {
      const conditions: (SQL | undefined)[] = [
        eq(claimSource.sourceId, id),
        gt(claimSource.statements, 0),
        after === null ? undefined : lt(claimSource.claimId, after),
        published ? eq(claimSource.published, true) : undefined,
      ];
      const rows = await db
        .select({ claim, role: claimSource, summary: claimSummary })
        .from(claimSource)
        .innerJoin(claim, eq(claim.id, claimSource.claimId))
        .innerJoin(claimSummary, eq(claimSummary.claimId, claimSource.claimId))
        .where(and(...conditions))
        .orderBy(desc(claimSource.claimId))
        .limit(limit + 1);
      const items = rows.slice(0, limit).map((row) => {
        const { id: number, uid, text, language, status } = row.claim;
        const { asReport, asMiddle, asEnd, asOrigin } = row.role;
        const hops = readHops(row.summary);
        const { glyph } = row.summary;
        return { id: number, uid, text, language, status, hops, glyph, asReport, asMiddle, asEnd, asOrigin };
      });
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  };
}
