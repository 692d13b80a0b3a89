/** npm run read -- [--publisher NAME] FILE… | --jsonl FILE: who attributes what to whom in stories, one line of hearsay.reading/1 each. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { readStory, type ReadOptions } from '../extraction/reading.ts';
import { CommandError, isProgram, reportFailure } from './command.ts';

const USAGE =
  'usage: npm run read -- FILE… (the text of one story each), or --jsonl FILE ({"id","text","publisher"?} on each line); with --publisher NAME for stories that don’t name theirs';

interface Story {
  text: string;
  options: ReadOptions;
}

type Input = Story | { problem: string };

async function* readTexts(paths: readonly string[], publisher: string | null): AsyncGenerator<Input> {
  for (const path of paths) {
    try {
      yield { text: decode(await readFile(path)), options: { id: path, publisher } };
    } catch (error) {
      yield { problem: `${path}: ${describeReadError(error)}` };
    }
  }
}

/** Offsets count from the first letter: a mark of the encoding is none of the text. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function describeReadError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'This is not UTF-8 text.' : message;
}

async function* readLines(path: string, publisher: string | null): AsyncGenerator<Input> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  try {
    for await (const line of lines) {
      number += 1;
      if (line.trim() !== '')
        yield parseLine(number === 1 ? line.replace(/^\uFEFF/, '') : line, `${path}:${number}`, publisher);
    }
  } catch (error) {
    yield { problem: `${path}: ${describeReadError(error)}` };
  }
}

function parseLine(line: string, place: string, publisher: string | null): Input {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { problem: `${place}: not JSON: ${(error as Error).message}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: `${place}: not an object` };
  const { id, text, publisher: own = publisher } = value as Record<string, unknown>;
  if (typeof id !== 'string' && typeof id !== 'number') return { problem: `${place}: id must be text or a number` };
  if (typeof text !== 'string') return { problem: `${place}: text must be text` };
  if (own !== null && typeof own !== 'string') return { problem: `${place}: publisher must be text` };
  return { text, options: { id: String(id), publisher: own } };
}

async function* answer(inputs: AsyncIterable<Input>): AsyncGenerator<string> {
  for await (const input of inputs) {
    if ('problem' in input) reportProblem(input.problem);
    else {
      const reading = readStory(input.text, input.options);
      if (reading.refused !== null) reportProblem(`${reading.id}: ${reading.refused}`);
      for (const { why } of reading.skipped) process.stderr.write(`${reading.id}: ${why}\n`);
      yield `${JSON.stringify(reading)}\n`;
    }
  }
}

/** One story that can't be read keeps none of the others from being read. */
function reportProblem(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

function parseReadArguments(): AsyncIterable<Input> {
  const options = { jsonl: { type: 'string' }, publisher: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { jsonl, publisher = null } = values;
  if ((jsonl === undefined) === (positionals.length === 0) || jsonl === '' || publisher === '')
    throw new CommandError(USAGE);
  return jsonl === undefined ? readTexts(positionals, publisher) : readLines(jsonl, publisher);
}

async function run(): Promise<void> {
  try {
    await pipeline(Readable.from(answer(parseReadArguments())), process.stdout);
  } catch (error) {
    // Whoever reads may stop early, as `head` does: then there is no more to do, and nothing went wrong.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') reportFailure(error);
  }
}

if (isProgram(import.meta)) {
  // The pipeline reports the error too; without a listener here it would end the process.
  process.stdout.on('error', () => undefined);
  await run();
}
