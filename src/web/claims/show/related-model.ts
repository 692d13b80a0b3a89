/** Claims that have to do with the one that is shown, by why. */
import type { ClaimRecord, ClaimStatus, Uid } from '../../../model/records.ts';
import type { RelatedGroup, Relation } from '../../../storage/claims/related-claims.ts';
import { claimAddress } from '../../../urls/records.ts';
import { writeName, type TextWithLanguage } from '../../../wording/names.ts';

/** Related claims on a page. */
export const RELATED_SHOWN = 8;
const SHARED_NAMED = 3;

const HEADINGS: Readonly<Record<Relation, string>> = {
  opposed: 'In much the same words, denied or doubted in one of the two alone',
  similar: 'In much the same words',
  document: 'In the same document',
  sources: 'Resting on the same sources',
};

export interface RelatedView {
  heading: string;
  claims: readonly {
    text: string;
    language: string;
    href: string;
    /** For editors, of a claim that readers don't see. */
    status: ClaimStatus | null;
    shared: readonly TextWithLanguage[];
    moreShared: number;
  }[];
}

/** @param record of the claim that they are related to */
export function describeRelated(record: ClaimRecord, groups: readonly RelatedGroup[]): readonly RelatedView[] {
  const names = new Map<Uid, TextWithLanguage>([
    ...record.sources.map((source) => [source.uid, writeName(source)] as const),
    ...record.documents.map(({ uid, title, language }) => [uid, { text: title, lang: language }] as const),
  ]);
  return groups.map(({ relation, claims }) => ({
    heading: HEADINGS[relation],
    claims: claims.map(({ claim, shared }) => ({
      text: claim.text,
      language: claim.language,
      href: claimAddress(claim).html,
      status: claim.status === 'published' ? null : claim.status,
      shared: shared.slice(0, SHARED_NAMED).flatMap((uid) => names.get(uid) ?? []),
      moreShared: Math.max(0, shared.length - SHARED_NAMED),
    })),
  }));
}
