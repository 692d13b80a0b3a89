import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { chooseFormat } from '../../src/cli/export-formats.ts';
import { exportClaims } from '../../src/cli/export.ts';
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

test('a newsroom goes to another one as PROV-JSON, nothing lost', async () => {
  const { store } = freshStore();
  await importFiles(store, await listSampleFiles());
  const prov = join(folder, 'all.prov.json');
  writeFileSync(prov, await exportAs(store, 'prov-json'));
  const other = freshStore().store;
  expect(await importFiles(other, [prov])).toBe('Imported: 19 new, 0 updated, 0 unchanged.');
  expect(await exportAs(other, 'hearsay')).toBe(await exportAs(store, 'hearsay'));
  expect(await importFiles(other, [prov])).toContain('19 claims are already here as in the file');
  expect(parseProvN(await exportAs(store, 'prov-n'))).toHaveLength(20);
  expect(parseProvN(await exportAs(store, 'prov-n', true))).toHaveLength(1);
  const one = join(folder, 'one.json');
  writeFileSync(one, await exportAs(store, 'prov-json', true));
  expect(await importFiles(freshStore().store, [one])).toContain('1 new');
});

test('a file of PROV-JSON with problems changes nothing; what is not kept of one is told', async () => {
  const { store } = freshStore();
  const path = join(folder, 'foreign.json');
  const derived = { 'prov:generatedEntity': 'ex:a', 'prov:usedEntity': 'ex:b' };
  writeFileSync(path, JSON.stringify({ prefix: {}, wasDerivedFrom: { '_:d': derived } }));
  await expect(importFiles(store, [path])).rejects.toThrow(/wasDerivedFrom _:d has the name “ex:a”, whose prefix “ex”/);
  expect(await store.claims.countAll()).toBe(0);
  const prefix = { ex: 'http://example.org/' };
  writeFileSync(path, JSON.stringify({ prefix, entity: { 'ex:c': {} }, wasDerivedFrom: { '_:d': derived } }));
  const told = await importFiles(store, [path]);
  expect(told.split('\n')[0]).toBe('Imported: 1 new, 0 updated, 0 unchanged.');
  expect(told).toContain('entity is not kept: http://example.org/c');
  // It does not tell when the claim was recorded: that stays as it was.
  expect(await importFiles(store, [path])).toContain('Nothing changed: 1 claim is already here');
});
