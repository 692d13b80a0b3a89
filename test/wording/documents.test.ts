import { expect, test } from 'vitest';
import { writeKindAndVersion } from '../../src/wording/documents.ts';

test.each([
  ['press-release', '2025-05-03', 'Press release, version of 3 May 2025'],
  ['page', '2025-05-03T09:12Z', 'Web page, version of 3 May 2025, 09:12 UTC'],
  ['dataset', null, 'Data set'],
  [null, '2025-05', 'Version of May 2025'],
  [null, '1294', 'Version 1294'],
  [null, 'r1294837', 'Version r1294837'],
  [null, null, null],
] as const)('the kind %s and version %s in words', (kind, version, words) => {
  expect(writeKindAndVersion({ kind, version })).toBe(words);
});
