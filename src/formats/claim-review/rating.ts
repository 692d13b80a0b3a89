/** The rating in a claim review. */
import { countCharacters } from '../../text/characters.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Rating } from '../../model/records.ts';
import { readDateOf, readSource, type ReviewReader } from './sources.ts';
import { checkScale } from '../checks.ts';
import type { JsonLdNode } from './json-ld.ts';
import { listValues, readRatingNumber, readText, readUrl } from './values.ts';

const READ = ['alternateName', 'name', 'ratingValue', 'bestRating', 'worstRating'];

/**
 * A rating may be a `Rating`, or just a text or a number. One without a word takes its number for one. Nothing is kept of
 * a rating whose reviewer is told nowhere: by name, as publisher, or by the address of the review.
 * @returns null when there is none, or none that can be kept, which is told
 */
export function readRating(review: JsonLdNode, reader: ReviewReader): Rating | null {
  const [given, ...others] = listValues(review.members.get('reviewRating'));
  if (given === undefined) {
    reader.tell('reviewRating is missing: the claim comes without a rating');
    return null;
  }
  if (others.length > 0) reader.tell('reviewRating beyond the first is not kept');
  const said = readWords(given, reader);
  const reviewUrl = readUrl(review.members.get('url'));
  if (reviewUrl === null && readText(review.members.get('url')) !== null)
    reader.tell('url is no web address and is not kept');
  const reviewer = readReviewer(review, reviewUrl, reader);
  if (said === null || reviewer === null) return null;
  const ratedAt = readDateOf([review.members.get('datePublished')], 'datePublished', reader);
  return { ...said, ...reviewer, ratedAt, reviewUrl };
}

type Said = Pick<Rating, 'text' | 'value' | 'best' | 'worst'>;

function readWords(given: unknown, reader: ReviewReader): Said | null {
  const node = reader.node(given);
  const of = (name: string): unknown => node?.members.get(name);
  if (node) reader.tellUnread('reviewRating', node, READ);
  const written = node ? of('ratingValue') : given;
  const numbers = {
    value: readRatingNumber(written),
    best: readRatingNumber(of('bestRating')),
    worst: readRatingNumber(of('worstRating')),
  };
  const text = readText(of('alternateName')) ?? readText(of('name')) ?? readText(written);
  if (text === null) reader.tell('reviewRating says nothing: the claim comes without a rating');
  else if (countCharacters(text) > LIMITS.rating) {
    reader.tell(`reviewRating of more than ${LIMITS.rating} characters is not kept`);
  } else return { text, ...keepScale(numbers, written, reader) };
  return null;
}

function keepScale(numbers: Omit<Said, 'text'>, written: unknown, reader: ReviewReader): Omit<Said, 'text'> {
  const none = { value: null, best: null, worst: null };
  if (numbers.value === null) {
    if (readText(written) !== null && numbers.best !== null) reader.tell('reviewRating.ratingValue is no number');
    return none;
  }
  const [problem] = checkScale(numbers);
  if (!problem) return numbers;
  reader.tell(`reviewRating comes without its numbers: its ${problem.field} ${problem.message}`);
  return none;
}

function readReviewer(
  review: JsonLdNode,
  reviewUrl: string | null,
  reader: ReviewReader,
): Pick<Rating, 'reviewer' | 'reviewerKind' | 'reviewerUrl'> | null {
  const named =
    readSource(review.members.get('author'), 'author', reader) ??
    readSource(review.members.get('publisher'), 'publisher', reader);
  if (named) {
    const reviewerKind = named.kind === 'person' ? 'person' : 'organisation';
    return { reviewer: named.name, reviewerKind, reviewerUrl: named.homepage };
  }
  if (reviewUrl !== null) {
    const { host, origin } = new URL(reviewUrl);
    reader.tell('author is missing: the site of the review stands for it');
    return { reviewer: host.replace(/^www\./u, ''), reviewerKind: 'organisation', reviewerUrl: `${origin}/` };
  }
  reader.tell('author is missing: the claim comes without a rating');
  return null;
}
