/** The rating of a claim as it was typed, and what it means. */
import { checkDate, checkText, checkUrl } from '../../../../formats/checks.ts';
import { checkScale } from '../../../../formats/hearsay/rules.ts';
import { LIMITS } from '../../../../model/limits.ts';
import { REVIEWER_KINDS, type Rating, type ReviewerKind } from '../../../../model/records.ts';
import type { Issue } from '../../../../model/issues.ts';
import { judgeField, readLine } from '../../../forms/forms.ts';

export interface RatingValues {
  rating: string;
  reviewer: string;
  reviewerKind: string;
  reviewerUrl: string;
  ratedAt: string;
  reviewUrl: string;
  ratingValue: string;
  bestRating: string;
  worstRating: string;
}

export const EMPTY_RATING: RatingValues = {
  rating: '',
  reviewer: '',
  reviewerKind: 'organisation',
  reviewerUrl: '',
  ratedAt: '',
  reviewUrl: '',
  ratingValue: '',
  bestRating: '',
  worstRating: '',
};

/** What each field is called, in the order of the form. */
export const RATING_LABELS: Readonly<Record<keyof RatingValues, string>> = {
  rating: 'Rating',
  reviewer: 'Reviewer',
  reviewerKind: 'The reviewer is',
  ratedAt: 'Date of the rating',
  reviewUrl: 'Address of the review',
  reviewerUrl: 'Address of the reviewer',
  ratingValue: 'Rating as a number',
  worstRating: 'Worst on its scale',
  bestRating: 'Best on its scale',
};

const NAMES = Object.keys(RATING_LABELS) as (keyof RatingValues)[];
const NUMBERS = { value: 'ratingValue', best: 'bestRating', worst: 'worstRating' } as const;

/** A rating as its form shows it; none is empty. */
export function writeRatingValues(rating: Rating | null): RatingValues {
  if (!rating) return EMPTY_RATING;
  const { text, reviewer, reviewerKind, reviewerUrl, ratedAt, reviewUrl, value, best, worst } = rating;
  const number = (of: number | null): string => (of === null ? '' : String(of));
  return {
    ...{ rating: text, reviewer, reviewerKind, reviewerUrl: reviewerUrl ?? '' },
    ...{ ratedAt: ratedAt ?? '', reviewUrl: reviewUrl ?? '' },
    ...{ ratingValue: number(value), bestRating: number(best), worstRating: number(worst) },
  };
}

/** Whether anything was typed: what the reviewer is has always an answer. */
export function hasRating(values: RatingValues): boolean {
  return NAMES.some((name) => name !== 'reviewerKind' && values[name] !== '');
}

/** Reads and judges the rating's fields: no rating when all of them are empty. */
export function parseRating(body: unknown): { values: RatingValues; rating: Rating | null; issues: Issue[] } {
  const read = Object.fromEntries(NAMES.map((name) => [name, readLine(body, name)])) as Record<string, string>;
  const values = { ...EMPTY_RATING, ...read, reviewerKind: read.reviewerKind || EMPTY_RATING.reviewerKind };
  if (!hasRating(values)) return { values, rating: null, issues: [] };
  const rating: Rating = {
    text: values.rating,
    reviewer: values.reviewer,
    reviewerKind: values.reviewerKind as ReviewerKind,
    reviewerUrl: values.reviewerUrl || null,
    ratedAt: values.ratedAt || null,
    reviewUrl: values.reviewUrl || null,
    value: readNumber(values.ratingValue),
    best: readNumber(values.bestRating),
    worst: readNumber(values.worstRating),
  };
  const issues = judgeRating(values);
  return { values, rating, issues: issues.length > 0 ? issues : judgeScale(rating) };
}

function judgeRating(values: RatingValues): Issue[] {
  const judge = (field: keyof RatingValues, missing: string | null, check: (value: string) => string | null) =>
    judgeField({ field, label: RATING_LABELS[field], value: values[field], missing, check });
  const line = (most: number) => (value: string) => checkText(value, { most, lines: false });
  const url = (value: string) => checkUrl(value, LIMITS.url);
  return [
    ...judge('rating', 'Enter the rating in the reviewer’s words, or empty all its fields', line(LIMITS.rating)),
    ...judge('reviewer', 'Enter who gave the rating', line(LIMITS.sourceName)),
    ...judge('reviewerKind', null, (value) =>
      (REVIEWER_KINDS as readonly string[]).includes(value) ? null : `must be ${REVIEWER_KINDS.join(' or ')}`,
    ),
    ...judge('ratedAt', null, checkDate),
    ...judge('reviewUrl', null, url),
    ...judge('reviewerUrl', null, url),
    ...Object.values(NUMBERS).flatMap((name) => judge(name, null, checkNumber)),
  ];
}

function judgeScale(rating: Rating): Issue[] {
  return checkScale(rating).map(({ field, message }) => {
    const name = NUMBERS[field as keyof typeof NUMBERS];
    return { field: name, message: `${RATING_LABELS[name]} ${message}` };
  });
}

function checkNumber(text: string): string | null {
  const isNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/iu.test(text) && Number.isFinite(Number(text));
  return isNumber ? null : 'must be a number such as 2 or 3.5';
}

/** -0 is 0 to everybody. */
const readNumber = (text: string): number | null => (text === '' ? null : Number(text) + 0);
