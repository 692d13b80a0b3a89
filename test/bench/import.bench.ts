/** The import command on a file of invented claims, in a process of its own: claims a second, processor time and memory. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readImportFlags, writeInventedFile } from '../support/invented-file.ts';

export const name = 'import, from a file of invented claims into an empty base';

const SIZES = [2_000, 20_000, 50_000];

export async function run(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-bench-'));
  const lines: string[] = [];
  try {
    for (const size of SIZES) lines.push(await measure(folder, size));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return lines;
}

async function measure(folder: string, size: number): Promise<string> {
  const file = join(folder, `${size}.ndjson`);
  await writeInventedFile(file, size);
  const program = 'console.error(JSON.stringify(process.resourceUsage()))';
  const script = `process.on('exit', () => ${program})`;
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...readImportFlags(),
      '--import',
      'tsx',
      '--import',
      `data:text/javascript,${encodeURIComponent(script)}`,
      'src/cli/import.ts',
      file,
    ],
    { env: { ...process.env, DATABASE: join(folder, `${size}.sqlite`) }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let told = '';
  child.stderr.on('data', (text: Buffer) => (told += text.toString()));
  await once(child, 'close');
  const seconds = (performance.now() - start) / 1000;
  const usage = JSON.parse(told.trim().split('\n').at(-1)!) as NodeJS.ResourceUsage;
  const processor = (usage.userCPUTime + usage.systemCPUTime) / 1_000_000;
  const each = ((1_000 * processor) / size).toFixed(2);
  return `${size} claims: ${Math.round(size / seconds)} a second, ${each} ms of processor time each, ${Math.round(usage.maxRSS / 1024)} MB at most`;
}
