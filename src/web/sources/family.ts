/** A family as a nested list: from the topmost source down to this one, and all below it. */
import type { StoredSource } from '../../storage/sources.ts';
import { sourceAddress } from '../urls.ts';
import { RELATION_WORDS } from '../words/codes.ts';
import { writeName, type NameView } from '../words/names.ts';
import type { Profile } from './show-source.ts';

export interface FamilyNode {
  name: NameView;
  /** Null for the source whose page it is. */
  href: string | null;
  /** "part of", "controlled by" what is above; null at the top. */
  relation: string | null;
  below: readonly FamilyNode[];
}

/** Null for a source with nobody above and nobody below it. */
export function nestFamily({ stored, above, below }: Pick<Profile, 'stored' | 'above' | 'below'>): FamilyNode | null {
  if (above.length === 0 && below.length === 0) return null;
  const nodes = new Map<number, FamilyNode & { below: FamilyNode[] }>();
  for (const one of [stored, ...below]) nodes.set(one.id, describeNode(one, one === stored));
  // A child comes after its parent, and stands in the order of its generation.
  for (const { id, parentId } of below) if (parentId !== null) nodes.get(parentId)?.below.push(nodes.get(id)!);
  const own: FamilyNode = nodes.get(stored.id)!;
  return above.reduceRight((inner, one): FamilyNode => ({ ...describeNode(one, false), below: [inner] }), own);
}

function describeNode({ id, source }: StoredSource, isHere: boolean): FamilyNode & { below: FamilyNode[] } {
  const { name, parentRelation } = source;
  return {
    name: writeName(source),
    href: isHere ? null : sourceAddress({ id, name }).html,
    relation: parentRelation && RELATION_WORDS[parentRelation],
    below: [],
  };
}
