import { groupBy } from '../../../model/grouping.ts';
import type { InverseRelations, RelatedByEditors } from '../../../storage/claims/relations.ts';
import type { ClaimRef } from '../../../storage/types.ts';
import { claimAddress } from '../../../urls/records.ts';
import { writeNumber, INVERSE_HEADINGS, CLAIM_RELATION_HEADINGS } from '../../../wording/values.ts';

interface Entry {
  heading: string;
  claim: ClaimRef;
  note: string | null;
}

/**
 * The relations that editors recorded, from either side, a claim once under each heading. Those to claims that are not
 * here are left out: their uids tell readers nothing.
 */
export function describeRelations(own: readonly RelatedByEditors[], inverse: readonly InverseRelations[]) {
  const entries: Entry[] = [
    ...own.flatMap(({ relation, claim, note }) =>
      claim ? [{ heading: CLAIM_RELATION_HEADINGS[relation], claim, note }] : [],
    ),
    ...inverse.flatMap(({ relation, claims }) =>
      claims.map((one) => ({ heading: INVERSE_HEADINGS[relation], ...one })),
    ),
  ];
  const more = new Map(
    inverse.map(({ relation, claims, count }) => [INVERSE_HEADINGS[relation], count - claims.length] as const),
  );
  return [...groupBy(entries, ({ heading }) => heading)].map(([heading, group]) => ({
    heading,
    claims: [...groupBy(group, ({ claim }) => claim.id).values()].map(describeEntry),
    more: more.get(heading) ? writeNumber(more.get(heading)!) : null,
  }));
}

/** Two claims may each say that they contradict the other, each with a note. */
function describeEntry(entries: readonly Entry[]) {
  return {
    ...describeOther(entries[0]!.claim),
    shared: [],
    moreShared: 0,
    notes: [...new Set(entries.flatMap(({ note }) => note ?? []))],
  };
}

/** Another claim, linked. Editors also see those that aren't published. */
export function describeOther(claim: ClaimRef) {
  const { text, language, status } = claim;
  return { text, language, href: claimAddress(claim).html, status: status === 'published' ? null : status };
}

/** The claims that are shown by their relations. */
export function listRelatedIds(
  own: readonly RelatedByEditors[],
  inverse: readonly InverseRelations[],
): ReadonlySet<number> {
  return new Set([
    ...own.flatMap(({ claim }) => claim?.id ?? []),
    ...inverse.flatMap(({ claims }) => claims.map(({ claim }) => claim.id)),
  ]);
}
