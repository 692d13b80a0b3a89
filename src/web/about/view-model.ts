/** The page of definitions, and its twin. */
import type { Drawing } from '../../drawing/claim/claim.ts';
import { describeFindings } from '../../wording/findings.ts';
import { SEVERITY_WORDS, writeFindingKind } from '../../wording/values.ts';
import { EXAMPLE, EXAMPLE_ANALYSIS, EXAMPLE_HEADLINE } from './example.ts';
import { FINDING_DEFINITIONS, SEVERITY_DEFINITIONS } from './findings.ts';
import { DERIVED, RECORDED, VALUES, type Term } from './terms.ts';
import { aboutReadingAddress, findingAnchor, termAnchor } from '../../urls/site.ts';

const anchor = (term: Term) => ({ ...term, anchor: termAnchor(term.word) });

export function buildAboutModel({ wide, narrow }: Drawing) {
  return {
    example: {
      text: EXAMPLE.claim.text,
      headline: EXAMPLE_HEADLINE,
      findings: describeFindings(EXAMPLE, EXAMPLE_ANALYSIS).map(({ kind, message }) => ({
        kind: writeFindingKind(kind),
        message,
      })),
      ...{ wide, narrow },
    },
    readingHref: aboutReadingAddress.html,
    recorded: RECORDED.map(anchor),
    derived: DERIVED.map(anchor),
    values: VALUES,
    severities: SEVERITY_DEFINITIONS.map(({ severity, means }) => ({ word: SEVERITY_WORDS[severity], means })),
    findings: FINDING_DEFINITIONS.map(({ kind, severity, raised }) => ({
      anchor: findingAnchor(kind),
      kind: writeFindingKind(kind),
      ...{ severity, raised },
      severityWord: SEVERITY_WORDS[severity],
    })),
  };
}

export function writeAbout(): object {
  return {
    terms: [...RECORDED, ...DERIVED],
    values: VALUES,
    severities: SEVERITY_DEFINITIONS,
    findings: FINDING_DEFINITIONS,
  };
}
