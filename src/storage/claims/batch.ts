/** Many claims at once of which the caller knows that nothing here has their uids, so that nothing has to be looked up. */
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import * as schema from '../../../db/schema.ts';
import type { ClaimRecord, Document, Source, Uid } from '../../model/records.ts';
import { planDocument, planTextIn } from '../documents/documents.ts';
import type { Db, Write } from '../engine.ts';
import { isInsert, joinInserts, type InsertWrite } from '../inserts.ts';
import { planSources } from '../sources/sources.ts';
import type { WriteStamp } from '../types.ts';
import { planClaim } from './writes.ts';

/** A new claim with its sources and documents as they are or will be. */
export interface NewClaim {
  record: ClaimRecord;
  /** By document: the texts of new ones. */
  texts: ReadonlyMap<Uid, string>;
  stamp: WriteStamp;
}

/** Statements are built here and run elsewhere, perhaps by another thread. */
const db: Db = drizzle(() => Promise.reject(new Error('only builds statements')), { schema });

/** A statement of a commit as plain data. */
export interface PlannedWrite {
  sql: string;
  params: unknown[];
}

/** A new source, with all above it in the same list or here. */
export interface NewSource {
  source: Source;
  stamp: WriteStamp;
}

export function planNewSources(sources: readonly NewSource[]): PlannedWrite[] {
  return orderWrites(
    sources.flatMap(({ source, stamp }) => planSources([{ before: null, after: source }], { db, ...stamp })),
  );
}

/**
 * The writes of new claims with their documents, which are new too and are written with the first claim that has them.
 * Their sources must exist or come earlier in the same commit.
 */
export function planNewClaims(claims: readonly NewClaim[]): PlannedWrite[] {
  const documents = new Map<Uid, { document: Document; stamp: WriteStamp }>();
  const texts = new Map<Uid, string>();
  for (const { record, texts: own, stamp } of claims) {
    for (const document of record.documents) {
      if (!documents.has(document.uid)) documents.set(document.uid, { document, stamp });
    }
    for (const [uid, text] of own) texts.set(uid, text);
  }
  const ofDocuments = [...documents.values()].flatMap(({ document, stamp }) =>
    planDocument(null, document, { db, ...stamp }),
  );
  const ofClaims = claims.flatMap(({ record, stamp }) => planClaim(null, record, record, { db, ...stamp }));
  // Triggers check each text against the excerpts that are there.
  const ofTexts = [...texts].flatMap(([uid, text]) => planTextIn(uid, text, db));
  return [...orderWrites([...ofDocuments, ...ofClaims]), ...orderWrites(ofTexts)];
}

/** Inserts first, as one for each table. */
function orderWrites(writes: readonly Write[]): PlannedWrite[] {
  const inserts: InsertWrite[] = [];
  const others: Write[] = [];
  for (const write of writes) {
    if (isInsert(write)) inserts.push(write);
    else others.push(write);
  }
  return [...joinInserts(inserts), ...others].map((write) => write.toSQL());
}
