import { v7 as makeUid } from 'uuid';
import { joinChain, type JoinedChain } from '../../../provenance/chain-join.ts';
import type { ClaimRecord } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import type { Submission } from '../../forms/write.ts';
import {
  changeRows,
  countTooMany,
  isEmptyRow,
  MOST_ROWS,
  readChain,
  rowField,
  type ChainValues,
} from './values/chain.ts';
import { resolveChain, type ChainDetails, type ResolvedChain } from './values/chain-resolver.ts';

export interface CheckedChain {
  chain: ResolvedChain;
  joined: JoinedChain;
}

/**
 * Reads and checks a chain, and sees how it joins.
 * @param body of the request
 * @param claim to which the chain is added; null for a new claim
 */
export async function parseChain(
  store: Store,
  body: unknown,
  claim: ClaimRecord | null,
): Promise<Submission<ChainValues, CheckedChain, ChainDetails>> {
  const typed = readChain(body);
  const changed = changeRows(typed, body);
  const many = countTooMany(changed ?? typed);
  if (many !== null) {
    const field = typed.line === '' ? rowField(MOST_ROWS, 'source') : 'line';
    const issue = { field, message: `A chain takes at most ${MOST_ROWS} sources, not ${many}: take some out` };
    return { ok: false, values: changed ?? typed, issues: [issue] };
  }
  if (changed) return { ok: false, values: changed, issues: [], isUnfinished: true };
  const values = { ...typed, rows: typed.rows.filter((row) => !isEmptyRow(row)) };
  const resolved = await resolveChain(store, values, claim, makeUid);
  if (!resolved.ok) return { values, ...resolved };
  const joined = joinChain(claim ?? { statements: [], attributions: [] }, resolved.value.links, makeUid);
  const issues = joined.problems.map(({ row, message }) => {
    return { field: rowField(row, 'source'), message: `Row ${row + 1} ${message}` };
  });
  return issues.length > 0
    ? { ok: false, values, issues }
    : { ok: true, values, value: { chain: resolved.value, joined } };
}

/** The claim with the chain in it, and the sources and documents of both. */
export function joinRecord(claim: ClaimRecord, { chain: { sources, documents }, joined }: CheckedChain): ClaimRecord {
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
