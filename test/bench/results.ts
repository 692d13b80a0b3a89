/** Results: printed, and kept as JSON with the machine and the day, with a README of all of them. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Measurement } from './benchmark.ts';

const FOLDER = join(import.meta.dirname, 'results');

/** How many times as long something takes where there are most claims as where there are fewest; null for one size. */
export function measureGrowth(measurements: readonly Measurement[], what: string): number | null {
  const same = measurements
    .filter((one) => one.what === what && one.claims !== null)
    .sort((a, b) => a.claims! - b.claims!);
  const [first, last] = [same[0], same.at(-1)];
  return !first || !last || first === last ? null : last.milliseconds / first.milliseconds;
}

/** One row for each thing that was measured, a column for each number of claims. */
export function writeTable(measurements: readonly Measurement[]): string[] {
  const sizes = [...new Set(measurements.map(({ claims }) => claims))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const ratios = [...new Set(measurements.flatMap((one) => Object.keys(one.ratios)))];
  const whats = [...new Set(measurements.map(({ what }) => what))];
  const head = [
    'milliseconds of processor time',
    ...sizes.map((size) => (size === null ? 'each' : `${size.toLocaleString('en')} claims`)),
    'growth',
    ...ratios.map((ratio) => `times ${ratio}`),
  ];
  const rows = whats.map((what) => {
    const cells = sizes.map((size) => measurements.find((one) => one.what === what && one.claims === size));
    const last = cells.findLast((cell) => cell !== undefined);
    return [
      what,
      ...cells.map((cell) => cell?.milliseconds.toFixed(3) ?? ''),
      measureGrowth(measurements, what)?.toFixed(2) ?? '',
      ...ratios.map((ratio) => last?.ratios[ratio]?.toFixed(2) ?? ''),
    ];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, n) => (n === 0 ? '---' : '--:'))), ...rows.map(line)];
}

interface Results {
  at: string;
  machine: { processor: string; processors: number; gigabytes: number; node: string; load: number };
  name: string;
  lines: readonly string[];
  measurements: readonly Measurement[];
}

/** Keeps them as `results/FILE.json`, and writes the README anew. */
export async function keepResults(
  file: string,
  { name, lines, measurements }: Pick<Results, 'name' | 'lines' | 'measurements'>,
): Promise<void> {
  const [first] = cpus();
  const machine = {
    ...{ processor: first?.model.trim() ?? 'unknown', processors: availableParallelism() },
    ...{ gigabytes: Math.round(totalmem() / 2 ** 30), node: process.version, load: Math.round(loadavg()[1]!) },
  };
  mkdirSync(FOLDER, { recursive: true });
  const results: Results = { at: new Date().toISOString().slice(0, 10), machine, name, lines, measurements };
  await write(`${file}.json`, JSON.stringify(results));
  const kept = readdirSync(FOLDER).filter((path) => path.endsWith('.json'));
  const all = kept.map((path) => JSON.parse(readFileSync(join(FOLDER, path), 'utf8')) as Results);
  const parts = all.map((one) =>
    [
      ...[`## ${one.name}`, describeRun(one), one.lines.map((line) => `- ${line}`).join('\n')],
      one.measurements.length === 0 ? '' : writeTable(one.measurements).join('\n'),
    ].join('\n\n'),
  );
  await write('README.md', ['# Results of `npm run bench`', ...parts].join('\n\n'));
}

function describeRun({ at, machine: { processor, processors, gigabytes, node, load } }: Results): string {
  return `${at}, ${processors} × ${processor}, ${gigabytes} GB, Node ${node}, while ${load} processes ran on average.`;
}

async function write(name: string, text: string): Promise<void> {
  const filepath = join(FOLDER, name);
  writeFileSync(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
}
