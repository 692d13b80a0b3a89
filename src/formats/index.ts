/** Every format in which a claim is exported: one entry each. */
import { writeClaimDot } from '../drawing/graphviz.ts';
import type { Selection } from '../model/queries.ts';
import type { Analysis, ClaimRecord } from '../model/records.ts';
import { analyse } from '../provenance/analysis.ts';
import { absoluteUrl, claimAddress, claimFormatPath, drawingPath } from '../urls/records.ts';
import { schemaPath } from '../urls/site.ts';
import { writeHopCsv } from './csv/writer.ts';
import { describeLeftOut, EVERYTHING, type LeftOut } from './left-out.ts';
import { writeGraphMl, writeMermaid } from './graph.ts';
import { writeHearsayClaim } from './hearsay/writer.ts';
import { describeClaimInProv, nameRecord } from './prov/claim.ts';
import {
  provJsonBundles,
  provNBundles,
  writeProvJson,
  writeProvJsonBundle,
  writeProvN,
  writeProvNBundle,
} from './prov/writer.ts';
import { writeSchemaOrg, writeScriptJson } from './web/schema-org.ts';

type ClaimWords = Readonly<{ id: number; text: string }>;

export interface ExportContext {
  /** The claim's page; `here` is where this format of it is. */
  url: string;
  here: string;
  /** UTC to the second. */
  exportedAt: string;
}

type WriteClaim = (record: ClaimRecord, context: ExportContext) => string;

export interface ManyClaims {
  /** The export command's `--format`. */
  option: string;
  open: string;
  between: string;
  close: string;
  write: WriteClaim;
}

interface Format {
  name: string;
  ending: string;
  type: string;
  use: string;
}

export interface ExportFormat extends Format {
  leavesOut: LeftOut;
  /** One claim by itself, indented. */
  write: WriteClaim;
  /** Null where a file holds one claim only. */
  many: ManyClaims | null;
}

/** Statements that a file for search engines describes at most, and the data block of a page. */
const MOST_DESCRIBED = 10_000;
const MOST_ON_PAGE = 50;

/** A bundle is what a newsroom recorded of a claim, hence its name. */
const nameBundle = ({ claim }: ClaimRecord): string => nameRecord(claim.uid, 'record');

export const HEARSAY_FORMAT: ExportFormat & { many: ManyClaims } = {
  name: 'JSON',
  ending: 'json',
  type: 'application/json',
  use: 'the whole claim in the open format hearsay.claim/1: every statement, hop and excerpt, with the analysis. Another Hearsay imports it.',
  leavesOut: {},
  write: (record, context) => `${JSON.stringify(writeHearsayClaim(record, analyse(record), context), null, 2)}\n`,
  many: {
    ...{ option: 'hearsay', open: '', between: '', close: '' },
    write: (record, context) => `${JSON.stringify(writeHearsayClaim(record, analyse(record), context))}\n`,
  },
};

/** Written by the drawing's own page, which knows what part of the claim is shown. */
const DRAWING: Format = {
  name: 'SVG',
  ending: 'svg',
  type: 'image/svg+xml',
  use: 'the drawing as it is shown here, to print or to put into a story: names, days, cues and how each hop is known, and nothing else.',
};

const ABOUT_RECORD = [
  'topics',
  'note',
  'relations',
  'contradictions',
  'relationNotes',
  'rating',
  'createdAt',
  'updatedAt',
] as const;
const FAMILY_AND_NAMES = ['parent', 'parentRelation', 'aliases', 'homepage', 'aliasLanguages', 'wikidata'] as const;
const DOCUMENT_DETAILS = ['publisher', 'archivedUrl', 'publishedAt', 'retrievedAt', 'language', 'sha256'] as const;
const DISPUTE = ['disputedAt', 'disputedBy', 'disputeReason'] as const;
const CONTEXT = ['prefix', 'suffix', 'start', 'end'] as const;

/** The formats of other tools, each a file beside the claim's page. To add one, add an entry. */
export const CLAIM_FILES: readonly ExportFormat[] = [
  {
    name: 'PROV-JSON',
    ending: 'prov.json',
    type: 'application/json',
    use: 'the chains in W3C PROV, for tools that read and compare provenance.',
    leavesOut: {},
    write: (record, { url }) => `${JSON.stringify(writeProvJson(describeClaimInProv(record, url)), null, 2)}\n`,
    many: {
      ...{ option: 'prov-json', ...provJsonBundles },
      write: (record, { url }) => writeProvJsonBundle(nameBundle(record), describeClaimInProv(record, url)),
    },
  },
  {
    name: 'PROV-N',
    ending: 'provn',
    type: 'text/provenance-notation',
    use: 'the same in the notation of W3C PROV that is made to be read.',
    leavesOut: {},
    write: (record, { url }) => writeProvN(describeClaimInProv(record, url)),
    many: {
      ...{ option: 'prov-n', ...provNBundles },
      write: (record, { url }) => writeProvNBundle(nameBundle(record), describeClaimInProv(record, url)),
    },
  },
  {
    name: 'JSON-LD',
    ending: 'jsonld',
    type: 'application/ld+json',
    use: 'the claim, its statements and documents in the words of schema.org, for search engines and linked data. Approximate dates are not in it, an interval only where it is what the claim is about, and no hop that is disputed.',
    leavesOut: {
      claim: ['status', 'note', 'contradictions', 'relationNotes', 'createdAt', 'updatedAt'],
      sources: ['kind', 'parentRelation'],
      documents: ['retrievedAt', 'sha256'],
      statements: ['stance', 'basis', 'retractedAt', 'retractionReason'],
      attributions: ['uid', 'manner', 'cue', 'note', ...DISPUTE],
      evidence: EVERYTHING.evidence,
    },
    write: (record, { url, here }) => {
      const options = { url, whole: here, most: MOST_DESCRIBED };
      return `${JSON.stringify(writeSchemaOrg(record, analyse(record), options), null, 2)}\n`;
    },
    many: null,
  },
  {
    name: 'CSV',
    ending: 'csv',
    type: 'text/csv',
    use: 'a table with one row a hop, for spreadsheets. Another Hearsay imports it.',
    leavesOut: {
      claim: ['note', 'rating', 'createdAt', 'updatedAt'],
      sources: ['uid', 'country', ...FAMILY_AND_NAMES],
      documents: ['uid', 'sha256'],
      attributions: ['note'],
      evidence: CONTEXT,
    },
    write: (record) => writeHopCsv(record, analyse(record)),
    many: null,
  },
  {
    name: 'GraphML',
    ending: 'graphml',
    type: 'application/graphml+xml',
    use: 'the graph for Gephi, yEd, Cytoscape and networkx.',
    leavesOut: {
      claim: ['status', ...ABOUT_RECORD],
      sources: FAMILY_AND_NAMES,
      documents: ['uid', ...DOCUMENT_DETAILS],
      statements: ['wording', 'language', 'retractionReason'],
      attributions: ['note'],
      evidence: ['more', 'document', ...CONTEXT],
    },
    write: (record) => writeGraphMl(record, analyse(record)),
    many: null,
  },
  {
    name: 'DOT',
    ending: 'dot',
    type: 'text/vnd.graphviz',
    use: 'the graph for Graphviz and what reads its language.',
    leavesOut: {
      claim: ['uid', 'language', 'aboutDate', 'status', ...ABOUT_RECORD],
      sources: ['uid', 'kind', 'country', ...FAMILY_AND_NAMES],
      documents: ['uid', ...DOCUMENT_DETAILS],
      statements: ['time', 'wording', 'language', 'basis', 'retractedAt', 'retractionReason'],
      attributions: ['uid', 'note', ...DISPUTE],
      evidence: EVERYTHING.evidence,
    },
    write: (record) => writeClaimDot(record, analyse(record)),
    many: null,
  },
  {
    name: 'Mermaid',
    ending: 'mmd',
    type: 'text/vnd.mermaid',
    use: 'a flow chart for wikis and Markdown pages.',
    leavesOut: {
      claim: ['uid', 'language', 'aboutDate', 'status', ...ABOUT_RECORD],
      sources: ['uid', 'kind', 'country', ...FAMILY_AND_NAMES],
      documents: EVERYTHING.documents,
      statements: ['uid', 'document', 'wording', 'language', 'basis', 'retractionReason'],
      attributions: ['uid', 'manner', 'note', ...DISPUTE],
      evidence: EVERYTHING.evidence,
    },
    write: (record) => writeMermaid(record, analyse(record)),
    many: null,
  },
];

export const COMMAND_FORMATS = [HEARSAY_FORMAT, ...CLAIM_FILES].flatMap((format) =>
  format.many ? [{ ...format, many: format.many }] : [],
);

export interface ExportView extends Omit<Format, 'ending'> {
  href: string;
  /** "Leaves out: of the claim, the note." Null for the drawing, whose use says what it has. */
  leavesOut: string | null;
  more: { text: string; href: string; type: string } | null;
}

const SCHEMA = { text: 'JSON Schema', href: schemaPath, type: 'application/schema+json' };

/** All formats of a claim, for its page. @param selection the part of the claim that the drawing shows */
export function listExports(claim: ClaimWords, selection: Selection): readonly ExportView[] {
  const view = ({ name, type, use }: Format, href: string) => ({ name, type, use, href, leavesOut: null, more: null });
  const viewFile = (format: ExportFormat): ExportView => ({
    ...view(format, claimFormatPath(claim, format.ending)),
    leavesOut: describeLeftOut(format.leavesOut),
  });
  return [
    { ...viewFile(HEARSAY_FORMAT), more: SCHEMA },
    view(DRAWING, drawingPath(claim, selection)),
    ...CLAIM_FILES.map(viewFile),
  ];
}

/** The same in another format, linked from a page's head. */
export interface Alternate {
  href: string;
  type: string;
  /** Where there are several of a type. */
  title?: string;
}

export function listAlternates(claim: ClaimWords): Alternate[] {
  return CLAIM_FILES.map(({ ending, type }) => ({ href: claimFormatPath(claim, ending), type }));
}

interface NumberedClaim {
  id: number;
  record: ClaimRecord;
  /** Where an imported record was first published; null for our own. */
  firstUrl: string | null;
}

/** An imported claim keeps the address at which it was first published. */
export function locateClaim({ id, record, firstUrl }: NumberedClaim, baseUrl: string): { url: string; page: string } {
  const page = claimAddress({ id, text: record.claim.text }).html;
  return { url: firstUrl ?? absoluteUrl(baseUrl, page), page };
}

/** The data block on a claim's page. Of a large claim it describes the ends of the chains. */
export function writeStructured(loaded: NumberedClaim, analysis: Analysis, baseUrl: string): string {
  const { id, record } = loaded;
  const whole = absoluteUrl(baseUrl, claimFormatPath({ id, text: record.claim.text }, 'jsonld'));
  const { url } = locateClaim(loaded, baseUrl);
  return writeScriptJson(writeSchemaOrg(record, analysis, { url, whole, most: MOST_ON_PAGE }));
}
