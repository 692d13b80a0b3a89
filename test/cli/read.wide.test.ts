import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../src/extraction/model.ts';
import { runProgram, startProgram } from '../support/run-command.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { itThoroughly } from '../support/thorough.ts';

const folder = makeTempFolder();

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const run = (...args: string[]) => runProgram('src/cli/read.ts', args);
const parseLines = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Reading);

describe('npm run read', () => {
  itThoroughly('npm run read prints a line for each file and reports those that it can’t read', async () => {
    const story = write('story.txt', '\uFEFFOSLO (NTB) The ferry was late, the captain said.');
    const bytes = write('bytes.txt', Uint8Array.of(0xff, 0xfe, 0x00));
    const { code, stdout, stderr } = await run(story, join(folder, 'nowhere.txt'), bytes);
    expect(parseLines(stdout)).toMatchObject([{ format: 'hearsay.reading/1', id: story, publisher: 'NTB' }]);
    expect(stderr).toMatch(/nowhere\.txt: ENOENT.*\n.*bytes\.txt: This is not UTF-8 text/);
    expect(code).toBe(1);
  });

  test('npm run read prints a reading for each line of --jsonl and reports bad lines by number', async () => {
    const lines = [
      { id: 'a', text: 'Rain fell, TASS said.', publisher: 'IANS' },
      { id: 2, text: 'x'.repeat(200_001) },
      { id: 'c', text: 7 },
      { id: 'd', text: 'Rain fell, TASS said.' },
    ].map((line) => JSON.stringify(line));
    const path = write('stories.jsonl', [...lines.slice(0, 2), 'no json', '', '[]', ...lines.slice(2)].join('\n'));
    const { code, stdout, stderr } = await run('--jsonl', path, '--publisher', 'Kyodo');
    const readings = parseLines(stdout);
    expect(readings.map(({ id, publisher }) => [id, publisher])).toEqual([
      ['a', 'IANS'],
      ['2', 'Kyodo'],
      ['d', 'Kyodo'],
    ]);
    expect(readings[0]!.chains[0]!.names).toEqual(['IANS', 'TASS']);
    expect(readings[1]!.refused).toMatch(/200000/);
    expect(stderr).toMatch(/2: The text has.*\n.*:3: not JSON.*\n.*:5: not an object\n.*:6: text must be text/);
    expect(code).toBe(1);
  });

  itThoroughly('npm run read with wrong arguments prints its usage', async () => {
    for (const args of [[], ['--jsonl', 'a', 'b'], ['--jsonl', '']]) {
      const { code, stderr } = await run(...args);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^usage: npm run read/)]);
    }
  });

  itThoroughly('npm run read ends without complaint when its output is closed', async () => {
    const path = write('many.jsonl', `${JSON.stringify({ id: 'a', text: 'Rain fell, TASS said.' })}\n`.repeat(2_000));
    const { child, ended } = startProgram('src/cli/read.ts', ['--jsonl', path]);
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
  });
});
