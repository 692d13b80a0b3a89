import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { detectForeign, extractProse, findProse } from '../../src/extraction/prose.ts';
import { readStory } from '../../src/extraction/reading.ts';
import { tellAttributions, tellChains } from './describe-reading.ts';

const tellSkipped = (text: string): string[] => findProse(text).skipped.map(({ why }) => why);

const BEFORE = 'The port of Larne was closed on Sunday, the harbour office said.';
const AFTER = 'The pier would open again in May, Tanjug reported, citing two pilots.';

describe('a table is left out, and the sentences around it are read', () => {
  test.each([
    ['tabs', 'Port\tShips\nLarne\t12\nBergen\t9'],
    ['bars', '| Port | said |\n|------|------|\n| Larne | the office said 12 |'],
    ['spaces', 'Port       Ships   Year\nLarne      12      2024\nBergen     9       2025'],
    ['commas', 'port,ships,year\nLarne,12,2024\nBergen,9,2025'],
    ['semicolons', 'port;ships;year\nLarne;12;2024\nBergen;9;2025'],
  ])('with %s', (_, table) => {
    const text = `${BEFORE}\n${table}\n${AFTER}`;
    expect(tellSkipped(text)).toEqual([`A table of 3 lines was not read.`]);
    expect(tellAttributions(text)).toEqual([...tellAttributions(BEFORE), ...tellAttributions(AFTER)]);
    const [from, to] = readStory(text).skipped[0]!.spans[0]!;
    expect(text.slice(from, to)).toBe(table);
  });

  test.each([
    `${BEFORE}\n${AFTER}`,
    'Larne,Bergen,Oslo',
    'He said: yes.\nShe said: no.\nThey said: perhaps.',
    'Ports closed, office says\nRoads open, police say\nShips, trains, cars wait\nNobody knows why',
    'She counted one, two, three, four.\nHe counted five, six, seven.\nThey counted eight, nine, ten.',
  ])('prose is none: %s', (text) => {
    expect(tellSkipped(text)).toEqual([]);
  });
});

describe('HTML is read without its markup', () => {
  const html = `<html><head><title>Port</title><style>p { color: red }</style></head><body>
<nav><a href="/">Home</a> <a href="/x">The minister said no</a></nav>
<p>${BEFORE.replace('office', '<b>office</b>')}</p><p>&ldquo;We waited,&rdquo; the pilot said.</p>
<table><tr><td>Larne</td><td>the office said 12</td></tr><tr><td>Bergen</td><td>9</td></tr></table>
<script>if (a < b) say("The crew said no.");</script><p>${AFTER}</p></body></html>`;

  it('what was left out is told', () => {
    expect(tellSkipped(html)).toEqual([
      'The text is HTML: its markup was not read.',
      'A table of 2 lines was not read.',
    ]);
  });

  it('its sentences are read at their places', () => {
    expect(tellChains(html)).toEqual(['harbour office', 'pilot?', 'Tanjug < two pilots?']);
    const [first] = readStory(html).attributions;
    expect(html.slice(...first!.cue.spans[0]!)).toBe('said');
  });

  it('its prose is that which is read', () => {
    const prose = extractProse(html)!;
    expect(prose).toBe(['Port', BEFORE, '“We waited,” the pilot said.', AFTER].join('\n\n'));
    expect(tellChains(prose)).toEqual(tellChains(html));
    expect(extractProse(`<p>One\nsentence.</p><p>A<br>line &amp; another.</p>`)).toBe(
      'One sentence.\n\nA\nline & another.',
    );
    expect(extractProse('<b>It</b> rained.')).toBe('It rained.');
    for (const plain of [BEFORE, prose, 'If a <b and c> d, it is not.']) expect(extractProse(plain)).toBeNull();
  });

  it('a menu that is never closed hides nothing, and signs of arithmetic are no markup', () => {
    expect(tellChains(`<nav><p>${BEFORE}</p>`)).toEqual(['harbour office']);
    expect(tellSkipped('The value is < 5 and > 3, the office said. If a <b and c> d, it is not.')).toEqual([]);
  });
});

describe('words without punctuation', () => {
  const words = Array.from({ length: 20 }, () => 'the minister said it was over').join(' ');

  it('an endless line is left out', () => {
    expect(tellSkipped(`${BEFORE}\n${words}\n${AFTER}`)).toEqual(['120 words without punctuation were not read.']);
    expect(tellChains(`${BEFORE}\n${words}\n${AFTER}`)).toEqual(['harbour office', 'Tanjug < two pilots?']);
  });

  it('so are the lines of a subtitle, and headlines are read', () => {
    expect(tellSkipped(words.replaceAll('it was over the', 'it\nwas over the'))).toEqual([
      '120 words without punctuation were not read.',
    ]);
    const headlines = Array.from({ length: 12 }, (_, n) => `Minister says port ${n} will open again in May`);
    expect(tellSkipped(headlines.join('\n'))).toEqual([]);
  });
});

it('lines that were broken to keep a width are one paragraph', () => {
  const wrapped = `The ferry between Larne and Cairnryan will not sail before the end of
the month, the harbour office said on Sunday, after engineers had found
a crack in the pier. Ravn Line, which runs the ferry, said on Monday
that it had not been told, and that it would ask for another pier until
May.`;
  expect(tellChains(wrapped)).toEqual(['harbour office', 'Ravn Line']);
  const lines =
    'Port closed, office says\nThe office said that the port of Larne was closed on Sunday, and that it would open again.';
  expect(findProse(lines).text).toBe(lines);
});

it('the prose of a text has its length and its words at their places', () => {
  const pieces = fc.constantFrom(
    'a',
    ' said ',
    '<p>',
    '</p>',
    '<table>',
    '</table>',
    '<td>x',
    '|',
    '\t',
    '\n',
    '\n\n',
    ',',
    '&amp;',
    '. ',
    '12',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (list) => {
      const whole = list.join('');
      const { text, skipped } = findProse(whole);
      expect(text).toHaveLength(whole.length);
      for (const [i, letter] of [...text].entries()) if (/[a-z]/u.test(letter)) expect(whole[i]).toBe(letter);
      for (const { spans } of skipped)
        for (const [from, to] of spans) expect(0 <= from && from < to && to <= whole.length).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const ENGLISH = 'The harbour bridge will stay closed until Friday, the agency reported on Monday, citing the ministry.';
const GERMAN =
  'Die Brücke am Hafen bleibt bis Freitag gesperrt, berichtete die Agentur am Montag unter Berufung auf das Amt.';

describe('the language of a text', () => {
  test.each([
    ['de', GERMAN],
    ['fr', 'Le pont restera fermé jusqu’à vendredi, a rapporté lundi l’agence, citant le ministère des Transports.'],
    ['ru', 'Мост останется закрытым до пятницы, сообщило в понедельник агентство со ссылкой на министерство.'],
    ['ko', `${'통신사는 월요일 교통부를 인용해 다리가 금요일까지 폐쇄될 것이라고 보도했다. '.repeat(2)}`],
    ['de', GERMAN.repeat(30)],
  ])('a text in another language than English is known: %s', (language, text) => {
    expect(detectForeign(text)).toBe(language);
  });

  test.each([
    ENGLISH,
    ENGLISH.toUpperCase(),
    '',
    'Rain. More rain.',
    'Die Brücke bleibt zu.',
    'Anna Müller, Jörg Söder and Göran Åkesson said that Kjøbenhavns Skibsværft was closed.',
    `${GERMAN.repeat(20)} ${ENGLISH.repeat(20)}`,
    `${ENGLISH.repeat(20)} ${GERMAN.repeat(20)}`,
    '1 2 3 4 5 6 7 8 9 0 '.repeat(10),
  ])('English, what is partly English and what is too short are none: %s', (text) => {
    expect(detectForeign(text)).toBeNull();
  });
});

/** 60 sentences of news, each after its language. */
const SENTENCES = readFileSync(join(import.meta.dirname, 'languages.txt'), 'utf8')
  .trim()
  .split('\n');

test.each(SENTENCES)('the language of a sentence: %s', (line) => {
  const language = line.slice(0, 2);
  expect(detectForeign(line.slice(3))).toBe(language === 'en' ? null : language);
});

it('a text in another language is refused', () => {
  expect(readStory(GERMAN)).toMatchObject({
    attributions: [],
    refused: 'Only English is read; this looks like German.',
  });
});
