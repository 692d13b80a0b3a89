import type { Components } from '../graph/components.ts';
import type { Adjacency } from '../graph/graph.ts';
import type { Uid } from '../../model/records.ts';

/** A set of up to 32 families is one 32-bit number. */
const FAMILIES_A_PASS = 32;

/**
 * Finds the families that turn up again further up their own chain after somebody else: two components of the family,
 * one above the other, with a statement that is not of the family on the way (in a circle at either end counts).
 *
 * This asks which families can be reached from where, so it takes one pass over the graph, up and down, for every 32
 * families that occur at two components or more.
 * @param families by statement; null for an unnamed source, which has none but lies between like any other.
 * @returns by family: every statement of it that comes back, or is come back to, in order
 */
export function findEchoes(components: Components, families: readonly (Uid | null)[]) {
  const repeated = [...groupByFamily(families)].filter(([, statements]) => {
    return statements.some((statement) => components.of[statement] !== components.of[statements[0]!]);
  });
  const soleFamilies = components.members.map((statements) => {
    const family = families[statements[0]!];
    return statements.every((statement) => families[statement] === family) ? family : null;
  });
  const upward = [...components.cites.keys()];
  const downward = upward.toReversed();
  const sweep = makeSweep(components.members.length);

  const echoes: { family: Uid; statements: readonly number[] }[] = [];
  for (let first = 0; first < repeated.length; first += FAMILIES_A_PASS) {
    const batch = repeated.slice(first, first + FAMILIES_A_PASS);
    markFamilies(sweep, components, soleFamilies, batch);
    markEchoes(sweep, upward, components.cites);
    markEchoes(sweep, downward, components.citedBy);
    for (const [bit, [family, all]] of batch.entries()) {
      const statements = all.filter((statement) => sweep.echoes[components.of[statement]!]! & (1 << bit));
      if (statements.length > 0) echoes.push({ family, statements });
    }
  }
  return echoes;
}

function groupByFamily(families: readonly (Uid | null)[]): Map<Uid, number[]> {
  const groups = new Map<Uid, number[]>();
  for (const [statement, family] of families.entries()) {
    if (family === null) continue;
    const group = groups.get(family);
    if (group) group.push(statement);
    else groups.set(family, [statement]);
  }
  return groups;
}

/** What is known of each component, as sets of the families of one pass. Made once for all passes. */
interface Sweep {
  has: Int32Array;
  /** The family that all of its statements belong to, if there is one. */
  only: Int32Array;
  /** The families of it and of all components further on. */
  onward: Int32Array;
  /** Those of them with a statement that is not of the family here or on the way. */
  parted: Int32Array;
  /** The families that it shares with a component further on, with another between. */
  echoes: Int32Array;
}

function makeSweep(size: number): Sweep {
  const make = (): Int32Array => new Int32Array(size);
  return { has: make(), only: make(), onward: make(), parted: make(), echoes: make() };
}

function markFamilies(
  { has, only, echoes }: Sweep,
  components: Components,
  soleFamilies: readonly (Uid | null | undefined)[],
  batch: readonly [Uid, readonly number[]][],
): void {
  for (const set of [has, only, echoes]) set.fill(0);
  for (const [bit, [family, statements]] of batch.entries()) {
    for (const statement of statements) {
      const component = components.of[statement]!;
      has[component]! |= 1 << bit;
      if (soleFamilies[component] === family) only[component]! |= 1 << bit;
    }
  }
}

/** Adds the echoes in one direction. `order` holds all components, each after those `next` to it. */
function markEchoes({ has, only, onward, parted, echoes }: Sweep, order: readonly number[], next: Adjacency): void {
  for (const component of order) {
    let further = 0;
    let past = 0;
    for (const other of next[component]!) {
      further |= onward[other]!;
      past |= parted[other]!;
    }
    echoes[component]! |= has[component]! & (past | (further & ~only[component]!));
    onward[component] = further | has[component]!;
    parted[component] = past | (onward[component] & ~only[component]!);
  }
}
