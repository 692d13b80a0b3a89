import { sortRelations } from '../../model/identity.ts';
import type { Analysis, ClaimRecord, ClaimRelation, Evidence, Rating, Source, Uid } from '../../model/records.ts';
import { describeFindings } from '../../wording/findings.ts';
import { RECORD_RULES, type HearsayClaim } from './schema.ts';

const { claim, relation, rating, source, document, statement, evidence, attribution } = RECORD_RULES;

/**
 * One claim as `hearsay.claim/1`. Records are sorted by uid, so the same claim gives the same bytes everywhere.
 * @param analysis of this very record
 * @param context `exportedAt` in UTC to the second; `url` is the claim's address; `texts` of documents, by uid, for
 * those who may have them whole
 */
export function writeHearsayClaim(
  record: ClaimRecord,
  analysis: Analysis,
  { exportedAt, url, texts }: { exportedAt: string; url: string; texts?: ReadonlyMap<Uid, string> },
): HearsayClaim {
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const speakers = new Map(record.statements.map(({ uid, source }) => [uid, sources.get(source)]));
  return {
    format: 'hearsay.claim/1',
    exportedAt,
    url,
    // Most claims have no rating, and then the member is not there.
    claim: pickMembers(claim, {
      ...record.claim,
      relations: sortRelations(record.claim.relations).map((row) => pickMembers<ClaimRelation>(relation, row)),
      rating: record.claim.rating ? pickMembers<Rating>(rating, record.claim.rating) : undefined,
    }),
    sources: byUid(record.sources).map((row) =>
      pickMembers(source, { ...row, aliases: row.aliases.map(({ name, language }) => ({ name, language })) }),
    ),
    documents: byUid(record.documents).map((row) => pickMembers(document, { ...row, text: texts?.get(row.uid) })),
    statements: byUid(record.statements).map((row) => pickMembers(statement, row)),
    attributions: byUid(record.attributions).map((row) =>
      pickMembers(attribution, {
        ...row,
        evidence: row.evidence.map((piece) => pickMembers<Evidence>(evidence, piece)),
        support: analysis.support.get(row.uid)!,
        lag: analysis.lag.get(row.uid) ?? null,
      }),
    ),
    analysis: writeAnalysis(record, analysis, speakers),
  };
}

/** UUIDv7 sorts by the time it was made. */
function byUid<T extends { uid: Uid }>(records: readonly T[]): T[] {
  return [...records].sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

/** A record as the format has it: its members alone, in its order. What is undefined is left out. */
function pickMembers<Written>(
  members: { readonly [Name in keyof NoInfer<Written>]-?: unknown },
  row: { readonly [Name in keyof NoInfer<Written>]: unknown },
): Written {
  const names = Object.keys(members) as (keyof Written)[];
  return Object.fromEntries(names.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]]))) as Written;
}

function writeAnalysis(
  record: ClaimRecord,
  analysis: Analysis,
  speakers: ReadonlyMap<Uid, Source | undefined>,
): NonNullable<HearsayClaim['analysis']> {
  return {
    hops: analysis.hops,
    reports: analysis.reports.map(({ statement, hops, seenTo }) => ({ statement, hops, seenTo })),
    origins: analysis.origins.map(({ statement, named }) => ({ statement, named })),
    independentOrigins: analysis.independentOrigins,
    chokePoints: [...analysis.chokePoints],
    circles: analysis.circles.map((circle) => [...circle]),
    chainCount: analysis.chainCount.toString(),
    chains: analysis.chains.map(({ hops, statements }) => ({
      hops,
      statements: [...statements],
      sources: statements.map((uid) => speakers.get(uid)?.name ?? uid),
    })),
    findings: describeFindings(record, analysis).map(({ kind, severity, statements, message }) => {
      return { kind, severity, statements: [...statements], message };
    }),
  };
}
