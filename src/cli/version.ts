/**
 * npm version NUMBER runs this between the new number in package.json and the commit: what CHANGELOG.md has under
 * "Unreleased" becomes the release's own. src/README.md describes a release.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { VERSION } from '../version.ts';
import { isProgram } from './command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CHANGELOG = `${ROOT}/CHANGELOG.md`;
const UNRELEASED = /^## Unreleased\n([^]*?)(?=^## |(?![^]))/m;

/**
 * The changelog with a section of its own for a version.
 * @param day such as 2026-11-30
 * @throws Error when nothing is unreleased, or the version was released before
 */
export function cutRelease(changelog: string, version: string, day: string): string {
  if (listReleases(changelog).includes(version)) throw new Error(`CHANGELOG.md has a section of ${version} already`);
  const changes = UNRELEASED.exec(changelog)?.[1] ?? '';
  if (!/^- /m.test(changes)) throw new Error('CHANGELOG.md has nothing under "Unreleased"');
  return changelog.replace(UNRELEASED, () => `## Unreleased\n\n## ${version} (${day})\n${changes}`);
}

/** The versions that a changelog has sections of, the newest first. */
export function listReleases(changelog: string): string[] {
  return [...changelog.matchAll(/^## (\d[^ \n]*)/gm)].map(([, version]) => version!);
}

if (isProgram(import.meta)) {
  try {
    // npm gives it to scripts of `npm version` alone.
    if (!process.env.npm_new_version) throw new Error('usage: npm version NUMBER');
    const day = new Date().toISOString().slice(0, 10);
    writeFileSync(CHANGELOG, cutRelease(readFileSync(CHANGELOG, 'utf8'), VERSION, day));
    execFileSync('git', ['add', CHANGELOG]);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
