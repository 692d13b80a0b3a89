import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { MarkedStory, Span } from './marked/model.ts';
import { parseMarked } from './marked/parse-marked.ts';
import { HALVES, readHalf } from './marked/read-halves.ts';
import { isNameOf, isSameName } from './score/names.ts';
import type { ReadAttribution, ReadChain, Reading } from './score/reading.ts';
import { scoreStory } from './score/score-story.ts';
import { MEASURES, scoreTally, sumTallies, type Measure, type Score } from './score/tally.ts';
import { writeErrors } from './score/write-errors.ts';
import { writeTable } from './score/write-table.ts';

/** What an assistant would say that knew the marks. */
function readPerfectly(story: MarkedStory): Reading {
  const nameOf = (id: string): string => {
    const { names, source } = story.attributions.find((each) => each.id === id)!;
    return names[0] ?? (source[0] ? story.text.slice(...source[0]) : 'unnamed');
  };
  return {
    publisher: story.publisher[0] ?? null,
    attributions: story.attributions.map(({ id, source, cue, content, parent, stance, unnamed }) => ({
      id: `read-${id}`,
      source: source.length === 0 ? null : { spans: source, name: nameOf(id) },
      cue: { spans: cue },
      content: { spans: content },
      parent: parent === null ? null : `read-${parent}`,
      stance,
      unnamed: unnamed ?? false,
    })),
    chains: story.chains.map((chain) => ({
      names: chain.map(({ attribution, names }) => (attribution ? nameOf(attribution.id) : names[0]!)),
      unnamed: chain.map(({ attribution }) => attribution?.unnamed === true),
    })),
  };
}

const [STORY] = parseMarked(
  `# 01
Seoul (IANS) [t1+2 It rained hard all night], [s1 Yonhap] [c1 reported], [c2 citing] [s2 two fishermen].
[s3 The weather office] [c3+4 told] [s4 Kyodo] [t3 it had not rained] [t4 at all].
--
publisher IANS
2 under 1; unnamed
3 under 4; denies
4 optional
`,
  'score',
  'score',
) as [MarkedStory];
const PERFECT = readPerfectly(STORY);

const score = (story: MarkedStory, reading: Reading, measure: Measure): Score =>
  scoreTally(scoreStory(story, reading).tallies[measure]);
const spansOf = (words: string): Span[] => {
  const at = STORY.text.indexOf(words);
  return [[at, at + words.length]];
};
/** The perfect reading with other members in one attribution. */
const change = (id: string, members: Partial<ReadAttribution>): Reading => ({
  ...PERFECT,
  attributions: PERFECT.attributions.map((each) => (each.id === id ? { ...each, ...members } : each)),
});
const leaveOut = (...ids: string[]): Reading => ({
  ...PERFECT,
  attributions: PERFECT.attributions.filter(({ id }) => !ids.includes(id)),
});
const FULL: Score = { precision: 100, recall: 100, f1: 100 };
const round = ({ precision, recall }: Score): (number | null)[] =>
  [precision, recall].map((value) => value && Math.round(value));

describe('a perfect reading', () => {
  it.each(MEASURES)('a perfect reading scores 100 for %s', (measure) => {
    expect(score(STORY, PERFECT, measure)).toEqual(FULL);
  });

  it.each(HALVES)('a perfect reading of the half %s scores 100 for everything and has no errors', (half) => {
    const scores = readHalf(half).map((story) => scoreStory(story, readPerfectly(story)));
    const sum = sumTallies(scores.map(({ tallies }) => tallies));
    expect(MEASURES.map((measure) => scoreTally(sum[measure]).f1)).toEqual(MEASURES.map(() => 100));
    expect(writeErrors(scores) === '').toBe(true);
  });
});

it('an empty reading scores 0', () => {
  const empty: Reading = { publisher: null, attributions: [], chains: [] };
  expect(MEASURES.map((measure) => score(STORY, empty, measure).f1)).toEqual(MEASURES.map(() => 0));
});

it('no score is given where nothing was wanted or found', () => {
  const [plain] = parseMarked('# 1\nIt rained.\n', 'x', 'x') as [MarkedStory];
  expect(score(plain, { publisher: null, attributions: [], chains: [] }, 'whole').f1).toBeNull();
  expect(round(score(plain, { ...PERFECT, publisher: null, chains: [] }, 'whole'))).toEqual([0, null]);
});

describe('a partial reading', () => {
  it('a partial reading loses recall for what it leaves out', () => {
    const reading = leaveOut('read-1', 'read-2');
    expect(round(score(STORY, reading, 'whole'))).toEqual([100, 33]);
    // Of 1 + 2 + 3 words of sources; of 5 + 5 + 4 words of contents.
    expect(round(score(STORY, reading, 'source'))).toEqual([100, 50]);
    expect(round(score(STORY, reading, 'content'))).toEqual([100, 29]);
    expect(round(score(STORY, reading, 'parent'))).toEqual([null, 0]);
    expect(round(score(STORY, reading, 'unnamed'))).toEqual([null, 0]);
    expect(score(STORY, reading, 'stance')).toEqual(FULL);
  });

  it('a link without a cue of its own is neither missed nor counted', () => {
    expect(score(STORY, leaveOut('read-4'), 'whole')).toEqual(FULL);
    expect(score(STORY, change('read-3', { parent: null }), 'parent')).toEqual(FULL);
  });

  it('a reading loses precision for an attribution that is not there', () => {
    const extra: ReadAttribution = { ...PERFECT.attributions[0]!, id: 'x', cue: { spans: spansOf('rained') } };
    const reading = { ...PERFECT, attributions: [...PERFECT.attributions, extra] };
    expect(round(score(STORY, reading, 'whole'))).toEqual([75, 100]);
    expect(round(score(STORY, reading, 'cue'))).toEqual([75, 100]);
  });

  it.each<[string, Partial<ReadAttribution>, number]>([
    ['half of the content is enough', { content: { spans: spansOf('hard all night') } }, 100],
    ['less is not', { content: { spans: spansOf('all night') } }, 67],
    ['a source may be shorter, with its head', { source: { spans: spansOf('fishermen'), name: '' } }, 100],
    ['but not without', { source: { spans: spansOf('two'), name: '' } }, 67],
    ['nor with another', { source: { spans: spansOf('Yonhap'), name: '' } }, 67],
    ['a source that holds everything has another head', { source: { spans: spansOf(STORY.text), name: '' } }, 67],
    ['none is none', { source: null }, 67],
  ])('whole attributions are matched by content and head: %s', (_, members, f1) => {
    expect(Math.round(score(STORY, change('read-2', members), 'whole').f1!)).toBe(f1);
  });

  it('a cue matches when it shares a token with the marked one', () => {
    expect(score(STORY, change('read-1', { cue: { spans: spansOf('Yonhap reported') } }), 'whole')).toEqual(FULL);
    expect(round(score(STORY, change('read-1', { cue: { spans: spansOf('night') } }), 'whole'))).toEqual([67, 67]);
  });

  it('wrong parents, stances and unnamed sources lower the score', () => {
    expect(round(score(STORY, change('read-2', { parent: null }), 'parent'))).toEqual([null, 0]);
    expect(round(score(STORY, change('read-1', { parent: 'read-2' }), 'parent'))).toEqual([50, 100]);
    expect(round(score(STORY, change('read-3', { stance: 'doubts' }), 'stance'))).toEqual([0, 0]);
    expect(round(score(STORY, change('read-1', { unnamed: true }), 'unnamed'))).toEqual([50, 100]);
  });

  it('where nobody is named, the cue itself is accepted as the source and nobody else is', () => {
    const [story] = parseMarked('# 1\n[c1 Rumours] [t1 that it rained] ran round the town.\n', 'x', 'x') as [
      MarkedStory,
    ];
    const reading = readPerfectly(story);
    const withSource = (start: number, end: number): Reading => ({
      ...reading,
      attributions: [{ ...reading.attributions[0]!, source: { spans: [[start, end]], name: 'x' } }],
    });
    expect(score(story, withSource(0, 7), 'whole')).toEqual(FULL);
    expect(score(story, withSource(16, 22), 'whole').f1).toBe(0);
  });
});

describe('the score of chains', () => {
  const withChains = (...chains: ReadChain[]): number[] => {
    const { wanted, met, found, right } = scoreStory(STORY, { ...PERFECT, chains }).tallies.chain;
    return [wanted, met, found, right];
  };
  const fishermen = { names: ['IANS', 'Yonhap', 'two fishermen'], unnamed: [false, false, true] };
  const office = { names: ['IANS', 'Kyodo', 'weather office'], unnamed: [false, false, false] };

  it('a chain matches only in its whole length and in order', () => {
    expect(withChains(fishermen, office)).toEqual([2, 2, 2, 2]);
    expect(withChains({ names: ['IANS', 'Yonhap'], unnamed: [false, false] }, office)).toEqual([2, 1, 2, 1]);
    expect(withChains({ ...office, names: ['IANS', 'weather office', 'Kyodo'] })).toEqual([2, 0, 1, 0]);
  });

  it('an unnamed source matches under any name, but not a named source', () => {
    expect(withChains({ ...fishermen, names: ['IANS', 'Yonhap', 'unnamed'] })).toEqual([2, 1, 1, 1]);
    expect(withChains({ names: ['IANS', 'Yonhap', 'Kyodo'], unnamed: [false, false, false] })).toEqual([2, 0, 1, 0]);
  });

  it('a chain that is read twice counts once', () => {
    expect(withChains(office, office)).toEqual([2, 1, 1, 1]);
  });
});

it.each([
  ['Xinhua', "China's Xinhua news agency", true],
  ['Interior Minister Paolo Gherardi', 'Gherardi', true],
  ['Kyodo', 'KYODO', true],
  ['the Guardian', 'Guardian', true],
  ['North Korea', 'Korea', true],
  ['AFP', 'Agence France-Presse', true],
  ['the RIA news agency', 'RIA Novosti', true],
  ['TASS', 'Yonhap', false],
  ['Kim Jong-un', 'Kim', false],
  ['foreign ministry', 'ministry', false],
  ['TASS', '', false],
])('the names %j and %j are the same: %s', (accepted, read, isSame) => {
  expect(isSameName(accepted, read)).toBe(isSame);
});

it.each([
  ['[s1 the chief of the port office, Ali Reza,]', '', 'chief of the port office', true],
  ['[s1 the chief of the port office, Ali Reza,]', '', 'port office', false],
  ['[s1 the chief of the port office, Ali Reza,]', '', 'Ali Reza', true],
  ["[s1 Russia's Security Council]", '', "Russia's", false],
  ["[s1 Russia's Security Council]", '', 'Security Council', true],
  ['[s1 officials of the Interior Ministry]', '', 'Interior Ministry', false],
  ['[s1 Yonhap news agency]', '', 'Yonhap', true],
  ['[s1 AFP]', '', 'Agence France-Presse', true],
  ['[s1 the agency]', 'name Yonhap', 'the agency', false],
  ['[s1 the agency]', 'name Yonhap', 'Yonhap', true],
  ['[s1 the TASS agency]', 'name TASS', 'the TASS agency', true],
])('the source %s (%s) may be called %j: %s', (source, note, name, isAccepted) => {
  const notes = note === '' ? '' : `\n--\n1 ${note}`;
  const [story] = parseMarked(`# 1\n${source} [c1 said] [t1 so].${notes}`, 'x', 'x') as [MarkedStory];
  expect(isNameOf(story.text, story.attributions[0]!, name)).toBe(isAccepted);
});

it('the score table has a line for each measure and each construction', () => {
  const table = writeTable([scoreStory(STORY, PERFECT)]).split('\n');
  expect(table).toContain('whole        100.0   100.0   100.0       3       3');
  expect(table.find((line) => line.startsWith('score '))?.split(/\s+/)).toEqual([
    'score',
    '1',
    ...Array<string>(8).fill('100.0'),
  ]);
});

it('the error list names what was missed, what is false and what is wrong, in the story’s words', () => {
  const reading = { ...change('read-1', { cue: { spans: spansOf('night') } }), chains: [] };
  const errors = writeErrors([scoreStory(STORY, reading)]);
  expect(errors).toContain('missed 1: [Yonhap] reported {It rained hard all night}');
  expect(errors).toContain('false read-1: [Yonhap] night {It rained hard all night}');
  expect(errors).toContain('wrong parent');
  expect(errors).toContain('missed chain: IANS > Yonhap > ?');
});

it('the score command refuses to show errors of the held-out half', () => {
  const script = fileURLToPath(new URL('score.ts', import.meta.url));
  const run = spawnSync(process.execPath, ['--import', 'tsx', script, 'held-out', '--errors'], { encoding: 'utf8' });
  expect([run.status, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toContain('are not shown');
});
