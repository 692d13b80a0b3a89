/** `/claims/:id/edit`: the fields of a claim and of its rating. */
import { z } from 'zod';
import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import { checkScale } from '../../../formats/checks.ts';
import { cleanName } from '../../../text/invisible.ts';
import { foldText } from '../../../text/words.ts';
import type { Issue } from '../../../model/issues.ts';
import { LIMITS } from '../../../model/limits.ts';
import { REVIEWER_KINDS, type Claim, type Rating, type ReviewerKind } from '../../../model/records.ts';
import {
  layOutForm,
  type Form,
  checkFields,
  defineFields,
  fillFields,
  listIssues,
  listLabels,
  interpreterOf,
  readFields,
  type FieldResults,
  type FieldValues,
  type Checked,
} from '../../forms/forms.ts';
import { interpretAddress } from '../../forms/interpreters/addresses.ts';
import { DATE_HINT, interpretDate } from '../../forms/interpreters/dates.ts';
import { interpretLanguage } from '../../forms/interpreters/languages.ts';
import { handleRecordForm, buildReasonField, type Submission, type WriteContext } from '../../forms/write.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import {
  buildRelationFields,
  changesRows,
  checkRelations,
  fillRelations,
  readRelations,
  writeRelations,
  type Candidates,
  type RelationValues,
} from './relations.ts';
import { loadClaimAt, saveClaim } from './claim-write.ts';
import { editClaimPath, claimAddress } from '../../../urls/records.ts';

const { claim, rating } = RECORD_RULES;

export const CLAIM_FIELDS = defineFields({
  text: { label: 'Claim', rule: claim.text, missing: 'Enter the claim in one sentence' },
  language: {
    label: 'Language',
    rule: claim.language,
    missing: 'Enter the claim’s language, such as English',
    interpret: interpretLanguage,
  },
  aboutDate: { label: 'Date it is about', rule: claim.aboutDate, interpret: interpretDate },
  topics: {
    label: 'Topics',
    rule: z.string().refine(isWithinReason, { error: `must be at most ${LIMITS.topics}, and far shorter` }),
  },
  note: { label: 'Note', rule: claim.note, isMultiline: true },
});

const number = z
  .string()
  .refine((text) => /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/iu.test(text) && Number.isFinite(Number(text)), {
    error: 'must be a number such as 2 or 3.5',
  })
  // -0 becomes 0.
  .transform((text) => Number(text) + 0);

const RATING_FIELDS = defineFields({
  rating: {
    label: 'Rating',
    rule: rating.text,
    missing: 'Enter the rating in the reviewer’s words, or clear all of its fields',
  },
  reviewer: { label: 'Reviewer', rule: rating.reviewer, missing: 'Enter who gave the rating' },
  reviewerKind: {
    label: 'The reviewer is',
    rule: z.custom<ReviewerKind>((kind) => rating.reviewerKind.safeParse(kind).success, {
      error: `must be ${REVIEWER_KINDS.join(' or ')}`,
    }),
  },
  ratedAt: { label: 'Date of the rating', rule: rating.ratedAt, interpret: interpretDate },
  reviewUrl: { label: 'Address of the review', rule: rating.reviewUrl, interpret: interpretAddress },
  reviewerUrl: { label: 'Address of the reviewer', rule: rating.reviewerUrl, interpret: interpretAddress },
  reviewPublisher: { label: 'Publisher of the review', rule: rating.publisher },
  reviewArchivedUrl: {
    label: 'Archived copy of the review',
    rule: rating.archivedUrl,
    interpret: interpretAddress,
  },
  ratingValue: { label: 'Rating as a number', rule: number },
  worstRating: { label: 'Worst rating on its scale', rule: number },
  bestRating: { label: 'Best rating on its scale', rule: number },
});

type RatingValues = FieldValues<typeof RATING_FIELDS>;
export type ClaimValues = FieldValues<typeof CLAIM_FIELDS> & RatingValues;

const CLAIM_LABELS: Readonly<Record<keyof ClaimValues, string>> = {
  ...listLabels(CLAIM_FIELDS),
  ...listLabels(RATING_FIELDS),
};

/** A claim's status isn't typed: see `publication.ts`. */
export type ClaimFields = Pick<Claim, 'text' | 'language' | 'aboutDate' | 'topics' | 'note' | 'rating'>;

export const EMPTY_CLAIM: ClaimValues = {
  ...{ text: '', language: 'en', aboutDate: '', topics: '', note: '' },
  ...fillRating(null),
};

function fillClaim(claim: Claim): ClaimValues {
  return { ...fillFields(CLAIM_FIELDS, { ...claim, topics: claim.topics.join(', ') }), ...fillRating(claim.rating) };
}

function fillRating(rating: Rating | null): RatingValues {
  const { text = null, value = null, worst = null, best = null } = rating ?? {};
  const { reviewer = null, reviewerKind = 'organisation', ratedAt = null, reviewUrl = null } = rating ?? {};
  return fillFields(RATING_FIELDS, {
    ...{ rating: text, reviewer, reviewerKind, ratedAt, reviewUrl, reviewerUrl: rating?.reviewerUrl ?? null },
    ...{ reviewPublisher: rating?.publisher ?? null, reviewArchivedUrl: rating?.archivedUrl ?? null },
    ...{ ratingValue: value, worstRating: worst, bestRating: best },
  });
}

export function readClaim(body: unknown): ClaimValues {
  const rating = readFields(RATING_FIELDS, body);
  return {
    ...readFields(CLAIM_FIELDS, body),
    ...rating,
    reviewerKind: rating.reviewerKind || 'organisation',
  };
}

export function checkClaim(values: ClaimValues): Checked<ClaimFields> {
  const rated = checkRating(values);
  const own = checkFields(CLAIM_FIELDS, values);
  const topics = isWithinReason(values.topics) ? cutTopics(values.topics) : [];
  const issues = [...listIssues(own), ...checkTopics(topics), ...listIssues(rated)];
  if (!own.ok || !rated.ok || issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { ...own.value, topics, rating: rated.value } };
}

/** Whether they can be as many as are allowed, even with blanks and each twice: what is longer isn't cut. */
function isWithinReason(topics: string): boolean {
  return topics.length <= 4 * LIMITS.topics * LIMITS.topic;
}

function cutTopics(text: string): string[] {
  const topics = text.split(/[,;،、，]/u).map((topic) => cleanName(topic.trim()));
  const keys = topics.map(foldText);
  return topics.filter((topic, place) => topic !== '' && keys.indexOf(keys[place]!) === place);
}

function checkTopics(topics: readonly string[]): Issue[] {
  const message = `Enter at most ${LIMITS.topics} topics`;
  return [
    ...(topics.length > LIMITS.topics ? [{ field: 'topics', message }] : []),
    ...topics.flatMap((topics) => {
      const label = `Topic “${topics.slice(0, LIMITS.topic)}”`;
      return listIssues(checkFields({ topics: { label, rule: claim.topics.element } }, { topics }));
    }),
  ];
}

/** No rating when all of its fields are empty. */
function checkRating(values: RatingValues): Checked<Rating | null> {
  if (!hasRating(values)) return { ok: true, value: null };
  const checked = checkFields(RATING_FIELDS, values);
  if (!checked.ok) return checked;
  const value = makeRating(checked.value);
  const issues = checkScale(value).map(({ field, message }) => {
    const name = NUMBERS[field as keyof typeof NUMBERS];
    return { field: name, message: `${RATING_FIELDS[name].label} ${message}` };
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value };
}

const NUMBERS = { value: 'ratingValue', best: 'bestRating', worst: 'worstRating' } as const;

/** Whether anything was typed: the reviewer's kind always has a value. */
function hasRating(values: RatingValues): boolean {
  return Object.entries(values).some(
    ([name, value]) => name in RATING_FIELDS && name !== 'reviewerKind' && value !== '',
  );
}

function makeRating(typed: FieldResults<typeof RATING_FIELDS>): Rating {
  const { rating: text, reviewer, reviewerKind, reviewerUrl, ratedAt, reviewUrl } = typed;
  const { reviewPublisher: publisher, reviewArchivedUrl: archivedUrl } = typed;
  const { ratingValue: value, bestRating: best, worstRating: worst } = typed;
  return {
    ...{ text, reviewer, reviewerKind: reviewerKind!, reviewerUrl, ratedAt, reviewUrl },
    ...{ publisher, archivedUrl, value, best, worst },
  };
}

export function buildClaimFields(form: Form, values: ClaimValues) {
  const text = (name: keyof typeof CLAIM_FIELDS, label: string, hint: string) =>
    form.text({ name, label, value: values[name], hint, interpret: interpreterOf(CLAIM_FIELDS[name]) });
  return {
    text: form.text({
      name: 'text',
      label: 'Claim',
      value: values.text,
      hint: 'One checkable sentence, in plain words of your own.',
      prose: true,
    }),
    language: text('language', 'Language of the claim', 'Its name or its tag, such as English or en'),
    aboutDate: text('aboutDate', 'Date it is about', `Optional. ${DATE_HINT}`),
    topics: text('topics', 'Topics', 'Separate with commas'),
    note: form.area({ name: 'note', label: 'Note', value: values.note, rows: 3, hint: 'Optional. Readers see it.' }),
    rating: buildRatingFields(form, values),
  };
}

const REVIEWER_WORDS = { organisation: 'an organisation', person: 'a person' };

const HINTS: Partial<Record<keyof RatingValues, string>> = {
  rating: 'In the reviewer’s own words, such as Misleading',
  reviewer: 'The name of the person or organisation that gave it',
  ratedAt: 'Optional, such as 17 June 2025',
  reviewUrl: 'Optional: where to read the review',
  reviewerUrl: 'Optional',
  reviewPublisher: 'Optional: such as the newspaper for which the reviewer writes',
  reviewArchivedUrl: 'Optional: a permanent copy, such as one in a web archive',
  ratingValue: 'Optional, such as 2',
  worstRating: 'Optional, such as 1',
  bestRating: 'Optional, such as 5',
};

/** Closed where there is no rating. */
function buildRatingFields(form: Form, values: RatingValues) {
  const text = (name: keyof RatingValues) =>
    form.text({
      name,
      label: RATING_FIELDS[name].label,
      value: values[name],
      hint: HINTS[name] ?? '',
      interpret: interpreterOf(RATING_FIELDS[name]),
    });
  return {
    isOpen: hasRating(values),
    text: text('rating'),
    reviewer: text('reviewer'),
    reviewerKind: form.select({
      name: 'reviewerKind',
      label: RATING_FIELDS.reviewerKind.label,
      value: values.reviewerKind,
      options: REVIEWER_KINDS.map((value) => ({ value, text: REVIEWER_WORDS[value] })),
    }),
    others: (['ratedAt', 'reviewUrl', 'reviewerUrl', 'reviewPublisher', 'reviewArchivedUrl'] as const).map(text),
    numbers: (['ratingValue', 'worstRating', 'bestRating'] as const).map(text),
  };
}

interface ClaimFormValues {
  claim: ClaimValues;
  relations: readonly RelationValues[];
}

export const claimForm = handleRecordForm({
  load: loadClaimAt,
  async fill(store, { record }): Promise<ClaimFormValues> {
    return { claim: fillClaim(record.claim), relations: await fillRelations(store, record.claim) };
  },
  async fillSeen(store, { id }, seen): Promise<ClaimFormValues | null> {
    const past = await store.claims.loadAt(id, seen);
    if (!past) return null;
    const { claim } = past.record;
    return { claim: fillClaim(claim), relations: await fillRelations(store, claim) };
  },
  async read({ store, target: { record }, body }): Promise<ClaimFormValues> {
    return { claim: readClaim(body), relations: readRelations(body) ?? (await fillRelations(store, record.claim)) };
  },
  check: checkClaimForm,
  locate: ({ revision, record: { claim } }) => ({ revision, subject: claim.uid, uid: claim.uid }),
  save(context, value) {
    const { record } = context.target;
    return saveClaim(context, { ...record, claim: { ...record.claim, ...value } });
  },
  labels: { ...CLAIM_LABELS, relations: 'Related claims' },
  fields: { relations: 'relation-0-claim' },
  flatten: ({ claim, relations }) => ({ ...claim, relations: writeRelations(relations) }),
  show({ id, revision, record }, { values, reason }, { issues, details }, differences) {
    const form = layOutForm(issues);
    const path = editClaimPath(id);
    const { text } = record.claim;
    const model = {
      errors: form.errors,
      ...{ path, revision, differences },
      address: claimAddress({ id, text }).html,
      claim: buildClaimFields(form, values.claim),
      relations: buildRelationFields(form, values.relations, details),
      reason: buildReasonField(form, reason),
    };
    return { kind: 'form', view: 'editing/edit-claim', title: `Edit: ${text}`, path, issues, model };
  },
});

async function checkClaimForm(
  { store, site, target: { record }, body }: WriteContext<LoadedClaim>,
  values: ClaimFormValues,
): Promise<Submission<ClaimFormValues, ClaimFields & Pick<Claim, 'relations'>, Candidates>> {
  if (changesRows(body)) return { ok: false, isUnfinished: true, values, issues: [] };
  const claim = checkClaim(values.claim);
  const checked = await checkRelations(store, record.claim, values.relations, site.config.baseUrl);
  if (claim.ok && checked.ok) return { ok: true, values, value: { ...claim.value, relations: checked.value } };
  const details = checked.ok ? undefined : checked.details;
  return { ok: false, values, issues: [...listIssues(claim), ...listIssues(checked)], details };
}
