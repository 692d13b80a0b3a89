import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { describeExamination, examineFile } from '../../src/cli/doctor.ts';
import { openStore } from '../../src/storage/store.ts';
import { aRecord } from '../support/records.ts';
import { putIn } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();

async function makeFile(name: string): Promise<string> {
  const path = join(folder, name);
  const store = await openStore(path);
  await putIn(store, aRecord('one', 'ians->tass->council'), aRecord('two', 'ians@2->tass@2'));
  await store.close();
  return path;
}

async function examine(path: string, isRepairing = false) {
  const lines: string[] = [];
  const seen = await examineFile(path, isRepairing, (line) => lines.push(line));
  return { lines, ...seen, sentence: describeExamination(seen, isRepairing) };
}

function tamper(path: string, sql: string): void {
  const client = new Database(path);
  client.unsafeMode();
  client.exec(sql);
  client.close();
}

describe('npm run doctor', () => {
  test('says what it looked at when nothing is wrong, and writes nothing', async () => {
    const path = await makeFile('sound.sqlite');
    expect(await examine(path)).toMatchObject({
      ...{ found: 0, lines: [] },
      sentence: expect.stringMatching(/^Checked 2 claims, \d+ sources and .* Nothing is wrong\.$/) as string,
    });
  });

  test('repairs what is derived, while the file is served', async () => {
    const path = await makeFile('repaired.sqlite');
    const served = await openStore(path);
    tamper(path, 'delete from claim_finding; update source_stat set claims = 9 where source_id = 2');
    const found = await examine(path);
    expect(found.lines).toEqual([
      ...[
        'claim 1: its kinds of finding are not what its graph gives',
        'claim 2: its kinds of finding are not what its graph gives',
      ],
      'source_stat: the counts of source 2 is not what the claims add up to',
    ]);
    expect(found.sentence).toMatch(/3 faults found\. “npm run doctor -- --repair” makes anew what is derived\.$/);
    expect(await examine(path, true)).toMatchObject({ found: 3, repaired: 3 });
    expect(await examine(path)).toMatchObject({ found: 0 });
    expect((await served.claims.load(1))?.record.statements).toHaveLength(3);
    await served.close();
  });

  test('repairs an index that lacks rows, and tells damage that it can’t repair', async () => {
    const path = await makeFile('index.sqlite');
    // An index that knows nothing of a row, as a broken disk leaves it.
    tamper(
      path,
      "pragma writable_schema = on; update sqlite_schema set sql = sql || ' where uid is null' where name = 'statement_uid'",
    );
    tamper(path, 'reindex statement_uid');
    tamper(
      path,
      "pragma writable_schema = on; update sqlite_schema set sql = replace(sql, ' where uid is null', '') where name = 'statement_uid'",
    );
    const found = await examine(path);
    expect(found.lines[0]).toBe('the file: wrong # of entries in index statement_uid');
    const repaired = await examine(path, true);
    expect(repaired.lines[0]).toBe('the file: wrong # of entries in index statement_uid (repaired)');
    expect(await examine(path)).toMatchObject({ found: 0 });
    tamper(path, "pragma foreign_keys = off; delete from source where name = 'tass'");
    const left = await examine(path, true);
    expect(left.lines.join('\n')).toMatch(/^the file: \d+ of statement name what is not in source$/m);
    expect(left.found).toBeGreaterThan(left.repaired);
    expect(left.sentence).toContain('restore a backup, or correct it by hand');
  });

  test('refuses a file that is missing or has an older schema', async () => {
    await expect(examine(join(folder, 'typo.sqlite'))).rejects.toThrow('there is no such file');
    const empty = join(folder, 'empty.sqlite');
    tamper(empty, 'create table other (x)');
    await expect(examine(empty)).rejects.toThrow('has an older schema. Run “npm run migrate” first.');
  });
});
