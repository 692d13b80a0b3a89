import { expect, test } from 'vitest';
import type { Rating } from '../../../../src/model/records.ts';
import { writePlain } from '../../../../src/web/claims/history/changes/phrases.ts';
import { describeRatingChange } from '../../../../src/web/claims/history/changes/changes.ts';

const URL = 'https://desk.example/';
const bare: Rating = {
  ...{ text: 'False', reviewer: 'Desk', reviewerKind: 'organisation', reviewerUrl: null },
  ...{ ratedAt: null, reviewUrl: null, value: null, best: null, worst: null },
  ...{ publisher: null, archivedUrl: null },
};
const whole: Rating = {
  ...{ text: 'True', reviewer: 'Jo', reviewerKind: 'person', reviewerUrl: URL },
  ...{ ratedAt: '2025-06-05', reviewUrl: URL, value: 2, best: 5, worst: 1 },
  ...{ publisher: 'The Herald', archivedUrl: URL },
};

test.each<[string, Rating | null, Rating | null, string[]]>([
  ['that is added', null, bare, ['Added the rating “False” by Desk.']],
  ['that is removed', whole, null, ['Removed the rating “True” by Jo.']],
  ['that stays', whole, { ...whole }, []],
  ['that was never there', null, null, []],
  [
    'that changes',
    bare,
    whole,
    [
      'Changed the rating from “False” to “True”.',
      'Changed who gave the rating from “Desk” to “Jo”.',
      'Changed what the reviewer is from “organisation” to “person”.',
      'Added the address of the reviewer: “https://desk.example/”.',
      'Added the date of the rating: 5 June 2025.',
      'Added the address of the review: “https://desk.example/”.',
      'Added the publisher of the review: “The Herald”.',
      'Added the archived copy of the review: “https://desk.example/”.',
      'Added the rating as a number: 2.',
      'Added the best on the rating’s scale: 5.',
      'Added the worst on the rating’s scale: 1.',
    ],
  ],
  ['that moves on its scale', whole, { ...whole, value: 3 }, ['Changed the rating as a number from 2 to 3.']],
])('the history describes a rating %s', (_, before, after, expected) => {
  expect(describeRatingChange(before, after).map(({ sentence }) => writePlain(sentence))).toEqual(expected);
});
