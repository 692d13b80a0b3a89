/**
 * npm run backup -- FILE|FOLDER: copies the database, a file or a cluster, which may be served meanwhile.
 * npm run restore -- COPY [FILE]: puts a copy in the place of a database file.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, type Config } from '../config.ts';
import { copyCluster, makeCopy, nameCopy } from '../storage/backups/copies.ts';
import { restoreCopy } from '../storage/backups/restore.ts';
import { createNodes, nameDatabase, readAddresses } from '../storage/cluster/nodes.ts';
import { writeSize } from '../wording/values.ts';
import { CommandError, isProgram, reportFailure } from './command.ts';

const BACKUP_USAGE = 'usage: npm run backup -- FILE or FOLDER';
const LOAD =
  'DATABASE is a cluster, which a copy comes into by rqlite itself: stop every server, and send it to one node with ' +
  "curl --data-binary @COPY -H 'Content-Type: application/octet-stream' http://NODE:4001/db/load";
const RESTORE_USAGE = 'usage: npm run restore -- COPY [FILE]';

async function backUp([path, ...more]: readonly string[]): Promise<void> {
  if (path === undefined || more.length > 0) throw new CommandError(BACKUP_USAGE);
  const config = readConfig(process.env);
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const target = isFolder ? join(path, nameCopy(new Date())) : path;
  const addresses = readAddresses(config.database);
  const size = addresses ? await copyCluster(createNodes(addresses), target) : makeCopy(config.database, target);
  process.stdout.write(`Copied ${nameDatabase(config.database)} to ${target} (${writeSize(size)}) and checked it.\n`);
  tellOfSecret(config);
}

function restore([copy, file, ...more]: readonly string[]): void {
  if (copy === undefined || more.length > 0) throw new CommandError(RESTORE_USAGE);
  const config = readConfig(file === undefined ? process.env : { ...process.env, DATABASE: file });
  if (readAddresses(config.database)) throw new CommandError(LOAD);
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
    if (values.restore) restore(positionals);
    else await backUp(positionals);
  } catch (error) {
    reportFailure(error);
  }
}
