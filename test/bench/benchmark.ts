/** What a module `*.bench.ts` of this folder exports. */
export interface Benchmark {
  name: string;
  /** Measures, and tells the result in lines to print. */
  run: () => Promise<string[]>;
}
