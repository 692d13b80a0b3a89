/** The house: how src is cut into folders, files and names (src/README.md). Who may import whom is kept by `npm run lint`. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, posix, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** More than this, and a newcomer no longer finds the room. */
const MOST_FILES = 15;
/** A shorter file with one caller belongs in its caller. */
const SHORTEST = 40;

interface SourceFile {
  path: string;
  lines: number;
  exports: readonly string[];
  imports: readonly string[];
}

function readSourceFile(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const imports = ts
    .preProcessFile(text)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => posix.join(dirname(path), fileName));
  return { path, lines: text.split('\n').length - 1, exports: statements.flatMap(listExportedNames), imports };
}

function listExportedNames(statement: ts.Statement): string[] {
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  }
  const { name } = statement as ts.Statement & { name?: ts.Identifier };
  return name ? [name.text] : [];
}

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readSourceFile(`src/${name.split(sep).join('/')}`));

/** By file: which import it. */
const callers = new Map<string, string[]>();
for (const { path, imports } of files) {
  for (const target of new Set(imports)) callers.set(target, [...(callers.get(target) ?? []), path]);
}

describe('the house', () => {
  it('each exported name of src has one home, so that one word has one meaning', () => {
    const homes = new Map<string, string[]>();
    for (const { path, exports } of files) {
      for (const name of exports) homes.set(name, [...(homes.get(name) ?? []), path]);
    }
    expect(homes.size).toBeGreaterThan(500);
    expect([...homes].filter(([, paths]) => paths.length > 1)).toEqual([]);
  });

  it(`no folder of src has more than ${MOST_FILES} files`, () => {
    const sizes = new Map<string, number>();
    for (const { path } of files) sizes.set(dirname(path), (sizes.get(dirname(path)) ?? 0) + 1);
    expect([...sizes].filter(([, count]) => count > MOST_FILES)).toEqual([]);
  });

  it(`no file of src is under ${SHORTEST} lines and has a single caller`, () => {
    // A feature's routes are looked for in a file of that name, however few they are.
    const small = files.filter(({ path, lines }) => lines < SHORTEST && basename(path) !== 'routes.ts');
    expect(small.filter(({ path }) => callers.get(path)?.length === 1).map(({ path }) => path)).toEqual([]);
  });

  it('files and folders of src have kebab-case names', () => {
    const odd = files.filter(({ path }) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)+[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(path));
    expect(odd).toEqual([]);
  });
});
