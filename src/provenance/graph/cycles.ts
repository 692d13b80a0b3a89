import type { Adjacency, IndexedGraph } from './graph.ts';

/**
 * A claim's graph with every circle drawn together into one station: a graph without circles. Stations are numbered
 * so that a cited station always has a smaller number than the citing one: counting up goes from the origins to the
 * reports, counting down from the reports to the origins, and no other sorting is needed. "By station" elsewhere
 * means: at its number.
 */
export interface Stations {
  /** By statement: its station. */
  of: readonly number[];
  /** By station: its statements, in order. More than one makes it a circle. */
  members: Adjacency;
  /** By station: the other stations it cites, each once. */
  cites: Adjacency;
  /** By station: the other stations that cite it, each once. */
  citedBy: Adjacency;
  /** Stations of one statement that no other cites, in the order of their statements. */
  reports: readonly number[];
  /** Stations of one statement that cites no other, in the order of their statements. */
  origins: readonly number[];
  /** Stations of more than one statement, in the order of their first statements. */
  circles: readonly number[];
}

/** Finds circles, reports and origins: the strongly connected components of the graph, and what joins them. */
export function findStations(graph: IndexedGraph): Stations {
  const members = findComponents(graph.cites).map((component) => component.sort((a, b) => a - b));
  const of: number[] = new Array<number>(graph.statements.length);
  for (const [station, statements] of members.entries()) {
    for (const statement of statements) of[statement] = station;
  }
  const cites = joinStations(graph.cites, of, members);
  const citedBy: number[][] = members.map(() => []);
  for (const [station, cited] of cites.entries()) {
    for (const other of cited) citedBy[other]!.push(station);
  }
  const inOrder = [...members.keys()].sort((a, b) => members[a]![0]! - members[b]![0]!);
  const isAlone = (station: number): boolean => members[station]!.length === 1;
  return {
    of,
    members,
    cites,
    citedBy,
    reports: inOrder.filter((station) => isAlone(station) && citedBy[station]!.length === 0),
    origins: inOrder.filter((station) => isAlone(station) && cites[station]!.length === 0),
    circles: inOrder.filter((station) => !isAlone(station)),
  };
}

/** By station: the other stations that its statements cite, each once, in the order of the attributions. */
function joinStations(cites: Adjacency, of: readonly number[], members: Adjacency): number[][] {
  const joinedBy = new Int32Array(members.length).fill(-1); // the last station that was joined to it
  return members.map((statements, station) => {
    joinedBy[station] = station;
    const cited: number[] = [];
    for (const statement of statements) {
      for (const neighbour of cites[statement]!) {
        const other = of[neighbour]!;
        if (joinedBy[other] === station) continue;
        joinedBy[other] = station;
        cited.push(other);
      }
    }
    return cited;
  });
}

/**
 * Strongly connected components, each after all those it leads to. R. Tarjan, "Depth-first search and linear graph
 * algorithms", SIAM J. Comput. 1 (1972), with its own stack in place of recursion: a chain may be 100,000 long.
 */
function findComponents(next: Adjacency): number[][] {
  const components: number[][] = [];
  const entered = new Int32Array(next.length); // 1, 2, 3… in the order of entering; 0 is not yet
  const lowest = new Int32Array(next.length); // the earliest entered that is known to be in one's component
  const isOpen = new Uint8Array(next.length);
  const tried = new Int32Array(next.length); // how many of its neighbours have been looked at
  const open: number[] = [];
  const path: number[] = [];
  let count = 0;

  for (const root of next.keys()) {
    if (entered[root] === 0) path.push(root);
    while (path.length > 0) {
      const node = path.at(-1)!;
      if (entered[node] === 0) {
        entered[node] = lowest[node] = ++count;
        open.push(node);
        isOpen[node] = 1;
      }
      const neighbour = next[node]![tried[node]!++];
      if (neighbour === undefined) {
        path.pop();
        const before = path.at(-1);
        if (before !== undefined) lowest[before] = Math.min(lowest[before]!, lowest[node]!);
        if (lowest[node] === entered[node]) {
          const component = open.splice(open.lastIndexOf(node));
          for (const member of component) isOpen[member] = 0;
          components.push(component);
        }
      } else if (entered[neighbour] === 0) {
        path.push(neighbour);
      } else if (isOpen[neighbour] === 1) {
        lowest[node] = Math.min(lowest[node]!, entered[neighbour]!);
      }
    }
  }
  return components;
}
