/** One line of a table of results. Times are of the processor: other programs of the machine change them little. */
export interface Measurement {
  what: string;
  /** How many claims there are; null where it doesn't matter. */
  claims: number | null;
  /** Of processor time, each time. */
  milliseconds: number;
  /** How many times as long as each of these, measured in turn with it. */
  ratios: Readonly<Record<string, number>>;
}

/** What a module `*.bench.ts` of this folder exports. */
export interface Benchmark {
  name: string;
  /** Measures, and tells the result: lines, and measurements for a table. Both are printed and kept in `results/`. */
  run: () => Promise<readonly (string | Measurement)[]>;
}

/** Does work so many times in a row; given in milliseconds of the processor each. */
export async function timeWork(work: (turn: number) => unknown, times: number, first = 0): Promise<number> {
  const before = process.cpuUsage();
  for (let turn = first; turn < first + times; turn += 1) await work(turn);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
