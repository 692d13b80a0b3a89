/** Runs every benchmark of this folder, or those whose file name holds an argument: `npm run bench -- analyse`. */
import { readdir } from 'node:fs/promises';
import type { Benchmark } from './benchmark.ts';

const wanted = process.argv.slice(2);
const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.bench.ts')).sort();
for (const file of files.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))) {
  const { name, run } = (await import(`./${file}`)) as Benchmark;
  console.log(`\n${name}`);
  for (const line of await run()) console.log(`  ${line}`);
}
