import { and, asc, count, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { attribution, claim, claimSummary, evidence, statement } from '../../db/schema.ts';
import type { Evidence, Hops, Manner, Source, Uid } from '../provenance/model.ts';
import type { Db } from './engine.ts';
import { prepareSources } from './sources.ts';
import type { ClaimRef } from './store.ts';

/** Words of a document that show a hop. */
export interface Excerpt extends Omit<Evidence, 'document'> {
  claim: ClaimRef;
  hop: { uid: Uid; manner: Manner; cue: string | null; citing: Source; cited: Source };
}

export interface ExcerptList {
  total: number;
  /** In the order of the text; those whose place is not known come last. */
  excerpts: readonly Excerpt[];
}

/** A claim that rests on a document: a source says it there, or an excerpt of it shows a hop. */
export interface ClaimOnDocument extends ClaimRef {
  hops: Hops | null;
  /** Statements said in it, and excerpts of it. */
  statements: number;
  excerpts: number;
}

export interface ClaimsOnDocument {
  /** Newest first (by number). */
  items: readonly ClaimOnDocument[];
  /** Whether there are more. */
  isCut: boolean;
}

const citing = alias(statement, 'citing');
const cited = alias(statement, 'cited');

/** The excerpts of documents. */
export function prepareExcerpts(db: Db) {
  const sources = prepareSources(db);

  return {
    /** @param published leaves out those of claims that readers don't see */
    async listExcerpts(id: number, { published, limit }: { published: boolean; limit: number }): Promise<ExcerptList> {
      const shown = and(eq(evidence.documentId, id), published ? eq(claim.status, 'published') : undefined);
      const [all] = await db
        .select({ total: count() })
        .from(evidence)
        .innerJoin(claim, eq(claim.id, evidence.claimId))
        .where(shown);
      const rows = await db
        .select({ evidence, claim, attribution, citing: citing.sourceId, cited: cited.sourceId })
        .from(evidence)
        .innerJoin(claim, eq(claim.id, evidence.claimId))
        .innerJoin(attribution, isSameHop)
        .innerJoin(citing, and(eq(citing.claimId, evidence.claimId), eq(citing.seq, evidence.citing)))
        .innerJoin(cited, and(eq(cited.claimId, evidence.claimId), eq(cited.seq, evidence.cited)))
        .where(shown)
        .orderBy(sql`${evidence.start} is null`, asc(evidence.start), asc(evidence.end), asc(evidence.claimId))
        .limit(limit);
      const found = await sources.readFamilies(rows.flatMap((row) => [row.citing, row.cited]));
      const excerpts = rows.map((row): Excerpt => {
        const { exact, prefix, suffix, start, end } = row.evidence;
        const { id: number, text, language, status } = row.claim;
        const { uid, manner, cue } = row.attribution;
        const [one, other] = [found.get(row.citing)!.source, found.get(row.cited)!.source];
        return {
          ...{ exact, prefix, suffix, start, end },
          claim: { id: number, text, language, status },
          hop: { uid, manner, cue, citing: one, cited: other },
        };
      });
      return { total: all!.total, excerpts };
    },

    /** @param published leaves out those that readers don't see */
    async listClaimsOn(
      id: number,
      { published, limit }: { published: boolean; limit: number },
    ): Promise<ClaimsOnDocument> {
      const rows = await db
        .select({
          claim,
          summary: claimSummary,
          statements: sql<number>`(select count(*) from statement where document_id = ${id} and claim_id = ${claim.id})`,
          excerpts: sql<number>`(select count(*) from evidence where document_id = ${id} and claim_id = ${claim.id})`,
        })
        .from(claim)
        .innerJoin(claimSummary, eq(claimSummary.claimId, claim.id))
        .where(
          and(
            sql`${claim.id} in (select claim_id from statement where document_id = ${id}
              union select claim_id from evidence where document_id = ${id})`,
            published ? eq(claim.status, 'published') : undefined,
          ),
        )
        .orderBy(desc(claim.id))
        .limit(limit + 1);
      const items = rows
        .slice(0, limit)
        .map(({ claim: { id: number, text, language, status }, summary, ...counts }) => {
          const { fewestHops: fewest, mostHops: most } = summary;
          const hops = fewest === null || most === null ? null : { fewest, most };
          return { id: number, text, language, status, hops, ...counts };
        });
      return { items, isCut: rows.length > limit };
    },
  };
}

const isSameHop = and(
  eq(attribution.claimId, evidence.claimId),
  eq(attribution.citing, evidence.citing),
  eq(attribution.cited, evidence.cited),
);
