/**
 * npm run backup -- FILE|FOLDER: copies the database, which may be served meanwhile.
 * npm run restore -- COPY [FILE]: puts a copy in the place of the database.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, type Config } from '../config.ts';
import { makeCopy, nameCopy } from '../storage/backups/copies.ts';
import { restoreCopy } from '../storage/backups/restore.ts';
import { writeSize } from '../wording/values.ts';
import { CommandError, isProgram, reportFailure } from './command.ts';

const BACKUP_USAGE = 'usage: npm run backup -- FILE or FOLDER';
const RESTORE_USAGE = 'usage: npm run restore -- COPY [FILE]';

function backUp([path, ...more]: readonly string[]): void {
  if (path === undefined || more.length > 0) throw new CommandError(BACKUP_USAGE);
  const config = readConfig(process.env);
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const target = isFolder ? join(path, nameCopy(new Date())) : path;
  const size = makeCopy(config.database, target);
  process.stdout.write(`Copied ${config.database} to ${target} (${writeSize(size)}) and checked it.\n`);
  tellOfSecret(config);
}

function restore([copy, file, ...more]: readonly string[]): void {
  if (copy === undefined || more.length > 0) throw new CommandError(RESTORE_USAGE);
  const config = readConfig(file === undefined ? process.env : { ...process.env, DATABASE: file });
  const kept = restoreCopy(copy, config.database, new Date());
  process.stdout.write(`${config.database} is now what ${copy} holds.\n`);
  if (kept !== null) process.stdout.write(`What was there is kept as ${kept}.\n`);
  tellOfSecret(config);
}

/** What a copy lacks, and what that means. */
function tellOfSecret({ database, secret }: Pick<Config, 'database' | 'secret'>): void {
  const place = secret === null ? `${database}.secret` : 'the setting SECRET';
  process.stdout.write(
    `Sessions depend on the secret, which is not in it: keep ${place} as well, somewhere else, or everybody has to sign in again.\n`,
  );
}

if (isProgram(import.meta)) {
  try {
    const { values, positionals } = parseArgs({ options: { restore: { type: 'boolean' } }, allowPositionals: true });
    (values.restore ? restore : backUp)(positionals);
  } catch (error) {
    reportFailure(error);
  }
}
