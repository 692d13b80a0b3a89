import { expect, it } from 'vitest';
import { listLicences, readLockedPackages } from '../../src/cli/licences.ts';

/** They let Apache-2.0 software be shipped with them. MPL-2.0 asks for its own files' source, OFL-1.1 is for fonts. */
const FINE = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MPL-2.0', 'OFL-1.1'],
  ...['MIT AND OFL-1.1', '(MIT OR WTFPL)', '(BSD-2-Clause OR MIT OR Apache-2.0)', 'Python-2.0'],
  // DejaVu: Bitstream Vera's licence and public domain.
  'SEE LICENSE IN README.md AND LICENSE',
];

it('every package that is shipped has a licence that lets it be', () => {
  const licences = [...listLicences(readLockedPackages()).keys()];
  expect(licences.filter((licence) => !FINE.includes(licence))).toEqual([]);
});

it('licences are listed with the packages that are shipped, and no others', () => {
  const packages = {
    '': { version: '1.0.0', license: 'Apache-2.0' },
    'node_modules/a': { version: '1.2.3', license: 'MIT' },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
    'node_modules/d': { version: '1.0.0', license: 'GPL-3.0', dev: true },
  };
  expect([...listLicences(packages)]).toEqual([
    ['MIT', ['a 1.2.3']],
    ['not said', ['@b/c 2.0.0']],
  ]);
});
