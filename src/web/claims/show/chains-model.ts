/** The ways from a report to an origin, each as a line of names. */
import type { Analysis, Chain, Uid } from '../../../model/records.ts';
import { writeCount, writeNumber } from '../../../wording/values.ts';
import type { ClaimIndex } from './claim-index.ts';
import { mention, type Mention } from './statement-model.ts';

/** The rest of the listed chains is folded away; of a long chain both ends are shown. */
const CHAINS_OPEN = 10;
/** Of a claim that is not shown whole no more are listed: few of their statements are on the page. */
const CHAINS_OF_PART = 20;
const BEGINNING = 8;
const END = 4;

export interface ChainView {
  hops: string;
  beginning: readonly Mention[];
  /** So many statements are left out in the middle. */
  skipped: number;
  end: readonly Mention[];
}

export interface ChainsModel {
  total: string;
  /** "From a report to an origin lead 2 chains", and which of them are listed. */
  summary: string;
  chains: readonly ChainView[];
  folded: readonly ChainView[];
  /** The number of the first of these. */
  foldedStart: number;
}

/** The listed chains, shortest first; of one report's, when they were asked for. */
export function listChains(index: ClaimIndex, shown: ReadonlySet<Uid>): ChainsModel {
  const { analysis, chosen, from } = index;
  const own = from === null ? analysis.chains : analysis.chains.filter(({ statements }) => statements[0] === from);
  const listed = chosen === null || from !== null ? own : own.slice(0, CHAINS_OF_PART);
  const views = listed.map((chain) => describeChain(index, chain, shown));
  return {
    total: writeNumber(analysis.chainCount),
    summary: from === null ? summarise(analysis.chainCount, views.length) : summariseOwn(analysis, views.length),
    chains: views.slice(0, CHAINS_OPEN),
    folded: views.slice(CHAINS_OPEN),
    foldedStart: CHAINS_OPEN + 1,
  };
}

function summarise(all: bigint, listed: number): string {
  if (all === 0n) return 'No chain leads from a report to an origin.';
  if (all === 1n) return 'One chain leads from a report to an origin.';
  const lead = `From a report to an origin lead ${writeCount(all, 'chain')}`;
  return BigInt(listed) < all
    ? `${lead}. The ${writeNumber(listed)} shortest are listed.`
    : `${lead}, the shortest first.`;
}

function summariseOwn({ chainCount, chains }: Analysis, own: number): string {
  const listed = `${writeNumber(own)} ${own === 1 ? 'begins' : 'begin'} with this report`;
  return BigInt(chains.length) < chainCount
    ? `Of the ${writeNumber(chains.length)} shortest of ${writeCount(chainCount, 'chain')}, ${listed}.`
    : `Of ${writeCount(chainCount, 'chain')}, ${listed}.`;
}

function describeChain(index: ClaimIndex, { hops, statements }: Chain, shown: ReadonlySet<Uid>): ChainView {
  const isLong = statements.length > BEGINNING + END + 1;
  const mentionAll = (uids: readonly Uid[]) => uids.map((uid) => mention(index, uid, shown));
  return {
    hops: writeCount(hops, 'hop'),
    beginning: mentionAll(isLong ? statements.slice(0, BEGINNING) : statements),
    skipped: isLong ? statements.length - BEGINNING - END : 0,
    end: isLong ? mentionAll(statements.slice(-END)) : [],
  };
}
