/** Files with so many claims of an invented newsroom in them. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER } from '../../src/storage/migrations.ts';
import { openStore, type Store } from '../../src/storage/store.ts';

const NEWSROOM = join(import.meta.dirname, '../../src/newsroom');

/** How many claims benchmarks are run with. */
export const SIZES = (process.env.SIZES ?? '1000,100000').split(',').map(Number);

/** The path of a database, kept between runs in the system's temporary folder for as long as schema and claims are the same. */
export async function findBase(claims: number): Promise<string> {
  const folder = join(tmpdir(), 'hearsay-bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${claims}-${describeContent()}.sqlite`);
  if (existsSync(file)) return file;
  const args = ['--import', 'tsx', 'src/cli/generate.ts', '--claims', String(claims), `${file}.new`];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`no base of ${claims} claims was made`);
  renameSync(`${file}.new`, file);
  return file;
}

/** The database itself: whoever opens it writes nothing. */
export async function openBase(claims: number): Promise<Store> {
  return openStore(await findBase(claims));
}

function describeContent(): string {
  const hash = createHash('sha256');
  const read = (folder: string, ending: string): void => {
    for (const name of readdirSync(folder).sort())
      if (name.endsWith(ending)) hash.update(readFileSync(join(folder, name)));
  };
  read(MIGRATIONS_FOLDER, '.sql');
  read(NEWSROOM, '.ts');
  return hash.digest('hex').slice(0, 10);
}
