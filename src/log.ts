/**
 * The log: a line each on the standard output. The site outlives a disk that is full, a reader of the log that is slow
 * and one that is gone: lines that can't be written are dropped and counted. pino's own destination stops the process then:
 * at its end it tries to write forever, and without a listener its errors end the process.
 */
import { fstatSync, writeSync } from 'node:fs';
import { pino, stdSerializers, type Logger } from 'pino';
import { withoutQuery } from './storage/errors.ts';

/** In bytes: what may wait for whoever reads the log by a pipe. */
const MOST_WAITING = 1024 * 1024;

/** In characters: what is gathered before it is written. */
const MOST_GATHERED = 64 * 1024;

/** In milliseconds: how long the end of the process waits for whoever reads the log. */
const LAST_WAIT = 1000;

interface Destination {
  write: (lines: string) => void;
  /** Of lines that were dropped since the start. */
  countDropped: () => number;
}

export interface LogDestination extends Destination {
  /** Waits a moment, at the end of the process, for whoever reads the log. */
  flush: () => Promise<void>;
}

/** A log, and the destination that it writes to. @param level one of pino's */
export function createLog(level: string): { log: Logger; destination: LogDestination } {
  const { write, countDropped } = createDestination(openOutput(), {
    onDrop: (reason) => {
      warn(`The log can't be written, so its lines are dropped: ${reason}\n`);
    },
    onResume: (dropped) => {
      log.warn({ dropped }, 'the log could not be written for a while, and these lines are missing');
    },
  });
  const serializers = { err: (error: unknown) => stdSerializers.err(withoutQuery(error) as Error) };
  const gathered = gatherLines(write);
  process.on('exit', gathered.flush);
  const flush = async (): Promise<void> => {
    gathered.flush();
    await emptyOutput();
  };
  const log = pino({ level, serializers }, gathered);
  return { log, destination: { write: gathered.write, countDropped, flush } };
}

/** Gathers the lines of a turn of the event loop: written one by one they cost a tenth of a kept page. */
export function gatherLines(write: Destination['write']): { write: Destination['write']; flush: () => void } {
  let gathered = '';
  function flush(): void {
    const lines = gathered;
    gathered = '';
    if (lines !== '') write(lines);
  }
  return {
    write(line) {
      if (gathered === '') setImmediate(flush);
      gathered += line;
      if (gathered.length > MOST_GATHERED) flush();
    },
    flush,
  };
}

/** Writes all, or a beginning, and gives the number of bytes. @throws when nothing can be written */
type Output = (bytes: Buffer) => number;

/**
 * Writes whole lines: the rest of what was cut short comes before the next.
 * @param hears of the first line that is dropped, and of the first that is written again with how many were dropped
 */
export function createDestination(
  output: Output,
  { onDrop, onResume }: { onDrop: (reason: string) => void; onResume: (dropped: number) => void },
): Destination {
  // `dropped` since a line was written, `lost` since the start.
  let [rest, dropped, lost] = [Buffer.alloc(0), 0, 0];

  /** Whether something of the bytes was written: the rest follows. */
  function put(bytes: Buffer): boolean {
    const written = output(bytes);
    rest = Buffer.from(bytes.subarray(written));
    return written > 0;
  }

  return {
    write(lines) {
      try {
        if (rest.length > 0) put(rest);
        if (rest.length > 0 || !put(Buffer.from(lines))) throw new Error('the output takes no more');
      } catch (error) {
        if (dropped === 0) onDrop((error as Error).message);
        const count = lines.split('\n').length - 1;
        dropped += count;
        lost += count;
        return;
      }
      if (dropped === 0 || rest.length > 0) return;
      const missing = dropped;
      dropped = 0;
      onResume(missing);
    },
    countDropped: () => lost,
  };
}

/** A pipe is written asynchronously, since its reader may stop reading; anything else takes a line or refuses it at once. */
function openOutput(): Output {
  const { fd } = process.stdout;
  const kind = fstatSync(fd);
  if (!kind.isFIFO() && !kind.isSocket()) return (bytes) => writeSync(fd, bytes);
  let failure: Error | null = null;
  process.stdout.on('error', (error: Error) => (failure = error));
  return (bytes) => {
    if (failure) throw failure;
    if (process.stdout.writableLength + bytes.length > MOST_WAITING) throw new Error('nobody reads it');
    process.stdout.write(bytes);
    return bytes.length;
  };
}

/** Waits a moment for what is on its way to the reader of the log. */
async function emptyOutput(): Promise<void> {
  if (process.stdout.writableLength === 0) return;
  await new Promise((resolve) => {
    process.stdout.write('', resolve);
    setTimeout(resolve, LAST_WAIT);
  });
}

/** The error output may be as full as the log. */
function warn(text: string): void {
  try {
    writeSync(process.stderr.fd, text);
  } catch {
    // There is nowhere left to say it.
  }
}
