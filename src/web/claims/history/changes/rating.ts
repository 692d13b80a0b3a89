import type { Rating } from '../../../../model/records.ts';
import { datePart, namePart, say, tellValue, type Part, type Told } from './phrases.ts';

const quote = (text: string): Part[] => say`“${namePart({ text, lang: null })}”`;
const sayText = (text: string | null): Part[] | null => (text === null ? null : quote(text));
const sayNumber = (value: number | null): string | null => (value === null ? null : String(value));

/** What was changed of the rating that somebody else gave a claim. */
export function tellRating(before: Rating | null, after: Rating | null): Told[] {
  if (before && after) return tellChanges(before, after);
  const rating = after ?? before;
  if (!rating) return [];
  const which = say`the rating ${quote(rating.text)} by ${namePart({ text: rating.reviewer, lang: null })}`;
  return [{ sentence: after ? say`Added ${which}.` : say`Took out ${which}.`, texts: [] }];
}

function tellChanges(before: Rating, after: Rating): Told[] {
  const told: Told[] = [];
  const tell = <Key extends keyof Rating>(
    key: Key,
    what: string,
    write: (value: Rating[Key]) => Part[] | string | null,
  ): void => {
    if (before[key] !== after[key]) told.push(tellValue(what, write(before[key]), write(after[key])));
  };
  tell('text', 'the rating', quote);
  tell('reviewer', 'who gave the rating', quote);
  tell('reviewerKind', 'what the reviewer is', quote);
  tell('reviewerUrl', 'the address of the reviewer', sayText);
  tell('ratedAt', 'the date of the rating', (date) => (date === null ? null : [datePart(date)]));
  tell('reviewUrl', 'the address of the review', sayText);
  tell('value', 'the rating as a number', sayNumber);
  tell('best', 'the best on the rating’s scale', sayNumber);
  tell('worst', 'the worst on the rating’s scale', sayNumber);
  return told;
}
