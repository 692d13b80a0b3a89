import type { Analysis, ClaimRecord, Rating, Source, Uid } from '../../model/records.ts';
import { describeFindings } from '../../wording/findings.ts';
import type { HearsayClaim } from './schema.ts';

/**
 * One claim as `hearsay.claim/1`. Members stand in the format's order and records by uid, so the same
 * claim gives the same bytes on every installation.
 * @param analysis of this very record
 * @param stamp `exportedAt` in UTC to the second; `url` is the claim's address; `texts` of documents, by uid, for those
 * who may have them whole
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
    claim: writeClaim(record.claim),
    sources: byUid(record.sources).map(writeSource),
    documents: byUid(record.documents).map((document) => writeDocument(document, texts?.get(document.uid))),
    statements: byUid(record.statements).map(writeStatement),
    attributions: byUid(record.attributions).map((attribution) => ({
      ...writeAttribution(attribution),
      support: analysis.support.get(attribution.uid)!,
      lag: analysis.lag.get(attribution.uid) ?? null,
    })),
    analysis: writeAnalysis(record, analysis, speakers),
  };
}

/** UUIDv7 sorts by the time it was made, and the same everywhere. */
function byUid<T extends { uid: Uid }>(records: readonly T[]): T[] {
  return [...records].sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

function writeClaim(c: ClaimRecord['claim']): HearsayClaim['claim'] {
  const { uid, text, language, aboutDate, status, topics, note, rating, createdAt, updatedAt } = c;
  // Most claims have none, and then the member is not there.
  const given = rating === null ? {} : { rating: writeRating(rating) };
  return { uid, text, language, aboutDate, status, topics: [...topics], note, ...given, createdAt, updatedAt };
}

function writeRating(r: Rating): HearsayClaim['claim']['rating'] {
  const { text, reviewer, reviewerKind, reviewerUrl, ratedAt, reviewUrl, value, best, worst } = r;
  return { text, reviewer, reviewerKind, reviewerUrl, ratedAt, reviewUrl, value, best, worst };
}

function writeSource(s: Source): HearsayClaim['sources'][number] {
  const { uid, name, kind, country, parent, parentRelation, homepage, wikidata } = s;
  const aliases = s.aliases.map((alias) => ({ name: alias.name, language: alias.language }));
  return { uid, name, kind, country, parent, parentRelation, aliases, homepage, wikidata };
}

function writeDocument(
  d: ClaimRecord['documents'][number],
  text: string | undefined,
): HearsayClaim['documents'][number] {
  const { uid, publisher, title, url, archivedUrl, publishedAt, retrievedAt, language, sha256 } = d;
  const given = text === undefined ? {} : { text };
  return { uid, publisher, title, url, archivedUrl, publishedAt, retrievedAt, language, sha256, ...given };
}

function writeStatement(s: ClaimRecord['statements'][number]): HearsayClaim['statements'][number] {
  const { uid, source, document, statedAt, wording, language, stance, basis, retractedAt, retractionReason } = s;
  return { uid, source, document, statedAt, wording, language, stance, basis, retractedAt, retractionReason };
}

function writeAttribution(a: ClaimRecord['attributions'][number]): HearsayClaim['attributions'][number] {
  const { uid, citing, cited, manner, cue, note } = a;
  const evidence = a.evidence.map(({ document, exact, prefix, suffix, start, end }) => {
    return { document, exact, prefix, suffix, start, end };
  });
  return { uid, citing, cited, manner, cue, note, evidence };
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
