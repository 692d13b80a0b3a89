/** A claim's drawing: what of it was asked for, and where it leads. */
import type { Request } from 'express';
import type { DrawingRequest } from '../../../../drawing/claim/claim.ts';
import type { View } from '../../../../drawing/view.ts';
import type { Uid } from '../../../../model/records.ts';
import type { Issue } from '../../../../model/issues.ts';
import type { AnalysedRecord } from '../claim-index.ts';
import { Invalid } from '../../../http/errors.ts';
import { drawingAnchor, focusAddress, hopAnchor, statementAnchor } from '../../../../urls/records.ts';
import type { Selection } from '../../../../model/queries.ts';

const MOST_DEPTH = 99;

/**
 * Reads `?focus=`, `?depth=` and `?from=`.
 * @throws Invalid that names every one of them that this claim can't answer
 */
export function parseSelection(
  query: Request['query'],
  { record, analysis }: Pick<AnalysedRecord, 'record' | 'analysis'>,
): Selection {
  const issues: Issue[] = [];
  const parse = <T>(field: string, read: (text: string) => T | undefined, message: string): T | null => {
    const given = query[field];
    if (given === undefined) return null;
    const value = typeof given === 'string' ? read(given) : undefined;
    if (value === undefined) issues.push({ field, message });
    return value ?? null;
  };
  const findUid = (uids: readonly Uid[]) => (text: string) => uids.find((uid) => uid === text.toLowerCase());
  const selection = {
    focus: parse(
      'focus',
      findUid(record.statements.map(({ uid }) => uid)),
      'takes the uid of a statement of this claim',
    ),
    depth: parse('depth', readDepth, `takes a number of hops from 1 to ${MOST_DEPTH}`),
    from: parse(
      'from',
      findUid(analysis.reports.map(({ statement }) => statement)),
      'takes the uid of a report: of a statement of this claim that no other cites',
    ),
  };
  if (issues.length > 0) throw new Invalid(issues);
  return selection;
}

function readDepth(text: string): number | undefined {
  return /^[1-9]\d?$/.test(text) ? Number(text) : undefined;
}

/**
 * The selection as it was typed, for the way to another address of the same claim: whether it makes sense is seen there.
 */
export function keepSelection({ focus, depth, from }: Request['query']) {
  const keep = (value: unknown): string | string[] | null =>
    typeof value === 'string' ? value : Array.isArray(value) ? value.map(String) : null;
  return { focus: keep(focus), depth: keep(depth), from: keep(from) };
}

export interface DrawnClaim {
  /** The path of the page that shows it. */
  page: string;
  analysed: AnalysedRecord;
  view: View;
}

/**
 * What `src/drawing` needs of a claim: statements lead to their lines in the tree, hops to their rows in the table.
 * @param linkTo gives the address of an anchor of the page; null when the page does not have it
 */
export function requestDrawing(
  { page, analysed, view }: DrawnClaim,
  linkTo: (anchor: string) => string | null,
): DrawingRequest {
  const { record, analysis, headline } = analysed;
  return {
    ...{ record, analysis, headline, view },
    links: {
      toStatement: (uid) => linkTo(statementAnchor(uid)),
      toHop: (uid) => linkTo(hopAnchor(uid)),
      toFocus: (uid) => focusAddress(page, uid, drawingAnchor, view.selection.from),
    },
  };
}
