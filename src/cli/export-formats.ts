/** How claims are written one after another into one file. */
import { describeClaimInProv, nameRecord } from '../formats/prov/claim.ts';
import { writeHearsayClaim } from '../formats/hearsay/writer.ts';
import { provJsonBundles, writeProvJson, writeProvJsonBundle } from '../formats/prov/writer.ts';
import { provNBundles, writeProvN, writeProvNBundle } from '../formats/prov/writer.ts';
import { analyse } from '../provenance/analysis.ts';
import type { ClaimRecord } from '../model/records.ts';

export interface ExportFormat {
  /** What stands before all claims, between any two, and after all. */
  open: string;
  between: string;
  close: string;
  /** @param url the claim's address */
  write: (record: ClaimRecord, url: string) => string;
}

const ALONE = { open: '', between: '', close: '' };

/**
 * @param isOne whether one claim is asked for by itself: it is written to be read
 * @param exportedAt UTC to the second
 * @returns null for a name that no format has
 */
export function chooseFormat(name: string, isOne: boolean, exportedAt: string): ExportFormat | null {
  if (name === 'hearsay') {
    const write = (record: ClaimRecord, url: string): string =>
      `${JSON.stringify(writeHearsayClaim(record, analyse(record), { exportedAt, url }), null, isOne ? 2 : 0)}\n`;
    return { ...ALONE, write };
  }
  if (name === 'prov-json') return isOne ? PROV_JSON : PROV_JSON_BUNDLES;
  if (name === 'prov-n') return isOne ? PROV_N : PROV_N_BUNDLES;
  return null;
}

const PROV_JSON: ExportFormat = {
  ...ALONE,
  write: (record, url) => `${JSON.stringify(writeProvJson(describeClaimInProv(record, url)), null, 2)}\n`,
};

const PROV_N: ExportFormat = { ...ALONE, write: (record, url) => writeProvN(describeClaimInProv(record, url)) };

/** A bundle is what a newsroom recorded of a claim, so it has the name of that record. */
const nameBundle = ({ claim }: ClaimRecord): string => nameRecord(claim.uid, 'record');

const PROV_JSON_BUNDLES: ExportFormat = {
  ...provJsonBundles,
  write: (record, url) => writeProvJsonBundle(nameBundle(record), describeClaimInProv(record, url)),
};

const PROV_N_BUNDLES: ExportFormat = {
  ...provNBundles,
  write: (record, url) => writeProvNBundle(nameBundle(record), describeClaimInProv(record, url)),
};
