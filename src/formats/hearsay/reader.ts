import { countTexts } from '../../text/characters.ts';
import { locateEvidence } from '../../text/excerpts.ts';
import type { Attribution, ClaimRecord, Document, Rating, Uid } from '../../model/records.ts';
import { hashText } from '../web/text-hash.ts';
import { checkReferences, checkRules, checkTexts } from './rules.ts';
import { incomingClaimSchema, type IncomingHearsayClaim } from './schema.ts';
import { describeIssue } from '../../wording/issues.ts';
import type { Issue } from '../../model/issues.ts';

/** A claim as it came in, with what its record does not keep. */
export interface IncomingClaim {
  record: ClaimRecord;
  /** By document: the texts that came along. */
  texts: ReadonlyMap<Uid, string>;
  /** The address the file gives for it. */
  url: string | null;
  /**
   * Whether it was made of a format that knows nothing of our records: when they were written, what else is told of
   * their sources. What is here already then stays as it is.
   */
  isForeign: boolean;
}

export type HearsayReading = { ok: true; value: IncomingClaim } | { ok: false; problems: Issue[] };

/** Problems past this many help nobody. */
const PROBLEMS_LISTED = 100;

/**
 * Reads one claim of `hearsay.claim/1`. What is derived in it is left aside.
 * @param value parsed JSON, anything at all
 * @returns the claim, or every problem with the member it is in
 */
export function readHearsayClaim(value: unknown): HearsayReading {
  const parsed = incomingClaimSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => describeIssue(issue, 'is not a member of the format'));
    return { ok: false, problems: problems.slice(0, PROBLEMS_LISTED) };
  }
  const texts = new Map(parsed.data.documents.flatMap(({ uid, text }) => (text === undefined ? [] : [[uid, text]])));
  const problems = [...checkReferences(parsed.data), ...checkRules(parsed.data), ...checkTexts(parsed.data)];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, PROBLEMS_LISTED) };
  return { ok: true, value: { record: toRecord(parsed.data), texts, url: parsed.data.url ?? null, isForeign: false } };
}

/** -0 would come back from JSON as 0. */
function readRating({ value, best, worst, ...rest }: Rating): Rating {
  const plain = (number: number | null): number | null => number && number + 0;
  return { ...rest, value: plain(value), best: plain(best), worst: plain(worst) };
}

function toRecord({ claim, sources, documents, statements, attributions }: IncomingHearsayClaim): ClaimRecord {
  const textOf = countTexts(new Map(documents.map(({ uid, text }) => [uid, text])));
  return {
    claim: { ...claim, rating: claim.rating ? readRating(claim.rating) : null },
    sources,
    documents: documents.map(({ text, ...document }): Document => {
      return text === undefined || document.sha256 !== null ? document : { ...document, sha256: hashText(text) };
    }),
    statements,
    attributions: attributions.map(({ support: _, lag: __, ...rest }): Attribution => {
      return {
        ...rest,
        evidence: rest.evidence.map((piece) => locateEvidence(piece, textOf(piece.document))),
      };
    }),
  };
}
