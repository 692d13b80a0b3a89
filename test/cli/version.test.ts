import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cutRelease, listReleases } from '../../src/cli/version.ts';
import { VERSION } from '../../src/version.ts';

const EARLIER = '## 0.1.0 (2026-01-02)\n\n- The first.\n';
const CHANGELOG = `# Changelog\n\n## Unreleased\n\n### For readers\n\n- A costs $& and $1.\n\n${EARLIER}`;

describe('a release', () => {
  it('takes what is unreleased into a section of its own', () => {
    const cut = cutRelease(CHANGELOG, '0.2.0', '2026-11-30');
    expect(cut).toBe(
      `# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-11-30)\n\n### For readers\n\n- A costs $& and $1.\n\n${EARLIER}`,
    );
    expect(listReleases(cut)).toEqual(['0.2.0', '0.1.0']);
  });

  it('may be the first', () => {
    expect(listReleases(cutRelease('# Changelog\n\n## Unreleased\n\n- All.\n', '1.0.0', '2026-11-30'))).toEqual([
      '1.0.0',
    ]);
  });

  it('is refused where nothing is unreleased, and when there was one of that number', () => {
    expect(() => cutRelease(`# Changelog\n\n## Unreleased\n\n${EARLIER}`, '0.2.0', '2026-11-30')).toThrow(
      'nothing under',
    );
    expect(() => cutRelease(CHANGELOG, '0.1.0', '2026-11-30')).toThrow('a section of 0.1.0 already');
  });

  it('is what package.json says, once there is one', () => {
    const [newest = VERSION] = listReleases(readFileSync(join(import.meta.dirname, '../../CHANGELOG.md'), 'utf8'));
    expect(VERSION).toBe(newest);
  });
});
