import { Bench } from 'tinybench';
import { analyse } from '../../src/provenance/analysis.ts';
import type { ClaimGraph } from '../../src/model/records.ts';
import { makeDenseGraph, makeLayeredGraph, walkPlainly } from '../support/large-graphs.ts';

export const name = 'analyse(): everything derived from a claim, beside a plain breadth-first walk of it';

export async function run(): Promise<string[]> {
  const lines: string[] = [];
  for (const size of [1_000, 5_000, 50_000]) lines.push(`layered, ${await measure(makeLayeredGraph(size))}`);
  lines.push(`dense, ${await measure(makeDenseGraph())}`);
  return lines;
}

async function measure(graph: ClaimGraph): Promise<string> {
  const bench = new Bench({ time: 1000, iterations: 7, warmupIterations: 3, warmupTime: 0 });
  bench.add('analyse', () => analyse(graph)).add('walk', () => walkPlainly(graph));
  await bench.run();
  const [analysing, walking] = ['analyse', 'walk'].map((task) => {
    const result = bench.getTask(task)?.result;
    if (result?.state !== 'completed') throw new Error(`${task} did not complete`);
    return result.latency.p50;
  });
  const size = `${graph.statements.length} statements, ${graph.attributions.length} attributions`;
  return `${size}: analyse ${tell(analysing!)}, walk ${tell(walking!)}, ${(analysing! / walking!).toFixed(1)} times as long`;
}

function tell(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}
