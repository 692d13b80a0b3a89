/** A document's text goes in and out together with its fingerprint. */
import { eq, sql } from 'drizzle-orm';
import { documentShingle, documentText } from '../../../db/schema.ts';
import type { Uid } from '../../model/records.ts';
import { fingerprint } from '../../text/reuse/fingerprint.ts';
import { documentIdOf } from './documents.ts';
import type { Db, Write } from '../engine.ts';

/** The writes that put in the text of a document that has none. The document may be new in the same commit. */
export function planTextIn(uid: Uid, text: string, db: Db): Write[] {
  const shingles = JSON.stringify(fingerprint(text));
  return [
    db.insert(documentText).values({ documentId: documentIdOf(uid), text }),
    db.insert(documentShingle).select(sql`select value, ${documentIdOf(uid)} from json_each(${shingles})`),
  ];
}

/** The writes that take a document's text out, if it has one. */
export function planTextOut(uid: Uid, db: Db): Write[] {
  return [
    db.delete(documentShingle).where(eq(documentShingle.documentId, documentIdOf(uid))),
    db.delete(documentText).where(eq(documentText.documentId, documentIdOf(uid))),
  ];
}
