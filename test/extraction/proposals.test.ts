/** From a reading to proposals: claims, hops, excerpts, marks. Pure functions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStory } from '../../src/extraction/reading.ts';
import type { ReadAttribution, Reading } from '../../src/extraction/model.ts';
import { chooseExcerpt, listSentences, extractWords, draftClaim } from '../../src/extraction/proposals/excerpts.ts';
import { placeExcerpt } from '../../src/text/excerpts.ts';
import { MOST_HOPS, MOST_PROPOSALS, propose } from '../../src/extraction/proposals/proposals.ts';
import { STORY } from '../web/claims/edit/reading/desk.ts';
import { describeConfidence, describeRule } from '../../src/web/claims/edit/reading/rules.ts';
import { MARK_KINDS, markStory, type Mark } from '../../src/web/claims/edit/reading/marked-text.ts';

const RUNS = { numRuns: 200, endOnFailure: true };

describe('a marked story', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 60 });
  const marks = fc.array(
    fc.record({
      span: fc.tuple(fc.integer({ min: -3, max: 70 }), fc.integer({ min: -3, max: 70 })),
      kind: fc.constantFrom(...MARK_KINDS),
      proposals: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
    }),
    { maxLength: 12 },
  );

  it('marking a story keeps every character of it once, under the marks that cover it', () => {
    fc.assert(
      fc.property(texts, marks, (text, list) => {
        const parts = markStory(text, list);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        let at = 0;
        for (const part of parts) {
          const middle = at;
          const covering = list.filter(({ span: [from, to] }) => from <= middle && middle < to);
          expect([...part.kinds]).toEqual(MARK_KINDS.filter((kind) => covering.some((mark) => mark.kind === kind)));
          expect(part.depth).toBe(covering.filter(({ kind }) => kind === 'content').length);
          at += part.text.length;
        }
      }),
      RUNS,
    );
  });

  it('each part of a marked story says which marks begin and which proposals end there', () => {
    const mark = (from: number, to: number, kind: Mark['kind'], ...proposals: number[]): Mark => {
      return { span: [from, to], kind, proposals };
    };
    // "TASS quoted X as saying Y": the source of the inner one lies within the content of the outer.
    const list = [
      mark(0, 4, 'source'),
      mark(5, 11, 'cue', 2, 1),
      mark(12, 25, 'content'),
      mark(12, 13, 'source'),
      mark(14, 23, 'cue', 1),
    ];
    const parts = markStory('TASS quoted X as saying Y', list);
    expect(parts.map(({ text, kinds, begins, ends }) => [text, kinds.join('+'), begins.join('+'), ends])).toEqual([
      ['TASS', 'source', 'source', []],
      [' ', '', '', []],
      ['quoted', 'cue', 'cue', [1, 2]],
      [' ', '', '', []],
      ['X', 'content+source', 'source', []],
      [' ', 'content', '', []],
      ['as saying', 'content+cue', 'cue', [1]],
      [' Y', 'content', '', []],
    ]);
  });
});

/** Full sentences, and what is left of others when a cue is cut out. */
const SENTENCES = [
  ...['Three bolts had sheared off.', 'Is it safe?', 'There was no leak.', 'Profits dropped in May.', 'Nobody died.'],
  ...['The treaty that was signed in May was broken.', 'If it rains, the ferry stays in port.', 'This is nonsense.'],
  ...['When the bridge closed, ships waited outside.', "It isn't true.", 'Taxes must rise.', 'All three survived.'],
  ...['The minister who was accused of fraud resigned.', 'The blast killed three sailors.', 'Both sides agree.'],
  ...['To close the bridge was wrong.', 'Inflation hit 4 percent.', 'The number of ships rose.'],
];
const FRAGMENTS = [
  ...['It pure invention.', 'The move a violation.', 'Three sailors missing.', 'Pure invention.', 'The report false.'],
  ...['A violation of the treaty that was signed.', 'To close the bridge.', 'Closing the bridge.', 'Him a liar.'],
  ...['Would remain closed until Friday.', 'The crew’s boat.', 'Whether it was safe.', 'How many people died.'],
  ...['Him to step down.', 'The bridge be closed.', 'Three sailors killed in the blast.', 'The election stolen.'],
  ...['Because the road was wet.', 'Its own account of what happened.', 'For a ceasefire.', 'Reports of a leak.'],
];

describe('the proposed claim text', () => {
  it.each([
    ['that "three bolts had sheared off"', 'Three bolts had sheared off.'],
    ['"We have no reason to close it,"', 'We have no reason to close it.'],
    ['the bridge , , was shut —', 'The bridge, was shut.'],
    ['is it safe?', 'Is it safe?'],
    ['the crew’s boat is lost', 'The crew’s boat is lost.'],
    ['“ ”', ''],
    ['𐐨 sign is up', '𐐀 sign is up.'],
    ['the visit was agreed on Monday and that', 'The visit was agreed on Monday.'],
    ['“It is a lie. A big one.”', 'It is a lie.'],
  ])('the words %s are proposed as the claim “%s”', (words, claim) => {
    expect(draftClaim(words)).toBe(claim);
  });

  it.each(FRAGMENTS)('of the words “%s”, which are no full sentence, no claim is proposed', (words) => {
    expect(draftClaim(words)).toBe('');
  });

  it.each(SENTENCES)('the full sentence “%s” is proposed as it is', (words) => {
    expect(draftClaim(words)).toBe(words);
    expect(draftClaim(words.slice(0, 1).toLowerCase() + words.slice(1))).toBe(words);
  });

  it('a proposed claim text is the full sentences within 400 characters', () => {
    const one = 'The quay was shut in the storm of that night.';
    expect(draftClaim(`${one} `.repeat(20))).toBe(Array.from({ length: 8 }, () => one).join(' '));
    expect(draftClaim(`The quay was shut ${'in the storm '.repeat(40)}`)).toBe('');
  });

  it('a proposed claim text leaves out what others say within it', () => {
    expect(extractWords('It is, he said, so. And on', [[0, 19]], [[7, 14]])).toBe('It is, , so.');
    expect(
      extractWords('abc def', [
        [4, 7],
        [0, 3],
      ]),
    ).toBe('def abc');
  });
});

describe('the proposed excerpt', () => {
  const attribution = (cue: [number, number], content: [number, number]): ReadAttribution => {
    const rest = { parent: null, unnamed: false, stance: 'asserts', confidence: 0.9, rule: 'x', via: null } as const;
    return { id: 'a1', source: null, cue: { spans: [cue] }, content: { spans: [content] }, ...rest };
  };

  it('a proposed excerpt is the sentences of cue and content, or only of the cue when the content is long', () => {
    const text = 'Before. "It is. It was," he said. After.';
    const sentences = listSentences(text);
    expect(text.slice(...chooseExcerpt(text, sentences, attribution([28, 32], [8, 23])))).toBe(
      '"It is. It was," he said.',
    );
    const long = `He said so. ${'On it goes. '.repeat(200)}`;
    const cut = chooseExcerpt(long, listSentences(long), attribution([3, 7], [8, long.length]));
    expect(long.slice(...cut)).toBe('He said so.');
    const endless = `${'on and '.repeat(2_000)}😀 said 😀 ${'and on '.repeat(2_000)}`;
    const at = endless.indexOf('said');
    const piece = endless.slice(...chooseExcerpt(endless, listSentences(endless), attribution([at, at + 4], [0, 9])));
    expect(piece.length).toBeLessThanOrEqual(700);
    expect(piece).toContain('said');
  });

  it('a proposed excerpt is placed where it was read, or else where it is found', () => {
    const text = '😀 He said so. 😀 He said so. The end.';
    const second = text.lastIndexOf('He');
    expect(placeExcerpt(text, 'd', 'He said so.', second)).toMatchObject({
      start: 16,
      end: 27,
      prefix: '😀 He said so. 😀 ',
    });
    // The words that were tidied are still those of the proposal's place.
    expect(placeExcerpt(text, 'd', 'He  said\nso.', second)).toMatchObject({ start: 16, exact: 'He said so.' });
    expect(placeExcerpt(text, 'd', 'He said so', 3)).toMatchObject({ start: 2 });
    expect(placeExcerpt(text, 'd', 'He said so', null)).toBeNull();
    expect(placeExcerpt(text, 'd', 'The  end', null)).toMatchObject({ start: 28, suffix: '.' });
    expect(placeExcerpt(text, 'd', 'She said', 0)).toBeNull();
    expect(placeExcerpt(text, 'd', ' ', 0)).toBeNull();
  });
});

describe('proposals', () => {
  it('there is one proposal for each chain, and each hop has its words', () => {
    const { list, total } = propose(STORY, readStory(STORY, { publisher: 'Coastwire' }));
    expect(total).toBe(list.length);
    const bridge = list.find(({ claim }) => claim.startsWith('The harbour bridge'))!;
    expect(bridge.claim).toBe('The harbour bridge at Sandhythe will stay closed until Friday.');
    expect(bridge.hops.map(({ name, cue, manner }) => [name, cue, manner])).toEqual([
      ['Meridian news agency', 'reported', 'paraphrases'],
      ['Transport Ministry of Norland', 'citing', 'cites'],
    ]);
    const vessel = list.find(({ claim }) => claim.startsWith('Its vessel'))!;
    expect(vessel.stance).toBe('denies');
    const captain = list.find(({ claim }) => claim.startsWith('The captain is'))!;
    expect(captain.hops[0]).toMatchObject({ isUnnamed: true });
    expect(captain.confidence).toBeLessThan(bridge.confidence);
    const rail = list.find(({ claim }) => claim.startsWith('We have no'))!;
    expect(rail.hops.at(-1)!.manner).toBe('quotes');
  });

  it('words that a chain leaves out are proposed as well', () => {
    const one = (id: string, parent: string | null, spans: [number, number][]): ReadAttribution => {
      const rest = { unnamed: false, stance: 'asserts', confidence: 0.9, rule: 'speech-that', via: null } as const;
      const [source, cue, content] = spans;
      return {
        id,
        parent,
        source: { spans: [source!], name: id },
        cue: { spans: [cue!] },
        content: { spans: [content!] },
        ...rest,
      };
    };
    const text = 'Yonhap reported that the visit was agreed on Monday and that the ministry said it was safe.';
    const at = (words: string): [number, number] => [text.indexOf(words), text.indexOf(words) + words.length];
    const reading: Reading = {
      ...{ format: 'hearsay.reading/1', id: null, publisher: 'IANS', unread: [], skipped: [], refused: null },
      attributions: [
        one('a1', null, [at('Yonhap'), at('reported'), [text.indexOf('that'), text.length - 1]]),
        one('a2', 'a1', [at('the ministry'), at('said'), at('it was safe')]),
      ],
      chains: [{ names: ['IANS', 'Yonhap', 'ministry'], unnamed: [false, false, false], attributions: ['a1', 'a2'] }],
    };
    expect(propose(text, reading).list.map(({ claim, hops }) => [claim, hops.length])).toEqual([
      ['The visit was agreed on Monday.', 1],
      ['It was safe.', 2],
    ]);
  });

  it('only the surest of many proposals are kept', () => {
    const text = Array.from({ length: 70 }, (_, i) => `Mayor Anna Berg said that bridge ${i} was open.`).join(' ');
    const { list, total } = propose(`${text} The crew reportedly left.`, readStory(text, { publisher: 'Coastwire' }));
    expect(list).toHaveLength(MOST_PROPOSALS);
    expect(total).toBeGreaterThanOrEqual(70);
  });

  it('a chain of too many hops is not proposed, and of long chains as many as a page can show', () => {
    const text = 'Somebody said so.';
    /** Chains of these lengths, each with attributions of its own. */
    const readChains = (lengths: readonly number[]): Reading => {
      const chains = lengths.map((length, chain) => ({
        names: Array.from({ length }, (_, at) => `Source ${chain} ${at}`),
        unnamed: Array.from({ length }, () => false),
        attributions: Array.from({ length }, (_, at) => `a${chain}-${at}`),
      }));
      const attributions = chains.flatMap(({ attributions: ids, names }) =>
        ids.map((id, at): ReadAttribution => ({
          ...{ id, parent: null, unnamed: false, stance: 'asserts', confidence: 0.9, rule: 'speech-that', via: null },
          source: { spans: [[0, 8]], name: names[at]! },
          cue: { spans: [[9, 13]] },
          content: { spans: [[14, 16]] },
        })),
      );
      return {
        format: 'hearsay.reading/1',
        id: null,
        publisher: null,
        unread: [],
        skipped: [],
        refused: null,
        attributions,
        chains,
      };
    };
    const lengthsOf = (lengths: readonly number[]) =>
      propose(text, readChains(lengths)).list.map(({ hops }) => hops.length);
    expect(lengthsOf([MOST_HOPS + 1, MOST_HOPS, 1])).toEqual([MOST_HOPS, 1]);
    const many = propose(text, readChains(Array.from({ length: 20 }, () => 10)));
    expect([many.list.length, many.total]).toEqual([15, 20]);
  });

  it('the excerpts of proposals stand in the text, whatever the text', () => {
    const words = fc.constantFrom(
      'TASS',
      'said',
      'that',
      '"',
      'citing',
      'Yonhap',
      '.',
      '\n\n',
      '😀',
      ',',
      'reportedly',
      'he',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (list) => {
        const text = list.join(' ');
        const found = propose(text, readStory(text, { publisher: 'IANS' }));
        for (const { hops } of found.list) {
          for (const { excerpt } of hops) {
            const exact = text.slice(...excerpt);
            const piece = placeExcerpt(text, 'd', exact, excerpt[0]);
            expect(piece && Array.from(text).slice(piece.start!, piece.end!).join('')).toBe(exact.trim());
          }
        }
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});

it('the rules and the confidence of a reading are described in words', () => {
  expect(describeRule('citing')).toMatch(/words for citing/);
  expect(describeRule('speech-that')).toBe('a verb of saying, with “that” after it');
  expect(describeRule('belief-odd')).toMatch(/^a verb of believing/);
  expect(describeRule('no such')).toBe('the rule “no such”');
  expect([0.9, 0.8, 0.6, 0.2].map(describeConfidence)).toEqual(['very likely', 'likely', 'unsure', 'a guess']);
});
