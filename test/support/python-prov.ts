/** Debian's python3-prov, an implementation of PROV that is not ours. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

/** Debian's own: the one on the PATH may be another, without Debian's packages. */
const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('check-prov.py', import.meta.url));

const isThere = spawnSync(PYTHON, ['-c', 'import prov'], { stdio: 'ignore' }).status === 0;

/** Tests by python3-prov. Without it they are skipped, and the run says so at its end; in CI that is a failure. */
export const describeWithProv = describe.skipIf(!isThere && process.env.CI !== 'true');

export interface Checked {
  /** What is wrong with it. */
  problems: readonly string[];
  /** The document as python3-prov writes it. */
  text: string;
  /** So many records stand in the document itself. */
  records: number;
}

/** Reads and writes documents of PROV-JSON, all in one process: it is slow to start. */
export function checkProv(documents: readonly object[]): Checked[] {
  const input = documents.map((document) => `${JSON.stringify(document)}\n`).join('');
  const { status, stdout, stderr, error } = spawnSync(PYTHON, [SCRIPT], {
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { PYTHONIOENCODING: 'utf-8' },
  });
  if (error ?? status !== 0) throw new Error(`python3-prov failed: ${error?.message ?? stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Checked);
}
