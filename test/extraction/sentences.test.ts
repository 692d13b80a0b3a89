/**
 * Sentences with all that is to be read in them, in files by construction. A line that begins with "[" is an attribution,
 * one with "=" a chain; "#" comments. A sentence without chains below it has only its attributions compared, one with
 * chains alone only these, and one with neither attributes nothing. "\n" stands for a new paragraph.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tellAttributions, tellChains } from './describe-reading.ts';

const FOLDER = join(import.meta.dirname, 'sentences');

interface ReadSentence {
  text: string;
  attributions: string[] | null;
  chains: string[] | null;
}

function listSentences(file: string): ReadSentence[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split('\n\n')
    .map((item) => item.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
    .filter((lines) => lines.length > 0)
    .map(([text, ...rest]) => {
      const chains = rest.filter((line) => line.startsWith('= ')).map((line) => line.slice(2));
      const attributions = rest.filter((line) => line.startsWith('['));
      return {
        text: text!.replaceAll('\\n', '\n'),
        attributions: chains.length > 0 && attributions.length === 0 ? null : attributions,
        chains: chains.length > 0 ? chains : null,
      };
    });
}

describe.each(readdirSync(FOLDER))('sentences of %s', (file) => {
  it.each(listSentences(file))('$text', ({ text, attributions, chains }) => {
    if (attributions) expect(tellAttributions(text)).toEqual(attributions);
    if (chains) expect(tellChains(text)).toEqual(chains);
  });
});
