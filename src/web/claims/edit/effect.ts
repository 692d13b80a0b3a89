/** What a change would do to what is derived from a claim, shown before it is made. */
import type { ClaimGraph, SideAnalysis } from '../../../model/records.ts';
import { analyse } from '../../../provenance/analysis.ts';
import { measureGraph } from '../../../provenance/graph/hops.ts';
import { joinNames, nameStatements } from '../../../wording/names.ts';
import {
  nameEnds,
  writeFindingKind,
  writeHops,
  writeIndependentSources,
  writeNumber,
} from '../../../wording/values.ts';

const NONE = 'none';

/** The measures that differ, each as it is and as it would be; null when none does. */
export function describeEffect(before: ClaimGraph, after: ClaimGraph) {
  const [now, then] = [measureAll(before), measureAll(after)];
  const rows = [...new Set([...now.keys(), ...then.keys()])].flatMap((name) => {
    const [was, is] = [now.get(name) ?? NONE, then.get(name) ?? NONE];
    return was === is ? [] : [{ name, was, is }];
  });
  return rows.length === 0 ? null : rows;
}

function measureAll(graph: ClaimGraph): ReadonlyMap<string, string> {
  const measured = measureGraph(graph);
  const analysis = analyse(graph, measured);
  const { statements, sources } = measured.graph;
  const names = nameStatements(statements, sources);
  const words = nameEnds(measured.graph, analysis);
  const measureSide = (side: SideAnalysis): [string, string][] => [
    ['Hops', writeHops(side.hops)],
    ['Reports', writeNumber(side.reports.length)],
    ['Ends', joinNames(side.ends.map(({ statement: uid }) => `${names.get(uid)!}: ${words.get(uid)!.toLowerCase()}`))],
    ['Independent sources', writeIndependentSources(side.independentSources)],
    ['Chains', writeNumber(side.chainCount)],
  ];
  const kinds = new Set(analysis.findings.map(({ kind }) => writeFindingKind(kind)));
  return new Map([
    ...measureSide(analysis),
    ...(analysis.contested ? measureSide(analysis.contested) : []).map(
      ([name, value]) => [`${name} of the denial or doubt`, value] as const,
    ),
    ['Findings', [...kinds].join(', ') || NONE],
  ]);
}
