/**
 * The processor time of this process that a run takes, in milliseconds: the least of several, so that what others do on the
 * machine hardly counts. Tests compare such costs with each other, never with a clock.
 */
export async function measureCost(run: () => unknown, rounds = 5): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
