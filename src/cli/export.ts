/** npm run export -- [--all | ID…] [--format FORMAT] [--out FILE]: claims in a format that holds many. */
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import type { Store } from '../storage/store.ts';
import { CommandError, isProgram, runCommand, stampNow, type Task } from './command.ts';
import { startProgress, type Progress } from './progress.ts';
import { COMMAND_FORMATS, locateClaim, type ManyClaims } from '../formats/index.ts';

const USAGE =
  `usage: npm run export -- [--all | ID…] [--format ${COMMAND_FORMATS.map(({ many }) => many.option).join('|')}] ` +
  '[--out FILE] (an ID is a claim’s number or its uid)';

/** Claims read at a time: memory stays the same however many there are. */
const ROUND = 100;

async function* listAll(store: Store): AsyncGenerator<number> {
  for (let after = 0; ;) {
    const ids = await store.claims.listIds(after, ROUND);
    yield* ids;
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

async function findAll(store: Store, names: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names) {
    const id = /^\d{1,15}$/.test(name) ? Number(name) : await store.claims.findId(name);
    if (id === null || !(await store.claims.load(id))) throw new CommandError(`There is no claim ${name}.`);
    ids.push(id);
  }
  return ids;
}

type ClaimsFormat = Omit<ManyClaims, 'option'> & { exportedAt: string };

/**
 * @param isOne whether one claim is asked for by itself: it is written to be read
 * @param exportedAt UTC to the second
 * @returns null for a name that no format has
 */
export function chooseFormat(name: string, isOne: boolean, exportedAt: string): ClaimsFormat | null {
  const format = COMMAND_FORMATS.find(({ many }) => many.option === name);
  if (!format) return null;
  const { write, many } = format;
  return isOne ? { open: '', between: '', close: '', write, exportedAt } : { ...many, exportedAt };
}

/**
 * Writes claims one after another into `out`, as fast as it accepts them, and closes it.
 * @returns the numbers of those that can't be read, and are missing
 */
export async function exportClaims(
  store: Store,
  config: Config,
  ids: Iterable<number> | AsyncIterable<number>,
  out: Writable,
  { format, progress }: { format: ClaimsFormat; progress: Progress },
): Promise<number[]> {
  const damaged: number[] = [];
  const writeOne = async (id: number): Promise<string | null> => {
    const claim = await store.claims.load(id);
    if (!claim) return null;
    const { url } = locateClaim(claim, config.baseUrl);
    return format.write(claim.record, { url, here: url, exportedAt: format.exportedAt });
  };
  const write = async function* (): AsyncGenerator<string> {
    yield format.open;
    let between = '';
    for await (const id of ids) {
      const text = await writeOne(id).catch(() => {
        damaged.push(id);
        return null;
      });
      if (text !== null) {
        yield between + text;
        between = format.between;
      }
      progress.step();
    }
    yield format.close;
  };
  await pipeline(Readable.from(write()), out);
  return damaged;
}

/** @param damaged by number: the claims that could not be read */
function describeDamage(damaged: readonly number[], where: string): CommandError {
  const names = damaged.length === 1 ? `claim ${damaged[0]}` : `claims ${damaged.join(', ')}`;
  return new CommandError(`The export is not whole: ${names} can't be read. All others are in ${where}.`);
}

export function parseExportArguments(args: readonly string[]): Task {
  const options = {
    all: { type: 'boolean', default: false },
    out: { type: 'string' },
    format: { type: 'string' },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.all === positionals.length > 0 || values.out === '') throw new CommandError(USAGE);
  const format = chooseFormat(values.format ?? 'hearsay', positionals.length === 1, stampNow());
  if (!format) throw new CommandError(USAGE);
  return async (store, config) => {
    const ids = values.all ? listAll(store) : await findAll(store, positionals);
    const count = values.all ? await store.claims.countAll() : positionals.length;
    const progress = startProgress('Exporting', count);
    const write = (out: Writable) => exportClaims(store, config, ids, out, { format, progress });
    try {
      await (values.out === undefined ? exportToReader(write) : exportToFile(values.out, write));
    } finally {
      progress.stop();
    }
    if (values.out === undefined) return;
    process.stderr.write(`Exported ${count} ${count === 1 ? 'claim' : 'claims'} to ${values.out}.\n`);
  };
}

/** Returns the claims that can't be read. */
type Write = (out: Writable) => Promise<number[]>;

/** Whoever reads may stop early, as `head` does: then there is no more to do, and nothing went wrong. */
async function exportToReader(write: Write): Promise<void> {
  const damaged = await write(process.stdout).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw describeUnwritable('The output', error);
    return [];
  });
  if (damaged.length > 0) throw describeDamage(damaged, 'the output');
}

/**
 * The file is there whole or not at all: it gets its name when it is finished. One in which claims are missing keeps the
 * ending `.unfinished`. A device or a pipe is written as it is.
 */
async function exportToFile(path: string, write: Write): Promise<void> {
  const known = await stat(path).catch(() => null);
  const isFile = known === null || known.isFile();
  const unfinished = isFile ? `${path}.unfinished` : path;
  try {
    const damaged = await write(createWriteStream(unfinished));
    if (damaged.length > 0) throw describeDamage(damaged, unfinished);
    if (isFile) await rename(unfinished, path);
  } catch (error) {
    if (isFile && !(error instanceof CommandError)) await rm(unfinished, { force: true });
    throw describeUnwritable(path, error);
  }
}

/** Puts an error of the system about a file plainly; leaves any other as it is. */
function describeUnwritable(what: string, error: unknown): unknown {
  const { syscall, message } = error as NodeJS.ErrnoException;
  return syscall === undefined ? error : new CommandError(`${what} can't be written: ${message}`);
}

if (isProgram(import.meta)) {
  // The pipeline reports the error too; without a listener here it would end the process.
  process.stdout.on('error', () => undefined);
  await runCommand(() => parseExportArguments(process.argv.slice(2)), { create: false });
}
