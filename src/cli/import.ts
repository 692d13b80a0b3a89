/** npm run import -- FILE…: brings claims in from files. */
import { parseArgs } from 'node:util';
import { checkText } from '../formats/checks.ts';
import { IMPORT_FORMATS, type PlacedClaim } from '../formats/claims-file.ts';
import { LIMITS } from '../model/limits.ts';
import { Conflict, isPassing, Refused } from '../storage/errors.ts';
import type { ImportOptions } from '../storage/import/claims.ts';
import type { ImportPlan, ImportResult } from '../storage/import/plan.ts';
import { lookUpMentions } from '../storage/sources/mentions.ts';
import type { Store } from '../storage/store.ts';
import { CommandError, isProgram, runCommand, stampNow } from './command.ts';
import { startProgress } from './progress.ts';
import { streamClaimFiles } from './claim-files.ts';
import type { ImportProblem } from '../storage/types.ts';

/** Whom the history names where nobody is given: not the machine's user, who is no person that readers know. */
const NOBODY = 'import (command line)';

const USAGE = `usage: npm run import -- [--by NAME] [--update] [--dry-run] FILE… (${IMPORT_FORMATS.map(({ form }) => form).join('; ')})`;

/** So many claims, and fewer, go in together or not at all. */
const WHOLE = 1_000;
/** More go in by as many at a time: an import that is interrupted, and called again, goes on from there. */
const COMMIT = 250;

export interface ImportManner {
  /** Whom the history names. */
  by?: string | undefined;
  /** Takes over what the files say otherwise of known records. */
  update?: boolean;
  /** Tells what an import would do, and writes nothing. */
  isDry?: boolean;
}

/** What has been read and written. */
interface Run {
  manner: ImportManner;
  identities: string[];
  waiting: PlacedClaim[];
  problems: ImportProblem[];
  notices: ImportProblem[];
  result: ImportResult;
  commits: number;
}

/**
 * Reads the files, checks what they hold and writes it: up to `WHOLE` claims all together, or none; more in commits of
 * `COMMIT`, in constant memory.
 * @returns what happened, in one line; and a line for each thing in the files that is not kept
 * @throws CommandError that lists every problem by record and field, and says what was written
 */
export async function importFiles(store: Store, paths: readonly string[], manner: ImportManner = {}): Promise<string> {
  const result = { created: 0, updated: 0, unchanged: 0, shared: 0, differing: 0 };
  const run: Run = { manner, identities: [], waiting: [], problems: [], notices: [], result, commits: 0 };
  const progress = startProgress(manner.isDry ? 'Reading' : 'Importing', null);
  const options: ImportOptions = {
    ...{ at: stampNow(), actor: manner.by ?? NOBODY, reason: null, onClaim: () => progress.step() },
    known: { take: manner.update ? 'all' : new Set(), apart: new Set(), earlier: new Map() },
  };
  try {
    for await (const part of streamClaimFiles(paths, (mentions) => lookUpMentions(store, mentions))) {
      run.problems.push(...part.problems);
      run.notices.push(...part.notices.slice(0, MOST_NOTICES - run.notices.length));
      // From the first problem on, the rest is read for further ones.
      for (const claim of run.problems.length === 0 ? part.incoming : []) run.waiting.push(claim);
      const most = run.commits === 0 ? WHOLE : COMMIT;
      while (run.problems.length === 0 && run.waiting.length > most) await writeWaiting(store, run, options);
    }
    while (run.problems.length === 0 && run.waiting.length > 0) await writeWaiting(store, run, options);
    if (run.problems.length > 0) throw new CommandError(describeProblems(run));
    if (!manner.isDry) await store.claims.refreshSummaries();
    return [describeResult(run), ...run.identities, ...describeNotices(run.notices)].join('\n');
  } finally {
    progress.stop();
  }
}

const MOST_NOTICES = 1_000;

async function writeWaiting(store: Store, run: Run, options: ImportOptions): Promise<void> {
  const isWhole = run.commits === 0 && run.waiting.length <= WHOLE;
  const claims = run.waiting.splice(0, isWhole ? WHOLE : COMMIT);
  try {
    const outcome = await store.claims.import(claims, { ...options, isDry: run.manner.isDry ?? false });
    if (!outcome.ok) run.problems.push(...outcome.problems);
    else {
      for (const count of COUNTS) run.result[count] += outcome.value[count];
      const told = describeIdentities(outcome.plan);
      run.identities.push(...told.slice(0, MOST_NOTICES - run.identities.length));
    }
    run.commits += 1;
  } catch (error) {
    throw describeRefusal(error, run);
  }
}

const COUNTS = ['created', 'updated', 'unchanged', 'shared', 'differing'] as const;

/** Who was taken for whom, and what differs from the files. */
function describeIdentities({ identities, similar, differences }: ImportPlan): string[] {
  return [
    ...identities.known.map(({ place, name, here }) => {
      const same = name === here.name ? '' : ` as “${here.name}”`;
      return `  ${place}: “${name}” is known here${same} (number ${here.id})`;
    }),
    ...identities.unclear.map(({ place, name, count }) => {
      return `  ${place}: “${name}” is the name of ${count} sources here; it comes in as a new one`;
    }),
    ...identities.alike.map(({ place, name, here }) => {
      return `  ${place}: “${name}” is new, and looks like ${here.map((one) => `“${one.name}” (number ${one.id})`).join(', ')}`;
    }),
    ...similar.map(({ place, text, other, hasSameWords }) => {
      const where = other.id === null ? `the claim of ${other.place}` : `“${other.text}” (number ${other.id})`;
      return `  ${place}: “${text}” is new, and ${hasSameWords ? 'has the same words as' : 'says nearly the same as'} ${where}`;
    }),
    ...differences.flatMap(({ kind, id, name, left }) =>
      left.map(({ member, before, after }) => {
        return `  ${kind} ${id}, “${name}”: ${member} is ${writeValue(before)} here and ${writeValue(after)} in the file`;
      }),
    ),
  ];
}

const LONGEST_VALUE = 80;

function writeValue(value: unknown): string {
  if (value === null || value === undefined) return 'unknown';
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** What the database's refusal means to the caller. */
function describeRefusal(error: unknown, run: Run): unknown {
  const written = describeWritten(run);
  if (error instanceof Conflict) {
    return new CommandError(`${written} Somebody else made changes at the same time. Try again.`);
  }
  const { code, message } = error as Error & { code?: unknown };
  const isDatabase =
    error instanceof Refused || isPassing(error) || (typeof code === 'string' && code.startsWith('SQLITE_'));
  return isDatabase ? new CommandError(`${written} The database refused: ${message}`) : error;
}

/** What is in the database when an import ends before its time. */
function describeWritten({ result: { created, updated, unchanged } }: Run): string {
  const done = created + updated + unchanged;
  if (done === 0) return 'Nothing was imported.';
  return `The first ${done.toLocaleString('en')} claims were imported; the same command goes on with the others.`;
}

function describeResult({ result, manner }: Run): string {
  const { created, updated, unchanged, shared, differing } = result;
  const records = shared === 1 ? '1 source or document' : `${shared} sources and documents`;
  const same = unchanged === 1 ? '1 claim is' : `${unchanged} claims are`;
  const left =
    differing === 0
      ? ''
      : ` ${differing === 1 ? '1 known record differs' : `${differing} known records differ`} from the files and ${differing === 1 ? 'was' : 'were'} left as ${differing === 1 ? 'it is' : 'they are'}: --update takes over what the files say.`;
  const [imported, nothing] = manner.isDry ? ['Would import', 'Nothing would change'] : ['Imported', 'Nothing changed'];
  if (created + updated > 0) return `${imported}: ${created} new, ${updated} updated, ${unchanged} unchanged.${left}`;
  if (shared > 0) return `${imported}: ${records} updated; ${same} already up to date.${left}`;
  return differing > 0 ? `${nothing}.${left}` : `${nothing}: ${same} already up to date.`;
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
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { by: { type: 'string' }, update: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
    });
    const by = values.by?.trim();
    if (positionals.length === 0) throw new CommandError(USAGE);
    const reason = by === undefined ? null : checkText(by, { most: LIMITS.sourceName, lines: false });
    if (reason !== null) throw new CommandError(`--by ${reason}`);
    const manner = { by, update: values.update ?? false, isDry: values['dry-run'] ?? false };
    return async (store) => {
      process.stdout.write(`${await importFiles(store, positionals, manner)}\n`);
    };
  });
}
