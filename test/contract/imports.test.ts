import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Who may import whom, of ours. */
const LAYERS: Record<string, readonly string[]> = {
  provenance: [],
  drawing: ['provenance'],
  extraction: ['provenance'],
  exchange: ['provenance'],
  storage: ['provenance', 'db/schema.ts'],
  web: ['provenance', 'drawing', 'extraction', 'exchange', 'storage', 'config.ts'],
  'app.ts': ['web', 'storage', 'config.ts'],
  'config.ts': [],
  cli: ['provenance', 'drawing', 'extraction', 'exchange', 'storage', 'config.ts', 'main.ts'],
  'main.ts': ['app.ts', 'config.ts', 'exchange', 'storage'],
};

/** Packages that only some layers may use. */
const PACKAGES: [name: RegExp, layers: readonly string[]][] = [
  [/^diff$/, ['provenance']],
  [/^(better-sqlite3|better-auth|drizzle-orm)(\/|$)/, ['storage']],
  [/^express$/, ['web', 'app.ts']],
  [/^(handlebars|helmet|pino-http|express-rate-limit)$/, ['web']],
  [/^(@viz-js\/viz|get-east-asian-width)$/, ['drawing']],
  [/^cli-progress$/, ['cli']],
];

interface Import {
  file: string;
  /** Relative to the root when it is ours. */
  to: string;
  isOurs: boolean;
}

function listImports(): Import[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name.split(sep).join('/')}`);
  return files.flatMap((file) => {
    const source = readFileSync(join(ROOT, file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
    const named = [
      ...source.matchAll(/(?:^(?:import|export)\b[^'"`;]*?\bfrom\s*|^import\s*|\bimport\()['"]([^'"]+)['"]/gm),
    ].map(([, name]) => name!);
    return named.map((name) => {
      const isOurs = name.startsWith('.');
      return { file, isOurs, to: isOurs ? posix.join(dirname(file), name) : name };
    });
  });
}

/** `src/web/claims/tree.ts` is of the layer `web`; what lies outside `src` is its own path. */
const layerOf = (path: string) => (path.startsWith('src/') ? path.split('/')[1]! : path);

describe('imports', () => {
  const imports = listImports();

  it('are read', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ file: 'src/main.ts', to: 'src/app.ts', isOurs: true });
  });

  it('go down the layers only', () => {
    const wrong = imports.filter(({ file, to, isOurs }) => {
      const [from, into] = [layerOf(file), layerOf(to)];
      return isOurs && into !== from && !LAYERS[from]?.includes(into);
    });
    expect(wrong).toEqual([]);
  });

  it('leave provenance nothing but diff, and each package to its layer', () => {
    const wrong = imports.filter(({ file, to, isOurs }) => {
      if (isOurs) return false;
      if (layerOf(file) === 'provenance') return to !== 'diff';
      return PACKAGES.some(([name, layers]) => name.test(to) && !layers.includes(layerOf(file)));
    });
    expect(wrong).toEqual([]);
  });

  it('keep the features of web apart', () => {
    const SHARED = new Set(['helpers', 'middleware', 'words', 'claim-view']);
    const featureOf = (path: string) => {
      const [, folder, name, rest] = path.split('/');
      return folder === 'web' && rest !== undefined && !SHARED.has(name!) ? name : null;
    };
    const wrong = imports.filter(({ file, to }) => {
      const [from, into] = [featureOf(file), featureOf(to)];
      return into !== null && into !== from && file !== 'src/web/routes.ts';
    });
    expect(wrong).toEqual([]);
  });

  it('open a database in main and cli only', () => {
    const opening = /\bopenStore\(/;
    const files = [...new Set(imports.map(({ file }) => file))];
    const opens = files.filter((file) => opening.test(readFileSync(join(ROOT, file), 'utf8')));
    const elsewhere = opens.filter((file) => !/^src\/(main\.ts|cli\/|storage\/store\.ts)/.test(file));
    expect(elsewhere).toEqual([]);
  });

  it('leave the environment to config.ts', () => {
    const files = [...new Set(imports.map(({ file }) => file))];
    const readers = files.filter((file) =>
      /process\.env\.|process\.env\[/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(readers.map((file) => relative('src', file))).toEqual([]);
  });

  it('name what is installed on purpose', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const packages = imports.filter(({ to, isOurs }) => !isOurs && !to.startsWith('node:'));
    const names = packages.map(({ to }) =>
      to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/'),
    );
    expect(names.filter((name) => !(name in dependencies))).toEqual([]);
  });
});
