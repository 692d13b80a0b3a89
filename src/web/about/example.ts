/** An invented claim, drawn by the same code as every other: what the page of definitions explains. */
import { drawClaim, type Drawing } from '../../drawing/claim/claim.ts';
import { NO_SELECTION, viewClaim } from '../../drawing/view.ts';
import { analyse } from '../../provenance/analysis.ts';
import { measureGraph } from '../../provenance/graph/hops.ts';
import { writeHeadline } from '../../wording/headline.ts';
import {
  UNDISPUTED,
  type Attribution,
  type Basis,
  type ClaimRecord,
  type Document,
  type Source,
  type SourceKind,
  type Statement,
} from '../../model/records.ts';

const AT = '2025-03-03T09:00:00Z';

function makeSource(uid: string, name: string, kind: SourceKind): Source {
  const nothing = { country: null, parent: null, parentRelation: null, aliases: [], homepage: null, wikidata: null };
  return { uid, name, kind, ...nothing };
}

function makeStatement(
  uid: string,
  statedAt: string | null,
  document: string | null = null,
  basis: Basis = 'unknown',
): Statement {
  const nothing = { wording: null, language: null, retractedAt: null, retractionReason: null };
  return { uid, source: uid, document, statedAt, stance: 'asserts', basis, ...nothing };
}

function makeHop(citing: string, cited: string, cue: string, document: string): Attribution {
  const evidence = [{ document, exact: cue, prefix: null, suffix: null, start: null, end: null }];
  return { uid: `${citing} ${cited}`, citing, cited, manner: 'cites', cue, note: null, evidence, ...UNDISPUTED };
}

function makeDocument(uid: string, publisher: string, title: string): Document {
  const unknown = { url: null, version: null, archivedUrl: null, sha256: null };
  const dates = { publishedAt: '2025-03-03', retrievedAt: '2025-03-03' };
  return { uid, publisher, kind: 'article', title, language: 'en', ...dates, ...unknown };
}

/** Two papers, one agency, one harbour office, and people nobody names. */
export const EXAMPLE: ClaimRecord = {
  claim: {
    uid: 'example',
    text: 'The ferry to Lund Island is out of service until May.',
    language: 'en',
    aboutDate: null,
    status: 'published',
    topics: [],
    relations: [],
    note: null,
    rating: null,
    createdAt: AT,
    updatedAt: AT,
  },
  sources: [
    makeSource('courier', 'Island Courier', 'outlet'),
    makeSource('gazette', 'Coast Gazette', 'outlet'),
    makeSource('agency', 'Northern Press', 'agency'),
    makeSource('harbour', 'Lund Harbour Office', 'government'),
    makeSource('sailors', 'people at the pier', 'unnamed'),
  ],
  documents: [
    makeDocument('courier story', 'courier', 'No ferry before May'),
    makeDocument('gazette story', 'gazette', 'Lund Island cut off'),
  ],
  statements: [
    makeStatement('courier', '2025-03-03', 'courier story'),
    makeStatement('gazette', '2025-03-03', 'gazette story'),
    makeStatement('agency', '2025-03-02'),
    makeStatement('harbour', null, null, 'own-act'),
    makeStatement('sailors', null),
  ],
  attributions: [
    makeHop('courier', 'agency', 'Northern Press reports', 'courier story'),
    makeHop('gazette', 'agency', 'citing Northern Press', 'gazette story'),
    makeHop('agency', 'harbour', 'quoted the harbour office', 'courier story'),
    makeHop('gazette', 'sailors', 'people at the pier said', 'gazette story'),
  ],
};

export const EXAMPLE_ANALYSIS = analyse(EXAMPLE);
export const EXAMPLE_HEADLINE = writeHeadline(EXAMPLE, EXAMPLE_ANALYSIS);

/** It is always the same, so it is drawn once. */
let drawn: Promise<Drawing> | undefined;

export function drawExample(): Promise<Drawing> {
  drawn ??= drawClaim({
    record: EXAMPLE,
    analysis: EXAMPLE_ANALYSIS,
    headline: EXAMPLE_HEADLINE,
    view: viewClaim(measureGraph(EXAMPLE), NO_SELECTION),
    remainder: null,
    links: { toStatement: () => null, toHop: () => null, toFocus: () => '' },
  }).then((drawing) => drawing!);
  return drawn;
}
