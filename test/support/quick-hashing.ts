/**
 * Passwords are hashed with as good as no work: two tenths of a second for each person of each test would be a sixth of
 * the time that all tests take. Programs that a test starts hash as they always do.
 */
import crypto, { scrypt } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const WORK = { N: 2, r: 1, p: 1 };

type Work = (...given: [crypto.BinaryLike, crypto.BinaryLike, number, crypto.ScryptOptions, Done]) => void;
type Done = (error: Error | null, key: Buffer<ArrayBuffer>) => void;

const hashes = { count: 0 };

/** How many passwords this worker has hashed so far. */
export function countHashes(): number {
  return (crypto.scrypt as unknown as { hashes: typeof hashes }).hashes.count;
}

/** Vitest runs this before each file; once is enough for a worker. */
if (crypto.scrypt.name !== 'scryptQuickly') {
  // The name is bound to the one of today, before ours takes its place.
  const real = scrypt;
  const scryptQuickly: Work = (password, salt, length, _work, done) => {
    hashes.count += 1;
    real(password, salt, length, WORK, done);
  };
  Object.assign(crypto, { scrypt: Object.assign(scryptQuickly, { hashes }) });
  syncBuiltinESMExports();
}
