import { cutTime, sayDate } from './dates.ts';
import { isNamed } from '../provenance/graph/origins.ts';
import type { Source, Statement, Uid } from '../model/records.ts';

const MOST_NAMES = 4;

/**
 * Bodies whose English name takes "the": one of these nouns, with up to two words before it, then "of". Few on
 * purpose: no article reads better than a wrong one.
 */
const TAKES_ARTICLE =
  /^(?!the )(?:\p{L}+ ){0,2}(?:Council|Ministry|Department|Government|Office|Embassy|Commission|Committee) of /iu;

/** A source as it is called in the middle of a sentence. */
export function nameSource(source: Source | undefined): string {
  if (!source) return 'an unknown source';
  if (!isNamed(source)) return `an unnamed source (“${source.name}”)`;
  const isBody = source.kind === 'government' || source.kind === 'organisation';
  return isBody && TAKES_ARTICLE.test(source.name) ? `the ${source.name}` : source.name;
}

/** By statement: its source's name, with the day when the source has other statements that it could be taken for. */
export function nameStatements(statements: readonly Statement[], sources: ReadonlyMap<Uid, Source>): string[] {
  const counts = new Map<Uid, number>();
  for (const { source } of statements) counts.set(source, (counts.get(source) ?? 0) + 1);
  return statements.map(({ source, statedAt }) => {
    const name = nameSource(sources.get(source));
    return statedAt !== null && counts.get(source)! > 1 ? `${name} (${sayDate(cutTime(statedAt))})` : name;
  });
}

/** "A", "A and B", "A, B and C", "A, B, C, D and 7 others": each name once. */
export function joinNames(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const items = distinct.slice(0, MOST_NAMES);
  const others = distinct.length - items.length;
  if (others > 0) items.push(others === 1 ? '1 other' : `${others} others`);
  const last = items.pop() ?? '';
  return items.length > 0 ? `${items.join(', ')} and ${last}` : last;
}

/** "1 report", "2 reports", "no reports". */
export function countOf(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count === 0 ? 'no' : count} ${noun}s`;
}

/** "1 statement denies", "2 statements deny". */
export function countDoing(count: number, noun: string, one: string, many: string): string {
  return `${countOf(count, noun)} ${count === 1 ? one : many}`;
}

/** Begins a sentence with an article's capital. Names keep their own letters: it is "dpa", not "Dpa". */
export function beginSentence(text: string): string {
  return text.replace(/^(the|an) /, (article) => article[0]!.toUpperCase() + article.slice(1));
}
