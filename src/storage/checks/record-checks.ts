/** Whether sources and documents are what their histories say, and whether all that is derived of them is right. */
import { isDeepStrictEqual } from 'node:util';
import { asc, eq, sql } from 'drizzle-orm';
import { document, documentShingle, documentText, source, sourceAlias } from '../../../db/schema.ts';
import { hashText } from '../../text/characters.ts';
import { fingerprint } from '../../text/reuse/fingerprint.ts';
import { keyDocument, planFingerprint, prepareDocuments } from '../documents/documents.ts';
import type { Db, Engine, Write } from '../engine.ts';
import {
  documentSearch,
  planNames,
  planTitleWords,
  cutNames,
  cutWords,
  sourceSearch,
  sourceWords,
} from '../search/word-indexes.ts';
import { keyName, keySource, prepareSources } from '../sources/sources.ts';
import type { Fault } from './faults.ts';
import { replayHistory, type ReplayedPart } from './replay.ts';
import { hasEntry } from './search-entries.ts';

export async function findSourceFaults(engine: Engine, id: number): Promise<Fault[]> {
  const { db } = engine;
  const stored = await prepareSources(db).readById(id);
  if (!stored) return [];
  const { uid } = stored.source;
  const parts = [{ kind: 'source', uid, value: stored.source }];
  const { names, words } = cutNames(stored.source);
  const isFound = (await hasEntry(db, sourceSearch, id, { names })) && (await hasEntry(db, sourceWords, id, { words }));
  return [
    ...(await checkHistory(db, `source ${id}`, { ...stored, uid }, parts)),
    ...(await checkSourceKeys(engine, id, stored.source)),
    ...(isFound
      ? []
      : [
          {
            message: `source ${id}: its names in the search index are wrong`,
            repair: () => engine.commit(planNames(id, stored.source, true, db)),
          },
        ]),
  ];
}

async function checkHistory(
  db: Db,
  name: string,
  { uid, revision }: { uid: string; revision: number },
  parts: readonly ReplayedPart[],
): Promise<Fault[]> {
  const wrong = await replayHistory(db, uid, revision, parts);
  return wrong === null ? [] : [{ message: `${name} ${wrong}`, repair: null }];
}

async function checkSourceKeys(
  { db, commit }: Engine,
  id: number,
  record: Parameters<typeof keySource>[0],
): Promise<Fault[]> {
  const keys = keySource(record);
  const { nameKey, lookKey, shownKey } = source;
  const [kept] = await db.select({ nameKey, lookKey, shownKey }).from(source).where(eq(source.id, id));
  const aliases = await db
    .select()
    .from(sourceAlias)
    .where(eq(sourceAlias.sourceId, id))
    .orderBy(asc(sourceAlias.position));
  const isRight = aliases.every(({ name, ...alias }) => {
    const made = keyName(name);
    return alias.nameKey === made.nameKey && alias.lookKey === made.lookKey;
  });
  if (isDeepStrictEqual(kept, keys) && isRight) return [];
  const writes: Write[] = [
    db.update(source).set(keys).where(eq(source.id, id)),
    db.delete(sourceAlias).where(eq(sourceAlias.sourceId, id)),
    ...aliases.map((row) => db.insert(sourceAlias).values({ ...row, ...keyName(row.name) })),
  ];
  return [{ message: `source ${id}: the keys of its names are wrong`, repair: () => commit(writes) }];
}

export async function findDocumentFaults(engine: Engine, id: number): Promise<Fault[]> {
  const { db, commit } = engine;
  const [stored] = await prepareDocuments(db).readByIds([id]);
  if (!stored) return [];
  const { document: record } = stored;
  const { uid, title } = record;
  const name = `document ${id}`;
  const faults: Fault[] = [];
  faults.push(...(await checkHistory(db, name, { ...stored, uid }, [{ kind: 'document', uid, value: record }])));
  const { urlKey, titleKey } = document;
  const [keys] = await db.select({ urlKey, titleKey }).from(document).where(eq(document.id, id));
  if (!isDeepStrictEqual(keys, keyDocument(record))) {
    const repair = () => commit([db.update(document).set(keyDocument(record)).where(eq(document.id, id))]);
    faults.push({ message: `${name}: the keys of its title and address are wrong`, repair });
  }
  if (!(await hasEntry(db, documentSearch, id, { words: cutWords(title) }))) {
    const repair = () => commit(planTitleWords(id, title, true, db));
    faults.push({ message: `${name}: its title in the search index is wrong`, repair });
  }
  faults.push(...(await checkText(engine, id, name, record)));
  return faults;
}

async function checkText(
  { db, commit }: Engine,
  id: number,
  name: string,
  { uid, sha256 }: { uid: string; sha256: string | null },
): Promise<Fault[]> {
  const [kept] = await db.select().from(documentText).where(eq(documentText.documentId, id));
  // A file without texts has their hashes all the same: what they were of may never have been here.
  if (!kept) return [];
  if (hashText(kept.text) !== sha256) {
    return [{ message: `${name}: its text is not the one that was kept: its SHA-256 is another`, repair: null }];
  }
  const faults: Fault[] = [];
  const [{ strays } = { strays: 0 }] = await db
    .select({ strays: sql<number>`count(*)` })
    .from(sql`evidence join document_text using (document_id)`)
    .where(sql`evidence.document_id = ${id} and (start is null or substr(text, start + 1, "end" - start) <> exact)`);
  if (strays > 0) {
    const count = strays === 1 ? 'an excerpt is' : `${strays} excerpts are`;
    faults.push({ message: `${name}: ${count} not in its text at the recorded place`, repair: null });
  }
  const rows = await db
    .select({ hash: documentShingle.hash })
    .from(documentShingle)
    .where(eq(documentShingle.documentId, id));
  const made = fingerprint(kept.text);
  const known = new Set(rows.map(({ hash }) => hash));
  if (rows.length !== made.length || !made.every((hash) => known.has(hash))) {
    faults.push({
      message: `${name}: the fingerprint of its text is wrong`,
      repair: () => commit(planFingerprint(uid, kept.text, db)),
    });
  }
  return faults;
}
