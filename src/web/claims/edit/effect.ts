/** What a change would do to what is derived from a claim, shown before it is made. */
import type { ClaimGraph, ClaimRecord, SideAnalysis } from '../../../model/records.ts';
import { analyse } from '../../../provenance/analysis.ts';
import { measureGraph } from '../../../provenance/graph/hops.ts';
import { writeHeadline } from '../../../wording/headline.ts';
import { joinNames, markNames, nameStatements } from '../../../wording/names.ts';
import {
  nameEnds,
  writeFindingKind,
  writeHops,
  writeIndependentSources,
  writeNumber,
} from '../../../wording/values.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { claimAddress } from '../../../urls/records.ts';
import { readLine } from '../../forms/forms.ts';
import { drawRecord } from './record-drawing.ts';
import type { WriteContext } from '../../forms/write.ts';
import type { FormReply } from '../../http/route.ts';

const NONE = 'none';
const FINDINGS = 'Findings';

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
    [FINDINGS, [...kinds].join(', ') || NONE],
  ]);
}

/**
 * The page before a published claim’s hops, ends or counts change; null where they don’t, and once it was seen.
 * @param path of the form, to which the same fields are sent again
 */
export async function previewEffect(
  { target, body }: Pick<WriteContext<LoadedClaim>, 'target' | 'body'>,
  after: ClaimRecord,
  path: string,
): Promise<FormReply | null> {
  const { id, record } = target;
  if (record.claim.status !== 'published' || readLine(body, 'confirmed') === 'yes') return null;
  const effect = describeEffect(record, after);
  if (!effect?.some(({ name }) => name !== FINDINGS)) return null;
  const { text, language } = record.claim;
  const hidden = Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    name === 'confirmed' || typeof value !== 'string' ? [] : [{ name, value }],
  );
  const headline = markNames(writeHeadline(after, analyse(after)), after.sources);
  const model = {
    ...{ path, text, language, effect, hidden, headline },
    address: claimAddress({ id, text }).html,
    drawing: await drawRecord(after),
  };
  return { kind: 'form', view: 'editing/preview-effect', title: `Preview: ${text}`, path, issues: [], model };
}
