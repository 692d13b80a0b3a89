import { describe, expect, test } from 'vitest';
import { aRecord } from '../../support/records.ts';
import { detectForeign, readOnce } from '../../../src/web/records/readings.ts';

const publisher = aRecord('one', 'ians').sources[0]!;

test('a story is read once for each name of its publisher', () => {
  const text = 'Yonhap said the quay was shut, citing TASS.';
  const reading = readOnce(text, publisher);
  expect(reading.chains.map(({ names }) => names.join(' < '))).toEqual(['ians < Yonhap < TASS']);
  expect(readOnce(text, { ...publisher })).toBe(reading);
  const renamed = readOnce(text, { ...publisher, name: 'Yonhap', aliases: [] });
  expect(renamed.chains.map(({ names }) => names.join(' < '))).toEqual(['Yonhap < TASS']);
  // A pasted story may not say who published it.
  expect(readOnce(text, { name: '', aliases: [] }).publisher).toBeNull();
  expect(readOnce(`${text} It rained.`, publisher)).not.toBe(reading);
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
