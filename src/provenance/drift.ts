import { diffWords } from 'diff';
import type { Statement } from './model.ts';

/**
 * Past so many words removed and added together a comparison helps nobody, and it would cost the square of them: at
 * this many it takes some ten milliseconds.
 */
const MOST_EDITS = 300;

export interface DriftPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export interface Drift {
  /** From the cited (the earlier) wording to the citing one; null when they have too little in common to compare. */
  parts: readonly DriftPart[] | null;
}

type Worded = Pick<Statement, 'wording' | 'language'>;

/**
 * How the wording changed on a hop, by word. Null unless both wordings are known and in one language.
 */
export function drift(citing: Worded, cited: Worded): Drift | null {
  if (citing.wording === null || cited.wording === null) return null;
  if (citing.language === null || citing.language !== cited.language) return null;
  const changes = diffWords(cited.wording, citing.wording, {
    intlSegmenter: makeSegmenter(citing.language),
    maxEditLength: MOST_EDITS,
  });
  if (!changes) return { parts: null };
  const parts = changes.map(({ value, removed, added }): DriftPart => {
    return { kind: removed ? 'removed' : added ? 'added' : 'same', text: value };
  });
  return { parts };
}

/** Cuts words as the language does (Chinese and Japanese write none apart). A malformed language tag is cut as any. */
function makeSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' });
  } catch {
    return new Intl.Segmenter('und', { granularity: 'word' });
  }
}
