import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findPort } from './ports.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
}

interface ProgramOptions extends SpawnOptions {
  /** The program that runs it, by default the one that runs this. */
  node?: string;
  nodeArgs?: readonly string[];
}

/** Starts a program of ours, such as `src/cli/import.ts`, in a process of its own with nothing but this environment. */
export function startProgram(
  program: string,
  args: readonly string[],
  { env, node = process.execPath, nodeArgs = [], ...options }: ProgramOptions = {},
): Running {
  const child = spawn(node, [...nodeArgs, '--import', 'tsx', program, ...args], {
    cwd: ROOT,
    ...options,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended };
}

/** Runs a program of ours to its end. */
export function runProgram(...how: Parameters<typeof startProgram>): Promise<Ended> {
  return startProgram(...how).ended;
}

export interface Serving extends Running {
  port: number;
  /** Waits until the log says this. */
  says: (words: string) => Promise<void>;
}

/**
 * Starts the server on a port of its own and waits until it says that it listens.
 * @param starting is given the process at once, to be ended whatever happens
 */
export async function startServer(
  env: Readonly<Record<string, string>>,
  starting: (running: Running) => void,
  options: ProgramOptions = {},
): Promise<Serving> {
  const port = await findPort();
  const started = startProgram('src/main.ts', [], { ...options, env: { PORT: String(port), ...env } });
  starting(started);
  let said = '';
  started.child.stdout!.on('data', (chunk: string) => (said += chunk));
  const early = started.ended.then((ended) => Promise.reject(new Error(`It ended: ${JSON.stringify(ended)}`)));
  early.catch(() => undefined);
  const says = async (words: string): Promise<void> => {
    while (!said.includes(words)) await Promise.race([once(started.child.stdout!, 'data'), early]);
  };
  await says('listens on');
  return { ...started, port, says };
}
