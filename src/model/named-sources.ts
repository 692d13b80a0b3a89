import type { Attribution, Statement, Uid } from './records.ts';

/** The sources that make the statements of a claim or dispute its attributions, some perhaps more than once. */
export function listNamedSources({
  statements,
  attributions,
}: {
  statements: readonly Statement[];
  attributions: readonly Attribution[];
}): Uid[] {
  return [...statements.map(({ source }) => source), ...attributions.flatMap(({ disputedBy }) => disputedBy ?? [])];
}
