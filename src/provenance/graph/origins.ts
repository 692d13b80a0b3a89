import type { Components } from './components.ts';
import type { IndexedGraph } from './graph.ts';
import type { Source, Uid } from '../../model/records.ts';

/** Whether a source is known by name. One that is missing from the graph counts as unnamed. */
export function isNamed(source: Source | undefined): boolean {
  return source !== undefined && source.kind !== 'unnamed';
}

/** By statement: the family of its source, by the uid of the topmost parent; null for an unnamed source. */
export function findFamilies(graph: IndexedGraph): (Uid | null)[] {
  const tops = findTopmostParents(graph.sources);
  return graph.statements.map(({ source }) => (isNamed(graph.sources.get(source)) ? tops.get(source)! : null));
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

export interface IndependentOrigins {
  count: number;
  /** The origins that count: named, asserting, their attribution not dropped. By statement. */
  statements: readonly number[];
}

/**
 * Counts the independent origins: the families among the named origins that assert the claim. It is an upper bound,
 * since what joins two families may not be recorded.
 * @param families by statement, as `findFamilies` gives them.
 * @param dropped statements whose source attributed the claim before.
 */
export function countIndependentOrigins(
  graph: IndexedGraph,
  components: Components,
  families: readonly (Uid | null)[],
  dropped: ReadonlySet<number>,
): IndependentOrigins {
  const statements = components.origins
    .map((origin) => components.members[origin]![0]!)
    .filter((statement) => {
      const asserts = graph.statements[statement]!.stance === 'asserts';
      return asserts && families[statement] !== null && !dropped.has(statement);
    });
  return { count: new Set(statements.map((statement) => families[statement])).size, statements };
}
