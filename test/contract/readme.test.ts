import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');

describe('README.md', () => {
  it('README.md names every npm script', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const unnamed = Object.keys(scripts).filter((script) => !new RegExp(`npm (run )?${script}(?![\\w:])`).test(readme));
    expect(unnamed).toEqual([]);
  });

  it('README.md names every setting', () => {
    const settings = [...read('src/config.ts').matchAll(/\benv\.([A-Z_]+)/g)].map(([, name]) => name!);
    expect(settings.length).toBeGreaterThan(3);
    expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('README.md is at most 150 lines long', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(150);
  });
});
