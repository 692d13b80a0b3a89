/** A family as a nested list: the topmost source and all below it, each with how it belongs and how much it speaks. */
import type { SourceStat } from '../../storage/sources/list.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import { sourceAddress } from '../../urls/records.ts';
import { RELATION_WORDS, writeCount } from '../../wording/values.ts';
import { writeName, type TextWithLanguage } from '../../wording/names.ts';
import type { DistanceCount } from '../../provenance/usual-distance.ts';
import type { PairList, ClaimsOfSource } from '../../storage/sources/profile.ts';
import type { DocumentPage } from '../../storage/documents/list.ts';

export interface FamilyNode {
  name: TextWithLanguage;
  /** Null for the source whose page it is. */
  href: string | null;
  /** "part of", "controlled by" what is above; null at the top. */
  relation: { words: string; parent: TextWithLanguage } | null;
  /** "4 claims"; null for one that speaks in none. */
  claims: string | null;
  below: readonly FamilyNode[];
}

export interface FamilyModel {
  top: FamilyNode;
  /** "8 statements in published claims: 2 as report, 2 in between, 4 as origin." */
  together: string;
  /** Whether more sources belong to it than are shown. */
  isCut: boolean;
}

/** Null for a source with nobody above and nobody below it. */
export function buildFamily({ stored, family, stats, isFamilyCut }: Profile): FamilyModel | null {
  if (family.length < 2) return null;
  const shown = new Map(family.map((one) => [one.id, one]));
  const nodes = new Map<number, FamilyNode & { below: FamilyNode[] }>();
  for (const one of family) {
    const parent = one.parentId === null ? undefined : shown.get(one.parentId);
    nodes.set(one.id, describeNode(one, parent, stats.get(one.id), one.id === stored.id));
  }
  // A child comes after its parent, and stands in the order of its generation.
  for (const { id, parentId } of family) if (parentId !== null) nodes.get(parentId)?.below.push(nodes.get(id)!);
  return { top: nodes.get(family[0]!.id)!, together: addUp(family, stats), isCut: isFamilyCut };
}

function describeNode(
  { id, source }: StoredSource,
  parent: StoredSource | undefined,
  stat: SourceStat | undefined,
  isHere: boolean,
): FamilyNode & { below: FamilyNode[] } {
  const { name, parentRelation } = source;
  return {
    name: writeName(source),
    href: isHere ? null : sourceAddress({ id, name }).html,
    relation:
      parentRelation && parent ? { words: RELATION_WORDS[parentRelation], parent: writeName(parent.source) } : null,
    claims: stat ? writeCount(stat.claims, 'claim') : null,
    below: [],
  };
}

function addUp(family: readonly StoredSource[], stats: ReadonlyMap<number, SourceStat>): string {
  const sum = (count: 'statements' | 'asReport' | 'asMiddle' | 'asOrigin'): number =>
    family.reduce((all, { id }) => all + (stats.get(id)?.[count] ?? 0), 0);
  const statements = `${writeCount(sum('statements'), 'statement')} in published claims`;
  return `${statements}: ${sum('asReport')} as report, ${sum('asMiddle')} in between, ${sum('asOrigin')} as origin.`;
}

/** Everything that the page of a source tells. */
export interface Profile {
  stored: StoredSource;
  stat: SourceStat;
  distances: readonly DistanceCount[];
  /** From the topmost down to the parent. */
  above: readonly StoredSource[];
  /** By generation and name. */
  below: readonly StoredSource[];
  /** The topmost, and all below it by generation and name. */
  family: readonly StoredSource[];
  /** Of the family; those that speak in no published claim are missing. */
  stats: ReadonlyMap<number, SourceStat>;
  /** Whether the family has more members than are read. */
  isFamilyCut: boolean;
  cites: PairList;
  citedBy: PairList;
  claims: ClaimsOfSource;
  documents: DocumentPage;
  /** Those that were merged into it; for editors. */
  merged: readonly StoredSource[];
}
