import { Presets, SingleBar } from 'cli-progress';

/** Between two lines where there is no terminal, in milliseconds. */
const PAUSE = 5_000;

export interface Progress {
  step(): void;
  stop(): void;
}

/**
 * Shows on stderr how far long work has come: a bar on a terminal, elsewhere a line now and then.
 * @param total null where nobody knows how much there is
 */
export function startProgress(
  what: string,
  total: number | null,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  return stream.isTTY && total !== null ? startBar(what, total, stream) : startLines(what, total, stream);
}

function startBar(what: string, total: number, stream: NodeJS.WriteStream): Progress {
  const format = `${what} {bar} {value} of {total} · {eta_formatted} left`;
  const bar = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: true }, Presets.rect);
  bar.start(total, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}

function startLines(what: string, total: number | null, stream: NodeJS.WriteStream): Progress {
  let done = 0;
  let written = Date.now();
  return {
    step() {
      done += 1;
      if (Date.now() - written < PAUSE) return;
      written = Date.now();
      stream.write(`${what}: ${done}${total === null ? '' : ` of ${total}`}\n`);
    },
    stop() {
      // The command's own last line says how it ended.
    },
  };
}
