import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['**/*.test.ts'],
    reporters: ['default', './support/closing-line.ts'],
    // Tests of the command line start processes of their own.
    testTimeout: 30_000,
  },
});
