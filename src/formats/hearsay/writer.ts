import { sortRelations } from '../../model/identity.ts';
import type {
  Analysis,
  Chain,
  ClaimRecord,
  ClaimRelation,
  Evidence,
  Hops,
  Rating,
  SideAnalysis,
  Source,
  Uid,
} from '../../model/records.ts';
import type { IndexedGraph } from '../../provenance/graph/graph.ts';
import { describeFindings } from '../../wording/findings.ts';
import { RECORD_RULES, type HearsayClaim } from './schema.ts';

const { claim, relation, rating, source, document, statement, evidence, attribution } = RECORD_RULES;

/**
 * One claim as `hearsay.claim/1`. Records are sorted by uid, so the same claim gives the same bytes everywhere.
 * @param analysis of this very record
 * @param context `exportedAt` in UTC to the second; `url` is the claim's address; `texts` of documents, by uid, for
 * those who may have them whole; `graph` is the record's, where it has been indexed already
 */
export function writeHearsayClaim(
  record: ClaimRecord,
  analysis: Analysis,
  context: { exportedAt: string; url: string; texts?: ReadonlyMap<Uid, string>; graph?: IndexedGraph },
): HearsayClaim {
  const { exportedAt, url, texts, graph } = context;
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
    analysis: writeAnalysis(record, analysis, speakers, graph),
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

type Speakers = ReadonlyMap<Uid, Source | undefined>;

function writeAnalysis(
  record: ClaimRecord,
  analysis: Analysis,
  speakers: Speakers,
  graph: IndexedGraph | undefined,
): NonNullable<HearsayClaim['analysis']> {
  return {
    ...writeSide(analysis),
    breakPoints: analysis.breakPoints.map((sources) => [...sources]),
    chains: writeChains(analysis.chains, speakers),
    replies: [...analysis.replies],
    findings: describeFindings(record, analysis, graph).map(({ kind, severity, statements, message }) => {
      return { kind, severity, statements: [...statements], message };
    }),
    contested: analysis.contested && {
      ...writeSide(analysis.contested),
      chains: writeChains(analysis.contested.chains, speakers),
    },
  };
}

function writeSide({ hops, reports, ends, independentSources, chokePoints, circles, chainCount }: SideAnalysis) {
  return {
    hops: hops && writeHops(hops),
    reports: reports.map(({ statement, hops: own, weakestHop }) => {
      return { statement, hops: own && writeHops(own), weakestHop };
    }),
    ends: ends.map(({ statement, kind }) => ({ statement, kind })),
    independentSources,
    chokePoints: [...chokePoints],
    circles: circles.map((circle) => [...circle]),
    chainCount: chainCount.toString(),
  };
}

/** In the format's own order. */
const writeHops = ({ fewest, most, open }: Hops): Hops => ({ fewest, most, open });

function writeChains(chains: readonly Chain[], speakers: Speakers) {
  return chains.map(({ hops, statements }) => ({
    hops,
    statements: [...statements],
    sources: statements.map((uid) => speakers.get(uid)?.name ?? uid),
  }));
}
