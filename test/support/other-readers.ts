/** Other people's readers of our formats: Debian's Graphviz and Python packages, as far as this machine has them. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Debian's own: the one on the PATH may be another, without Debian's packages. */
const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('read-formats.py', import.meta.url));

export type PythonReader = 'networkx' | 'pydot' | 'feedparser' | 'csv';

/** By each reader whether it is here. In CI all are taken to be: a missing one fails. */
export function isThere(reader: PythonReader | 'prov' | 'graphviz'): boolean {
  if (process.env.CI === 'true') return true;
  const [command, args] = reader === 'graphviz' ? ['dot', ['-V']] : [PYTHON, [SCRIPT, reader]];
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

export type PythonAnswer<Found> = { problem: null; found: Found } | { problem: string; found: null };

/** What a reader of Python makes of each text, all in one process. */
export function readByPython<Found>(reader: PythonReader, texts: readonly string[]): PythonAnswer<Found>[] {
  const input = texts.map((text) => `${JSON.stringify({ reader, text })}\n`).join('');
  return run(PYTHON, [SCRIPT], input)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PythonAnswer<Found>);
}

/** What Graphviz draws from each graph, as SVG, all in one process. */
export function drawByGraphviz(graphs: readonly string[]): string[] {
  return run('dot', ['-Tsvg'], graphs.join('\n'))
    .split(/(?=<\?xml )/u)
    .filter((svg) => svg.trim() !== '');
}

function run(command: string, args: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (error ?? status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr.slice(0, 2_000)}`);
  return stdout;
}
