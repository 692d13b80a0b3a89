/** A file with so many invented claims in it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER } from '../../src/storage/migrations.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { inventClaim } from './invented-claims.ts';

const BATCH = 500;
const BY = { at: '2025-06-18T09:00:00Z', actor: 'benchmark', reason: null };

/** Kept between runs in the system's temporary folder, for as long as schema and claims are the same. */
export async function openBase(size: number): Promise<Store> {
  const folder = join(tmpdir(), 'hearsay-bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${size}-${describeContent()}.sqlite`);
  if (!existsSync(file)) {
    const store = await openStore(`${file}.new`);
    await fillBase(store, size);
    await store.close();
    renameSync(`${file}.new`, file);
  }
  return openStore(file);
}

function describeContent(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS_FOLDER).filter((entry) => entry.endsWith('.sql'))) {
    hash.update(readFileSync(join(MIGRATIONS_FOLDER, name)));
  }
  hash.update(readFileSync(join(import.meta.dirname, 'invented-claims.ts')));
  return hash.digest('hex').slice(0, 10);
}

/** As everybody's claims come in: by import, some at a time. */
async function fillBase(store: Store, size: number): Promise<void> {
  const last = (await store.claims.listIds(0, size)).length;
  for (let from = last + 1; from <= size; from += BATCH) {
    const places = Array.from({ length: Math.min(BATCH, size - from + 1) }, (_, n) => from + n);
    const incoming = places.map((place) => {
      return { record: inventClaim(place), texts: new Map<string, string>(), url: null, place: `claim ${place}` };
    });
    const outcome = await store.claims.import(incoming, BY);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems.slice(0, 3)));
  }
}
