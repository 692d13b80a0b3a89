import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');
const guide = read('src/README.md');

describe('README.md', () => {
  it('README.md names every setting', () => {
    const settings = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name!);
    expect(settings.length).toBeGreaterThan(3);
    expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('README.md names the commands of the demo and of the tests', () => {
    expect(readme).toContain('npm run demo');
    expect(readme).toContain('npm test');
  });

  it('README.md has at most 100 lines', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(101);
  });
});

describe('src/README.md', () => {
  const { scripts, dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'scripts' | 'dependencies' | 'devDependencies',
    Record<string, string>
  >;

  it('src/README.md names every script', () => {
    const unnamed = Object.keys(scripts).filter((script) => !new RegExp(`npm (run )?${script}(?![\\w:])`).test(guide));
    expect(unnamed).toEqual([]);
  });

  it('src/README.md gives the reason for every dependency', () => {
    const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'));
    expect(names.filter((name) => !guide.includes(`${name}`))).toEqual([]);
  });

  it('src/README.md names only files and folders that exist', () => {
    // Addresses such as `/claims/12` begin with a slash.
    const named = [...guide.matchAll(/`((?:[\w-]+\/)+[\w.-]*)`/g)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => ![ROOT, join(ROOT, 'src')].some((at) => existsSync(join(at, path))))).toEqual([]);
  });
});

describe('the READMEs beside the code', () => {
  const files = ['src', 'db', 'test', 'views'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );

  it.each(files.filter((name) => name.endsWith('README.md')))('%s names only files that exist', (path) => {
    const named = [...read(path).matchAll(/`([\w.-][\w./-]*\.(?:ts|js|hbs|sql|css|json))`/g)].map(([, name]) => name!);
    const isThere = (name: string) => files.some((file) => file === name || file.endsWith(`/${name}`));
    const isInRoot = (name: string) => existsSync(join(ROOT, name));
    expect(named.filter((name) => !isThere(name) && !isInRoot(name))).toEqual([]);
  });
});
