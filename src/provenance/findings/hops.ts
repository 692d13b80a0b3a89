import { sayDate } from '../../wording/dates.ts';
import { isSurelyBefore } from '../../model/dates.ts';
import type { Facts } from '../facts.ts';
import { makeFinding } from './finding.ts';
import type { Finding } from '../../model/records.ts';
import { beginSentence, nameSource } from '../../wording/names.ts';

/** What each attribution gives rise to: `unsupported-hop`, `relayed-hop`, `cites-later`. */
export function raiseHopFindings(facts: Facts): Finding[] {
  const { graph, names, support, dates } = facts;
  const findings: Finding[] = [];
  for (const [attribution, citing] of graph.citing.entries()) {
    const cited = graph.cited[attribution]!;
    const ends = [citing, cited];
    const hop = `${names[citing]!} cites ${names[cited]!}`;
    if (support[attribution] === 'unsupported') {
      findings.push(makeFinding(graph, 'unsupported-hop', ends, `No evidence shows that ${hop}.`));
    }
    if (support[attribution] === 'relayed') {
      findings.push(makeFinding(graph, 'relayed-hop', ends, `That ${hop} is known only at second hand.`));
    }
    if (isSurelyBefore(dates[citing]!, dates[cited]!)) {
      findings.push(makeFinding(graph, 'cites-later', ends, writeCitesLater(facts, citing, cited)));
    }
  }
  return findings;
}

/** With both dates in full: here the hours may be the point. */
function writeCitesLater({ graph }: Facts, citing: number, cited: number): string {
  const [earlier, later] = [citing, cited].map((position) => {
    const { source, statedAt } = graph.statements[position]!;
    return `${nameSource(graph.sources.get(source))}, dated ${sayDate(statedAt!)}`;
  });
  return beginSentence(`${earlier}, cites a later statement: ${later}.`);
}
