/** Every format in which a claim is exported: one entry each. */
import { writeClaimDot } from '../drawing/graphviz.ts';
import type { Selection } from '../model/queries.ts';
import type { Analysis, ClaimRecord } from '../model/records.ts';
import { analyse } from '../provenance/analysis.ts';
import {
  absoluteUrl,
  claimAddress,
  claimFormatPath,
  drawingPath,
  nameClaimFile,
  type DrawingEnding,
} from '../urls/records.ts';
import { writeHopCsv } from './csv/writer.ts';
import { capitalize } from '../wording/values.ts';
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
  /** In a few words. */
  gist: string;
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
  gist: 'everything recorded',
  use: 'the whole claim in the open format hearsay.claim/1: every statement, hop and excerpt, with the analysis. Another Hearsay can import it.',
  leavesOut: {},
  write: (record, context) => `${JSON.stringify(writeHearsayClaim(record, analyse(record), context), null, 2)}\n`,
  many: {
    ...{ option: 'hearsay', open: '', between: '', close: '' },
    write: (record, context) => `${JSON.stringify(writeHearsayClaim(record, analyse(record), context))}\n`,
  },
};

/** Written by the drawing's own page, which knows what part of the claim is shown. */
const DRAWINGS: readonly (Format & { ending: DrawingEnding })[] = [
  {
    name: 'PNG',
    ending: 'png',
    type: 'image/png',
    gist: 'the drawing, for a story or a slide',
    use: 'the drawing as a picture, at twice the size of the SVG; large ones are scaled down.',
  },
  {
    name: 'SVG',
    ending: 'svg',
    type: 'image/svg+xml',
    gist: 'the drawing, for print',
    use: 'the drawing, sharp at any size: names, days, cues and how each hop is known, nothing else.',
  },
];

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
    gist: 'W3C PROV, for provenance tools',
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
    gist: 'W3C PROV, for people to read',
    use: 'the same in PROV-N, the W3C PROV notation for people.',
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
    gist: 'schema.org, for linked data',
    use: 'the claim, its statements and documents in the vocabulary of schema.org, for search engines and linked data. It leaves out approximate dates, intervals other than the date the claim is about, and disputed hops.',
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
    gist: 'a row for each hop, for spreadsheets',
    use: 'a table with one row per hop, for spreadsheets. Another Hearsay can import it.',
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
    gist: 'for Gephi, yEd and Cytoscape',
    use: 'the graph for Gephi, yEd, Cytoscape and networkx.',
    leavesOut: {
      claim: ['status', ...ABOUT_RECORD],
      sources: FAMILY_AND_NAMES,
      documents: ['uid', ...DOCUMENT_DETAILS],
      statements: ['wording', 'language', 'retractionReason'],
      attributions: ['note'],
      evidence: CONTEXT,
    },
    write: (record) => writeGraphMl(record, analyse(record)),
    many: null,
  },
  {
    name: 'DOT',
    ending: 'dot',
    type: 'text/vnd.graphviz',
    gist: 'for Graphviz',
    use: 'the graph for Graphviz and other tools that read its language.',
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
    gist: 'for wikis and Markdown',
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

/** What each format is for and what it lacks, for the page that describes them all. */
export function describeFormats() {
  const describe = ({ name, ending, use }: Format, leavesOut: string | null) => ({
    ...{ name, ending, leavesOut },
    use: capitalize(use),
  });
  return [
    ...[HEARSAY_FORMAT, ...CLAIM_FILES].map((format) => describe(format, describeLeftOut(format.leavesOut))),
    ...DRAWINGS.map((format) => describe(format, null)),
  ];
}

export interface Download {
  name: string;
  gist: string;
  type: string;
  href: string;
  fileName: string;
}

/** The formats that most people want, in this order; the others follow. */
const COMMON = ['json', 'csv', 'png', 'svg'];

/** All formats of a claim, for its page. @param selection the part of the claim that the drawing shows */
export function listDownloads(claim: ClaimWords, selection: Selection): Record<'common' | 'more', readonly Download[]> {
  const offer = ({ name, gist, type, ending }: Format, href: string): Download => {
    return { name, gist, type, href, fileName: nameClaimFile(claim, ending) };
  };
  const all = new Map([
    ...[HEARSAY_FORMAT, ...CLAIM_FILES].map((format): [string, Download] => {
      return [format.ending, offer(format, claimFormatPath(claim, format.ending))];
    }),
    ...DRAWINGS.map((format): [string, Download] => {
      return [format.ending, offer(format, drawingPath(claim, selection, format.ending))];
    }),
  ]);
  const common = COMMON.map((ending) => all.get(ending)!);
  return { common, more: [...all.values()].filter((download) => !common.includes(download)) };
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
