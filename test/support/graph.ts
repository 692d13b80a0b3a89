import { createHash } from 'node:crypto';
import {
  UNDISPUTED,
  type Analysis,
  type Attribution,
  type Basis,
  type ClaimGraph,
  type DocumentOfGraph,
  type Evidence,
  type Manner,
  type Source,
  type SourceKind,
  type Stance,
  type Statement,
  type Uid,
} from '../../src/model/records.ts';

/** The records that get a name in shorthand. */
type Noun = 'source' | 'document' | 'statement' | 'attribution';

export interface GraphOptions {
  /** By statement. */
  dates?: Record<string, string>;
  /** By statement. */
  stances?: Record<string, Stance>;
  /** By statement. */
  bases?: Record<string, Basis>;
  /** By statement: the document in which it was said. The first source that said something in it published it. */
  documents?: Record<string, string>;
  /** By document: its publisher when it is another source. */
  publishers?: Record<string, string>;
  /** Documents that nobody has read. */
  unread?: string;
  /** By statement: whatever else differs. */
  statements?: Record<string, Partial<Statement>>;
  /** By hop: whatever else differs. */
  attributions?: Record<string, Partial<Attribution>>;
  /** By source: its name when it is not the key. */
  names?: Record<string, string>;
  /** By source. */
  kinds?: Record<string, SourceKind>;
  /** By source: the key of the source it is part of. */
  parents?: Record<string, string>;
  /** Hops shown by the citing statement's own document ("<key>-story" when `documents` names none). */
  seen?: string;
  /** Hops shown by another document only. */
  relayed?: string;
  /** Hops that are disputed: somebody says that the cited statement was never made. */
  disputed?: string;
  /** By hop. */
  manners?: Record<string, Manner>;
}

/** The document that shows what `relayed` names. */
const ANOTHER_STORY = 'another-story';

const uids = new Map<string, Uid>();
const keys = new Map<Uid, string>();

/**
 * The uid that a name in shorthand stands for: a valid UUIDv7, the same in every run. Uids sort as names do, up to six
 * letters.
 */
export function uidOf(noun: Noun, key: string): Uid {
  const known = uids.get(`${noun} ${key}`);
  if (known !== undefined) return known;
  const letters = Buffer.alloc(6);
  letters.write(key);
  const time = letters.toString('hex');
  const digest = createHash('sha256').update(`${noun} ${key}`).digest('hex');
  const uid = `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
  uids.set(`${noun} ${key}`, uid);
  keys.set(uid, key);
  return uid;
}

/** The names in shorthand that uids stand for. */
export function keysOf(uids: readonly Uid[]): string[] {
  return uids.map(keyOf);
}

export function keyOf(uid: Uid): string {
  const key = keys.get(uid);
  if (key === undefined) throw new Error(`No record of the tests has the uid ${uid}`);
  return key;
}

/** Findings in shorthand, in their order: `relayed-hop yonhap tass`. */
export function tellFindings({ findings }: Pick<Analysis, 'findings'>): string[] {
  return findings.map(({ kind, statements }) => [kind, ...keysOf(statements)].join(' '));
}

/**
 * A claim's graph in shorthand: chains of statements, as in `graph('ians->yonhap yonhap->tass->council')`. A statement
 * is named by its source, with `@` and anything when the source has several: `graph('ians@4->tass ians@17')`.
 */
export function graph(shorthand: string, options: GraphOptions = {}): ClaimGraph {
  const chains = readChains(shorthand);
  const seen = new Set(readHops(readChains(options.seen ?? '')));
  const relayed = new Set(readHops(readChains(options.relayed ?? '')));
  const disputed = new Set(readHops(readChains(options.disputed ?? '')));
  const hops = new Set(readHops(chains));
  for (const hop of [...seen, ...relayed, ...disputed, ...Object.keys(options.manners ?? {})]) {
    if (!hops.has(hop)) throw new Error(`${hop} is not in the graph`);
  }
  const ownDocument = new Map(Object.entries(options.documents ?? {}));
  for (const hop of seen) {
    const citing = hop.split('->')[0]!;
    if (!ownDocument.has(citing)) ownDocument.set(citing, `${citing}-story`);
  }
  const statements = [...new Set(chains.flat())];
  const parents = Object.entries(options.parents ?? {}).flat();
  const publishers = new Map<string, string>();
  for (const key of statements) {
    const document = ownDocument.get(key);
    if (document !== undefined && !publishers.has(document)) publishers.set(document, sourceOf(key));
  }
  if (relayed.size > 0 && !publishers.has(ANOTHER_STORY)) publishers.set(ANOTHER_STORY, sourceOf(statements[0]!));
  for (const [document, publisher] of Object.entries(options.publishers ?? {})) {
    if (publishers.has(document)) publishers.set(document, publisher);
  }
  const unread = new Set(options.unread?.split(' '));
  const sources = new Set([...statements.map(sourceOf), ...parents, ...publishers.values()]);
  return {
    sources: [...sources].map((key) => makeSource(key, options)),
    documents: [...publishers].map(([key, publisher]) => makeDocument(key, publisher, !unread.has(key))),
    statements: statements.map((key) => makeStatement(key, ownDocument.get(key), options)),
    attributions: [...hops].map((hop) => {
      const documents: string[] = [];
      if (seen.has(hop)) documents.push(ownDocument.get(hop.split('->')[0]!)!);
      if (relayed.has(hop)) documents.push(ANOTHER_STORY);
      const attribution = makeAttribution(hop, documents, options);
      return disputed.has(hop) ? { ...attribution, disputeReason: 'It was never said.' } : attribution;
    }),
  };
}

function readChains(shorthand: string): string[][] {
  const words = shorthand.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => word.split('->'));
}

function readHops(chains: readonly (readonly string[])[]): string[] {
  return chains.flatMap((chain) => chain.slice(1).map((cited, place) => `${chain[place]}->${cited}`));
}

function sourceOf(statement: string): string {
  return statement.split('@')[0]!;
}

function makeSource(key: string, { names, kinds, parents }: GraphOptions): Source {
  const parent = parents?.[key];
  return {
    uid: uidOf('source', key),
    name: names?.[key] ?? key,
    kind: kinds?.[key] ?? 'agency',
    country: null,
    parent: parent === undefined ? null : uidOf('source', parent),
    parentRelation: parent === undefined ? null : 'part-of',
    aliases: [],
    homepage: null,
    wikidata: null,
  };
}

function makeDocument(key: string, publisher: string, read: boolean): DocumentOfGraph {
  return {
    uid: uidOf('document', key),
    publisher: uidOf('source', publisher),
    retrievedAt: read ? '2025-06-18' : null,
    sha256: null,
  };
}

function makeStatement(key: string, document: string | undefined, options: GraphOptions): Statement {
  return {
    uid: uidOf('statement', key),
    source: uidOf('source', sourceOf(key)),
    document: document === undefined ? null : uidOf('document', document),
    statedAt: options.dates?.[key] ?? null,
    wording: null,
    language: null,
    stance: options.stances?.[key] ?? 'asserts',
    basis: options.bases?.[key] ?? 'unknown',
    retractedAt: null,
    retractionReason: null,
    ...options.statements?.[key],
  };
}

function makeAttribution(hop: string, documents: readonly string[], options: GraphOptions): Attribution {
  const [citing, cited] = hop.split('->');
  return {
    uid: uidOf('attribution', hop),
    citing: uidOf('statement', citing!),
    cited: uidOf('statement', cited!),
    manner: options.manners?.[hop] ?? 'cites',
    cue: null,
    note: null,
    evidence: documents.map(makeEvidence),
    ...UNDISPUTED,
    ...options.attributions?.[hop],
  };
}

function makeEvidence(document: string): Evidence {
  return {
    document: uidOf('document', document),
    exact: 'citing',
    prefix: null,
    suffix: null,
    start: null,
    end: null,
  };
}
