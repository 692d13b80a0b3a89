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
  'marks typed as two apostrophes': ["''It is dry,'' the miller said.", "[the miller] said {''It is dry,''}"],
  'marks typed as two apostrophes, after the cue': [
    "Mr. Osei said, ''There were no minutes.''",
    "[Mr. Osei] said {''There were no minutes.''}",
  ],
  'marks typed as two apostrophes, around a few words': [
    "The judge called the plan ''a house of cards''.",
    "[The judge] called {the plan ''a house of cards''}",
  ],
  'marks typed as accents and apostrophes': [
    "``It was a bad year,'' the grower added.",
    "[the grower] added {``It was a bad year,''}",
  ],
  'feet and inches': ["The ladder is 5'10'' tall, the mayor said.", "[the mayor] said {The ladder is 5'10'' tall}"],
  'an object': ['The charter mentions a chapel.', '[The charter] mentions {a chapel}'],
  'an object that is declared': [
    'The opposition declared victory in six districts.',
    '[The opposition] declared {victory in six districts}',
  ],
  'what was said': [
    'What the captain said was that the engine had stopped.',
    '[the captain] said {that the engine had stopped}',
  ],
  'a participle that leads': [
    'Claiming that he had been robbed, the treasurer left.',
    '[the treasurer] Claiming {that he had been robbed}',
  ],
  'a participle of another verb': [
    'The defendant left, shouting that the trial was a farce.',
    '[The defendant] shouting {that the trial was a farce}',
  ],
  'a noun with of': [
    "The firm's announcement of a new plant surprised the unions.",
    "[The firm's] announcement {a new plant}",
  ],
  'reports of something': ['There were reports of looting.', '[-] reports {looting}'],
  'a rumour at the start': [
    'Allegations that the mayor took bribes split the party.',
    '[-] Allegations {that the mayor took bribes split the party}',
  ],
  'a colon and a paragraph': ['Dr. Abara added:\n\n"It leaks."', '[Dr. Abara] added {"It leaks."}'],
  "an outlet's programme": [
    'The director told NBC\'s "Today" show that it was over.',
    '[The director] told {that it was over}',
  ],
  'an aside after the content': [
    'The firm said it had repaid the loan, although the bank has no record of it.',
    '[The firm] said {it had repaid the loan}',
  ],
  'a dash after the content': [
    'The firm said it had repaid the loan — and left it at that.',
    '[The firm] said {it had repaid the loan}',
  ],
  'dashes within the content': [
    'The firm said the loan — a large one — had been repaid.',
    '[The firm] said {the loan — a large one — had been repaid}',
  ],
  'a number that is put': [
    'The police put the number of burned cars at 41.',
    '[The police] put {the number of burned cars at 41}',
  ],
  'papers seen by an outlet': [
    'The bill is due, according to papers seen by the Times.',
    '[papers] according to {The bill is due}',
    '[the Times] seen by {The bill is due}',
  ],
  'papers seen by others': [
    'The bill is due, according to papers seen by police.',
    '[papers seen by police] according to {The bill is due}',
  ],
  'an account that is rejected': [
    'The firm has rejected that account.',
    '[The firm] has rejected {that account} (denies)',
  ],
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
  'The reports of the committee are long.',
  'María Goikoetxea declared the hall open.',
];

describe('sentences without attributions', () => {
  it.each(OTHERS)('no attribution is read in “%s”', (text) => {
    expect(tellAttributions(text)).toEqual([]);
  });
});
