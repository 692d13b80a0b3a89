import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What a script on a page finds there. */
const IN_BROWSERS = [
  'AbortController',
  'CSS',
  'Element',
  'HTMLElement',
  'URLSearchParams',
  'clearTimeout',
  'document',
  'fetch',
  'innerHeight',
  'innerWidth',
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
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'URL', property: 'canParse', message: 'Node 20 answers it wrongly in time: use parseUrl.' },
      ],
    },
  },
  // A test file lists cases; it is read by what fails.
  { files: ['test/**'], rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] } },
  { files: ['*.js', 'views/assets/*.js', 'src/**/*-thread.js'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['views/assets/*.js'],
    languageOptions: { globals: Object.fromEntries(IN_BROWSERS.map((name) => [name, 'readonly'])) },
  },
  prettier,
);
