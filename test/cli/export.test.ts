import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseFormat, exportClaims, parseExportArguments } from '../../src/cli/export.ts';
import { importFiles } from '../../src/cli/import.ts';
import { listSampleFiles } from '../../src/cli/sample.ts';
import { readConfig } from '../../src/config.ts';
import type { HearsayClaim } from '../../src/formats/hearsay/schema.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { readSample, WHOLE } from '../support/broken-claims.ts';
import { aRecord, uidFrom } from '../support/records.ts';
import { runProgram } from '../support/run-command.ts';
import { freshStore, putIn } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
const DATABASE = join(folder, 'newsroom.sqlite');
let store: Store;

beforeAll(async () => {
  store = await openStore(DATABASE);
  await importFiles(store, await listSampleFiles());
});
afterAll(() => store.close());

const config = readConfig({ BASE_URL: 'https://first.example' });
const elsewhere = readConfig({ BASE_URL: 'https://second.example' });

/** What an export writes, with the one thing in it that differs from run to run taken out. */
async function exportText(from: Store, ids: readonly number[], indent = 0, settings = config): Promise<string> {
  const out = new PassThrough();
  const format = chooseFormat('hearsay', indent > 0, '2025-06-18T09:00:00Z')!;
  const progress = { step: () => undefined, stop: () => undefined };
  const [written] = await Promise.all([text(out), exportClaims(from, settings, ids, out, { format, progress })]);
  return written.replace(/"exportedAt": ?"[^"]+"/g, '"exportedAt":""');
}

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runProgram('src/cli/export.ts', args, { env: { DATABASE, ...env } });

describe('export and import', () => {
  test('all claims exported at once, imported elsewhere and exported again give the same bytes', async () => {
    const ids = await store.claims.listIds(0, 100);
    const first = await exportText(store, ids);
    expect(first.trimEnd().split('\n')).toHaveLength(21);
    writeFileSync(
      join(folder, 'all.ndjson'),
      first.replaceAll('"exportedAt":""', '"exportedAt":"2025-06-18T09:00:00Z"'),
    );
    const other = freshStore().store;
    await importFiles(other, [join(folder, 'all.ndjson')]);
    expect(await exportText(other, await other.claims.listIds(0, 100), 0, elsewhere)).toBe(first);
  });

  test('a claim comes back the same, before and after the claims that it names are there', async () => {
    const relations = [
      { claim: uidFrom('claim two'), relation: 'became', note: 'By mail.' },
      { claim: uidFrom('nowhere'), relation: 'part-of', note: null },
    ] as const;
    const [one, two] = [aRecord('one', 'a', { claim: { relations } }), aRecord('two', 'a')];
    const { store: here } = freshStore();
    await putIn(here, two, one);
    const first = await exportText(here, [2]);
    const file = join(folder, 'related.json');
    writeFileSync(file, first.replace('"exportedAt":""', '"exportedAt":"2025-06-18T09:00:00Z"'));
    const { store: there } = freshStore();
    await importFiles(there, [file]);
    expect(await exportText(there, [1], 0, elsewhere)).toBe(first);
    const read = async () =>
      there.claims.readRelations((await there.claims.load(1))!.record.claim, { published: false });
    expect((await read()).map(({ claim }) => claim?.text ?? null)).toEqual([null, null]);
    await putIn(there, two);
    expect((await read()).map(({ claim }) => claim?.text ?? null)).toEqual([two.claim.text, null]);
    expect(await exportText(there, [1], 0, elsewhere)).toBe(first);
  });

  test('claims exported one by one and imported in reverse order give the same bytes', async () => {
    const ids = await store.claims.listIds(0, 100);
    const other = freshStore().store;
    const first = new Map<string, string>();
    for (const id of [...ids].reverse()) {
      const written = await exportText(store, [id], 2);
      const path = join(folder, 'one.json');
      writeFileSync(path, written.replace('"exportedAt":""', '"exportedAt":"2025-06-18T09:00:00Z"'));
      expect(await importFiles(other, [path])).toBe('Imported: 1 new, 0 updated, 0 unchanged.');
      first.set((JSON.parse(written) as HearsayClaim).claim.uid, written);
    }
    for (const [uid, written] of first) {
      expect(await exportText(other, [(await other.claims.findId(uid))!], 2, elsewhere)).toBe(written);
    }
  });

  test('importing an export back where it came from changes nothing', async () => {
    writeFileSync(join(folder, 'back.ndjson'), (await exportText(store, [1, 2, 3])).replaceAll('"exportedAt":"",', ''));
    expect(await importFiles(store, [join(folder, 'back.ndjson')])).toContain('Nothing changed: 3 claims');
  });
});

describe('the export command', () => {
  test('the export command writes the worked example with its numbers', async () => {
    const { uid } = readSample(WHOLE).claim;
    const id = await store.claims.findId(uid);
    const byUid = await run([uid]);
    expect(byUid).toMatchObject({ code: 0, stderr: '' });
    const file = JSON.parse(byUid.stdout) as HearsayClaim;
    expect(file.url).toContain(`http://127.0.0.1:3000/claims/${id}-shoigu-s-17-june-visit`);
    const { analysis, statements } = file;
    const nameOf = (statement: string): string => {
      const { source } = statements.find((one) => one.uid === statement)!;
      return file.sources.find((one) => one.uid === source)!.name;
    };
    expect(analysis).toMatchObject({
      hops: { fewest: 2, most: 3 },
      independentSources: 1,
      chainCount: '2',
      circles: [],
    });
    expect(analysis!.chokePoints.map(nameOf)).toEqual(['TASS']);
    expect(analysis!.ends.map(({ statement }) => nameOf(statement))).toEqual(['Security Council of Russia']);
    expect(analysis!.reports).toMatchObject([{ hops: { fewest: 2, most: 3, open: false } }]);
    expect(analysis!.findings.map(({ kind }) => kind).sort()).toEqual([
      'choke-point',
      'second-hand-hop',
      'second-hand-hop',
    ]);
    expect(file.attributions.map(({ support }) => support).sort()).toEqual([
      'read',
      'read',
      'second-hand',
      'second-hand',
    ]);
    expect(byUid.stdout.split('\n').length).toBeGreaterThan(100);
  });

  test.each([
    [[], /^usage: npm run export/],
    [['--all', '1'], /^usage: npm run export/],
    [['1', '--out='], /^usage: npm run export/],
    [['1', '--format', 'xml'], /^usage: npm run export/],
    [['--everything'], /^Unknown option '--everything'/],
    [['1', '--out'], /^Option '--out <value>' argument missing/],
  ])('the export command called with %j explains its usage before opening anything', (args, message) => {
    expect(() => parseExportArguments(args)).toThrow(message);
  });
});
