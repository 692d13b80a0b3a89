/** npm run licences: the licences of what is installed with `npm ci --omit=dev`, from package-lock.json, a line each. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isProgram } from './command.ts';

interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
}

/** By licence, as its package names it: the packages that are shipped, with their versions. */
export function listLicences(packages: Readonly<Record<string, LockedPackage>>): Map<string, string[]> {
  const byLicence = new Map<string, string[]>();
  for (const [path, { version, license = 'not said', dev = false }] of Object.entries(packages)) {
    if (path === '' || dev) continue;
    const name = `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)} ${version}`;
    byLicence.set(license, [...(byLicence.get(license) ?? []), name]);
  }
  return new Map([...byLicence].sort(([, a], [, b]) => b.length - a.length));
}

/** What package-lock.json says of each package, by its folder. */
export function readLockedPackages(): Record<string, LockedPackage> {
  const path = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
  return (JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, LockedPackage> }).packages;
}

if (isProgram(import.meta)) {
  for (const [licence, names] of listLicences(readLockedPackages())) {
    process.stdout.write(`${licence}: ${names.join(', ')}\n`);
  }
}
