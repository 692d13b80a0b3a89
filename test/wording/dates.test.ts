import { expect, test } from 'vitest';
import { formatDateInSentence } from '../../src/wording/dates.ts';

test.each([
  ['2025-06-17', 'on 17 June 2025'],
  ['2025-06-17T09:12+09:00', 'on 17 June 2025, 09:12 UTC+9'],
  ['2025-06', 'in June 2025'],
  ['2025', 'in 2025'],
])('a statement dated %s is described as made %s', (date, words) => {
  expect(formatDateInSentence(date)).toBe(words);
});
