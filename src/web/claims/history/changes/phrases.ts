/** The sentences that say what a revision changed, and the texts that changed, before and after. */
import { writeLanguage } from '../../../../wording/values.ts';
import type { Attribution, Document, Source, Statement, Uid } from '../../../../model/records.ts';
import { listNamedSources } from '../../../../model/named-sources.ts';
import { compareWords } from '../../../../provenance/drift.ts';
import { listChangedSources, type ClaimChange, type ClaimState } from '../../../../provenance/revisions.ts';
import type { Store } from '../../../../storage/store.ts';
import { cutTime, writeDate, writeDateInSentence } from '../../../../wording/dates.ts';
import type { ClaimRef } from '../../../../storage/types.ts';
import { listNamedClaims } from './steps.ts';
import { takesArticle, writeName, writeTitle, type TextWithLanguage } from '../../../../wording/names.ts';

/** A piece of a sentence: words of ours, a name in its own script, or a date. */
export interface Part {
  text: string;
  /** Somebody else's words, set apart from ours. */
  isName: boolean;
  lang: string | null;
  /** For `<time datetime>`. */
  iso: string | null;
}

/** A text before and after: word by word, or side by side when too little is in common or the texts are too long. */
export interface ComparedText {
  /** What the text is; null when the sentence says so. */
  label: string | null;
  lang: string | null;
  parts: readonly { removed: boolean; added: boolean; text: string }[] | null;
  apart: { before: string; after: string } | null;
  /** Whether the page has no room for it. */
  isLeftOut: boolean;
}

export interface ChangeDescription {
  sentence: readonly Part[];
  texts: readonly ComparedText[];
}

/** A text that was added, changed or removed. */
export interface TextPair {
  label: string | null;
  before: string | null;
  after: string | null;
  lang: string | null;
}

export type Compare = (pair: TextPair) => ComparedText;

type Piece = string | Part | readonly Part[];

/** A sentence as a template: phrase`Added the statement of ${name}.` */
export function phrase(words: TemplateStringsArray, ...pieces: readonly Piece[]): Part[] {
  return words.flatMap((text, place) => [...toParts(text), ...toParts(pieces[place] ?? '')]);
}

function toParts(piece: Piece): Part[] {
  if (typeof piece !== 'string') return [piece].flat();
  return piece === '' ? [] : [{ text: piece, isName: false, lang: null, iso: null }];
}

export function namePart({ text, lang }: TextWithLanguage): Part {
  return { text, isName: true, lang, iso: null };
}

export function datePart(date: string): Part {
  const view = writeDate(date)!;
  // "From 10 to 12 June to 13 June" can't be read.
  const { text, iso } = view.text.includes(' to ') ? writeDateInSentence(date)! : view;
  return { text, isName: false, lang: null, iso };
}

/** "on 17 June 2025". */
export function whenPart(date: string): Part {
  return { ...writeDateInSentence(date)!, isName: false, lang: null };
}

/** "Korean" for `ko`; a tag that names none stays as it is. */
export function phraseLanguage(tag: string | null): string | null {
  return tag && writeLanguage(tag);
}

export function writePlain(sentence: readonly Part[]): string {
  return sentence.map(({ text }) => text).join('');
}

/** The most characters of a page's texts that are compared word by word, and that are shown at all. */
const COMPARED = 40_000;
const SHOWN = 300_000;

/**
 * Compares the texts of one page. Comparing long texts takes some ten milliseconds, and a page may have hundreds: past
 * the first limit texts stand side by side, and past the second they are left out.
 */
export function makeComparison(): Compare {
  let length = 0;
  return ({ label, before, after, lang }) => {
    const view = { label, lang, parts: null, apart: null, isLeftOut: false };
    length += (before?.length ?? 0) + (after?.length ?? 0);
    if (length > SHOWN) return { ...view, isLeftOut: true };
    if (before === null) return { ...view, parts: [{ text: after ?? '', added: true, removed: false }] };
    if (after === null) return { ...view, parts: [{ text: before, added: false, removed: true }] };
    const words = length > COMPARED ? null : compareWords(before, after, lang);
    if (!words) return { ...view, apart: { before, after } };
    const parts = words.map(({ kind, text }) => ({ text, added: kind === 'added', removed: kind === 'removed' }));
    return { ...view, parts };
  };
}

export const leaveOutTexts: Compare = ({ label, lang }) => ({ label, lang, parts: null, apart: null, isLeftOut: true });

/** A value that is added, removed or changed: "Changed the stance of … from asserts to denies." */
export function describeValue(what: Piece, before: Piece | null, after: Piece | null): ChangeDescription {
  if (before === null) return describe(phrase`Added ${what}: ${after ?? 'none'}.`);
  if (after === null) return describe(phrase`Removed ${what}: ${before}.`);
  return describe(phrase`Changed ${what} from ${before} to ${after}.`);
}

export function describe(sentence: readonly Part[], texts: readonly ComparedText[] = []): ChangeDescription {
  return { sentence, texts };
}

/** A text that is added, removed or changed, with the text below. */
export function describeText(what: Piece, pair: TextPair, compare: Compare): ChangeDescription {
  const doing = pair.before === null ? 'Added' : pair.after === null ? 'Removed' : 'Changed';
  return describe(phrase`${doing} ${what}.`, [compare(pair)]);
}

/** Sources, documents and claims as they are now, also those that the claim no longer names. */
export interface ChangeNames {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
  /** Those of its relations that are here. */
  claims: ReadonlyMap<Uid, ClaimRef>;
}

export interface ChangeContext extends ChangeNames {
  statements: ReadonlyMap<Uid, Statement>;
  /** Sources with several statements, which a date distinguishes. */
  repeated: ReadonlySet<Uid>;
  compare: Compare;
}

/** Loads the sources, documents and claims that are named in a state of a claim, or in changes that led to it. */
export async function loadChangeNames(
  { claims, sources, documents }: Pick<Store, 'claims' | 'sources' | 'documents'>,
  state: ClaimState,
  changes: readonly ClaimChange[],
): Promise<ChangeNames> {
  const named = new Set([...listNamedSources(state), ...listChangedSources(changes)]);
  const items = new Set<Uid>();
  for (const change of changes) {
    for (const record of [change.before, change.after]) {
      if (!record) continue;
      if ('source' in record) {
        if (record.document !== null) items.add(record.document);
      } else if ('evidence' in record) for (const { document } of record.evidence) items.add(document);
    }
  }
  const [known, published, others] = await Promise.all([
    sources.loadFamilies(named),
    documents.loadByUids(items),
    claims.readRefsByUid(listNamedClaims(changes)),
  ]);
  return {
    sources: new Map(known.map((source) => [source.uid, source])),
    documents: new Map(published.map(({ document }) => [document.uid, document])),
    claims: others,
  };
}

/** @param after the state that the changes led to; statements that they removed are named, too */
export function makeChangeContext(
  names: ChangeNames,
  after: ClaimState,
  changes: readonly ClaimChange[],
  compare: Compare,
): ChangeContext {
  const gone = changes.flatMap(({ kind, before }) => (kind === 'statement' && before ? [before] : []));
  const statements = new Map([...gone, ...after.statements].map((record) => [record.uid, record]));
  const seen = new Set<Uid>();
  const repeated = new Set<Uid>();
  for (const { source } of statements.values()) (seen.has(source) ? repeated : seen).add(source);
  return { ...names, statements, repeated, compare };
}

/** "the Security Council of Russia", "Yonhap (연합뉴스, 17 June 2025)", "an unnamed source (“officials”)". */
export function phraseName({ sources }: ChangeNames, uid: Uid, date: Part | null = null): Part[] {
  const source = sources.get(uid);
  if (!source) return besides(phrase`an unknown source`, [date]);
  const shown = writeName(source);
  const name = namePart(shown);
  const original = shown.original ? namePart(shown.original) : null;
  if (source.kind === 'unnamed')
    return besides(phrase`an unnamed source (${original ? phrase`${name}, ${original}` : name})`, [date]);
  return besides(takesArticle(source) ? phrase`the ${name}` : [name], [original, date]);
}

function besides(name: readonly Part[], more: readonly (Part | null)[]): Part[] {
  const [first, second] = more.filter((part) => part !== null);
  if (!first) return [...name];
  return second ? phrase`${name} (${first}, ${second})` : phrase`${name} (${first})`;
}

/** "TASS", "IANS (17 June 2025)". */
export function phraseSpeaker(context: ChangeContext, { source, statedAt }: Statement): Part[] {
  const isTold = statedAt !== null && context.repeated.has(source);
  return phraseName(context, source, isTold ? datePart(cutTime(statedAt)) : null);
}

/** "the attribution IANS → Yonhap": a reply or a disputed one is no hop. */
export function phraseHop(context: ChangeContext, { citing, cited }: Pick<Attribution, 'citing' | 'cited'>): Part[] {
  return phrase`the attribution ${phraseEnd(context, citing)} → ${phraseEnd(context, cited)}`;
}

/** "the Security Council of Russia disputed the attribution IANS → TASS on 17 June 2025", as far as that is known. */
export function phraseDispute(context: ChangeContext, attribution: Attribution): Part[] {
  const { disputedAt, disputedBy } = attribution;
  const hop = phraseHop(context, attribution);
  const by = disputedBy === null ? null : phraseName(context, disputedBy);
  if (disputedAt === null) return by ? phrase`${by} disputes ${hop}` : phrase`${hop} is disputed`;
  const when = whenPart(disputedAt);
  return by ? phrase`${by} disputed ${hop} ${when}` : phrase`${hop} was disputed ${when}`;
}

function phraseEnd(context: ChangeContext, uid: Uid): Part[] {
  const statement = context.statements.get(uid);
  return statement ? phraseSpeaker(context, statement) : phrase`an unknown statement`;
}

export function phraseDocument({ documents }: ChangeNames, uid: Uid): Part[] {
  const document = documents.get(uid);
  return document ? phrase`“${namePart(writeTitle(document))}”` : phrase`an unknown document`;
}

/** "“The bridge is closed.”". */
export function phraseClaim({ claims }: ChangeNames, uid: Uid): Part[] {
  const claim = claims.get(uid);
  return claim
    ? phrase`“${namePart({ text: claim.text, lang: claim.language })}”`
    : phrase`a claim that is not here (${uid})`;
}
