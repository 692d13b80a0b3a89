/** npm run import -- FILE…: brings claims in from files. */
import { parseArgs } from 'node:util';
import { checkText } from '../formats/checks.ts';
import { IMPORT_FORMATS, type PlacedClaim } from '../formats/claims-file.ts';
import { LIMITS } from '../model/limits.ts';
import { Conflict, Locked, Refused } from '../storage/errors.ts';
import type { ImportOptions, ImportResult } from '../storage/import/claims.ts';
import { lookUpMentions } from '../storage/sources/mentions.ts';
import type { Store } from '../storage/store.ts';
import { CommandError, isProgram, runCommand, stampNow } from './command.ts';
import { startProgress } from './progress.ts';
import { streamClaimFiles } from './claim-files.ts';
import type { ImportProblem } from '../storage/types.ts';

/** Whom the history names where nobody is given: not the machine's user, who is no person that readers know. */
const NOBODY = 'import (command line)';

const USAGE = `usage: npm run import -- [--by NAME] FILE… (${IMPORT_FORMATS.map(({ form }) => form).join('; ')})`;

/** So many claims, and fewer, go in together or not at all. */
const WHOLE = 1_000;
/** More go in by as many at a time: an import that is interrupted, and called again, goes on from there. */
const COMMIT = 250;

/** What has been read and written. */
interface Run {
  waiting: PlacedClaim[];
  problems: ImportProblem[];
  notices: ImportProblem[];
  result: ImportResult;
  commits: number;
}

/**
 * Reads the files, checks what they hold and writes it: up to `WHOLE` claims all together, or none; more in commits of
 * `COMMIT`, in constant memory.
 * @param by whom the history names
 * @returns what happened, in one line; and a line for each thing in the files that is not kept
 * @throws CommandError that lists every problem by record and field, and says what was written
 */
export async function importFiles(store: Store, paths: readonly string[], by = NOBODY): Promise<string> {
  const result = { created: 0, updated: 0, unchanged: 0, shared: 0 };
  const run: Run = { waiting: [], problems: [], notices: [], result, commits: 0 };
  const progress = startProgress('Importing', null);
  const options = { at: stampNow(), actor: by, reason: null, onClaim: () => progress.step() };
  try {
    for await (const part of streamClaimFiles(paths, (mentions) => lookUpMentions(store, mentions))) {
      run.problems.push(...part.problems);
      run.notices.push(...part.notices.slice(0, MOST_NOTICES - run.notices.length));
      // From the first problem on, the rest is read for further ones.
      for (const claim of run.problems.length === 0 ? part.incoming : []) run.waiting.push(claim);
      while (run.problems.length === 0 && run.waiting.length > WHOLE) await writeWaiting(store, run, options);
    }
    while (run.problems.length === 0 && run.waiting.length > 0) await writeWaiting(store, run, options);
    if (run.problems.length > 0) throw new CommandError(describeProblems(run));
    await store.claims.refreshSummaries();
    return [describeResult(run.result), ...describeNotices(run.notices)].join('\n');
  } finally {
    progress.stop();
  }
}

const MOST_NOTICES = 1_000;

async function writeWaiting(store: Store, run: Run, options: ImportOptions): Promise<void> {
  const isWhole = run.commits === 0 && run.waiting.length <= WHOLE;
  const claims = run.waiting.splice(0, isWhole ? WHOLE : COMMIT);
  try {
    const outcome = await store.claims.import(claims, options);
    if (!outcome.ok) run.problems.push(...outcome.problems);
    else for (const count of COUNTS) run.result[count] += outcome.value[count];
    run.commits += 1;
  } catch (error) {
    throw describeRefusal(error, run);
  }
}

const COUNTS = ['created', 'updated', 'unchanged', 'shared'] as const;

/** What the database's refusal means to the caller. */
function describeRefusal(error: unknown, run: Run): unknown {
  const written = describeWritten(run);
  if (error instanceof Conflict) {
    return new CommandError(`${written} Somebody else made changes at the same time. Try again.`);
  }
  const { code, message } = error as Error & { code?: unknown };
  const isDatabase =
    error instanceof Refused || error instanceof Locked || (typeof code === 'string' && code.startsWith('SQLITE_'));
  return isDatabase ? new CommandError(`${written} The database refused: ${message}`) : error;
}

/** What is in the database when an import ends before its time. */
function describeWritten({ result: { created, updated, unchanged } }: Run): string {
  const done = created + updated + unchanged;
  if (done === 0) return 'Nothing was imported.';
  return `The first ${done.toLocaleString('en')} claims were imported; the same command goes on with the others.`;
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

function describeProblems(run: Run): string {
  const { problems } = run;
  const lines = problems.map(({ place, field, message }) => `  ${place}: ${field === '' ? '' : `${field} `}${message}`);
  const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  return [`${describeWritten(run)} ${count}:`, ...lines].join('\n');
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
