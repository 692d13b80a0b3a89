import { describe, expect, it } from 'vitest';
import { tellAttributions } from './describe-reading.ts';

/** One sentence, and all that is to be read in it. */
const CONSTRUCTIONS: Readonly<Record<string, [text: string, ...attributions: string[]]>> = {
  'that-clause': [
    'The ferry company said that the winter timetable would start early.',
    '[The ferry company] said {that the winter timetable would start early}',
  ],
  'bare clause': ['Analysts say the dam was never inspected.', '[Analysts] say {the dam was never inspected}'],
  'direct, inverted, with an appositive': [
    '"We had no warning," said Ada Lindqvist, the head of the harbour office.',
    '[Ada Lindqvist, the head of the harbour office] said {"We had no warning,"}',
  ],
  'direct, in two pieces': [
    '“We waited,” the driver said, “and nobody came.”',
    '[the driver] said {“We waited,” … “and nobody came.”}',
  ],
  'a quotation that goes on after the cue': [
    '"It leaks," Mr. Osei said. "It always has."',
    '[Mr. Osei] said {"It leaks," … "It always has."}',
  ],
  'a question': ['"Who signed it?" asked Councillor Mbeki.', '[Councillor Mbeki] asked {"Who signed it?"}'],
  'single marks': ["'The bridge is shut,' said the mayor.", "[the mayor] said {'The bridge is shut,'}"],
  trailing: [
    'The vote will be held in May, the Interfax news agency reported.',
    '[the Interfax news agency] reported {The vote will be held in May}',
  ],
  'trailing, in the middle': [
    'The tunnel, engineers said, was flooded.',
    '[engineers] said {The tunnel … was flooded}',
  ],
  'trailing, with an appositive': [
    'The plant will reopen, its owner, Marta Kovacs, said on Friday.',
    '[its owner, Marta Kovacs] said {The plant will reopen}',
  ],
  'a relative clause in the source': [
    'Residents who saw the fire said it began in the kitchen.',
    '[Residents who saw the fire] said {it began in the kitchen}',
  ],
  'a shared subject': [
    'The union rejected the offer and vowed to strike.',
    '[The union] rejected {the offer} (denies)',
    '[The union] vowed {to strike}',
  ],
  'a participle': [
    'The bank said it had lost two clients, adding that others would stay.',
    '[The bank] said {it had lost two clients}',
    '[The bank] adding {that others would stay}',
  ],
  'two clauses': [
    'The army said the town was taken, but the rebels said they still held it.',
    '[The army] said {the town was taken}',
    '[the rebels] said {they still held it}',
  ],
  'an addressee': ['The envoy told reporters that talks had failed.', '[The envoy] told {that talks had failed}'],
  'according to': [
    'According to the coast guard, four boats sank.',
    '[the coast guard] According to {four boats sank}',
  ],
  'according to, at the end': [
    'Rents fell 3 percent, according to a survey by Nordea.',
    '[a survey by Nordea] according to {Rents fell 3 percent}',
  ],
  'as X put it': [
    'As the curator put it, the frame is worth more.',
    '[the curator] As … put it {the frame is worth more}',
  ],
  quoted: [
    'Kyodo quoted the ministry as saying that the ship had turned back.',
    '[Kyodo] quoted {the ministry as saying that the ship had turned back}',
    '[the ministry] as saying {that the ship had turned back}',
  ],
  'quoted, passive': [
    'The minister was quoted by Kyodo as saying that the ship had turned back.',
    '[Kyodo] was quoted {that the ship had turned back}',
    '[The minister] as saying {that the ship had turned back}',
  ],
  citing: [
    'Citing two diplomats, Reuters reported that the deal was off.',
    '[two diplomats] Citing {that the deal was off}',
    '[Reuters] reported {that the deal was off}',
  ],
  'a reason, not a source': ['The airline cancelled the flight, citing security concerns.'],
  'hearsay by adverb': ['The colonel reportedly fled to Dubai.', '[-] reportedly {The colonel … fled to Dubai}'],
  'hearsay by passive': ['The canvas is believed to be a copy.', '[-] is believed {The canvas … to be a copy}'],
  speculation: ['There is speculation that the king will abdicate.', '[-] speculation {that the king will abdicate}'],
  denial: ['The firm denied that it had paid anyone.', '[The firm] denied {that it had paid anyone} (denies)'],
  doubt: [
    'Economists questioned whether the figures were real.',
    '[Economists] questioned {whether the figures were real} (doubts)',
  ],
  accusation: ['Lima accused Quito of moving the border stones.', '[Lima] accused {Quito of moving the border stones}'],
  description: ['The senator called the report "a fairy tale".', '[The senator] called {the report "a fairy tale"}'],
  belief: ['Villagers believe the spring is holy.', '[Villagers] believe {the spring is holy}'],
  'a noun': ["Nobody trusts the mayor's claim that no one was hurt.", "[the mayor's] claim {that no one was hurt}"],
  'a colon': ['Trainer: "We were lucky"', '[Trainer] : {"We were lucky"}'],
};

describe('constructions', () => {
  it.each(Object.entries(CONSTRUCTIONS))(
    'the attributions of this construction are read: %s',
    (_, [text, ...expected]) => {
      expect(tellAttributions(text)).toEqual(expected);
    },
  );
});

/** What only looks like an attribution. */
const OTHERS = [
  'She reported for duty at six.',
  'He told the truth.',
  'A reported 30 people took part.',
  'The insurance claims were settled in June.',
  'Needless to say, the lift was broken.',
  'Three states share the river.',
  'The company declined to comment.',
  'Notes fell from the balcony.',
  'Tell me about it.',
  'The report is due on Monday.',
  'The findings were published in a journal.',
];

describe('sentences without attributions', () => {
  it.each(OTHERS)('no attribution is read in “%s”', (text) => {
    expect(tellAttributions(text)).toEqual([]);
  });
});
