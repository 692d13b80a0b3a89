/** What the claim's page says first: how far it is from its origin, by which chain, and from how many sources. */
import type { Hops, SideAnalysis, Uid } from '../../../model/records.ts';
import { findLeadChain, isShortest } from '../../../provenance/graph/lead-chain.ts';
import { termDefinition } from '../../../urls/site.ts';
import { markNames, writeName } from '../../../wording/names.ts';
import { capitalize, writeCount, writeHops, writeNumber, writeSourceCount } from '../../../wording/values.ts';
import { writeWithout } from '../../../wording/headline.ts';
import { find, type AnalysedRecord, type ClaimIndex } from './claim-index.ts';
import { mention } from './statement-model.ts';

const MOST_STATIONS = 7;
const [FIRST_SHOWN, LAST_SHOWN] = [3, 2];

/** A longer chain is shown by its first and last stations. */
export function shortenStations<Station>(stations: readonly Station[], most: number) {
  const isLong = stations.length > most;
  return {
    beginning: isLong ? stations.slice(0, FIRST_SHOWN) : stations,
    skipped: isLong ? `${writeNumber(stations.length - FIRST_SHOWN - LAST_SHOWN)} more` : null,
    end: isLong ? stations.slice(-LAST_SHOWN) : [],
  };
}

/**
 * The number, its chain, and the claim in a sentence: of the whole claim, or of what is left without one source.
 * @param shown the statements with a line on the page
 */
export function summarizeClaim(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const { record, analysis, remainder, sources, headline } = index;
  const { hops, reports, independentSources } = remainder ?? analysis;
  const chainCount = remainder ? 0n : analysis.chainCount;
  const sentence = remainder ? writeWithout(record, analysis, remainder) : headline;
  return {
    without: remainder && writeName(find(sources, remainder.source)),
    number: writeNumberShown(index, hops),
    chain: describeLeadChain(index, shown),
    counts: listCounts({ reports, independentSources, chainCount }),
    sentence: markNames(sentence, record.sources),
  };
}

/** The number that a claim is shown with, as an embedded claim too: "2 to 3 hops". */
export function writeNumberShown({ measured: { graph } }: Pick<AnalysedRecord, 'measured'>, hops: Hops | null): string {
  const isAsserted = graph.sides.some((side, at) => side === 'asserting' && !graph.isVoid[at]);
  return isAsserted ? capitalize(writeHops(hops)) : 'Nobody asserts it';
}

/** The same of those who deny or doubt the claim; null where nobody does. */
export function summarizeContested({ analysis: { contested } }: ClaimIndex) {
  return contested && { number: capitalize(writeHops(contested.hops)), counts: listCounts(contested) };
}

function listCounts({
  reports,
  independentSources,
  chainCount,
}: Pick<SideAnalysis, 'reports' | 'independentSources' | 'chainCount'>) {
  return [
    { text: writeCount(reports.length, 'report'), href: termDefinition('report') },
    { text: writeSourceCount(independentSources), href: termDefinition('independent sources') },
    ...(chainCount > 1n ? [{ text: writeCount(chainCount, 'chain'), href: termDefinition('chain') }] : []),
  ];
}

function describeLeadChain(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const { measured, analysis, remainder } = index;
  const chain = findLeadChain(measured, analysis, remainder);
  if (chain === null) return null;
  const stations = chain.stations.map((station) =>
    station.map((uid) => ({ ...mention(index, uid, shown), date: null })),
  );
  return {
    isShortest: remainder === null && isShortest(chain, analysis),
    ...shortenStations(stations, MOST_STATIONS),
  };
}
