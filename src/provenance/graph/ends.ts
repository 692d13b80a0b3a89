import type { Components, SideComponents } from './components.ts';
import type { IndexedGraph } from './graph.ts';
import {
  isDocumentRead,
  type Basis,
  type DocumentOfGraph,
  type EndKind,
  type Source,
  type Uid,
} from '../../model/records.ts';

/** Whether a source is known by name. One that is missing from the graph counts as unnamed. */
export function isNamed(source: Source | undefined): boolean {
  return source !== undefined && source.kind !== 'unnamed';
}

/** By source: the uid of its topmost parent; null for an unnamed source. Sources that are missing have no entry. */
export function findFamilies(sources: ReadonlyMap<Uid, Source>): ReadonlyMap<Uid, Uid | null> {
  const tops = findTopmostParents(sources);
  return new Map([...sources].map(([uid, source]) => [uid, isNamed(source) ? tops.get(uid)! : null]));
}

/**
 * By source: its topmost parent. Where a parent is missing the last known source is the top; where parents go round
 * in a loop, the one with the smallest uid in the loop.
 */
function findTopmostParents(sources: ReadonlyMap<Uid, Source>): Map<Uid, Uid> {
  const tops = new Map<Uid, Uid>();
  for (const source of sources.keys()) {
    const climbed = new Set<Uid>();
    let at = source;
    while (!tops.has(at) && !climbed.has(at)) {
      climbed.add(at);
      const parent = sources.get(at)!.parent;
      if (parent === null || !sources.has(parent)) tops.set(at, at);
      else at = parent;
    }
    const top = tops.get(at) ?? findSmallest([...climbed], at);
    for (const below of climbed) tops.set(below, top);
  }
  return tops;
}

function findSmallest(uids: readonly Uid[], from: Uid): Uid {
  return uids.slice(uids.indexOf(from)).reduce((smallest, uid) => (uid < smallest ? uid : smallest));
}

/** Agencies and outlets publish for themselves; others speak in others' publications. */
export function publishesItself(source: Source | undefined): boolean {
  return source?.kind === 'agency' || source?.kind === 'outlet';
}

/**
 * Whether the document in which a statement stands was published by somebody else than its source's family. Asked of
 * agencies and outlets alone.
 */
export function isPublishedByOthers(
  source: Source | undefined,
  document: DocumentOfGraph,
  families: ReadonlyMap<Uid, Uid | null>,
): boolean {
  if (!source || !publishesItself(source)) return false;
  return (families.get(document.publisher) ?? null) !== families.get(source.uid);
}

/** By statement: whether somebody here has read the document in which its source, or its source's family, said it. */
export function markRead(
  graph: IndexedGraph,
  documents: ReadonlyMap<Uid, DocumentOfGraph>,
  families: ReadonlyMap<Uid, Uid | null>,
): boolean[] {
  return graph.statements.map(({ source, document: uid }) => {
    const document = uid === null ? undefined : documents.get(uid);
    if (!document || !isDocumentRead(document)) return false;
    return !isPublishedByOthers(graph.sources.get(source), document, families);
  });
}

/** How one may know something without having been told. */
export const FIRST_HAND: ReadonlySet<Basis> = new Set(['witnessed', 'own-act', 'document', 'inferred']);

/**
 * By component: what kind of end it is, null where it is none. Definition: domain.md, "Ends".
 * @param families by statement
 * @param isRead by statement
 * @param dropped statements whose source attributed the claim before
 */
export function findEndKinds(
  graph: IndexedGraph,
  components: Components,
  families: readonly (Uid | null)[],
  isRead: readonly boolean[],
  dropped: ReadonlySet<number>,
): (EndKind | null)[] {
  const kinds: (EndKind | null)[] = components.members.map(() => null);
  for (const { ends } of Object.values(components.sides)) {
    for (const end of ends) {
      const position = components.members[end]![0]!;
      if (families[position] === null) kinds[end] = 'unnamed';
      else if (dropped.has(position)) kinds[end] = 'dropped';
      else if (FIRST_HAND.has(graph.statements[position]!.basis)) kinds[end] = 'origin';
      else kinds[end] = isRead[position] ? 'unsourced' : 'open';
    }
  }
  return kinds;
}

const COUNTED: ReadonlySet<EndKind | null> = new Set<EndKind>(['origin', 'unsourced', 'open']);

/**
 * Counts the families among the ends of one side that may be independent sources: those of kind `origin`, `unsourced`
 * and `open`. It is an upper bound, since what joins two families may not be recorded.
 * @param kinds by component
 * @param families by statement
 */
export function countIndependentSources(
  { ends }: SideComponents,
  { members }: Components,
  kinds: readonly (EndKind | null)[],
  families: readonly (Uid | null)[],
): number {
  return new Set(ends.filter((end) => COUNTED.has(kinds[end]!)).map((end) => families[members[end]![0]!])).size;
}
