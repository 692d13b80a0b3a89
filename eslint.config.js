import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Who may not import whom (README.md, "The house"); test/contract/imports.test.ts reads the imports again. */
const layer = (files, forbidden, reason) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message: reason }] }],
  },
});

/** What a script on a page finds there. */
const IN_BROWSERS = [
  'AbortController',
  'CSS',
  'Element',
  'clearTimeout',
  'document',
  'fetch',
  'navigator',
  'setTimeout',
];

export default defineConfig(
  { ignores: ['node_modules', 'db/migrations', 'coverage'] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  // A test file lists cases; it is read by what fails.
  { files: ['test/**'], rules: { 'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }] } },
  layer(
    ['src/provenance/**'],
    '/(drawing|exchange|extraction|storage|web|cli|db)/|^[^.](?!iff$)',
    'provenance imports nothing of ours, and of others only diff',
  ),
  layer(
    ['src/exchange/**', 'src/drawing/**', 'src/extraction/**'],
    '/(storage|web|cli|db)/',
    'this layer stands on provenance alone',
  ),
  layer(['src/storage/**'], '/(exchange|drawing|extraction|web|cli)/', 'storage stands on provenance and db/schema'),
  layer(['src/web/**', 'src/app.ts'], '/cli/|better-sqlite3', 'only main.ts and cli open a database'),
  layer(['src/cli/**'], '/web/', 'a command is not a page'),
  { files: ['*.js', 'views/assets/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['views/assets/*.js'],
    languageOptions: { globals: Object.fromEntries(IN_BROWSERS.map((name) => [name, 'readonly'])) },
  },
  prettier,
);
