/** The formats of other people's tools in which a claim can be had: one list, one entry a format. */
import { writeClaimDot } from '../drawing/graphviz/claim-dot.ts';
import { describeClaimInProv } from './prov/claim.ts';
import { writeGraphMl } from './graph/graphml.ts';
import { writeHopCsv } from './csv/writer.ts';
import { writeMermaid } from './graph/mermaid.ts';
import { writeProvJson } from './prov/writer.ts';
import { writeProvN } from './prov/writer.ts';
import { writeSchemaOrg, writeScriptJson } from './web/schema-org.ts';
import { analyse } from '../provenance/analysis.ts';
import type { Analysis, ClaimRecord } from '../model/records.ts';
import { absoluteUrl, claimAddress, claimFormatPath } from '../urls/records.ts';

type ClaimWords = Readonly<{ id: number; text: string }>;

/** A claim with what its address is made of. */
interface NumberedClaim {
  id: number;
  record: ClaimRecord;
  /** Where the record was first published, when it came in by import; null for our own. */
  firstUrl: string | null;
}

export interface ClaimFormat {
  name: string;
  /** What the address ends with. */
  ending: string;
  /** The media type. */
  type: string;
  /** What it is for, in one line. */
  use: string;
  /** @param url the claim's page; `here` is where this format of it is */
  write: (record: ClaimRecord, at: { url: string; here: string }) => string;
}

/** So many statements a format describes that is made for search engines; a page's data block has fewer. */
const MOST_DESCRIBED = 10_000;
const MOST_ON_PAGE = 50;

/** To add a format, add an entry. */
export const CLAIM_FORMATS: readonly ClaimFormat[] = [
  {
    name: 'PROV-JSON',
    ending: 'prov.json',
    type: 'application/json',
    use: 'the chains in W3C PROV, for tools that read and compare provenance.',
    write: (record, { url }) => `${JSON.stringify(writeProvJson(describeClaimInProv(record, url)), null, 2)}\n`,
  },
  {
    name: 'PROV-N',
    ending: 'provn',
    type: 'text/provenance-notation',
    use: 'the same in the notation of W3C PROV that is made to be read.',
    write: (record, { url }) => writeProvN(describeClaimInProv(record, url)),
  },
  {
    name: 'JSON-LD',
    ending: 'jsonld',
    type: 'application/ld+json',
    use: 'the claim, its statements and documents in the words of schema.org, for search engines and linked data.',
    write: (record, { url, here }) => {
      const options = { url, whole: here, most: MOST_DESCRIBED };
      return `${JSON.stringify(writeSchemaOrg(record, analyse(record), options), null, 2)}\n`;
    },
  },
  {
    name: 'CSV',
    ending: 'csv',
    type: 'text/csv',
    use: 'a table with one row a hop, for spreadsheets. Another Hearsay imports it.',
    write: (record) => writeHopCsv(record, analyse(record)),
  },
  {
    name: 'GraphML',
    ending: 'graphml',
    type: 'application/graphml+xml',
    use: 'the graph for Gephi, yEd, Cytoscape and networkx.',
    write: (record) => writeGraphMl(record, analyse(record)),
  },
  {
    name: 'DOT',
    ending: 'dot',
    type: 'text/vnd.graphviz',
    use: 'the graph for Graphviz and what reads its language.',
    write: (record) => writeClaimDot(record, analyse(record)),
  },
  {
    name: 'Mermaid',
    ending: 'mmd',
    type: 'text/vnd.mermaid',
    use: 'a flow chart for wikis and Markdown pages.',
    write: (record) => writeMermaid(record, analyse(record)),
  },
];

/** A claim's formats as its page names them. */
export function listAlternates(claim: ClaimWords): Alternate[] {
  return CLAIM_FORMATS.map(({ ending, type }) => ({ href: claimFormatPath(claim, ending), type }));
}

/** A claim that came in by import keeps the address at which it was first published. */
export function locateClaim({ id, record, firstUrl }: NumberedClaim, baseUrl: string): { url: string; page: string } {
  const page = claimAddress({ id, text: record.claim.text }).html;
  return { url: firstUrl ?? absoluteUrl(baseUrl, page), page };
}

/** The data block on a claim's page. Of a claim with many statements it describes the ends of the chains. */
export function writeStructured(loaded: NumberedClaim, analysis: Analysis, baseUrl: string): string {
  const { id, record } = loaded;
  const whole = absoluteUrl(baseUrl, claimFormatPath({ id, text: record.claim.text }, 'jsonld'));
  const { url } = locateClaim(loaded, baseUrl);
  return writeScriptJson(writeSchemaOrg(record, analysis, { url, whole, most: MOST_ON_PAGE }));
}

/** The same thing in another format. */
export interface Alternate {
  href: string;
  /** The media type. */
  type: string;
  /** What it is called where there are several. */
  title?: string;
}
