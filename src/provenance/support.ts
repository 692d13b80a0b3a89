import type { Attribution, Statement, Support } from '../model/records.ts';

/**
 * How well a hop is shown: `seen` when a piece of its evidence is in the citing statement's own document, `relayed`
 * when only other documents say so, `unsupported` without evidence.
 */
export function deriveSupport(attribution: Attribution, citing: Statement): Support {
  if (attribution.evidence.length === 0) return 'unsupported';
  const isSeen = attribution.evidence.some((evidence) => evidence.document === citing.document);
  return isSeen ? 'seen' : 'relayed';
}
