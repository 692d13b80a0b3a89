import type { DistanceCount } from '../provenance/usual-distance.ts';
import type { ClaimStatus, Source, Uid } from '../model/records.ts';
import { prepareAccounts, type Accounts } from './accounts/accounts.ts';
import { openClient, createLocalEngine } from './better-sqlite3.ts';
import { prepareClaims } from './claims/claims.ts';
import {
  prepareExcerpts,
  type ClaimsOnDocument,
  type ExcerptList,
  type ExcerptPage,
  type ExcerptPageQuery,
} from './documents/excerpts.ts';
import { prepareDocuments, type StoredDocument } from './documents/documents.ts';
import type { Engine } from './engine.ts';
import { prepareRelatedDocuments, type RelatedDocuments } from './documents/related-documents.ts';
import { importClaims, planImport, type ImportOptions, type ImportOutcome, type PlanOutcome } from './import/claims.ts';
import { prepareAddresses, type Addresses } from './addresses.ts';
import type { ClaimCount, ClaimPage, ClaimQuery, ClaimFilters } from './claims/list.ts';
import { prepareDocumentLists, type DocumentPage, type DocumentQuery } from './documents/list.ts';
import {
  prepareSourceLists,
  type SourcePage,
  type SourceQuery,
  type SourceStat,
  prepareSourceFinder,
} from './sources/list.ts';
import { previewMerge, mergeSources, type MergeOutcome, type SourceVersion } from './sources/merge/merge.ts';
import { migrate } from './migrations.ts';
import { prepareHistory } from './history/reader.ts';
import type { RecentFindings } from './claims/recent-findings.ts';
import { redirectIncoming } from './sources/merge/redirects.ts';
import {
  prepareRelatedClaims,
  type RelatedGroup,
  prepareSimilarClaims,
  type SimilarClaim,
} from './claims/related-claims.ts';
import { prepareRevisions, type Revisions } from './history/revision-counters.ts';
import { saveDocument } from './documents/writes.ts';
import { prepareSearch, type Search } from './search/search.ts';
import { makeSecret } from './accounts/secret.ts';
import { prepareSourceProfiles, type ClaimsOfSource, type PairList } from './sources/profile.ts';
import { prepareSources, type StoredSource, findReplacements, saveSource } from './sources/sources.ts';
import { previewUndo, undoMerge, type UndoOutcome } from './sources/merge/undo.ts';
import type {
  ClaimListItem,
  ClaimRef,
  LoadedClaim,
  RevisionPage,
  ClaimToImport,
  WriteStamp,
  ClaimDraft,
  DocumentDraft,
  SourceDraft,
} from './types.ts';
import type { AuthOptions } from './accounts/sessions.ts';
import { refreshSummaries } from './claims/summary.ts';
import { saveClaims } from './claims/writes.ts';

export interface Claims {
  /** The whole claim, whatever its status; null when there is none. */
  load(id: number): Promise<LoadedClaim | null>;
  list(query: ClaimQuery): Promise<ClaimPage>;
  /** How many claims a list has, counted up to `cap`. */
  count(filters: ClaimFilters, cap: number): Promise<ClaimCount>;
  /** Findings in the published claims that changed in the days before the last change; null when there are no claims. */
  readRecentFindings(days: number): Promise<RecentFindings | null>;
  /** The claims with these numbers as lists show them, in this order, whatever their status; missing ones are left out. */
  readItems(ids: readonly number[]): Promise<ClaimListItem[]>;
  /** How many claims there are, whatever their status. */
  countAll(): Promise<number>;
  /** The number of the claim with this uid, or null. */
  findId(uid: Uid): Promise<number | null>;
  /** The number of the claim that a statement or an attribution belongs to, or null. */
  findOwner(kind: 'statement' | 'attribution', uid: Uid): Promise<number | null>;
  /** The numbers of claims above `after`, ascending; without a status, of all claims. */
  listIds(after: number, limit: number, status?: ClaimStatus): Promise<number[]>;
  /** References to claims, whatever their status, by number; missing ones are left out. */
  readRefs(ids: readonly number[]): Promise<ClaimRef[]>;
  /** See `saveClaims`. Returns the claim's uid. */
  save(draft: ClaimDraft, by: WriteStamp): Promise<Uid>;
  /** The same for several claims, in one commit; see `saveClaims`. */
  saveAll(drafts: readonly ClaimDraft[], by: WriteStamp): Promise<Uid[]>;
  /** The claim as it was after a revision, but with its present sources and documents; null when there is none. */
  loadAt(id: number, revision: number): Promise<LoadedClaim | null>;
  /** Claims with nearly the same words, whatever their status, the most similar first. */
  findSimilar(text: string, limit: number): Promise<SimilarClaim[]>;
  /** Claims that are related to this one, by relation, the closest first. */
  findRelated(loaded: LoadedClaim, query: { published: boolean; limit: number }): Promise<RelatedGroup[]>;
  import(incoming: readonly ClaimToImport[], options: ImportOptions): Promise<ImportOutcome>;
  /** What `import` would do; nothing is written. */
  planImport(incoming: readonly ClaimToImport[], options: ImportOptions): Promise<PlanOutcome>;
  /** Updates the summaries that a change to a family made stale; resumable. Returns how many. */
  refreshSummaries(): Promise<number>;
}

export interface History {
  /** The revisions of a claim, a source or a document, newest first; `before` is a revision. */
  list(uid: Uid, query: { before: number | null; limit: number }): Promise<RevisionPage>;
  /** The first revision that left a claim published, or null. */
  findFirstPublished(uid: Uid): Promise<number | null>;
}

export interface Sources {
  /** The source of this number, merged or not. */
  load(id: number): Promise<StoredSource | null>;
  /** Without those that were merged into another. */
  loadByUids(uids: Iterable<Uid>): Promise<StoredSource[]>;
  /** The source that replaced it, however many merges away; itself when it was not merged. */
  loadReplacement(stored: StoredSource): Promise<StoredSource>;
  /** By uid of each of these that was merged: the source that replaced it. */
  findReplacements(uids: Iterable<Uid>): Promise<Map<Uid, StoredSource>>;
  /** These sources and all above them in their families. */
  loadFamilies(uids: Iterable<Uid>): Promise<Source[]>;
  /** By name or alias, ignoring case and accents; never an unnamed source. */
  findByName(name: string): Promise<StoredSource[]>;
  /** By similar names, the most similar first; never an unnamed source. */
  findNearest(name: string, limit: number): Promise<StoredSource[]>;
  /** By folded name; see `SourceQuery`. */
  list(query: SourceQuery): Promise<SourcePage>;
  /** Which of these readers may see. */
  pickPublic(ids: Iterable<number>): Promise<Set<number>>;
  readStat(id: number): Promise<SourceStat>;
  /** By number; without those that speak in no published claim. */
  readStats(ids: Iterable<number>): Promise<Map<number, SourceStat>>;
  /** How many of its statements in published claims are how many hops from an origin, ascending. */
  readDistances(id: number): Promise<DistanceCount[]>;
  /** All above it in its family, from the topmost down to its parent. */
  readAbove(id: number): Promise<StoredSource[]>;
  /** All below it in its family, by generation and name; at most `MOST_BELOW`. */
  readBelow(id: number): Promise<StoredSource[]>;
  /** The sources that were merged into this one. */
  readMerged(id: number): Promise<StoredSource[]>;
  /** Whom it cites, or who cites it, in published claims, the most frequent first. */
  listPairs(id: number, side: 'cites' | 'cited-by', limit: number): Promise<PairList>;
  /** The claims in which it speaks, newest first; `published` leaves out the others. */
  listClaims(id: number, query: { published: boolean; after: number | null; limit: number }): Promise<ClaimsOfSource>;
  /** See `saveSource`. Returns the source's uid. */
  save(draft: SourceDraft, by: WriteStamp): Promise<Uid>;
  /** What merging the first into the second would do; null when one of them doesn't exist. */
  previewMerge(from: number, into: number): Promise<MergeOutcome | null>;
  /** See `mergeSources`. */
  merge(from: SourceVersion, into: SourceVersion, by: WriteStamp): Promise<MergeOutcome>;
  /** What undoing the merge would do; null when the source is not merged. */
  previewUndo(id: number): Promise<UndoOutcome | null>;
  /** See `undoMerge`. */
  undoMerge(seen: SourceVersion, by: WriteStamp): Promise<UndoOutcome>;
}

export interface Documents {
  load(id: number): Promise<StoredDocument | null>;
  loadByUids(uids: Iterable<Uid>): Promise<StoredDocument[]>;
  /** By address, compared by `keyUrl`. */
  findByUrl(url: string): Promise<StoredDocument[]>;
  /** By uid; without documents that have no text. */
  readTexts(uids: Iterable<Uid>): Promise<Map<Uid, string>>;
  /** The documents whose texts share most with that of this one; see `prepareKin`. */
  findRelated(id: number, limit: number): Promise<RelatedDocuments>;
  /** Newest first (by number); see `DocumentQuery`. */
  list(query: DocumentQuery): Promise<DocumentPage>;
  /** Whether readers may see it. */
  isPublic(id: number): Promise<boolean>;
  /** Its excerpts in text order; `published` leaves out those of other claims. */
  listExcerpts(id: number, query: { published: boolean; limit: number }): Promise<ExcerptList>;
  /** The same in pages, by claim and hop; null when the hop of `after` doesn't exist. */
  listExcerptPage(id: number, query: ExcerptPageQuery): Promise<ExcerptPage | null>;
  /** The claims with a statement in it or an excerpt of it, newest first; `published` leaves out the others. */
  listClaimsOn(id: number, query: { published: boolean; limit: number }): Promise<ClaimsOnDocument>;
  /** See `saveDocument`. Returns the document's uid. */
  save(draft: DocumentDraft, by: WriteStamp): Promise<Uid>;
}

export interface Store {
  claims: Claims;
  sources: Sources;
  documents: Documents;
  history: History;
  search: Search;
  /** Public records for sitemaps, a range of numbers at a time. */
  addresses: Record<'claims' | 'sources' | 'documents', Addresses>;
  accounts: Accounts;
  /** Revision counters for page caching; with a claim's number, its revision too. */
  readRevisions(claimId: number | null): Promise<Revisions>;
  /** Resolves when the database answers a query. */
  ping(): Promise<void>;
  /** Writes the WAL back to the file and closes it. */
  close(): Promise<void>;
}

/** By default sessions don't outlive the process, which suits commands: they have none. */
export type StoreOptions = Partial<AuthOptions>;

/** The store over any engine. */
export function createStore(engine: Engine, options: StoreOptions = {}): Store {
  const claims = prepareClaims(engine.db);
  const history = prepareHistory(engine.db);
  const sources = prepareSources(engine.db);
  const documents = prepareDocuments(engine.db);
  return {
    claims: {
      ...claims,
      ...prepareRelatedClaims(engine.db),
      save: async (draft, by) => (await saveClaims(engine, [draft], by))[0]!,
      saveAll: (drafts, by) => saveClaims(engine, drafts, by),
      loadAt: (id, revision) => history.loadAt(id, revision),
      findSimilar: prepareSimilarClaims(engine.db),
      import: async (incoming, options) => importClaims(engine, await redirectIncoming(engine.db, incoming), options),
      planImport: async (incoming, options) => planImport(engine, await redirectIncoming(engine.db, incoming), options),
      refreshSummaries: () => refreshSummaries(engine),
    },
    sources: {
      ...prepareSourceFinder(engine.db),
      ...prepareSourceLists(engine.db),
      ...prepareSourceProfiles(engine.db),
      load: (id) => sources.readById(id),
      loadByUids: async (uids) => (await sources.readByUids(uids)).filter(({ mergedInto }) => mergedInto === null),
      loadReplacement: async (stored) =>
        (await findReplacements(engine.db, [stored.source.uid])).get(stored.source.uid) ?? stored,
      findReplacements: (uids) => findReplacements(engine.db, uids),
      loadFamilies: async (uids) => {
        const ids = (await sources.readByUids(uids)).map(({ id }) => id);
        return [...(await sources.readFamilies(ids)).values()].map(({ source }) => source);
      },
      save: (draft, by) => saveSource(engine, draft, by),
      previewMerge: (from, into) => previewMerge(engine, from, into),
      merge: (from, into, by) => mergeSources(engine, from, into, by),
      previewUndo: (id) => previewUndo(engine, id),
      undoMerge: (seen, by) => undoMerge(engine, seen, by),
    },
    documents: {
      ...documents,
      load: async (id) => (await documents.readByIds([id]))[0] ?? null,
      loadByUids: (uids) => documents.readByUids(uids),
      findRelated: prepareRelatedDocuments(engine.db),
      ...prepareDocumentLists(engine.db),
      ...prepareExcerpts(engine.db),
      save: (draft, by) => saveDocument(engine, draft, by),
    },
    history,
    search: prepareSearch(engine.db),
    addresses: prepareAddresses(engine.db),
    accounts: prepareAccounts(engine, { baseUrl: 'http://127.0.0.1', secret: makeSecret(), ...options }),
    readRevisions: prepareRevisions(engine.db),
    ping: async () => void (await claims.listIds(0, 1)),
    close: () => engine.close(),
  };
}

/**
 * Opens the SQLite file, brings it to the newest schema and catches up on summaries.
 * @param create whether to make the file when there is none
 * @throws UnusableDatabase, BrokenMigration
 */
export async function openStore(
  path: string,
  { create = true, ...options }: StoreOptions & { create?: boolean } = {},
): Promise<Store> {
  const client = openClient(path, { create });
  try {
    migrate(client);
    const store = createStore(createLocalEngine(client), options);
    await store.claims.refreshSummaries();
    return store;
  } catch (error) {
    client.close();
    throw error;
  }
}
