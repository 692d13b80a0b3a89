import { changesClaim, type ClaimChange } from '../../../../provenance/revisions.ts';
import { type ChangeContext, phraseHop, phraseDocument, phraseSpeaker, phraseName } from './names.ts';
import {
  type ChangeDescription,
  phrase,
  type ComparedText,
  type TextPair,
  describeValue,
  describeText,
  type Part,
  phraseLanguage,
  datePart,
  namePart,
} from './phrases.ts';
import type { Attribution, Evidence, Statement, Claim, ClaimStatus, Rating } from '../../../../model/records.ts';
import { isSame } from '../../../../model/identity.ts';
import { STANCE_WORDS } from '../../../../wording/values.ts';

/** What was changed, in sentences, record by record; and so many records are not told. */
export interface ChangesDescription {
  told: readonly ChangeDescription[];
  more: number;
}

/**
 * @param most so many records are told
 */
export function describeChanges(
  context: ChangeContext,
  changes: readonly ClaimChange[],
  most: number,
): ChangesDescription {
  const real = changes.filter((change) => change.kind !== 'claim' || changesClaim(change));
  const told = real.slice(0, most).flatMap((change) => describeChange(context, change));
  // With a new claim all is new: its texts are on its page.
  const isCreation = real.some(({ kind, before }) => kind === 'claim' && before === null);
  return {
    told: isCreation ? told.map(({ sentence }) => ({ sentence, texts: [] })) : told,
    more: Math.max(0, real.length - most),
  };
}

function describeChange(context: ChangeContext, change: ClaimChange): ChangeDescription[] {
  if (change.kind === 'claim') return describeClaimChange(context, change.before, change.after);
  if (change.kind === 'statement') return describeStatementChange(context, change.before, change.after);
  return describeHopChange(context, change.before, change.after);
}

/** What was changed of a hop. */
function describeHopChange(
  context: ChangeContext,
  before: Attribution | null,
  after: Attribution | null,
): ChangeDescription[] {
  if (before && after) return compareHops(context, before, after);
  const record = after ?? before;
  if (!record) return [];
  const hop = phraseHop(context, record);
  const sentence = after ? phrase`Added ${hop}.` : phrase`Took out ${hop}.`;
  return [{ sentence, texts: compareHopTexts(context, record, after !== null) }];
}

/** The words of a hop that comes or goes. */
function compareHopTexts(context: ChangeContext, { cue, note, evidence }: Attribution, isNew: boolean): ComparedText[] {
  const pair = (label: string, text: string, lang: string | null): TextPair => {
    return { label, before: isNew ? null : text, after: isNew ? text : null, lang };
  };
  return [
    ...(cue === null ? [] : [pair('Cue', cue, findLanguage(context, evidence[0]))]),
    ...evidence.map((piece) => pair('Excerpt', piece.exact, findLanguage(context, piece))),
    ...(note === null ? [] : [pair('Note', note, null)]),
  ].map((texts) => context.compare(texts));
}

/** Cues and excerpts are in the language of the document that they stand in. */
function findLanguage({ documents }: ChangeContext, piece: Evidence | undefined): string | null {
  return (piece && documents.get(piece.document)?.language) ?? null;
}

function compareHops(context: ChangeContext, before: Attribution, after: Attribution): ChangeDescription[] {
  const told: ChangeDescription[] = [];
  const hop = phraseHop(context, after);
  if (before.citing !== after.citing || before.cited !== after.cited) {
    told.push({ sentence: phrase`Made ${phraseHop(context, before)} ${hop}.`, texts: [] });
  }
  if (before.manner !== after.manner) {
    told.push(describeValue(phrase`the manner of ${hop}`, `“${before.manner}”`, `“${after.manner}”`));
  }
  if (before.cue !== after.cue) {
    const lang = findLanguage(context, after.evidence[0] ?? before.evidence[0]);
    const pair = { label: null, before: before.cue, after: after.cue, lang };
    told.push(describeText(phrase`the cue of ${hop}`, pair, context.compare));
  }
  told.push(...compareEvidence(context, hop, before.evidence, after.evidence));
  if (before.note !== after.note) {
    const pair = { label: null, before: before.note, after: after.note, lang: null };
    told.push(describeText(phrase`the note on ${hop}`, pair, context.compare));
  }
  return told;
}

/** Pieces of evidence have no names: one that is gone and one that is new in the same document are taken for one. */
function compareEvidence(
  context: ChangeContext,
  hop: Part[],
  before: readonly Evidence[],
  after: readonly Evidence[],
): ChangeDescription[] {
  const gone = before.filter((piece) => !after.some((other) => isSame(piece, other)));
  const fresh = after.filter((piece) => !before.some((other) => isSame(piece, other)));
  const told = fresh.map((piece) => {
    const place = gone.findIndex(({ document }) => document === piece.document);
    const [was] = place === -1 ? [] : gone.splice(place, 1);
    return describePiece(context, hop, was ?? null, piece);
  });
  told.push(...gone.map((piece) => describePiece(context, hop, piece, null)));
  const isSorted = told.length === 0 && !isSame(before, after);
  return isSorted ? [{ sentence: phrase`Put the excerpts of ${hop} in another order.`, texts: [] }] : told;
}

function describePiece(
  context: ChangeContext,
  hop: Part[],
  before: Evidence | null,
  after: Evidence | null,
): ChangeDescription {
  const piece = (after ?? before)!;
  const from = phraseDocument(context, piece.document);
  if (before?.exact === after?.exact)
    return { sentence: phrase`Changed where the excerpt of ${hop} stands in ${from}.`, texts: [] };
  const lang = findLanguage(context, piece);
  const pair = { label: null, before: before?.exact ?? null, after: after?.exact ?? null, lang };
  return describeText(phrase`an excerpt from ${from} for ${hop}`, pair, context.compare);
}

/** What was changed of a statement. */
function describeStatementChange(
  context: ChangeContext,
  before: Statement | null,
  after: Statement | null,
): ChangeDescription[] {
  const record = after ?? before;
  if (!record) return [];
  const of = phrase`the statement of ${phraseSpeaker(context, record)}`;
  if (before && after) return compareStatements(context, of, before, after);
  const stance = STANCE_WORDS[record.stance];
  const which = stance === null ? of : phrase`${of}, which ${stance}`;
  const sentence = after ? phrase`Added ${which}.` : phrase`Took out ${which}.`;
  return [{ sentence, texts: compareAll(context, pairTexts(before, after)) }];
}

/** What a statement that comes or goes says, and why it was retracted. */
function pairTexts(before: Statement | null, after: Statement | null): TextPair[] {
  const lang = (after ?? before)?.language ?? null;
  const wording = { label: 'Wording', before: before?.wording ?? null, after: after?.wording ?? null, lang };
  return [wording, pairReasons(before, after)];
}

function pairReasons(before: Statement | null, after: Statement | null): TextPair {
  const [was, is] = [before?.retractionReason ?? null, after?.retractionReason ?? null];
  return { label: 'Reason of the retraction', before: was, after: is, lang: null };
}

function compareAll({ compare }: ChangeContext, pairs: readonly TextPair[]) {
  return pairs.filter(({ before, after }) => before !== after).map((pair) => compare(pair));
}

function compareStatements(
  context: ChangeContext,
  of: Part[],
  before: Statement,
  after: Statement,
): ChangeDescription[] {
  const told: ChangeDescription[] = [];
  const value = (what: string, was: Part[] | string | null, is: Part[] | string | null): void => {
    told.push(describeValue(phrase`${what} ${of}`, was, is));
  };
  if (before.source !== after.source)
    value('the source of', phraseName(context, before.source), phraseName(context, after.source));
  if (before.document !== after.document) {
    const [was, is] = [before.document, after.document].map((uid) =>
      uid === null ? null : phraseDocument(context, uid),
    );
    value('the document of', was!, is!);
  }
  if (before.statedAt !== after.statedAt) value('the date of', phraseDate(before.statedAt), phraseDate(after.statedAt));
  if (before.wording !== after.wording) {
    const pair = { label: null, before: before.wording, after: after.wording, lang: after.language ?? before.language };
    told.push(describeText(phrase`the wording of ${of}`, pair, context.compare));
  }
  // A wording that comes or goes takes its language with it.
  const isSameKind = (before.wording === null) === (after.wording === null);
  if (isSameKind && before.language !== after.language) {
    value('the language of', phraseLanguage(before.language), phraseLanguage(after.language));
  }
  if (before.stance !== after.stance) value('the stance of', quoteCode(before.stance), quoteCode(after.stance));
  if (before.basis !== after.basis) value('the basis of', quoteCode(before.basis), quoteCode(after.basis));
  return [...told, ...compareRetractions(context, of, before, after)];
}

const phraseDate = (date: string | null): Part[] | null => (date === null ? null : [datePart(date)]);

const quoteCode = (value: string): string => `“${value.replace('-', ' ')}”`;

function compareRetractions(
  context: ChangeContext,
  of: Part[],
  before: Statement,
  after: Statement,
): ChangeDescription[] {
  const texts = compareAll(context, [{ ...pairReasons(before, after), label: 'Reason' }]);
  if (before.retractedAt === null && after.retractedAt !== null) {
    return [{ sentence: phrase`Marked ${of} as retracted on ${datePart(after.retractedAt)}.`, texts }];
  }
  if (before.retractedAt !== null && after.retractedAt === null) {
    return [{ sentence: phrase`Took back the retraction of ${of}.`, texts }];
  }
  const dates = [phraseDate(before.retractedAt), phraseDate(after.retractedAt)] as const;
  const moved =
    before.retractedAt === after.retractedAt
      ? []
      : [describeValue(phrase`the day on which ${of} was retracted`, ...dates)];
  return texts.length > 0 ? [...moved, { sentence: phrase`Changed why ${of} was retracted.`, texts }] : moved;
}

/** What was changed of the claim itself. */
function describeClaimChange(context: ChangeContext, before: Claim | null, after: Claim | null): ChangeDescription[] {
  if (!after) return [];
  if (!before) return [{ sentence: phraseCreation(after.status), texts: [] }];
  const told: ChangeDescription[] = [];
  if (before.status !== after.status) told.push({ sentence: phraseStatus(before.status, after.status), texts: [] });
  if (before.text !== after.text) {
    const pair = { label: null, before: before.text, after: after.text, lang: after.language };
    told.push(describeText('the claim’s text', pair, context.compare));
  }
  if (before.language !== after.language) {
    told.push(describeValue('the claim’s language', phraseLanguage(before.language), phraseLanguage(after.language)));
  }
  if (before.aboutDate !== after.aboutDate) {
    const [was, is] = [before.aboutDate, after.aboutDate].map((date) => (date === null ? null : datePart(date)));
    told.push(describeValue('the date that the claim is about', was!, is!));
  }
  told.push(...compareTopics(before.topics, after.topics));
  if (before.note !== after.note) {
    const pair = { label: null, before: before.note, after: after.note, lang: null };
    told.push(describeText('the note', pair, context.compare));
  }
  told.push(...describeRatingChange(before.rating, after.rating));
  return told;
}

function phraseCreation(status: ClaimStatus): Part[] {
  if (status === 'published') return phrase`Added the claim and published it.`;
  return status === 'draft' ? phrase`Added the claim as a draft.` : phrase`Added the claim as one that was withdrawn.`;
}

/** "Published the claim again.": what became of whether readers see it. */
export function phraseStatus(before: ClaimStatus | null, after: ClaimStatus): Part[] {
  if (after === 'withdrawn') return phrase`Withdrew the claim.`;
  if (after === 'draft') return phrase`Made the claim a draft again.`;
  return before === 'withdrawn' ? phrase`Published the claim again.` : phrase`Published the claim.`;
}

function compareTopics(before: readonly string[], after: readonly string[]): ChangeDescription[] {
  const tell = (doing: string, topics: readonly string[]): ChangeDescription[] =>
    topics.map((topic) => ({
      sentence: phrase`${doing} the topic ${namePart({ text: topic, lang: null })}.`,
      texts: [],
    }));
  const moved = [
    ...tell(
      'Took out',
      before.filter((topic) => !after.includes(topic)),
    ),
    ...tell(
      'Added',
      after.filter((topic) => !before.includes(topic)),
    ),
  ];
  const isSorted = moved.length === 0 && before.some((topic, place) => topic !== after[place]);
  return isSorted ? [{ sentence: phrase`Put the topics in another order.`, texts: [] }] : moved;
}

const quoteText = (text: string): Part[] => phrase`“${namePart({ text, lang: null })}”`;

const phraseText = (text: string | null): Part[] | null => (text === null ? null : quoteText(text));

const phraseNumber = (value: number | null): string | null => (value === null ? null : String(value));

/** What was changed of the rating that somebody else gave a claim. */
export function describeRatingChange(before: Rating | null, after: Rating | null): ChangeDescription[] {
  if (before && after) return compareRatings(before, after);
  const rating = after ?? before;
  if (!rating) return [];
  const which = phrase`the rating ${quoteText(rating.text)} by ${namePart({ text: rating.reviewer, lang: null })}`;
  return [{ sentence: after ? phrase`Added ${which}.` : phrase`Took out ${which}.`, texts: [] }];
}

function compareRatings(before: Rating, after: Rating): ChangeDescription[] {
  const told: ChangeDescription[] = [];
  const tell = <Key extends keyof Rating>(
    key: Key,
    what: string,
    write: (value: Rating[Key]) => Part[] | string | null,
  ): void => {
    if (before[key] !== after[key]) told.push(describeValue(what, write(before[key]), write(after[key])));
  };
  tell('text', 'the rating', quoteText);
  tell('reviewer', 'who gave the rating', quoteText);
  tell('reviewerKind', 'what the reviewer is', quoteText);
  tell('reviewerUrl', 'the address of the reviewer', phraseText);
  tell('ratedAt', 'the date of the rating', (date) => (date === null ? null : [datePart(date)]));
  tell('reviewUrl', 'the address of the review', phraseText);
  tell('value', 'the rating as a number', phraseNumber);
  tell('best', 'the best on the rating’s scale', phraseNumber);
  tell('worst', 'the worst on the rating’s scale', phraseNumber);
  return told;
}
