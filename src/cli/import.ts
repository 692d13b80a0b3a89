/** npm run import -- FILE…: brings claims in from files. All of them, or none. */
import { parseArgs } from 'node:util';
import { checkText } from '../formats/checks.ts';
import { IMPORT_FORMATS } from '../formats/claims-file.ts';
import { LIMITS } from '../model/limits.ts';
import { Conflict, Locked, Refused } from '../storage/errors.ts';
import type { ImportResult } from '../storage/import/claims.ts';
import { lookUpMentions } from '../storage/sources/mentions.ts';
import type { Store } from '../storage/store.ts';
import { CommandError, isProgram, runCommand, stampNow } from './command.ts';
import { startProgress } from './progress.ts';
import { readClaimFiles } from './claim-files.ts';
import type { ImportProblem, ClaimToImport } from '../storage/types.ts';

/** Whom the history names where nobody is given: not the machine's user, who is no person that readers know. */
const NOBODY = 'import (command line)';

const USAGE = `usage: npm run import -- [--by NAME] FILE… (${IMPORT_FORMATS.map(({ form }) => form).join('; ')})`;

/**
 * Reads the files, checks all of them, and writes in one commit.
 * @param by whom the history names
 * @returns what happened, in one line; and a line for each thing in the files that is not kept
 * @throws CommandError that lists every problem by record and field; then nothing was written
 */
export async function importFiles(store: Store, paths: readonly string[], by = NOBODY): Promise<string> {
  const { incoming, problems, notices } = await readClaimFiles(paths, (mentions) => lookUpMentions(store, mentions));
  if (problems.length > 0) throw new CommandError(describeProblems(problems));
  const result = await writeClaims(store, incoming, by);
  await store.claims.refreshSummaries();
  return [describeResult(result), ...describeNotices(notices)].join('\n');
}

async function writeClaims(store: Store, incoming: readonly ClaimToImport[], actor: string): Promise<ImportResult> {
  const progress = startProgress('Importing', incoming.length);
  const options = { at: stampNow(), actor, reason: null, onClaim: () => progress.step() };
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

/** What the database's refusal means to the caller: nothing was written. */
function describeRefusal(error: unknown): unknown {
  if (error instanceof Conflict) {
    return new CommandError('Somebody else made changes at the same time, so nothing was imported. Try again.');
  }
  const { code, message } = error as Error & { code?: unknown };
  const isDatabase =
    error instanceof Refused || error instanceof Locked || (typeof code === 'string' && code.startsWith('SQLITE_'));
  return isDatabase ? new CommandError(`Nothing was imported, because the database refused it: ${message}`) : error;
}

function describeResult({ created, updated, unchanged, shared }: ImportResult): string {
  const records = shared === 1 ? '1 source or document' : `${shared} sources and documents`;
  if (created + updated > 0) return `Imported: ${created} new, ${updated} updated, ${unchanged} unchanged.`;
  const same = unchanged === 1 ? '1 claim is' : `${unchanged} claims are`;
  if (shared > 0) return `Imported: ${records} updated; ${same} already up to date.`;
  return `Nothing changed: ${same} already up to date.`;
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
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { by: { type: 'string' } } });
    const by = values.by?.trim();
    if (positionals.length === 0) throw new CommandError(USAGE);
    const reason = by === undefined ? null : checkText(by, { most: LIMITS.sourceName, lines: false });
    if (reason !== null) throw new CommandError(`--by ${reason}`);
    return async (store) => {
      process.stdout.write(`${await importFiles(store, positionals, by)}\n`);
    };
  });
}
