/** The export command as a process: what stops it, where it writes, and what it takes. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { importFiles } from '../../src/cli/import.ts';
import { listSampleFiles } from '../../src/cli/sample.ts';
import type { HearsayClaim } from '../../src/formats/hearsay/schema.ts';
import { openStore } from '../../src/storage/store.ts';
import { aRecord, uidFrom } from '../support/records.ts';
import { ROOT, runProgram, startProgram } from '../support/run-command.ts';
import { putIn } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
const DATABASE = join(folder, 'newsroom.sqlite');

beforeAll(async () => {
  const store = await openStore(DATABASE);
  await importFiles(store, await listSampleFiles());
  await store.close();
});

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runProgram('src/cli/export.ts', args, { env: { DATABASE, ...env } });

describe('the export command', () => {
  test('the export command writes several claims one a line in the given order and reports the file it wrote', async () => {
    const out = join(folder, 'several.ndjson');
    const { code, stdout, stderr } = await run(['3', '1', '--out', out]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: `Exported 2 claims to ${out}.\n` });
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    const uids = lines.map((line) => (JSON.parse(line) as HearsayClaim).claim.uid);
    const store = await openStore(DATABASE);
    const expected = await Promise.all([3, 1].map(async (id) => (await store.claims.load(id))!.record.claim.uid));
    await store.close();
    expect(uids).toEqual(expected);
    expect(existsSync(`${out}.unfinished`)).toBe(false);
  });
});

describe('an export that meets a damaged claim', () => {
  test('goes on, names it at the end, and ends unlike a whole one', async () => {
    const folder = makeTempFolder();
    const path = join(folder, 'damaged.sqlite');
    const made = await openStore(path);
    await putIn(made, aRecord('one', 'a->b'), aRecord('two', 'c->d'), aRecord('three', 'e->f'));
    await made.close();
    const client = new Database(path);
    client.exec(
      'pragma foreign_keys = off; delete from source where id = (select source_id from statement where claim_id = 2)',
    );
    client.close();
    const out = join(folder, 'damaged.ndjson');
    const { code, stderr } = await run(['--all', '--out', out], { DATABASE: path });
    expect(code).toBe(1);
    expect(stderr).toContain(`The export is not whole: claim 2 can't be read. All others are in ${out}.unfinished.`);
    expect(existsSync(out)).toBe(false);
    expect(readFileSync(`${out}.unfinished`, 'utf8').trimEnd().split('\n')).toHaveLength(2);
    const piped = await run(['--all'], { DATABASE: path });
    expect([piped.code, piped.stdout.trimEnd().split('\n').length]).toEqual([1, 2]);
  });
});

describe('the export command', () => {
  test('a failing export says why in one line, exits with 1 and creates no database', async () => {
    const nobody = uidFrom('nobody');
    const missing = { DATABASE: join(folder, 'typo.sqlite') };
    const cases: [string[], Record<string, string>, RegExp][] = [
      [['--everything'], missing, /^Unknown option '--everything'.*\n$/],
      [['1'], missing, /^DATABASE .*can't be used: there is no such file\n$/],
      [['1', nobody], {}, new RegExp(`^There is no claim ${nobody}.\n$`)],
    ];
    await Promise.all(
      cases.map(async ([args, env, line]) => {
        const stderr = expect.stringMatching(line) as string;
        expect(await run(args, env)).toEqual({ code: 1, signal: null, stdout: '', stderr });
      }),
    );
    expect(existsSync(missing.DATABASE)).toBe(false);
  });

  test('the export command works when run through a symbolic link', async () => {
    const link = join(folder, 'current');
    symlinkSync(ROOT, link);
    const { code, stdout } = await runProgram(join(link, 'src/cli/export.ts'), ['1'], { env: { DATABASE } });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as HearsayClaim).format).toBe('hearsay.claim/1');
  });
});

describe('the output of an export', () => {
  test('an export file that cannot be written is reported in one line and the old one stays', async () => {
    const kept = join(folder, 'kept.ndjson');
    writeFileSync(kept, 'last night');
    mkdirSync(join(folder, 'a-folder'));
    const nowhere = join(folder, 'nowhere', 'x.json');
    const limited = [
      '-c',
      'ulimit -f 64; exec "$0" --import tsx src/cli/export.ts --all --out "$1"',
      process.execPath,
      kept,
    ];
    const [missing, isFolder] = await Promise.all([
      run(['1', '--out', nowhere]),
      run(['1', '--out', join(folder, 'a-folder')]),
    ]);
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^.*nowhere.x\.json can't be written: ENOENT.*\n$/) as string,
    });
    expect(isFolder).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/a-folder can't be written: EISDIR.*\n$/) as string,
    });
    // The disk is full after 32 KiB.
    const failed = (): unknown =>
      execFileSync('bash', limited, { cwd: ROOT, env: { PATH: process.env.PATH, DATABASE }, stdio: 'pipe' });
    expect(failed).toThrow("can't be written: EFBIG");
    expect(readFileSync(kept, 'utf8')).toBe('last night');
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  test('an export to a named pipe writes into it and does not replace it', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const cat = startProgram('-e', [`process.stdout.write(require('node:fs').readFileSync(${JSON.stringify(pipe)}))`]);
    const [read, exported] = await Promise.all([cat.ended, run(['1', '--out', pipe])]);
    expect(exported.code).toBe(0);
    expect((JSON.parse(read.stdout) as HearsayClaim).format).toBe('hearsay.claim/1');
  });

  test('an export to a full standard output is reported in one line', async () => {
    const { code, stderr } = await runProgram('src/cli/export.ts', ['--all'], {
      env: { DATABASE },
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "The output can't be written: ENOSPC: no space left on device, write\n",
    });
  });
});

describe('an export of many large claims', () => {
  const [few, many] = [join(folder, 'few.sqlite'), join(folder, 'many.sqlite')];

  /** Claims of 100 KB each. */
  async function fill(path: string, count: number): Promise<void> {
    const large = await openStore(path);
    const wordings = Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [`s@${i}`, { wording: 'x'.repeat(10_000), statedAt: `${2000 + i}` }]),
    );
    const shorthand = Object.keys(wordings).join(' ');
    await putIn(
      large,
      ...Array.from({ length: count }, (_, i) => aRecord(`large ${i}`, shorthand, { statements: wordings })),
    );
    await large.close();
  }

  beforeAll(async () => {
    await Promise.all([fill(few, 30), fill(many, 450)]);
  });

  test('the memory of an export does not grow with the number of claims', async () => {
    const tell = "data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))";
    const peaks: number[] = [];
    for (const path of [few, many]) {
      const { child, ended } = startProgram('src/cli/export.ts', ['--all'], {
        env: { DATABASE: path },
        nodeArgs: ['--max-semi-space-size=2', '--max-old-space-size=64', '--import', tell],
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let bytes = 0;
      child.stdout!.removeAllListeners('data').on('data', (chunk: string) => (bytes += chunk.length));
      const { code, stderr } = await ended;
      expect(code).toBe(0);
      peaks.push(Number(/peak (\d+)/.exec(stderr)![1]) / 1024);
      expect(bytes).toBeGreaterThan(path === few ? 3_000_000 : 45_000_000);
    }
    // 42 MB more to write.
    expect(peaks[1]! - peaks[0]!).toBeLessThan(32);
  });

  test('an export stops quietly when its reader closes the pipe', async () => {
    const { child, ended } = startProgram('src/cli/export.ts', ['--all'], { env: { DATABASE: many } });
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    const { code, signal, stderr } = await ended;
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    expect(readdirSync(folder).filter((name) => name.startsWith('many'))).toEqual(['many.sqlite']);
  });
});
