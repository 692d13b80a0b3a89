import { it } from 'vitest';

/** Whether this run takes its time: files named `*.wide.test.ts` pass few cases in `npm test`, all in `npm run test:heavy`. */
export const isThorough = process.env.THOROUGH === 'true';

/** All cases of a thorough run; those at these places in a quick one, perhaps none. */
export function choose<Case>(cases: readonly Case[], ...places: readonly number[]): Case[] {
  return isThorough ? [...cases] : places.map((place) => cases[place]!);
}

/** All cases of a thorough run; each so-manieth in a quick one. */
export function oneIn<Case>(count: number, cases: readonly Case[]): Case[] {
  return isThorough ? [...cases] : cases.filter((_, at) => at % count === 0);
}

/** How often a law is tried: a fifth in a quick run. */
export function runs(all: number): number {
  return isThorough ? all : Math.ceil(all / 5);
}

/** A test of a thorough run alone: its subject has a quicker one beside it. */
export function itThoroughly(name: string, test: () => Promise<void>): void {
  if (isThorough) it(name, test);
}
