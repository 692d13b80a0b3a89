import { describe, expect, it } from 'vitest';
import { readStory } from '../../../src/extraction/reading.ts';
import { nameChains, tellChains } from '../describe-reading.ts';

const CHAINS: Readonly<Record<string, [text: string, ...chains: string[]]>> = {
  'a dateline': [
    'OSLO, May 3 (NTB) The ferry will sail again in June, the harbour master said.',
    'NTB < harbour master',
  ],
  'an agency citing another, which cites an official': [
    'SEOUL, May 3 (IANS) Two trawlers were seized, Yonhap reported, citing the Russian news agency TASS, which quoted a border guard.',
    'IANS < Yonhap < TASS < a border guard?',
  ],
  'three deep by "as saying"': [
    'BERN, May 3 (AFP) - Kyodo quoted the foreign ministry as saying that the envoy believed the talks were over.',
    'AFP < Kyodo < foreign ministry < envoy',
  ],
  'told an outlet': ['PARIS (AFP) - "It is over," the minister told Le Monde.', 'AFP < Le Monde < minister'],
  'told an interviewer': ['"It is over," the mayor told CNN\'s Ada Brandt.', 'CNN < mayor'],
  'told the publisher itself': [
    'LONDON (Reuters) - The tunnel leaks, a surveyor told Reuters.',
    'Reuters < a surveyor?',
  ],
  'carried by an agency': [
    'SEOUL (Yonhap) - The talks were a farce, the North said in a statement carried by KCNA.',
    'Yonhap < KCNA < North',
  ],
  'according to, around a said': [
    'MADRID (EFE) - The mayor said he would resign, according to El País.',
    'EFE < El País < mayor',
  ],
  'an interview before': [
    'In an interview with the BBC, the president said she would not stand again.',
    'BBC < president',
  ],
  'a follow-up by pronoun': [
    'ROME (ANSA) - TASS quoted the ministry as saying the ship had sunk. It added that nobody was hurt.',
    'ANSA < TASS < ministry',
    'ANSA < TASS < ministry',
  ],
  'a pronoun for the agency': ['Xinhua said the dam had held. The agency said water was rising.', 'Xinhua', 'Xinhua'],
  'a nationality': [
    'TASS reported the arrival. Yonhap said nothing was known. The Russian agency said the visit was short.',
    'TASS',
    'Yonhap',
    'TASS',
  ],
  'a surname': [
    'Maria Holm runs the mill. "We are closing it," Holm said. She said the decision was final.',
    'Maria Holm',
    'Maria Holm',
  ],
  'he and she': [
    'John Barre said the mill would stay. Anna Lund said it would go. He said the vote was fair.',
    'John Barre',
    'Anna Lund',
    'John Barre',
  ],
  'unnamed: an adverb': ['KYIV (Ukrinform) - The bridge was reportedly mined.', 'Ukrinform < ?'],
  'a wish within a report is no hop': ['Dawn said the club wants to win.', 'Dawn'],
};

const RELAYS: Readonly<Record<string, [text: string, ...chains: string[]]>> = {
  'citing belongs to the verb beside it': [
    'The islanders fired a flare, Kyodo said, quoting the coast guard, dpa reported.',
    'dpa < Kyodo < coast guard',
  ],
  'citing after a passive': ['The village was cleared, CNN reported, citing officials.', 'CNN < officials?'],
  'citing within another content': [
    'According to dpa, Le Monde, citing two officials, reported that the bank was closed.',
    'dpa < Le Monde < two officials?',
  ],
  'citing after an inner clause belongs to the outer': [
    'Reuters reported that the mayor had said he would go, citing two officials.',
    'Reuters < two officials? < mayor',
  ],
  'citing without a comma': ['The dam had held, Xinhua reported Sunday citing engineers.', 'Xinhua < engineers?'],
  'which in turn quoted': [
    'According to Le Soir, which in turn quoted a nurse, the ward was full.',
    'Le Soir < a nurse?',
  ],
  'quoting, who quoted': [
    'The ward was full, Belga said, quoting Le Soir quoting a nurse.',
    'Belga < Le Soir < a nurse?',
  ],
  'a report citing': ['A Reuters report citing Xinhua said the quota was halved.', 'Reuters < Xinhua'],
  'quoted by, between commas': ['The ward was full, the minister, quoted by Belga, said.', 'Belga < minister'],
  'reported as saying': ['EFE reported the minister as saying the talks were over.', 'EFE < minister'],
  'to have said': ['Anadolu quoted the shepherd to have said he saw a light.', 'Anadolu < shepherd?'],
  'as having said': ['Al Jazeera cited the director as having said the power was off.', 'Al Jazeera < director'],
  'had last week said': ['Tanjug reported that the mayor had last week said the bridge was safe.', 'Tanjug < mayor'],
  'adding after as saying': [
    'TASS quoted the council as saying that the visit was over, adding that it went well.',
    'TASS < council',
    'TASS < council',
  ],
  'adding after said': ['The council said that the visit was over, adding that it went well.', 'council', 'council'],
  'a name with "and"': [
    'A dpa report citing the Ministry of Transport and Water said the port was closed.',
    'dpa < Ministry of Transport and Water',
  ],
  'a name after its title': [
    "The bill is ready, TASS said, citing the ministry's spokesman, Ali Reza.",
    'TASS < Ali Reza',
  ],
  'an outlet is no appositive': [
    'According to Tasnim, the Financial Times, citing a diplomat, reported that the deal was off.',
    'Tasnim < Financial Times < a diplomat?',
  ],
  'cited by, after an interview': [
    'The minister said in an interview cited by Telam that no ship had left.',
    'Telam < minister',
  ],
  'picked up by': ['A police report picked up by the BBC said the car had burned.', 'BBC < a police report?'],
  'carried by, between commas': ['The statement, carried by KCNA, said the ship had docked.', 'KCNA < statement'],
  'relayed what': ['Ukrinform relayed what the governor had told reporters: that it was over.', 'Ukrinform < governor'],
  'attributing it to': [
    'The deal is off, Kommersant wrote, attributing the news to two bankers.',
    'Kommersant < two bankers?',
  ],
  'confirmed it to': ['The minister confirmed it to Reuters.', 'Reuters < minister'],
  'confirmed to': ['The minister confirmed to Reuters that the bank had closed.', 'Reuters < minister'],
  'confirmed to somebody': ['The minister confirmed to lawmakers that the bank had closed.', 'minister'],
  'informed an outlet': ['The trainer informed the Evening Argus that the race was off.', 'Evening Argus < trainer'],
  'a semicolon between two chains': [
    'The ship turned back, Kyodo said; it had been followed, NHK reported, citing fishermen.',
    'Kyodo',
    'NHK < fishermen?',
  ],
  'on condition of anonymity': [
    'TASS quoted an official, speaking on condition of anonymity, as saying the ship had docked.',
    'TASS < an official?',
  ],
  'a number in a statement': ['A statement carried by SANA put the number of dead at 41.', 'SANA < a statement?'],
  'cited by, after a leading interview': [
    'In an interview with the newspaper Bild, cited by dpa, the minister said the army was short of shells.',
    'dpa < Bild < minister',
  ],
  'that, according to': ['AFP wrote that, according to the mayor, the bridge was shut.', 'AFP < mayor'],
  'which quoted, before the verb': [
    "Anadolu, which in turn quoted the ministry's spokesman, Ali Reza, wrote that it was over.",
    'Anadolu < Ali Reza',
  ],
  'citing after a noun of hearsay': [
    'The U.N. said it had received reports of killings, citing its staff.',
    'United Nations < its staff',
  ],
  'a place is nobody': ['Speaking in Ankara, he said the deal was dead, Anadolu reported.', 'Anadolu < he?'],
  'a name with "of"': [
    'It is unclear, the Times of India said, quoting party sources.',
    'The Times of India < party sources?',
  ],
  'a reason for what was done': ['The bank cut its forecast, citing the release of new figures.'],
  'a short name in brackets is no dateline': [
    'The Korean Central News Agency (KCNA) said the ship had docked.',
    'KCNA',
  ],
};

describe('relays', () => {
  it.each(Object.entries(RELAYS))('the chains of this relay are read: %s', (_, [text, ...expected]) => {
    expect(tellChains(text)).toEqual(expected);
  });
});

it('what may be told by the story or by its source is less sure', () => {
  const sure = readStory('The plan, according to an aide, was dead.').attributions;
  const unsure = readStory('He told CNN that the plan, according to an aide, was dead.').attributions;
  const find = (all: typeof sure): number => all.find(({ rule }) => rule === 'according-to')!.confidence;
  expect([find(sure), find(unsure)]).toEqual([0.9, 0.5]);
});

describe('chains', () => {
  it.each(Object.entries(CHAINS))('the chains of this construction are read: %s', (_, [text, ...expected]) => {
    expect(tellChains(text)).toEqual(expected);
  });

  it('chains use the caller’s names and publisher', () => {
    const known = [{ name: 'Harbour Union', aliases: ['HU'] }];
    expect(tellChains('HU said the crane was unsafe.', { publisher: 'Dock News', known })).toEqual([
      'Dock News < Harbour Union',
    ]);
  });

  it('each hop of a chain names its attribution, the same one twice when one cue makes two hops', () => {
    const reading = readStory('The minister told Le Monde that he would go.', { publisher: 'AFP' });
    expect(nameChains(reading)).toEqual(['AFP < Le Monde < minister']);
    expect(reading.chains[0]!.attributions).toEqual(['a1', 'a1']);
  });
});

describe('limits of reading', () => {
  it('a text of more than 200,000 characters is refused', () => {
    const reading = readStory('a'.repeat(200_001), { id: 'long' });
    expect(reading).toMatchObject({ id: 'long', attributions: [], chains: [] });
    expect(reading.refused).toMatch(/200001 characters/);
  });

  it('a text of 200,000 characters and an empty text are read', () => {
    expect(readStory('a '.repeat(100_000)).refused).toBeNull();
    expect(readStory('')).toMatchObject({ attributions: [], chains: [], unread: [], refused: null });
  });

  it('a cue whose content is not found is reported as unread', () => {
    expect(readStory('They said.').unread).toEqual([{ spans: [[5, 9]], why: 'What is told was not found.' }]);
  });
});
