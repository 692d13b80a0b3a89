import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findAttributionsDroppedInReuse } from '../../src/extraction/dropped-in-reuse.ts';
import { readStory } from '../../src/extraction/reading.ts';
import { alignReuse } from '../../src/text/reuse/alignment.ts';

const WORDS = 'the ferry Astra Marel left the quay at Karrow with eleven sailors and not one passenger on board';

function find(earlier: string, later: string, publishers: [string, string] = ['Karrow Press', 'Orrin Courier']) {
  const readings = [earlier, later].map((text, i) => readStory(text, { publisher: publishers[i]! }));
  return findAttributionsDroppedInReuse(earlier, readings[0]!, later, readings[1]!, alignReuse(earlier, later)).map(
    (found) => ({
      source: found.attribution.source?.name ?? null,
      earlier: earlier.slice(...found.earlierSentence),
      later: later.slice(...found.laterSentence),
    }),
  );
}

const capital = (words: string): string => words[0]!.toUpperCase() + words.slice(1);

describe('attributions dropped in reuse', () => {
  it.each([
    ['trailing', `${capital(WORDS)}, a local radio report said on Tuesday.`, 'a local radio report'],
    ['leading', `The harbour office said that ${WORDS}.`, 'harbour office'],
    ['according to', `According to the port authority, ${WORDS}.`, 'port authority'],
    ['unnamed', `${capital(WORDS)}, according to sources.`, 'sources'],
  ])('an attribution is dropped when the later text has the words without it: %s', (_, sentence, source) => {
    const earlier = `It rained in the morning. ${sentence} Nobody has seen it since.`;
    const stated = `Earlier this month, ${WORDS}.`;
    const [found, ...more] = find(earlier, `The search went on. ${stated} Divers found nothing.`);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ earlier: sentence, later: stated });
    expect(found!.source?.toLowerCase()).toBe(source);
  });

  it('a chain that a later text drops is reported once, by the source nearest to the publisher', () => {
    const earlier = `TASS quoted the harbour office as saying that ${WORDS}.`;
    expect(find(earlier, `${capital(WORDS)}.`)).toMatchObject([{ source: 'TASS', earlier }]);
  });

  it.each([
    ['the same', `${capital(WORDS)}, a local radio report said on Tuesday.`],
    ['another', `The coast guard said that ${WORDS}.`],
    ['an unnamed one', `Reportedly, ${WORDS}.`],
  ])('an attribution is not dropped when the later text attributes the words too: %s', (_, sentence) => {
    expect(find(`${capital(WORDS)}, a local radio report said on Tuesday.`, `The search went on. ${sentence}`)).toEqual(
      [],
    );
  });

  it('an attribution to the later text’s own publisher is not dropped', () => {
    const earlier = `${capital(WORDS)}, the Orrin Courier reported.`;
    expect(find(earlier, `${capital(WORDS)}.`)).toEqual([]);
    expect(find(earlier, `${capital(WORDS)}.`, ['Karrow Press', 'Harbour News'])).toHaveLength(1);
  });

  it('an attribution is not dropped when only a few of its words were reused, or none', () => {
    const long = `The harbour office said that ${WORDS}, that the lights of the pier had failed, that two tugs were sent out at once, that neither of them found anything in the fog, and that the owners had been told on the same evening by telephone and by letter.`;
    expect(find(long, 'The lights of the pier had failed. The search went on in the fog.')).toEqual([]);
    expect(find('', '')).toEqual([]);
  });

  it('dropped attributions are found in passages of both texts, whatever the texts', () => {
    const piece = fc.constantFrom(
      WORDS,
      ', he said. ',
      ' said that ',
      '“',
      '” ',
      '. ',
      'According to TASS, ',
      ' 🚒 ',
      '\n\n',
      ': ',
    );
    const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (earlier, later) => {
        for (const { earlier: one, later: other } of find(earlier, later)) {
          expect(earlier).toContain(one);
          expect(later).toContain(other);
          expect(one).not.toBe('');
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

const SEEDS = join(import.meta.dirname, '../../../shared/seeds');

/** The two real stories are not ours to copy: where they lie beside the project, they are looked at. */
test.runIf(existsSync(SEEDS))(
  '“a Russian news report said” is found dropped 13 days later in the two real stories',
  () => {
    const [earlier, later] = ['04', '17'].map((day) => readFileSync(join(SEEDS, `ians-2025-06-${day}.txt`), 'utf8'));
    const found = find(earlier!, later!, ['IANS', 'IANS']);
    expect(found).toMatchObject([{ source: 'a Russian news report' }]);
    expect(found[0]!.earlier).toContain('a Russian news report said Wednesday.');
    expect(found[0]!.later).toMatch(/^Earlier on June 4, .* Kim Jong-un\.$/);
    const copied = alignReuse(earlier!, later!).filter(({ likeness, shared }) => likeness === 1 && shared > 20);
    expect(copied).toHaveLength(2);
  },
);
