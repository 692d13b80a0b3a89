import { isSurelyBefore } from './dates.ts';
import type { Facts } from './facts.ts';
import { makeFinding } from './finding.ts';
import type { Finding } from './model.ts';
import { beginSentence, nameSource } from './names.ts';

/** What each attribution gives rise to: `unsupported-hop`, `relayed-hop`, `cites-later`. */
export function raiseHopFindings(facts: Facts): Finding[] {
  const { graph, names } = facts;
  return graph.attributions.flatMap((_, attribution) => {
    const citing = graph.citing[attribution]!;
    const cited = graph.cited[attribution]!;
    const hop = `${names[citing]!} cites ${names[cited]!}`;
    const support = facts.support[attribution]!;
    const findings: Finding[] = [];
    if (support === 'unsupported') {
      findings.push(makeFinding(graph, 'unsupported-hop', [citing, cited], `No evidence shows that ${hop}.`));
    }
    if (support === 'relayed') {
      findings.push(makeFinding(graph, 'relayed-hop', [citing, cited], `That ${hop} is known only at second hand.`));
    }
    if (isSurelyBefore(facts.dates[citing]!, facts.dates[cited]!)) {
      findings.push(makeFinding(graph, 'cites-later', [citing, cited], writeCitesLater(facts, citing, cited)));
    }
    return findings;
  });
}

/** With both dates in full: here the hours may be the point. */
function writeCitesLater({ graph }: Facts, citing: number, cited: number): string {
  const [earlier, later] = [citing, cited].map((position) => {
    const { source, statedAt } = graph.statements[position]!;
    return `${nameSource(graph.sources.get(source))}, dated ${statedAt?.replace('T', ' ')}`;
  });
  return beginSentence(`${earlier}, cites a later statement: ${later}.`);
}
