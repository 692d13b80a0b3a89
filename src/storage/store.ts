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
import { prepareSourceFinder } from './sources/finder.ts';
import { importClaims, planImport, type ImportOptions, type ImportOutcome, type PlanOutcome } from './import/claims.ts';
import { prepareAddresses, type Addresses } from './addresses.ts';
import type { ClaimCount, ClaimPage, ClaimQuery, ClaimFilters } from './claims/list.ts';
import { prepareDocumentLists, type DocumentPage, type DocumentQuery } from './documents/list.ts';
import { prepareSourceLists, type SourcePage, type SourceQuery, type SourceStat } from './sources/list.ts';
import { previewMerge, mergeSources, type MergeOutcome, type SourceVersion } from './sources/merge/merge.ts';
import { migrate } from './migrations.ts';
import { prepareHistory } from './history/reader.ts';
import type { RecentFindings } from './claims/recent-findings.ts';
import { findReplacements, redirectIncoming } from './sources/merge/redirects.ts';
import {
  prepareRelatedClaims,
  type RelatedGroup,
  prepareSimilarClaims,
  type SimilarClaim,
} from './claims/related-claims.ts';
import { prepareRevisions, type Revisions } from './history/revision-counters.ts';
import { saveDocument } from './documents/save.ts';
import { saveSource } from './sources/save.ts';
import { prepareSearch, type Search } from './search/search.ts';
import { makeSecret } from './accounts/secret.ts';
import { prepareSourceProfiles, type ClaimsOfSource, type PairList } from './sources/profile.ts';
import { prepareSources, type StoredSource } from './sources/sources.ts';
import { previewUndo, undoMerge, type UndoOutcome } from './sources/merge/undo.ts';
import type {
  ClaimListItem,
  ClaimRef,
  LoadedClaim,
  RevisionPage,
  IncomingClaim,
  WriteStamp,
  ClaimDraft,
  DocumentDraft,
  SourceDraft,
} from './types.ts';
import type { AuthOptions } from './accounts/sessions.ts';
import { refreshSummaries } from './claims/summary.ts';
import { saveClaims } from './claims/writes.ts';

export interface Claims {
  /** The claim whole, whatever its status, in queries that are keyed by it; null when there is none. */
  load(id: number): Promise<LoadedClaim | null>;
  list(query: ClaimQuery): Promise<ClaimPage>;
  /** How many claims a list has, at most up to `cap`. */
  count(filters: ClaimFilters, cap: number): Promise<ClaimCount>;
  /** The findings in the published claims that were changed in the days before the last change; null when there are none. */
  readRecentFindings(days: number): Promise<RecentFindings | null>;
  /** The claims of these numbers as lists show them, in this order, whatever their status; none for a missing one. */
  readItems(ids: readonly number[]): Promise<ClaimListItem[]>;
  /** How many claims there are, whatever their status. */
  countAll(): Promise<number>;
  /** The number of the claim with this uid, or null. */
  findId(uid: Uid): Promise<number | null>;
  /** The number of the claim that a statement or an attribution belongs to, or null. */
  findOwner(kind: 'statement' | 'attribution', uid: Uid): Promise<number | null>;
  /** The numbers of the claims past `after`, ascending: those of this status, or all. */
  listIds(after: number, limit: number, status?: ClaimStatus): Promise<number[]>;
  /** Claims as they are named in passing, whatever their status, by number; those that are not here are left out. */
  readRefs(ids: readonly number[]): Promise<ClaimRef[]>;
  /** Writes a claim as the draft says; see `saveClaims`. Gives its uid. */
  save(draft: ClaimDraft, by: WriteStamp): Promise<Uid>;
  /** The same for several claims, in one commit; see `saveClaims`. */
  saveAll(drafts: readonly ClaimDraft[], by: WriteStamp): Promise<Uid[]>;
  /** The claim as it was after a revision, with its sources and documents as they are now; null when there is none. */
  loadAt(id: number, revision: number): Promise<LoadedClaim | null>;
  /** Claims that say nearly the same, whatever their status, the likest first. */
  findSimilar(text: string, limit: number): Promise<SimilarClaim[]>;
  /** Claims that have to do with this one, by why, the closest first. */
  findRelated(loaded: LoadedClaim, query: { published: boolean; limit: number }): Promise<RelatedGroup[]>;
  import(incoming: readonly IncomingClaim[], options: ImportOptions): Promise<ImportOutcome>;
  /** What the import would do; nothing is written. */
  planImport(incoming: readonly IncomingClaim[], options: ImportOptions): Promise<PlanOutcome>;
  /** Derives anew the summaries that a change of a family left behind; resumable. Gives how many. */
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
  /** Those of these that speak for themselves: none that was merged into another. */
  loadByUids(uids: Iterable<Uid>): Promise<StoredSource[]>;
  /** The one that speaks for a source, however many merges away: itself, when it was not merged. */
  loadReplacement(stored: StoredSource): Promise<StoredSource>;
  /** By each of these that was merged: the one that speaks for it. */
  findReplacements(uids: Iterable<Uid>): Promise<Map<Uid, StoredSource>>;
  /** The sources of these uids and all above them in their families. */
  loadFamilies(uids: Iterable<Uid>): Promise<Source[]>;
  /** Those with this name or alias, whatever its case and accents; never an unnamed one. */
  findByName(name: string): Promise<StoredSource[]>;
  /** Those whose names are most like this one, the likest first; never an unnamed one. */
  findNearest(name: string, limit: number): Promise<StoredSource[]>;
  /** By folded name; see `SourceQuery`. */
  list(query: SourceQuery): Promise<SourcePage>;
  /** Those of these numbers that readers see. */
  pickPublic(ids: Iterable<number>): Promise<Set<number>>;
  readStat(id: number): Promise<SourceStat>;
  /** The same of several, by number; those that speak in no published claim are missing. */
  readStats(ids: Iterable<number>): Promise<Map<number, SourceStat>>;
  /** How far its statements in published claims are from an origin: by hops, ascending. */
  readDistances(id: number): Promise<DistanceCount[]>;
  /** All above a source in its family, from the topmost down to its parent. */
  readAbove(id: number): Promise<StoredSource[]>;
  /** All below a source in its family, by generation and name. */
  readBelow(id: number): Promise<StoredSource[]>;
  /** The sources that were merged into this one. */
  readMerged(id: number): Promise<StoredSource[]>;
  /** Whom a source cites, or who cites it, in published claims, the most frequent first. */
  listPairs(id: number, side: 'cites' | 'cited-by', limit: number): Promise<PairList>;
  /** The claims in which a source speaks, newest first. */
  listClaims(id: number, query: { published: boolean; after: number | null; limit: number }): Promise<ClaimsOfSource>;
  /** Writes a source as the draft says; see `saveSource`. Gives its uid. */
  save(draft: SourceDraft, by: WriteStamp): Promise<Uid>;
  /** What merging the first into the second would do; null when one of them is not here. */
  previewMerge(from: number, into: number): Promise<MergeOutcome | null>;
  /** See `mergeSources`. */
  merge(from: SourceVersion, into: SourceVersion, by: WriteStamp): Promise<MergeOutcome>;
  /** What taking a source's merge back would do; null when it is not merged. */
  previewUndo(id: number): Promise<UndoOutcome | null>;
  /** See `undoMerge`. */
  undoMerge(seen: SourceVersion, by: WriteStamp): Promise<UndoOutcome>;
}

export interface Documents {
  load(id: number): Promise<StoredDocument | null>;
  loadByUids(uids: Iterable<Uid>): Promise<StoredDocument[]>;
  /** Those to which this address leads, however it is written. */
  findByUrl(url: string): Promise<StoredDocument[]>;
  /** The texts we have of these documents. */
  readTexts(uids: Iterable<Uid>): Promise<Map<Uid, string>>;
  /** The documents whose texts share most with that of this one; see `prepareKin`. */
  findRelated(id: number, limit: number): Promise<RelatedDocuments>;
  /** Newest first (by number); see `DocumentQuery`. */
  list(query: DocumentQuery): Promise<DocumentPage>;
  /** Whether readers see it. */
  isPublic(id: number): Promise<boolean>;
  /** Its excerpts in the order of the text; `published` leaves out those that readers don't see. */
  listExcerpts(id: number, query: { published: boolean; limit: number }): Promise<ExcerptList>;
  /** The same a page at a time, by claim and hop; null when there is nothing to go on after. */
  listExcerptPage(id: number, query: ExcerptPageQuery): Promise<ExcerptPage | null>;
  /** The claims that rest on it, newest first; `published` leaves out those that readers don't see. */
  listClaimsOn(id: number, query: { published: boolean; limit: number }): Promise<ClaimsOnDocument>;
  /** Writes a document as the draft says; see `saveDocument`. Gives its uid. */
  save(draft: DocumentDraft, by: WriteStamp): Promise<Uid>;
}

/** All that is kept. Every method answers from the database that the engine opened. */
export interface Store {
  claims: Claims;
  sources: Sources;
  documents: Documents;
  history: History;
  search: Search;
  /** By kind: the records that readers see, a range of numbers at a time. */
  addresses: Record<'claims' | 'sources' | 'documents', Addresses>;
  accounts: Accounts;
  /** What pages were made from; with the number of a claim, its revision too. Two rows, by their keys. */
  readRevisions(claimId: number | null): Promise<Revisions>;
  /** Answers when the database does. */
  ping(): Promise<void>;
  /** Writes the WAL back into the file and closes it. */
  close(): Promise<void>;
}

/** What a store is given beside its rows. By default sessions don't outlive the process: commands make none. */
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
