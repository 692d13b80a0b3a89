/** Who is who where a revision is told: its statements, also those that it took out, and what they are called now. */
import { nameSource, writeName } from '../../../../wording/names.ts';
import type { Attribution, Document, Source, Statement, Uid } from '../../../../model/records.ts';
import type { ClaimChange, ClaimState } from '../../../../provenance/revisions.ts';
import type { Store } from '../../../../storage/store.ts';
import { datePart, namePart, say, type Compare, type Part } from './phrases.ts';

/** Sources and documents as they are now, also those that the claim names no more. */
export interface Cast {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
}

export interface Scene extends Cast {
  statements: ReadonlyMap<Uid, Statement>;
  /** Sources with several statements: a date tells these apart. */
  repeated: ReadonlySet<Uid>;
  compare: Compare;
}

/** Loads whoever is named in a state of a claim, or in changes that led to it. */
export async function loadCast(
  { sources, documents }: Pick<Store, 'sources' | 'documents'>,
  state: ClaimState,
  changes: readonly ClaimChange[],
): Promise<Cast> {
  const speakers = new Set(state.statements.map(({ source }) => source));
  const items = new Set<Uid>();
  for (const change of changes) {
    for (const record of [change.before, change.after]) {
      if (!record) continue;
      if ('source' in record) {
        speakers.add(record.source);
        if (record.document !== null) items.add(record.document);
      } else if ('evidence' in record) for (const { document } of record.evidence) items.add(document);
    }
  }
  const [named, published] = await Promise.all([sources.loadFamilies(speakers), documents.loadByUids(items)]);
  return {
    sources: new Map(named.map((source) => [source.uid, source])),
    documents: new Map(published.map(({ document }) => [document.uid, document])),
  };
}

/**
 * @param after the state that the changes led to
 */
export function setScene(cast: Cast, after: ClaimState, changes: readonly ClaimChange[], compare: Compare): Scene {
  const gone = changes.flatMap(({ kind, before }) => (kind === 'statement' && before ? [before] : []));
  const statements = new Map([...gone, ...after.statements].map((record) => [record.uid, record]));
  const seen = new Set<Uid>();
  const repeated = new Set<Uid>();
  for (const { source } of statements.values()) (seen.has(source) ? repeated : seen).add(source);
  return { ...cast, statements, repeated, compare };
}

/** "the Security Council of Russia", "an unnamed source (“officials”)". */
export function sayName({ sources }: Cast, uid: Uid): Part[] {
  const source = sources.get(uid);
  if (!source) return say`an unknown source`;
  const name = namePart(writeName(source));
  if (source.kind === 'unnamed') return say`an unnamed source (${name})`;
  return nameSource(source) === source.name ? [name] : say`the ${name}`;
}

/** "TASS", "IANS (17 June 2025)": whose statement it is. */
export function saySpeaker(scene: Scene, { source, statedAt }: Statement): Part[] {
  const name = sayName(scene, source);
  if (statedAt === null || !scene.repeated.has(source)) return name;
  return say`${name} (${datePart(statedAt.slice(0, '2025-06-17'.length))})`;
}

/** "the hop IANS → Yonhap". */
export function sayHop(scene: Scene, { citing, cited }: Pick<Attribution, 'citing' | 'cited'>): Part[] {
  return say`the hop ${sayEnd(scene, citing)} → ${sayEnd(scene, cited)}`;
}

function sayEnd(scene: Scene, uid: Uid): Part[] {
  const statement = scene.statements.get(uid);
  return statement ? saySpeaker(scene, statement) : say`an unknown statement`;
}

/** A document by its title. */
export function sayDocument({ documents }: Cast, uid: Uid): Part[] {
  const document = documents.get(uid);
  return document ? say`“${namePart({ text: document.title, lang: document.language })}”` : say`an unknown document`;
}
