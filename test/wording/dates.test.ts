import { expect, test } from 'vitest';
import {
  cutTime,
  formatDate,
  formatDateInSentence,
  formatShortDay,
  writeDate,
  writeSubjectDate,
} from '../../src/wording/dates.ts';

test.each([
  ['2025-06-17', 'on 17 June 2025'],
  ['2025-06-17T09:12+09:00', 'on 17 June 2025, 09:12 UTC+9'],
  ['2025-06', 'in June 2025'],
  ['2025', 'in 2025'],
  ['2025~', 'around 2025'],
  ['2025-06~', 'around June 2025'],
  ['2025-06-17~', 'around 17 June 2025'],
  ['2025-06-17/2025-06-17', 'on 17 June 2025'],
  ['2025-06-17~/2025-06-17~', 'around 17 June 2025'],
  ['2008/2010', 'between 2008 and 2010'],
  ['2009-02-10/2009-02-12', 'between 10 and 12 February 2009'],
  ['2009-02-10~/2009-03', 'between about 10 February 2009 and March 2009'],
])('a statement dated %s is described as made %s', (date, words) => {
  expect(formatDateInSentence(date)).toBe(words);
});

test.each([
  ['2025-09-07T09:12+09:00', '7 Sep 2025'],
  ['2025-09', 'Sep 2025'],
  ['2025', '2025'],
  ['2009-02~', 'about Feb 2009'],
  ['2009-02-10/2009-02-12', '10 to 12 Feb 2009'],
  ['some day in June', 'some day in June'],
])('the date %s is shortened to %s on a card', (date, words) => {
  expect(formatShortDay(date)).toBe(words);
});

test.each([
  ['2025-06-17T09:12+09:00', '17 June 2025, 09:12 UTC+9'],
  ['2009~', 'about 2009'],
  ['2009-02~', 'about February 2009'],
  ['2009-02-10~', 'about 10 February 2009'],
  ['2009-02-10/2009-02-12', '10 to 12 February 2009'],
  ['2009-02-10/2009-03-10', '10 February to 10 March 2009'],
  ['2008-02-10/2009-02-10', '10 February 2008 to 10 February 2009'],
  ['2009-02/2009-04', 'February to April 2009'],
  ['2008/2010', '2008 to 2010'],
  ['2009-02-10/2009-03', '10 February 2009 to March 2009'],
  ['2009-02~/2009-04', 'about February 2009 to April 2009'],
  ['2009-02-10~/2009-02-12~', 'about 10 February 2009 to about 12 February 2009'],
  ['2009-02-10/2009-02-10', '10 February 2009'],
  ['2010/2009', '2010/2009'],
  ['either/or', 'either/or'],
])('the date %s reads %s', (date, words) => {
  expect(formatDate(date)).toBe(words);
});

test('a page marks as a date only what HTML has a value for', () => {
  expect(writeDate('2009-02')).toEqual({ text: 'February 2009', iso: '2009-02' });
  expect(writeDate('2009-02~')).toEqual({ text: 'about February 2009', iso: null });
  expect(writeDate('2009-02/2009-03')).toEqual({ text: 'February to March 2009', iso: null });
});

test('the date that a claim is about is never "about about"', () => {
  expect(writeSubjectDate('2009~')?.text).toBe('the time around 2009');
  expect(writeSubjectDate('2009')?.text).toBe('2009');
  expect(writeSubjectDate('2009~/2010')?.text).toBe('the time around 2009 to 2010');
});

test('a date without its time is whole where it has none', () => {
  expect(cutTime('2025-06-17T09:12+09:00')).toBe('2025-06-17');
  expect(cutTime('2009-02-10/2009-02-12')).toBe('2009-02-10/2009-02-12');
  expect(cutTime('2009-02-10~')).toBe('2009-02-10~');
});
