import { diffWords } from 'diff';
import { takePrimaryLanguage, type Worded } from './findings/content-words.ts';
import { walkSegments } from '../text/words.ts';

/**
 * Past so many words removed and added together a comparison helps nobody, and it would cost the square of them: at
 * this many it takes some ten milliseconds.
 */
const MOST_EDITS = 300;

interface DriftPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** From the earlier to the later text; null when they have too little in common to compare. */
type WordChanges = readonly DriftPart[] | null;

/**
 * How the wording changed from the cited statement to the citing one; null unless both are known and in one language,
 * whatever its region. Letters are compared in Unicode's composed form (NFC).
 */
export function deriveDrift(citing: Worded, cited: Worded): { parts: WordChanges } | null {
  if (citing.wording === null || cited.wording === null) return null;
  if (citing.language === null || cited.language === null) return null;
  if (takePrimaryLanguage(citing.language) !== takePrimaryLanguage(cited.language)) return null;
  return { parts: compareWords(cited.wording.normalize('NFC'), citing.wording.normalize('NFC'), citing.language) };
}

/**
 * What was removed and what was added on the way from one text to another, by word.
 * @param language of both, by BCP 47; null when it is not known
 */
export function compareWords(earlier: string, later: string, language: string | null): WordChanges {
  const changes = diffWords(earlier, later, {
    intlSegmenter: makeSegmenter(language ?? 'und'),
    maxEditLength: MOST_EDITS,
  });
  if (!changes) return null;
  return changes.map(({ value, removed, added }): DriftPart => {
    return { kind: removed ? 'removed' : added ? 'added' : 'same', text: value };
  });
}

/** Cuts words as the language does (Chinese and Japanese write none apart). A malformed language tag is cut as any. */
function makeSegmenter(language: string): Intl.Segmenter {
  try {
    return cutInPieces(new Intl.Segmenter(language, { granularity: 'word' }));
  } catch {
    return cutInPieces(new Intl.Segmenter('und', { granularity: 'word' }));
  }
}

/** As far as `diff` asks: its time would grow with the square of a long wording. */
function cutInPieces(segmenter: Intl.Segmenter): Intl.Segmenter {
  const pieces = {
    resolvedOptions: () => segmenter.resolvedOptions(),
    segment: (text: string) => walkSegments(text, segmenter),
  };
  return pieces as unknown as Intl.Segmenter;
}
