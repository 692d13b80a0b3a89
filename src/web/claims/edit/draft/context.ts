import type { Draft } from '../../../../storage/drafts.ts';
import type { LoadedClaim, WriteStamp } from '../../../../storage/types.ts';
import type { Site } from '../../../http/route.ts';

export interface DraftContext {
  site: Site;
  draft: Draft;
  /** The claim to which its chains are added; null where they may be for new ones. */
  target: LoadedClaim | null;
  by: WriteStamp;
  /** Where the form is sent. */
  path: string;
  reason: string;
}

/** What a form carries with it. */
export const carry = ({ draft: { revision, claim } }: DraftContext) => {
  return { revision: String(revision), claim: claim === null ? '' : String(claim) };
};
