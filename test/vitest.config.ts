import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Runs of many seconds each: `npm run test:heavy` has them, so that `npm test` takes less than three minutes. */
const HEAVY = ['cli/kill', 'provenance/laws', 'storage/counters', 'storage/sources/merge', 'web/hostile-input'];
const heavy = HEAVY.map((name) => `${name}.test.ts`);
const isHeavy = process.env.npm_lifecycle_event === 'test:heavy';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: isHeavy ? heavy : ['**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(isHeavy ? [] : heavy)],
    reporters: ['default', './support/closing-line.ts'],
    // Vitest leaves a core free by itself, and on two cores ran one file at a time. A third one loads all modules again,
    // which costs more than the waiting for browsers and commands that it fills.
    maxWorkers: Math.max(2, availableParallelism()),
    // Files share their modules: nothing in them is changed by a test, and loading them anew took a quarter of the time.
    isolate: false,
    setupFiles: ['./support/quick-hashing.ts'],
    // Tests of the command line start processes of their own.
    testTimeout: 30_000,
  },
});
