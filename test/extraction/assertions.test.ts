import { describe, expect, it } from 'vitest';
import { tellAttributions, tellChains } from './describe-reading.ts';

const NOTHING_SAID = [
  'The company did not say how many people were hurt.',
  'The ministry has not said whether it will pay.',
  'He never said that the dam was safe.',
  'The palace refused to confirm that the prince had left.',
  'She was unable to say when the trains would run.',
  'The school has yet to say when lessons will begin.',
  'He left without saying that he would return.',
  'The firm stopped short of saying that it had paid.',
  'If the court says that the law is void, it will go.',
  'Unless the auditors report that the books are in order, nothing will be paid.',
  'Did the mayor say that the pool would open?',
  'Nobody said the climb would be easy.',
  'No official has confirmed that the talks took place.',
  'Neither side said that the talks had failed.',
  'The court may say that the law is void.',
  'It is worth noting that the bridge was closed.',
  'The network dropped the series, citing the release of the tapes.',
  'The senator opposed the treaty, citing an unfounded theory.',
  'The pump fills the tank in an hour, according to his data.',
];

const SAID: Readonly<Record<string, [text: string, ...chains: string[]]>> = {
  'not, in the content': ['The clinic said it could not confirm the age of the patient.', 'clinic'],
  'nobody, in the content': ['The owner said that nobody had warned him.', 'owner'],
  'declined, in another clause': ['The firm declined to comment, and its lawyer said that it was over.', 'its lawyer?'],
  'went on to say': ['The mayor went on to say that the pool would open.', 'mayor'],
  'if, in the content': ['The court said that if the law was void, it would go.', 'court'],
  'a question in a quotation': ['"Did it rain?" the mayor asked.', 'mayor'],
  'No. 10': ['No. 10 said that the talks were over.', 'No. 10'],
  denied: ['The firm denied that it had paid.', 'firm'],
};

describe('what is not said', () => {
  it.each(NOTHING_SAID)('nothing is attributed, and nothing is unread, in “%s”', (text) => {
    expect(tellAttributions(text)).toEqual([]);
  });

  it.each(Object.entries(SAID))('what is said is read: %s', (_, [text, ...chains]) => {
    expect(tellChains(text)).toEqual(chains);
  });
});

const OWN_SUBJECTS: Readonly<Record<string, [text: string, ...attributions: string[]]>> = {
  'with somebody telling': [
    'The minister pushed back, with an official telling CNBC that the tax would stay.',
    '[an official] telling {that the tax would stay}',
  ],
  'with somebody saying': [
    'The day ended with the judge saying that the trial was over.',
    '[the judge] saying {that the trial was over}',
  ],
  'the main subject, without "with"': [
    'The minister pushed back, telling CNBC that the tax would stay.',
    '[The minister] telling {that the tax would stay}',
  ],
  'a talk with somebody': [
    'The minister ended talks with unions, saying that the tax would stay.',
    '[The minister] saying {that the tax would stay}',
  ],
  'quoted as denying': [
    "Fars quoted an 'informed source' as denying that talks took place.",
    "[Fars] quoted {an 'informed source' as denying that talks took place}",
    "[an 'informed source'] as denying {that talks took place} (denies)",
  ],
  'said after something': [
    '"The tax is a mistake," Chairman Noel Fisker (R-Utah) said after the speaker failed to show up.',
    '[Chairman Noel Fisker (R-Utah)] said {"The tax is a mistake,"}',
  ],
  'said after something, before a colon': [
    'The chairman said after the vote: "It is a mistake."',
    '[The chairman] said {"It is a mistake."}',
  ],
};

describe('whose words they are', () => {
  it.each(Object.entries(OWN_SUBJECTS))(
    'the attributions of this construction are read: %s',
    (_, [text, ...expected]) => {
      expect(tellAttributions(text)).toEqual(expected);
    },
  );
});

const HEARSAY: Readonly<Record<string, [text: string, ...chains: string[]]>> = {
  'an adverb in a content': [
    'According to Der Spiegel, the informant told police that a cell was purportedly hiding.',
    'Der Spiegel < informant?',
  ],
  'an adverb in a bare content': ['The minister said the attack was reportedly planned in Lyon.', 'minister'],
  'an adverb that is attributed': ['The minister reportedly left, Reuters said.', 'Reuters'],
  'a passive in a content': ['The minister said the attack is believed to have been planned in Lyon.', 'minister'],
  'an adverb alone': ['The minister reportedly left.', '?'],
  'a passive alone': ['The attack is believed to have been planned in Lyon.', '?'],
  'an adverb in the next sentence': ['The minister said he was ill. He reportedly left.', 'minister', '?'],
};

describe('hearsay', () => {
  it.each(Object.entries(HEARSAY))('hearsay stands above nobody: %s', (_, [text, ...chains]) => {
    expect(tellChains(text)).toEqual(chains);
  });
});

describe('the publisher', () => {
  it.each([
    ['AP', '"It is over," Ana Ruiz told The Associated Press.'],
    ['Associated Press', '"It is over," Ana Ruiz told AP.'],
    ['Associated Press', 'The fire is out, Ana Ruiz told the AP on Monday.'],
    ['Agence France-Presse', '"No," Ana Ruiz said in an interview with AFP.'],
    ['AFP', 'Ana Ruiz told Agence France-Presse that it was over.'],
    ['The Kestrel Bay Courier', 'Ana Ruiz told the Courier that it was over.'],
  ])('%s is no source of its own story: %s', (publisher, text) => {
    for (const known of [[], [{ name: 'Associated Press' }, { name: 'Agence France-Presse' }]]) {
      const [chain, ...more] = tellChains(text, { publisher, known });
      expect(more).toEqual([]);
      expect(chain?.split(' < ')).toEqual([expect.any(String), 'Ana Ruiz']);
    }
  });

  it('a bracketed acronym is the source, not the publisher', () => {
    expect(tellChains('According to the state agency (SANA), the ceremony was held.')).toEqual(['SANA']);
    expect(tellChains('The Atomic Energy Organisation of Iran (AEOI) has dismissed reports of a leak.')).toEqual([
      'Atomic Energy Organisation of Iran',
    ]);
    expect(tellChains('DAMASCUS (SANA) The ceremony was held, the governor said.')).toEqual(['SANA < governor']);
  });
});
