/** What a revision changed, told: sentences, and the texts that changed in them. */
import { compareWords } from '../../../../provenance/drift.ts';
import { writeDate } from '../../../../wording/dates.ts';
import type { TextWithLanguage } from '../../../../wording/names.ts';

/** A piece of a sentence: words of ours, a name in its own script, or a date. */
export interface Part {
  text: string;
  /** Somebody else's words, set apart from ours. */
  isName: boolean;
  lang: string | null;
  /** For `<time datetime>`. */
  iso: string | null;
}

/** A text before and after: word by word, or side by side when there is too little in common or too much of it. */
export interface ComparedText {
  /** What the text is; null when the sentence says so. */
  label: string | null;
  lang: string | null;
  parts: readonly { removed: boolean; added: boolean; text: string }[] | null;
  apart: { before: string; after: string } | null;
  /** Whether the page has no room for it. */
  isLeftOut: boolean;
}

/** One thing that was changed. */
export interface ChangeDescription {
  sentence: readonly Part[];
  texts: readonly ComparedText[];
}

/** A text that changed, or was not there before, or is no more. */
export interface TextPair {
  label: string | null;
  before: string | null;
  after: string | null;
  /** BCP 47. */
  lang: string | null;
}

/** Sets two texts against each other. */
export type Compare = (pair: TextPair) => ComparedText;

type Piece = string | Part | readonly Part[];

/** A sentence out of words and what stands between them: say`added the statement of ${name}`. */
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

/** A date of EDTF level 0. */
export function datePart(date: string): Part {
  const { text, iso } = writeDate(date)!;
  return { text, isName: false, lang: null, iso };
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

/** "Korean" for `ko`; a tag that names none stays as it is. */
export function phraseLanguage(tag: string | null): string | null {
  try {
    return tag && (LANGUAGES.of(tag) ?? tag);
  } catch {
    return tag;
  }
}

/** The sentence without its marks, for programs. */
export function writePlain(sentence: readonly Part[]): string {
  return sentence.map(({ text }) => text).join('');
}

/** Characters of a page's texts that are compared word by word, and that are shown at all. */
const COMPARED = 40_000;
const SHOWN = 300_000;

/**
 * For one page. A comparison of long texts takes some ten milliseconds, and a page may have hundreds: when there have
 * been so many, texts stand side by side, and in the end they are left out.
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

/** For those who want the sentences alone. */
export const leaveOutTexts: Compare = ({ label, lang }) => ({ label, lang, parts: null, apart: null, isLeftOut: true });

/** A value that is set, taken out or changed: "Changed the stance of … from asserts to denies." */
export function describeValue(what: Piece, before: Piece | null, after: Piece | null): ChangeDescription {
  return { sentence: phraseValue(what, before, after), texts: [] };
}

function phraseValue(what: Piece, before: Piece | null, after: Piece | null): Part[] {
  if (before === null) return phrase`Added ${what}: ${after ?? 'none'}.`;
  if (after === null) return phrase`Took out ${what}: ${before}.`;
  return phrase`Changed ${what} from ${before} to ${after}.`;
}

/** A text that is added, taken out or changed, with the text below. */
export function describeText(what: Piece, pair: TextPair, compare: Compare): ChangeDescription {
  const doing = pair.before === null ? 'Added' : pair.after === null ? 'Took out' : 'Changed';
  return { sentence: phrase`${doing} ${what}.`, texts: [compare(pair)] };
}
