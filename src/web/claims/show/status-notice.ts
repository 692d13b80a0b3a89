import type { ClaimStatus } from '../../../model/records.ts';

/** For `{{> status-notice}}`. */
export interface StatusNotice {
  word: string;
  text: string;
}

const NOTICES: Readonly<Record<ClaimStatus, StatusNotice | null>> = {
  draft: { word: 'Draft: editors only.', text: 'Readers find nothing at this address until it is published.' },
  published: null,
  withdrawn: { word: 'Withdrawn: editors only.', text: 'Readers no longer find anything at this address.' },
};

/** Tells editors of a claim that readers can't see; null for one that they can. */
export function describeStatus(status: ClaimStatus): StatusNotice | null {
  return NOTICES[status];
}
