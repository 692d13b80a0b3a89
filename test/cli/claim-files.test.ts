import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readClaimFiles } from '../../src/cli/claim-files.ts';
import { streamClaims } from '../../src/formats/claims-file.ts';
import { readSample, WHOLE } from '../support/broken-claims.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
let count = 0;

/** A file with these contents; gives its path. */
function write(contents: string | Uint8Array): string {
  const path = join(folder, `file-${(count += 1)}`);
  writeFileSync(path, contents);
  return path;
}

/** What is said of a file, its path left out. */
async function tell(path: string): Promise<string[]> {
  const { incoming, problems } = await readClaimFiles([path]);
  expect(incoming.length === 0).toBe(problems.length > 0);
  return problems.map(({ place, field, message }) => `${place.replace(path, 'FILE')}: ${field} ${message}`);
}

const whole = JSON.stringify(readSample(WHOLE), null, 2);
const line = JSON.stringify(readSample(WHOLE));

describe('unreadable claim files', () => {
  test('a missing file and a folder are reported by name', async () => {
    expect(await tell(join(folder, 'missing.json'))).toEqual(['FILE:  no such file']);
    mkdirSync(join(folder, 'a-folder'));
    expect(await tell(join(folder, 'a-folder'))).toEqual(['FILE:  is a folder']);
  });

  test('what has to be seen whole is refused past 64 MB, without being read to its end', async () => {
    const path = write('[');
    truncateSync(path, 5 * 1024 ** 3);
    expect(await tell(path)).toEqual([
      'FILE:  is larger than 64 MB: put one claim on each line, and the file may be of any size',
    ]);
  });

  test.each([
    ['an invalid byte', Buffer.concat([Buffer.from(whole), Buffer.from([0xff])])],
    ['Latin-1', Buffer.from('{"name":"é"}', 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${whole}`, 'utf16le')],
    ['half a surrogate pair in CESU', Buffer.from([0x22, 0xed, 0xa0, 0xbd, 0x22])],
  ])('a claim file containing %s is refused as not being UTF-8', async (_, bytes) => {
    expect(await tell(write(bytes))).toEqual(['FILE:  is not UTF-8 text']);
  });

  test.each([
    ['nothing', ''],
    ['nothing but blanks', ' \n\t\n '],
  ])('a file with %s in it is refused as empty', async (_, text) => {
    expect(await tell(write(text))).toEqual(['FILE:  is empty']);
  });
});

describe('claim files that are not JSON', () => {
  test('a trailing comma is reported with its line', async () => {
    expect(await tell(write('{\n  "format": "hearsay.claim/1",\n}\n'))).toEqual(['FILE:  is not JSON (line 3)']);
  });

  test('a truncated file is reported as not being JSON', async () => {
    expect((await tell(write(whole.slice(0, 500))))[0]).toMatch(/^FILE: {2}is not JSON( \(line \d+\)|: )/);
  });

  test('a file of another kind is reported in one line', async () => {
    const [problem] = await tell(write('<!doctype html>\n<html>\n'));
    expect(problem).toMatch(/^FILE: {2}seems to be a web page\. Read here: /);
    expect(problem).not.toContain('\n');
  });
});

describe('a claim file', () => {
  test.each([
    ['over many lines', whole],
    ['in one line', line],
    ['with a line feed at its end', `${line}\n`],
    ['with blank lines around it', `\n\n${whole}\n\n`],
    ['after a byte order mark', `\ufeff${whole}`],
    ['with the line ends of Windows', whole.replaceAll('\n', '\r\n')],
  ])('a claim %s is read', async (_, text) => {
    const path = write(text);
    const { incoming, problems } = await readClaimFiles([path]);
    expect(problems).toEqual([]);
    expect(incoming.map(({ place, record }) => [place, record.claim.uid])).toEqual([
      [path, readSample(WHOLE).claim.uid],
    ]);
  });
});

describe('a file with one claim a line', () => {
  test('claims on lines are read one by one, and blank lines are skipped', async () => {
    const path = write(`${line}\n\n${line}\r\n${line}\n`);
    const { incoming, problems } = await readClaimFiles([path]);
    expect(problems).toEqual([]);
    expect(incoming.map(({ place }) => place)).toEqual([`${path}, line 1`, `${path}, line 3`, `${path}, line 4`]);
  });

  test('every wrong line of a claim file is reported by its number', async () => {
    const wrong = line.replace('"asserts"', '"hopes"');
    const { incoming, problems } = await readClaimFiles([write([line, wrong, '{"format":', line, '7'].join('\n'))]);
    expect(incoming).toHaveLength(2);
    expect(problems.map(({ place, field }) => `${place.split(', ')[1]} ${field}`)).toEqual([
      'line 2 statements[0].stance',
      'line 3 ',
      'line 5 ',
    ]);
  });

  test('the other lines of a claim file are read when its first line is broken', async () => {
    const path = write([line.slice(0, 100), line, line].join('\n'));
    const { incoming, problems } = await readClaimFiles([path]);
    expect(incoming).toHaveLength(2);
    expect(problems).toMatchObject([{ place: `${path}, line 1` }]);
  });
});

describe('a list of claims', () => {
  const second = JSON.stringify(readSample('ians/02-shoigu-second-arrival-17-june'));

  test.each([
    ['in one line', `[${line},${second}]`],
    ['over many lines', JSON.stringify([JSON.parse(line), JSON.parse(second)], null, 2)],
    ['after a byte order mark', `\ufeff[${line}, ${second} ]\n`],
  ])('a list of claims %s is read item by item', async (_, text) => {
    const path = write(text);
    const { incoming, problems } = await readClaimFiles([path]);
    expect(problems).toEqual([]);
    expect(incoming.map(({ place }) => place)).toEqual([`${path}, item 1`, `${path}, item 2`]);
  });

  test('every wrong item of a list is told, and what is wrong with the list', async () => {
    const wrong = line.replace('"asserts"', '"hopes"');
    const told = async (text: string) => {
      const { problems } = await readClaimFiles([write(text)]);
      return problems.map(({ place, message }) => `${place.split(', ')[1] ?? ''} ${message.slice(0, 30)}`);
    };
    expect(await told(`[${line},${wrong},7,{},${line}]`)).toEqual([
      'item 2 must be one of asserts, denies',
      'item 3 must be an object',
      'item 4 seems to be an empty object. R',
    ]);
    expect(await told(`[${line},${second}`)).toEqual(['item 2 is cut off: the list has no en']);
    expect(await told(`[${line}] x`)).toEqual([' goes on after the end of its l']);
  });
});

test('claims come the same however a file is cut into chunks', async () => {
  const texts = [
    `[${line},\n${line}]`,
    `${line}\n\n${line}`,
    JSON.stringify(JSON.parse(line), null, 2),
    '[{"a":"]\\""}]',
  ];
  const nothing = { sources: new Map(), documents: new Map(), claims: new Set<string>(), families: [] };
  const context = { at: '2025-06-18T09:00:00Z', makeUid: () => '', lookUp: () => Promise.resolve(nothing) };
  const readIn = async (text: string, size: number) => {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      text.slice(i * size, (i + 1) * size),
    );
    const parts = [];
    for await (const { incoming, problems } of streamClaims(chunks, 'file', context)) parts.push(incoming, problems);
    return parts.flat();
  };
  for (const text of texts) {
    const whole = await readIn(text, text.length);
    expect(whole.length).toBeGreaterThan(0);
    for (const size of [1, 7, 4096, 70_000]) expect(await readIn(text, size)).toEqual(whole);
  }
});

test('a million lines that say nothing are one sentence, and reading them ends early', async () => {
  const { incoming, problems } = await readClaimFiles([write('{}\n'.repeat(1_000_000))]);
  expect(incoming).toEqual([]);
  expect(problems.map(({ place, message }) => `${place.split(', ')[1] ?? ''} ${message.slice(0, 40)}`)).toEqual([
    'line 1 seems to be an empty object. Read here: ',
    'line 200 reading ended here, after so many problems'.slice(0, 49),
    ' the same of 199 more records',
  ]);
});

test('the problems of several files are all reported, in the order of the files', async () => {
  const paths = [write('{'), write(whole), join(folder, 'nowhere'), write('[]')];
  const { incoming, problems } = await readClaimFiles(paths);
  expect(incoming.map(({ place }) => place)).toEqual([paths[1]]);
  expect(problems.map(({ place }) => place)).toEqual([paths[0], paths[2], paths[3]]);
});
