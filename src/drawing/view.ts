/** What of a claim is shown: chosen once, for the drawing and whatever stands beside it. */
import { toUids } from '../provenance/graph/graph.ts';
import type { ClaimRecord, Uid } from '../model/records.ts';
import { narrowClaim, type Narrowed } from './subset.ts';
import { measureShape, type Shape } from './shape.ts';
import type { Selection } from '../model/queries.ts';

/** How a page opens: nothing in particular was asked for. */
export const NO_SELECTION: Selection = { focus: null, depth: null, from: null };

export interface View {
  asked: Selection;
  shape: Shape;
  narrowed: Narrowed;
  /** The statements that are shown; null when all are. */
  chosen: ReadonlySet<Uid> | null;
}

/**
 * Chooses what to show of a claim. Linear in its size.
 * @param mostWhole a claim of more statements opens narrowed; by default as its page does
 */
export function viewClaim(record: ClaimRecord, asked: Selection, mostWhole?: number): View {
  const shape = measureShape(record);
  const narrowed = narrowClaim(shape, asked, mostWhole);
  const isWhole = narrowed.shown.length === narrowed.all;
  return { asked, shape, narrowed, chosen: isWhole ? null : new Set(toUids(shape.graph, narrowed.shown)) };
}

/** Whether less than the whole was asked for. */
export function hasSelection({ focus, depth, from }: Selection): boolean {
  return focus !== null || depth !== null || from !== null;
}
