/** The import command as a process. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/storage/store.ts';
import { readSample, WHOLE } from '../support/broken-claims.ts';
import { readImportFlags, writeInventedFile } from '../support/invented-file.ts';
import { runProgram } from '../support/run-command.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();

function write(name: string, claim: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(claim));
  return path;
}

describe('the import command', () => {
  const run = (args: readonly string[], env: Record<string, string>) => runProgram('src/cli/import.ts', args, { env });

  test('the history names whoever the command is told, and never the machine’s user', async () => {
    const path = join(folder, 'by.sqlite');
    const env = { DATABASE: path };
    await run(['--by', 'Mina Park', write('whole.json', readSample(WHOLE))], env);
    const file = readSample(WHOLE);
    file.claim.note = 'Another note.';
    await run(['--update', write('note.json', file)], env);
    const opened = await openStore(path);
    const { revisions } = await opened.history.list(file.claim.uid, { before: null, limit: 2 });
    await opened.close();
    expect(revisions.map(({ actor }) => actor)).toEqual(['import (command line)', 'Mina Park']);
    expect(await run(['--by', ' ', path], env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--by /) as string,
    });
  });

  test('the import command creates a missing database and leaves a single file', async () => {
    const path = join(folder, 'new.sqlite');
    const files = [write('whole.json', readSample(WHOLE))];
    expect(await run(files, { DATABASE: path })).toMatchObject({
      code: 0,
      stdout: 'Imported: 1 new, 0 updated, 0 unchanged.\n',
      stderr: '',
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('new.'))).toEqual(['new.sqlite']);
  });

  test.skipIf(process.getuid?.() !== 0)(
    'the import command runs under a user account without a name, as in a container',
    async () => {
      const ended = await runProgram('src/cli/import.ts', [`db/sample/${WHOLE}.json`], {
        env: { DATABASE: ':memory:' },
        uid: 54_321,
      });
      expect(ended).toMatchObject({ code: 0, stdout: 'Imported: 1 new, 0 updated, 0 unchanged.\n', stderr: '' });
    },
  );

  test('an import keeps within 300 MB, also with a claim of 2,000 statements', async () => {
    const file = join(folder, 'invented.ndjson');
    await writeInventedFile(file, 2_000);
    const tell = "data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))";
    const { code, stdout, stderr } = await runProgram('src/cli/import.ts', [file], {
      env: { DATABASE: join(folder, 'invented.sqlite') },
      nodeArgs: [...readImportFlags(), '--import', tell],
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Imported: 2000 new') as string });
    expect(Number(/peak (\d+)/.exec(stderr)![1]) / 1024).toBeLessThan(300);
  });
});
