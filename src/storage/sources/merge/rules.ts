/** Which sources may be merged, and what becomes of the one that stays. */
import { foldText } from '../../../text/words.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Source } from '../../../model/records.ts';
import type { StoredSource } from '../sources.ts';

/** So much is moved in one commit: more would keep everybody waiting. The other way round there is less. */
export const MOST_MOVED = { claims: 2000, documents: 10_000 } as const;

/**
 * Why two sources can't be merged: they are the same one; one was merged before; one is above the other in its family;
 * the one that stays is not named; they have more aliases, or more names the one that goes, than may be.
 */
export type MergeProblem = 'same' | 'merged' | 'family' | 'unnamed' | 'aliases' | 'size';

/** The one that stays, with the other's names and with what was not known of it. */
export function joinSources(from: Source, into: Source): Source {
  const known = new Set([into.name, ...into.aliases.map(({ name }) => name)].map(foldText));
  // An unnamed source is called by somebody's words for it, which may mean anybody.
  const names = from.kind === 'unnamed' ? [] : [{ name: from.name, language: null }, ...from.aliases];
  const fresh = names.filter(({ name }) => !known.has(foldText(name)) && known.add(foldText(name)));
  // A name in its own script may stand among the aliases too, with its language.
  const aliases = fresh.map(
    ({ name, language }) => from.aliases.find((alias) => alias.name === name) ?? { name, language },
  );
  const above = into.parent === null ? from : into;
  return {
    ...into,
    aliases: [...into.aliases, ...aliases],
    country: into.country ?? from.country,
    parent: above.parent,
    parentRelation: above.parentRelation,
    homepage: into.homepage ?? from.homepage,
    wikidata: into.wikidata ?? from.wikidata,
  };
}

export function findProblem(
  from: StoredSource,
  into: StoredSource,
  family: ReadonlyMap<number, StoredSource>,
  joined: Source,
): MergeProblem | null {
  if (from.id === into.id) return 'same';
  if (from.mergedInto !== null || into.mergedInto !== null) return 'merged';
  if (isAbove(from, into, family) || isAbove(into, from, family)) return 'family';
  if (into.source.kind === 'unnamed' && from.source.kind !== 'unnamed') return 'unnamed';
  return joined.aliases.length > LIMITS.aliases ? 'aliases' : null;
}

export function findExcess({
  claims,
  documents,
}: Record<'claims' | 'documents', readonly number[]>): MergeProblem | null {
  return claims.length > MOST_MOVED.claims || documents.length > MOST_MOVED.documents ? 'size' : null;
}

function isAbove(one: StoredSource, other: StoredSource, family: ReadonlyMap<number, StoredSource>): boolean {
  for (let at = other.parentId; at !== null; at = family.get(at)!.parentId) if (at === one.id) return true;
  return false;
}
