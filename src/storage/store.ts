import type { Uid } from '../model/records.ts';
import { prepareAccounts } from './accounts/accounts.ts';
import { makeSecret } from './accounts/secret.ts';
import type { AuthOptions } from './accounts/auth.ts';
import { prepareAddresses } from './addresses.ts';
import { createLocalEngine, openClient } from './better-sqlite3.ts';
import { prepareClaims } from './claims/claims.ts';
import { prepareClaimItems } from './claims/items.ts';
import { prepareClaimLists } from './claims/list.ts';
import { prepareRecentFindings } from './claims/recent-findings.ts';
import { prepareRelatedClaims, prepareSimilarClaims } from './claims/related-claims.ts';
import { prepareRelations } from './claims/relations.ts';
import { refreshSummaries, refreshSummary } from './claims/summary.ts';
import { saveClaims } from './claims/writes.ts';
import { prepareDocuments, type StoredDocument } from './documents/documents.ts';
import { createClusterEngine } from './cluster/engine.ts';
import { migrateCluster } from './cluster/migrations.ts';
import { createNodes, readAddresses } from './cluster/nodes.ts';
import { prepareDrafts } from './drafts.ts';
import { readSpentKey } from './spent-keys.ts';
import { prepareExcerpts } from './documents/excerpts.ts';
import { prepareDocumentLists } from './documents/list.ts';
import { prepareRelatedDocuments } from './documents/related-documents.ts';
import { saveDocument } from './documents/writes.ts';
import type { Engine } from './engine.ts';
import { prepareHistory } from './history/reader.ts';
import { prepareRevisions } from './history/revision-counters.ts';
import { importClaims, planImport, type ImportOptions } from './import/claims.ts';
import { migrate } from './migrations.ts';
import { prepareSearch } from './search/search.ts';
import { prepareSourceFinder } from './sources/finder.ts';
import { prepareSourceLists } from './sources/list.ts';
import { mergeSources, previewMerge, type SourceVersion } from './sources/merge/merge.ts';
import { redirectIncoming } from './sources/merge/redirects.ts';
import { previewUndo, undoMerge } from './sources/merge/undo.ts';
import { prepareSourceProfiles } from './sources/profile.ts';
import { findReplacements, prepareSources, saveSource, type StoredSource } from './sources/sources.ts';
import type { ClaimDraft, ClaimToImport, DocumentDraft, SourceDraft, WriteStamp } from './types.ts';

/** By default sessions don't outlive the process, which suits commands: they have none. */
export type StoreOptions = Partial<AuthOptions>;

export interface Store extends ReturnType<typeof createNouns> {
  /** Of a cluster, the same for visitors who are signed out: any node answers them, with or without a leader. */
  forReaders?: Store;
}

/** The store over any engine. Sources that were merged into another are left out where nothing else is said. */
export function createStore(engine: Engine, options: StoreOptions = {}): Store {
  const nouns = createNouns(engine, options);
  if (!engine.forReaders) return nouns;
  // What accounts count in memory is counted once.
  return { ...nouns, forReaders: { ...createNouns(engine.forReaders), accounts: nouns.accounts } };
}

function createNouns(engine: Engine, options: StoreOptions = {}) {
  const { db } = engine;
  const claims = prepareClaims(db);
  const { loadAt, readWithdrawal, ...history } = prepareHistory(db);
  const sources = prepareSources(db);
  const documents = prepareDocuments(db);
  return {
    claims: {
      ...claims,
      ...prepareClaimLists(db),
      ...prepareRelatedClaims(db),
      ...prepareRelations(db),
      loadAt,
      readWithdrawal,
      findSimilar: prepareSimilarClaims(db),
      readItems: prepareClaimItems(db),
      readRecentFindings: prepareRecentFindings(db),
      /** Returns the claim's uid. @param spends the draft that is saved with it */
      save: async (draft: ClaimDraft, by: WriteStamp, spends: Uid | null = null) =>
        (await saveClaims(engine, [draft], by, spends))[0]!,
      saveAll: (drafts: readonly ClaimDraft[], by: WriteStamp, spends: Uid | null = null) =>
        saveClaims(engine, drafts, by, spends),
      import: async (incoming: readonly ClaimToImport[], how: ImportOptions) =>
        importClaims(engine, await redirectIncoming(db, incoming), how),
      planImport: async (incoming: readonly ClaimToImport[], how: ImportOptions) =>
        planImport(engine, await redirectIncoming(db, incoming), how),
      refreshSummary: (id: number) => refreshSummary(engine, id),
      refreshSummaries: (refreshElsewhere?: (id: number) => Promise<boolean>) =>
        refreshSummaries(engine, refreshElsewhere),
    },
    sources: {
      ...prepareSourceFinder(db),
      ...prepareSourceLists(db),
      ...prepareSourceProfiles(db),
      /** Merged or not. */
      load: (id: number) => sources.readById(id),
      loadByUids: async (uids: Iterable<Uid>) =>
        (await sources.readByUids(uids)).filter(({ mergedInto }) => mergedInto === null),
      /** The source that replaced it, however many merges away; itself when it was not merged. */
      loadReplacement: async (stored: StoredSource): Promise<StoredSource> =>
        (await findReplacements(db, [stored.source.uid])).get(stored.source.uid) ?? stored,
      findReplacements: (uids: Iterable<Uid>) => findReplacements(db, uids),
      /** These sources and all above them in their families. */
      loadFamilies: async (uids: Iterable<Uid>) => {
        const ids = (await sources.readByUids(uids)).map(({ id }) => id);
        return [...(await sources.readFamilies(ids)).values()].map(({ source }) => source);
      },
      save: (draft: SourceDraft, by: WriteStamp) => saveSource(engine, draft, by),
      previewMerge: (from: number, into: number) => previewMerge(engine, from, into),
      merge: (from: SourceVersion, into: SourceVersion, by: WriteStamp) => mergeSources(engine, from, into, by),
      previewUndo: (id: number) => previewUndo(engine, id),
      undoMerge: (seen: SourceVersion, by: WriteStamp) => undoMerge(engine, seen, by),
    },
    documents: {
      ...documents,
      ...prepareDocumentLists(db),
      ...prepareExcerpts(db),
      load: async (id: number): Promise<StoredDocument | null> => (await documents.readByIds([id]))[0] ?? null,
      loadByUids: (uids: Iterable<Uid>) => documents.readByUids(uids),
      findRelated: prepareRelatedDocuments(db),
      save: (draft: DocumentDraft, by: WriteStamp) => saveDocument(engine, draft, by),
    },
    drafts: prepareDrafts(engine),
    readSpentKey: (key: string) => readSpentKey(db, key),
    history,
    search: prepareSearch(db),
    /** Public records for sitemaps, a range of numbers at a time. */
    addresses: prepareAddresses(db),
    accounts: prepareAccounts(engine, { baseUrl: 'http://127.0.0.1', secret: makeSecret(), ...options }),
    readRevisions: prepareRevisions(db),
    countCommits: () => engine.countCommits(),
    /** Resolves when the database answers a query. */
    ping: async () => void (await claims.listIds(0, 1)),
    /** Writes the WAL back to the file and closes it. */
    close: () => engine.close(),
  };
}

/**
 * Opens the SQLite file or the cluster, and brings it to the newest schema.
 * @returns how many migrations were applied
 * @throws UnusableDatabase, BrokenMigration
 */
export async function migrateDatabase(database: string): Promise<number> {
  const addresses = readAddresses(database);
  if (addresses) return migrateCluster(createNodes(addresses));
  const client = openClient(database);
  try {
    return migrate(client);
  } finally {
    client.close();
  }
}

interface OpenOptions {
  /** Whether to make the file when there is none. */
  create?: boolean;
}

/**
 * Opens the SQLite file or the cluster, brings it to the newest schema and catches up on summaries.
 * @throws UnusableDatabase, BrokenMigration
 */
export async function openStore(
  database: string,
  { create = true, ...options }: StoreOptions & OpenOptions = {},
): Promise<Store> {
  const addresses = readAddresses(database);
  const engine = addresses ? await openCluster(addresses) : openFile(database, create);
  try {
    const store = createStore(engine, options);
    await store.claims.refreshSummaries();
    return store;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function openFile(path: string, create: boolean): Engine {
  const client = openClient(path, { create });
  try {
    migrate(client);
    return createLocalEngine(client);
  } catch (error) {
    client.close();
    throw error;
  }
}

async function openCluster(addresses: readonly URL[]): Promise<Engine> {
  const nodes = createNodes(addresses);
  await migrateCluster(nodes);
  return createClusterEngine(nodes);
}

/** The same database again for another thread, once it has the newest schema. @throws UnusableDatabase */
export function openAgain(database: string): Store {
  const addresses = readAddresses(database);
  return createStore(
    addresses
      ? createClusterEngine(createNodes(addresses))
      : createLocalEngine(openClient(database, { create: false })),
  );
}
