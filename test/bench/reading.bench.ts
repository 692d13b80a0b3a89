import { readStory } from '../../src/extraction/reading.ts';

export const name = 'readStory(): loading the language, words a second after that, and how hostile texts grow';

const SENTENCES = [
  'OSLO, May 3 (NTB) The ferry will sail again in June, the harbour master, Ada Lindqvist, said on Monday, citing a survey.',
  '"We had no warning," said Karim Haddad, a spokesman for the shipping company. "Nobody called us."',
  'The ministry denied that it had seen the report, which the newspaper Nordlys first published last week.',
  'Four boats lay in the outer basin, and the cranes had not moved since the storm.',
  'Kyodo quoted the embassy as saying that the crew was safe, adding that the captain would be heard on Friday.',
];
const WORDS = 20_000;
const ROUNDS = 5;

/** What may be pasted to keep the reader busy, with a comma now and then: without any mark it is left out. */
const HOSTILE = [
  'Xinhua citing ',
  ', citing Xinhua',
  'he said ',
  'Reuters said that ',
  'believed to be ',
  '(Reuters said ',
  '"a" ',
  '(((',
  'a',
  '<p>',
];
const SIZE = 50_000;

/** In processor time, since other programs run too. */
function measureGrowth(unit: string): string {
  const [one, twice] = [SIZE, 2 * SIZE].map((size) => {
    const mixed = `${unit.repeat(12)}, `;
    const text = mixed.repeat(Math.ceil(size / mixed.length)).slice(0, size);
    const begun = process.cpuUsage();
    readStory(text);
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  });
  return `${JSON.stringify(unit)}: ${(twice! / one!).toFixed(1)} times as long for twice as much (${twice!.toFixed(0)} ms)`;
}

export function run(): Promise<string[]> {
  const began = performance.now();
  readStory(SENTENCES[0]!);
  const loading = performance.now() - began;
  const sentences = Array.from({ length: WORDS / 17 }, (_, i) => SENTENCES[i % SENTENCES.length]!);
  const text = Array.from({ length: sentences.length / 5 }, (_, i) => sentences.slice(i * 5, i * 5 + 5).join(' ')).join(
    '\n\n',
  );
  const words = text.split(/\s+/).length;
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    readStory(text);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const rate = Math.round((words / times[Math.floor(ROUNDS / 2)]!) * 1000);
  return Promise.resolve([
    `first story, with loading: ${loading.toFixed(0)} ms`,
    `${words.toLocaleString('en')} words: ${rate.toLocaleString('en')} words a second (median of ${ROUNDS})`,
    ...HOSTILE.map(measureGrowth),
  ]);
}
