/** npm run import -- FILE…: brings claims in from files. All of them, or none. */
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { IMPORT_FORMATS } from '../formats/claims-file.ts';
import { Conflict, Refused } from '../storage/errors.ts';
import type { ImportResult } from '../storage/import/claims.ts';
import { lookUpMentions } from '../storage/sources/mentions.ts';
import type { Store } from '../storage/store.ts';
import { CommandError, isProgram, runCommand, stampNow } from './command.ts';
import { startProgress } from './progress.ts';
import { readClaimFiles } from './claim-files.ts';
import type { ImportProblem, ClaimToImport } from '../storage/types.ts';

const USAGE = `usage: npm run import -- FILE… (${IMPORT_FORMATS.map(({ form }) => form).join('; ')})`;

/**
 * Reads the files, checks all of them, and writes in one commit.
 * @returns what happened, in one line; and a line for whatever of the files is not kept
 * @throws CommandError that lists every problem by record and field; then nothing was written
 */
export async function importFiles(store: Store, paths: readonly string[]): Promise<string> {
  const { incoming, problems, notices } = await readClaimFiles(paths, (mentions) => lookUpMentions(store, mentions));
  if (problems.length > 0) throw new CommandError(describeProblems(problems));
  const result = await writeClaims(store, incoming);
  await store.claims.refreshSummaries();
  return [describeResult(result), ...describeNotices(notices)].join('\n');
}

async function writeClaims(store: Store, incoming: readonly ClaimToImport[]): Promise<ImportResult> {
  const progress = startProgress('Importing', incoming.length);
  const options = { at: stampNow(), actor: `${nameAccount()} (import)`, reason: null, onClaim: () => progress.step() };
  try {
    const outcome = await store.claims.import(incoming, options);
    if (!outcome.ok) throw new CommandError(describeProblems(outcome.problems));
    return outcome.value;
  } catch (error) {
    throw describeRefusal(error);
  } finally {
    progress.stop();
  }
}

/** Who runs the command. A container may run it under a number that has no name. */
function nameAccount(): string {
  try {
    return userInfo().username;
  } catch {
    return `account ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** What the database's refusal means to the caller: nothing was written. */
function describeRefusal(error: unknown): unknown {
  if (error instanceof Conflict) {
    return new CommandError('Someone else wrote at the same time: nothing was imported. Try again.');
  }
  const { code, message } = error as Error & { code?: unknown };
  const isDatabase = error instanceof Refused || (typeof code === 'string' && code.startsWith('SQLITE_'));
  return isDatabase ? new CommandError(`The database refused it, and nothing was imported: ${message}`) : error;
}

function describeResult({ created, updated, unchanged, shared }: ImportResult): string {
  const records = shared === 1 ? '1 source or document' : `${shared} sources and documents`;
  if (created + updated > 0) return `Imported: ${created} new, ${updated} updated, ${unchanged} unchanged.`;
  const same = unchanged === 1 ? '1 claim is' : `${unchanged} claims are`;
  if (shared > 0) return `Imported: ${records} updated; ${same} already here as in the file.`;
  return `Nothing changed: ${same} already here as in the file.`;
}

const describeNotices = (notices: readonly ImportProblem[]): string[] =>
  notices.map(({ place, message }) => `  ${place}: ${message}`);

function describeProblems(problems: readonly ImportProblem[]): string {
  const lines = problems.map(({ place, field, message }) => `  ${place}: ${field === '' ? '' : `${field} `}${message}`);
  const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  return [`Nothing was imported. ${count}:`, ...lines].join('\n');
}

if (isProgram(import.meta)) {
  await runCommand(() => {
    const { positionals } = parseArgs({ allowPositionals: true });
    if (positionals.length === 0) throw new CommandError(USAGE);
    return async (store) => {
      process.stdout.write(`${await importFiles(store, positionals)}\n`);
    };
  });
}
