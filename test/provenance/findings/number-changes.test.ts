import { describe, expect, test } from 'vitest';
import { findNumberChanges } from '../../../src/provenance/findings/number-changes.ts';
import { development, setAside } from '../wording-pairs.ts';

const find = (cited: string, citing: string, language = 'en') =>
  findNumberChanges({ wording: cited, language }, { wording: citing, language }).map(({ from, to }) => [from, to]);

describe('numbers changed', () => {
  test.each([...development, ...setAside])('$cited → $citing', ({ language, cited, citing, changed }) => {
    expect(find(cited, citing, language)).toEqual(changed);
  });

  test.each([
    [
      'At least 3 people were killed in the fire',
      'At least 5 people were killed in the fire',
      'at least 3',
      'at least 5',
    ],
    [
      'Three people died in the fire at the hostel',
      'Seven people were killed in the fire at the hostel',
      'three',
      'seven',
    ],
    ['North Korea sent 10,000 troops to Russia', 'North Korea sent 12,000 soldiers to Russia', '10,000', '12,000'],
    ['A dozen men were hurt in the ambush', 'Two dozen men were hurt in the ambush', 'a dozen', 'two dozen'],
    ['The toll is 120 dead and 300 injured', 'The toll is 120 dead and 500 injured', '300', '500'],
    ['Hundreds of workers went on strike', 'Thousands of workers went on strike', 'hundreds', 'thousands'],
    ['closed for up to three days', 'closed for at least three days', 'up to three', 'at least three'],
  ])('what one number was and became is given as it is written: %s → %s', (cited, citing, from, to) => {
    expect(find(cited, citing).map((pair) => pair.map((text) => text.toLowerCase()))).toEqual([[from, to]]);
  });

  test.each([
    ['Rund 1.500 Menschen demonstrierten in Köln', '2000 Menschen demonstrierten in Köln', 'de', 'Rund 1.500', '2000'],
    ['북한은 미사일 5발을 발사했다', '북한은 미사일 7발을 발사했다', 'ko', '5', '7'],
    ['В Курск отправлено около 10 тыс. военных', 'В Курск отправлено 12 500 военных', 'ru', 'около 10 тыс.', '12 500'],
    ['Le bilan est de 12 morts et 30 blessés', 'Le bilan est de 15 morts et 30 blessés', 'fr', '12', '15'],
    ['La inflación subió un 3,5 por ciento', 'La inflación subió un 5,3 %', 'es', '3,5 por ciento', '5,3 %'],
  ])('other languages write numbers in their own way: %s → %s', (cited, citing, language, from, to) => {
    expect(find(cited, citing, language)).toEqual([[from, to]]);
  });

  test.each([
    ['Seoul said 10,000 of the 12,000 troops had reached Kursk', 'Seoul said 12,000 troops had reached Kursk'],
    ['Three people were killed and five people hurt', 'Five people were hurt and two people are missing'],
    ['A 41-year-old man was arrested in the raid', 'A 42-year-old man was arrested in the raid'],
    ['The meeting will begin at 4:30 pm in Moscow', 'The meeting will begin at 5 pm in Moscow'],
    ['Spain beat Italy 3-1 in the final in Berlin', 'Spain beat Italy 2-1 in the final in Berlin'],
    ['Profit rose to 5 million euros last year', 'Profit rose by 2 million euros last year'],
    ['The plant makes 200 drones a month', 'The plant makes 2,400 drones a year'],
    ['The crack is more than two metres long', 'The crack is 2.3 metres long'],
    [
      'One of the bridges was closed after two trucks collided',
      'Two of the bridges were closed after two trucks collided',
    ],
    ['Tens of thousands of people marched through Belgrade', '50,000 people marched through Belgrade'],
    ['A crowd of several hundred gathered outside the court', 'A crowd of 300 gathered outside the court'],
    ['A few hundred people gathered outside the court', '300 people gathered outside the court'],
    ['The fire destroyed 103 homes in the valley', 'The fire destroyed 100 homes in the valley'],
    ['The price is $1,250,000 for the house', 'The price is $1.25 million for the house'],
    ['The company reported 12 deaths at 3 plants', 'The company reported 3 deaths at 12 plants'],
    ['Shares fell 5 percent on Monday', 'Shares fell 3 percent on Tuesday'],
    ['the 2,000 troops sent in 2024', 'the troops sent in 2025'],
  ])('what counts another thing, or only rounds, is not found: %s → %s', (cited, citing) => {
    expect(find(cited, citing)).toEqual([]);
  });

  test.each([
    ['Rund 1.500 Menschen demonstrierten in Köln', 'Etwa 1500 Menschen demonstrierten in Köln', 'de'],
    ['Der 3. Zug entgleiste nahe Köln am 5. Mai', 'Der 4. Zug entgleiste nahe Köln am 6. Mai', 'de'],
    ['북한은 3월 17일 미사일 5발을 발사했다', '북한은 4월 18일 미사일 5발을 발사했다', 'ko'],
    ['북한군 1만여 명이 쿠르스크에 파병됐다', '북한군 1만1천 명이 쿠르스크에 파병됐다', 'ko'],
    ['В 2024 году в Курск прибыли 300 человек', 'В 2025 году в Курск прибыли 300 человек', 'ru'],
    ['Unas 2.000 personas marcharon por Madrid', 'Cerca de 2000 personas marcharon por Madrid', 'es'],
  ])('dates, ordinals and roundings of other languages are not found: %s → %s', (cited, citing, language) => {
    expect(find(cited, citing, language)).toEqual([]);
  });

  test('nothing is said without both wordings in one language', () => {
    const [cited, citing] = ['12 people were hurt in the fire', '15 people were hurt in the fire'];
    const compare = (one: string | null, other: string | null) =>
      findNumberChanges({ wording: cited, language: one }, { wording: citing, language: other });
    expect(compare('en', 'en-US')).toHaveLength(1);
    expect(compare('en', 'fr')).toEqual([]);
    expect(compare(null, null)).toEqual([]);
    expect(findNumberChanges({ wording: null, language: 'en' }, { wording: citing, language: 'en' })).toEqual([]);
  });

  test.each(['two ', '1,', 'a-', '1 ', 'hundred ', '$', '9'])(
    'a wording of 2,000 characters of %j ends soon',
    (part) => {
      const text = part.repeat(2_000 / part.length);
      const began = performance.now();
      for (const language of ['en', 'fr', 'ko']) find(text, `${text.slice(4)}5 x`, language);
      expect(performance.now() - began).toBeLessThan(500);
    },
  );
});
