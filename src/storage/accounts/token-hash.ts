import { createHash } from 'node:crypto';

/** What is kept of a token. It is 256 random bits, so that nobody can find it by trying: no salt, no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
