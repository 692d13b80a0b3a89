import { readClaimFiles } from '../../src/cli/claim-files.ts';
import { listSampleFiles } from '../../src/cli/sample.ts';
import type { ClaimRecord } from '../../src/model/records.ts';

/** The claims of the sample newsroom. */
export async function readSample(): Promise<ClaimRecord[]> {
  const { incoming } = await readClaimFiles(await listSampleFiles());
  return incoming.map(({ record }) => record);
}
