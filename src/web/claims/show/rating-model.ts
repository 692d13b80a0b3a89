import type { Rating } from '../../../model/records.ts';
import { writeDate, type DateView } from '../../../wording/dates.ts';

/** For `{{> rating}}`: what somebody else said of whether the claim is true. */
export interface RatingView {
  text: string;
  reviewer: string;
  reviewerUrl: string | null;
  date: DateView | null;
  reviewUrl: string | null;
  /** "2, where 1 is worst and 5 best"; null when no number is told. */
  number: string | null;
}

export function describeRating(rating: Rating | null): RatingView | null {
  if (!rating) return null;
  const { text, reviewer, reviewerUrl, ratedAt, reviewUrl } = rating;
  return { text, reviewer, reviewerUrl, date: writeDate(ratedAt), reviewUrl, number: writeNumber(rating) };
}

function writeNumber({ value, best, worst }: Rating): string | null {
  if (value === null) return null;
  if (best !== null && worst !== null) return `${value}, where ${worst} is worst and ${best} best`;
  if (best !== null) return `${value}, where ${best} is best`;
  return worst === null ? String(value) : `${value}, where ${worst} is worst`;
}
