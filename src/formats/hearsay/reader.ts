import { countTexts, hashText } from '../../text/characters.ts';
import { checkPlace, locateEvidence } from '../../text/excerpts.ts';
import { foldText } from '../../text/words.ts';
import { identifyRelation, identifyStatement, sortRelations } from '../../model/identity.ts';
import type { Issue } from '../../model/issues.ts';
import type { Attribution, ClaimRecord, Document, Rating, Uid } from '../../model/records.ts';
import { describeIssue } from '../../wording/issues.ts';
import { checkScale } from '../checks.ts';
import { incomingClaimSchema, type IncomingHearsayClaim } from './schema.ts';

export interface IncomingClaim {
  record: ClaimRecord;
  /** By document. */
  texts: ReadonlyMap<Uid, string>;
  /** Its address, as the file gives it. */
  url: string | null;
  /** Whether it comes from a format that doesn't know our records, such as ClaimReview: known ones then stay as they are. */
  isForeign: boolean;
}

export type HearsayReading = { ok: true; value: IncomingClaim } | { ok: false; problems: Issue[] };

const PROBLEMS_LISTED = 100;

const NEWER = /^hearsay\.claim\/(?!1$)[1-9]\d{0,8}$/u;

/**
 * Reads one claim of `hearsay.claim/1`, without what is derived in it.
 * @param value parsed JSON, anything at all
 * @returns the claim, or every problem with its member
 */
export function readHearsayClaim(value: unknown): HearsayReading {
  const newer = NEWER.exec(String((value as { format?: unknown } | null)?.format))?.[0];
  if (newer !== undefined) {
    const message = `is ${newer}, which a newer Hearsay wrote: this one reads hearsay.claim/1`;
    return { ok: false, problems: [{ field: 'format', message }] };
  }
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
    claim: {
      ...claim,
      relations: sortRelations(claim.relations ?? []),
      rating: claim.rating ? readRating(claim.rating) : null,
    },
    sources,
    documents: documents.map(({ text, ...document }): Document => {
      return text === undefined || document.sha256 !== null ? document : { ...document, sha256: hashText(text) };
    }),
    statements,
    attributions: attributions.map(({ support: _, lag: __, ...rest }): Attribution => {
      const { disputedAt = null, disputedBy = null, disputeReason = null } = rest;
      const dispute = { disputedAt, disputedBy, disputeReason };
      return {
        ...rest,
        ...dispute,
        evidence: rest.evidence.map((piece) => locateEvidence(piece, textOf(piece.document))),
      };
    }),
  };
}

/** Uids are unique, and references lead to records. */
function checkReferences(file: IncomingHearsayClaim): Issue[] {
  const problems: Issue[] = [];
  const seen = new Map<Uid, string>([[file.claim.uid, 'claim']]);
  for (const list of ['sources', 'documents', 'statements', 'attributions'] as const) {
    for (const [i, { uid }] of file[list].entries()) {
      const first = seen.get(uid);
      if (first) problems.push({ field: `${list}[${i}].uid`, message: `is also the uid of ${first}` });
      seen.set(uid, `${list}[${i}]`);
    }
  }
  const known = (records: readonly { uid: Uid }[]) => new Set(records.map((record) => record.uid));
  const [sources, documents, statements] = [known(file.sources), known(file.documents), known(file.statements)];
  const expect = (uid: Uid | null, among: ReadonlySet<Uid>, field: string, list: string): void => {
    if (uid !== null && !among.has(uid)) problems.push({ field, message: `names ${uid}, which is not in ${list}` });
  };
  file.sources.forEach((s, i) => expect(s.parent, sources, `sources[${i}].parent`, 'sources'));
  file.documents.forEach((d, i) => expect(d.publisher, sources, `documents[${i}].publisher`, 'sources'));
  file.statements.forEach((s, i) => {
    expect(s.source, sources, `statements[${i}].source`, 'sources');
    expect(s.document, documents, `statements[${i}].document`, 'documents');
  });
  file.attributions.forEach((a, i) => {
    expect(a.citing, statements, `attributions[${i}].citing`, 'the statements of this claim');
    expect(a.cited, statements, `attributions[${i}].cited`, 'the statements of this claim');
    expect(a.disputedBy ?? null, sources, `attributions[${i}].disputedBy`, 'sources');
    a.evidence.forEach((e, j) =>
      expect(e.document, documents, `attributions[${i}].evidence[${j}].document`, 'documents'),
    );
  });
  return problems;
}

/** What a schema can't say: no loops, no duplicates, and members that go together. */
function checkRules(file: IncomingHearsayClaim): Issue[] {
  const problems: Issue[] = [];
  const add = (field: string, message: string): number => problems.push({ field, message });
  const topics = file.claim.topics.map(foldText);
  topics.forEach((topic, i) => {
    if (topics.indexOf(topic) < i) add(`claim.topics[${i}]`, 'appears twice');
  });
  const relations = file.claim.relations ?? [];
  relations.forEach(({ claim }, i) => {
    if (claim === file.claim.uid) add(`claim.relations[${i}].claim`, 'is the claim itself');
  });
  for (const [i, first] of findTwins(relations.map(identifyRelation))) {
    add(`claim.relations[${i}]`, `is the same relation to the same claim as claim.relations[${first}]`);
  }
  if (file.claim.rating) problems.push(...checkScale(file.claim.rating, 'claim.rating.'));
  file.sources.forEach((s, i) => {
    if ((s.parent === null) !== (s.parentRelation === null)) {
      add(`sources[${i}].parentRelation`, 'goes with parent: both or neither');
    }
  });
  for (const i of findLoops(file.sources)) add(`sources[${i}].parent`, 'makes the source its own ancestor');
  file.statements.forEach((s, i) => {
    if (s.retractionReason !== null && s.retractedAt === null) {
      add(`statements[${i}].retractedAt`, 'is missing: there is a reason for the retraction, but no date');
    }
  });
  for (const [i, first] of findTwins(file.statements.map(identifyStatement))) {
    add(
      `statements[${i}]`,
      `is the same as statements[${first}]: same source, stance and ${file.statements[i]!.document ? 'document' : 'date'}`,
    );
  }
  file.attributions.forEach((a, i) => {
    if (a.citing === a.cited) add(`attributions[${i}].cited`, 'is the citing statement itself');
  });
  for (const [i, first] of findTwins(file.attributions.map((a) => `${a.citing} ${a.cited}`))) {
    add(`attributions[${i}]`, `joins the same two statements as attributions[${first}]`);
  }
  return problems;
}

/** Positions of repeated keys, each with that of the first. */
function findTwins(keys: readonly string[]): [number, number][] {
  const first = new Map<string, number>();
  return keys.flatMap((key, i): [number, number][] => {
    const before = first.get(key);
    if (before === undefined) first.set(key, i);
    return before === undefined ? [] : [[i, before]];
  });
}

/** Positions of the sources in a loop of parents, in linear time. */
function findLoops(sources: readonly { uid: Uid; parent: Uid | null }[]): number[] {
  const at = new Map(sources.map(({ uid }, i) => [uid, i]));
  const walkOf = new Map<number, number>();
  const loops: number[] = [];
  for (let start = 0; start < sources.length; start += 1) {
    const walk: number[] = [];
    let i: number | undefined = start;
    while (i !== undefined && !walkOf.has(i)) {
      walkOf.set(i, start);
      walk.push(i);
      i = at.get(sources[i]!.parent ?? '');
    }
    if (i !== undefined && walkOf.get(i) === start) loops.push(...walk.slice(walk.indexOf(i)));
  }
  return loops.sort((a, b) => a - b);
}

/** Excerpts are found in their texts, and hashes are right. */
function checkTexts(file: IncomingHearsayClaim): Issue[] {
  const problems: Issue[] = [];
  const textOf = countTexts(new Map(file.documents.map(({ uid, text }) => [uid, text])));
  file.documents.forEach(({ text, sha256 }, i) => {
    if (text !== undefined && sha256 !== null && sha256 !== hashText(text)) {
      problems.push({ field: `documents[${i}].sha256`, message: 'is not the SHA-256 of the text' });
    }
  });
  file.attributions.forEach((attribution, i) => {
    attribution.evidence.forEach((piece, j) => {
      const reason = checkPlace(piece, textOf(piece.document));
      if (reason)
        problems.push({ field: `attributions[${i}].evidence[${j}].${reason.field}`, message: reason.message });
    });
  });
  return problems;
}
