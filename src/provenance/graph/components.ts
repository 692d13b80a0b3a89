import { SIDES, type Adjacency, type IndexedGraph, type Side } from './graph.ts';

/**
 * A claim's graph with every circle drawn together into one component: a graph without circles. Only hops join
 * statements here, so no component has statements of both sides. Components are numbered so that a cited component
 * always has a smaller number than the citing one: counting up goes from the ends to the reports, counting down from
 * the reports to the ends, and no other sorting is needed. "By component" elsewhere means: at its number.
 */
export interface Components {
  /** By statement: its component. */
  of: readonly number[];
  /** By component: its statements, in order. More than one makes it a circle. */
  members: Adjacency;
  /** By component: the other components it cites, and those that cite it, each once. */
  cites: Adjacency;
  citedBy: Adjacency;
  sides: Readonly<Record<Side, SideComponents>>;
}

/** Components of one side, in the order of their first statements. Void statements are left out. */
export interface SideComponents {
  /** Of one statement that no other cites. */
  reports: readonly number[];
  /** Of one statement that cites no other. */
  ends: readonly number[];
  /** Of more than one statement. */
  cycles: readonly number[];
}

/** Finds circles, reports and ends: the strongly connected components of the hops, and what joins them. */
export function findComponents(graph: IndexedGraph): Components {
  const members = findStrongComponents(graph.cites).map((component) => component.sort((a, b) => a - b));
  const of: number[] = new Array<number>(graph.statements.length);
  for (const [component, statements] of members.entries()) {
    for (const statement of statements) of[statement] = component;
  }
  const cites = joinComponents(graph.cites, of, members);
  const citedBy: number[][] = members.map(() => []);
  for (const [component, cited] of cites.entries()) {
    for (const other of cited) citedBy[other]!.push(component);
  }
  const first = (component: number): number => members[component]![0]!;
  const inOrder = [...members.keys()]
    .filter((component) => !graph.isVoid[first(component)])
    .sort((a, b) => first(a) - first(b));
  const isAlone = (component: number): boolean => members[component]!.length === 1;
  const takeSide = (side: Side): SideComponents => {
    const own = inOrder.filter((component) => graph.sides[first(component)] === side);
    return {
      reports: own.filter((component) => isAlone(component) && citedBy[component]!.length === 0),
      ends: own.filter((component) => isAlone(component) && cites[component]!.length === 0),
      cycles: own.filter((component) => !isAlone(component)),
    };
  };
  const [asserting, contesting] = SIDES.map(takeSide);
  return { of, members, cites, citedBy, sides: { asserting: asserting!, contesting: contesting! } };
}

/** By component: the other components that its statements cite, each once, in the order of the attributions. */
function joinComponents(cites: Adjacency, of: readonly number[], members: Adjacency): number[][] {
  const joinedBy = new Int32Array(members.length).fill(-1); // the last component that was joined to it
  return members.map((statements, component) => {
    joinedBy[component] = component;
    const cited: number[] = [];
    for (const statement of statements) {
      for (const neighbour of cites[statement]!) {
        const other = of[neighbour]!;
        if (joinedBy[other] === component) continue;
        joinedBy[other] = component;
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
export function findStrongComponents(next: Adjacency): number[][] {
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
