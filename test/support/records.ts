/** Whole claims for the tests: a graph with its claim and its documents around it. */
import { createHash } from 'node:crypto';
import { identifyStatement } from '../../src/model/identity.ts';
import { listNamedSources } from '../../src/model/named-sources.ts';
import type { Claim, ClaimGraph, ClaimRecord, Document, Source, Uid } from '../../src/model/records.ts';
import { graph, type GraphOptions } from './graph.ts';

/** A valid UUIDv7 that is the same for the same words in every run. */
export function uidFrom(words: string): Uid {
  const digest = createHash('sha256').update(words).digest('hex');
  return `01977b00-${digest.slice(0, 4)}-7${digest.slice(4, 7)}-8${digest.slice(7, 10)}-${digest.slice(10, 22)}`;
}

/** Who published what no graph says the publisher of. */
export const NEWSROOM: Source = {
  uid: uidFrom('newsroom'),
  name: 'Newsroom',
  kind: 'outlet',
  country: null,
  parent: null,
  parentRelation: null,
  aliases: [],
  homepage: null,
  wikidata: null,
};

export function aClaim(key: string, differs: Partial<Claim> = {}): Claim {
  return {
    uid: uidFrom(`claim ${key}`),
    text: `What ${key} says.`,
    language: 'en',
    aboutDate: null,
    status: 'published',
    topics: [],
    relations: [],
    note: null,
    rating: null,
    createdAt: '2025-06-18T09:00:00Z',
    updatedAt: '2025-06-18T09:00:00Z',
    ...differs,
  };
}

export function aDocument(uid: Uid, differs: Partial<Document> = {}): Document {
  return {
    uid,
    publisher: NEWSROOM.uid,
    kind: null,
    title: 'A story',
    url: null,
    version: null,
    archivedUrl: null,
    publishedAt: null,
    retrievedAt: null,
    language: null,
    sha256: null,
    ...differs,
  };
}

/** A claim from a graph in shorthand. Claims of different keys share sources and documents, and nothing else. */
export function aRecord(key: string, shorthand: string, options: GraphOptions & { claim?: Partial<Claim> } = {}) {
  return recordOf(key, graph(shorthand, options), options.claim);
}

/** A claim around a graph. Statements that would be one and the same get a document each. */
export function recordOf(
  key: string,
  { sources, documents, statements, attributions }: ClaimGraph,
  claim: Partial<Claim> = {},
) {
  const own = (uid: Uid): Uid => uidFrom(`${key} ${uid}`);
  const known = new Set<string>();
  const record: ClaimRecord = {
    claim: aClaim(key, claim),
    sources: [...sources, NEWSROOM],
    documents: [],
    statements: statements.map((statement) => {
      const identity = identifyStatement(statement);
      const twin = known.has(identity);
      known.add(identity);
      return {
        ...statement,
        uid: own(statement.uid),
        document: twin ? own(`story of ${statement.uid}`) : statement.document,
      };
    }),
    attributions: attributions.map((edge) => {
      return { ...edge, uid: own(edge.uid), citing: own(edge.citing), cited: own(edge.cited) };
    }),
  };
  const about = new Map(documents.map((document) => [document.uid, document]));
  return keepUsed({ ...record, documents: listDocuments(record).map((uid) => aDocument(uid, about.get(uid))) });
}

/** The uids of the documents that a record names. */
function listDocuments({ statements, attributions }: ClaimRecord): Uid[] {
  const pieces = attributions.flatMap((edge) => edge.evidence);
  return [...new Set([...statements.flatMap((s) => s.document ?? []), ...pieces.map((piece) => piece.document)])];
}

/** The record with the sources and documents it names, and no others: as a store gives it back. */
export function keepUsed(record: ClaimRecord): ClaimRecord {
  const used = new Set(listDocuments(record));
  const documents = record.documents.filter(({ uid }) => used.has(uid));
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const named = new Set<Uid>();
  for (const uid of [...listNamedSources(record), ...documents.map((d) => d.publisher)]) {
    for (let at: Uid | null = uid; at !== null && !named.has(at); at = sources.get(at)!.parent) named.add(at);
  }
  return { ...record, documents, sources: record.sources.filter(({ uid }) => named.has(uid)) };
}

/** The record with its lists in the order of uids: two that say the same are then equal. */
export function sortRecord(record: ClaimRecord): ClaimRecord {
  const byUid = <T extends { uid: Uid }>(list: readonly T[]): T[] => [...list].sort((a, b) => (a.uid < b.uid ? -1 : 1));
  return {
    claim: record.claim,
    sources: byUid(record.sources),
    documents: byUid(record.documents),
    statements: byUid(record.statements),
    attributions: byUid(record.attributions),
  };
}
