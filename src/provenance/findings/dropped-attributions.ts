import type { Components } from '../graph/components.ts';
import { isSurelyBefore, type ParsedDate } from '../../model/dates.ts';
import type { IndexedGraph } from '../graph/graph.ts';

/**
 * Finds the ends of both sides that cite nobody although their source, with the same stance, gave somebody credit in a
 * statement that is surely earlier: use without credit is no attribution that could be dropped. Of several such statements the one that surely came first stands for them.
 * @param dates by statement.
 * @returns the statements with and without the attribution: at most one pair for each later one, in their order.
 */
export function findAttributionDrops(
  graph: IndexedGraph,
  components: Components,
  dates: readonly (ParsedDate | null)[],
) {
  const { asserting, contesting } = components.sides;
  const ends = [...asserting.ends, ...contesting.ends].map((end) => components.members[end]![0]!).sort((a, b) => a - b);
  const speakerOf = (position: number): string => {
    const { source, stance } = graph.statements[position]!;
    return `${stance} ${source}`;
  };

  const crediting = graph.citing.filter((_, at) => {
    return graph.roles[at] === 'hop' && graph.attributions[at]!.manner !== 'copies';
  });
  const firstCiting = new Map<string, Earliest>();
  for (const position of new Set(crediting)) {
    const speaker = speakerOf(position);
    firstCiting.set(speaker, keepEarliest(firstCiting.get(speaker) ?? NONE, position, dates));
  }
  const dropped: { earlier: number; later: number }[] = [];
  for (const later of ends) {
    const { toTheMinute, other } = firstCiting.get(speakerOf(later)) ?? NONE;
    const earlier = [toTheMinute, other]
      .filter((position) => position !== null)
      .filter((position) => isSurelyBefore(dates[position]!, dates[later]!))
      .sort((a, b) => dates[a]!.end - dates[b]!.end || a - b)[0];
    if (earlier !== undefined) dropped.push({ earlier, later });
  }
  return dropped;
}

/**
 * Of one speaker's statements the two that end first: order between a date to the minute and one that is not depends
 * on the date it is compared with, so the earliest of either precision is kept.
 */
interface Earliest {
  toTheMinute: number | null;
  other: number | null;
}

const NONE: Earliest = { toTheMinute: null, other: null };

function keepEarliest(earliest: Earliest, position: number, dates: readonly (ParsedDate | null)[]): Earliest {
  const date = dates[position];
  if (!date) return earliest;
  const precision = date.precision === 'minute' ? 'toTheMinute' : 'other';
  const known = earliest[precision];
  return known === null || date.end < dates[known]!.end ? { ...earliest, [precision]: position } : earliest;
}
