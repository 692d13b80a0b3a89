import type { Reply, Route } from '../http/route.ts';
import { drawExample, EXAMPLE, EXAMPLE_HEADLINE, EXAMPLE_ANALYSIS } from './example.ts';
import { aboutAddress, termAnchor, aboutReadingAddress, findingAnchor } from '../../urls/site.ts';
import { showAboutReading } from './reading.ts';
import { describeTwin } from '../records/schemas.ts';
import { definitionsSchema, readingFiguresSchema } from '../records/twins.ts';
import { type Term, RECORDED, DERIVED, VALUES, SEVERITY_DEFINITIONS, FINDING_DEFINITIONS } from './definitions.ts';
import type { Drawing } from '../../drawing/claim/claim.ts';
import { describeFindings } from '../../wording/findings.ts';
import { writeFindingKind, SEVERITY_WORDS } from '../../wording/values.ts';

export const aboutRoutes: readonly Route[] = [
  {
    method: 'get',
    path: aboutAddress.html,
    json: aboutAddress.json,
    role: 'reader',
    fresh: 'base',
    handler: showAbout,
    operation: describeTwin(
      { id: 'readDefinitions', group: 'This site', summary: 'What the words, measures and findings mean' },
      'The definitions.',
      definitionsSchema,
    ),
  },
  {
    method: 'get',
    path: '/about/reading',
    json: '/about/reading.json',
    role: 'reader',
    handler: showAboutReading,
    operation: describeTwin(
      { id: 'readReading', group: 'This site', summary: 'How well the reading of stories does' },
      'What was measured.',
      readingFiguresSchema,
    ),
  },
];

async function showAbout(): Promise<Reply> {
  const example = await drawExample();
  return {
    kind: 'page',
    view: 'about/show',
    title: 'How to read a provenance tree',
    address: aboutAddress,
    model: () => buildAboutModel(example),
    json: writeAbout,
  };
}

const anchor = (term: Term) => ({ ...term, anchor: termAnchor(term.word) });

function buildAboutModel({ wide, narrow }: Drawing) {
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

function writeAbout(): object {
  return {
    terms: [...RECORDED, ...DERIVED],
    values: VALUES,
    severities: SEVERITY_DEFINITIONS,
    findings: FINDING_DEFINITIONS,
  };
}
