/** The drawing of a claim beside a form about it: as it is, or as it would be. */
import { NO_SELECTION, viewClaim } from '../../../drawing/view.ts';
import type { ClaimRecord } from '../../../model/records.ts';
import { analyseRecord } from '../show/claim-index.ts';
import { buildDrawing } from '../show/drawing.ts';

const NO_LINES = { statements: new Set<string>(), attributions: new Set<string>() };

/**
 * Nothing in it leads anywhere: a form has no lines of evidence.
 * @param at how many other drawings the page has before it
 * @returns null when there is nothing to draw
 */
export async function drawRecord(record: ClaimRecord, at = 0) {
  const analysed = analyseRecord(record);
  const view = viewClaim(analysed.measured, NO_SELECTION);
  const drawing = await buildDrawing({ page: '', analysed, view }, NO_LINES);
  return drawing && { ...drawing, wide: numberIds(drawing.wide, at), narrow: numberIds(drawing.narrow, at) };
}

/** The second drawing of a page needs ids of its own. */
const numberIds = (svg: string, at: number): string =>
  at === 0 ? svg : svg.replaceAll(/ (id|aria-labelledby|aria-describedby)="/gu, ` $1="claim-${at}-`);
