/** Puts the sample newsroom into the SQLite file it is given: `tsx src/cli/sample.ts FILE`, as `npm run demo` does. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFiles } from './import.ts';
import { CommandError, isProgram, runCommand } from './command.ts';

const SAMPLE = fileURLToPath(new URL('../../db/sample', import.meta.url));

/** The sample's files, each one claim. Lists show the newest first: the first of the real stories goes in last. */
export async function listSampleFiles(): Promise<string[]> {
  const paths: string[] = [];
  for (const story of ['ians', 'invented']) {
    const names = await readdir(join(SAMPLE, story));
    const files = names.filter((name) => name.endsWith('.json')).sort();
    paths.push(...files.map((name) => join(SAMPLE, story, name)));
  }
  return paths.reverse();
}

if (isProgram(import.meta)) {
  const [, , database] = process.argv;
  await runCommand(
    () => {
      if (database === undefined) throw new CommandError('usage: tsx src/cli/sample.ts FILE');
      return async (store) => {
        process.stdout.write(`${await importFiles(store, await listSampleFiles())}\n`);
      };
    },
    { env: { ...process.env, DATABASE: database } },
  );
}
