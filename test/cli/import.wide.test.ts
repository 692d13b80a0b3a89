import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandError } from '../../src/cli/command.ts';
import { importFiles } from '../../src/cli/import.ts';
import { listSampleFiles } from '../../src/cli/sample.ts';
import { writeHopTemplate } from '../../src/formats/csv/columns.ts';
import { writeHopCsv } from '../../src/formats/csv/writer.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { createLocalEngine, openClient } from '../../src/storage/better-sqlite3.ts';
import { migrate } from '../../src/storage/migrations.ts';
import { createStore, openStore, type Store } from '../../src/storage/store.ts';
import { BROKEN_CLAIMS, readSample, WHOLE, writeBroken } from '../support/broken-claims.ts';
import { aReview } from '../support/claim-review.ts';
import { uidFrom } from '../support/records.ts';
import { freshStore } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { itThoroughly } from '../support/thorough.ts';

const folder = makeTempFolder();
const DATABASE = join(folder, 'newsroom.sqlite');
let store: Store;

const hashFile = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A file of these claims, one as JSON or several one a line; gives its path. */
function write(name: string, ...claims: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, claims.map((claim) => JSON.stringify(claim)).join('\n'));
  return path;
}

/** What an import is refused with. */
async function refuse(...paths: readonly string[]): Promise<string> {
  const refused: unknown = await importFiles(store, paths).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(CommandError);
  return (refused as Error).message.replaceAll(`${folder}/`, '');
}

beforeAll(async () => {
  store = await openStore(DATABASE);
  await importFiles(store, await listSampleFiles());
});
afterAll(() => store.close());

describe('the sample newsroom', () => {
  test('the sample newsroom is imported whole, and importing it again changes nothing', async () => {
    const files = await listSampleFiles();
    expect(await store.claims.countAll()).toBe(files.length);
    expect(await importFiles(store, files)).toBe('Nothing changed: 21 claims are already up to date.');
  });

  test('the sample claims have the numbers that their README gives', async () => {
    const readme = readFileSync(new URL('../../db/sample/README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `([^`]+)` \| (\d+) \/ (\d+) \| (\S+) \| (\d+) \| (\d+) \|/gm)];
    expect(rows).toHaveLength(21);
    for (const [, name, statements, attributions, hops, chains, sources] of rows) {
      const id = (await store.claims.findId(readSample(name!).claim.uid))!;
      const { record } = (await store.claims.load(id))!;
      const analysis = analyse(record);
      const { fewest, most, open } = analysis.hops ?? { fewest: 0, most: 0, open: false };
      const range = fewest === most ? `${fewest}` : `${fewest}–${most}`;
      expect({
        name,
        statements: String(record.statements.length),
        attributions: String(record.attributions.length),
        hops: analysis.hops === null ? 'none' : open ? `${range}+` : range,
        chains: String(analysis.chainCount),
        sources: String(analysis.independentSources),
      }).toEqual({ name, statements, attributions, hops, chains, sources });
    }
  });
});

describe('a broken file', () => {
  test.each(BROKEN_CLAIMS)('a file with $what is refused by name and field, and nothing changes', async (broken) => {
    const path = write('broken.json', writeBroken(broken));
    const before = await store.claims.countAll();
    const lines = broken.problems.map((problem) => `  broken.json: ${problem.trimStart()}`);
    const count = lines.length === 1 ? 'One problem' : `${lines.length} problems`;
    expect(await refuse(path)).toBe([`Nothing was imported. ${count}:`, ...lines].join('\n'));
    expect(await store.claims.countAll()).toBe(before);
  });

  test('a file that takes statements from an existing claim is refused', async () => {
    const thief = readSample(WHOLE);
    thief.claim.uid = uidFrom('thief');
    const message = await refuse(write('thief.json', thief));
    expect(message).toContain('8 problems:');
    expect(message).toContain(`thief.json: statements[0].uid belongs to another claim, ${readSample(WHOLE).claim.uid}`);
  });

  test('one broken file keeps the good files beside it out', async () => {
    const good = readSample(WHOLE);
    good.claim.text = 'This must not be here afterwards.';
    const [first, bad] = [write('good.json', good), write('bad.json', { format: 'hearsay.claim/1' })];
    expect(await refuse(first, bad)).toMatch(/^Nothing was imported. 5 problems:\n {2}bad.json: claim is missing/);
    expect((await store.claims.load(1))!.record.claim.text).not.toBe(good.claim.text);
  });
});

describe('an import into a locked database', () => {
  test('an import into a locked database waits, then reports the lock in one line', async () => {
    const path = join(folder, 'busy.sqlite');
    const [writer, client] = [openClient(path), openClient(path)];
    migrate(client);
    writer.exec('begin immediate');
    const late = createStore(createLocalEngine(client, { patience: 50 }));
    await expect(importFiles(late, [write('whole.json', readSample(WHOLE))])).rejects.toThrow(
      new CommandError('Nothing was imported. The database refused: another program keeps the database locked'),
    );
    writer.exec('rollback');
    await late.close();
    writer.close();
  });
});

describe('an import of many claims', () => {
  /** Claims of one statement each. */
  const claimsOf = (count: number): unknown[] =>
    Array.from({ length: count }, (_, at) => {
      const { claim, sources, statements, attributions: _hops, ...file } = readSample(WHOLE);
      const [statement] = statements as { uid: string; document: string | null; source: string }[];
      const own = { ...statement!, uid: uidFrom(`statement ${at}`), document: null };
      const speaker = sources
        .filter(({ uid }) => uid === own.source)
        .map((one) => ({ ...one, parent: null, parentRelation: null }));
      const renamed = { ...claim, uid: uidFrom(`many ${at}`), text: `Claim number ${at}.`, relations: [] };
      return { ...file, claim: renamed, sources: speaker, documents: [], statements: [own], attributions: [] };
    });

  itThoroughly(
    'more than a thousand claims go in by commits, and an import that ends early goes on where it was',
    async () => {
      const { store: other } = freshStore();
      const claims = claimsOf(1_300);
      const broken = claims.with(1_290, { ...(claims[1_290] as object), statements: [{}] });
      const refused = await importFiles(other, [write('many.ndjson', ...broken)]).catch((error: unknown) => error);
      const message = (refused as Error).message.replaceAll(`${folder}/`, '').split('\n');
      expect(message[0]).toMatch(
        /^The first 1,250 claims were imported; the same command goes on with the others\. \d+ problems:$/u,
      );
      expect(message[1]).toMatch(/^ {2}many\.ndjson, line 1291: statements\[0\]/u);
      expect(await other.claims.countAll()).toBe(1_250);
      expect(await importFiles(other, [write('many.ndjson', ...claims)])).toBe(
        'Imported: 50 new, 0 updated, 1250 unchanged.',
      );
    },
  );

  test('a dry run tells claims that have the words of others, here and in the same files', async () => {
    const { store: other } = freshStore();
    const [one, two] = claimsOf(2) as { claim: object }[];
    const text = 'Claim number 0.';
    await importFiles(other, [write('one.json', one)]);
    const renamed = { ...two, claim: { ...two!.claim, text: text.toUpperCase() } };
    const told = await importFiles(other, [write('two.json', renamed)], { isDry: true });
    expect(told).toContain(
      'two.json: “CLAIM NUMBER 0.” is new, and has the same words as “Claim number 0.” (number 1)',
    );
    const { store: empty } = freshStore();
    const both = await importFiles(empty, [write('both.ndjson', one, renamed)], { isDry: true });
    expect(both).toMatch(/line 2: “CLAIM NUMBER 0\.” is new, and has the same words as the claim of .*line 1$/u);
  });

  test('a thousand claims go in together or not at all', async () => {
    const { store: other } = freshStore();
    const claims = claimsOf(1_000).with(999, { format: 'hearsay.claim/1' });
    await expect(importFiles(other, [write('thousand.ndjson', ...claims)])).rejects.toThrow(/^Nothing was imported\./u);
    expect(await other.claims.countAll()).toBe(0);
  });
});

describe('an import of a known claim', () => {
  test('importing a changed claim updates it and reports what changed', async () => {
    const file = readSample(WHOLE);
    expect(await importFiles(store, [write('same.json', file)])).toBe(
      'Nothing changed: 1 claim is already up to date.',
    );
    file.claim.note = 'Another note.';
    const path = write('note.json', file);
    const told = await importFiles(store, [path]);
    expect(told).toMatch(/^Nothing changed\. 1 known record differs from the files and was left as it is: --update/u);
    expect(told).toMatch(/claim 21, .*: claim\.note is “Two chains.* here and “Another note\.” in the file$/u);
    expect(await importFiles(store, [path], { update: true, isDry: true })).toBe(
      'Would import: 0 new, 1 updated, 0 unchanged.',
    );
    expect(await importFiles(store, [path], { update: true })).toBe('Imported: 0 new, 1 updated, 0 unchanged.');
    const { revisions } = await store.history.list(file.claim.uid, { before: null, limit: 1 });
    expect(revisions[0]).toMatchObject({
      revision: 2,
      action: 'update',
      actor: 'import (command line)',
    });
  });

  test('an import that changes only a source reports the source as updated', async () => {
    const file = readSample('ians/06-ri-chang-dae-met-shoigu-in-moscow');
    file.sources[0]!.wikidata = 'Q7';
    file.sources[0]!.aliases = [];
    expect(await importFiles(store, [write('source.json', file)], { update: true })).toBe(
      'Imported: 1 source or document updated; 1 claim is already up to date.',
    );
  });
});

describe('a file of claim reviews', () => {
  test('importing claim reviews creates drafts, reports what is not kept, and changes nothing a second time', async () => {
    const feed = { '@type': 'DataFeed', dataFeedElement: [{ item: [aReview({ image: 'x' })] }, { item: {} }] };
    const path = write('feed.json', feed);
    const before = await store.claims.countAll();
    const told = (await importFiles(store, [path])).replaceAll(`${folder}/`, '');
    expect(told.split('\n')).toEqual([
      'Imported: 1 new, 0 updated, 0 unchanged.',
      '  feed.json: a record without a ClaimReview is not kept: dataFeedElement[1]',
      '  feed.json: ClaimReview.image is not kept: dataFeedElement[0].item[0]',
    ]);
    expect(await store.claims.countAll()).toBe(before + 1);
    expect(await importFiles(store, [path])).toContain('Nothing changed: 1 claim is already up to date.');
    // One a line, and a list with one a line.
    const lines = write(
      'lines.json',
      aReview({ url: 'https://desk.example/3', claimReviewed: 'It stands.' }),
      aReview({ url: 'https://desk.example/4', claimReviewed: 'It shakes.' }),
    );
    expect(await importFiles(store, [lines])).toContain('2 new');
    const list = join(folder, 'list.json');
    writeFileSync(list, `[\n${JSON.stringify(aReview())},\n${JSON.stringify(aReview({ author: 'X' }))}\n]`);
    expect(await importFiles(store, [list])).toContain('Nothing changed');
  });

  test('a file without a usable ClaimReview is refused', async () => {
    expect(await refuse(write('none.json', [{ '@type': 'Article' }]))).toBe(
      'Nothing was imported. 2 problems:\n  none.json: has no ClaimReview\n' +
        '  none.json: a record without a ClaimReview is not kept: [0]',
    );
  });
});

describe('an import of broken files', () => {
  test('an import names every broken file and leaves the database byte for byte', async () => {
    const path = join(folder, 'untouched.sqlite');
    const other = await openStore(path);
    await importFiles(other, [write('whole.json', readSample(WHOLE))]);
    await other.close();
    const before = hashFile(path);

    const broken = BROKEN_CLAIMS.map((claim, i) => write(`broken-${i}.json`, writeBroken(claim)));
    const huge = write('huge.json');
    truncateSync(huge, 65 * 1024 * 1024);
    const binary = write('binary.json');
    writeFileSync(binary, Buffer.from([0x7b, 0xff, 0xfe]));
    const text = write('text.json');
    writeFileSync(text, 'Dear Sir or Madam,\n');
    const fourth = readSample('ians/02-shoigu-second-arrival-17-june');
    const ndjson = write('lines.ndjson', fourth, { ...fourth, format: 'x' }, fourth);
    const table = join(folder, 'broken.csv');
    writeFileSync(table, 'claim,citing_source\nThe bridge is shut.,Nobody known\n"and');
    const prov = write('broken.prov.json', { entity: { 'nowhere:x': {} } });
    const others = [huge, binary, text, write('empty.json'), folder, join(folder, 'missing.json'), ndjson, table, prov];
    const opened = await openStore(path);
    const refused = await importFiles(opened, [...broken, ...others]).catch((error: unknown) => error);
    await opened.close();

    const told = (refused as Error).message.replaceAll(`${folder}/`, '').split('\n');
    const expected = BROKEN_CLAIMS.flatMap(({ problems }, i) =>
      problems.map((p) => `  broken-${i}.json: ${p.trimStart()}`),
    );
    expect(told.slice(1)).toEqual([
      ...expected,
      '  huge.json: is larger than 64 MB: put one claim on each line, and the file may be of any size',
      '  binary.json: is not UTF-8 text',
      expect.stringMatching(/^ {2}text.json: is not JSON/),
      '  empty.json: is empty',
      `  ${folder}: is a folder`,
      '  missing.json: no such file',
      '  lines.ndjson, line 2: format must be hearsay.claim/1',
      expect.stringMatching(/^ {2}broken.csv, row 3: has a quotation mark that is never closed/),
      expect.stringMatching(
        /^ {2}broken.prov.json: seems to be PROV-JSON, which Hearsay writes and does not read. Read here: CSV of hops; /,
      ),
    ]);
    expect(told[0]).toBe(`Nothing was imported. ${told.length - 1} problems:`);
    expect(hashFile(path)).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('untouched'))).toEqual(['untouched.sqlite']);
  });
});

describe('a table of hops', () => {
  test('a table of hops imports new claims, and its errors are reported by row and column', async () => {
    const { store: other } = freshStore();
    const table = join(folder, 'hops.csv');
    writeFileSync(table, writeHopTemplate());
    expect(await importFiles(other, [table])).toBe('Imported: 1 new, 0 updated, 0 unchanged.');
    const { record } = (await other.claims.load(1))!;
    writeFileSync(table, writeHopCsv(record, analyse(record)));
    expect(await importFiles(other, [table])).toBe('Nothing changed: 1 claim is already up to date.');
    writeFileSync(table, writeHopTemplate());
    const again = (await importFiles(other, [table])).replaceAll(`${folder}/`, '').split('\n');
    expect(again).toEqual([
      'Nothing changed: 1 claim is already up to date.',
      '  hops.csv, row 2: “The bridge at Lund closes for a year.” is known here (number 1)',
    ]);
    writeFileSync(table, writeHopTemplate().replace('Northern Wire reports,', 'as Northern Wire has it,'));
    expect(await importFiles(other, [table], { update: true })).toContain('Imported: 0 new, 1 updated, 0 unchanged.');
    expect((await other.claims.load(1))!.record.attributions.map(({ cue }) => cue)).toContain(
      'as Northern Wire has it',
    );
    writeFileSync(table, 'claim,citing_source,citing_date\nThe bridge is shut.,Northern Wire,June\n');
    await expect(importFiles(other, [table])).rejects.toThrow('hops.csv, row 2: citing_date must be a date');
    expect(await other.claims.countAll()).toBe(1);
  });

  test('a table of hops shares the sources and documents of other files in the same import', async () => {
    const { store: other } = freshStore();
    const [one, two] = [join(folder, 'one.csv'), join(folder, 'two.csv')];
    writeFileSync(one, writeHopTemplate());
    writeFileSync(two, writeHopTemplate().replace('closes for a year', 'opens again'));
    expect(await importFiles(other, [one, two])).toBe('Imported: 2 new, 0 updated, 0 unchanged.');
    expect(await other.sources.findByName('Northern Wire')).toHaveLength(1);
    expect(await other.documents.findByUrl('https://courier.example/bridge')).toHaveLength(1);
  });
});
