/** Which sources the rows of a chain mean: known ones, new ones, or "which one?". */
import { foldText } from '../../../../text/words.ts';
import type { ClaimRecord, Source, Uid } from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import type { Issue } from '../../../../model/issues.ts';
import { findSource, makeSource, type FoundSource, type Question } from '../../../forms/source-names.ts';
import { rowField, type RowValues } from './chain.ts';

export interface FoundSources {
  /** By row; null where it is not settled. */
  bySlot: readonly (Uid | null)[];
  /** Those that are not here yet. */
  fresh: readonly Source[];
  issues: readonly Issue[];
  /** By row. */
  questions: ReadonlyMap<number, Question>;
}

/**
 * Finds the source of each row, by name or alias in any script.
 * @param claim to which the chain is added: its own unnamed sources may be meant; null for a new claim
 * @param makeUid gives a new uid with each call
 */
export async function resolveSources(
  store: Store,
  rows: readonly RowValues[],
  claim: ClaimRecord | null,
  makeUid: () => Uid,
): Promise<FoundSources> {
  const issues: Issue[] = [];
  const questions = new Map<number, Question>();
  const fresh = new Map<string, Source>();
  const bySlot: (Uid | null)[] = [];
  for (const [row, values] of rows.entries()) {
    const found = await resolveSource(store, values, claim);
    if ('is' in found) bySlot.push(found.is);
    else if ('make' in found) {
      // Two rows that name the same new source mean one; each mention of an unnamed one is its own.
      const key = found.make === 'unnamed' ? `row ${row}` : `${found.make} ${foldText(values.source)}`;
      const source = fresh.get(key) ?? makeSource(makeUid(), values.source, found.make);
      fresh.set(key, source);
      bySlot.push(source.uid);
    } else {
      if (found.question) questions.set(row, found.question);
      issues.push({ field: rowField(row, ROW_FIELD[found.field]), message: found.message });
      bySlot.push(null);
    }
  }
  return { bySlot, fresh: [...fresh.values()], issues, questions };
}

/** What the fields of a row are called where a name is asked for alone. */
const ROW_FIELD = { name: 'source', pick: 'pick', pickedFor: 'pickedFor', kind: 'kind' } as const;

async function resolveSource(store: Store, row: RowValues, claim: ClaimRecord | null): Promise<FoundSource> {
  const { source: name, pick, pickedFor, kind } = row;
  if (name === '') return { field: 'name', message: 'Enter who says so, or remove this row', question: null };
  return findSource(store, { name, pick, pickedFor, kind }, { mentioned: claim?.sources ?? [] });
}
