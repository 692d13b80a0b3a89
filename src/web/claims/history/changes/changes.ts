import { identifyRelation, isSame } from '../../../../model/identity.ts';
import {
  isDisputed,
  UNDISPUTED,
  type Attribution,
  type Claim,
  type ClaimRelation,
  type ClaimStatus,
  type Evidence,
  type Rating,
  type Statement,
  type Uid,
} from '../../../../model/records.ts';
import { changesClaim, type ClaimChange } from '../../../../provenance/revisions.ts';
import { STANCE_WORDS, CLAIM_RELATION_WORDS } from '../../../../wording/values.ts';
import {
  datePart,
  describe,
  describeText,
  describeValue,
  namePart,
  phrase,
  phraseClaim,
  phraseDispute,
  phraseDocument,
  phraseHop,
  phraseLanguage,
  phraseName,
  phraseSpeaker,
  whenPart,
  type ChangeContext,
  type ChangeDescription,
  type ComparedText,
  type Part,
  type TextPair,
} from './phrases.ts';

export interface ChangesDescription {
  changes: readonly ChangeDescription[];
  more: number;
}

/** @param most the most records whose changes are described */
export function describeChanges(
  context: ChangeContext,
  changes: readonly ClaimChange[],
  most: number,
): ChangesDescription {
  const real = changes.filter((change) => change.kind !== 'claim' || changesClaim(change));
  const described = real.slice(0, most).flatMap((change) => describeChange(context, change));
  // In a new claim every text is new, and stands on its page.
  const isCreation = real.some(({ kind, before }) => kind === 'claim' && before === null);
  return {
    changes: isCreation ? described.map(({ sentence }) => describe(sentence)) : described,
    more: Math.max(0, real.length - most),
  };
}

function describeChange(context: ChangeContext, change: ClaimChange): ChangeDescription[] {
  if (change.kind === 'claim') return describeClaimChange(context, change.before, change.after);
  if (change.kind === 'statement') return describeStatementChange(context, change.before, change.after);
  return describeHopChange(context, change.before, change.after);
}

function describeHopChange(
  context: ChangeContext,
  before: Attribution | null,
  after: Attribution | null,
): ChangeDescription[] {
  if (before && after) return compareHops(context, before, after);
  const record = after ?? before;
  if (!record) return [];
  const hop = phraseHop(context, record);
  const sentence = after ? phrase`Added ${hop}.` : phrase`Removed ${hop}.`;
  const texts = compareHopTexts(context, record, after !== null);
  return [describe(sentence, texts), ...(after ? compareDisputes(context, { ...after, ...UNDISPUTED }, after) : [])];
}

function compareDisputes(context: ChangeContext, before: Attribution, after: Attribution): ChangeDescription[] {
  const [was, is] = [before.disputeReason, after.disputeReason];
  const reason = was === is ? [] : [context.compare({ label: 'Reason', before: was, after: is, lang: null })];
  if (!isDisputed(before) && !isDisputed(after)) return [];
  if (!isDisputed(before)) return [describe(phrase`Recorded that ${phraseDispute(context, after)}.`, reason)];
  const hop = phraseHop(context, after);
  if (!isDisputed(after)) return [describe(phrase`Withdrew the dispute over ${hop}.`, reason)];
  const changes: ChangeDescription[] = [];
  if (before.disputedBy !== after.disputedBy) {
    const name = (uid: Uid | null) => (uid === null ? null : phraseName(context, uid));
    changes.push(describeValue(phrase`who disputes ${hop}`, name(before.disputedBy), name(after.disputedBy)));
  }
  if (before.disputedAt !== after.disputedAt) {
    const dates = [phraseDate(before.disputedAt), phraseDate(after.disputedAt)] as const;
    changes.push(describeValue(phrase`the day on which ${hop} was disputed`, ...dates));
  }
  if (was !== is) changes.push(describe(phrase`Changed why ${hop} is disputed.`, reason));
  return changes;
}

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

/** Cues and excerpts are in the language of their document. */
function findLanguage({ documents }: ChangeContext, piece: Evidence | undefined): string | null {
  return (piece && documents.get(piece.document)?.language) ?? null;
}

function compareHops(context: ChangeContext, before: Attribution, after: Attribution): ChangeDescription[] {
  const changes: ChangeDescription[] = [];
  const hop = phraseHop(context, after);
  if (before.citing !== after.citing || before.cited !== after.cited) {
    changes.push(describe(phrase`Made ${phraseHop(context, before)} ${hop}.`));
  }
  if (before.manner !== after.manner) {
    changes.push(describeValue(phrase`the manner of ${hop}`, `“${before.manner}”`, `“${after.manner}”`));
  }
  if (before.cue !== after.cue) {
    const lang = findLanguage(context, after.evidence[0] ?? before.evidence[0]);
    const pair = { label: null, before: before.cue, after: after.cue, lang };
    changes.push(describeText(phrase`the cue of ${hop}`, pair, context.compare));
  }
  changes.push(...compareEvidence(context, hop, before.evidence, after.evidence));
  if (before.note !== after.note) {
    const pair = { label: null, before: before.note, after: after.note, lang: null };
    changes.push(describeText(phrase`the note on ${hop}`, pair, context.compare));
  }
  return [...changes, ...compareDisputes(context, before, after)];
}

/** Pieces of evidence have no uids: an old and a new one in the same document are taken for one that changed. */
function compareEvidence(
  context: ChangeContext,
  hop: Part[],
  before: readonly Evidence[],
  after: readonly Evidence[],
): ChangeDescription[] {
  const gone = before.filter((piece) => !after.some((other) => isSame(piece, other)));
  const fresh = after.filter((piece) => !before.some((other) => isSame(piece, other)));
  const changes = fresh.map((piece) => {
    const place = gone.findIndex(({ document }) => document === piece.document);
    const [was] = place === -1 ? [] : gone.splice(place, 1);
    return describePiece(context, hop, was ?? null, piece);
  });
  changes.push(...gone.map((piece) => describePiece(context, hop, piece, null)));
  const isSorted = changes.length === 0 && !isSame(before, after);
  return isSorted ? [describe(phrase`Changed the order of the excerpts of ${hop}.`)] : changes;
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
    return describe(phrase`Changed the position of the excerpt for ${hop} in ${from}.`);
  const lang = findLanguage(context, piece);
  const pair = { label: null, before: before?.exact ?? null, after: after?.exact ?? null, lang };
  return describeText(phrase`an excerpt from ${from} for ${hop}`, pair, context.compare);
}

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
  const sentence = after ? phrase`Added ${which}.` : phrase`Removed ${which}.`;
  return [describe(sentence, compareAll(context, pairTexts(before, after)))];
}

function pairTexts(before: Statement | null, after: Statement | null): TextPair[] {
  const lang = (after ?? before)?.language ?? null;
  const wording = { label: 'Wording', before: before?.wording ?? null, after: after?.wording ?? null, lang };
  return [wording, pairReasons(before, after)];
}

function pairReasons(before: Statement | null, after: Statement | null): TextPair {
  const [was, is] = [before?.retractionReason ?? null, after?.retractionReason ?? null];
  return { label: 'Reason for the retraction', before: was, after: is, lang: null };
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
  const changes: ChangeDescription[] = [];
  const value = (what: string, was: Part[] | string | null, is: Part[] | string | null): void => {
    changes.push(describeValue(phrase`${what} ${of}`, was, is));
  };
  if (before.source !== after.source)
    value('the source of', phraseName(context, before.source), phraseName(context, after.source));
  if (before.document !== after.document) {
    const write = (uid: string | null) => (uid === null ? null : phraseDocument(context, uid));
    value('the document of', write(before.document), write(after.document));
  }
  if (before.statedAt !== after.statedAt) value('the date of', phraseDate(before.statedAt), phraseDate(after.statedAt));
  if (before.wording !== after.wording) {
    const pair = { label: null, before: before.wording, after: after.wording, lang: after.language ?? before.language };
    changes.push(describeText(phrase`the wording of ${of}`, pair, context.compare));
  }
  // A wording that comes or goes takes its language with it.
  const isSameKind = (before.wording === null) === (after.wording === null);
  if (isSameKind && before.language !== after.language) {
    value('the language of', phraseLanguage(before.language), phraseLanguage(after.language));
  }
  if (before.stance !== after.stance) value('the stance of', quoteCode(before.stance), quoteCode(after.stance));
  if (before.basis !== after.basis) value('the basis of', quoteCode(before.basis), quoteCode(after.basis));
  return [...changes, ...compareRetractions(context, of, before, after)];
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
    return [describe(phrase`Marked ${of} as retracted ${whenPart(after.retractedAt)}.`, texts)];
  }
  if (before.retractedAt !== null && after.retractedAt === null) {
    return [describe(phrase`Withdrew the retraction of ${of}.`, texts)];
  }
  const dates = [phraseDate(before.retractedAt), phraseDate(after.retractedAt)] as const;
  const moved =
    before.retractedAt === after.retractedAt
      ? []
      : [describeValue(phrase`the day on which ${of} was retracted`, ...dates)];
  return texts.length > 0 ? [...moved, describe(phrase`Changed why ${of} was retracted.`, texts)] : moved;
}

function describeClaimChange(context: ChangeContext, before: Claim | null, after: Claim | null): ChangeDescription[] {
  if (!after) return [];
  if (!before) return [describe(phraseCreation(after.status))];
  const changes: ChangeDescription[] = [];
  if (before.status !== after.status) changes.push(describe(phraseStatus(before.status, after.status)));
  if (before.text !== after.text) {
    const pair = { label: null, before: before.text, after: after.text, lang: after.language };
    changes.push(describeText('the claim’s text', pair, context.compare));
  }
  if (before.language !== after.language) {
    changes.push(
      describeValue('the claim’s language', phraseLanguage(before.language), phraseLanguage(after.language)),
    );
  }
  if (before.aboutDate !== after.aboutDate) {
    const dates = [phraseDate(before.aboutDate), phraseDate(after.aboutDate)] as const;
    changes.push(describeValue('the date that the claim is about', ...dates));
  }
  changes.push(...compareTopics(before.topics, after.topics));
  if (before.note !== after.note) {
    const pair = { label: null, before: before.note, after: after.note, lang: null };
    changes.push(describeText('the note', pair, context.compare));
  }
  changes.push(...compareRelations(context, before.relations, after.relations));
  changes.push(...describeRatingChange(before.rating, after.rating));
  return changes;
}

function phraseCreation(status: ClaimStatus): Part[] {
  if (status === 'published') return phrase`Added the claim and published it.`;
  return status === 'draft' ? phrase`Added the claim as a draft.` : phrase`Added the claim as withdrawn.`;
}

/** "Published the claim again." */
export function phraseStatus(before: ClaimStatus | null, after: ClaimStatus): Part[] {
  if (after === 'withdrawn') return phrase`Withdrew the claim.`;
  if (after === 'draft') return phrase`Made the claim a draft again.`;
  return before === 'withdrawn' ? phrase`Published the claim again.` : phrase`Published the claim.`;
}

function compareTopics(before: readonly string[], after: readonly string[]): ChangeDescription[] {
  const describeTopic = (doing: string) => (topic: string) =>
    describe(phrase`${doing} the topic ${namePart({ text: topic, lang: null })}.`);
  const moved = [
    ...before.filter((topic) => !after.includes(topic)).map(describeTopic('Removed')),
    ...after.filter((topic) => !before.includes(topic)).map(describeTopic('Added')),
  ];
  const isSorted = moved.length === 0 && before.some((topic, place) => topic !== after[place]);
  return isSorted ? [describe(phrase`Changed the order of the topics.`)] : moved;
}

function compareRelations(
  context: ChangeContext,
  before: readonly ClaimRelation[],
  after: readonly ClaimRelation[],
): ChangeDescription[] {
  const olds = new Map(before.map((relation) => [identifyRelation(relation), relation]));
  const kept = new Set(after.map(identifyRelation));
  const say = ({ relation, claim }: ClaimRelation): Part[] =>
    phrase`that the claim ${CLAIM_RELATION_WORDS[relation]} ${phraseClaim(context, claim)}`;
  const noteOf = (was: ClaimRelation | null, is: ClaimRelation | null, label: string | null): TextPair => {
    return { label, before: was?.note ?? null, after: is?.note ?? null, lang: null };
  };
  return [
    ...before
      .filter((relation) => !kept.has(identifyRelation(relation)))
      .map((was) => describe(phrase`Removed ${say(was)}.`, compareAll(context, [noteOf(was, null, 'Note')]))),
    ...after.flatMap((is) => {
      const was = olds.get(identifyRelation(is)) ?? null;
      if (!was) return [describe(phrase`Added ${say(is)}.`, compareAll(context, [noteOf(null, is, 'Note')]))];
      if (was.note === is.note) return [];
      return [describeText(phrase`the note on this: ${say(is)}`, noteOf(was, is, null), context.compare)];
    }),
  ];
}

const quoteText = (text: string): Part[] => phrase`“${namePart({ text, lang: null })}”`;

const phraseText = (text: string | null): Part[] | null => (text === null ? null : quoteText(text));

const phraseNumber = (value: number | null): string | null => (value === null ? null : String(value));

export function describeRatingChange(before: Rating | null, after: Rating | null): ChangeDescription[] {
  if (before && after) return compareRatings(before, after);
  const rating = after ?? before;
  if (!rating) return [];
  const which = phrase`the rating ${quoteText(rating.text)} by ${namePart({ text: rating.reviewer, lang: null })}`;
  return [describe(after ? phrase`Added ${which}.` : phrase`Removed ${which}.`)];
}

function compareRatings(before: Rating, after: Rating): ChangeDescription[] {
  const changes: ChangeDescription[] = [];
  const compare = <Key extends keyof Rating>(
    key: Key,
    what: string,
    write: (value: Rating[Key]) => Part[] | string | null,
  ): void => {
    if (before[key] !== after[key]) changes.push(describeValue(what, write(before[key]), write(after[key])));
  };
  compare('text', 'the rating', quoteText);
  compare('reviewer', 'who gave the rating', quoteText);
  compare('reviewerKind', 'what the reviewer is', quoteText);
  compare('reviewerUrl', 'the address of the reviewer', phraseText);
  compare('ratedAt', 'the date of the rating', phraseDate);
  compare('reviewUrl', 'the address of the review', phraseText);
  compare('publisher', 'the publisher of the review', phraseText);
  compare('archivedUrl', 'the archived copy of the review', phraseText);
  compare('value', 'the rating as a number', phraseNumber);
  compare('best', 'the best on the rating’s scale', phraseNumber);
  compare('worst', 'the worst on the rating’s scale', phraseNumber);
  return changes;
}
