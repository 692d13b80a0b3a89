import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { PATIENCE } from './support/patience.ts';

/** Tests of many seconds each have this in their names. */
const HEAVY = '**/*.heavy.test.ts';
/** Tests of many cases: a few when it has to be quick, and all beside the heavy ones. */
const WIDE = '**/*.wide.test.ts';

const OF_THE_FILE = [
  'better-sqlite3.test.ts',
  'cluster/*.test.ts',
  'lock-queue.test.ts',
  'migrations.test.ts',
  'query-plans.test.ts',
  'rules.test.ts',
  'schema.test.ts',
].map((name) => `storage/${name}`);

/** What is sent twice, or by two editors at once. */
const AT_ONCE = ['web/claims/edit/{drafts,meeting,reading/saving}.test.ts', 'web/sources/merging.test.ts'];

/** What pages look like, whatever they are read from. */
const OF_THE_PAGE = ['browser/accessibility*.test.ts', 'browser/layout*.test.ts'];

export default defineConfig({
  root: import.meta.dirname,
  test: {
    // `npm test` passes the quick ones, `npm run test:heavy` the heavy ones.
    projects: [
      {
        extends: true,
        test: { name: 'quick', include: ['**/*.test.ts'], exclude: [...configDefaults.exclude, HEAVY] },
      },
      { extends: true, test: { name: 'heavy', include: [HEAVY, WIDE], env: { THOROUGH: 'true' } } },
      // The same tests over rqlite, but for those of the file and of the page.
      {
        extends: true,
        test: {
          name: 'cluster',
          include: ['storage/**/*.test.ts', 'browser/*.test.ts', ...AT_ONCE],
          exclude: [...configDefaults.exclude, ...OF_THE_FILE, ...OF_THE_PAGE],
          env: { ENGINE: 'rqlite' },
        },
      },
    ],
    reporters: ['default', './support/closing-line.ts'],
    // Vitest leaves a core free by itself, and on two cores ran one file at a time. A third one loads all modules again,
    // which costs more than the waiting for browsers and commands that it fills.
    maxWorkers: Math.max(2, availableParallelism()),
    // Files share their modules: no test changes them, and loading them anew took a quarter of the time.
    isolate: false,
    setupFiles: ['./support/quick-hashing.ts'],
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    teardownTimeout: PATIENCE,
  },
});
