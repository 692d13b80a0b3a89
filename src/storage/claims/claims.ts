import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm';
import { attribution, claim, statement, claimRating, claimRelation, claimTopic, evidence } from '../../../db/schema.ts';
import type { ClaimStatus, Uid, Rating, Statement, Attribution, Evidence } from '../../model/records.ts';
import { type Db, prepareOnce } from '../engine.ts';
import { inList, prepareSources, type StoredSource } from '../sources/sources.ts';
import type { ClaimRef, LoadedClaim } from '../types.ts';
import { prepareDocuments, type StoredDocument } from '../documents/documents.ts';
import { groupBy } from '../../model/grouping.ts';

/** A page of as many statements takes a fifth of a second. */
const LARGE = 500;

export function prepareClaims(db: Db) {
  const idsWhere = (more?: SQL) =>
    db
      .select({ id: claim.id })
      .from(claim)
      .where(and(gt(claim.id, sql.placeholder('after')), more))
      .orderBy(asc(claim.id))
      .limit(sql.placeholder('limit'))
      .prepare();
  const ids = idsWhere();
  const idsOfStatus = idsWhere(eq(claim.status, sql.placeholder('status')));

  const refs = db
    .select({ id: claim.id, text: claim.text, language: claim.language, status: claim.status })
    .from(claim)
    .where(inList(claim.id, 'list'))
    .orderBy(asc(claim.id))
    .prepare();

  const byUid = db
    .select({ id: claim.id })
    .from(claim)
    .where(eq(claim.uid, sql.placeholder('uid')))
    .prepare();

  const ownerOf = (table: typeof statement | typeof attribution) =>
    db
      .select({ id: table.claimId })
      .from(table)
      .where(eq(table.uid, sql.placeholder('uid')))
      .prepare();
  const owners = { statement: ownerOf(statement), attribution: ownerOf(attribution) };

  const rowsOf = (table: typeof statement | typeof attribution) =>
    db
      .select({ one: sql`1` })
      .from(table)
      .where(eq(table.claimId, sql.placeholder('id')))
      .limit(1)
      .offset(LARGE)
      .prepare();
  const beyond = [rowsOf(statement), rowsOf(attribution)];

  return {
    /** Whether a claim has so many statements or hops that its page takes long to make. */
    async isLarge(id: number): Promise<boolean> {
      const found = await Promise.all(beyond.map((rows) => rows.execute({ id })));
      return found.some((rows) => rows.length > 0);
    },

    /** The whole claim, whatever its status; null when there is none. */
    load: prepareClaimReader(db) as (id: number) => Promise<LoadedClaim | null>,

    countAll: () => db.$count(claim),

    async findId(uid: Uid): Promise<number | null> {
      return (await byUid.execute({ uid }))[0]?.id ?? null;
    },

    /** The number of the claim that a statement or an attribution belongs to, or null. */
    async findOwner(kind: 'statement' | 'attribution', uid: Uid): Promise<number | null> {
      return (await owners[kind].execute({ uid }))[0]?.id ?? null;
    },

    /** References to claims, whatever their status, by number; missing ones are left out. */
    async readRefs(list: readonly number[]): Promise<ClaimRef[]> {
      return refs.execute({ list: JSON.stringify(list) });
    },

    /** The numbers of claims above `after`, ascending; without a status, of all claims. */
    async listIds(after: number, limit: number, status?: ClaimStatus): Promise<number[]> {
      const rows = await (status ? idsOfStatus.execute({ after, limit, status }) : ids.execute({ after, limit }));
      return rows.map(({ id }) => id);
    },
  };
}

/** A claim with what a write to it needs: the number of each statement within it. */
export interface StoredClaim extends LoadedClaim {
  seqs: ReadonlyMap<Uid, number>;
}

export const prepareClaimReader = prepareOnce((db: Db): ((id: number) => Promise<StoredClaim | null>) => {
  const readRows = prepareRows(db);

  return async (number) => {
    const rows = await readRows(number);
    if (!rows) return null;
    const { families } = rows;
    const used = new Map(rows.documents.map((stored) => [stored.id, stored]));
    const sourceUid = (n: number): Uid => families.get(n)!.source.uid;
    const documentUid = (n: number): Uid => used.get(n)!.document.uid;
    const { id, revision, firstUrl, publishedAt: _, ...rest } = rows.claim;
    return {
      id,
      revision,
      firstUrl,
      seqs: new Map(rows.statements.map((s) => [s.uid, s.seq])),
      numbers: listNumbers(families.values(), used.values()),
      record: {
        claim: { ...rest, topics: rows.topics, relations: rows.relations, rating: rows.rating },
        sources: [...families.values()].map((stored) => stored.source),
        documents: [...used.values()].map((stored) => stored.document),
        statements: rows.statements.map((s) => readStatement(s, sourceUid, documentUid)),
        attributions: readAttributions(rows, sourceUid, documentUid),
      },
    };
  };
});

/** By uid: the local numbers of sources and documents. */
export function listNumbers(sources: Iterable<StoredSource>, documents: Iterable<StoredDocument>): Map<Uid, number> {
  const numbers = new Map<Uid, number>();
  for (const { id, source } of sources) numbers.set(source.uid, id);
  for (const { id, document } of documents) numbers.set(document.uid, id);
  return numbers;
}

type ClaimRows = NonNullable<Awaited<ReturnType<ReturnType<typeof prepareRows>>>>;

/** How often a claim is read again because a document's publisher changed in between. */
const TRIES = 10;

/** Reads the rows that a claim owns, all of one revision: if a write comes between, it reads again. @throws Error for damage */
function prepareRows(db: Db) {
  const id = sql.placeholder('id');
  const claims = db.select().from(claim).where(eq(claim.id, id)).prepare();
  const topics = db
    .select({ topic: claimTopic.topic })
    .from(claimTopic)
    .where(eq(claimTopic.claimId, id))
    .orderBy(asc(claimTopic.position))
    .prepare();
  const relations = db
    .select({ claim: claimRelation.otherUid, relation: claimRelation.relation, note: claimRelation.note })
    .from(claimRelation)
    .where(eq(claimRelation.claimId, id))
    .orderBy(asc(claimRelation.relation), asc(claimRelation.otherUid))
    .prepare();
  const ratings = db.select().from(claimRating).where(eq(claimRating.claimId, id)).prepare();
  const statements = db.select().from(statement).where(eq(statement.claimId, id)).orderBy(asc(statement.seq)).prepare();
  const attributions = db.select().from(attribution).where(eq(attribution.claimId, id)).prepare();
  const pieces = db
    .select()
    .from(evidence)
    .where(eq(evidence.claimId, id))
    .orderBy(asc(evidence.citing), asc(evidence.cited), asc(evidence.position))
    .prepare();
  const [documents, sources] = [prepareDocuments(db), prepareSources(db)];
  return async (number: number) => {
    const key = { id: number };
    for (let tried = 1; ; tried += 1) {
      const [found, topicRows, relationRows, ratingRows, statementRows, edges, evidenceRows, used, families, last] =
        await Promise.all([
          ...([claims.execute(key), topics.execute(key), relations.execute(key), ratings.execute(key)] as const),
          ...([statements.execute(key), attributions.execute(key), pieces.execute(key)] as const),
          ...([documents.readOfClaim(number), sources.readOfClaim(number), claims.execute(key)] as const),
        ]);
      const [row] = found;
      if (!row) return null;
      // In a file, another program's write may come between two of them.
      if (last[0]?.revision !== row.revision) continue;
      const named = [...statementRows.map((s) => s.sourceId), ...used.map((d) => d.publisherId)];
      const missing = named.find((one) => !families.has(one));
      if (missing !== undefined && tried < TRIES) continue;
      // Nobody writes that often: it is damage.
      if (missing !== undefined) throw new Error(`source ${missing} of claim ${number} is missing`);
      return {
        claim: row,
        topics: topicRows.map(({ topic }) => topic),
        relations: relationRows,
        rating: readRating(ratingRows[0]),
        statements: statementRows,
        attributions: edges,
        pieces: evidenceRows,
        documents: used,
        families,
      };
    }
  };
}

function readRating(row: typeof claimRating.$inferSelect | undefined): Rating | null {
  if (!row) return null;
  const { claimId: _, ...rating } = row;
  return rating;
}

type UidOf = (id: number) => Uid;

function readStatement(row: ClaimRows['statements'][number], sourceUid: UidOf, documentUid: UidOf): Statement {
  const { claimId: _, seq: __, sourceId, documentId, ...rest } = row;
  return { ...rest, source: sourceUid(sourceId), document: documentId === null ? null : documentUid(documentId) };
}

function readAttributions(rows: ClaimRows, sourceUid: UidOf, documentUid: UidOf): Attribution[] {
  const uids = new Map(rows.statements.map((s) => [s.seq, s.uid]));
  const key = (row: { citing: number; cited: number }) => `${row.citing} ${row.cited}`;
  const piecesOf = groupBy(rows.pieces, key);
  return rows.attributions.map((row) => {
    const { claimId: _, citing, cited, disputedBy, ...rest } = row;
    return {
      ...rest,
      citing: uids.get(citing)!,
      cited: uids.get(cited)!,
      disputedBy: disputedBy === null ? null : sourceUid(disputedBy),
      evidence: (piecesOf.get(key(row)) ?? []).map((piece) => readEvidence(piece, documentUid)),
    };
  });
}

function readEvidence(row: ClaimRows['pieces'][number], documentUid: UidOf): Evidence {
  const { claimId: _, citing: __, cited: ___, position: ____, documentId, ...rest } = row;
  return { document: documentUid(documentId), ...rest };
}
