import type { Source } from '../model/records.ts';
import { formatDateInSentence } from './dates.ts';
import { nameSource } from './names.ts';

/** What is recorded of the dispute of an attribution, with the source that disputes it. */
export interface Dispute {
  disputedAt: string | null;
  disputedBy: Source | null;
  disputeReason: string | null;
}

/** "Disputed by Halden Bulk on 27 August 2025", before the reason; null where nobody disputes it. */
export function writeDispute({ disputedAt, disputedBy, disputeReason }: Dispute): string | null {
  if (disputedAt === null && disputedBy === null && disputeReason === null) return null;
  const by = disputedBy === null ? '' : ` by ${nameSource(disputedBy)}`;
  return `Disputed${by}${disputedAt === null ? '' : ` ${formatDateInSentence(disputedAt)}`}`;
}
