/** The steps that every chain goes through: mend the rows, settle the names, see how it joins, save. */
import { v7 as makeUid } from 'uuid';
import { joinChain, type JoinedChain } from '../../../provenance/chain-join.ts';
import type { ClaimRecord } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { readLine } from '../../forms/forms.ts';
import {
  changeRows,
  countTooMany,
  isEmptyRow,
  MOST_ROWS,
  readChain,
  rowField,
  type ChainValues,
} from './values/chain.ts';
import { NO_OBSTACLES, resolveChain, type Obstacles, type ResolvedChain } from './values/chain-resolver.ts';

export type ChainStep =
  /** The form again: rows were added or taken out, or something is wrong. */
  | { step: 'form'; values: ChainValues; obstacles: Obstacles }
  /** All is settled: show how it joins, or save it. */
  | { step: 'preview' | 'save'; values: ChainValues; chain: ResolvedChain; joined: JoinedChain };

/**
 * @param body of the request
 * @param claim to which the chain is added; null for a new claim
 * @param others issues of the form's other fields
 */
export async function takeChain(
  store: Store,
  body: unknown,
  claim: ClaimRecord | null,
  others: readonly Issue[],
): Promise<ChainStep> {
  const typed = readChain(body);
  const changed = changeRows(typed, body);
  const many = countTooMany(changed ?? typed);
  if (many !== null) {
    const field = typed.line === '' ? rowField(MOST_ROWS, 'source') : 'line';
    const issue = { field, message: `A chain takes at most ${MOST_ROWS} sources, not ${many}: take some out` };
    return { step: 'form', values: changed ?? typed, obstacles: { ...NO_OBSTACLES, issues: [...others, issue] } };
  }
  if (changed) return { step: 'form', values: changed, obstacles: NO_OBSTACLES };
  const values = { ...typed, rows: typed.rows.filter((row) => !isEmptyRow(row)) };
  const resolved = await resolveChain(store, values, claim, makeUid);
  if (!resolved.ok) {
    return { step: 'form', values, obstacles: { ...resolved, issues: [...others, ...resolved.issues] } };
  }
  const joined = joinChain(claim ?? { statements: [], attributions: [] }, resolved.value.links, makeUid);
  const problems = joined.problems.map(({ row, message }) => {
    return { field: rowField(row, 'source'), message: `Row ${row + 1} ${message}` };
  });
  const issues = [...others, ...problems];
  if (issues.length > 0) return { step: 'form', values, obstacles: { ...NO_OBSTACLES, issues } };
  const step = readLine(body, 'action') === 'save' ? 'save' : 'preview';
  return { step, values, chain: resolved.value, joined };
}

/** The claim with the chain in it, and the sources and documents of both. */
export function joinRecord(
  claim: ClaimRecord,
  { sources, documents }: ResolvedChain,
  joined: JoinedChain,
): ClaimRecord {
  const unite = <T extends { uid: string }>(...lists: (readonly T[])[]): T[] => [
    ...new Map(lists.flat().map((record) => [record.uid, record])).values(),
  ];
  return {
    claim: claim.claim,
    sources: unite(sources, claim.sources),
    documents: unite(documents, claim.documents),
    statements: joined.statements,
    attributions: joined.attributions,
  };
}
