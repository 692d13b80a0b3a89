import { asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { alias, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { nameGuard, source, sourceAlias } from '../../../db/schema.ts';
import { keyLook } from '../../text/likeness.ts';
import { foldText } from '../../text/words.ts';
import { chooseName } from '../../wording/names.ts';
import type { Source, Uid } from '../../model/records.ts';
import { type Db, type Write, prepareOnce, type Engine } from '../engine.ts';
import { planHistory, type PlanContext } from '../history/history.ts';
import { groupBy } from '../../model/grouping.ts';
import { planNames } from '../search/word-indexes.ts';
import { planInsert } from '../inserts.ts';
import type { SourceDraft, WriteStamp } from '../types.ts';
import { Conflict } from '../errors.ts';
import { isDeepStrictEqual } from 'node:util';

export interface StoredSource {
  id: number;
  parentId: number | null;
  revision: number;
  /** The number of the source that it was merged into, or null. */
  mergedInto: number | null;
  source: Source;
}

/** `column in (…)` for a list of any length in one prepared statement: the list is passed as JSON. */
export const inList = (column: SQLiteColumn, name: string): SQL =>
  inArray(column, sql`(select value from json_each(${sql.placeholder(name)}))`);

/** Finds the number of a source that may be new in the same commit. */
export const sourceIdOf = (uid: Uid): SQL<number> => sql<number>`(select id from source where uid = ${uid})`;

const parent = alias(source, 'parent');

/** These sources and all above them in their families. @param ids a query of one column */
const withFamilies = (ids: SQL): SQL => sql`(
  with recursive family(id) as (
    select id from (${ids}) union select above.parent_id from family join source as above on above.id = family.id
    where above.parent_id is not null
  ) select id from family)`;

const listed = sql`select value as id from json_each(${sql.placeholder('list')})`;

/** The numbers of the documents in which a claim has statements or evidence. */
export const documentsOfClaim = sql`select document_id from statement
  where claim_id = ${sql.placeholder('claim')} and document_id is not null
  union select document_id from evidence where claim_id = ${sql.placeholder('claim')}`;

/** The sources that a claim's statements, attributions and documents name. */
const namedByClaim = sql`select source_id as id from statement where claim_id = ${sql.placeholder('claim')}
  union select disputed_by from attribution where claim_id = ${sql.placeholder('claim')} and disputed_by is not null
  union select publisher_id from document where id in (${documentsOfClaim})`;

export const prepareSources = prepareOnce((db: Db) => {
  /** Sources with their aliases: two queries that are asked for together. */
  function prepare(ids: SQL) {
    const rows = db
      .select({ row: source, parentUid: parent.uid })
      .from(source)
      .leftJoin(parent, eq(parent.id, source.parentId))
      .where(inArray(source.id, ids))
      .prepare();
    const aliases = db
      .select()
      .from(sourceAlias)
      .where(inArray(sourceAlias.sourceId, ids))
      .orderBy(asc(sourceAlias.sourceId), asc(sourceAlias.position))
      .prepare();
    return async (values: Record<string, unknown>): Promise<StoredSource[]> => {
      const [found, names] = await Promise.all([rows.execute(values), aliases.execute(values)]);
      const aliasesOf = groupBy(names, (row) => row.sourceId);
      return found.map(({ row, parentUid }) => {
        const { id, parentId, revision, mergedInto, nameKey: _, lookKey: __, shownKey: ___, ...rest } = row;
        const own = (aliasesOf.get(id) ?? []).map(({ name, language }) => ({ name, language }));
        return { id, parentId, revision, mergedInto, source: { ...rest, parent: parentUid, aliases: own } };
      });
    };
  }

  const byIds = prepare(sql`(${listed})`);
  const byUids = prepare(sql`(select id from source where uid in (${listed}))`);
  const families = prepare(withFamilies(listed));
  const ofClaim = prepare(withFamilies(namedByClaim));
  const list = (values: Iterable<number | string>) => ({ list: JSON.stringify([...values]) });
  const byId = (found: readonly StoredSource[]) => new Map(found.map((stored) => [stored.id, stored]));

  return {
    readByUids: (uids: Iterable<Uid>) => byUids(list(uids)),

    readById: async (id: number): Promise<StoredSource | null> => (await byIds(list([id])))[0] ?? null,

    /** These sources and all above them in their families, by number. */
    readFamilies: async (ids: Iterable<number>): Promise<Map<number, StoredSource>> => byId(await families(list(ids))),

    /** All that a claim names, and all above them in their families, by number. */
    readOfClaim: async (claim: number): Promise<Map<number, StoredSource>> => byId(await ofClaim({ claim })),
  };
});

/** The keys by which a name is found. */
export function keyName(name: string) {
  return { nameKey: foldText(name), lookKey: keyLook(name) };
}

/** The keys by which a source is found, and sorted. */
export function keySource(source: Source) {
  return { ...keyName(source.name), shownKey: foldText(chooseName(source).text) };
}

/** The writes that make sources as they should be; parents are set last, when all sources exist. */
export function planSources(
  pairs: readonly { before: StoredSource | null; after: Source }[],
  context: PlanContext,
): Write[] {
  const writes: Write[] = [];
  for (const { before, after } of pairs) {
    const { parent: _, parentRelation: __, aliases, ...rest } = after;
    const row = { ...rest, ...keySource(after) };
    const id = { to: 'source', uid: after.uid } as const;
    if (before) {
      // Detached first: two sources that trade places would otherwise form a cycle on the way.
      const free = before.source.parent === after.parent ? {} : { parentId: null, parentRelation: null };
      const revision = before.revision + 1;
      writes.push(
        context.db
          .update(source)
          .set({ ...row, ...free, revision })
          .where(eq(source.id, before.id)),
      );
      writes.push(context.db.delete(sourceAlias).where(eq(sourceAlias.sourceId, before.id)));
    } else {
      writes.push(planInsert(source, [row]));
    }
    const names = aliases.map((alias, position) => ({ sourceId: id, position, ...alias, ...keyName(alias.name) }));
    if (names.length > 0) writes.push(planInsert(sourceAlias, names));
    writes.push(...planNames(id, after, before !== null, context.db));
    const change = { kind: 'source', uid: after.uid, before: before?.source ?? null, after };
    writes.push(planHistory('source', after.uid, before?.revision ?? 0, [change], context));
  }
  for (const { before, after } of pairs) {
    const same = before?.source.parent === after.parent && before.source.parentRelation === after.parentRelation;
    if (same || after.parent === null) continue;
    const set = { parentId: sourceIdOf(after.parent), parentRelation: after.parentRelation };
    writes.push(context.db.update(source).set(set).where(eq(source.uid, after.uid)));
  }
  return writes;
}

/**
 * The first writes of a commit that makes sources: they fail it when somebody else has given one of their names to a source
 * meanwhile, as `findByName` compares names.
 * @param namesakes sources that may have these names
 */
export function guardNames(fresh: readonly Source[], namesakes: readonly Uid[], db: Db): Write[] {
  const named = fresh.filter(({ kind }) => kind !== 'unnamed');
  if (named.length === 0) return [];
  const names = named.flatMap(({ name, aliases }) => [name, ...aliases.map((alias) => alias.name)]);
  const keys = JSON.stringify([...new Set(names.map(foldText))]);
  const among = (column: SQLiteColumn, list: string): SQL => sql`${column} in (select value from json_each(${list}))`;
  const isOther = sql`${source.kind} <> 'unnamed' and ${source.mergedInto} is null
    and not ${among(source.uid, JSON.stringify(namesakes))}`;
  const isFree = sql<number>`not exists (select 1 from ${source} where ${among(source.nameKey, keys)} and ${isOther})
    and not exists (select 1 from ${sourceAlias} join ${source} on ${source.id} = ${sourceAlias.sourceId}
      where ${among(sourceAlias.nameKey, keys)} and ${isOther})`;
  return [db.insert(nameGuard).values({ isFree }), db.delete(nameGuard)];
}

/** Whether a commit failed because somebody else has given the name of a new source to another meanwhile. */
export function isNameTaken(error: unknown): error is Conflict {
  return error instanceof Conflict && error.constraint === 'source_name_taken';
}

/** By uid of each of these that was merged: the source that replaced it, however many merges away. */
export async function findReplacements(db: Db, uids: Iterable<Uid>): Promise<Map<Uid, StoredSource>> {
  const sources = prepareSources(db);
  const replacements = new Map<Uid, StoredSource>();
  for (const stored of await sources.readByUids(uids)) {
    let at: StoredSource = stored;
    while (at.mergedInto !== null) at = (await sources.readById(at.mergedInto))!;
    if (at !== stored) replacements.set(stored.source.uid, at);
  }
  return replacements;
}

/**
 * Writes a source as an editor wants it, in one commit with its parent when that is new; nothing when nothing changes.
 * @returns its uid
 * @throws Conflict when it was written since the revision that the editor saw, or a name of a new one is taken
 * (`isNameTaken`); Refused when it would be its own ancestor
 */
export async function saveSource(engine: Engine, draft: SourceDraft, by: WriteStamp): Promise<Uid> {
  const { db } = engine;
  const { base } = draft;
  const [before] = base === null ? [] : await prepareSources(db).readByUids([draft.record.uid]);
  if (base !== null && before?.revision !== base) throw new Conflict('history.subject_uid, history.revision');
  const record = await redirectParent(engine, draft.record);
  if (isDeepStrictEqual(before?.source, record)) return record.uid;
  const newSources = draft.newSources ?? [];
  const pairs = [...newSources.map((after) => ({ before: null, after })), { before: before ?? null, after: record }];
  const guard = guardNames(before ? newSources : [...newSources, record], draft.namesakes ?? [], db);
  await engine.commit([...guard, ...planSources(pairs, { db, ...by })]);
  return record.uid;
}

/** The parent may have been merged since it was chosen. */
async function redirectParent({ db }: Engine, record: Source): Promise<Source> {
  if (record.parent === null) return record;
  const replacement = (await findReplacements(db, [record.parent])).get(record.parent);
  return replacement ? { ...record, parent: replacement.source.uid } : record;
}
