/**
 * Runs every benchmark of this folder, or those whose file name holds an argument: `npm run bench -- analyse`. Other numbers
 * of claims than 1,000 and 100,000 by `SIZES=1000,1000000 npm run bench`: a million take half an hour to generate, once.
 */
import { readdir } from 'node:fs/promises';
import type { Benchmark } from './benchmark.ts';
import { keepResults, writeTable } from './results.ts';

const wanted = process.argv.slice(2);
const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.bench.ts')).sort();
for (const file of files.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))) {
  const { name, run } = (await import(`./${file}`)) as Benchmark;
  console.log(`\n${name}`);
  const results = await run();
  const lines = results.filter((result) => typeof result === 'string');
  const measurements = results.filter((result) => typeof result !== 'string');
  for (const line of lines) console.log(`  ${line}`);
  if (measurements.length > 0) for (const line of writeTable(measurements)) console.log(line);
  await keepResults(file.replace('.bench.ts', ''), { name, lines, measurements });
}
