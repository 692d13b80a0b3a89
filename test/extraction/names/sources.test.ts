import { describe, expect, it } from 'vitest';
import { tellChains } from '../describe-reading.ts';

const TOGETHER: Readonly<Record<string, [text: string, ...chains: string[]]>> = {
  'three outlets': ['Reuters, AFP and the BBC reported that the airport was closed.', 'Reuters', 'AFP', 'BBC'],
  'two agencies': ['Yonhap and Kyodo said the missile fell short.', 'Yonhap', 'Kyodo'],
  'two outlets with one source': [
    'The airport was closed, Reuters and AFP reported, citing two officials.',
    'Reuters < two officials?',
    'AFP < two officials?',
  ],
  'according to two': ['According to Reuters and the BBC, the airport was closed.', 'Reuters', 'BBC'],
  'two people': ['In London, Ana Ruiz and Max Roth said it was over.', 'Ana Ruiz', 'Max Roth'],
  'two roles': [
    'The foreign ministers of France and Italy said they would meet.',
    'foreign ministers of France and Italy?',
  ],
  'two kinds of people': ['Officials and witnesses said the fire was out.', 'Officials and witnesses?'],
  'one body': ['The Ministry of Trade and Industry said the tax was gone.', 'Ministry of Trade and Industry'],
  'one body in a list': [
    'The Rail, Maritime and Transport Workers union said it would strike.',
    'Rail, Maritime and Transport Workers union',
  ],
  'a source within another': [
    'According to Kyodo, Reuters and AFP reported a blast.',
    'Kyodo < Reuters',
    'Kyodo < AFP',
  ],
  'two clauses': ['The mayor resigned and Reuters said the party was split.', 'Reuters'],
};

describe('sources that speak together', () => {
  it.each(Object.entries(TOGETHER))('each of them is kept: %s', (_, [text, ...chains]) => {
    expect(tellChains(text)).toEqual(chains);
  });
});

it.each([
  ['Theresa May said in May that it was over.', 'Theresa May'],
  ['It is over, Mrs May said.', 'May'],
  ['May said it was over.', 'May'],
  ['Reuters said last May that it was over.', 'Reuters'],
  ['In May, Reuters said it was over.', 'Reuters'],
  ['Gov. Doris Day said on May 5 it was over.', 'Doris Day'],
  ['The Rev. Al Sharp said it was over.', 'Al Sharp'],
  ['Martin Luther King Jr. said it was over.', 'Martin Luther King Jr.'],
  ['Foreign Minister Wang Yi said it was over.', 'Wang Yi'],
  ['King Harald said it was over.', 'Harald'],
])('the name of the source of “%s” is %s', (text, name) => {
  expect(tellChains(text)).toEqual([name]);
});
