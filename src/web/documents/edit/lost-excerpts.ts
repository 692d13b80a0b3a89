/** Excerpts that a changed text has no longer. */
import { checkText } from '../../../formats/checks.ts';
import { LIMITS } from '../../../model/limits.ts';
import { findNearestPassage, findPassage } from '../../../text/excerpts.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { insteadField, MOST_INSTEAD, type DocumentValues, type InsteadValues } from './values.ts';

/** All of them: more than any document has. */
const ALL = 100_000;

export interface LostExcerpts {
  issues: readonly Issue[];
  /** Each with the words nearest to it, which may be taken instead; empty where nothing is near. */
  lost: readonly InsteadValues[];
  /** By words that the text has no longer: those that were taken. */
  instead: ReadonlyMap<string, string>;
}

/**
 * The excerpts of a document that its text, as it was typed, has not. Those for which an editor takes other words that
 * the text does have are none of them. An empty text has nothing to lose: the excerpts stay as they are.
 */
export async function findLostExcerpts(
  { documents }: Store,
  id: number,
  { text, instead: offered }: DocumentValues,
): Promise<LostExcerpts> {
  if (text.trim() === '') return { issues: [], lost: [], instead: new Map() };
  const { excerpts } = await documents.listExcerpts(id, { published: false, limit: ALL });
  const missing = [...new Set(excerpts.map(({ exact }) => exact))].filter((exact) => !text.includes(exact));
  const taken = new Map(
    offered.filter(({ now, isTaken }) => isTaken && isIn(text, now)).map(({ was, now }) => [was, now]),
  );
  const instead = new Map(missing.flatMap((was) => (taken.has(was) ? [[was, taken.get(was)!]] : [])));
  const open = missing.filter((exact) => !taken.has(exact));
  if (open.length === 0) return { issues: [], lost: [], instead };
  // What was taken already stays taken while others are asked about.
  const kept = offered.filter(({ was }) => instead.has(was));
  const asked = open.slice(0, MOST_INSTEAD).map((was) => {
    const typed = offered.find((row) => row.was === was && row.isTaken);
    return typed ?? { was, now: findPassage(text, was) ?? findNearestPassage(text, was) ?? '', isTaken: false };
  });
  const lost = [...kept, ...asked];
  return { issues: tell(lost, kept.length, open.length - asked.length), lost, instead };
}

const isIn = (text: string, words: string): boolean =>
  checkText(words, { most: LIMITS.excerpt, lines: true }) === null && text.includes(words);

/** @param from the first that are in order */
function tell(lost: readonly InsteadValues[], from: number, more: number): Issue[] {
  const told = lost.slice(from).map(({ was, now, isTaken }, at) => {
    if (isTaken) return { field: insteadField(from + at, 'now'), message: 'Enter words that the text has' };
    const nearest = now === '' ? 'Nothing in it is near' : `The nearest is “${now}”`;
    return { field: 'text', message: `The text does not have the excerpt “${was}”. ${nearest}` };
  });
  return more === 0 ? told : [...told, { field: 'text', message: `So it is with ${more} more` }];
}
