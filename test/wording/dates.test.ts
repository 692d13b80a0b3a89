import { expect, test } from 'vitest';
import { formatDateInSentence, formatShortDay } from '../../src/wording/dates.ts';

test.each([
  ['2025-06-17', 'on 17 June 2025'],
  ['2025-06-17T09:12+09:00', 'on 17 June 2025, 09:12 UTC+9'],
  ['2025-06', 'in June 2025'],
  ['2025', 'in 2025'],
])('a statement dated %s is described as made %s', (date, words) => {
  expect(formatDateInSentence(date)).toBe(words);
});

test.each([
  ['2025-09-07T09:12+09:00', '7 Sep 2025'],
  ['2025-09', 'Sep 2025'],
  ['2025', '2025'],
  ['some day in June', 'some day in June'],
])('the date %s is shortened to %s on a card', (date, words) => {
  expect(formatShortDay(date)).toBe(words);
});
