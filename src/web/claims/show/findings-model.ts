import type { FindingKind, Uid } from '../../../model/records.ts';
import { hopAnchor } from '../../../urls/records.ts';
import { findingDefinition } from '../../../urls/site.ts';
import { describeFindings, groupFindings, type DescribedFinding } from '../../../wording/findings.ts';
import { markNames } from '../../../wording/names.ts';
import { SEVERITY_WORDS, writeFindingKind, writeNumber } from '../../../wording/values.ts';
import type { ClaimIndex } from './claim-index.ts';
import type { Lines } from './evidence-model.ts';
import { mention } from './statement-model.ts';

/** Of each kind; the rest is folded away, up to so many, where the claim is shown whole. */
const FINDINGS_OPEN = 5;
const FINDINGS_SHOWN = 10;
const WITNESSES_SHOWN = 8;

/** The findings by kind, the gravest first, with their witnesses linked to their lines in the evidence. */
export function listFindings(index: ClaimIndex, lines: Lines) {
  const described = describeFindings(index.record, index.analysis, index.measured.graph);
  const most = index.chosen === null ? FINDINGS_SHOWN : FINDINGS_OPEN;
  return {
    total: writeNumber(described.length),
    groups: groupFindings(described).map(({ kind, severity, sentence, findings }) => {
      // All that goes back to what was retracted is listed, whatever the sentence says.
      const isOne = findings.length === 1 && kind !== 'retracted';
      // Of one finding its own message is the sentence of its kind.
      const views = findings
        .slice(0, most)
        .map((finding) => describeFinding(index, finding, findings.length > 1, lines));
      return {
        detailsHref: isOne ? views[0]!.href : null,
        isListed: !isOne,
        severity,
        severityWord: SEVERITY_WORDS[severity],
        kind: writeFindingKind(kind),
        definitionHref: findingDefinition(kind),
        sentence: markNames(sentence, index.record.sources),
        findings: views.slice(0, FINDINGS_OPEN),
        folded: views.slice(FINDINGS_OPEN),
        more: findings.length > most ? writeNumber(findings.length - most) : null,
      };
    }),
  };
}

function describeFinding(
  index: ClaimIndex,
  { kind, message, statements }: DescribedFinding,
  isOneOfMany: boolean,
  lines: Lines,
) {
  const isPair = ON_ATTRIBUTIONS.has(kind);
  const witnesses = statements.slice(0, WITNESSES_SHOWN).map((uid) => mention(index, uid, lines.statements));
  const hopHref = isPair ? findHop(index, statements, lines) : null;
  return {
    sentence: isOneOfMany && !SAID_BY_WITNESSES.has(kind) ? markNames(message, index.record.sources) : null,
    isPair,
    href: hopHref ?? witnesses[0]?.href ?? null,
    // Several stand in one line.
    isShort: isOneOfMany && SAID_BY_WITNESSES.has(kind),
    witnesses,
    moreWitnesses: Math.max(0, statements.length - WITNESSES_SHOWN),
  };
}

/** Of several of these the sentence above them says all but who. */
const SAID_BY_WITNESSES: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'choke-point',
  'circle',
  'unnamed-end',
  'open-end',
  'unsupported-hop',
  'second-hand-hop',
  'turned',
]);

/** Their witnesses are the citing, then the cited statement. */
const ON_ATTRIBUTIONS: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'unsupported-hop',
  'second-hand-hop',
  'cites-later',
  'turned',
  'disputed-hop',
  'certainty-raised',
  'number-changed',
]);

function findHop({ cites }: ClaimIndex, [citing, cited]: readonly Uid[], lines: Lines): string | null {
  const hop = citing === undefined ? undefined : cites.get(citing)?.find((attribution) => attribution.cited === cited);
  return hop && lines.attributions.has(hop.uid) ? `#${hopAnchor(hop.uid)}` : null;
}
