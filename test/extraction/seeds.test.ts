/**
 * Whether every chain known to be in the two real stories is proposed. They are not ours to copy, so they lie outside the project; a row is told by its chain and a few of its own words.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStory } from '../../src/extraction/reading.ts';
import { cutSpans, nameChains } from './describe-reading.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/seeds');

interface Row {
  story: string;
  /** Words that the content holds, or the cue does. */
  words: RegExp;
  chain: RegExp;
}

const JUNE_4 = 'ians-2025-06-04.txt';
const JUNE_17 = 'ians-2025-06-17.txt';
const COUNCIL = /^IANS < TASS < Security Council of Russia$/;

const ROWS: readonly Row[] = [
  { story: JUNE_17, words: /part of the agreements/, chain: COUNCIL },
  { story: JUNE_17, words: /resulted in/, chain: /^IANS < Yonhap < TASS$/ },
  { story: JUNE_17, words: /for the second time/, chain: /^IANS < TASS$/ },
  { story: JUNE_4, words: /arrived in Pyongyang/, chain: /^IANS < [^<]*news report\?$/ },
  { story: JUNE_4, words: /on instructions/, chain: /^IANS < TASS$/ },
  { story: JUNE_17, words: /on instructions/, chain: /^IANS < TASS$/ },
  { story: JUNE_4, words: /expected to discuss/, chain: COUNCIL },
  { story: JUNE_4, words: /State Security Minister/, chain: /^IANS < Yonhap$/ },
  { story: JUNE_4, words: /Ri and Shoigu/, chain: /^IANS < [^<]*\?$/ },
  { story: JUNE_4, words: /may visit Russia/, chain: /^IANS < [^<]*\?$/ },
  { story: JUNE_17, words: /may visit Russia/, chain: /^IANS < [^<]*\?$/ },
  { story: JUNE_4, words: /technologies/, chain: /^IANS < [^<]*\?$/ },
  { story: JUNE_17, words: /technologies/, chain: /^IANS < [^<]*\?$/ },
  { story: JUNE_4, words: /illegal military cooperation/, chain: /^IANS < MSMT$/ },
  { story: JUNE_4, words: /political provocation/, chain: /^IANS < KCNA < chief of the external policy office/ },
];

/** Whether some chain of the right names ends at an attribution of the right words. */
function isProposed({ story, words, chain }: Row): boolean {
  const text = readFileSync(join(FOLDER, story), 'utf8');
  const reading = readStory(text, { publisher: 'IANS' });
  const contents = new Map(reading.attributions.map(({ id, content }) => [id, cutSpans(text, content.spans)]));
  return nameChains(reading).some((names, i) => {
    const last = reading.chains[i]!.attributions.at(-1)!;
    return chain.test(names) && words.test(contents.get(last) ?? '');
  });
}

describe.skipIf(!existsSync(FOLDER))('the two real stories', () => {
  it.each(ROWS.map((row) => [row.story, row.words.source, row] as const))(
    'in %s, the chain of “%s” is proposed',
    (_, __, row) => {
      expect(isProposed(row)).toBe(true);
    },
  );
});
