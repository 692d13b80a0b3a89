/** Newer versions of Node install the program as the README says, and run it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { PATIENCE } from './support/patience.ts';
import { ROOT, runProgram, startServer, type Running } from './support/run-command.ts';
import { makeTempFolder } from './support/temp-folder.ts';

/** What `.deploy/Containerfile` copies. */
const PROGRAM = ['package.json', 'package-lock.json', 'tsconfig.json', 'src', 'views'];
const DATA = ['schema.ts', 'schema', 'migrations', 'sample'].map((name) => join('db', name));

const folder = makeTempFolder();
const running: Running[] = [];
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

/** @returns the folder of Node's binary and headers, from npm's package for this platform */
function fetchNode(major: number): string {
  const name = `node-${process.platform}-${process.arch}`;
  const place = join(folder, `node-${major}`);
  execFileSync('npm', ['install', '--prefix', place, '--no-save', `${name}@${major}`], { stdio: 'pipe' });
  return join(place, 'node_modules', name);
}

/** Makes a copy of the program, with better-sqlite3 compiled against the headers of that Node. */
function install(nodeFolder: string, copy: string): void {
  mkdirSync(join(copy, 'db'), { recursive: true });
  for (const name of [...PROGRAM, ...DATA]) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  execFileSync('npm', ['ci', '--omit=dev', '--prefix', copy], {
    ...{ cwd: copy, stdio: 'pipe' },
    env: {
      ...process.env,
      PATH: `${join(nodeFolder, 'bin')}:${process.env.PATH}`,
      npm_config_build_from_source: 'true',
      npm_config_nodedir: nodeFolder,
    },
  });
}

it.each([22, 24])('Node %i installs, fills, serves and stops', { timeout: 2 * PATIENCE }, async (major) => {
  const nodeFolder = fetchNode(major);
  const node = join(nodeFolder, 'bin', 'node');
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${major}\\.`));
  const cwd = join(folder, `hearsay-${major}`);
  install(nodeFolder, cwd);
  const database = join(folder, `${major}.sqlite`);

  const filled = await runProgram('src/cli/sample.ts', [database], { cwd, node });
  expect(filled).toMatchObject({ code: 0, stderr: '' });

  const { child, ended, port } = await startServer({ DATABASE: database }, (one) => running.push(one), { cwd, node });

  const kinds = { '': 'text/html', '.json': 'application/json', '.png': 'image/png' };
  for (const [ending, type] of Object.entries(kinds)) {
    const response = await fetch(`http://127.0.0.1:${port}/claims/1${ending}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
    if (ending === '.json') expect(await response.json()).toMatchObject({ format: 'hearsay.claim/1' });
    else await response.arrayBuffer();
  }

  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
});
