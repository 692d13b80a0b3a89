/** What is wrong with a store, and what becomes of it. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Fault {
  /** One line that names the record. */
  message: string;
  /** Makes what is derived anew; null for what was recorded, which nothing here can know. @throws Conflict on another write */
  repair: (() => Promise<void>) | null;
}

/** Looks at one record, or one table. */
export type FaultCheck = () => Promise<Fault[]>;

export interface FaultReport {
  message: string;
  isRepaired: boolean;
}

/** A check reads in several queries: what somebody wrote meanwhile looks like a fault, but not each time. */
const LOOKS = 3;
/** In milliseconds. */
const PAUSE = 50;

/** Tells whether somebody wrote meanwhile: by the number of commits where the engine knows it. */
type CountCommits = () => number | null;

/** Runs a check. @returns the faults that are seen while nobody writes, or else at each look, and which of them are repaired */
export async function runCheck(
  check: FaultCheck,
  countCommits: CountCommits,
  isRepairing: boolean,
): Promise<FaultReport[]> {
  const faults = await look(check, countCommits);
  if (faults.length === 0) return [];
  const derived = isRepairing ? faults.flatMap(({ repair }) => repair ?? []) : [];
  let reason = '';
  for (const repair of new Set(derived)) {
    try {
      await repair();
    } catch (error) {
      reason = `; repairing it failed: ${(error as Error).message}`;
    }
  }
  const left = new Set(
    derived.length === 0
      ? faults.map(({ message }) => message)
      : (await look(check, countCommits)).map(({ message }) => message),
  );
  const fresh = [...left].filter((message) => !faults.some((fault) => fault.message === message));
  return [
    ...faults.map(({ message }) =>
      left.has(message) ? { message: message + reason, isRepaired: false } : { message, isRepaired: true },
    ),
    ...fresh.map((message) => ({ message, isRepaired: false })),
  ];
}

async function look(check: FaultCheck, countCommits: CountCommits): Promise<Fault[]> {
  const before = countCommits();
  let faults = await check();
  if (before !== null && countCommits() === before) return faults;
  for (let times = 1; times < LOOKS && faults.length > 0; times += 1) {
    await sleep(PAUSE);
    const again = new Set((await check()).map(({ message }) => message));
    faults = faults.filter(({ message }) => again.has(message));
  }
  return faults;
}
