import { Session } from 'node:inspector/promises';

/**
 * How often functions of `src` are called while something runs, as V8 itself counts.
 * @param names of the functions, each of which must be the only one of this name in `src`
 */
export async function countCalls(
  names: readonly string[],
  run: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await session.post('Profiler.takePreciseCoverage');
    await run();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    await session.post('Profiler.stopPreciseCoverage');
    const called = result.filter(({ url }) => url.includes('/src/')).flatMap(({ functions }) => functions);
    return Object.fromEntries(
      names.map((name) => {
        const counts = called.filter(({ functionName }) => functionName === name).map(({ ranges }) => ranges[0]!.count);
        return [name, counts.reduce((sum, count) => sum + count, 0)];
      }),
    );
  } finally {
    session.disconnect();
  }
}
