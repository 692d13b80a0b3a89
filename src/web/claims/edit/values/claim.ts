/** The claim itself as it was typed, and what it means. */
import { checkDate, checkLanguage, checkText } from '../../../../formats/checks.ts';
import { LIMITS } from '../../../../model/limits.ts';
import { CLAIM_STATUSES, type Claim, type ClaimStatus } from '../../../../model/records.ts';
import type { Issue } from '../../../../model/issues.ts';
import { judgeField, readField, readLine } from '../../../forms/forms.ts';
import type { Checked } from '../../../forms/write.ts';
import { EMPTY_RATING, parseRating, writeRatingValues, type RatingValues } from './rating.ts';

export interface ClaimValues extends RatingValues {
  text: string;
  language: string;
  aboutDate: string;
  /** Parted by commas. */
  topics: string;
  note: string;
  status: string;
}

export const EMPTY_CLAIM: ClaimValues = {
  text: '',
  language: 'en',
  aboutDate: '',
  topics: '',
  note: '',
  status: 'draft',
  ...EMPTY_RATING,
};

/** What an editor says of a claim; the rest is made. */
export type ClaimFields = Pick<Claim, 'text' | 'language' | 'aboutDate' | 'topics' | 'note' | 'status' | 'rating'>;

/** A claim as its form shows it. */
export function writeClaimValues(claim: Claim): ClaimValues {
  const { text, language, aboutDate, topics, note, status, rating } = claim;
  return {
    ...{ text, language, aboutDate: aboutDate ?? '', topics: topics.join(', '), note: note ?? '', status },
    ...writeRatingValues(rating),
  };
}

/** Reads and judges the claim's fields. */
export function parseClaim(body: unknown): { values: ClaimValues } & Checked<ClaimFields> {
  const rated = parseRating(body);
  const values: ClaimValues = {
    text: readLine(body, 'text'),
    language: readLine(body, 'language'),
    aboutDate: readLine(body, 'aboutDate'),
    topics: readLine(body, 'topics'),
    note: readField(body, 'note'),
    status: readLine(body, 'status'),
    ...rated.values,
  };
  const topics = cutTopics(values.topics);
  const issues = [...judgeClaim(values), ...judgeTopics(topics), ...rated.issues];
  if (issues.length > 0) return { ok: false, issues, values };
  const { text, language, status } = values;
  const aboutDate = values.aboutDate || null;
  const note = values.note.trim() === '' ? null : values.note;
  const value = { text, language, aboutDate, topics, note, status: status as ClaimStatus, rating: rated.rating };
  return { ok: true, values, value };
}

function judgeClaim(values: ClaimValues): Issue[] {
  const line = (most: number) => (value: string) => checkText(value, { most, lines: false });
  const judge = (
    name: keyof ClaimValues,
    label: string,
    missing: string | null,
    check: (value: string) => string | null,
  ) => judgeField({ field: name, label, value: values[name], missing, check });
  return [
    ...judge('text', 'Claim', 'Enter the claim in one sentence', line(LIMITS.claimText)),
    ...judge('language', 'Language', 'Enter the claim’s language, such as en', checkLanguage),
    ...judge('aboutDate', 'When it is about', null, checkDate),
    ...judge('note', 'Note', null, (value) => checkText(value, { most: LIMITS.note, lines: true })),
    ...judge('status', 'Status', 'Choose a status', (value) =>
      (CLAIM_STATUSES as readonly string[]).includes(value) ? null : `must be ${CLAIM_STATUSES.join(', ')}`,
    ),
  ];
}

function cutTopics(text: string): string[] {
  return [...new Set(text.split(/[,;،、，]/u).map((topic) => topic.trim()))].filter((topic) => topic !== '');
}

function judgeTopics(topics: readonly string[]): Issue[] {
  const judge = (topic: string) => {
    const check = (value: string) => checkText(value, { most: LIMITS.topic, lines: false });
    return judgeField({
      field: 'topics',
      label: `Topic “${topic.slice(0, LIMITS.topic)}”`,
      value: topic,
      missing: null,
      check,
    });
  };
  const many =
    topics.length > LIMITS.topics ? [{ field: 'topics', message: `Topics must be at most ${LIMITS.topics}` }] : [];
  return [...many, ...topics.flatMap(judge)];
}
