import type { z } from 'zod';
import { countTexts } from '../provenance/counted-text.ts';
import { locateEvidence } from '../provenance/evidence.ts';
import type { Attribution, ClaimRecord, Document, Rating, Uid } from '../provenance/model.ts';
import { hashText } from './hash-text.ts';
import { checkReferences, checkRules, checkTexts, type Problem } from './hearsay-claim-rules.ts';
import { incomingClaimSchema, type IncomingHearsayClaim } from './hearsay-claim-schema.ts';

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

export type Reading = { ok: true; value: IncomingClaim } | { ok: false; problems: Problem[] };

/** Problems past this many help nobody. */
const PROBLEMS_LISTED = 100;

/**
 * Reads one claim of `hearsay.claim/1`. What is derived in it is left aside.
 * @param value parsed JSON, anything at all
 * @returns the claim, or every problem with the member it is in
 */
export function readHearsayClaim(value: unknown): Reading {
  const parsed = incomingClaimSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(tellIssue).slice(0, PROBLEMS_LISTED) };
  const texts = new Map(parsed.data.documents.flatMap(({ uid, text }) => (text === undefined ? [] : [[uid, text]])));
  const problems = [...checkReferences(parsed.data), ...checkRules(parsed.data), ...checkTexts(parsed.data)];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, PROBLEMS_LISTED) };
  return { ok: true, value: { record: toRecord(parsed.data), texts, url: parsed.data.url ?? null, isForeign: false } };
}

/** zod's words for what a form's reader would not understand, said plainly. */
function tellIssue(issue: z.core.$ZodIssue): Problem[] {
  const field = writePath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: writePath([...issue.path, key]),
      message: 'is not a member of the format',
    }));
  }
  return [{ field, message: tellReason(issue) }];
}

function tellReason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') {
    const wanted = issue.code === 'invalid_type' ? nameType(issue.expected) : nameValues(issue.values);
    const isMissing = issue.input === undefined;
    return isMissing ? `is missing: it takes ${wanted}, or null where it may be unknown` : `must be ${wanted}`;
  }
  if (issue.code === 'too_big' && issue.origin === 'array') return `must have at most ${String(issue.maximum)} entries`;
  if (issue.code === 'too_big') return `must be at most ${String(issue.maximum)}`;
  if (issue.code === 'too_small') return `must be at least ${String(issue.minimum)}`;
  return issue.message;
}

function nameValues(values: readonly z.core.util.Primitive[]): string {
  return `${values.length > 1 ? 'one of ' : ''}${values.map((value) => String(value)).join(', ')}`;
}

function nameType(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    array: 'a list',
    object: 'an object',
    int: 'a whole number',
  };
  return names[expected] ?? `a ${expected}`;
}

function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
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
