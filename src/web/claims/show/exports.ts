import { CLAIM_FORMATS } from '../../../formats/index.ts';
import { claimAddress, claimFormatPath, drawingPath } from '../../../urls/records.ts';
import type { Selection } from '../../../model/queries.ts';
import { schemaPath } from '../../../urls/site.ts';

type Claim = Readonly<{ id: number; text: string }>;

interface Export {
  name: string;
  /** The media type. */
  type: string;
  /** What it is for, in one line. */
  use: string;
  address: (claim: Claim, asked: Selection) => string;
  /** What describes the format. */
  more?: { text: string; href: string; type: string };
}

/** Formats of other people's tools are added to `CLAIM_FORMATS`. */
const EXPORTS: readonly Export[] = [
  {
    name: 'JSON',
    type: 'application/json',
    use: 'the whole claim in the open format hearsay.claim/1: every statement, hop and excerpt, with the analysis. Another Hearsay imports it.',
    address: (claim) => claimAddress(claim).json,
    more: { text: 'JSON Schema', href: schemaPath, type: 'application/schema+json' },
  },
  {
    name: 'SVG',
    type: 'image/svg+xml',
    use: 'the drawing as it is shown here, to print or to put into a story.',
    address: drawingPath,
  },
  ...CLAIM_FORMATS.map(({ name, type, use, ending }): Export => {
    return { name, type, use, address: (claim) => claimFormatPath(claim, ending) };
  }),
];

export interface ExportView {
  name: string;
  type: string;
  use: string;
  href: string;
  more: { text: string; href: string; type: string } | null;
}

/** @param asked what of the claim is shown: a drawing is of that */
export function listExports(claim: Claim, asked: Selection): readonly ExportView[] {
  return EXPORTS.map(({ address, more = null, ...told }) => ({ ...told, more, href: address(claim, asked) }));
}
