import { and, asc, count, desc, eq, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { attribution, claim, claimSummary, evidence, history, statement } from '../../../db/schema.ts';
import type { Attribution, Evidence, Source, Uid } from '../../model/records.ts';
import { readHops } from '../claims/items.ts';
import type { Db } from '../engine.ts';
import { inList, prepareSources } from '../sources/sources.ts';
import type { ClaimRef } from '../types.ts';
import { prepareDocuments } from './documents.ts';

/** A hop with the sources of its statements, and who disputes it. */
interface ExcerptHop extends Pick<Attribution, 'uid' | 'manner' | 'cue' | 'disputedAt' | 'disputeReason'> {
  citing: Source;
  cited: Source;
  disputedBy: Source | null;
}

/** Words of a document that show a hop. */
export interface Excerpt extends Omit<Evidence, 'document'> {
  claim: ClaimRef;
  hop: ExcerptHop;
}

/** An excerpt by its hop, and its place among those of that hop, from 0. */
export interface ExcerptKey {
  hop: Uid;
  position: number;
}

type ShownWords = Pick<Evidence, 'document' | 'exact'>;

const identifyExcerpt = (hop: Uid, { document, exact }: ShownWords): string => `${hop} ${document} ${exact}`;

type Excerpts = ReturnType<typeof prepareExcerpts>;
export type ExcerptList = Awaited<ReturnType<Excerpts['listExcerpts']>>;
export type ExcerptPage = NonNullable<Awaited<ReturnType<Excerpts['listExcerptPage']>>>;
export type ClaimsOnDocument = Awaited<ReturnType<Excerpts['listClaimsOn']>>;
export type ClaimOnDocument = ClaimsOnDocument['items'][number];

const citing = alias(statement, 'citing');
const cited = alias(statement, 'cited');

export function prepareExcerpts(db: Db) {
  const [sources, documents] = [prepareSources(db), prepareDocuments(db)];
  const change = sql`json_each(${history.changes}) as change`;
  const attributionsOf = db
    .select({ at: history.at, hop: sql<Uid>`change.value ->> '$.uid'`, after: sql<string>`change.value -> '$.after'` })
    .from(history)
    .innerJoin(change, sql`change.value ->> '$.kind' = 'attribution' and change.value ->> '$.after' is not null`)
    .where(
      and(
        inList(history.subjectUid, 'claims'),
        sql`change.value ->> '$.uid' in (select value from json_each(${sql.placeholder('hops')}))`,
      ),
    )
    .orderBy(asc(history.revision))
    .prepare();

  /** By hop, document and words of an excerpt: when it was recorded first. */
  async function readDates(
    shown: readonly { claim: { uid: Uid }; attribution: { uid: Uid } }[],
  ): Promise<(hop: Uid, piece: ShownWords) => string> {
    const dates = new Map<string, string>();
    // A claim may have had thousands of others.
    const claims = JSON.stringify([...new Set(shown.map(({ claim }) => claim.uid))]);
    const hops = JSON.stringify([...new Set(shown.map(({ attribution: { uid } }) => uid))]);
    for (const { at, hop, after } of await attributionsOf.execute({ claims, hops })) {
      for (const piece of (JSON.parse(after) as Attribution).evidence) {
        const key = identifyExcerpt(hop, piece);
        if (!dates.has(key)) dates.set(key, at);
      }
    }
    return (hop, piece) => dates.get(identifyExcerpt(hop, piece))!;
  }

  const ofDocument = (id: number, published: boolean) =>
    and(eq(evidence.documentId, id), published ? eq(claim.status, 'published') : undefined);

  async function countExcerpts(shown: SQL | undefined): Promise<number> {
    const [all] = await db
      .select({ total: count() })
      .from(evidence)
      .innerJoin(claim, eq(claim.id, evidence.claimId))
      .where(shown);
    return all!.total;
  }

  const select = (shown: SQL | undefined) =>
    db
      .select({ evidence, claim, attribution, citing: citing.sourceId, cited: cited.sourceId })
      .from(evidence)
      .innerJoin(claim, eq(claim.id, evidence.claimId))
      .innerJoin(attribution, isSameHop)
      .innerJoin(citing, and(eq(citing.claimId, evidence.claimId), eq(citing.seq, evidence.citing)))
      .innerJoin(cited, and(eq(cited.claimId, evidence.claimId), eq(cited.seq, evidence.cited)))
      .where(shown)
      .$dynamic();

  async function toExcerpts(rows: Awaited<ReturnType<typeof select>>): Promise<(Excerpt & { position: number })[]> {
    const named = rows.flatMap((row) => [row.citing, row.cited, row.attribution.disputedBy ?? []].flat());
    const found = await sources.readFamilies(named);
    return rows.map((row) => {
      const { exact, prefix, suffix, start, end, position } = row.evidence;
      const { id: number, text, language, status } = row.claim;
      const { uid, manner, cue, disputedAt, disputedBy, disputeReason } = row.attribution;
      const sourceOf = (number: number): Source => found.get(number)!.source;
      const dispute = { disputedAt, disputedBy: disputedBy === null ? null : sourceOf(disputedBy), disputeReason };
      return {
        ...{ exact, prefix, suffix, start, end, position },
        claim: { id: number, text, language, status },
        hop: { uid, manner, cue, citing: sourceOf(row.citing), cited: sourceOf(row.cited), ...dispute },
      };
    });
  }

  return {
    /** In text order, those without a known place last; `published` leaves out those of claims that readers don't see. */
    async listExcerpts(id: number, { published, limit }: { published: boolean; limit: number }) {
      const shown = ofDocument(id, published);
      const rows = await select(shown)
        .orderBy(sql`${evidence.start} asc nulls last`, asc(evidence.end), asc(evidence.claimId))
        .limit(limit);
      const excerpts = (await toExcerpts(rows)).map(({ position: _, ...excerpt }) => excerpt);
      return { total: await countExcerpts(shown), excerpts };
    },

    /** The same in pages, by claim and hop, each with when it was recorded here. @returns null when there is no such hop to go on after */
    async listExcerptPage(
      id: number,
      { published, after, limit }: { published: boolean; after: ExcerptKey | null; limit: number },
    ) {
      const [hop] = after === null ? [] : await db.select().from(attribution).where(eq(attribution.uid, after.hop));
      if (after && !hop) return null;
      const shown = ofDocument(id, published);
      const place = hop && sql`(${hop.claimId}, ${hop.citing}, ${hop.cited}, ${after!.position})`;
      const rows = await select(and(shown, place && sql`(${sql.join(KEY, sql`, `)}) > ${place}`))
        .orderBy(...KEY.map((column) => asc(column)))
        .limit(limit + 1);
      const shownRows = rows.slice(0, limit);
      const dateOf = await readDates(shownRows);
      const document = (await documents.readByIds([id]))[0]!.document.uid;
      const excerpts = (await toExcerpts(shownRows)).map((excerpt) => {
        return { ...excerpt, recordedAt: dateOf(excerpt.hop.uid, { document, exact: excerpt.exact }) };
      });
      const last = rows.length > limit ? excerpts.at(-1)! : null;
      const next: ExcerptKey | null = last && { hop: last.hop.uid, position: last.position };
      return { total: await countExcerpts(shown), excerpts, next };
    },

    /** The claims with a statement in it or an excerpt of it, newest first; `published` leaves out the others. */
    async listClaimsOn(id: number, { published, limit }: { published: boolean; limit: number }) {
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
          return { id: number, text, language, status, hops: readHops(summary), glyph: summary.glyph, ...counts };
        });
      return { items, isCut: rows.length > limit };
    },
  };
}

const KEY = [evidence.claimId, evidence.citing, evidence.cited, evidence.position];

const isSameHop = and(
  eq(attribution.claimId, evidence.claimId),
  eq(attribution.citing, evidence.citing),
  eq(attribution.cited, evidence.cited),
);
