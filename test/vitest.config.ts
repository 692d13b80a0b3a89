import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['**/*.test.ts'],
    reporters: ['default', './support/closing-line.ts'],
    // Vitest leaves a core free by itself, and on two cores ran one file at a time.
    maxWorkers: '100%',
    // Files share their modules: nothing in them is changed by a test, and loading them anew took a quarter of the time.
    isolate: false,
    // Tests of the command line start processes of their own.
    testTimeout: 30_000,
  },
});
