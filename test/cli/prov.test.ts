import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { chooseFormat, exportClaims } from '../../src/cli/export.ts';
import { importFiles } from '../../src/cli/import.ts';
import { listSampleFiles } from '../../src/cli/sample.ts';
import { readConfig } from '../../src/config.ts';
import type { Store } from '../../src/storage/store.ts';
import { parseProvN } from '../support/prov-n.ts';
import { freshStore } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
const config = readConfig({ BASE_URL: 'https://first.example' });
const AT = '2025-06-18T09:00:00Z';

async function exportAs(store: Store, name: string, isOne = false): Promise<string> {
  const out = new PassThrough();
  const ids = (await store.claims.listIds(0, 100)).slice(0, isOne ? 1 : 100);
  const options = {
    format: chooseFormat(name, isOne, AT)!,
    progress: { step: () => undefined, stop: () => undefined },
  };
  const [written] = await Promise.all([text(out), exportClaims(store, config, ids, out, options)]);
  return written;
}

test('an export to PROV writes one bundle for each claim', async () => {
  const { store } = freshStore();
  await importFiles(store, await listSampleFiles());
  const { bundle } = JSON.parse(await exportAs(store, 'prov-json')) as { bundle: object };
  expect(Object.keys(bundle)).toHaveLength(21);
  expect(parseProvN(await exportAs(store, 'prov-n'))).toHaveLength(22);
  expect(parseProvN(await exportAs(store, 'prov-n', true))).toHaveLength(1);
  expect(JSON.parse(await exportAs(store, 'prov-json', true))).toHaveProperty('entity');
});

test('importing a PROV file is refused with the list of formats that can be read', async () => {
  const { store } = freshStore();
  await importFiles(store, (await listSampleFiles()).slice(0, 1));
  const path = join(folder, 'one.prov.json');
  writeFileSync(path, await exportAs(store, 'prov-json', true));
  const { store: other } = freshStore();
  await expect(importFiles(other, [path])).rejects.toThrow(
    /one\.prov\.json: seems to be PROV-JSON, which Hearsay writes and does not read. Read here: CSV of hops; ClaimReview as JSON-LD; hearsay\.claim\/1 /u,
  );
  expect(await other.claims.countAll()).toBe(0);
});
